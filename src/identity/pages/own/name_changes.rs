//! What verified people ask for their names to be, for the officers of the desk.

use askama::Template;
use poem::{
    Response, handler,
    web::{Path, Query},
};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::{
        access::Actor,
        name_change::{self, Decision, NameChange},
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/own/name_changes.html", config = "src/web/askama.toml")]
struct Queue<'a> {
    visit: &'a Visit,
    me: &'a Actor,
    state: &'static str,
    requests: Vec<NameChange>,
    mistakes: Mistakes,
}

/// Which part of the queue.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    state: String,
}

async fn queue<'a>(
    visit: &'a Visit,
    me: &'a Actor,
    state: &'static str,
    mistakes: Mistakes,
) -> Result<Queue<'a>> {
    let mut tx = visit.app.db.read().await?;
    let requests = name_change::queue(&mut tx, state).await?;
    Ok(Queue { visit, me, state, requests, mistakes })
}

/// Shows the requests in one state; those that wait unless asked otherwise.
#[handler]
pub async fn index(visit: Visit, me: Actor, Query(shown): Query<Shown>) -> Result<Response> {
    let state = match shown.state.as_str() {
        "approved" => "approved",
        "rejected" => "rejected",
        _ => "pending",
    };
    page(&queue(&visit, &me, state, Mistakes::default()).await?)
}

/// What an officer decides.
pub mod decision {
    use super::*;

    /// What was pressed and typed.
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub struct NewDecision {
        decision: String,
        reason: String,
    }

    /// Decides one request.
    #[handler]
    pub async fn create(
        visit: Visit,
        me: Actor,
        Path(id): Path<String>,
        Form(typed): Form<NewDecision>,
    ) -> Result<Response> {
        let outcome = decide(&visit, &me, &id, &typed).await;
        let status = outcome.as_ref().err().map(Error::status).unwrap_or_default();
        match mended(&visit, outcome)? {
            Ok(()) => Ok(see_other("/people/name-changes?notice=own-name-decided")),
            Err(mistakes) => page_with(status, &queue(&visit, &me, "pending", mistakes).await?),
        }
    }

    async fn decide(visit: &Visit, me: &Actor, id: &str, typed: &NewDecision) -> Result<()> {
        let decision = Decision::read(&typed.decision, &typed.reason)?;
        let mut tx = visit.app.db.write().await?;
        name_change::decide(&mut tx, &visit.app, me, id, &decision).await?;
        tx.save().await
    }
}
