//! Signing in through an identity provider: away to it, and back.

use std::time::Duration;

use askama::Template;
use poem::{
    Request, Response, handler,
    web::{Path, Query, cookie::CookieJar},
};
use serde::Deserialize;

use super::entrance::{self, own_path};
use crate::{
    app::App,
    error::{Error, Result},
    identity::{
        limit::{self, SIGN_IN_BY_ADDRESS},
        origin::Origin,
        session,
        verification::oidc::{
            Kind,
            failure::Failure,
            flow::{self, Purpose},
            settle::{self, Answer, Settled},
        },
    },
    web::{
        form::Form,
        locale::Text,
        page::{page_with, see_other},
        visitor::{Address, Visit},
    },
};

/// How long the browser keeps its half: the way to the provider and the form after it.
const COOKIE_LASTS: Duration = Duration::from_secs(45 * 60);

/// What the button says.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Start {
    purpose: String,
    next: String,
}

/// The name of the browser's half.
fn cookie_name(app: &App) -> &'static str {
    if app.config.is_secure() { "__Host-sign-in" } else { "sign-in" }
}

/// The browser's half, if it has one.
pub(super) fn browser(app: &App, request: &Request) -> Option<String> {
    request.cookie().get(cookie_name(app)).map(|cookie| cookie.value_str().to_owned())
}

fn failed(kind: Kind, failure: Failure) -> Response {
    see_other(format!("/sign-ins/{}/failures/{}", kind.code(), failure.code()))
}

/// Sends the browser to the provider.
#[handler]
pub async fn create(
    visit: Visit,
    Address(address): Address,
    jar: &CookieJar,
    Path(provider): Path<String>,
    Form(typed): Form<Start>,
) -> Result<Response> {
    let app = &visit.app;
    let provider = app.providers.named(&provider).ok_or_else(Error::not_found)?;
    let purpose = match (&visit.actor, typed.purpose.as_str()) {
        (Some(me), "link") if me.verification == "pending" => Purpose::Link(me.id.clone()),
        (Some(_), "link") => {
            return Err(Error::conflict("not-pending", Text::new("verification-not-pending")));
        }
        (None, "link") => return Err(Error::LogInNeeded),
        (Some(_), _) => return Ok(see_other(own_path(&typed.next))),
        (None, _) => Purpose::SignIn,
    };
    limit::count(app, &SIGN_IN_BY_ADDRESS, &address).await?;
    match flow::begin(app, provider, &purpose, &typed.next).await? {
        Ok(begun) => {
            let mut cookie = session::cookie(app, cookie_name(app), &begun.browser);
            cookie.set_max_age(COOKIE_LASTS);
            jar.add(cookie);
            Ok(see_other(begun.url.as_str()))
        }
        Err(failure) => Ok(failed(provider.kind, failure)),
    }
}

/// The way back.
pub mod callback {
    use super::*;

    /// Goes on with what the provider signed. It always leads to another page, so that neither the
    /// code nor the state stays in the address.
    #[handler]
    pub async fn show(
        visit: Visit,
        request: &Request,
        from: Origin,
        jar: &CookieJar,
        Path(provider): Path<String>,
        Query(answer): Query<Answer>,
    ) -> Result<Response> {
        let app = &visit.app;
        let provider = app.providers.named(&provider).ok_or_else(Error::not_found)?;
        let browser = browser(app, request);
        let actor = visit.actor.as_ref();
        match settle::settle(app, provider, answer, browser.as_deref(), actor).await? {
            Ok(Settled::SignedIn(person, next)) => {
                let tx = app.db.write().await?;
                entrance::admit(&visit, jar, tx, &person, &next, &from).await
            }
            Ok(Settled::New(id)) => Ok(see_other(format!("/sign-ups/{id}"))),
            Ok(Settled::Linked) => Ok(see_other("/me/verification?notice=verified")),
            Err(failure) => Ok(failed(provider.kind, failure)),
        }
    }
}

/// Why nothing came of it.
pub mod failures {
    use super::*;

    #[derive(Template)]
    #[template(path = "identity/pages/sign_ins/failure.html", config = "src/web/askama.toml")]
    struct ShowFailure<'a> {
        visit: &'a Visit,
        provider: &'static str,
        sentence: &'static str,
    }

    /// Says what happened and what to do.
    #[handler]
    pub fn show(visit: Visit, Path((kind, failure)): Path<(String, String)>) -> Result<Response> {
        let kind = Kind::from_code(&kind).ok_or_else(Error::not_found)?;
        let failure = Failure::from_code(&failure).ok_or_else(Error::not_found)?;
        let (provider, sentence) = (kind.name(), failure.sentence());
        page_with(failure.status(), &ShowFailure { visit: &visit, provider, sentence })
    }
}
