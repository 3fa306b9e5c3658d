//! The learning area as JSON, by poem-openapi; each call does what its page does.

pub mod attempts;
pub mod badges;
pub mod certificates;
pub mod courses;
pub mod decisions;
pub mod designs;
pub mod enrolments;
pub mod progress;
pub mod promises;
pub mod queue;
pub mod verdicts;
pub mod verifying;
