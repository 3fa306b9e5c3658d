//! Mail Relay of a domain, as JSON: where letters go, and which servers may send.

use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    db::{Tx, mail_file::Scope},
    error::Result,
    id::DomainId,
    identity::access::Act,
    web::{
        openapi::{Created, Signed},
        visitor::Visit,
    },
    workd::{api::domain_for, directory, domain, relay},
};

/// Mail Relay.
pub struct RelayApi;

/// The relay of a domain.
#[derive(Object)]
struct MailRelay {
    /// `hosted`, or `relay` when letters go on to the agency's own server.
    hosting: String,
    /// That server, `smtp:[HOST]:PORT`.
    next_hop: Option<String>,
    /// Servers of the agency that may send through ours.
    clients: Vec<RelayClient>,
}

/// A server that may send.
#[derive(Object)]
struct RelayClient {
    /// Id.
    id: String,
    /// Its address.
    client: String,
}

/// Where letters for the domain go.
#[derive(Object)]
struct RelayRoute {
    /// `HOST[:PORT]`; empty for mailboxes here.
    #[oai(default)]
    next_hop: String,
}

/// A server to let send.
#[derive(Object)]
struct NewRelayClient {
    /// Its address.
    #[oai(default)]
    client: String,
}

async fn said(tx: &mut Tx, id: &DomainId) -> Result<MailRelay> {
    let domain = domain::get(tx, id).await?;
    let clients = relay::clients(tx, &domain).await?.into_iter();
    Ok(MailRelay {
        hosting: domain.hosting,
        next_hop: domain.next_hop,
        clients: clients.map(|one| RelayClient { id: one.id, client: one.client }).collect(),
    })
}

#[OpenApi]
impl RelayApi {
    /// The relay of a domain.
    #[oai(path = "/workd/domains/:name/relay", method = "get")]
    async fn show(&self, visit: Visit, me: Signed, name: Path<String>) -> Result<Json<MailRelay>> {
        let mut tx = visit.app.db.read().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::SeeDomains]).await?;
        Ok(Json(said(&mut tx, &domain.id).await?))
    }

    /// Say where letters for the domain go.
    #[oai(path = "/workd/domains/:name/relay", method = "put")]
    async fn route(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        body: Json<RelayRoute>,
    ) -> Result<Json<MailRelay>> {
        let mut tx = visit.app.db.write().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::OpenDomains]).await?;
        relay::route(&mut tx, &me.0, &domain, &body.next_hop).await?;
        let said = said(&mut tx, &domain.id).await?;
        directory::save(tx, &visit.app, Scope::Domain(domain.name)).await?;
        Ok(Json(said))
    }

    /// Let a server of the agency send.
    #[oai(path = "/workd/domains/:name/relay/clients", method = "post")]
    async fn allow(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        body: Json<NewRelayClient>,
    ) -> Result<Created<MailRelay>> {
        let mut tx = visit.app.db.write().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::OpenDomains]).await?;
        relay::allow(&mut tx, &me.0, &domain, &body.client).await?;
        let said = said(&mut tx, &domain.id).await?;
        directory::save(tx, &visit.app, Scope::Domain(domain.name)).await?;
        Ok(Created::Made(Json(said)))
    }

    /// End a server's right to send.
    #[oai(path = "/workd/domains/:name/relay/clients/:id", method = "delete")]
    async fn refuse(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        id: Path<String>,
    ) -> Result<Json<MailRelay>> {
        let mut tx = visit.app.db.write().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::OpenDomains]).await?;
        relay::refuse(&mut tx, &me.0, &domain, &id.0).await?;
        let said = said(&mut tx, &domain.id).await?;
        directory::save(tx, &visit.app, Scope::Domain(domain.name)).await?;
        Ok(Json(said))
    }
}
