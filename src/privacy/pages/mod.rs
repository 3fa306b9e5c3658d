//! Pages about traces and people's own data.

pub mod audits;
pub mod citizen_ids;
pub mod consents;
pub mod erasures;
pub mod exports;
pub mod overviews;
