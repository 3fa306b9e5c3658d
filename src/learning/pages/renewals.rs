//! Renewing a certificate that ends: learning again on the course as it is now.

use poem::{Response, handler, web::Path};

use crate::{
    error::Result,
    identity::access::Actor,
    learning::certificate::renewal,
    web::{page::see_other, visitor::Visit},
};

/// Sets the earlier taking aside and leads to the new place.
#[handler]
pub async fn create(visit: Visit, me: Actor, Path(number): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let place = renewal::begin(&mut tx, &visit.app, &me, &number).await?;
    tx.save().await?;
    Ok(see_other(format!("/learn/{place}?notice=renewal-begun")))
}
