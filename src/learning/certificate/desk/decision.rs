//! The officer's decision: approve, return, reject; one request or many at once.

use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    id::CertificateRequestId,
    identity::{
        access::{Act, Actor},
        person,
    },
    learning::{
        certificate::{
            certificate::{self, Certificate},
            desk::{flag, queue},
            promise,
        },
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
    let queued = queue::get(tx, id).await?;
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
    promise::note(tx, id).await?;
    let place = enrolment::get_any(tx, app, &queued.enrolment_id).await?;
    let learner = person::get(tx, &queued.person_id).await?;
    flag::keep(tx, id, &place, &learner).await?;
    let certificate = match decision.verdict {
        Verdict::Approve => Some(certificate::issue(tx, app, &queued, &place, &learner).await?),
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
