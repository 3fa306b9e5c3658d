//! A line of the queue, with all that is shown of it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use crate::{
    db::Tx,
    error::{Error, Result},
    id::{AgencyId, CertificateRequestId, EnrolmentId, PersonId, VersionId},
    learning::certificate::desk::flag::Flag,
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
    /// The agency of the directory that the filter knows it by.
    pub agency_id: Option<AgencyId>,
    /// Version that was taken.
    pub version_id: VersionId,
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
    /// Four eyes: who approved first.
    pub first_approved_by: Option<PersonId>,
    claimer_prefix: Option<String>,
    claimer_first: Option<String>,
    claimer_last: Option<String>,
}

impl Queued {
    /// Prefix, given and family name as Thais write them.
    pub fn full_name(&self) -> String {
        crate::thai::name::full(&self.prefix, &self.first_name, &self.last_name)
    }

    /// What an officer should look at, as it was last kept.
    pub fn raised(&self) -> Vec<Flag> {
        let codes = self.flags.as_ref().map(|flags| flags.0.as_slice()).unwrap_or_default();
        Flag::ALL.into_iter().filter(|flag| codes.iter().any(|it| it == flag.code())).collect()
    }

    /// Whether it waits for a second officer.
    pub fn waits_for_second(&self) -> bool {
        self.state == "pending" && self.first_approved_by.is_some()
    }

    /// The name of whoever works on it.
    pub fn claimer(&self) -> Option<String> {
        let first = self.claimer_first.as_deref()?;
        let (prefix, last) = (self.claimer_prefix.as_deref(), self.claimer_last.as_deref());
        let (prefix, last) = (prefix.unwrap_or_default(), last.unwrap_or_default());
        Some(crate::thai::name::full(prefix, first, last))
    }
}

/// A line of the queue with all that is shown of it, once; which lines follows.
const SELECT: &str =
    "select r.id, r.enrolment_id, r.person_id, p.prefix, p.first_name, p.last_name,
            coalesce(a.name_th, p.agency_name) as agency, r.agency_id, e.version_id, r.state,
            r.requested_at, r.due_at, r.decided_at, r.reason, e.credited_seconds,
            e.score_percent, p.verified_route, c.number, r.flags, r.decided_as,
            r.reason_code, r.claimed_by, r.first_approved_by, k.prefix as claimer_prefix,
            k.first_name as claimer_first, k.last_name as claimer_last
     from certificate_request r
     join enrolment e on e.id = r.enrolment_id
     join person p on p.id = r.person_id
     left join agency a on a.id = p.agency_id
     left join person k on k.id = r.claimed_by
     left join certificate c on c.request_id = r.id and c.revoked_at is null
     where r.id in (";

/// One request, in whatever state.
pub async fn get(tx: &mut Tx, id: &CertificateRequestId) -> Result<Queued> {
    let found = lines(tx, std::slice::from_ref(id)).await?.into_iter().next();
    found.ok_or_else(|| Error::NotFound(Text::new("error-no-request")))
}

/// The lines of some requests, in the order of `ids`.
pub async fn lines(tx: &mut Tx, ids: &[CertificateRequestId]) -> Result<Vec<Queued>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<Queued> = sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(SELECT);
        let mut list = statement.separated(", ");
        for id in ids {
            list.push_bind(id.clone());
        }
        statement.push(")").build_query_as().fetch_all(tx).await
    })?;
    let mut by_id: HashMap<CertificateRequestId, Queued> =
        found.into_iter().map(|line| (line.id.clone(), line)).collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}
