//! The approval desk: what waits for an officer, what to look at, and the decision.

pub mod claim;
pub mod decision;
pub mod filter;
pub mod flag;
pub mod leave;
pub mod letter;
pub mod message;
pub mod officer;
pub mod policy;
pub mod queue;
pub mod reason;
pub mod record;
pub mod rule;
pub mod sample;
pub mod saved_view;
pub mod thread;
pub mod undo;
pub mod verdict;
