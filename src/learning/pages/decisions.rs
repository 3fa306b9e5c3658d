//! The officer's decisions: on one request, or on many at once, and taking them back.

use askama::Template;
use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Missing, Result},
    id::CertificateRequestId,
    identity::access::Actor,
    learning::{
        certificate::desk::{
            decision::{self, Decision},
            queue::{self, Queued},
            undo,
        },
        pages::{approvals, panels::Typed},
    },
    web::{
        form::Form,
        page::{page_with, see_other},
        visitor::Visit,
    },
};

/// What was pressed and typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewDecision {
    ids: Vec<CertificateRequestId>,
    decision: String,
    reason_code: String,
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
        Ok(waits) => Ok(see_other(approvals::back(&visit, noticed(waits)))),
        Err(error @ (Error::Mistakes(_) | Error::Conflict { .. })) => {
            let NewDecision { reason_code, reason, .. } = form;
            let typed = Typed { reason_code, reason, ..Typed::default() };
            approvals::show_again_with(&visit, &me, &id, error, typed).await
        }
        Err(error) => Err(error),
    }
}

/// Takes the last decision back.
#[handler]
pub async fn destroy(
    visit: Visit,
    me: Actor,
    Path(id): Path<CertificateRequestId>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    match undo::undo(&mut tx, &visit.app, &me, &id).await {
        Ok(()) => {
            tx.save().await?;
            Ok(see_other(format!("/approvals/{id}?notice=decision-undone")))
        }
        Err(error @ Error::Conflict { .. }) => {
            drop(tx);
            approvals::show_again(&visit, &me, &id, error).await
        }
        Err(error) => Err(error),
    }
}

fn noticed(waits: bool) -> &'static str {
    if waits { "first-approved" } else { "decided" }
}

/// Decides, and says whether anything waits for a second officer now.
async fn decide(
    visit: &Visit,
    me: &Actor,
    ids: &[CertificateRequestId],
    form: &NewDecision,
) -> Result<bool> {
    let decision = Decision::read(&form.decision, &form.reason_code, &form.reason)?;
    let mut tx = visit.app.db.write().await?;
    let decided = decision::decide_all(&mut tx, &visit.app, me, ids, &decision).await?;
    tx.save().await?;
    let issued = decided.iter().filter(|(_, certificate)| certificate.is_some()).count();
    visit.app.metrics.certificates.inc_by(issued as u64);
    Ok(decision.verdict == decision::Verdict::Approve && issued < decided.len())
}

/// Many requests at once.
pub mod bulk {
    use super::*;

    #[derive(Template)]
    #[template(path = "learning/pages/decisions/sample.html", config = "src/web/askama.toml")]
    struct Sample<'a> {
        visit: &'a Visit,
        requests: Vec<Queued>,
        missing: Vec<Missing>,
        said: String,
    }

    impl Sample<'_> {
        /// Whether this one is still to be opened.
        fn is_unopened(&self, id: &CertificateRequestId) -> bool {
            let url = format!("/approvals/{id}");
            self.missing.iter().any(|one| one.url.as_deref() == Some(&url))
        }
    }

    /// Decides every ticked request alike: all of them or none.
    #[handler]
    pub async fn create(
        visit: Visit,
        me: Actor,
        Form(form): Form<NewDecision>,
    ) -> Result<Response> {
        match decide(&visit, &me, &form.ids, &form).await {
            Ok(waits) => Ok(see_other(approvals::back(&visit, noticed(waits)))),
            Err(Error::Conflict { code: "sample-needed", text, missing }) => {
                sample(&visit, &form.ids, Error::Conflict { code: "sample-needed", text, missing })
                    .await
            }
            Err(error @ (Error::Mistakes(_) | Error::Conflict { .. })) => {
                approvals::index_again(&visit, &me, form.ids, error).await
            }
            Err(error) => Err(error),
        }
    }

    /// Takes back every decision of a list that can still be taken back: all of them or none.
    #[handler]
    pub async fn destroy(
        visit: Visit,
        me: Actor,
        Form(form): Form<NewDecision>,
    ) -> Result<Response> {
        match undo_all(&visit, &me, &form.ids).await {
            Ok(()) => Ok(see_other("/approvals?notice=decisions-undone")),
            Err(error @ (Error::Mistakes(_) | Error::Conflict { .. })) => {
                approvals::index_again(&visit, &me, form.ids, error).await
            }
            Err(error) => Err(error),
        }
    }

    async fn undo_all(visit: &Visit, me: &Actor, ids: &[CertificateRequestId]) -> Result<()> {
        decision::check_count(ids)?;
        let mut tx = visit.app.db.write().await?;
        let mut in_order: Vec<&CertificateRequestId> = ids.iter().collect();
        in_order.sort();
        for id in in_order {
            undo::undo(&mut tx, &visit.app, me, id).await?;
        }
        tx.save().await
    }

    /// All that was ticked, still ticked, with links to what is to be opened first.
    async fn sample(visit: &Visit, ids: &[CertificateRequestId], error: Error) -> Result<Response> {
        let mut tx = visit.app.db.read().await?;
        let mut requests = Vec::with_capacity(ids.len());
        for id in ids {
            requests.push(queue::get(&mut tx, id).await?);
        }
        drop(tx);
        let (status, said) = (error.status(), visit.say(&error.detail()));
        let Error::Conflict { missing, .. } = error else { return Err(error) };
        page_with(status, &Sample { visit, requests, missing, said })
    }
}
