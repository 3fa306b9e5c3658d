//! What the operations of certificates take and answer.

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::{ApiResponse, Object, payload::Binary};

use crate::{
    learning::certificate::{
        certificate::{Certificate as Row, ISSUER},
        design::dress::Dress,
        desk::queue::Queued,
        printed::{Printed as PrintedField, Value, printed},
        verifying::{self, Seen},
    },
    web::visitor::Visit,
};

/// A request for a certificate.
#[derive(Object)]
pub(super) struct CertificateRequest {
    /// Id.
    pub(super) id: String,
    /// `pending`, `approved`, `returned` or `rejected`.
    pub(super) state: String,
    /// When it was asked.
    pub(super) requested_at: DateTime<Utc>,
    /// When the promise of two days ends.
    pub(super) due_at: DateTime<Utc>,
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
    /// The fields that its paper shows, as its design decides; what is not among them cannot be
    /// compared with the paper.
    printed: Vec<String>,
    /// The same with what stands there, line by line.
    paper: Vec<PaperField>,
    /// Whether the name is hidden, because this address asked for several numbers that are none.
    name_masked: bool,
    /// When this was looked up.
    checked_at: DateTime<Utc>,
}

impl Certificate {
    /// As it stands today.
    pub fn new(visit: &Visit, row: &Row) -> Self {
        let paper = Dress::in_words(row.design.as_ref())
            .map(|dress| printed(&row.sheet(&visit.app, &dress)))
            .unwrap_or_default();
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
            printed: paper.iter().map(|it| it.field.code().to_owned()).collect(),
            paper: paper.into_iter().map(PaperField::new).collect(),
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

/// A field of the paper.
#[derive(Object)]
struct PaperField {
    /// Which.
    field: String,
    /// Its lines.
    lines: Vec<PaperLine>,
}

/// A line of the paper.
#[derive(Object)]
struct PaperLine {
    /// What stands there; a length in minutes, a mark in per cent, a day as `YYYY-MM-DD`, in whatever
    /// digits the paper prints them.
    text: String,
    /// `th` or `en`; none: the same in every language.
    language: Option<String>,
}

impl PaperField {
    fn new(printed: PrintedField) -> Self {
        let lines = printed.values.into_iter().map(|value| {
            let (text, language) = match value {
                Value::Thai(text) => (text, Some("th")),
                Value::English(text) => (text, Some("en")),
                Value::Signs(text) => (text, None),
                Value::Minutes(number) | Value::Percent(number) => (number.to_string(), None),
                Value::Day(day) => (day.to_string(), None),
            };
            PaperLine { text, language: language.map(str::to_owned) }
        });
        Self { field: printed.field.code().to_owned(), lines: lines.collect() }
    }
}

/// Why a certificate is revoked.
#[derive(Object)]
pub(super) struct NewRevocation {
    /// Shown on the public page.
    #[oai(default)]
    pub(super) reason: String,
    /// `error`, `fraud` or `other`, which it is unless said.
    pub(super) code: Option<String>,
}

#[derive(ApiResponse)]
pub(super) enum Printed {
    /// The page, A4 landscape.
    #[oai(status = 200, content_type = "application/pdf")]
    Pdf(Binary<Vec<u8>>),
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
