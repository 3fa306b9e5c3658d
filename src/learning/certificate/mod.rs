//! Certificates: asked for, decided, issued, printed, verified by anyone.

pub mod approval;
pub mod certificate;
pub mod pdf;
pub mod request;
