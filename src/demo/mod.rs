//! The demonstration: people in every role, cards that no one holds, and the pages that show them.

pub mod faults;
pub mod mail;
pub mod pages;
pub mod people;
