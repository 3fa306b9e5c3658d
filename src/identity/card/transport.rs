//! CardTransport: what carries a command to a card and brings back the answer.

use super::CardFault;

/// A card that is powered and held for one read.
pub trait CardTransport {
    /// Sends one command; the answer ends with its two status bytes.
    ///
    /// # Errors
    /// [`CardFault::Removed`] when the card is gone, [`CardFault::Busy`] when another program reset
    /// it, [`CardFault::Unreadable`] for all else.
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, CardFault>;

    /// What the card answered when it was powered.
    fn atr(&self) -> &[u8];
}
