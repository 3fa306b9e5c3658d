//! What the player reports, by cookie and token; the same protocol as the API's.

use poem::{
    Response, handler,
    web::{Json, Path},
};

use crate::{
    error::Result,
    id::EnrolmentId,
    identity::access::Actor,
    learning::{
        api::progress::{EventPost, accepted},
        recorder::Post,
    },
    web::visitor::Visit,
};

/// Merges the events and answers when they are on disk.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(id): Path<EnrolmentId>,
    body: String,
) -> Result<Response> {
    let post: EventPost = EventPost::read(&body)?;
    let post = Post { enrolment: id, person: me.id, client: post.client, events: post.events };
    let done = visit.app.recorder.record(post).await?;
    Ok(poem::IntoResponse::into_response(Json(accepted(done))))
}
