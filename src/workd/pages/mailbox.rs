//! The pages of an account holder: the mailbox, its password, its programs, its forwarding.

use askama::Template;
use poem::{Response, handler, web::Query};
use serde::Deserialize;

use crate::{
    error::Result,
    web::{page::page, visitor::Visit},
    workd::{
        account::Account,
        domain::Domain,
        trail::{self, Entry, Who},
    },
};

pub mod activations;
pub mod app_passwords;
pub mod autoconfig;
pub mod devices;
pub mod forwarding;
pub mod holder;
pub mod passwords;
pub mod profile;
pub mod sessions;

use holder::Holder;

/// Acts on one page of the trail.
const AT_ONCE: usize = 25;

#[derive(Template)]
#[template(path = "workd/pages/mailbox/show.html", config = "src/web/askama.toml")]
struct Mailbox<'a> {
    visit: &'a Visit,
    account: &'a Account,
    domain: &'a Domain,
    entries: Vec<Entry>,
    older: Option<String>,
    is_newest: bool,
}

/// Where the page before ended.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Before {
    before: String,
}

/// Shows the account: its address, how full it is, and what was done to it.
#[handler]
pub async fn show(
    visit: Visit,
    me: Holder,
    Query(Before { before }): Query<Before>,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let one_more = i64::try_from(AT_ONCE + 1).unwrap_or(i64::MAX);
    let mut entries = trail::of_account(&mut tx, &me.account, &before, one_more).await?;
    drop(tx);
    let is_more = entries.len() > AT_ONCE;
    entries.truncate(AT_ONCE);
    let older = entries.last().filter(|_| is_more).map(|last| last.id.clone());
    page(&Mailbox {
        visit: &visit,
        account: &me.account,
        domain: &me.domain,
        entries,
        older,
        is_newest: before.is_empty(),
    })
}
