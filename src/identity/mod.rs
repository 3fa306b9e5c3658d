//! Who people are, how that was verified, and what they may do. Both areas use it; it knows neither.

pub mod access;
pub mod api;
pub mod card;
pub mod citizen_id;
pub mod consent;
pub mod desk;
pub mod desk_protocol;
pub mod jobs;
pub mod laser_code;
pub mod limit;
pub mod link;
pub mod login;
pub mod pages;
pub mod password;
pub mod person;
pub mod seal;
pub mod second_factor;
pub mod session;
pub mod signup;
pub mod verification;
