//! Who people are, how that was verified, and what they may do. Both areas use it; it knows neither.

pub mod access;
pub mod agent;
pub mod api;
pub mod citizen_id;
pub mod common_password;
pub mod consent;
pub mod description;
pub mod email_change;
pub mod jobs;
pub mod known_device;
pub mod laser_code;
pub mod limit;
pub mod link;
pub mod login;
pub mod name_change;
pub mod origin;
pub mod own_password;
pub mod own_session;
pub mod pages;
pub mod password;
pub mod person;
pub mod personal_token;
pub mod seal;
pub mod session;
pub mod signup;
pub mod verification;
