//! An agency's request: drafted, signed, sent, and what became of it.

pub mod draft;
pub mod evidence;
pub mod fields;
pub mod form;
#[expect(
    clippy::module_inception,
    reason = "the folder is about drafting, signing and sending too"
)]
pub mod request;
pub mod submission;
pub mod timeline;
