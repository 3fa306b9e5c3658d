//! One's own account: who one is, and the ways to everything that is one's own.

use askama::Template;
use poem::{Response, handler};

use crate::{
    error::Result,
    identity::{
        access::Actor,
        email_change::{self, EmailChange},
        name_change::{self, NameChange},
        person::{self, Person},
    },
    web::{page::page, visitor::Visit},
};

#[derive(Template)]
#[template(path = "identity/pages/accounts/show.html", config = "src/web/askama.toml")]
struct ShowAccount<'a> {
    visit: &'a Visit,
    person: Person,
    name_waits: bool,
    email_change: Option<EmailChange>,
}

/// Shows the account.
#[handler]
pub async fn show(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let person = person::get(&mut tx, &me.id).await?;
    let newest = name_change::newest(&mut tx, &me.id).await?;
    let name_waits = newest.as_ref().is_some_and(NameChange::is_pending);
    let email_change = email_change::waiting(&mut tx, &me.id).await?;
    page(&ShowAccount { visit: &visit, person, name_waits, email_change })
}
