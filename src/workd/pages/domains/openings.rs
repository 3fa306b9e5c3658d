//! The opening of a domain by an officer.

use poem::{Response, handler, web::Path};

use crate::{
    db::mail_file::Scope,
    error::Result,
    identity::access::{Act, Actor},
    web::{form::mended, page::see_other, visitor::Visit},
    workd::{directory, dns_state, domain, opening, pages::domains},
};

/// Opens it and tells the main administrator; while a record is wrong the page says which.
#[handler]
pub async fn create(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::OpenDomains).await?;
    drop(tx);
    dns_state::look_before_opening(&visit.app, &domain, &me.id).await?;
    let mut tx = visit.app.db.write().await?;
    let domain = domain::get(&mut tx, &domain.id).await?;
    let outcome = opening::open(&mut tx, &visit.app, Some(&me), &domain).await;
    let status = outcome.as_ref().err().map(crate::error::Error::status).unwrap_or_default();
    if let Err(mistakes) = mended(&visit, outcome)? {
        drop(tx);
        let wrong = (mistakes, Default::default());
        return domains::show_again(&visit, &me, &name, status, wrong).await;
    }
    directory::save(tx, &visit.app, Scope::Domain(domain.name.clone())).await?;
    Ok(see_other(format!("/workd/domains/{}?notice=dom-opened", domain.name)))
}
