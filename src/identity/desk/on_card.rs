//! What a card said: checked when it comes in, sealed in its case, opened for the officer.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use zeroize::Zeroizing;

use super::refusal::Refusal;
use crate::{
    app::App,
    db::Tx,
    error::{Error, Result},
    identity::{
        card::{CardFault, record::Card},
        desk_protocol::{CardField, Purpose, Secret},
        seal::{Sealed, SealedColumn},
    },
    thai::{name, text},
};

/// The fields that an officer needs to decide; the rest is not kept, not even sealed.
const KEPT: [CardField; 5] = [
    CardField::Version,
    CardField::CitizenId,
    CardField::ThaiName,
    CardField::BirthDate,
    CardField::Expiry,
];

/// A name in the three parts that accounts have; a middle name stands with the given name.
#[derive(Clone, PartialEq, Eq)]
pub struct Name {
    /// Title before the name.
    pub prefix: String,
    /// Given name.
    pub first: String,
    /// Family name, may be empty.
    pub last: String,
}

impl Name {
    /// As it is written.
    pub fn full(&self) -> String {
        name::full(&self.prefix, &self.first, &self.last)
    }

    /// Whether an account that bears these parts bears this name.
    pub fn equals(&self, prefix: &str, first: &str, last: &str) -> bool {
        let own = |it: &str| text::normalise(it);
        name::spelled_out(&own(prefix)) == name::spelled_out(&self.prefix)
            && own(first) == self.first
            && own(last) == self.last
    }
}

/// Makes a card of what was sent for `purpose`, if it is a good one today.
///
/// # Errors
/// What is wrong with the card or with the fields.
pub fn check(
    fields: &BTreeMap<CardField, Secret>,
    purpose: Purpose,
    today: NaiveDate,
    with_invented: bool,
) -> Result<Card, Refusal> {
    if fields.keys().any(|field| !purpose.fields().contains(field)) {
        return Err(Refusal::CardUnreadable);
    }
    let card = Card::from_fields(fields).map_err(|fault| match fault {
        CardFault::UnknownVersion => Refusal::CardVersion,
        CardFault::BadCheckDigit => Refusal::CardNumber,
        _ => Refusal::CardUnreadable,
    })?;
    // No number beginning with 9 was ever issued; invented cards have one, for trying.
    if card.citizen_id.digits().starts_with('9') && !with_invented {
        return Err(Refusal::CardUnissued);
    }
    if thai_name(&card).is_none() {
        return Err(Refusal::CardUnreadable);
    }
    match card.expiry {
        Some(expiry) if expiry.is_past(today) => Err(Refusal::CardExpired),
        Some(_) => Ok(card),
        None => Err(Refusal::CardUnreadable),
    }
}

/// The Thai name on the card.
pub fn thai_name(card: &Card) -> Option<Name> {
    let name = card.thai_name.as_ref()?;
    let first = text::normalise(&format!("{} {}", name.first, name.middle));
    let (prefix, last) = (text::normalise(&name.prefix), text::normalise(&name.last));
    (!first.is_empty()).then_some(Name { prefix, first, last })
}

/// Seals what the officer needs into the row of `case`.
pub fn seal(
    app: &App,
    tx: &Tx,
    case: &str,
    fields: &BTreeMap<CardField, Secret>,
) -> Result<Sealed> {
    let kept: BTreeMap<_, _> = fields.iter().filter(|(field, _)| KEPT.contains(field)).collect();
    let plain = Zeroizing::new(serde_json::to_vec(&kept)?);
    app.keys.seal(&place(case), &plain, tx.random())
}

/// Opens what `seal` made for the same case.
pub fn open(app: &App, case: &str, sealed: &Sealed) -> Result<Card> {
    let plain = app.keys.open(&place(case), sealed)?;
    let fields = serde_json::from_slice(&plain)?;
    Card::from_fields(&fields).map_err(|_| Error::internal("a sealed card is cut"))
}

/// Where what a card said stands while its case is open.
pub const SEALED: SealedColumn =
    SealedColumn { table: "desk_case", sealed: "read_sealed", key: "read_key", place };

fn place(case: &str) -> String {
    format!("desk_case\0read\0{case}")
}
