//! Asking for the certificate of a completed course.

use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    id::EnrolmentId,
    identity::access::Actor,
    learning::{
        certificate::{desk::thread::message, request},
        enrolment,
        pages::places,
    },
    web::{form::Form, page::see_other, visitor::Visit},
};

/// What was corrected since the request came back, in the learner's words; may stay empty.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewRequest {
    message: String,
}

/// Asks; the request joins the officer's queue.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(id): Path<EnrolmentId>,
    Form(form): Form<NewRequest>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let place = enrolment::get(&mut tx, &visit.app, &me.id, &id).await?;
    request::ask(&mut tx, &me, &place).await?;
    if !form.message.trim().is_empty() {
        let said = message::write_as_learner(&mut tx, &visit.app, &me, &place, &form.message).await;
        if let Err(error) = said {
            drop(tx);
            return match error {
                Error::Mistakes(_) | Error::Conflict { .. } => {
                    places::show_again(&visit, &me, &id, error, &form.message).await
                }
                error => Err(error),
            };
        }
    }
    tx.save().await?;
    Ok(see_other(format!("/learn/{id}?notice=certificate-asked")))
}
