//! Taking a request back.

use poem::{Response, handler, web::Path};

use crate::{
    error::Result,
    id::RequestId,
    identity::access::Actor,
    web::{page::see_other, visitor::Visit},
    workd::{
        pages::{again, requests},
        request::{draft, request},
    },
};

/// Takes the request back for good.
#[handler]
pub async fn create(visit: Visit, me: Actor, Path(id): Path<RequestId>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let request = request::get(&mut tx, &me, &id).await?;
    match draft::withdraw(&mut tx, &me, &request).await {
        Ok(()) => {
            tx.save().await?;
            Ok(see_other(format!("/workd/requests/{}?notice=req-withdrawn", request.id)))
        }
        Err(error) => {
            drop(tx);
            let (status, mistakes) = again::mistakes(&visit, error)?;
            requests::show_again(&visit, &me, &request.id, status, mistakes).await
        }
    }
}
