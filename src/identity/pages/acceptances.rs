//! The page behind the link of an invitation: what is offered, and accepting it.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::invitation::{
        Invitation,
        acceptance::{self, Joining, Way},
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/acceptances/new.html", config = "src/web/askama.toml")]
struct NewAcceptance<'a> {
    visit: &'a Visit,
    token: String,
    one: Invitation,
    way: Way,
    typed: Typed,
    mistakes: Mistakes,
}

/// The form as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    prefix: String,
    first_name: String,
    last_name: String,
    password: String,
}

/// Shows what is offered, by whom and until when.
#[handler]
pub async fn new(visit: Visit, Path(token): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let one = acceptance::look(&mut tx, &token).await?;
    let typed = Typed {
        prefix: one.prefix.clone(),
        first_name: one.first_name.clone(),
        last_name: one.last_name.clone(),
        password: String::new(),
    };
    drop(tx);
    page(&offer(&visit, token, one, typed, Mistakes::default()).await?)
}

async fn offer(
    visit: &Visit,
    token: String,
    one: Invitation,
    typed: Typed,
    mistakes: Mistakes,
) -> Result<NewAcceptance<'_>> {
    let mut tx = visit.app.db.read().await?;
    let way = acceptance::way(&mut tx, &visit.app, visit.actor.as_ref(), &one).await?;
    Ok(NewAcceptance { visit, token, one, way, typed, mistakes })
}

/// Accepts. Whoever has an account logs in first and comes back.
#[handler]
pub async fn create(
    visit: Visit,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let joining = Joining {
        prefix: &typed.prefix,
        first_name: &typed.first_name,
        last_name: &typed.last_name,
        password: &typed.password,
    };
    let outcome = acceptance::accept(&visit.app, visit.actor.as_ref(), &token, &joining).await;
    if matches!(outcome, Err(Error::LogInNeeded)) {
        return Ok(see_other(format!("/login?next=/invitations/{token}")));
    }
    let status = outcome.as_ref().map_or_else(Error::status, |_| StatusCode::OK);
    if let Err(mistakes) = mended(&visit, outcome)? {
        let mut tx = visit.app.db.read().await?;
        let one = acceptance::look(&mut tx, &token).await?;
        drop(tx);
        return page_with(status, &offer(&visit, token, one, typed, mistakes).await?);
    }
    Ok(see_other(match visit.actor {
        Some(_) => "/me?notice=people-accepted",
        None => "/login?notice=people-accepted",
    }))
}
