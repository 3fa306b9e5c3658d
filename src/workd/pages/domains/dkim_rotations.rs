//! A new signing key for a domain, beside the one that signs.

use poem::{Response, handler, web::Path};

use crate::{
    error::{Error, Result},
    identity::access::{Act, Actor},
    web::{page::see_other, visitor::Visit},
    workd::{dkim, domain},
};

/// Begins a rotation; the agency's administrator or DGA may.
#[handler]
pub async fn create(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::SeeDomains).await?;
    let may = [Act::ManageAccounts, Act::OpenDomains];
    if !may.into_iter().any(|act| domain::may(&me, act, &domain)) {
        return Err(Error::Forbidden);
    }
    dkim::rotate(&mut tx, &me, &domain).await?;
    tx.save().await?;
    Ok(see_other(format!("/workd/domains/{}?notice=dom-rotation-begun", domain.name)))
}
