//! Logging in by passkey alone: what one has and what one is, in one answer.

use poem::{
    IntoResponse, Response, handler,
    web::{Json, cookie::CookieJar},
};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::{
        limit::{self, PASSKEY_BY_ADDRESS},
        origin::Origin,
        pages::{entrance, second_factors, sessions},
        second_factor::{
            ceremony::{self, Purpose},
            proof::{self, Proof},
        },
    },
    web::{
        form::{Form, mended},
        visitor::{Address, Visit},
    },
};

/// What the browser sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PasskeyLogIn {
    passkey_ceremony: String,
    passkey_credential: String,
    next: String,
}

/// Logs in whoever the passkey belongs to.
#[handler]
pub async fn create(
    visit: Visit,
    from: Origin,
    jar: &CookieJar,
    Form(sent): Form<PasskeyLogIn>,
) -> Result<Response> {
    let app = &visit.app;
    let outcome = async {
        limit::count(app, &PASSKEY_BY_ADDRESS, &from.address).await?;
        let (question, answer) = (&sent.passkey_ceremony, &sent.passkey_credential);
        proof::by_passkey(app, Purpose::LogIn, None, question, answer).await
    };
    let outcome = outcome.await;
    let status = outcome.as_ref().map_or_else(Error::status, |_| poem::http::StatusCode::OK);
    match mended(&visit, outcome)? {
        Ok((tx, person)) => {
            entrance::enter(&visit, jar, tx, &person, Some(Proof::Passkey), &sent.next, &from).await
        }
        Err(mistakes) => sessions::again(&visit, status, sent.next, mistakes),
    }
}

/// What a browser is asked about a passkey.
pub mod ceremonies {
    use super::*;

    /// Asks for any passkey of this site.
    #[handler]
    pub async fn create(visit: Visit, Address(address): Address) -> Result<Response> {
        let app = &visit.app;
        limit::count(app, &PASSKEY_BY_ADDRESS, &address).await?;
        let mut tx = app.db.write().await?;
        let asked = ceremony::ask(&mut tx, app, Purpose::LogIn, None).await?;
        tx.save_unrecorded("a question is no record").await?;
        Ok(Json(second_factors::question(asked)).into_response())
    }
}
