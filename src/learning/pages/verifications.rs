//! The public page behind the QR code: every field that is printed.

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Path, Query},
};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::limit::{self, VERIFY_BY_ADDRESS},
    learning::certificate::certificate::{self, Certificate, ISSUER},
    web::{
        page::{page, page_with, see_other},
        visitor::{Address, Visit},
    },
};

#[derive(Template)]
#[template(path = "learning/pages/verifications/new.html", config = "src/web/askama.toml")]
struct NewVerification<'a> {
    visit: &'a Visit,
    number: String,
    unknown: bool,
}

#[derive(Template)]
#[template(path = "learning/pages/verifications/show.html", config = "src/web/askama.toml")]
struct ShowVerification<'a> {
    visit: &'a Visit,
    certificate: Certificate,
    state: &'static str,
    issuer: &'static str,
}

/// A number typed into the form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    number: String,
}

/// Shows the form, or leads on to the number typed into it.
#[handler]
pub fn new(visit: Visit, Query(typed): Query<Typed>) -> Result<Response> {
    let number = certificate::read_number(&typed.number);
    if number.is_empty() {
        return page(&NewVerification { visit: &visit, number, unknown: false });
    }
    let number: String = url::form_urlencoded::byte_serialize(number.as_bytes()).collect();
    Ok(see_other(format!("/verify/{}", number.replace('+', "%20"))))
}

/// Shows what is known of a number.
#[handler]
pub async fn show(
    visit: Visit,
    Address(address): Address,
    Path(number): Path<String>,
) -> Result<Response> {
    limit::check(&visit.app, &VERIFY_BY_ADDRESS, &address).await?;
    let mut tx = visit.app.db.read().await?;
    match certificate::get(&mut tx, &number).await {
        Ok(certificate) => {
            let state = certificate.state(visit.today());
            page(&ShowVerification { visit: &visit, certificate, state, issuer: ISSUER })
        }
        Err(Error::NotFound(_)) => {
            drop(tx);
            limit::count(&visit.app, &VERIFY_BY_ADDRESS, &address).await?;
            let form = NewVerification { visit: &visit, number, unknown: true };
            page_with(StatusCode::NOT_FOUND, &form)
        }
        Err(error) => Err(error),
    }
}
