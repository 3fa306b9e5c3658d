//! Request: asked for by the learner once nothing is missing; due within two days.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use crate::{
    audit,
    db::Tx,
    error::{Error, Missing, Result},
    id::{CertificateRequestId, EnrolmentId, PersonId},
    identity::{access::Actor, person},
    learning::{
        certificate::{
            certificate,
            desk::{flag, policy::rule},
        },
        enrolment::Place,
    },
    sql,
    web::locale::Text,
};

/// "ภายใน 2 วัน": calendar days from the asking, day and night; holidays do not move it.
pub const PROMISE: Duration = Duration::hours(48);

/// A row of `certificate_request`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct CertificateRequest {
    /// Which.
    pub id: CertificateRequestId,
    /// For which enrolment.
    pub enrolment_id: EnrolmentId,
    /// Who asks.
    pub person_id: PersonId,
    /// `pending`, `approved`, `returned` or `rejected`.
    pub state: String,
    /// When it was asked.
    pub requested_at: DateTime<Utc>,
    /// When the promise ends.
    pub due_at: DateTime<Utc>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// The officer's reason, if it was returned or rejected.
    pub reason: Option<String>,
    /// The same of the list.
    pub reason_code: Option<String>,
}

/// What stands between `me` and asking, beyond the course itself.
pub fn missing(place: &Place, me: &Actor) -> Vec<Missing> {
    let mut missing = place.standing().missing;
    if !me.is_verified() {
        let text = Text::new("missing-identity");
        let url = Some("/me/verification".to_owned());
        missing.push(Missing { lesson: None, field: None, code: "identity", text, url });
    }
    missing
}

/// Asks for the certificate of a completed course.
///
/// # Errors
/// A conflict that lists what is missing, or says that it was asked for or issued already.
pub async fn ask(tx: &mut Tx, me: &Actor, place: &Place) -> Result<CertificateRequest> {
    let enrolment = &place.enrolment.id;
    if !place.version.content.certificate.offered {
        return Err(Error::conflict("not-offered", Text::new("certificate-not-offered")));
    }
    if place.enrolment.state == "renewed" {
        return Err(Error::conflict("renewed", Text::new("renewal-set-aside")));
    }
    let missing = missing(place, me);
    if !missing.is_empty() {
        let text = Text::new("certificate-not-eligible");
        return Err(Error::Conflict { code: "not-eligible", text, missing });
    }
    // An approval that was undone leaves a number behind, which stands for nothing.
    let issued = certificate::of_enrolment(tx, enrolment).await?;
    if issued.is_some_and(|it| it.revocation_code.as_deref() != Some("undone")) {
        return Err(Error::conflict("already-issued", Text::new("certificate-already-issued")));
    }
    // What was returned is in this one's hands now, and leaves the queue of what was returned. Its row
    // comes before the new one, as in an undo: who holds one of them never waits for the other.
    sql!(
        tx,
        sqlx::query(
            "update certificate_request set asked_again = true
             where enrolment_id = $1 and state <> 'pending'"
        )
        .bind(enrolment)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let (id, now) = (CertificateRequestId::new(tx), tx.now());
    let asked: Option<CertificateRequest> = sql!(
        tx,
        sqlx::query_as(
            "insert into certificate_request (id, enrolment_id, person_id, state, requested_at,
                 due_at, course_id, agency_id)
             values ($1, $2, $3, 'pending', $4, $5, $6,
                 (select agency_id from person where id = $3))
             on conflict (enrolment_id) where state = 'pending' do nothing
             returning id, enrolment_id, person_id, state, requested_at, due_at, decided_at, reason,
                 reason_code"
        )
        .bind(&id)
        .bind(enrolment)
        .bind(&me.id)
        .bind(now)
        .bind(now + PROMISE)
        .bind(&place.version.course)
        .fetch_optional(tx)
        .await
    )?;
    let Some(asked) = asked else {
        return Err(Error::conflict("already-asked", Text::new("certificate-already-asked")));
    };
    let learner = person::get(tx, &me.id).await?;
    flag::keep(tx, &asked.id, place, &learner).await?;
    audit::record(tx, Some(&me.id), "certificate.requested", asked.id.as_str(), json!({})).await?;
    rule::consider(tx, &asked.id, &place.version.course).await?;
    Ok(asked)
}

/// The latest request of an enrolment.
pub async fn latest(tx: &mut Tx, enrolment: &EnrolmentId) -> Result<Option<CertificateRequest>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, enrolment_id, person_id, state, requested_at, due_at, decided_at, reason,
                    reason_code
             from certificate_request where enrolment_id = $1 order by id desc limit 1"
        )
        .bind(enrolment)
        .fetch_optional(tx)
        .await
    )?)
}
