//! One's own account, page by page: sessions, password, tokens, name, address, and what one is.

pub mod account;
pub mod email;
pub mod name;
pub mod name_changes;
pub mod password;
pub mod sessions;
pub mod tokens;
