//! The product in a real browser: Chromium, driven by WebDriver.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on must fail"
)]

mod accessibility;
mod certificates;
mod chromium;
mod passkeys;
mod story;
#[path = "../product/support/mod.rs"]
#[allow(dead_code, reason = "shared with the tests that need no browser")]
mod support;
