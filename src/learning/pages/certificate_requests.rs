//! Asking for the certificate of a completed course.

use poem::{Response, handler, web::Path};

use crate::{
    error::Result,
    id::EnrolmentId,
    identity::access::Actor,
    learning::{certificate::request, enrolment},
    web::{page::see_other, visitor::Visit},
};

/// Asks; the request joins the officer's queue.
#[handler]
pub async fn create(visit: Visit, me: Actor, Path(id): Path<EnrolmentId>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let place = enrolment::get(&mut tx, &visit.app, &me.id, &id).await?;
    request::ask(&mut tx, &me, &place).await?;
    tx.save().await?;
    Ok(see_other(format!("/learn/{id}?notice=certificate-asked")))
}
