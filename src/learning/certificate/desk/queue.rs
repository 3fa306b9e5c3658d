//! The officer's queue: what waits, those due first in front, and what was decided.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use crate::{
    db::Tx,
    error::{Error, Result},
    id::{CertificateRequestId, EnrolmentId, PersonId},
    sql,
    web::locale::Text,
};

/// A line of the queue.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Queued {
    /// Which request.
    pub id: CertificateRequestId,
    /// For which enrolment.
    pub enrolment_id: EnrolmentId,
    /// Who asks.
    pub person_id: PersonId,
    /// Prefix of the name.
    pub prefix: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Agency, if any.
    pub agency: Option<String>,
    /// Version that was taken.
    pub version_id: crate::id::VersionId,
    /// `pending`, `approved`, `returned` or `rejected`.
    pub state: String,
    /// When it was asked.
    pub requested_at: DateTime<Utc>,
    /// When the promise ends.
    pub due_at: DateTime<Utc>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// The officer's reason.
    pub reason: Option<String>,
    /// Credited learning time.
    pub credited_seconds: i64,
    /// Best score of the final.
    pub score_percent: Option<i64>,
    /// Route by which the identity was verified.
    pub verified_route: Option<String>,
    /// Number of the certificate, once issued.
    pub number: Option<String>,
    /// Codes of what an officer should look at.
    pub flags: Option<Json<Vec<String>>>,
    /// `officer`, or `rule`: approved by the course's rule.
    pub decided_as: String,
    /// Why it was returned or rejected, of the list.
    pub reason_code: Option<String>,
    /// Who works on it.
    pub claimed_by: Option<PersonId>,
}

impl Queued {
    /// Prefix, given and family name as Thais write them.
    pub fn full_name(&self) -> String {
        crate::thai::name::full(&self.prefix, &self.first_name, &self.last_name)
    }
}

/// A line of the queue with all that is shown of it, once; which lines follows.
macro_rules! select_queued {
    ($rest:literal) => {
        concat!(
            "select r.id, r.enrolment_id, r.person_id, p.prefix, p.first_name, p.last_name,
                    coalesce(a.name_th, p.agency_name) as agency, e.version_id, r.state,
                    r.requested_at, r.due_at, r.decided_at, r.reason, e.credited_seconds,
                    e.score_percent, p.verified_route, c.number, r.flags, r.decided_as,
                    r.reason_code, r.claimed_by
             from certificate_request r
             join enrolment e on e.id = r.enrolment_id
             join person p on p.id = r.person_id
             left join agency a on a.id = p.agency_id
             left join certificate c on c.request_id = r.id and c.revoked_at is null ",
            $rest
        )
    };
}

/// Requests in `state`, those due first in front; `after` is where the page before ended.
pub async fn queue(
    tx: &mut Tx,
    state: &str,
    after: Option<&CertificateRequestId>,
    limit: i64,
) -> Result<Vec<Queued>> {
    let after = after.map(CertificateRequestId::as_str);
    Ok(sql!(
        tx,
        sqlx::query_as(select_queued!(
            "where r.state = $1 and ($2 is null or (r.due_at, r.id) > (
                 select due_at, id from certificate_request where id = $2))
             order by r.due_at, r.id limit $3"
        ))
        .bind(state)
        .bind(after)
        .bind(limit)
        .fetch_all(tx)
        .await
    )?)
}

/// One request, in whatever state.
pub async fn get(tx: &mut Tx, id: &CertificateRequestId) -> Result<Queued> {
    let found: Option<Queued> = sql!(
        tx,
        sqlx::query_as(select_queued!("where r.id = $1")).bind(id).fetch_optional(tx).await
    )?;
    found.ok_or_else(|| Error::NotFound(Text::new("error-no-request")))
}

/// How the queue stands: how many wait, and how many of those past their promise.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Load {
    /// Requests that wait.
    pub pending: i64,
    /// Of those, past the promise.
    pub overdue: i64,
    /// Decided in the last thirty days.
    pub decided: i64,
    /// Of those, within the promise.
    pub in_time: i64,
}

/// Counts the queue.
pub async fn load(tx: &mut Tx) -> Result<Load> {
    let now = tx.now();
    let since = now - chrono::Duration::days(30);
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select count(case when state = 'pending' then 1 end) as pending,
                    count(case when state = 'pending' and due_at < $1 then 1 end) as overdue,
                    count(case when decided_at >= $2 then 1 end) as decided,
                    count(case when decided_at >= $2 and decided_at <= due_at then 1 end) as in_time
             from certificate_request where state = 'pending' or decided_at >= $2"
        )
        .bind(now)
        .bind(since)
        .fetch_one(tx)
        .await
    )?)
}
