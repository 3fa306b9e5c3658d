//! The product's tests, written as sentences; each file is about one part of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on must fail"
)]

#[allow(dead_code, reason = "shared with the tests in a browser")]
mod support;

mod accounts;
mod api_story;
mod appointments;
mod architecture;
mod backups;
mod badges;
mod certificate_gallery;
mod certificate_pdf;
mod certificates;
mod commands;
mod courses;
mod crashes;
mod designs;
mod desks;
mod hostile_files;
mod identity_providers;
mod identity_sources;
mod letters;
mod merges;
mod openapi;
mod overlaid_files;
mod pages;
mod permissions;
mod privacy;
mod progress;
mod promises;
mod queue;
mod quizzes;
mod sealed_files;
mod second_factors;
mod sentences;
mod sessions;
mod signups;
mod traces;
mod verdicts;
mod verifying;
mod workd_accounts;
mod workd_api;
mod workd_api_rights;
mod workd_api_story;
mod workd_decisions;
mod workd_domains;
mod workd_form_pdf;
mod workd_mailbox;
mod workd_requests;
