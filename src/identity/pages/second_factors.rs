//! One's own second factor: what is set up, and how to set up more.

pub mod apps;
pub mod passkeys;
pub mod proofs;
pub mod recovery_codes;
pub mod resets;
pub mod step_up;

use askama::Template;
use poem::{Response, handler};
use serde_json::{Value, json};

use crate::{
    error::Result,
    identity::{
        access::Actor,
        second_factor::{
            self, Standing,
            ceremony::{self, Asked},
        },
    },
    web::{page::page, visitor::Visit},
};

#[derive(Template)]
#[template(path = "identity/pages/second_factors/show.html", config = "src/web/askama.toml")]
struct ShowSecondFactor<'a> {
    visit: &'a Visit,
    standing: Standing,
    /// Whether passkeys work on this installation.
    passkeys: bool,
    /// Whether this session has given a proof at all, where one is asked.
    owes_proof: bool,
}

/// Shows what is set up.
#[handler]
pub async fn show(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let standing = second_factor::standing(&mut tx, &visit.app, &me).await?;
    let passkeys = ceremony::site(&visit.app.config).is_some();
    let owes_proof = me.withheld && me.has_second_factor;
    page(&ShowSecondFactor { visit: &visit, standing, passkeys, owes_proof })
}

/// A question as the script reads it.
pub(crate) fn question(asked: Asked) -> Value {
    json!({"ceremony": asked.ceremony, "options": asked.options})
}
