//! card-agent as it is installed, before the real daemon of card readers and invented cards.
//!
//! The one test that is not ignored makes a namespace, starts the daemon in it, and runs the
//! ignored ones there. `CARD_TESTS=a_part_of_a_name` runs some of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on must fail"
)]

mod agent;
mod chip;
mod desk;
mod emulator;
mod enrolling;
mod namespace;
mod office;
mod officers;
mod reading;
mod verifying;

#[test]
fn cards_are_read_through_a_real_daemon() {
    namespace::run_ignored_tests();
}
