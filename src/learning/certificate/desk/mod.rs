//! The approval desk: what waits for an officer, what to look at, and the decision.

pub mod decision;
pub mod flag;
pub mod officer;
pub mod policy;
pub mod queue;
pub mod record;
pub mod thread;
