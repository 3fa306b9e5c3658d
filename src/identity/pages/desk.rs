//! The pages of a registration desk: cases, card readers, papers, and the welcome of a new account.

pub mod agents;
pub mod cases;
pub mod decisions;
pub mod home;
pub mod manual;
pub mod welcomes;

use poem::http::StatusCode;

use crate::{
    error::{Error, Result},
    web::{form::Mistakes, visitor::Visit},
};

/// Status and words of an error that belongs on the page of its form; every other error has a page
/// of its own.
fn to_mend(visit: &Visit, error: Error) -> Result<(StatusCode, Mistakes)> {
    match &error {
        Error::Mistakes(mistakes) => Ok((error.status(), Mistakes::said(visit, mistakes))),
        Error::Conflict { .. } | Error::TooMany { .. } => {
            Ok((error.status(), Mistakes::general(visit, &error)))
        }
        _ => Err(error),
    }
}
