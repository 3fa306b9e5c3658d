//! The learning area as JSON, by poem-openapi; each call does what its page does.

pub mod attempts;
pub mod certificates;
pub mod courses;
pub mod enrolments;
pub mod progress;
pub mod verifying;
