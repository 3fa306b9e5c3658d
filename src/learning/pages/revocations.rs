//! Revoking a certificate: a page of its own with a reason from a list and in words.

use askama::Template;
use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    error::Result,
    identity::access::Actor,
    learning::{
        certificate::{
            certificate::{self, Certificate},
            revocation::{self, CODES, Reason},
        },
        pages::endings,
    },
    web::{
        form::{Form, Mistakes},
        page::{page, page_with},
        visitor::Visit,
    },
};

/// Why.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewRevocation {
    code: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "learning/pages/revocations/new.html", config = "src/web/askama.toml")]
struct NewRevocationPage<'a> {
    visit: &'a Visit,
    certificate: Certificate,
    form: NewRevocation,
    codes: [&'static str; 3],
    mistakes: Mistakes,
}

async fn shown<'a>(
    visit: &'a Visit,
    number: &str,
    form: NewRevocation,
    mistakes: Mistakes,
) -> Result<NewRevocationPage<'a>> {
    let mut tx = visit.app.db.read().await?;
    let certificate = certificate::get(&mut tx, number).await?;
    Ok(NewRevocationPage { visit, certificate, form, codes: CODES, mistakes })
}

/// Shows what would be revoked, and asks why.
#[handler]
pub async fn new(visit: Visit, Path(number): Path<String>) -> Result<Response> {
    page(&shown(&visit, &number, NewRevocation::default(), Mistakes::default()).await?)
}

/// Revokes; the verify page says so at once.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(number): Path<String>,
    Form(form): Form<NewRevocation>,
) -> Result<Response> {
    let revoked = revoke(&visit, &me, &number, &form).await;
    let revoked = revoked.map(|it| format!("/verify/{}?notice=revoked", it.number));
    match endings::answer(&visit, revoked)? {
        Ok(done) => Ok(done),
        Err((status, mistakes)) => {
            page_with(status, &shown(&visit, &number, form, mistakes).await?)
        }
    }
}

async fn revoke(
    visit: &Visit,
    me: &Actor,
    number: &str,
    form: &NewRevocation,
) -> Result<Certificate> {
    let reason = Reason::read(&form.code, &form.reason)?;
    let mut tx = visit.app.db.write().await?;
    let certificate = revocation::revoke(&mut tx, &visit.app, me, number, &reason).await?;
    tx.save().await?;
    Ok(certificate)
}
