//! The suspension of a whole domain by an officer, and its end.

use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    db::mail_file::Scope,
    error::{Error, Result},
    identity::access::{Act, Actor},
    web::{
        form::{Form, mended},
        page::see_other,
        visitor::Visit,
    },
    workd::{
        directory, domain,
        pages::domains,
        suspension::{self, Typed},
    },
};

/// The form as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewSuspension {
    code: String,
    /// In the officer's words.
    pub reason: String,
    /// The day from which it counts.
    pub effective_on: String,
}

impl NewSuspension {
    /// The reasons to choose from, and whether each is chosen.
    pub fn codes(&self) -> Vec<(&'static str, bool)> {
        let chosen = if self.code.is_empty() { suspension::CODES[0] } else { self.code.as_str() };
        suspension::CODES.iter().map(|code| (*code, *code == chosen)).collect()
    }
}

/// Suspends the domain at once.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(name): Path<String>,
    Form(form): Form<NewSuspension>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::OpenDomains).await?;
    let typed = Typed { code: &form.code, reason: &form.reason, effective_on: &form.effective_on };
    let outcome = suspension::suspend(&mut tx, &me, &domain, &typed).await;
    let status = outcome.as_ref().err().map(Error::status).unwrap_or_default();
    if let Err(mistakes) = mended(&visit, outcome)? {
        drop(tx);
        return domains::show_again(&visit, &me, &name, status, (mistakes, form)).await;
    }
    directory::save(tx, &visit.app, Scope::Domain(domain.name.clone())).await?;
    Ok(see_other(format!("/workd/domains/{}?notice=dom-suspended", domain.name)))
}

/// Lets the domain go on.
#[handler]
pub async fn destroy(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::OpenDomains).await?;
    suspension::resume(&mut tx, &me, &domain).await?;
    directory::save(tx, &visit.app, Scope::Domain(domain.name.clone())).await?;
    Ok(see_other(format!("/workd/domains/{}?notice=dom-resumed", domain.name)))
}
