//! The form on paper, filled in and ready to sign.

use poem::{Response, handler, http::header, web::Path};

use crate::{
    error::Result,
    id::RequestId,
    identity::access::Actor,
    web::visitor::Visit,
    workd::{form_pdf, request::request},
};

/// Draws the form as it stands.
#[handler]
pub async fn show(visit: Visit, me: Actor, Path(id): Path<RequestId>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let request = request::get(&mut tx, &me, &id).await?;
    drop(tx);
    let contact = visit.app.config.contact_address.clone();
    let name = format!("inline; filename=\"{}.pdf\"", request.number);
    let drawn = tokio::task::spawn_blocking(move || form_pdf::draw(&request, &contact)).await??;
    Ok(Response::builder()
        .header(header::CONTENT_TYPE, "application/pdf")
        .header(header::CONTENT_DISPOSITION, name)
        .body(drawn))
}
