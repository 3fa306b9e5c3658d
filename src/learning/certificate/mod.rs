//! Certificates: asked for, decided, issued, printed, verified by anyone.

pub mod approval;
#[expect(
    clippy::module_inception,
    reason = "the folder is about asking, deciding and printing too"
)]
pub mod certificate;
pub mod pdf;
pub mod request;
