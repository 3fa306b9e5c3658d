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
        access::{Act, Actor},
        login,
        session::{self, Kind},
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::{Address, Visit},
    },
};

#[derive(Template)]
#[template(path = "identity/pages/sessions/new.html", config = "src/web/askama.toml")]
struct NewSession<'a> {
    visit: &'a Visit,
    login: String,
    next: String,
    mistakes: Mistakes,
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

/// A path on this site; anything else leads home. Browsers read a backslash as a slash.
fn own_path(next: &str) -> &str {
    let own = next.starts_with('/')
        && !next[1..].starts_with(['/', '\\'])
        && !next.contains(|c: char| c.is_control());
    if own { next } else { "/me" }
}

/// Shows the form.
#[handler]
pub fn new(visit: Visit, Query(Next { next }): Query<Next>) -> Result<Response> {
    if visit.actor.is_some() {
        return Ok(see_other(own_path(&next)));
    }
    page(&NewSession { visit: &visit, login: String::new(), next, mistakes: Mistakes::default() })
}

/// Logs the person in, or shows the form again; which of name and password was wrong is not told.
#[handler]
pub async fn create(
    visit: Visit,
    Address(address): Address,
    jar: &CookieJar,
    Form(typed): Form<LogIn>,
) -> Result<Response> {
    let app = &visit.app;
    let outcome = login::check(app, &typed.login, &typed.password, &address).await;
    let status = outcome.as_ref().map_or_else(Error::status, |_| StatusCode::OK);
    match mended(&visit, outcome)? {
        Ok(person) => {
            let mut tx = app.db.write().await?;
            let token = session::start(&mut tx, &person, Kind::Browser).await?;
            tx.save().await?;
            session::put_cookie(app, jar, &token);
            let actor = session::actor(app, &token).await?;
            // Whoever works here is led to the work.
            let may = |act| actor.as_ref().is_some_and(|it| it.may(act));
            let home = [
                (Act::ReviewCertificateRequests, "/approvals"),
                (Act::DecideRequests, "/workd/review"),
                (Act::ManageAccounts, "/workd/domains"),
                (Act::HelpAccounts, "/workd/domains"),
                (Act::FileRequests, "/workd/requests"),
                (Act::AppointPeople, "/people/appointments"),
                (Act::MergePeople, "/people/merges"),
            ];
            let home = home.into_iter().find(|(act, _)| may(*act)).map_or("/me", |(_, page)| page);
            Ok(see_other(own_path(if typed.next.is_empty() { home } else { &typed.next })))
        }
        Err(mistakes) => {
            let (login, next) = (shown_again(&typed.login), typed.next);
            page_with(status, &NewSession { visit: &visit, login, next, mistakes })
        }
    }
}

/// A citizen id is not put back on the page; an address is.
fn shown_again(login: &str) -> String {
    if login.contains('@') { login.to_owned() } else { String::new() }
}

/// Logs out of this browser.
#[handler]
pub async fn destroy(visit: Visit, jar: &CookieJar) -> Result<Response> {
    if let Some(me) = &visit.actor {
        let mut tx = visit.app.db.write().await?;
        session::end(&mut tx, me).await?;
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
    pub async fn destroy(visit: Visit, me: Actor, jar: &CookieJar) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        session::end_all(&mut tx, &me.id, None).await?;
        tx.save().await?;
        session::clear_cookie(&visit.app, jar);
        Ok(see_other("/?notice=logged-out-everywhere"))
    }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn log_in_leads_to_a_page_of_this_site_only() {
        for next in ["https://example.org", "//example.org", "/\\example.org", "", "me", "/\t/x"] {
            assert_eq!(own_path(next), "/me", "{next}");
        }
        assert_eq!(own_path("/courses?q=x"), "/courses?q=x");
    }
}
