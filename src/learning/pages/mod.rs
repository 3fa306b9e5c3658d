//! The pages of learning, in the order of the service guide's seven steps.

pub mod approvals;
pub mod attempts;
pub mod certificate_bundles;
pub mod certificate_requests;
pub mod certificates;
pub mod course_certificates;
pub mod courses;
pub mod decisions;
pub mod enrolments;
pub mod events;
pub mod history;
pub mod home;
pub mod lessons;
pub mod me;
pub mod media;
pub mod places;
pub mod replacements;
pub mod revocations;
pub mod verifications;
