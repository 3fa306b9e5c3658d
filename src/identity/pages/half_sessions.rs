//! The second proof at log-in, for whoever gave the right password.

use askama::Template;
use poem::{
    IntoResponse, Response, handler,
    http::StatusCode,
    web::{Json, cookie::CookieJar},
};

use crate::{
    error::{Error, Result},
    identity::{
        origin::Origin,
        pages::{entrance, second_factors},
        second_factor::{
            ceremony::{self, Purpose},
            half_session::{self, Half},
            passkey,
            proof::{self, Given},
        },
        traffic::{self, Whom},
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/half_sessions/new.html", config = "src/web/askama.toml")]
struct NewProof<'a> {
    visit: &'a Visit,
    mistakes: Mistakes,
    passkeys: Option<String>,
}

impl<'a> NewProof<'a> {
    async fn of(visit: &'a Visit, half: &Half, mistakes: Mistakes) -> Result<Self> {
        let mut tx = visit.app.db.read().await?;
        let has_passkeys = !passkey::of(&mut tx, &half.person_id).await?.is_empty();
        let site = ceremony::site(&visit.app.config).filter(|_| has_passkeys);
        Ok(Self { visit, mistakes, passkeys: site.map(|site| site.origin) })
    }
}

/// Asks for the proof; whoever owes none logs in first.
#[handler]
pub async fn new(visit: Visit, jar: &CookieJar) -> Result<Response> {
    let half = match half_session::token_in_cookie(&visit.app, jar) {
        Some(token) => half_session::look(&mut visit.app.db.read().await?, &token).await?,
        None => None,
    };
    match half {
        Some(half) => page(&NewProof::of(&visit, &half, Mistakes::default()).await?),
        None => Ok(see_other("/login")),
    }
}

/// Logs in with the proof, or asks again; after a few wrong ones the password is asked again too.
#[handler]
pub async fn create(
    visit: Visit,
    from: Origin,
    jar: &CookieJar,
    Form(given): Form<Given>,
) -> Result<Response> {
    let app = &visit.app;
    let half = match half_session::token_in_cookie(app, jar) {
        Some(token) => half_session::count_try(app, &token).await?,
        None => None,
    };
    let Some(half) = half else {
        half_session::clear_cookie(app, jar);
        return Ok(see_other("/login?notice=factor-log-in-again"));
    };
    let outcome = proof::judge(app, &half.person_id, &given, &from.address).await;
    if outcome.is_err() {
        let mut tx = app.db.write().await?;
        let whom = Whom::Person(&half.person_id);
        traffic::keep(&mut tx, app, &from, traffic::Kind::LogIn, whom, "wrong").await?;
        tx.save_unrecorded("the traffic log is its own record").await?;
    }
    let status = outcome.as_ref().map_or_else(Error::status, |_| StatusCode::OK);
    match mended(&visit, outcome)? {
        Ok((tx, proof)) => {
            entrance::enter(&visit, jar, tx, &half.person_id, Some(proof), &half.next, &from).await
        }
        Err(mistakes) => page_with(status, &NewProof::of(&visit, &half, mistakes).await?),
    }
}

/// What a browser is asked about a passkey.
pub mod ceremonies {
    use super::*;

    /// Asks for the passkey of whoever owes the proof.
    #[handler]
    pub async fn create(visit: Visit, jar: &CookieJar) -> Result<Response> {
        let app = &visit.app;
        let token = half_session::token_in_cookie(app, jar).ok_or(Error::LogInNeeded)?;
        let mut tx = app.db.write().await?;
        let half = half_session::look(&mut tx, &token).await?.ok_or(Error::LogInNeeded)?;
        let asked = ceremony::ask(&mut tx, app, Purpose::Prove, Some(&half.person_id)).await?;
        tx.save_unrecorded("a question is no record").await?;
        Ok(Json(second_factors::question(asked)).into_response())
    }
}
