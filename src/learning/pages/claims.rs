//! Who works on a request: taking it, giving it back, handing it over.

use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    id::CertificateRequestId,
    identity::access::Actor,
    learning::{
        certificate::desk::officer::claim,
        pages::approvals::{self, Typed},
    },
    web::{form::Form, page::see_other, visitor::Visit},
};

/// What was pressed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewClaim {
    take_over: String,
}

/// To whom, with which note.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewHolder {
    to: String,
    note: String,
}

/// Takes a request, from somebody else only where the button says so.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(id): Path<CertificateRequestId>,
    Form(form): Form<NewClaim>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let outcome = match claim::take(&mut tx, &me, &id, form.take_over == "yes").await {
        Ok(()) => tx.save().await,
        Err(error) => Err(error),
    };
    let next = format!("/approvals/{id}?notice=claimed");
    answer(&visit, &me, &id, outcome, next, String::new()).await
}

/// Hands a request over.
#[handler]
pub async fn update(
    visit: Visit,
    me: Actor,
    Path(id): Path<CertificateRequestId>,
    Form(form): Form<NewHolder>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let handed = claim::hand_over(&mut tx, &visit.app, &me, &id, &form.to, &form.note).await;
    let outcome = match handed {
        Ok(_) => tx.save().await,
        Err(error) => Err(error),
    };
    let next = "/approvals?notice=handed-over".to_owned();
    answer(&visit, &me, &id, outcome, next, form.note).await
}

/// Gives a request back.
#[handler]
pub async fn destroy(
    visit: Visit,
    me: Actor,
    Path(id): Path<CertificateRequestId>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let outcome = match claim::release(&mut tx, &me, &id).await {
        Ok(()) => tx.save().await,
        Err(error) => Err(error),
    };
    let next = format!("/approvals/{id}?notice=released");
    answer(&visit, &me, &id, outcome, next, String::new()).await
}

async fn answer(
    visit: &Visit,
    me: &Actor,
    id: &CertificateRequestId,
    outcome: Result<()>,
    next: String,
    note: String,
) -> Result<Response> {
    match outcome {
        Ok(()) => Ok(see_other(next)),
        Err(error @ (Error::Mistakes(_) | Error::Conflict { .. })) => {
            let typed = Typed { note, ..Typed::default() };
            approvals::show_again_with(visit, me, id, error, typed).await
        }
        Err(error) => Err(error),
    }
}
