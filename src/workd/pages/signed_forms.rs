//! The signed form, scanned and uploaded.

use poem::{Response, handler, web::Path};

use crate::{
    error::{Error, Result},
    id::RequestId,
    identity::access::Actor,
    web::{form::Upload, locale::Text, page::see_other, visitor::Visit},
    workd::{
        pages::{again, requests},
        request::{
            evidence::{self, Came},
            request::{self, Request},
        },
    },
};

/// Keeps the scan with its request.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(id): Path<RequestId>,
    upload: Upload,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let request = request::get(&mut tx, &me, &id).await?;
    drop(tx);
    match keep(&visit, &me, &request, &upload).await {
        Ok(()) => Ok(see_other(format!("/workd/requests/{}?notice=req-scan-kept", request.id))),
        Err(error) => {
            let (status, mistakes) = again::mistakes(&visit, error)?;
            requests::show_again(&visit, &me, &request.id, status, mistakes).await
        }
    }
}

async fn keep(visit: &Visit, me: &Actor, request: &Request, upload: &Upload) -> Result<()> {
    allow(me, request)?;
    let (name, bytes) = match upload.file("file") {
        Some(file) => (file.name.as_str(), file.bytes.clone()),
        None => ("", bytes::Bytes::new()),
    };
    let scan = evidence::keep_scan(&visit.app, name, bytes).await?;
    let mut tx = visit.app.db.write().await?;
    // Somebody may have decided or withdrawn it while the scan was on its way.
    let request = request::get(&mut tx, me, &request.id).await?;
    allow(me, &request)?;
    evidence::add(&mut tx, &request.id, &scan, Came::Upload(&me.id)).await?;
    tx.save().await
}

fn allow(me: &Actor, request: &Request) -> Result<()> {
    if !request::may_file(me, request) {
        return Err(Error::Forbidden);
    }
    if request.is_open_to_changes() || request.is_to_decide() {
        return Ok(());
    }
    Err(Error::conflict("already-decided", Text::new("request-already-decided")))
}
