//! The same page again, with what has to be mended on it.

use poem::http::StatusCode;

use crate::{
    error::{Error, Result},
    web::{form::Mistakes, visitor::Visit},
};

/// Status and words of an error that belongs on the page of its form.
///
/// # Errors
/// Every other error, which has a page of its own.
pub fn mistakes(visit: &Visit, error: Error) -> Result<(StatusCode, Mistakes)> {
    match &error {
        Error::Mistakes(mistakes) => Ok((error.status(), Mistakes::said(visit, mistakes))),
        Error::Conflict { .. } | Error::Incomplete(_) => {
            Ok((error.status(), Mistakes::general(visit, &error)))
        }
        _ => Err(error),
    }
}
