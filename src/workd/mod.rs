//! Mail for agencies: from a request to mail that arrives.
//!
//! An agency asks ([`request`]), DGA considers ([`review`]) within its [`budget`], DNS is shown and
//! looked at ([`dns`], [`dns_state`]), the domain opens ([`opening`]), and the agency's [`admin`]
//! manages its [`account`]s. Real mail servers read the [`directory`].

pub mod account;
pub mod account_link;
pub mod account_review;
pub mod admin;
pub mod alias;
pub mod api;
pub mod app_password;
pub mod budget;
pub mod cancellation;
pub mod demo_dns;
pub mod directory;
pub mod dkim;
pub mod dns;
pub mod dns_state;
pub mod domain;
pub mod domain_name;
pub mod doveadm;
pub mod engines;
pub mod form_pdf;
pub mod forwarding;
pub mod held;
pub mod holiday;
pub mod import;
pub mod invitation;
pub mod jobs;
pub mod letter;
pub mod local_part;
pub mod log_in;
pub mod mail_settings;
pub mod merge;
pub mod opening;
pub mod pages;
pub mod relay;
pub mod request;
pub mod review;
pub mod sessions;
pub mod suspension;
pub mod token;
pub mod trail;
pub mod usage;
