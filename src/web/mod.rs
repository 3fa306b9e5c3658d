//! What every page and every API call shares: who asks, in which language, forms, errors, static files.

pub mod api_docs;
pub mod api_table;
pub mod assets;
pub mod download;
pub mod form;
pub mod headers;
pub mod html;
pub mod locale;
pub mod log;
pub mod once;
pub mod open_document;
pub mod openapi;
pub mod page;
pub mod pages_table;
pub mod problem;
pub mod qr;
pub mod visitor;
