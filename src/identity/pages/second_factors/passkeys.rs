//! Passkeys: made in the browser, named by their owner, taken away.

use askama::Template;
use poem::{
    IntoResponse, Response, handler,
    web::{Json, Path},
};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::{
        access::Actor,
        pages::second_factors::{question, step_up},
        second_factor::{self, ceremony, passkey},
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/second_factors/passkey.html", config = "src/web/askama.toml")]
struct NewPasskey<'a> {
    visit: &'a Visit,
    called: String,
    origin: String,
    mistakes: Mistakes,
}

impl<'a> NewPasskey<'a> {
    fn new(visit: &'a Visit, called: String, mistakes: Mistakes) -> Result<Self> {
        let site = ceremony::site(&visit.app.config).ok_or_else(Error::not_found)?;
        Ok(Self { visit, called, origin: site.origin, mistakes })
    }
}

/// What the browser sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MadePasskey {
    name: String,
    passkey_ceremony: String,
    passkey_credential: String,
}

/// Shows the form; whoever's last proof is old gives one first, and comes back.
#[handler]
pub async fn new(visit: Visit, me: Actor) -> Result<Response> {
    let may = second_factor::may_manage(&mut visit.app.db.read().await?, &me).await;
    if matches!(may, Err(Error::SecondFactorStale)) {
        return Ok(see_other("/me/second-factor/proof?next=/me/second-factor/passkeys/new"));
    }
    may?;
    let name = visit.t("factor-passkey-default");
    page(&NewPasskey::new(&visit, name, Mistakes::default())?)
}

/// Keeps the passkey that the browser made.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(made): Form<MadePasskey>) -> Result<Response> {
    let app = &visit.app;
    let outcome = async {
        let (question, answer) = (&made.passkey_ceremony, &made.passkey_credential);
        let registered = ceremony::answer_new(app, &me.id, question, answer).await?;
        let mut tx = app.db.write().await?;
        passkey::add(&mut tx, app, &me, &made.name, registered).await?;
        tx.save().await
    };
    let outcome = outcome.await;
    if let Some(ask) = step_up::first(&outcome) {
        return Ok(ask);
    }
    let status = outcome.as_ref().map_or_else(Error::status, |()| poem::http::StatusCode::OK);
    match mended(&visit, outcome)? {
        Ok(()) => Ok(see_other("/me/second-factor?notice=factor-added")),
        Err(mistakes) => page_with(status, &NewPasskey::new(&visit, made.name, mistakes)?),
    }
}

/// Takes a passkey away.
#[handler]
pub async fn destroy(visit: Visit, me: Actor, Path(id): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let gone = passkey::remove(&mut tx, &visit.app, &me, &id).await;
    if let Some(ask) = step_up::first(&gone) {
        return Ok(ask);
    }
    gone?;
    tx.save().await?;
    Ok(see_other("/me/second-factor?notice=factor-removed"))
}

/// What a browser is asked about a new passkey.
pub mod ceremonies {
    use super::*;

    /// Asks for one.
    #[handler]
    pub async fn create(visit: Visit, me: Actor) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        second_factor::may_manage(&mut tx, &me).await?;
        let asked = ceremony::ask_new(&mut tx, &visit.app, &me).await?;
        tx.save_unrecorded("a question is no record").await?;
        Ok(Json(question(asked)).into_response())
    }
}
