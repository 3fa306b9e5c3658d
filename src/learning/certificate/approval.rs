//! The officer's queue: see the evidence, approve, return, reject; one request or many at once.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    id::{CertificateRequestId, EnrolmentId, PersonId},
    identity::{
        access::{Act, Actor},
        person,
    },
    learning::{
        certificate::certificate::{self, Certificate},
        enrolment::{self, Place},
    },
    mail, sql,
    thai::text,
    web::locale::{Locale, Text},
};

/// What an officer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The certificate is issued.
    Approve,
    /// The learner mends something and asks again.
    Return,
    /// No.
    Reject,
}

impl Verdict {
    /// The verdict called `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "approve" => Some(Self::Approve),
            "return" => Some(Self::Return),
            "reject" => Some(Self::Reject),
            _ => None,
        }
    }

    fn state(self) -> &'static str {
        match self {
            Self::Approve => "approved",
            Self::Return => "returned",
            Self::Reject => "rejected",
        }
    }
}

/// A verdict with its reason.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What.
    pub verdict: Verdict,
    /// Why; needed unless approved.
    pub reason: Option<String>,
}

impl Decision {
    /// Reads what an officer typed or sent.
    pub fn read(verdict: &str, reason: &str) -> Result<Self> {
        let mut mistakes = Vec::new();
        let verdict = Verdict::from_code(verdict);
        if verdict.is_none() {
            let text = Text::new("decision-unknown");
            mistakes.push(Mistake::new("decision", "unknown", text));
        }
        let reason = text::normalise(reason);
        if reason.is_empty() && verdict.is_some_and(|verdict| verdict != Verdict::Approve) {
            mistakes.push(Mistake::new("reason", "required", Text::new("reason-required")));
        }
        if text::graphemes(&reason) > 1000 {
            mistakes.push(Mistake::new("reason", "long", Text::new("reason-long")));
        }
        match verdict {
            Some(verdict) if mistakes.is_empty() => {
                Ok(Self { verdict, reason: (!reason.is_empty()).then_some(reason) })
            }
            _ => Err(Error::Mistakes(mistakes)),
        }
    }
}

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
                    e.score_percent, p.verified_route, c.number
             from certificate_request r
             join enrolment e on e.id = r.enrolment_id
             join person p on p.id = r.person_id
             left join agency a on a.id = p.agency_id
             left join certificate c on c.request_id = r.id ",
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

/// Decides one request; the certificate of an approval is issued in the same transaction.
pub async fn decide(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    id: &CertificateRequestId,
    decision: &Decision,
) -> Result<Option<Certificate>> {
    if !officer.may(Act::DecideCertificateRequests) {
        return Err(Error::Forbidden);
    }
    officer.step_up(tx.now())?;
    let queued = get(tx, id).await?;
    if queued.person_id == officer.id {
        return Err(Error::conflict("own-request", Text::new("decision-own-request")));
    }
    let now = tx.now();
    let state = decision.verdict.state();
    let decided = sql!(
        tx,
        sqlx::query(
            "update certificate_request set state = $1, decided_at = $2, decided_by = $3, reason = $4
             where id = $5 and state = 'pending'"
        )
        .bind(state)
        .bind(now)
        .bind(&officer.id)
        .bind(&decision.reason)
        .bind(id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if decided == 0 {
        return Err(Error::conflict("already-decided", Text::new("decision-already")));
    }
    let facts = json!({"decision": state, "with_reason": decision.reason.is_some()});
    audit::record(tx, Some(&officer.id), "certificate.decided", id.as_str(), facts).await?;
    let place = enrolment::get_any(tx, app, &queued.enrolment_id).await?;
    let learner = person::get(tx, &queued.person_id).await?;
    let certificate = match decision.verdict {
        Verdict::Approve => Some(certificate::issue(tx, &queued, &place, &learner).await?),
        _ => None,
    };
    tell(tx, app, &learner, &place, decision, certificate.as_ref()).await?;
    Ok(certificate)
}

/// Decides many requests alike: all of them or none.
pub async fn decide_all(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    ids: &[CertificateRequestId],
    decision: &Decision,
) -> Result<Vec<(CertificateRequestId, Option<Certificate>)>> {
    if ids.is_empty() {
        return Err(Error::mistake("ids", "required", Text::new("decision-nothing-chosen")));
    }
    if ids.len() > 200 {
        return Err(Error::mistake("ids", "too_many", Text::new("decision-too-many")));
    }
    let mut decided = Vec::with_capacity(ids.len());
    for id in ids {
        decided.push((id.clone(), decide(tx, app, officer, id, decision).await?));
    }
    Ok(decided)
}

async fn tell(
    tx: &mut Tx,
    app: &App,
    learner: &person::Person,
    place: &Place,
    decision: &Decision,
    certificate: Option<&Certificate>,
) -> Result<()> {
    let locale = Locale::from_code(&learner.locale).unwrap_or_default();
    let (key, url) = match (decision.verdict, certificate) {
        (Verdict::Approve, Some(certificate)) => {
            ("mail-certificate-approved", format!("/certificates/{}", certificate.number))
        }
        (Verdict::Return, _) => {
            ("mail-certificate-returned", format!("/learn/{}", place.enrolment.id))
        }
        _ => ("mail-certificate-rejected", format!("/learn/{}", place.enrolment.id)),
    };
    let values = [
        ("name", learner.full_name().into()),
        ("course", place.version.content.title.get(locale).into()),
        ("reason", decision.reason.clone().unwrap_or_default().into()),
        ("number", certificate.map(|it| it.number.clone()).unwrap_or_default().into()),
        ("url", app.url(&url).into()),
    ];
    mail::send(tx, &learner.email, locale, key, &values).await
}
