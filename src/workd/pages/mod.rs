//! The pages of workD.

pub mod accounts;
pub mod again;
pub mod aliases;
pub mod budgets;
pub mod domains;
pub mod exports;
pub mod files;
pub mod holidays;
pub mod imports;
pub mod letters;
pub mod mailbox;
pub mod parts;
pub mod printed_forms;
pub mod request_decisions;
pub mod requests;
pub mod reviews;
pub mod services;
pub mod settlements;
pub mod signed_forms;
pub mod standing;
pub mod submissions;
pub mod withdrawals;
