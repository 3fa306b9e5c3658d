//! The DNS of agency mail domains: the records a domain needs, how each is judged by what its
//! servers answer, and publishing under the government's zone. Nothing here believes a cache.

mod answer;
mod asking;
mod check;
mod judge;
mod network;
mod publish;
mod purpose;
mod record;
mod servers;
mod settle;
mod spf;
mod tags;
mod tsig_key;
mod wire;

pub use check::{Found, Judged, check, state_of};
pub use network::{Network, Zone};
pub use publish::{PublishError, publish};
pub use purpose::{Kind, Purpose, State};
pub use record::{DkimKey, Expected, Service, Wanted, records, zone_lines};
pub use tsig_key::TsigKey;
