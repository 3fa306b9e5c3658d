//! The officer's decision on a card that was read.

use poem::{Response, handler, web::Path};
use serde::Deserialize;

use super::{cases, to_mend};
use crate::{
    error::Result,
    identity::{
        access::Actor,
        desk::{
            account::NewAccount,
            decision::{self, NewDecision},
        },
    },
    web::{form::Form, page::see_other, visitor::Visit},
};

/// The form as a browser sends it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    decision: String,
    face_matches: String,
    address_is_theirs: String,
    reason: String,
    email: String,
    person_kind: String,
    agency: String,
}

/// Confirms or declines.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let account =
        NewAccount { email: typed.email, person_kind: typed.person_kind, agency: typed.agency };
    let new = NewDecision {
        decision: typed.decision,
        face_matches: typed.face_matches == "true",
        address_is_theirs: typed.address_is_theirs == "true",
        reason: typed.reason,
        account,
    };
    match decision::decide(&visit.app, &me, &id, &new).await {
        Ok(Some(_)) => Ok(see_other(format!("/desk/cases/{id}?notice=desk-confirmed"))),
        Ok(None) => Ok(see_other(format!("/desk/cases/{id}?notice=desk-declined"))),
        Err(error) => {
            let (status, mistakes) = to_mend(&visit, error)?;
            cases::show_with(&visit, &me, &id, status, new, mistakes).await
        }
    }
}
