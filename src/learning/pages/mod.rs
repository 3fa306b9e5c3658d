//! The pages of learning, in the order of the service guide's seven steps.

pub mod approvals;
pub mod attempts;
pub mod certificate_messages;
pub mod certificate_policies;
pub mod certificate_requests;
pub mod certificates;
pub mod claims;
pub mod courses;
pub mod decisions;
pub mod enrolments;
pub mod events;
pub mod history;
pub mod home;
pub mod leaves;
pub mod lessons;
pub mod me;
pub mod media;
pub mod panels;
pub mod places;
pub mod revocations;
pub mod verifications;
