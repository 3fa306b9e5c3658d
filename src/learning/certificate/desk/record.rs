//! Record: a request with all that a decision is held against.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use crate::{
    db::Tx,
    error::{Error, Result},
    id::{CertificateRequestId, CourseId, EnrolmentId, PersonId},
    sql,
    web::locale::Text,
};

/// A row of `certificate_request`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Record {
    /// Which.
    pub id: CertificateRequestId,
    /// For which enrolment.
    pub enrolment_id: EnrolmentId,
    /// Who asks.
    pub person_id: PersonId,
    /// In which course.
    pub course_id: Option<CourseId>,
    /// `pending`, `approved`, `returned` or `rejected`.
    pub state: String,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// By whom; none: by the rule.
    pub decided_by: Option<PersonId>,
    /// `officer` or `rule`.
    pub decided_as: String,
    /// Codes of what an officer should look at; none: not worked out yet.
    pub flags: Option<Json<Vec<String>>>,
    /// Whether there are any.
    pub flagged: bool,
    /// Who took it, perhaps long ago; `claim::holder` says who has it now.
    pub claimed_by: Option<PersonId>,
    /// When.
    pub claimed_at: Option<DateTime<Utc>>,
    /// Four eyes: who approved first.
    pub first_approved_by: Option<PersonId>,
    /// When.
    pub first_approved_at: Option<DateTime<Utc>>,
}

impl Record {
    /// Whether it waits for a second officer.
    pub fn waits_for_second(&self) -> bool {
        self.state == "pending" && self.first_approved_by.is_some()
    }

    /// What `claimed_by` is compared with, so that nobody else takes it in between.
    pub fn claim_seen(&self) -> &str {
        self.claimed_by.as_ref().map_or("", PersonId::as_str)
    }
}

/// The columns of a record, once.
macro_rules! select_record {
    ($rest:literal) => {
        concat!(
            "select r.id, r.enrolment_id, r.person_id, r.course_id, r.state, r.decided_at,
                    r.decided_by, r.decided_as, r.flags, r.flagged, r.claimed_by, r.claimed_at,
                    r.first_approved_by, r.first_approved_at
             from certificate_request r ",
            $rest
        )
    };
}

pub(crate) use select_record;

/// A request changed between reading and writing.
pub fn changed() -> Error {
    Error::conflict("changed", Text::new("decide-changed"))
}

/// Requests in the order in which their rows are taken: two who take the same rows in two orders may
/// wait for each other.
pub fn in_order(ids: &[CertificateRequestId]) -> Vec<&CertificateRequestId> {
    let mut ids: Vec<_> = ids.iter().collect();
    ids.sort();
    ids
}

/// The request with this id.
pub async fn get(tx: &mut Tx, id: &CertificateRequestId) -> Result<Record> {
    let found: Option<Record> = sql!(
        tx,
        sqlx::query_as(select_record!("where r.id = $1")).bind(id).fetch_optional(tx).await
    )?;
    found.ok_or_else(|| Error::NotFound(Text::new("error-no-request")))
}

/// The requests before and after one in its enrolment: what it was asked again for, and what was
/// asked again after it.
pub async fn beside(
    tx: &mut Tx,
    record: &Record,
) -> Result<(Option<CertificateRequestId>, Option<CertificateRequestId>)> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select (select max(b.id) from certificate_request b
                     where b.enrolment_id = $1 and b.id < $2),
                    (select min(a.id) from certificate_request a
                     where a.enrolment_id = $1 and a.id > $2)"
        )
        .bind(&record.enrolment_id)
        .bind(&record.id)
        .fetch_one(tx)
        .await
    )?)
}

/// The latest request of an enrolment.
pub async fn latest(tx: &mut Tx, enrolment: &EnrolmentId) -> Result<Option<Record>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_record!("where r.enrolment_id = $1 order by r.id desc limit 1"))
            .bind(enrolment)
            .fetch_optional(tx)
            .await
    )?)
}
