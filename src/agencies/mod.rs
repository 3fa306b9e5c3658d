//! Agencies: the directory that people and services belong to.

pub mod agency;
pub mod ministries;
pub mod provinces;
