//! Taking and giving up a place on a course.

use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    id::EnrolmentId,
    identity::access::Actor,
    learning::{course, enrolment, pages::courses},
    web::{form::Form, page::see_other, visitor::Visit},
};

/// Which course.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewEnrolment {
    course: String,
}

/// Takes a place on a course; who has one already is led to it.
#[handler]
pub async fn create(visit: Visit, Form(form): Form<NewEnrolment>) -> Result<Response> {
    let Some(me) = &visit.actor else {
        return Ok(see_other(format!("/login?next=/courses/{}", form.course)));
    };
    let app = &visit.app;
    let mut tx = app.db.write().await?;
    match enrolment::start(&mut tx, app, &me.id, &form.course).await {
        Ok(id) => {
            tx.save().await?;
            Ok(see_other(format!("/learn/{id}?notice=enrolled")))
        }
        Err(Error::Conflict { .. }) => {
            drop(tx);
            let mut tx = app.db.read().await?;
            let version = course::get(&mut tx, &app.shelf, &form.course).await?;
            let mine = enrolment::find(&mut tx, &me.id, &version).await?;
            Ok(see_other(mine.map_or("/me".to_owned(), |mine| format!("/learn/{}", mine.id))))
        }
        Err(error) => Err(error),
    }
}

/// Gives the place up, or shows the course again with the reason why not.
#[handler]
pub async fn destroy(visit: Visit, me: Actor, Path(id): Path<EnrolmentId>) -> Result<Response> {
    let app = &visit.app;
    let mut tx = app.db.write().await?;
    let place = enrolment::get(&mut tx, app, &me.id, &id).await?;
    match enrolment::leave(&mut tx, &me.id, &id).await {
        Ok(()) => {
            tx.save_unrecorded("leaving twice changes nothing the second time").await?;
            Ok(see_other("/me?notice=left"))
        }
        Err(error @ Error::Conflict { .. }) => {
            drop(tx);
            courses::show_again(&visit, &place.version.content.slug, &error).await
        }
        Err(error) => Err(error),
    }
}
