//! Certificates: asked for, decided, issued, printed, verified by anyone.

pub mod badge;
pub mod bundle;
#[expect(
    clippy::module_inception,
    reason = "the folder is about asking, deciding and printing too"
)]
pub mod certificate;
pub mod comparison;
pub mod data;
pub mod design;
pub mod desk;
pub mod edition;
pub mod inspection;
pub mod name_mask;
pub mod number;
pub mod pdf;
pub mod printed;
pub mod promise;
pub mod renewal;
pub mod replacement;
pub mod request;
pub mod revocation;
pub mod signature;
pub mod verifying;
