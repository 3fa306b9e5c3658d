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
            decision::{self, Decision, undo},
            queue::{self, Queued},
            thread::Kind,
        },
        pages::approvals::{self, Again, Typed},
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
    seen: String,
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
        Ok(notice) => Ok(see_other(approvals::back(&visit, notice))),
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
        Ok(kind) => {
            tx.save().await?;
            let notice = if kind == Kind::Undone { "decision-undone" } else { "first-undone" };
            Ok(see_other(format!("/approvals/{id}?notice={notice}")))
        }
        Err(error @ Error::Conflict { .. }) => {
            drop(tx);
            approvals::show_again(&visit, &me, &id, error).await
        }
        Err(error) => Err(error),
    }
}

/// Decides, and gives the notice of what came of it.
async fn decide(
    visit: &Visit,
    me: &Actor,
    ids: &[CertificateRequestId],
    form: &NewDecision,
) -> Result<&'static str> {
    let decision =
        Decision::read(&form.decision, &form.reason_code, &form.reason)?.with_seen(&form.seen);
    let mut tx = visit.app.db.write().await?;
    let decided = decision::decide_all(&mut tx, &visit.app, me, ids, &decision).await?;
    tx.save().await?;
    let issued = decided.iter().filter(|(_, certificate)| certificate.is_some()).count();
    visit.app.metrics.certificates.inc_by(issued as u64);
    let is_approval = decision.verdict == decision::Verdict::Approve;
    Ok(match issued {
        0 if is_approval => "first-approved",
        _ if is_approval && issued < decided.len() => "some-approved",
        _ => "decided",
    })
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
            Ok(notice) => Ok(see_other(approvals::back(&visit, notice))),
            Err(Error::Conflict { code: "sample-needed", text, missing }) => {
                sample(&visit, &form.ids, Error::Conflict { code: "sample-needed", text, missing })
                    .await
            }
            Err(error @ (Error::Mistakes(_) | Error::Conflict { .. })) => {
                let again = Again { chosen: form.ids, ..Again::default() };
                approvals::index_again(&visit, &me, again, error).await
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
        let mut tx = visit.app.db.write().await?;
        match undo::undo_all(&mut tx, &visit.app, &me, &form.ids).await {
            Ok(tells) => {
                tx.save().await?;
                let notice = if tells { "decisions-undone" } else { "firsts-undone" };
                Ok(see_other(format!("/approvals?notice={notice}")))
            }
            Err(error @ (Error::Mistakes(_) | Error::Conflict { .. })) => {
                drop(tx);
                let again = Again { chosen: form.ids, ..Again::default() };
                approvals::index_again(&visit, &me, again, error).await
            }
            Err(error) => Err(error),
        }
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
