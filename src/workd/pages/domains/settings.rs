//! What an agency may set for its domain, and where DGA passes letters on.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use crate::{
    db::mail_file::Scope,
    error::{Error, Result},
    identity::access::{Act, Actor},
    thai::digits,
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
    workd::{
        directory,
        domain::{self, Domain, Settings},
        relay::{self, Client},
    },
};

#[derive(Template)]
#[template(path = "workd/pages/domains/settings.html", config = "src/web/askama.toml")]
struct ShowSettings<'a> {
    visit: &'a Visit,
    domain: Domain,
    clients: Vec<Client>,
    opens: bool,
    manages: bool,
    mistakes: Mistakes,
    typed: Typed,
}

impl ShowSettings<'_> {
    fn forwarding(&self) -> [&'static str; 3] {
        ["none", "government", "anywhere"]
    }
}

/// What was typed into the forms of this page.
#[derive(Default)]
pub struct Typed {
    /// Size of a new mailbox.
    pub default_quota_mb: String,
    /// Where a holder may forward to.
    pub forwarding: String,
    /// The agency's own server.
    pub next_hop: String,
    /// A server that may send.
    pub client: String,
}

impl Typed {
    /// The settings as they stand.
    pub fn of(domain: &Domain) -> Self {
        let hop = domain.next_hop.as_deref().and_then(|hop| hop.strip_prefix("smtp:["));
        Self {
            default_quota_mb: domain.default_quota_mb.to_string(),
            forwarding: domain.forwarding.clone(),
            next_hop: hop.unwrap_or_default().replace(']', ""),
            client: String::new(),
        }
    }
}

/// Shows the settings; who may not change them reads them.
#[handler]
pub async fn show(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::SeeDomains).await?;
    drop(tx);
    let typed = Typed::of(&domain);
    page(&settings(&visit, &me, domain, Mistakes::default(), typed).await?)
}

/// The page again with the mistakes of one of its forms.
pub async fn show_again(
    visit: &Visit,
    me: &Actor,
    domain: Domain,
    status: StatusCode,
    mistakes: Mistakes,
    typed: Typed,
) -> Result<Response> {
    page_with(status, &settings(visit, me, domain, mistakes, typed).await?)
}

async fn settings<'a>(
    visit: &'a Visit,
    me: &Actor,
    domain: Domain,
    mistakes: Mistakes,
    typed: Typed,
) -> Result<ShowSettings<'a>> {
    let mut tx = visit.app.db.read().await?;
    let clients = relay::clients(&mut tx, &domain).await?;
    let opens = domain::may(me, Act::OpenDomains, &domain);
    let manages = domain::may(me, Act::ManageAccounts, &domain);
    Ok(ShowSettings { visit, domain, clients, opens, manages, mistakes, typed })
}

/// The form as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewSettings {
    default_quota_mb: String,
    forwarding: String,
}

/// Keeps the settings.
#[handler]
pub async fn update(
    visit: Visit,
    me: Actor,
    Path(name): Path<String>,
    Form(form): Form<NewSettings>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::ManageAccounts).await?;
    let quota = digits::to_arabic(&form.default_quota_mb).replace([',', ' '], "");
    let settings = Settings {
        default_quota_mb: quota.parse().unwrap_or(0),
        forwarding: form.forwarding.clone(),
    };
    let outcome = domain::set(&mut tx, &me, &domain, &settings).await;
    let status = outcome.as_ref().err().map(Error::status).unwrap_or_default();
    if let Err(mistakes) = mended(&visit, outcome)? {
        drop(tx);
        let NewSettings { default_quota_mb, forwarding } = form;
        let typed = Typed { default_quota_mb, forwarding, ..Typed::of(&domain) };
        return show_again(&visit, &me, domain, status, mistakes, typed).await;
    }
    directory::save(tx, &visit.app, Scope::Domain(domain.name.clone())).await?;
    Ok(see_other(format!("/workd/domains/{}/settings?notice=dom-set", domain.name)))
}
