//! Certificates as JSON: ask, verify, revoke, print.

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Path, Query},
    payload::{Binary, Json},
};

use crate::{
    error::{Error, Result},
    id::{CertificateRequestId, EnrolmentId},
    identity::access::Act,
    learning::{
        certificate::{
            certificate::{Certificate as Row, ISSUER},
            desk::queue::{
                self, Queued,
                filter::{Eyes, Filter, Typed},
            },
            request,
            revocation::{self, Reason},
            verifying::{self, Seen},
        },
        enrolment,
        pages::certificates::print,
    },
    web::{
        openapi::{Created, Page, Signed, page_size},
        visitor::{Address, Visit},
    },
};

/// Certificates.
pub struct CertificatesApi;

/// A request for a certificate.
#[derive(Object)]
struct CertificateRequest {
    /// Id.
    id: String,
    /// `pending`, `approved`, `returned` or `rejected`.
    state: String,
    /// When it was asked.
    requested_at: DateTime<Utc>,
    /// When the promise of two days ends.
    due_at: DateTime<Utc>,
}

/// A request as the officer sees it.
#[derive(Object)]
pub struct QueuedRequest {
    /// Id.
    id: String,
    /// `pending`, `approved`, `returned` or `rejected`.
    state: String,
    /// When it was asked.
    requested_at: DateTime<Utc>,
    /// When the promise of two days ends.
    due_at: DateTime<Utc>,
    /// When it was decided.
    decided_at: Option<DateTime<Utc>>,
    /// The officer's reason.
    reason: Option<String>,
    /// Who asks.
    name: String,
    /// Of which agency.
    agency: Option<String>,
    /// Slug of the course.
    course: String,
    /// Title of the course.
    course_title: String,
    /// Learning time credited.
    minutes_credited: i64,
    /// Best score of the final.
    score_percent: Option<i64>,
    /// Route by which the identity was verified.
    verified_route: Option<String>,
    /// Number of the certificate, once issued.
    number: Option<String>,
    /// What an officer should look at, as it was last kept: `short_time`, `fast_answers`,
    /// `two_courses`, `identity_pending`, `name_differs`.
    flags: Vec<String>,
    /// Name of whoever works on it.
    claimed_by: Option<String>,
    /// Whether a first officer approved it and a second one is waited for.
    waits_for_second: bool,
}

/// Every printed field of a certificate.
#[derive(Object)]
pub struct Certificate {
    /// Number.
    number: String,
    /// `valid`, `revoked` or `expired`.
    state: String,
    /// What is printed on top.
    document_title: String,
    /// Full name, with prefix.
    full_name: String,
    /// Title of the course, in Thai as printed.
    course_title: String,
    /// Length of the course.
    minutes: i64,
    /// Score of the final.
    score_percent: Option<i64>,
    /// Day of issue, in Bangkok.
    issued_on: NaiveDate,
    /// Last day of validity.
    valid_until: Option<NaiveDate>,
    /// Who issued it.
    issuer: String,
    /// Address of the public page, as in the QR code.
    verify_url: String,
    /// When it was revoked.
    revoked_at: Option<DateTime<Utc>>,
    /// Why it was revoked.
    revocation_reason: Option<String>,
    /// Why it was revoked, of the list: `error`, `fraud`, `replaced`, `undone` or `other`.
    revocation_code: Option<String>,
    /// The office of whoever approved it.
    office: String,
    /// `officer`, or `rule`: approved by the course's rule.
    decided_as: String,
    /// Whether files of certificates are signed here.
    signed: bool,
    /// The number of the certificate in whose place it was issued.
    replaces: Option<String>,
    /// The number of the certificate in its place.
    replaced_by: Option<String>,
    /// Whether the name is hidden, because this address asked for several numbers that are none.
    name_masked: bool,
    /// When this was looked up.
    checked_at: DateTime<Utc>,
}

impl Certificate {
    /// As it stands today.
    pub fn new(visit: &Visit, row: &Row) -> Self {
        Self {
            number: row.number.clone(),
            state: row.state(visit.today()).to_owned(),
            document_title: row.document_title.clone(),
            full_name: row.full_name.clone(),
            course_title: row.course_title.clone(),
            minutes: row.minutes,
            score_percent: row.score_percent,
            issued_on: row.issued_date(),
            valid_until: row.valid_until_date(),
            issuer: ISSUER.to_owned(),
            verify_url: visit.app.url(&format!("/verify/{}", row.number)),
            revoked_at: row.revoked_at,
            revocation_reason: row.revocation_reason.clone(),
            revocation_code: row.revocation_code.clone(),
            office: row.office.clone(),
            decided_as: row.decided_as.clone(),
            signed: verifying::is_signed(&visit.app),
            replaces: row.replaces.clone(),
            replaced_by: None,
            name_masked: false,
            checked_at: visit.now(),
        }
    }

    /// As the public page shows it.
    pub fn seen(visit: &Visit, seen: Seen) -> Self {
        let certificate = Self::new(visit, &seen.certificate);
        Self { name_masked: seen.is_masked, replaced_by: seen.replaced_by, ..certificate }
    }
}

/// Why a certificate is revoked.
#[derive(Object)]
struct NewRevocation {
    /// Shown on the public page.
    #[oai(default)]
    reason: String,
    /// `error`, `fraud`, `replaced` or `other`, which it is unless said.
    code: Option<String>,
}

#[derive(ApiResponse)]
enum Printed {
    /// The page, A4 landscape.
    #[oai(status = 200, content_type = "application/pdf")]
    Pdf(Binary<Vec<u8>>),
}

