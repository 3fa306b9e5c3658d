//! Certificates: asked for, decided, issued, printed, verified by anyone.

#[expect(
    clippy::module_inception,
    reason = "the folder is about asking, deciding and printing too"
)]
pub mod certificate;
pub mod design;
pub mod desk;
pub mod pdf;
pub mod request;
pub mod signature;
