//! Real mail: the product before Postfix, Dovecot, rspamd and Knot from Debian, on loopback.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on must fail"
)]

#[allow(dead_code, reason = "shared with the product's tests")]
#[path = "../product/support/mod.rs"]
mod support;

#[allow(dead_code, reason = "shared with the tests in a browser")]
#[path = "../browser/chromium.rs"]
mod chromium;
mod data;
mod dns;
mod engines;
mod knot;
mod logins;
mod outages;
mod readme;
mod receiving;
mod relaying;
mod sending;
mod story;
mod world;
