//! A look at the DNS of a domain now, asked for by somebody who may see it.

use poem::{Response, handler, web::Path};

use crate::{
    error::Result,
    identity::access::{Act, Actor},
    web::{page::see_other, visitor::Visit},
    workd::{dns_state, domain},
};

/// Looks, which takes some seconds, and shows the domain again.
#[handler]
pub async fn create(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::SeeDomains).await?;
    drop(tx);
    dns_state::look(&visit.app, &domain.id, Some(&me.id)).await?;
    Ok(see_other(format!("/workd/domains/{}?notice=dom-looked", domain.name)))
}
