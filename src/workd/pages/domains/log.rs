//! What was done to a domain and its accounts, in words.

use askama::Template;
use poem::{
    Response, handler,
    web::{Path, Query},
};
use serde::Deserialize;

use crate::{
    error::Result,
    identity::access::{Act, Actor},
    web::{page::page, visitor::Visit},
    workd::{
        domain::{self, Domain},
        trail::{self, Entry},
    },
};

/// How many entries a page shows.
const PAGE: i64 = 100;

#[derive(Template)]
#[template(path = "workd/pages/domains/log.html", config = "src/web/askama.toml")]
struct Log<'a> {
    visit: &'a Visit,
    domain: Domain,
    entries: Vec<Entry>,
    is_first: bool,
    next: Option<String>,
}

impl Log<'_> {
    fn act(&self, entry: &Entry) -> String {
        self.visit.t(&entry.key())
    }

    /// The facts of an entry that a reader wants to know.
    fn facts(&self, entry: &Entry) -> Option<String> {
        let code = entry.fact("code").map(|code| self.visit.choice(code));
        let role = || entry.fact("role").map(|role| self.visit.role(role));
        code.or_else(role).or_else(|| entry.fact("selector").map(str::to_owned))
    }
}

/// Where the page before ended.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Part {
    before: String,
}

/// Shows the trail, the newest first.
#[handler]
pub async fn index(
    visit: Visit,
    me: Actor,
    Path(name): Path<String>,
    Query(part): Query<Part>,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::SeeDomains).await?;
    let mut entries = trail::of_domain(&mut tx, &domain, &part.before, PAGE + 1).await?;
    let page_size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = entries.len() > page_size;
    entries.truncate(page_size);
    let next = entries.last().filter(|_| more).map(|last| last.id.clone());
    let is_first = part.before.is_empty();
    page(&Log { visit: &visit, domain, entries, is_first, next })
}
