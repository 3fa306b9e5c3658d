//! Another address: asked for, answered from both mailboxes by one-time links.

use askama::Template;
use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::{
        access::Actor,
        email_change::{self, EmailChange, Side, Step},
        link::Purpose,
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/own/email.html", config = "src/web/askama.toml")]
struct EditEmail<'a> {
    visit: &'a Visit,
    me: &'a Actor,
    waiting: Option<EmailChange>,
    email: String,
    mistakes: Mistakes,
}

/// What a link from a letter leads to: what it is about, and a button.
#[derive(Template)]
#[template(path = "identity/pages/own/email_link.html", config = "src/web/askama.toml")]
struct Link<'a> {
    visit: &'a Visit,
    change: EmailChange,
    /// `confirmations`, `approvals` or `refusals`.
    kind: &'static str,
    token: String,
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewEmail {
    email: String,
    password: String,
}

async fn form<'a>(
    visit: &'a Visit,
    me: &'a Actor,
    email: String,
    mistakes: Mistakes,
) -> Result<EditEmail<'a>> {
    let mut tx = visit.app.db.read().await?;
    let waiting = email_change::waiting(&mut tx, &me.id).await?;
    Ok(EditEmail { visit, me, waiting, email, mistakes })
}

/// Shows the address, an unfinished request, and the form.
#[handler]
pub async fn edit(visit: Visit, me: Actor) -> Result<Response> {
    page(&form(&visit, &me, String::new(), Mistakes::default()).await?)
}

/// Asks for another address.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(typed): Form<NewEmail>) -> Result<Response> {
    let outcome = email_change::ask(&visit.app, &me, &typed.email, &typed.password).await;
    let status = outcome.as_ref().err().map(Error::status).unwrap_or_default();
    match mended(&visit, outcome)? {
        Ok(_) => Ok(see_other("/me/email?notice=own-email-asked")),
        Err(mistakes) => page_with(status, &form(&visit, &me, typed.email, mistakes).await?),
    }
}

/// Takes the request back.
#[handler]
pub async fn destroy(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    email_change::cancel(&mut tx, &me).await?;
    tx.save().await?;
    Ok(see_other("/me/email?notice=own-email-cancelled"))
}

async fn link(
    visit: &Visit,
    kind: &'static str,
    token: String,
    purpose: Purpose,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let change = email_change::behind(&mut tx, &token, purpose).await?;
    page(&Link { visit, change, kind, token })
}

async fn answered(visit: &Visit, token: &str, side: Side) -> Result<Response> {
    let step = email_change::answer(&visit.app, token, side).await?;
    let next = if visit.actor.is_some() { "/me/email" } else { "/login" };
    Ok(see_other(match step {
        Step::Done => format!("{next}?notice=own-email-changed"),
        Step::Waits => format!("{next}?notice=own-email-waits"),
        Step::Taken => format!("{next}?notice=own-email-taken"),
    }))
}

/// From the new mailbox: the address is one's own.
pub mod confirmations {
    use super::*;

    /// Shows the button; a mail program that follows links presses none.
    #[handler]
    pub async fn new(visit: Visit, Path(token): Path<String>) -> Result<Response> {
        link(&visit, "confirmations", token, Purpose::NewEmail).await
    }

    /// Takes the answer.
    #[handler]
    pub async fn create(visit: Visit, Path(token): Path<String>) -> Result<Response> {
        answered(&visit, &token, Side::New).await
    }
}

/// From the old mailbox: agreed.
pub mod approvals {
    use super::*;

    /// Shows the button.
    #[handler]
    pub async fn new(visit: Visit, Path(token): Path<String>) -> Result<Response> {
        link(&visit, "approvals", token, Purpose::EmailApproval).await
    }

    /// Takes the answer.
    #[handler]
    pub async fn create(visit: Visit, Path(token): Path<String>) -> Result<Response> {
        answered(&visit, &token, Side::Old).await
    }
}

/// From the old mailbox: refused.
pub mod refusals {
    use super::*;

    /// Shows the button.
    #[handler]
    pub async fn new(visit: Visit, Path(token): Path<String>) -> Result<Response> {
        link(&visit, "refusals", token, Purpose::EmailRefusal).await
    }

    /// Ends the request and every session, and leads to a new password.
    #[handler]
    pub async fn create(visit: Visit, Path(token): Path<String>) -> Result<Response> {
        email_change::refuse(&visit.app, &token).await?;
        Ok(see_other("/password-resets/new?notice=own-email-refused"))
    }
}
