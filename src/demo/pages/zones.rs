//! The simulated DNS of a domain: set right, emptied, or broken in one of the ways that happen.

use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    demo::faults,
    error::{Error, Result},
    identity::access::{Act, Actor},
    web::{form::Form, page::see_other, visitor::Visit},
    workd::{
        demo_dns::{self, Entry},
        dkim, dns_state,
        domain::{self, Domain},
    },
};

/// Puts the right records into the zone, as the agency's own administrator would.
#[handler]
pub async fn create(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
    let domain = simulated(&visit, &me, &name).await?;
    let records: Vec<Entry> = wanted(&visit, &domain)
        .await?
        .into_iter()
        .map(|record| (record.name, record.kind, record.expected))
        .collect();
    demo_dns::clear(&visit.app, &domain.name).await?;
    demo_dns::replace(&visit.app, &records, &[]).await?;
    look(&visit, &me, &domain).await
}

/// Takes every record away.
#[handler]
pub async fn destroy(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
    let domain = simulated(&visit, &me, &name).await?;
    demo_dns::clear(&visit.app, &domain.name).await?;
    look(&visit, &me, &domain).await
}

/// One record that is wrong in the way that was chosen.
pub mod faults_of {
    use super::*;

    /// Which fault.
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub struct NewFault {
        fault: String,
    }

    /// Breaks the zone.
    #[handler]
    pub async fn create(
        visit: Visit,
        me: Actor,
        Path(name): Path<String>,
        Form(form): Form<NewFault>,
    ) -> Result<Response> {
        let domain = simulated(&visit, &me, &name).await?;
        let right = wanted(&visit, &domain).await?;
        let broken =
            faults::records(&form.fault, &domain.name, &right).ok_or_else(Error::not_found)?;
        demo_dns::replace(&visit.app, &broken, &[]).await?;
        look(&visit, &me, &domain).await
    }
}

/// The domain, for somebody who may see it, as long as no real DNS servers are asked.
async fn simulated(visit: &Visit, me: &Actor, name: &str) -> Result<Domain> {
    if visit.app.config.dns_servers.is_some() {
        return Err(Error::not_found());
    }
    let mut tx = visit.app.db.read().await?;
    domain::get_for(&mut tx, me, name, Act::SeeDomains).await
}

/// The records it should have; the signing key is made first, if the job has not made it yet.
async fn wanted(visit: &Visit, domain: &Domain) -> Result<Vec<dns_state::Record>> {
    dkim::make(&visit.app, &domain.id, false).await?;
    let mut tx = visit.app.db.read().await?;
    dns_state::records(&mut tx, &visit.app, domain).await
}

async fn look(visit: &Visit, me: &Actor, domain: &Domain) -> Result<Response> {
    dns_state::look(&visit.app, &domain.id, Some(&me.id)).await?;
    Ok(see_other(format!("/workd/domains/{}?notice=dom-zone-changed", domain.name)))
}
