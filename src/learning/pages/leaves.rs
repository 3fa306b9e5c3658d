//! When certificate officers are away, and who stands in.

use askama::Template;
use poem::{Response, handler, http::StatusCode};

use crate::{
    error::{Error, Result},
    identity::access::{Act, Actor},
    learning::certificate::desk::officer::{
        self, Officer,
        leave::{self, Leave, NewLeave},
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "learning/pages/leaves/index.html", config = "src/web/askama.toml")]
struct Leaves<'a> {
    visit: &'a Visit,
    leaves: Vec<Leave>,
    officers: Vec<Officer>,
    own: Option<Leave>,
    decides: bool,
    typed: NewLeave,
    mistakes: Mistakes,
}

/// Lists who is away now and who will be, with the visitor's own.
#[handler]
pub async fn index(visit: Visit, me: Actor) -> Result<Response> {
    listed(&visit, &me, StatusCode::OK, NewLeave::default(), Mistakes::default()).await
}

/// Enters a leave.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(typed): Form<NewLeave>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let outcome = leave::enter(&mut tx, &visit.app, &me, &typed).await;
    let status = outcome.as_ref().err().map_or(StatusCode::OK, Error::status);
    match mended(&visit, outcome)? {
        Ok(_) => {
            tx.save().await?;
            Ok(see_other("/approvals/leave?notice=leave-entered"))
        }
        Err(mistakes) => {
            drop(tx);
            listed(&visit, &me, status, typed, mistakes).await
        }
    }
}

/// Ends the visitor's own leave.
#[handler]
pub async fn destroy(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    leave::end(&mut tx, &me).await?;
    tx.save().await?;
    Ok(see_other("/approvals/leave?notice=leave-ended"))
}

async fn listed(
    visit: &Visit,
    me: &Actor,
    status: StatusCode,
    typed: NewLeave,
    mistakes: Mistakes,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let leaves = leave::list(&mut tx).await?;
    let decides = me.may(Act::DecideCertificateRequests);
    let mut officers = if decides { officer::all(&mut tx).await? } else { Vec::new() };
    officers.retain(|officer| officer.id != me.id);
    let own = leaves.iter().find(|leave| leave.person_id == me.id).cloned();
    page_with(status, &Leaves { visit, leaves, officers, own, decides, typed, mistakes })
}
