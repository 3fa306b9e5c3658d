//! What ends a certificate, asked on a page of its own with a reason: revoking it, or issuing another in
//! its place. Both are answered alike.

use poem::{Response, http::StatusCode};

use crate::{
    error::{Error, Result},
    web::{
        form::{Mistakes, mended},
        page::see_other,
        visitor::Visit,
    },
};

/// Leads on to where it went well; or gives what is wrong, for the page that asked.
///
/// # Errors
/// What no form can mend.
pub fn answer(
    visit: &Visit,
    outcome: Result<String>,
) -> Result<Result<Response, (StatusCode, Mistakes)>> {
    let status = outcome.as_ref().map_or_else(Error::status, |_| StatusCode::OK);
    Ok(mended(visit, outcome)?.map(see_other).map_err(|mistakes| (status, mistakes)))
}
