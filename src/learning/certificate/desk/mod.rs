//! The approval desk: what waits for an officer, what to look at, and the decision.

pub mod decision;
pub mod flag;
pub mod queue;
