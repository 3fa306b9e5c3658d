//! The app that shows six digits: its secret once, a code back, and it counts.

use askama::Template;
use poem::{Response, handler, http::StatusCode};

use crate::{
    error::Result,
    identity::{
        access::Actor,
        pages::second_factors::step_up,
        second_factor::{
            self,
            proof::Given,
            totp::{self, Begun},
        },
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        qr::Qr,
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/second_factors/app.html", config = "src/web/askama.toml")]
struct NewApp<'a> {
    visit: &'a Visit,
    begun: Begun,
    qr: Qr,
    mistakes: Mistakes,
}

/// Shows the secret that was begun, as a code for the camera and in letters.
#[handler]
pub async fn new(visit: Visit, me: Actor) -> Result<Response> {
    let begun = begun(&visit, &me).await;
    if let Some(ask) = step_up::first(&begun) {
        return Ok(ask);
    }
    match begun? {
        Some(begun) => page(&NewApp {
            visit: &visit,
            qr: Qr::of(&begun.url)?,
            begun,
            mistakes: Mistakes::default(),
        }),
        None => Ok(see_other("/me/second-factor")),
    }
}

/// Makes a secret.
#[handler]
pub async fn create(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let made = totp::begin(&mut tx, &visit.app, &me).await;
    if let Some(ask) = step_up::first(&made) {
        return Ok(ask);
    }
    made?;
    tx.save_unrecorded("a secret that proves nothing yet is no change of record").await?;
    Ok(see_other("/me/second-factor/app"))
}

/// Makes the app count, or says that the code is wrong.
#[handler]
pub async fn update(visit: Visit, me: Actor, Form(typed): Form<Given>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let code = crate::thai::digits::to_arabic(&typed.code).replace(char::is_whitespace, "");
    let outcome = totp::confirm(&mut tx, &visit.app, &me, &code).await;
    if let Some(ask) = step_up::first(&outcome) {
        return Ok(ask);
    }
    match mended(&visit, outcome)? {
        Ok(()) => {
            tx.save().await?;
            Ok(see_other("/me/second-factor?notice=factor-added"))
        }
        Err(mistakes) => {
            drop(tx);
            let Some(begun) = begun(&visit, &me).await? else {
                return Ok(see_other("/me/second-factor"));
            };
            let qr = Qr::of(&begun.url)?;
            let again = NewApp { visit: &visit, qr, begun, mistakes };
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &again)
        }
    }
}

/// Takes the app away.
#[handler]
pub async fn destroy(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let gone = totp::remove(&mut tx, &visit.app, &me).await;
    if let Some(ask) = step_up::first(&gone) {
        return Ok(ask);
    }
    gone?;
    tx.save().await?;
    Ok(see_other("/me/second-factor?notice=factor-removed"))
}

/// The secret is shown to whoever may set one up now, and to nobody with an old session.
async fn begun(visit: &Visit, me: &Actor) -> Result<Option<Begun>> {
    let mut tx = visit.app.db.read().await?;
    second_factor::may_manage(&mut tx, me).await?;
    totp::begun(&mut tx, &visit.app, me).await
}
