//! Registration desks: enrolled card readers, cases in which a card is read, and papers seen instead.
//!
//! A reader dials out and signs what a card said ([`super::desk_protocol`]). That shows which desk
//! said it, never that the card is genuine: what counts is the officer who compared the face, and
//! whether the registry knows the card. What was read is sealed in its case and dropped with the
//! decision; only facts stay.

pub mod account;
pub mod agent;
pub mod alarm;
pub mod case;
pub mod challenge;
pub mod closing;
pub mod decision;
pub mod find;
pub mod on_card;
pub mod paper;
pub mod read;
pub mod refusal;

use chrono::Duration;

use crate::identity::limit::Limit;

/// How long an administrator's code for a new reader lives.
pub const CODE_LIFE: Duration = Duration::minutes(10);

/// How long a reader may work until it is enrolled anew: a year, as for other keys of the service.
pub const AGENT_LIFE: Duration = Duration::days(365);

/// How long an officer may take to compare the face once the card is read.
pub const READ_LIFE: Duration = Duration::minutes(15);

/// Reads of one reader in an hour before administrators are told. Comparing a face and closing a
/// case takes two minutes at least, so a full desk without a pause comes to thirty.
pub const READS_PER_HOUR: i64 = 30;

/// Exact look-ups of people by one officer: no desk serves more in an hour, and nobody can go
/// through addresses or numbers with it.
pub const FIND_BY_OFFICER: Limit =
    Limit { name: "desk-find", tries: 60, window: Duration::hours(1) };

/// Codes that did not fit, from one network address.
pub const ENROL_BY_ADDRESS: Limit =
    Limit { name: "desk-enrol", tries: 20, window: Duration::hours(1) };
