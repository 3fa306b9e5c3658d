//! Refusal: every way in which the server says no to what a reader sent, told apart by its code.

use crate::{error::Error, web::locale::Text};

/// Why an enrolment, a hello or a read was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The one-time code was never made, was used, or is too old.
    UnknownCode,
    /// The key was enrolled before.
    KnownKey,
    /// The signature is not that of this reader over this message.
    Altered,
    /// No reader is known by that id.
    UnknownDevice,
    /// Not the reader that was asked, or not one of the officer's desks.
    ForeignAgent,
    /// An administrator revoked the reader.
    Revoked,
    /// No administrator has compared the fingerprint yet.
    Unconfirmed,
    /// The reader's year is over.
    AgentExpired,
    /// The clocks differ by more than a minute.
    Clock,
    /// The case's two minutes were over.
    Late,
    /// The case was answered before.
    Replayed,
    /// The card's number is not that of the account.
    WrongCard,
    /// The card is past its day.
    CardExpired,
    /// A layout that is not known.
    CardVersion,
    /// The thirteenth digit does not fit.
    CardNumber,
    /// No such number was ever issued.
    CardUnissued,
    /// A field is missing, too many, or not what a card holds.
    CardUnreadable,
    /// Somebody verified has this number.
    CardTaken,
    /// The officer's own card.
    OwnCard,
}

impl Refusal {
    /// The slug after `/problems/`.
    pub fn code(self) -> &'static str {
        self.words().0
    }

    /// Why the case failed, for those refusals that end it.
    pub fn fault(self) -> Option<&'static str> {
        Some(match self {
            Self::Clock => "clock",
            Self::WrongCard => "wrong_card",
            Self::CardExpired => "card_expired",
            Self::CardVersion => "unknown_version",
            Self::CardNumber => "bad_check_digit",
            Self::CardUnissued => "card_unissued",
            Self::CardUnreadable => "unreadable",
            Self::CardTaken => "card_taken",
            Self::OwnCard => "own_card",
            _ => return None,
        })
    }

    fn words(self) -> (&'static str, Text) {
        match self {
            Self::UnknownCode => ("desk-unknown-code", Text::new("desk-problem-unknown-code")),
            Self::KnownKey => ("desk-known-key", Text::new("desk-problem-known-key")),
            Self::Altered => ("desk-altered", Text::new("desk-problem-altered")),
            Self::ForeignAgent => ("desk-foreign-agent", Text::new("desk-problem-foreign-agent")),
            Self::UnknownDevice => {
                ("desk-unknown-device", Text::new("desk-problem-unknown-device"))
            }
            Self::Revoked => ("desk-revoked", Text::new("desk-problem-revoked")),
            Self::Unconfirmed => ("desk-unconfirmed", Text::new("desk-problem-unconfirmed")),
            Self::AgentExpired => ("desk-agent-expired", Text::new("desk-problem-agent-expired")),
            Self::Clock => ("desk-clock", Text::new("state-desk-fault-clock")),
            Self::Late => ("desk-late", Text::new("desk-problem-late")),
            Self::Replayed => ("desk-replayed", Text::new("desk-problem-replayed")),
            Self::WrongCard => ("desk-wrong-card", Text::new("state-desk-fault-wrong-card")),
            Self::CardExpired => ("desk-card-expired", Text::new("state-desk-fault-card-expired")),
            Self::CardVersion => {
                ("desk-card-version", Text::new("state-desk-fault-unknown-version"))
            }
            Self::CardNumber => ("desk-card-number", Text::new("state-desk-fault-bad-check-digit")),
            Self::CardUnissued => {
                ("desk-card-unissued", Text::new("state-desk-fault-card-unissued"))
            }
            Self::CardUnreadable => {
                ("desk-card-unreadable", Text::new("state-desk-fault-unreadable"))
            }
            Self::CardTaken => ("desk-card-taken", Text::new("state-desk-fault-card-taken")),
            Self::OwnCard => ("desk-own-card", Text::new("state-desk-fault-own-card")),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        let (code, text) = refusal.words();
        Self::conflict(code, text)
    }
}
