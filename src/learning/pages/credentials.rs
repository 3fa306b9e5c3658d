//! A badge at its stable address: JSON for programs, the verify page for people.

use poem::{Request, Response, handler, web::Path};

use crate::{
    error::{Error, Result},
    identity::limit::VERIFY_GUESSES,
    learning::certificate::{badge, number::read_number, verifying},
    web::{
        open_document::{self, CREDENTIAL},
        page::see_other,
        visitor::{Address, Visit},
    },
};

/// `NUMBER.json` is the credential; so is the bare number, but for browsers, which are led to the
/// verify page. Whoever holds the number may read it, as on that page.
#[handler]
pub async fn show(
    visit: Visit,
    Address(address): Address,
    Path(name): Path<String>,
    request: &Request,
) -> Result<Response> {
    let plain = name.strip_suffix(".json");
    if plain.is_none() && open_document::is_for_a_browser(request) {
        let number = read_number(&name);
        let number: String = url::form_urlencoded::byte_serialize(number.as_bytes()).collect();
        return Ok(see_other(format!("/verify/{}", number.replace('+', "%20"))));
    }
    let text = find(&visit, &address, plain.unwrap_or(&name)).await?;
    Ok(open_document::answer(request, CREDENTIAL, &text))
}

/// The credential of a number; numbers that lead nowhere are counted against the address, and who
/// only guesses is given none: a credential tells whose it is to whoever knows the name.
pub async fn find(visit: &Visit, address: &str, number: &str) -> Result<String> {
    if verifying::is_guessing(&visit.app, address).await? {
        return Err(Error::TooMany { retry_after: VERIFY_GUESSES.window.num_seconds() });
    }
    let mut tx = visit.app.db.read().await?;
    let found = badge::get(&mut tx, number).await;
    drop(tx);
    if matches!(found, Err(Error::NotFound(_))) {
        verifying::missed(&visit.app, address).await?;
    }
    found
}

/// Which badges of a list are revoked.
pub mod status {
    use poem::{Request, Response, handler, web::Path};

    use crate::{
        error::{Error, Result},
        learning::certificate::badge,
        web::{
            open_document::{self, CREDENTIAL},
            visitor::Visit,
        },
    };

    /// Shows one list.
    #[handler]
    pub async fn show(
        visit: Visit,
        Path(list): Path<String>,
        request: &Request,
    ) -> Result<Response> {
        let list = list.parse().map_err(|_| Error::not_found())?;
        let mut tx = visit.app.db.read().await?;
        let found = badge::status::list(&mut tx, &visit.app, list).await?;
        let text = found.ok_or_else(Error::not_found)?;
        Ok(open_document::answer(request, CREDENTIAL, &text))
    }
}
