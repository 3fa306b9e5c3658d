//! The files of a request, for both of its sides.

use poem::{Response, handler, web::Path};

use crate::{
    error::Result,
    id::RequestId,
    identity::access::Actor,
    web::{download::attachment, visitor::Visit},
    workd::request::{evidence, request},
};

/// Gives a file out under its own name.
#[handler]
pub async fn show(
    visit: Visit,
    me: Actor,
    Path((id, file)): Path<(RequestId, String)>,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let request = request::get(&mut tx, &me, &id).await?;
    let file = evidence::get(&mut tx, &request.id, &file).await?;
    drop(tx);
    let bytes = evidence::read(&visit.app, &file.content_hash).await?;
    Ok(attachment(&file.name, &file.media_type, bytes))
}
