//! Messages about a certificate: the officer writes beside the evidence, the learner at the course.

use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    id::{CertificateRequestId, EnrolmentId},
    identity::access::Actor,
    learning::{
        certificate::desk::thread::message,
        enrolment,
        pages::{
            approvals::{self, Typed},
            places,
        },
    },
    web::{form::Form, page::see_other, visitor::Visit},
};

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewMessage {
    message: String,
}

/// Writes as an officer.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(id): Path<CertificateRequestId>,
    Form(form): Form<NewMessage>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    match message::write_as_officer(&mut tx, &visit.app, &me, &id, &form.message).await {
        Ok(_) => {
            tx.save().await?;
            Ok(see_other(format!("/approvals/{id}?notice=message-sent#thread")))
        }
        Err(error @ (Error::Mistakes(_) | Error::Conflict { .. })) => {
            drop(tx);
            let typed = Typed { message: form.message, ..Typed::default() };
            approvals::show_again_with(&visit, &me, &id, error, typed).await
        }
        Err(error) => Err(error),
    }
}

/// The learner's own.
pub mod own {
    use super::*;

    /// Writes as the learner.
    #[handler]
    pub async fn create(
        visit: Visit,
        me: Actor,
        Path(id): Path<EnrolmentId>,
        Form(form): Form<NewMessage>,
    ) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        let place = enrolment::get(&mut tx, &visit.app, &me.id, &id).await?;
        match message::write_as_learner(&mut tx, &visit.app, &me, &place, &form.message).await {
            Ok(_) => {
                tx.save().await?;
                Ok(see_other(format!("/learn/{id}?notice=message-sent#certificate")))
            }
            Err(error @ (Error::Mistakes(_) | Error::Conflict { .. })) => {
                drop(tx);
                places::show_again(&visit, &me, &id, error, &form.message).await
            }
            Err(error) => Err(error),
        }
    }
}
