//! The chip of the Thai identity card: what is read from it, how, and every way that it fails.
//!
//! There is no PC/SC in here: a [`transport::CardTransport`] carries the commands, and the program
//! `card-agent` brings the one that drives a reader. What a chip says is unsigned and can be
//! copied, so a read proves nothing by itself: what counts is the desk that says it, and whether
//! the registry confirms the card.
//!
//! [`reading::read`] asks a card for the fields that were named, and nothing else. [`record::Card`]
//! makes true types of those fields, on either side of the line: the server checks what a desk
//! sends by the same rules that the desk went by.

pub mod apdu;
pub mod date;
pub mod fault;
pub mod fields;
pub mod reading;
pub mod record;
pub mod transport;

pub use self::fault::CardFault;

/// The invented chip that the tests with a real reader's daemon use as well.
#[cfg(test)]
#[path = "../../../tests/card/chip.rs"]
mod chip;

#[cfg(test)]
mod tests;
