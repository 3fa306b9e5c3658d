//! The certificate on paper, for its holder and for officers.

use poem::{Response, handler, http::header, web::Path};

use crate::{
    error::{Error, Result},
    identity::access::Actor,
    learning::certificate::{certificate, edition, verifying::may_print},
    web::{locale::Text, page::see_other, visitor::Visit},
};

/// `NUMBER.pdf` is the file; the bare number leads to the public page.
#[handler]
pub async fn show(visit: Visit, Path(name): Path<String>) -> Result<Response> {
    let Some(number) = name.strip_suffix(".pdf") else {
        return Ok(see_other(format!("/verify/{name}")));
    };
    let me = visit.actor.as_ref().ok_or(Error::LogInNeeded)?;
    print(&visit, me, number).await
}

/// Gives the file to its holder or for an officer; for anyone else there is none.
pub async fn print(visit: &Visit, me: &Actor, number: &str) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let certificate = certificate::get(&mut tx, number).await?;
    drop(tx);
    if !may_print(me, &certificate) {
        return Err(Error::NotFound(Text::new("error-no-certificate")));
    }
    if certificate.revoked_at.is_some() {
        return Err(Error::conflict("revoked", Text::new("certificate-is-revoked")));
    }
    let name = format!("inline; filename=\"{}.pdf\"", certificate.number);
    let file = edition::file(&visit.app, &certificate).await?;
    Ok(Response::builder()
        .header(header::CONTENT_TYPE, "application/pdf")
        .header(header::CONTENT_DISPOSITION, name)
        .body(file))
}
