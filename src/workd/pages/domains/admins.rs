//! The people who look after a domain: one main administrator, others, and helpers.

use askama::Template;
use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::access::{Act, Actor},
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
    workd::{
        admin::{self, Listed, Named},
        domain::{self, Domain},
    },
};

#[derive(Template)]
#[template(path = "workd/pages/domains/admins.html", config = "src/web/askama.toml")]
struct Admins<'a> {
    visit: &'a Visit,
    domain: Domain,
    admins: Vec<Listed>,
    appoints: bool,
    files: bool,
    mistakes: Mistakes,
    typed: NewAdmin,
}

/// The form as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewAdmin {
    role: String,
    prefix: String,
    first_name: String,
    last_name: String,
    email: String,
}

/// Shows who is appointed, the main administrator first.
#[handler]
pub async fn index(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
    page(&list(&visit, &me, &name, Mistakes::default(), NewAdmin::default()).await?)
}

async fn list<'a>(
    visit: &'a Visit,
    me: &Actor,
    name: &str,
    mistakes: Mistakes,
    typed: NewAdmin,
) -> Result<Admins<'a>> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, me, name, Act::SeeDomains).await?;
    let admins = admin::listed(&mut tx, &domain.agency_id).await?;
    let appoints = domain::may(me, Act::AppointAdmins, &domain);
    let files = domain::may(me, Act::FileRequests, &domain);
    Ok(Admins { visit, domain, admins, appoints, files, mistakes, typed })
}

/// Invites another administrator or a helper by a letter.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(name): Path<String>,
    Form(form): Form<NewAdmin>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::AppointAdmins).await?;
    let named = Named {
        prefix: &form.prefix,
        first_name: &form.first_name,
        last_name: &form.last_name,
        email: &form.email,
    };
    let outcome = admin::appoint(&mut tx, &visit.app, &me, &domain, &form.role, &named).await;
    let status = outcome.as_ref().err().map(Error::status).unwrap_or_default();
    if let Err(mistakes) = mended(&visit, outcome)? {
        drop(tx);
        return page_with(status, &list(&visit, &me, &name, mistakes, form).await?);
    }
    tx.save().await?;
    Ok(see_other(format!("/workd/domains/{}/admins?notice=dom-admin-invited", domain.name)))
}

/// Ends an appointment, or takes an invitation back.
#[handler]
pub async fn destroy(
    visit: Visit,
    me: Actor,
    Path((name, id)): Path<(String, String)>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::AppointAdmins).await?;
    admin::dismiss(&mut tx, &me, &domain, &id).await?;
    tx.save().await?;
    Ok(see_other(format!("/workd/domains/{}/admins?notice=dom-admin-dismissed", domain.name)))
}
