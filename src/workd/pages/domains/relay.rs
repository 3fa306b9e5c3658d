//! Mail relay, set by officers: the agency's own server, and servers that may send through ours.

use poem::{Response, handler, web::Path};
use serde::Deserialize;

use super::settings::{self, Typed};
use crate::{
    db::{Tx, mail_file::Scope},
    error::{Error, Result},
    identity::access::{Act, Actor},
    web::{
        form::{Form, mended},
        page::see_other,
        visitor::Visit,
    },
    workd::{
        directory,
        domain::{self, Domain},
        relay,
    },
};

/// Where letters for the domain go.
pub mod routes {
    use super::*;

    /// The form as sent.
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub struct NewRoute {
        next_hop: String,
    }

    /// Keeps the route.
    #[handler]
    pub async fn update(
        visit: Visit,
        me: Actor,
        Path(name): Path<String>,
        Form(form): Form<NewRoute>,
    ) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        let domain = domain::get_for(&mut tx, &me, &name, Act::OpenDomains).await?;
        let outcome = relay::route(&mut tx, &me, &domain, &form.next_hop).await;
        let typed = Typed { next_hop: form.next_hop, ..Typed::of(&domain) };
        answer(&visit, &me, tx, domain, outcome, typed).await
    }
}

/// Servers that may send through ours.
pub mod clients {
    use super::*;

    /// The form as sent.
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub struct NewClient {
        client: String,
    }

    /// Lets a server send.
    #[handler]
    pub async fn create(
        visit: Visit,
        me: Actor,
        Path(name): Path<String>,
        Form(form): Form<NewClient>,
    ) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        let domain = domain::get_for(&mut tx, &me, &name, Act::OpenDomains).await?;
        let outcome = relay::allow(&mut tx, &me, &domain, &form.client).await;
        let typed = Typed { client: form.client, ..Typed::of(&domain) };
        answer(&visit, &me, tx, domain, outcome, typed).await
    }

    /// Ends the right of a server to send.
    #[handler]
    pub async fn destroy(
        visit: Visit,
        me: Actor,
        Path((name, id)): Path<(String, String)>,
    ) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        let domain = domain::get_for(&mut tx, &me, &name, Act::OpenDomains).await?;
        let outcome = relay::refuse(&mut tx, &me, &domain, &id).await;
        let typed = Typed::of(&domain);
        answer(&visit, &me, tx, domain, outcome, typed).await
    }
}

/// Commits and goes back to the settings, or shows them again with what is wrong.
async fn answer(
    visit: &Visit,
    me: &Actor,
    tx: Tx,
    domain: Domain,
    outcome: Result<()>,
    typed: Typed,
) -> Result<Response> {
    let status = outcome.as_ref().err().map(Error::status).unwrap_or_default();
    if let Err(mistakes) = mended(visit, outcome)? {
        drop(tx);
        return settings::show_again(visit, me, domain, status, mistakes, typed).await;
    }
    directory::save(tx, &visit.app, Scope::Domain(domain.name.clone())).await?;
    Ok(see_other(format!("/workd/domains/{}/settings?notice=dom-set", domain.name)))
}
