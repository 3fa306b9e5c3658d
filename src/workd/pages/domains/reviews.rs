//! The review of a domain's accounts, twice a year: go through them, tick who left, complete.

use askama::Template;
use poem::{Request, Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::access::{Act, Actor},
    web::{
        form::Mistakes,
        page::{page, page_with},
        visitor::Visit,
    },
    workd::{
        account_review::{self, Review, Reviewed},
        domain::{self, Domain},
    },
};

/// How many accounts a page shows.
const PAGE: i64 = 100;

#[derive(Template)]
#[template(path = "workd/pages/domains/reviews.html", config = "src/web/askama.toml")]
struct Reviews<'a> {
    visit: &'a Visit,
    domain: Domain,
    open: Option<Review>,
    done: Vec<Review>,
    accounts: Vec<Reviewed>,
    next: Option<String>,
    manages: bool,
    part: Part,
    reason: String,
    mistakes: Mistakes,
}

impl Reviews<'_> {
    fn is_ticked(&self, local_part: &str) -> bool {
        self.part.suspend.iter().any(|one| one == local_part)
    }

    /// The ticks as the part of an address behind the question mark.
    fn ticks(&self) -> String {
        let ticks = self.part.suspend.iter().map(|one| ("suspend", one));
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(ticks).finish()
    }

    /// Ticked accounts that are not on this page, so that paging forgets none.
    fn ticked_elsewhere(&self) -> Vec<&str> {
        let here = |one: &&String| self.accounts.iter().any(|it| it.local_part == **one);
        self.part.suspend.iter().filter(|one| !here(one)).map(String::as_str).collect()
    }
}

/// Which accounts to show, and which were ticked so far.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Part {
    q: String,
    after: String,
    suspend: Vec<String>,
    finish: String,
}

impl Part {
    fn tidy(mut self) -> Self {
        self.suspend.sort_unstable();
        self.suspend.dedup();
        self
    }
}

/// Shows the open review with its accounts, and those that are done. Ticks travel in the address
/// from page to page; the last step shows them all before anything happens.
#[handler]
pub async fn index(
    visit: Visit,
    me: Actor,
    Path(name): Path<String>,
    request: &Request,
) -> Result<Response> {
    let query = request.uri().query().unwrap_or_default();
    let part: Part = serde_html_form::from_str(query).unwrap_or_default();
    page(&list(&visit, &me, &name, part.tidy(), String::new(), Mistakes::default()).await?)
}

async fn list<'a>(
    visit: &'a Visit,
    me: &Actor,
    name: &str,
    part: Part,
    reason: String,
    mistakes: Mistakes,
) -> Result<Reviews<'a>> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, me, name, Act::SeeDomains).await?;
    let all = account_review::of(&mut tx, &domain.id).await?;
    let (open, done): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|review| review.finished_at.is_none());
    let (words, after) = (&part.q, &part.after);
    let mut accounts =
        account_review::accounts(&mut tx, &domain.id, words, after, PAGE + 1).await?;
    let page_size = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = accounts.len() > page_size;
    accounts.truncate(page_size);
    let next = accounts.last().filter(|_| more).map(|last| last.local_part.clone());
    let manages = domain::may(me, Act::ManageAccounts, &domain);
    let open = open.into_iter().next();
    Ok(Reviews { visit, domain, open, done, accounts, next, manages, part, reason, mistakes })
}

/// The end of a review.
pub mod completion {
    use super::*;
    use crate::{
        db::mail_file::Scope,
        web::{
            form::{Form, mended},
            page::see_other,
        },
        workd::directory,
    };

    /// Who is to be suspended, and why.
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub struct Completion {
        suspend: Vec<String>,
        reason: String,
    }

    /// Suspends the accounts that were ticked and confirms all others.
    #[handler]
    pub async fn create(
        visit: Visit,
        me: Actor,
        Path(name): Path<String>,
        Form(form): Form<Completion>,
    ) -> Result<Response> {
        let part = Part { suspend: form.suspend, finish: "yes".into(), ..Part::default() }.tidy();
        let mut tx = visit.app.db.write().await?;
        let domain = domain::get_for(&mut tx, &me, &name, Act::ManageAccounts).await?;
        let outcome =
            account_review::finish(&mut tx, &me, &domain, &part.suspend, &form.reason).await;
        let status = outcome.as_ref().err().map_or(StatusCode::OK, Error::status);
        if let Err(mistakes) = mended(&visit, outcome)? {
            drop(tx);
            let again = list(&visit, &me, &name, part, form.reason, mistakes).await?;
            return page_with(status, &again);
        }
        directory::save(tx, &visit.app, Scope::Domain(domain.name.clone())).await?;
        Ok(see_other(format!("/workd/domains/{}/reviews?notice=dom-review-done", domain.name)))
    }
}
