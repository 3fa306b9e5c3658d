//! The approval desk: what waits for an officer, what to look at, and the decision.

pub mod decision;
pub mod filter;
pub mod flag;
pub mod queue;
pub mod saved_view;
