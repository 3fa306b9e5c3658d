//! The pages of learning, in the order of the service guide's seven steps.

pub mod achievements;
pub mod approvals;
pub mod attempts;
pub mod certificate_designs;
pub mod certificate_requests;
pub mod certificates;
pub mod courses;
pub mod credentials;
pub mod decisions;
pub mod enrolments;
pub mod events;
pub mod history;
pub mod home;
pub mod issuers;
pub mod lessons;
pub mod me;
pub mod media;
pub mod places;
pub mod promises;
pub mod renewals;
pub mod revocations;
pub mod saved_views;
pub mod verifications;
