//! Revoking a certificate.

use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    error::Result,
    identity::access::Actor,
    learning::certificate::certificate,
    web::{form::Form, page::see_other, visitor::Visit},
};

/// Why.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewRevocation {
    reason: String,
}

/// Revokes; the verify page says so at once.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(number): Path<String>,
    Form(form): Form<NewRevocation>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let certificate = certificate::revoke(&mut tx, &me, &number, &form.reason).await?;
    tx.save().await?;
    Ok(see_other(format!("/verify/{}?notice=revoked", certificate.number)))
}
