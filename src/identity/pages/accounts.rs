//! One's own account: who, how to log out everywhere.

use askama::Template;
use poem::{Response, handler};

use crate::{
    error::Result,
    identity::{
        access::Actor,
        person::{self, Person},
    },
    web::{page::page, visitor::Visit},
};

#[derive(Template)]
#[template(path = "identity/pages/accounts/show.html", config = "src/web/askama.toml")]
struct ShowAccount<'a> {
    visit: &'a Visit,
    person: Person,
}

/// Shows the account.
#[handler]
pub async fn show(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let person = person::get(&mut tx, &me.id).await?;
    page(&ShowAccount { visit: &visit, person })
}
