//! The government's days off: one calendar that every area counts by. It belongs to none of them, and
//! knows none: whoever promised something by working days counts anew after a change.

pub mod gap;
pub mod holiday;
pub mod shipped;
pub mod typed;
pub mod version;
