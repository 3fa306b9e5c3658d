//! A fresh second proof, before what cannot be taken back.

use askama::Template;
use poem::{
    IntoResponse, Response, handler,
    http::StatusCode,
    web::{Json, Query},
};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::{
        access::Actor,
        origin::Origin,
        pages::{entrance::own_path, second_factors::question},
        second_factor::{
            ceremony::{self, Purpose},
            passkey,
            proof::{self, Given},
        },
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/second_factors/proof.html", config = "src/web/askama.toml")]
struct NewProof<'a> {
    visit: &'a Visit,
    /// Where the form goes.
    action: String,
    /// What it carries besides the proof.
    fields: Vec<(String, String)>,
    /// Whether a form that was filled in waits for the proof.
    waits: bool,
    /// Whether there is nothing to prove with yet but the password.
    by_password: bool,
    passkeys: Option<String>,
    mistakes: Mistakes,
}

/// The page that asks for a proof and then goes to `action` with `fields`.
pub(crate) async fn ask(
    visit: &Visit,
    status: StatusCode,
    action: String,
    fields: Vec<(String, String)>,
    mistakes: Mistakes,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let has_passkeys = match &visit.actor {
        Some(me) => !passkey::of(&mut tx, &me.id).await?.is_empty(),
        None => false,
    };
    let site = ceremony::site(&visit.app.config).filter(|_| has_passkeys);
    let passkeys = site.map(|site| site.origin);
    let waits = action != PROOF;
    let by_password = visit.actor.as_ref().is_some_and(|me| !me.has_second_factor);
    page_with(status, &NewProof { visit, action, fields, waits, by_password, passkeys, mistakes })
}

const PROOF: &str = "/me/second-factor/proof";

/// Where to go after the proof.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

/// What the form holds.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ProofForm {
    #[serde(flatten)]
    given: Given,
    password: String,
    next: String,
}

/// Asks for the proof: of whoever has none yet, for the password.
#[handler]
pub async fn new(visit: Visit, _: Actor, Query(Next { next }): Query<Next>) -> Result<Response> {
    let fields = vec![("next".to_owned(), next)];
    ask(&visit, StatusCode::OK, PROOF.to_owned(), fields, Mistakes::default()).await
}

/// Notes the proof and leads on, or asks again.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    from: Origin,
    Form(ProofForm { given, password, next }): Form<ProofForm>,
) -> Result<Response> {
    let outcome = if me.has_second_factor {
        proof::renew(&visit.app, &me, &given, &from.address).await.map(drop)
    } else {
        proof::by_password(&visit.app, &me, &password, &from).await
    };
    let status = outcome.as_ref().map_or_else(Error::status, |()| StatusCode::OK);
    match mended(&visit, outcome)? {
        Ok(()) => Ok(see_other(if next.is_empty() {
            "/me/second-factor?notice=factor-proved"
        } else {
            own_path(&next)
        })),
        Err(mistakes) => {
            let fields = vec![("next".to_owned(), next)];
            ask(&visit, status, PROOF.to_owned(), fields, mistakes).await
        }
    }
}

/// What a browser is asked about a passkey.
pub mod ceremonies {
    use super::*;

    /// Asks for one of `me`.
    #[handler]
    pub async fn create(visit: Visit, me: Actor) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        let asked = ceremony::ask(&mut tx, &visit.app, Purpose::Prove, Some(&me.id)).await?;
        tx.save_unrecorded("a question is no record").await?;
        Ok(Json(question(asked)).into_response())
    }
}
