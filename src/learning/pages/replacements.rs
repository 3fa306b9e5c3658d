//! A certificate in the place of another: what is wrong beside what would be right, then both at once.

use askama::Template;
use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    error::Result,
    identity::access::Actor,
    learning::{
        certificate::{
            certificate::Certificate,
            replacement::{self, Change},
        },
        pages::endings,
    },
    web::{
        form::{Form, Mistakes},
        page::{page, page_with},
        visitor::Visit,
    },
};

/// Why.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewReplacement {
    reason: String,
}

#[derive(Template)]
#[template(path = "learning/pages/replacements/new.html", config = "src/web/askama.toml")]
struct NewReplacementPage<'a> {
    visit: &'a Visit,
    old: Certificate,
    changes: Vec<Change>,
    is_idle: bool,
    form: NewReplacement,
    mistakes: Mistakes,
}

async fn shown<'a>(
    visit: &'a Visit,
    number: &str,
    form: NewReplacement,
    mistakes: Mistakes,
) -> Result<NewReplacementPage<'a>> {
    let mut tx = visit.app.db.read().await?;
    let proposal = replacement::propose(&mut tx, &visit.app, number).await?;
    let (changes, is_idle) = (proposal.changes(), proposal.is_idle());
    Ok(NewReplacementPage { visit, old: proposal.old, changes, is_idle, form, mistakes })
}

/// Shows what would be printed now beside what is printed, and asks why.
#[handler]
pub async fn new(visit: Visit, Path(number): Path<String>) -> Result<Response> {
    page(&shown(&visit, &number, NewReplacement::default(), Mistakes::default()).await?)
}

/// Issues the new one and revokes the old.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(number): Path<String>,
    Form(form): Form<NewReplacement>,
) -> Result<Response> {
    match endings::answer(&visit, issue(&visit, &me, &number, &form).await, "reissued")? {
        Ok(done) => Ok(done),
        Err((status, mistakes)) => {
            page_with(status, &shown(&visit, &number, form, mistakes).await?)
        }
    }
}

async fn issue(
    visit: &Visit,
    me: &Actor,
    number: &str,
    form: &NewReplacement,
) -> Result<Certificate> {
    let mut tx = visit.app.db.write().await?;
    let made = replacement::issue(&mut tx, &visit.app, me, number, &form.reason).await?;
    tx.save().await?;
    visit.app.metrics.certificates.inc();
    Ok(made)
}
