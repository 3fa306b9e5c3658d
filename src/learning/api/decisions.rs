//! Decisions as JSON: on one request or on many, and taken back.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    error::{Error, Result},
    id::CertificateRequestId,
    identity::access::Act,
    learning::{
        api::certificates::Certificate,
        certificate::desk::{
            decision::{
                self, Decision,
                recent::{self, Recent},
                undo,
            },
            record,
        },
    },
    web::{
        openapi::{Gone, Page, Signed},
        visitor::Visit,
    },
};

/// Decisions on requests for certificates.
pub struct DecisionsApi;

/// A decision on one request.
#[derive(Object)]
struct NewDecision {
    /// `approve`, `return` or `reject`.
    #[oai(default)]
    decision: String,
    /// Why it is returned (`name_wrong`, `identity_unclear`, `time_short`, `answers_unclear`,
    /// `evidence_unclear`, `other`) or rejected (`not_the_learner`, `answers_shared`,
    /// `not_entitled`, `duplicate`, `other`); `other` unless said.
    reason_code: Option<String>,
    /// The same in words; needed where the code is `other`.
    reason: Option<String>,
    /// Mark of the evidence that was looked at (`GET /certificate-requests/{id}`): 409
    /// `evidence-changed` where it is no longer so.
    seen: Option<String>,
}

/// A decision on many requests.
#[derive(Object)]
struct NewDecisions {
    /// Which requests, 200 at most.
    #[oai(default)]
    ids: Vec<String>,
    /// `approve`, `return` or `reject`.
    #[oai(default)]
    decision: String,
    /// Why it is returned (`name_wrong`, `identity_unclear`, `time_short`, `answers_unclear`,
    /// `evidence_unclear`, `other`) or rejected (`not_the_learner`, `answers_shared`,
    /// `not_entitled`, `duplicate`, `other`); `other` unless said.
    reason_code: Option<String>,
    /// The same in words; needed where the code is `other`.
    reason: Option<String>,
}

/// A request that was decided.
#[derive(Object)]
struct Decided {
    /// Id of the request.
    id: String,
    /// Its state now.
    state: String,
    /// The certificate, if approved.
    certificate: Option<Certificate>,
    /// Whether this was the first of two approvals, so that the request goes on waiting.
    waits_for_second: bool,
}

/// A decision that can still be taken back.
#[derive(Object)]
struct RecentDecision {
    /// Id of the request.
    id: String,
    /// What the learner is called.
    name: String,
    /// What it led to; `pending` after the first of two approvals.
    state: String,
    /// Until when it can be taken back.
    until: DateTime<Utc>,
}

impl RecentDecision {
    fn new(recent: &Recent) -> Self {
        Self {
            id: recent.id.to_string(),
            name: recent.full_name(),
            state: recent.state.clone(),
            until: recent.until(),
        }
    }
}

/// Decisions to be taken back.
#[derive(Object)]
struct NewReopenings {
    /// Which requests, 200 at most.
    #[oai(default)]
    ids: Vec<String>,
}

fn read(verdict: &str, code: Option<&str>, reason: Option<&str>) -> Result<Decision> {
    Decision::read(verdict, code.unwrap_or_default(), reason.unwrap_or_default())
}

async fn decide(
    visit: &Visit,
    me: &Signed,
    ids: &[CertificateRequestId],
    decision: &Decision,
) -> Result<Vec<Decided>> {
    let app = &visit.app;
    let mut tx = app.db.write().await?;
    let decided = decision::decide_all(&mut tx, app, &me.0, ids, decision).await?;
    let mut answers = Vec::with_capacity(decided.len());
    for (id, certificate) in decided {
        let record = record::get(&mut tx, &id).await?;
        let certificate = certificate.map(|row| Certificate::new(visit, &row));
        let waits_for_second = record.waits_for_second();
        answers.push(Decided {
            id: id.to_string(),
            state: record.state,
            certificate,
            waits_for_second,
        });
    }
    tx.save().await?;
    let issued = answers.iter().filter(|one| one.certificate.is_some()).count();
    app.metrics.certificates.inc_by(issued as u64);
    Ok(answers)
}

#[OpenApi]
impl DecisionsApi {
    /// Decide one request.
    #[oai(path = "/certificate-requests/:id/decision", method = "post")]
    async fn decide(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: Json<NewDecision>,
    ) -> Result<Json<Decided>> {
        let ids = [CertificateRequestId::from(id.0)];
        let (code, reason) = (body.reason_code.as_deref(), body.reason.as_deref());
        let decision =
            read(&body.decision, code, reason)?.with_seen(body.seen.as_deref().unwrap_or_default());
        let decided = decide(&visit, &me, &ids, &decision).await?;
        let first = decided.into_iter().next();
        Ok(Json(first.ok_or_else(|| Error::internal("a decision without a request"))?))
    }

    /// Decide many requests alike: all of them or none.
    #[oai(path = "/certificate-request-decisions", method = "post")]
    async fn decide_all(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewDecisions>,
    ) -> Result<Json<Page<Decided>>> {
        let ids: Vec<_> = body.0.ids.into_iter().map(CertificateRequestId::from).collect();
        let (code, reason) = (body.0.reason_code.as_deref(), body.0.reason.as_deref());
        let decision = read(&body.0.decision, code, reason)?;
        Ok(Json(Page::whole(decide(&visit, &me, &ids, &decision).await?)))
    }

    /// One's own decisions of the last ten minutes, which can still be taken back, the latest first.
    #[oai(path = "/certificate-request-decisions", method = "get")]
    async fn recent(&self, visit: Visit, me: Signed) -> Result<Json<Page<RecentDecision>>> {
        if !me.0.may(Act::DecideCertificateRequests) {
            return Err(Error::Forbidden);
        }
        let mut tx = visit.app.db.read().await?;
        let recent = recent::of(&mut tx, &me.0.id).await?;
        Ok(Json(Page::whole(recent.iter().map(RecentDecision::new).collect())))
    }

    /// Take back the last decision on many requests, each within its ten minutes: all of them or
    /// none.
    #[oai(path = "/certificate-request-reopenings", method = "post")]
    async fn undo_all(&self, visit: Visit, me: Signed, body: Json<NewReopenings>) -> Result<Gone> {
        let ids: Vec<_> = body.0.ids.into_iter().map(CertificateRequestId::from).collect();
        let mut tx = visit.app.db.write().await?;
        undo::undo_all(&mut tx, &visit.app, &me.0, &ids).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// Take back the last decision on a request, within ten minutes.
    #[oai(path = "/certificate-requests/:id/decision", method = "delete")]
    async fn undo(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        undo::undo(&mut tx, &visit.app, &me.0, &CertificateRequestId::from(id.0)).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }
}
