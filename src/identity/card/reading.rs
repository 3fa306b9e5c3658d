//! Reads the fields that were asked for from a card, and nothing else.

use std::collections::BTreeMap;

use super::{CardFault, apdu::Chip, fields, transport::CardTransport};
use crate::identity::desk_protocol::{CardField, Secret};

/// The `wanted` fields of the card. The version is always read and the number is always checked,
/// since no byte of another layout or of a broken read may pass for somebody's data.
///
/// A card that does not give its chip number, as many from before 2015 do not, is read without it.
///
/// # Errors
/// Every [`CardFault`] that concerns the card itself.
pub fn read(
    transport: &mut dyn CardTransport,
    wanted: &[CardField],
) -> Result<BTreeMap<CardField, Secret>, CardFault> {
    let mut chip = Chip::select(transport)?;
    let mut found = BTreeMap::new();
    let first = [CardField::Version, CardField::CitizenId];
    let rest = wanted.iter().copied().filter(|field| !first.contains(field));
    for field in first.into_iter().chain(rest) {
        if let Some((offset, length)) = fields::place(field) {
            found.insert(field, fields::decode(field, &chip.read(offset, length)?)?);
        }
    }
    // Last of all, because it upsets old cards.
    if wanted.contains(&CardField::ChipNumber) {
        match chip.number().and_then(|bytes| fields::decode(CardField::ChipNumber, &bytes)) {
            Ok(number) => drop(found.insert(CardField::ChipNumber, number)),
            Err(CardFault::Removed) => return Err(CardFault::Removed),
            Err(_) => {}
        }
    }
    found.retain(|field, _| wanted.contains(field));
    Ok(found)
}
