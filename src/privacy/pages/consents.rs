//! New versions of the texts, asked about after log-in. Each can be put off until the next one:
//! nobody who stands at a counter and needs a certificate is held up by a text.

use askama::Template;
use poem::{Response, handler, web::Query};
use serde::Deserialize;

use crate::{
    error::Result,
    identity::{
        access::Actor,
        consent::{self, ConsentText},
        pages::entrance::own_path,
    },
    privacy::{self, pages::overviews::title},
    web::{
        form::Form,
        page::{page, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "privacy/pages/consents/new.html", config = "src/web/askama.toml")]
struct NewConsent<'a> {
    visit: &'a Visit,
    texts: Vec<&'static ConsentText>,
    next: String,
}

impl NewConsent<'_> {
    fn title(&self, name: &str) -> String {
        title(self.visit, name)
    }
}

/// Where to go on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

/// Shows the texts that have a new version; leads on when there are none.
#[handler]
pub async fn new(visit: Visit, me: Actor, Query(Next { next }): Query<Next>) -> Result<Response> {
    let next = own_path(&next).to_owned();
    let mut tx = visit.app.db.read().await?;
    let texts = consent::outstanding(&consent::history(&mut tx, &me.id).await?);
    if texts.is_empty() {
        return Ok(see_other(next));
    }
    page(&NewConsent { visit: &visit, texts, next })
}

/// Keeps the answer to every text that was shown.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(typed): Form<Next>) -> Result<Response> {
    privacy::agree(&visit.app, &me.id).await?;
    Ok(see_other(own_path(&typed.next)))
}
