//! Why a text is no phone number, in words that say how to mend it.

use crate::web::locale::Text;

/// What is wrong with a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneMistake {
    /// There is no number.
    Empty,
    /// A sign or letter that no number has.
    Character(char),
    /// It has too few or too many digits.
    Length {
        /// How many it has, with the 0 in front.
        has: usize,
        /// How many a number that begins like it has: 9 or 10.
        needed: usize,
    },
    /// No number in the country begins like this one.
    NoSuchNumber,
    /// It begins with the code of another country.
    Foreign,
    /// There is more than one number, or a row of lines such as "0 2612 6060-63".
    SeveralNumbers,
    /// An extension has more than six digits.
    ExtensionLength,
    /// A range of extensions has only one end, or begins with the higher one.
    Range,
    /// There are more than twenty extensions.
    TooManyExtensions,
}

impl PhoneMistake {
    /// The sentence that tells the person who typed it.
    pub fn text(self) -> Text {
        match self {
            Self::Empty => Text::new("phone-empty"),
            Self::Character(c) => Text::new("phone-character").with("character", c.to_string()),
            Self::Length { has, needed } => {
                Text::new("phone-length").with("has", has).with("needed", needed)
            }
            Self::NoSuchNumber => Text::new("phone-no-such-number"),
            Self::Foreign => Text::new("phone-foreign"),
            Self::SeveralNumbers => Text::new("phone-several-numbers"),
            Self::ExtensionLength => Text::new("phone-extension-length"),
            Self::Range => Text::new("phone-extension-range"),
            Self::TooManyExtensions => Text::new("phone-too-many-extensions"),
        }
    }
}
