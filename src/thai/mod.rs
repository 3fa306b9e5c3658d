//! What a Thai reader and writer expect of dates, digits, names and words; every function here is pure, and today is a parameter.

pub mod calendar;
pub mod date;
pub mod digits;
pub mod keyboard;
mod letters;
pub mod name;
pub mod phone;
pub mod segment;
pub mod text;
