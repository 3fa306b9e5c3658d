//! Recovery codes: made anew and shown once.

use askama::Template;
use poem::{Response, handler};

use crate::{
    error::Result,
    identity::{access::Actor, pages::second_factors::step_up, second_factor::recovery},
    web::{page::page, visitor::Visit},
};

#[derive(Template)]
#[template(path = "identity/pages/second_factors/codes.html", config = "src/web/askama.toml")]
struct ShowCodes<'a> {
    visit: &'a Visit,
    codes: Vec<String>,
}

/// Makes ten codes and shows them, this once.
#[handler]
pub async fn create(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let made = recovery::make(&mut tx, &visit.app, &me).await;
    if let Some(ask) = step_up::first(&made) {
        return Ok(ask);
    }
    let codes = made?;
    tx.save().await?;
    page(&ShowCodes { visit: &visit, codes })
}
