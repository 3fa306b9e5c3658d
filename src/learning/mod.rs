//! Courses, and what people do with them: enrol, learn, be examined, be certified, look back.

pub mod api;
pub mod attempt;
pub mod certificate;
pub mod completion;
pub mod content;
pub mod course;
pub mod enrolment;
pub mod held;
pub mod history;
pub mod import;
pub mod jobs;
pub mod media;
pub mod merge;
pub mod pages;
pub mod progress;
pub mod quiz;
pub mod ranges;
pub mod recorder;
