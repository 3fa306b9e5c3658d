//! Where each field stands on the chip, and what its bytes must be.

use encoding_rs::WINDOWS_874;
use zeroize::Zeroizing;

use super::{
    CardFault,
    date::{Expiry, ThaiDate},
    record::CardName,
};
use crate::identity::{
    citizen_id::{CitizenId, CitizenIdMistake},
    desk_protocol::{CardField, Secret},
};

/// The only layout that is known.
pub const VERSION: &str = "0003";

/// Offset and length in the personal data; the chip number is not among them.
pub fn place(field: CardField) -> Option<(u16, u8)> {
    match field {
        CardField::Version => Some((0x0000, 4)),
        CardField::CitizenId => Some((0x0004, 13)),
        CardField::ThaiName => Some((0x0011, 100)),
        CardField::EnglishName => Some((0x0075, 100)),
        CardField::BirthDate => Some((0x00D9, 8)),
        CardField::RequestNumber => Some((0x00E2, 20)),
        CardField::IssueDate => Some((0x0167, 8)),
        CardField::Expiry => Some((0x016F, 8)),
        CardField::ChipNumber => None,
    }
}

/// The text of `field` from its bytes on the chip, checked.
pub fn decode(field: CardField, bytes: &[u8]) -> Result<Secret, CardFault> {
    let text = match field {
        CardField::ChipNumber => Zeroizing::new(hex::encode(bytes)),
        _ => text(bytes)?,
    };
    check(field, &text)?;
    Ok(Secret::new(text.as_str()))
}

/// Whether `text` is what `field` can be; the same for a desk and for the server that it reports to.
pub fn check(field: CardField, text: &str) -> Result<(), CardFault> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = match field {
        CardField::Version => match text {
            VERSION => true,
            other if other.len() == 4 && digits(other) => return Err(CardFault::UnknownVersion),
            _ => false,
        },
        CardField::CitizenId => digits(text) && citizen_id(text).map(drop).map(|()| true)?,
        CardField::ThaiName | CardField::EnglishName => CardName::parse(text).is_ok(),
        CardField::BirthDate | CardField::IssueDate => text.parse::<ThaiDate>().is_ok(),
        CardField::Expiry => text.parse::<Expiry>().is_ok(),
        CardField::RequestNumber => {
            (1..=20).contains(&text.len()) && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
        }
        CardField::ChipNumber => {
            text.len() == 16 && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
        }
    };
    if fits { Ok(()) } else { Err(CardFault::Unreadable) }
}

/// The number of a card, which a chip has in thirteen plain digits.
pub(super) fn citizen_id(text: &str) -> Result<CitizenId, CardFault> {
    CitizenId::read(text).map_err(|mistake| match mistake {
        CitizenIdMistake::CheckDigit => CardFault::BadCheckDigit,
        _ => CardFault::Unreadable,
    })
}

/// TIS-620, which is `WINDOWS_874` without what Windows put between 80 and 9F. The padding of
/// spaces and zeros at the end goes.
fn text(bytes: &[u8]) -> Result<Zeroizing<String>, CardFault> {
    if bytes.iter().any(|byte| (0x80..=0x9F).contains(byte)) {
        return Err(CardFault::Unreadable);
    }
    let (text, had_errors) = WINDOWS_874.decode_without_bom_handling(bytes);
    let text = Zeroizing::new(text.into_owned());
    let kept = text.trim_end_matches([' ', '\0']);
    if had_errors || kept.chars().any(char::is_control) {
        return Err(CardFault::Unreadable);
    }
    Ok(Zeroizing::new(kept.to_owned()))
}
