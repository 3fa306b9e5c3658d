//! The officer's decisions: on one request, or on many at once.

use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    id::CertificateRequestId,
    identity::access::Actor,
    learning::{
        certificate::desk::decision::{self, Decision},
        pages::approvals,
    },
    web::{form::Form, page::see_other, visitor::Visit},
};

/// What was pressed and typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewDecision {
    ids: Vec<CertificateRequestId>,
    decision: String,
    reason: String,
}

/// Decides one request.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(id): Path<CertificateRequestId>,
    Form(form): Form<NewDecision>,
) -> Result<Response> {
    let ids = std::slice::from_ref(&id);
    match decide(&visit, &me, ids, &form).await {
        Ok(()) => Ok(see_other(approvals::back(&visit, "decided"))),
        Err(error @ (Error::Mistakes(_) | Error::Conflict { .. })) => {
            approvals::show_again(&visit, &me, &id, error).await
        }
        Err(error) => Err(error),
    }
}

async fn decide(
    visit: &Visit,
    me: &Actor,
    ids: &[CertificateRequestId],
    form: &NewDecision,
) -> Result<()> {
    let decision = Decision::read(&form.decision, &form.reason)?;
    let mut tx = visit.app.db.write().await?;
    let decided = decision::decide_all(&mut tx, &visit.app, me, ids, &decision).await?;
    tx.save().await?;
    let issued = decided.iter().filter(|(_, certificate)| certificate.is_some()).count();
    visit.app.metrics.certificates.inc_by(issued as u64);
    Ok(())
}

/// Many requests at once.
pub mod bulk {
    use super::*;

    /// Decides every ticked request alike: all of them or none.
    #[handler]
    pub async fn create(
        visit: Visit,
        me: Actor,
        Form(form): Form<NewDecision>,
    ) -> Result<Response> {
        match decide(&visit, &me, &form.ids, &form).await {
            Ok(()) => Ok(see_other(approvals::back(&visit, "decided"))),
            Err(error @ (Error::Mistakes(_) | Error::Conflict { .. })) => {
                approvals::index_again(&visit, &me, form.ids, error).await
            }
            Err(error) => Err(error),
        }
    }
}
