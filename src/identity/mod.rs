//! Who people are, how that was verified, and what they may do. Both areas use it; it knows neither.

pub mod access;
pub mod api;
pub mod appointment;
pub mod citizen_id;
pub mod consent;
pub mod invitation;
pub mod jobs;
pub mod laser_code;
pub mod limit;
pub mod link;
pub mod login;
pub mod merge;
pub mod pages;
pub mod password;
pub mod person;
pub mod seal;
pub mod session;
pub mod signup;
pub mod verification;
