//! Logging in to the page of a mail account, and out.

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Query, cookie::CookieJar},
};
use serde::Deserialize;

use crate::{
    error::{Error, Mistake, Result},
    identity::{
        origin::Origin,
        traffic::{self, Kind, Whom},
    },
    web::{
        form::{Form, Mistakes, mended},
        locale::Text,
        page::{page, page_with, see_other},
        visitor::Visit,
    },
    workd::{
        log_in,
        pages::mailbox::holder::{self, Holder},
        sessions,
    },
};

#[derive(Template)]
#[template(path = "workd/pages/mailbox/log_in.html", config = "src/web/askama.toml")]
struct NewSession<'a> {
    visit: &'a Visit,
    address: String,
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
    address: String,
    password: String,
    next: String,
}

/// One of the holder's own pages; anything else leads to the first of them.
fn own_path(next: &str) -> &str {
    let rest = next.strip_prefix("/mailbox");
    let own = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        && !next.contains(|c: char| c.is_control() || c == '\\');
    if own { next } else { "/mailbox" }
}

/// Shows the form.
#[handler]
pub fn new(
    visit: Visit,
    me: Option<Holder>,
    Query(Next { next }): Query<Next>,
) -> Result<Response> {
    if me.is_some() {
        return Ok(see_other(own_path(&next)));
    }
    let (address, mistakes) = (String::new(), Mistakes::default());
    page(&NewSession { visit: &visit, address, next, mistakes })
}

/// Logs the holder in, or shows the form again; why not is not told.
#[handler]
pub async fn create(
    visit: Visit,
    from: Origin,
    jar: &CookieJar,
    Form(typed): Form<LogIn>,
) -> Result<Response> {
    let app = &visit.app;
    let outcome = log_in::check(app, &typed.address, &typed.password, &from.address).await;
    if let Some(result) = traffic::failure(&outcome) {
        let mut tx = app.db.write().await?;
        let account = log_in::find(&mut tx, &typed.address).await?;
        let whom = account.as_ref().map_or(Whom::Unknown, |id| Whom::Account(id.as_str()));
        traffic::keep(&mut tx, app, &from, Kind::MailboxLogIn, whom, result).await?;
        tx.save_unrecorded("the traffic log is its own record").await?;
    }
    let status = outcome.as_ref().map_or_else(Error::status, |_| StatusCode::OK);
    let outcome = match outcome {
        Err(Error::WrongLogIn) => {
            let mistake = Mistake::new("", "wrong-log-in", Text::new("mbx-wrong-log-in"));
            Err(Mistakes::said(&visit, &[mistake]))
        }
        other => mended(&visit, other)?,
    };
    match outcome {
        Ok(account) => {
            let mut tx = app.db.write().await?;
            let token = sessions::start(&mut tx, &account).await?;
            let whom = Whom::Account(account.as_str());
            traffic::keep(&mut tx, app, &from, Kind::MailboxLogIn, whom, "ok").await?;
            tx.save().await?;
            holder::put_cookie(app, jar, &token);
            Ok(see_other(own_path(&typed.next)))
        }
        Err(mistakes) => {
            let LogIn { address, next, .. } = typed;
            page_with(status, &NewSession { visit: &visit, address, next, mistakes })
        }
    }
}

/// Logs out of this browser.
#[handler]
pub async fn destroy(
    visit: Visit,
    from: Origin,
    me: Option<Holder>,
    jar: &CookieJar,
) -> Result<Response> {
    if let Some(me) = me {
        let mut tx = visit.app.db.write().await?;
        sessions::log_out(&mut tx, &me.account.id, &me.token).await?;
        let whom = Whom::Account(me.account.id.as_str());
        traffic::keep(&mut tx, &visit.app, &from, Kind::MailboxLogOut, whom, "ok").await?;
        tx.save().await?;
    }
    holder::clear_cookie(&visit.app, jar);
    Ok(see_other("/mailbox/sessions?notice=logged-out"))
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn log_in_leads_to_the_holders_own_pages_alone() {
        let others =
            ["https://example.org", "//example.org", "/mailbox\\x", "", "/mailboxes", "/me"];
        for next in others {
            assert_eq!(own_path(next), "/mailbox", "{next}");
        }
        assert_eq!(own_path("/mailbox/profile.mobileconfig"), "/mailbox/profile.mobileconfig");
    }
}
