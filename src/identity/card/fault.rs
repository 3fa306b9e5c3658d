//! CardFault: every way in which reading a card fails, each with a code that stays.

use serde::{Deserialize, Serialize};

/// Why there is no record of the card. It carries nothing of what the card said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum CardFault {
    /// No reader is plugged in, or its service does not run.
    #[error("no card reader")]
    NoReader,
    /// No reader holds a card.
    #[error("no card in the reader")]
    NoCard,
    /// More than one reader holds a card, and none was named.
    #[error("several readers hold cards")]
    SeveralCards,
    /// Another program kept the card for itself through every try.
    #[error("the card is in use")]
    Busy,
    /// The card was taken out before the read was over.
    #[error("card removed")]
    Removed,
    /// The chip does not know the application of the Thai identity card.
    #[error("not a Thai identity card")]
    NotThaiId,
    /// The chip is laid out by an edition that is not known here, such as `0002`.
    #[error("unknown version of the card")]
    UnknownVersion,
    /// An answer of the wrong status, length, letters or form.
    #[error("the card cannot be read")]
    Unreadable,
    /// The thirteenth digit of the number on the chip does not fit the others.
    #[error("the check digit does not fit")]
    BadCheckDigit,
    /// The officer chose not to read, or the time ran out before they did.
    #[error("not read")]
    Cancelled,
}

impl CardFault {
    /// Every fault, for lists of words and for tests.
    pub const ALL: [Self; 10] = [
        Self::NoReader,
        Self::NoCard,
        Self::SeveralCards,
        Self::Busy,
        Self::Removed,
        Self::NotThaiId,
        Self::UnknownVersion,
        Self::Unreadable,
        Self::BadCheckDigit,
        Self::Cancelled,
    ];

    /// The stable slug: in signed messages, in the trail, and as the end of a key of sentences.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoReader => "no_reader",
            Self::NoCard => "no_card",
            Self::SeveralCards => "several_cards",
            Self::Busy => "busy",
            Self::Removed => "removed",
            Self::NotThaiId => "not_thai_id",
            Self::UnknownVersion => "unknown_version",
            Self::Unreadable => "unreadable",
            Self::BadCheckDigit => "bad_check_digit",
            Self::Cancelled => "cancelled",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_what_goes_over_the_line() {
        for fault in CardFault::ALL {
            let json = serde_json::to_string(&fault).unwrap();
            assert_eq!(json, format!("\"{}\"", fault.code()));
            assert_eq!(serde_json::from_str::<CardFault>(&json).unwrap(), fault);
        }
    }
}
