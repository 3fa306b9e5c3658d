//! Logging in and out.

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Query, cookie::CookieJar},
};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::{
        access::Actor,
        login,
        origin::Origin,
        pages::entrance::{self, own_path},
        second_factor::ceremony,
        session, traffic,
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/sessions/new.html", config = "src/web/askama.toml")]
struct NewSession<'a> {
    visit: &'a Visit,
    login: String,
    next: String,
    mistakes: Mistakes,
    /// The address at which passkeys work, if they do.
    passkeys: Option<String>,
}

impl<'a> NewSession<'a> {
    fn new(visit: &'a Visit, login: String, next: String, mistakes: Mistakes) -> Self {
        let passkeys = ceremony::site(&visit.app.config).map(|site| site.origin);
        Self { visit, login, next, mistakes, passkeys }
    }
}

/// The form of the log-in again, with what was wrong.
pub(crate) fn again(
    visit: &Visit,
    status: StatusCode,
    next: String,
    mistakes: Mistakes,
) -> Result<Response> {
    page_with(status, &NewSession::new(visit, String::new(), next, mistakes))
}

/// Where to go after log-in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LogIn {
    login: String,
    password: String,
    next: String,
}

/// Shows the form.
#[handler]
pub fn new(visit: Visit, Query(Next { next }): Query<Next>) -> Result<Response> {
    if visit.actor.is_some() {
        return Ok(see_other(own_path(&next)));
    }
    page(&NewSession::new(&visit, String::new(), next, Mistakes::default()))
}

/// Logs the person in, or shows the form again; which of name and password was wrong is not told.
#[handler]
pub async fn create(
    visit: Visit,
    from: Origin,
    jar: &CookieJar,
    Form(typed): Form<LogIn>,
) -> Result<Response> {
    let app = &visit.app;
    let outcome = login::check(app, &typed.login, &typed.password, &from).await;
    traffic::log_in_failed(app, &from, &typed.login, &outcome).await?;
    let status = outcome.as_ref().map_or_else(Error::status, |_| StatusCode::OK);
    match mended(&visit, outcome)? {
        Ok(login::LoggedIn { person, .. }) => {
            let tx = app.db.write().await?;
            entrance::admit(&visit, jar, tx, &person, &typed.next, &from).await
        }
        Err(mistakes) => {
            let (login, next) = (shown_again(&typed.login), typed.next);
            page_with(status, &NewSession::new(&visit, login, next, mistakes))
        }
    }
}

/// A citizen id is not put back on the page; an address is.
fn shown_again(login: &str) -> String {
    if login.contains('@') { login.to_owned() } else { String::new() }
}

/// Logs out of this browser.
#[handler]
pub async fn destroy(visit: Visit, from: Origin, jar: &CookieJar) -> Result<Response> {
    if let Some(me) = &visit.actor {
        let mut tx = visit.app.db.write().await?;
        session::end(&mut tx, me).await?;
        traffic::left(&mut tx, &visit.app, &from, &me.id).await?;
        tx.save().await?;
    }
    session::clear_cookie(&visit.app, jar);
    Ok(see_other("/?notice=logged-out"))
}

/// Every session of one person.
pub mod all {
    use super::*;

    /// Logs out everywhere, here too.
    #[handler]
    pub async fn destroy(
        visit: Visit,
        me: Actor,
        from: Origin,
        jar: &CookieJar,
    ) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        session::end_all(&mut tx, &me.id, None).await?;
        traffic::left(&mut tx, &visit.app, &from, &me.id).await?;
        tx.save().await?;
        session::clear_cookie(&visit.app, jar);
        Ok(see_other("/?notice=logged-out-everywhere"))
    }
}
