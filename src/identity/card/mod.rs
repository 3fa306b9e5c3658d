//! The chip of the Thai identity card: what is read from it, how, and every way that it fails.
//!
//! There is no PC/SC in here: a [`transport::CardTransport`] carries the commands, and the program
//! `card-agent` brings the one that drives a reader. What a chip says is unsigned and can be
//! copied, so a read proves nothing by itself: what counts is the desk that says it, and whether
//! the registry confirms the card.

pub mod fault;

pub use self::fault::CardFault;
