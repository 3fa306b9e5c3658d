//! What may be read from a card, and what for: closed lists, the same in agent and server.

use serde::{Deserialize, Serialize};

/// A field of a card, in the order in which fields are signed. There is no photo, address, sex or
/// religion here, so no server can ask a desk for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardField {
    /// The edition of the layout: `0003`.
    Version,
    /// Thirteen digits.
    CitizenId,
    /// `prefix#first#middle#last`, each part as on the card, some of them empty.
    ThaiName,
    /// The same in English.
    EnglishName,
    /// `yyyymmdd` of the Buddhist era; an unknown month or day is `00`.
    BirthDate,
    /// `yyyymmdd` of the Buddhist era.
    IssueDate,
    /// `yyyymmdd` of the Buddhist era, or `99999999` for a card for life.
    Expiry,
    /// `bp1no`, for the registry only: used once and never stored.
    RequestNumber,
    /// Sixteen hexadecimal letters, for the registry only: used once and never stored.
    ChipNumber,
}

impl CardField {
    /// The name in JSON and in signed messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::CitizenId => "citizen_id",
            Self::ThaiName => "thai_name",
            Self::EnglishName => "english_name",
            Self::BirthDate => "birth_date",
            Self::IssueDate => "issue_date",
            Self::Expiry => "expiry",
            Self::RequestNumber => "request_number",
            Self::ChipNumber => "chip_number",
        }
    }
}

/// What a card is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// An officer compares the card with the person; the registry is not asked.
    Identity,
    /// The same, and the registry is asked about the card (`CheckCardByCID`).
    CardStatus,
}

impl Purpose {
    /// The slug in JSON, in signed messages and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::CardStatus => "card_status",
        }
    }

    /// All that this purpose needs; an agent reads nothing beyond.
    pub fn fields(self) -> &'static [CardField] {
        use CardField as F;
        const ALL: [CardField; 9] = [
            F::Version,
            F::CitizenId,
            F::ThaiName,
            F::EnglishName,
            F::BirthDate,
            F::IssueDate,
            F::Expiry,
            F::RequestNumber,
            F::ChipNumber,
        ];
        match self {
            Self::Identity => ALL.split_at(7).0,
            Self::CardStatus => &ALL,
        }
    }
}

impl std::str::FromStr for Purpose {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        [Self::Identity, Self::CardStatus].into_iter().find(|it| it.code() == code).ok_or(())
    }
}
