//! The accounts of a domain: the list, and everything that is done to one of them.

pub mod app_passwords;
pub mod card;
pub mod creation;
pub mod editing;
pub mod links;
pub mod standing;

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Path, Query},
};
use serde::Deserialize;

use crate::{
    db::Tx,
    error::{Error, Result},
    identity::access::{Act, Actor},
    web::{form::Mistakes, page::page, visitor::Visit},
    workd::{
        account::{self, Account, Filter},
        domain::{self, Domain},
    },
};

/// How many accounts a page shows.
const PAGE: i64 = 100;

/// The states of an account in the order in which people look for them.
const STATES: [&str; 4] = ["active", "invited", "suspended", "deleted"];

#[derive(Template)]
#[template(path = "workd/pages/accounts/index.html", config = "src/web/askama.toml")]
struct Accounts<'a> {
    visit: &'a Visit,
    domain: Domain,
    accounts: Vec<Account>,
    counts: Vec<(String, i64)>,
    filter: Filter,
    next: Option<String>,
    rights: Rights,
}

impl Accounts<'_> {
    fn states(&self) -> [(&'static str, i64); 4] {
        STATES.map(|state| {
            let found = self.counts.iter().find(|(one, _)| one == state);
            (state, found.map_or(0, |(_, count)| *count))
        })
    }

    /// Where the page after this one is.
    fn next_page(&self) -> Option<String> {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("q", &self.filter.words)
            .append_pair("state", &self.filter.state)
            .append_pair("after", self.next.as_deref()?)
            .finish();
        Some(format!("/workd/domains/{}/accounts?{query}", self.domain.name))
    }

    fn has_none(&self) -> bool {
        self.counts.iter().all(|(_, count)| *count == 0)
    }
}

/// What the visitor may do in this domain; for buttons.
#[derive(Clone, Copy)]
pub struct Rights {
    /// Make, change, suspend, delete.
    pub manages: bool,
    /// Send a link for another password.
    pub helps: bool,
    /// Fetch all accounts as a sheet.
    pub exports: bool,
}

impl Rights {
    /// Those of `me`.
    pub fn of(me: &Actor, domain: &Domain) -> Self {
        Self {
            manages: domain::may(me, Act::ManageAccounts, domain),
            helps: domain::may(me, Act::HelpAccounts, domain),
            exports: may_export(me, domain),
        }
    }
}

/// All holders' names and recovery addresses in one file: for those who manage them, and for the
/// operator's officers.
pub fn may_export(me: &Actor, domain: &Domain) -> bool {
    domain::may(me, Act::ManageAccounts, domain) || domain::may(me, Act::OpenDomains, domain)
}

/// Which part of the list.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Part {
    q: String,
    state: String,
    after: String,
}

/// Shows the accounts of a domain.
#[handler]
pub async fn index(
    visit: Visit,
    me: Actor,
    Path(name): Path<String>,
    Query(part): Query<Part>,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::SeeDomains).await?;
    let state = STATES.into_iter().find(|state| *state == part.state).unwrap_or_default();
    let filter = Filter { words: part.q, state: state.to_owned(), after: part.after };
    let mut accounts = account::list(&mut tx, &domain.id, &filter, PAGE + 1).await?;
    let page_size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = accounts.len() > page_size;
    accounts.truncate(page_size);
    let next = accounts.last().filter(|_| more).map(|last| last.local_part.clone());
    let counts = account::counts(&mut tx, &domain.id).await?;
    let rights = Rights::of(&me, &domain);
    page(&Accounts { visit: &visit, domain, accounts, counts, filter, next, rights })
}

/// The key of the sentence for a state; an account is `active` in other words than a learner.
pub fn state_key(state: &str) -> &'static str {
    match state {
        "active" => "acc-state-active",
        "suspended" => "acc-state-suspended",
        "deleted" => "acc-state-deleted",
        _ => "acc-state-invited",
    }
}

/// Where an account's pages are. `new` is the form for the next one, so that name is spelled out.
pub fn place(domain: &str, local_part: &str) -> String {
    let whole = if local_part == "new" { format!("new@{domain}") } else { local_part.to_owned() };
    format!("/workd/domains/{domain}/accounts/{whole}")
}

/// The account that an address of [`place`] names, for somebody who may do `act`.
pub async fn find(
    tx: &mut Tx,
    me: &Actor,
    name: &str,
    local: &str,
    act: Act,
) -> Result<(Domain, Account)> {
    let domain = domain::get_for(tx, me, name, act).await?;
    let local = local.split('@').next().unwrap_or_default().to_lowercase();
    let account = account::get(tx, &domain, &local).await?;
    Ok((domain, account))
}

/// What a form shows again: the status and the mistakes; everything else is an error page.
pub fn to_mend(visit: &Visit, error: Error) -> Result<(StatusCode, Mistakes)> {
    let status = error.status();
    match &error {
        Error::Mistakes(mistakes) => Ok((status, Mistakes::said(visit, mistakes))),
        Error::Conflict { .. } => Ok((status, Mistakes::general(visit, &error))),
        _ => Err(error),
    }
}
