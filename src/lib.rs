//! Rian (เรียน): learning and mail for the Thai government, in one server.
//!
//! # From above
//!
//! People sign up with a verified citizen identity, take courses, are certified by an officer, and
//! look back over what they learnt. Agencies ask for mail, DGA considers, DNS is proven, the domain
//! opens, and its administrator keeps the accounts. One process answers pages and an API from one
//! database, SQLite or PostgreSQL; jobs wait in that same database, and real mail servers read its
//! directory.
//!
//! ```text
//! browser ──HTML──▶ routes ─▶ pages ─▶ model ─▶ SQL ─▶ SQLite │ PostgreSQL
//! scripts ──JSON──▶ routes ─▶ api   ─▶ model ─┘
//!                                      jobs (same database)
//! Postfix, Dovecot ──read only──▶ [`workd::directory`]: views, or a file of their own on SQLite
//! ```
//!
//! # Entry points
//!
//! [`routes`] lists every URL. [`cli`] lists every command. [`jobs::worker`] lists every kind of
//! job. [`identity::access`] lists every permission. [`app::App`] is what handlers are given.
//!
//! # One request traced
//!
//! Somchai presses "take this course": the browser sends `POST /enrolments`. [`web::visitor`] finds
//! out who asks, [`web::form`] checks the token, [`routes`] names
//! `learning::pages::enrolments::create`, which opens a [`db::Tx`] and calls
//! [`learning::enrolment::start`]: the rule, the SQL and the audit entry. The page saves the
//! transaction and answers. `learning::api::enrolments` calls the same function.
//!
//! # Invariants
//!
//! - **Nothing acknowledged is lost.** An answer of 2xx follows the commit. Progress posts are
//!   gathered into few commits by [`learning::recorder`], and each answer waits for its own.
//! - **A change is one transaction**: rows, audit entry, jobs and letters. `Tx::save` in tests
//!   refuses a change without an entry.
//! - **Progress only grows**: [`learning::ranges`] merges by union.
//! - **Time and chance come from [`clock`]**; a lint refuses every other source.
//! - **One SQL text** serves both engines through `sql!`; engines are named in [`db`] alone.
//! - **A citizen id leaves [`identity`] only masked**, but for one page, where an officer sees it once
//!   for a written reason and the person sees that it was seen; the laser code is never stored.
//! - **The audit trail is one chain**: `Tx::save` links what was recorded as its last act, nothing
//!   updates or deletes an entry, and [`audit::verify`] finds what did.
//! - **What is sealed stands in [`keys::COLUMNS`]** or [`keys::FILES`], so that keys can change.
//! - **HTML comes only from templates**; Markdown of courses is cleaned at import, and
//!   [`web::html::CleanHtml`] is the only type that templates print as it is.
//! - **Every permission is in one file**, [`identity::access`]; every page and every operation of the
//!   API has a line in [`routes`] that says whom it is for, and nothing is served without one.
//! - **Mail servers see a change before its answer goes out**: whatever touches the directory
//!   commits through [`workd::directory::save`].
//! - `learning` and `workd` never import each other; `identity` and `agencies` import neither.
//!   [`holidays`] is one calendar for both, and knows neither.
//!   [`privacy`] stands above them: what people may ask about data that all of them hold.

pub mod agencies;
pub mod app;
pub mod audit;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod demo;
pub mod error;
pub mod holidays;
pub mod id;
pub mod identity;
pub mod jobs;
pub mod keys;
pub mod learning;
pub mod mail;
pub mod merging;
pub mod metrics;
pub mod outbound;
pub mod print;
pub mod privacy;
pub mod routes;
pub mod server;
pub mod thai;
pub mod web;
pub mod workd;
