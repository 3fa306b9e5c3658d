//! Taking away the second factor of somebody who lost all of theirs.

use askama::Template;
use poem::{Response, handler, http::StatusCode};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::{access::Actor, second_factor::reset},
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/second_factors/reset.html", config = "src/web/askama.toml")]
struct NewReset<'a> {
    visit: &'a Visit,
    login: String,
    reason: String,
    reasons: [&'static str; 3],
    mistakes: Mistakes,
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ResetForm {
    login: String,
    reason: String,
}

/// Shows the form.
#[handler]
pub fn new(visit: Visit) -> Result<Response> {
    let (login, reason) = (String::new(), String::new());
    let (reasons, mistakes) = (reset::REASONS, Mistakes::default());
    page(&NewReset { visit: &visit, login, reason, reasons, mistakes })
}

/// Takes everything away and writes to whose it was.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(typed): Form<ResetForm>) -> Result<Response> {
    let app = &visit.app;
    let mut tx = app.db.write().await?;
    let outcome = reset::reset(&mut tx, app, &me, &typed.login, &typed.reason).await;
    let status = outcome.as_ref().map_or_else(Error::status, |()| StatusCode::OK);
    match mended(&visit, outcome)? {
        Ok(()) => {
            tx.save().await?;
            Ok(see_other("/second-factor-resets/new?notice=factor-reset"))
        }
        Err(mistakes) => {
            let ResetForm { login, reason } = typed;
            // A citizen id is not put back on the page; an address is.
            let login = if login.contains('@') { login } else { String::new() };
            let reasons = reset::REASONS;
            page_with(status, &NewReset { visit: &visit, login, reason, reasons, mistakes })
        }
    }
}
