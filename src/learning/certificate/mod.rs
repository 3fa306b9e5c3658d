//! Certificates: asked for, decided, issued, printed, verified by anyone.

pub mod badge;
#[expect(
    clippy::module_inception,
    reason = "the folder is about asking, deciding and printing too"
)]
pub mod certificate;
pub mod data;
pub mod design;
pub mod desk;
pub mod edition;
pub mod pdf;
pub mod promise;
pub mod renewal;
pub mod request;
pub mod signature;
