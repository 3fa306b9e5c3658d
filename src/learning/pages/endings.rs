//! What ends a certificate, asked on a page of its own with a reason: revoking it, or issuing another in
//! its place. Both are answered alike.

use poem::{Response, http::StatusCode};

use crate::{
    error::{Error, Result},
    learning::certificate::certificate::Certificate,
    web::{
        form::{Mistakes, mended},
        page::see_other,
        visitor::Visit,
    },
};

/// Leads on to the public page of the certificate that came of it, with a notice there; or gives what
/// is wrong, for the page that asked.
///
/// # Errors
/// What no form can mend.
pub fn answer(
    visit: &Visit,
    outcome: Result<Certificate>,
    notice: &str,
) -> Result<Result<Response, (StatusCode, Mistakes)>> {
    let status = outcome.as_ref().map_or_else(Error::status, |_| StatusCode::OK);
    let mended = mended(visit, outcome)?;
    Ok(mended
        .map(|it| see_other(format!("/verify/{}?notice={notice}", it.number)))
        .map_err(|mistakes| (status, mistakes)))
}
