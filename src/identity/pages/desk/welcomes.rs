//! The welcome of somebody whose account a desk made: a first password and both texts.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::{
        desk::account,
        link::{self, Purpose},
    },
    web::{
        form::{Form, Mistakes, mended},
        locale::Text,
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/desk/welcomes/show.html", config = "src/web/askama.toml")]
struct Welcome<'a> {
    visit: &'a Visit,
    token: String,
    typed: Typed,
    mistakes: Mistakes,
}

/// What was chosen.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    password: String,
    terms: String,
    privacy: String,
}

/// Shows the form of a link that can still be used.
#[handler]
pub async fn show(visit: Visit, Path(token): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    if link::look(&mut tx, &token, Purpose::Welcome).await?.is_none() {
        return Err(Error::NotFound(Text::new("link-used")));
    }
    drop(tx);
    let (typed, mistakes) = (Typed::default(), Mistakes::default());
    page(&Welcome { visit: &visit, token, typed, mistakes })
}

/// Keeps the password and the answers, and leads to the log-in.
#[handler]
pub async fn update(
    visit: Visit,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let (terms, privacy) = (typed.terms == "true", typed.privacy == "true");
    let outcome = account::welcome(&visit.app, &token, &typed.password, terms, privacy).await;
    match mended(&visit, outcome)? {
        Ok(()) => Ok(see_other("/login?notice=password-set")),
        Err(mistakes) => {
            let form = Welcome { visit: &visit, token, typed, mistakes };
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &form)
        }
    }
}
