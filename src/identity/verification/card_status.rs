//! Whether a card whose chip was read is in use: a question for the registry alone.

use futures_util::future::BoxFuture;

use super::Outcome;
use crate::identity::{citizen_id::CitizenId, desk_protocol::Secret};

/// What the registry compares of a chip. The two numbers are used for this question and dropped.
pub struct ChipNumbers {
    /// The citizen's number.
    pub citizen_id: CitizenId,
    /// Number of the chip, as the chip says it.
    pub chip: Secret,
    /// Number of the request for the card, `bp1no`.
    pub request: Secret,
}

/// A registry that knows how cards stand.
pub trait CardStatus: Send + Sync {
    /// The name of the source, kept among the facts.
    fn source(&self) -> &'static str;

    /// Asks about one card.
    fn ask<'a>(&'a self, chip: &'a ChipNumbers) -> BoxFuture<'a, Outcome>;
}
