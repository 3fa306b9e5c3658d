//! CitizenId: thirteen digits and a check digit; sealed at rest, printed masked.

use crate::{
    clock::Random,
    error::{Mistake, Result},
    id::PersonId,
    identity::seal::{KeyRing, Sealed, SealedColumn},
    thai::digits,
    web::locale::Text,
};

/// The number of a Thai identity card. It has no `Display` and no `Serialize`; what leaves this
/// module is the masked form, a sealed field or a blind index.
///
/// ```compile_fail
/// let id = rian::identity::citizen_id::CitizenId::read("9999900000019").unwrap();
/// println!("{id}");
/// ```
///
/// ```compile_fail
/// let id = rian::identity::citizen_id::CitizenId::read("9999900000019").unwrap();
/// serde_json::to_string(&id);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct CitizenId(String);

/// What is wrong with a typed number; three different mistakes, three different messages.
#[derive(Debug, PartialEq, Eq)]
pub enum CitizenIdMistake {
    /// Nothing was typed.
    Empty,
    /// A character that is no digit, space or dash.
    Character(char),
    /// So many digits instead of thirteen.
    Length(usize),
    /// The last digit does not fit the others.
    CheckDigit,
}

impl CitizenIdMistake {
    /// The mistake as the form's field `field` tells it.
    pub fn in_field(&self, field: &str) -> Mistake {
        let (code, text) = match self {
            Self::Empty => ("required", Text::new("citizen-id-required")),
            Self::Character(c) => {
                ("character", Text::new("citizen-id-character").with("character", c.to_string()))
            }
            Self::Length(has) => ("length", Text::new("citizen-id-length").with("has", *has)),
            Self::CheckDigit => ("check_digit", Text::new("citizen-id-check-digit")),
        };
        Mistake::new(field, code, text)
    }
}

impl CitizenId {
    /// Reads a number as typed: Thai or Arabic digits, with or without spaces and dashes.
    pub fn read(text: &str) -> Result<Self, CitizenIdMistake> {
        let text = digits::to_arabic(text);
        let kept: String = text.chars().filter(|c| !c.is_whitespace() && !is_dash(*c)).collect();
        if kept.is_empty() {
            return Err(CitizenIdMistake::Empty);
        }
        if let Some(other) = kept.chars().find(|c| !c.is_ascii_digit()) {
            return Err(CitizenIdMistake::Character(other));
        }
        if kept.len() != 13 {
            return Err(CitizenIdMistake::Length(kept.len()));
        }
        let values: Vec<u32> = kept.bytes().map(|byte| u32::from(byte - b'0')).collect();
        if check_digit(&values[..12]) != values[12] {
            return Err(CitizenIdMistake::CheckDigit);
        }
        Ok(Self(kept))
    }

    /// The digits, for an identity source. Never for a page, a log or a letter.
    pub(in crate::identity) fn digits(&self) -> &str {
        &self.0
    }

    /// Whether it begins with 9, as no number that was ever issued does.
    pub fn is_unissued(&self) -> bool {
        self.0.starts_with('9')
    }

    /// The form that may be shown: all but the last five digits hidden.
    pub fn masked(&self) -> String {
        let d = &self.0;
        format!("x-xxxx-xxx{}-{}-{}", &d[8..10], &d[10..12], &d[12..])
    }

    /// The sealed form, bound to the row of `person`.
    pub fn seal(&self, keys: &KeyRing, person: &PersonId, random: &dyn Random) -> Result<Sealed> {
        keys.seal(&place(person), self.0.as_bytes(), random)
    }

    /// Opens the sealed form of `person`'s row.
    pub fn open(keys: &KeyRing, person: &PersonId, sealed: &Sealed) -> Result<Self> {
        let plain = keys.open(&place(person), sealed)?;
        Ok(Self(String::from_utf8_lossy(&plain).into_owned()))
    }

    /// The sealed form, bound to another record that names a person, such as an agency's request.
    pub fn seal_in(&self, keys: &KeyRing, record: &str, random: &dyn Random) -> Result<Sealed> {
        keys.seal(&place_in(record), self.0.as_bytes(), random)
    }

    /// Opens what `seal_in` made for the same record.
    pub fn open_in(keys: &KeyRing, record: &str, sealed: &Sealed) -> Result<Self> {
        let plain = keys.open(&place_in(record), sealed)?;
        Ok(Self(String::from_utf8_lossy(&plain).into_owned()))
    }

    /// The keyed fingerprint by which equal numbers are found.
    pub fn index(&self, keys: &KeyRing) -> Vec<u8> {
        keys.index("citizen-id/v1", &self.0)
    }
}

/// Where people's numbers stand.
pub const SEALED: SealedColumn = SealedColumn {
    table: "person",
    sealed: "citizen_id_sealed",
    key: "citizen_id_key",
    place: |id| place(&id.into()),
};

/// The place that `seal_in` binds the number of `record` to.
pub fn place_in(record: &str) -> String {
    format!("{record}\0citizen_id")
}

fn place(person: &PersonId) -> String {
    format!("person\0citizen_id\0{person}")
}

/// Whether `c` is a dash in any of its spellings.
pub(in crate::identity) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The thirteenth digit of twelve: (11 − Σ dᵢ·(14−i) mod 11) mod 10.
fn check_digit(twelve: &[u32]) -> u32 {
    let sum: u32 = twelve.iter().zip((2..=13).rev()).map(|(digit, weight)| digit * weight).sum();
    (11 - sum % 11) % 10
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn thai_digits_spaces_and_dashes_are_read() {
        for text in
            ["9999900000019", "9-9999-00000-01-9", "๙ ๙๙๙๙ ๐๐๐๐๐ ๐๑ ๙", "9\u{2013}999900000019"]
        {
            assert!(CitizenId::read(text).is_ok(), "{text}");
        }
        assert!(CitizenId::read("9000000000021").is_ok());
        assert!(CitizenId::read("9000000000080").is_ok());
    }

    #[test]
    fn each_mistake_is_told_apart() {
        let mistake = |text| CitizenId::read(text).err().unwrap();
        assert_eq!(mistake(" "), CitizenIdMistake::Empty);
        assert_eq!(mistake("99999000000ก9"), CitizenIdMistake::Character('ก'));
        assert_eq!(mistake("999990000001"), CitizenIdMistake::Length(12));
        assert_eq!(mistake("9999900000018"), CitizenIdMistake::CheckDigit);
    }

    #[test]
    fn only_the_last_five_digits_are_shown() {
        assert_eq!(CitizenId::read("9999900000019").ok().unwrap().masked(), "x-xxxx-xxx00-01-9");
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,40}") {
            let _ = CitizenId::read(&text);
        }

        #[test]
        fn every_number_with_its_check_digit_is_read(number in 0u64..1_000_000_000_000) {
            let twelve = format!("{number:012}");
            let values: Vec<u32> = twelve.bytes().map(|b| u32::from(b - b'0')).collect();
            let text = format!("{twelve}{}", check_digit(&values));
            prop_assert!(CitizenId::read(&text).is_ok());
        }
    }
}
