//! Sending a request: DGA's five working days begin.

use poem::{Response, handler, web::Path};

use crate::{
    error::Result,
    id::RequestId,
    identity::access::Actor,
    web::{page::see_other, visitor::Visit},
    workd::{
        pages::{again, requests},
        request::{request, submission},
    },
};

/// Sends the request, or shows on its page what stands in the way.
#[handler]
pub async fn create(visit: Visit, me: Actor, Path(id): Path<RequestId>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let request = request::get(&mut tx, &me, &id).await?;
    match submission::submit(&mut tx, &visit.app, &me, &request).await {
        Ok(request) => {
            tx.save().await?;
            Ok(see_other(format!("/workd/requests/{}?notice=req-sent", request.id)))
        }
        Err(error) => {
            drop(tx);
            let (status, mistakes) = again::mistakes(&visit, error)?;
            requests::show_again(&visit, &me, &request.id, status, mistakes).await
        }
    }
}