#[OpenApi]
impl CertificatesApi {
    /// Ask for the certificate of a completed course.
    #[oai(path = "/enrolments/:id/certificate-requests", method = "post")]
    async fn ask(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
    ) -> Result<Created<CertificateRequest>> {
        let mut tx = visit.app.db.write().await?;
        let id = EnrolmentId::from(id.0);
        let place = enrolment::get(&mut tx, &visit.app, &me.0.id, &id).await?;
        let asked = request::ask(&mut tx, &me.0, &place).await?;
        tx.save().await?;
        Ok(Created::Made(Json(CertificateRequest {
            id: asked.id.to_string(),
            state: asked.state,
            requested_at: asked.requested_at,
            due_at: asked.due_at,
        })))
    }

    /// The officer's queue: what waits with those due first in front, what was decided with the
    /// latest in front.
    #[oai(path = "/certificate-requests", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the address")]
    async fn queue(
        &self,
        visit: Visit,
        me: Signed,
        /// `pending` unless said; of `returned`, those that were not asked again.
        state: Query<Option<String>>,
        /// Slug of a course.
        course: Query<Option<String>>,
        /// Id of an agency.
        agency: Query<Option<String>>,
        /// `overdue`, `today` or `tomorrow`; of requests that wait.
        due: Query<Option<String>>,
        /// With or without something that an officer should look at.
        flagged: Query<Option<bool>>,
        /// `mine`, `nobody`, or `second`: waiting for a second officer; of requests that wait.
        claimed: Query<Option<String>>,
        /// The beginning of a name, a family name, or the number of a certificate.
        q: Query<Option<String>>,
        limit: Query<Option<i64>>,
        after: Query<Option<String>>,
    ) -> Result<Json<Page<QueuedRequest>>> {
        if !me.0.may(Act::ReviewCertificateRequests) {
            return Err(Error::Forbidden);
        }
        let said = |text: Option<String>| text.unwrap_or_default();
        let typed = Typed {
            state: said(state.0),
            course: said(course.0),
            agency: said(agency.0),
            due: said(due.0),
            flagged: said(flagged.0.map(|it| it.to_string())),
            claimed: said(claimed.0),
            q: said(q.0),
            ..Typed::default()
        };
        let (filter, mistakes) = Filter::read(&typed);
        if !mistakes.is_empty() {
            return Err(Error::Mistakes(mistakes));
        }
        let eyes = Eyes { person: me.0.id.clone(), now: visit.now() };
        let after = after.0.map(CertificateRequestId::from);
        let mut tx = visit.app.db.read().await?;
        let limit = page_size(limit.0);
        let part = queue::behind(&mut tx, &filter, &eyes, after.as_ref(), limit).await?;
        let next = part.lines.last().filter(|_| part.has_next).map(|last| last.id.to_string());
        let rows = part.lines;
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            let version = visit.app.shelf.get(&mut tx, &row.version_id).await?;
            let title = version.content.title.get(visit.locale).to_owned();
            items.push(QueuedRequest::new(row, version.content.slug.clone(), title));
        }
        Ok(Json(Page { items, next }))
    }

    /// Verify a certificate; for everyone.
    #[oai(path = "/certificates/:number", method = "get")]
    async fn verify(
        &self,
        visit: Visit,
        address: Address,
        number: Path<String>,
    ) -> Result<Json<Certificate>> {
        let seen =
            verifying::look_up(&visit.app, &address.0, visit.actor.as_ref(), &number.0).await?;
        Ok(Json(Certificate::seen(&visit, seen)))
    }

    /// The page to print, for its holder and for officers.
    #[oai(path = "/certificates/:number/pdf", method = "get")]
    async fn print(&self, visit: Visit, me: Signed, number: Path<String>) -> Result<Printed> {
        let drawn = print(&visit, &me.0, &number.0).await?;
        let bytes = drawn.into_body().into_vec().await.map_err(Error::internal)?;
        Ok(Printed::Pdf(Binary(bytes)))
    }

    /// Revoke a certificate.
    #[oai(path = "/certificates/:number/revocation", method = "post")]
    async fn revoke(
        &self,
        visit: Visit,
        me: Signed,
        number: Path<String>,
        body: Json<NewRevocation>,
    ) -> Result<Created<Certificate>> {
        let reason = Reason::read(body.code.as_deref().unwrap_or("other"), &body.reason)?;
        let mut tx = visit.app.db.write().await?;
        let app = &visit.app;
        let row = revocation::revoke(&mut tx, app, &me.0, &number.0, &reason).await?;
        tx.save().await?;
        Ok(Created::Made(Json(Certificate::new(&visit, &row))))
    }
}

impl QueuedRequest {
    /// A line of the queue with its course.
    pub fn new(row: Queued, course: String, course_title: String) -> Self {
        let flags = row.raised().into_iter().map(|flag| flag.code().to_owned()).collect();
        Self {
            flags,
            claimed_by: row.claimer(),
            waits_for_second: row.waits_for_second(),
            name: row.full_name(),
            id: row.id.to_string(),
            state: row.state,
            requested_at: row.requested_at,
            due_at: row.due_at,
            decided_at: row.decided_at,
            reason: row.reason,
            agency: row.agency,
            course,
            course_title,
            minutes_credited: row.credited_seconds / 60,
            score_percent: row.score_percent,
            verified_route: row.verified_route,
            number: row.number,
        }
    }
}
