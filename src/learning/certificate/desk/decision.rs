//! The officer's decision: approve, return, reject; one request or many at once.

use serde_json::json;

pub use super::verdict::{By, Decision, Verdict};
use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::CertificateRequestId,
    identity::{
        access::{Act, Actor},
        person,
    },
    learning::{
        certificate::{
            certificate::{self, Certificate},
            desk::{
                claim, flag,
                policy::{self, Mode},
                queue, reason,
                record::{self, Record},
                sample,
                thread::{self, Kind, Said, Side},
            },
            promise,
        },
        enrolment::{self, Place},
    },
    mail, sql,
    web::locale::{Locale, Text},
};

/// Decides one request; the certificate of an approval is issued in the same transaction. The first
/// approval of a course with four eyes is kept, and the request goes on waiting.
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
    let record = record::get(tx, id).await?;
    if record.person_id == officer.id {
        return Err(Error::conflict("own-request", Text::new("decision-own-request")));
    }
    if record.state != "pending" {
        return Err(already());
    }
    claim::check(tx, &officer.id, &record).await?;
    let two = policy::mode(tx, record.course_id.as_ref()).await? == Mode::FourEyes;
    if decision.verdict == Verdict::Approve && two {
        match &record.first_approved_by {
            None => return approve_first(tx, officer, &record).await.map(|()| None),
            Some(first) if *first == officer.id => {
                return Err(Error::conflict("second-officer", Text::new("decide-second-officer")));
            }
            Some(_) => {}
        }
    }
    settle(tx, app, By::Officer(&officer.id), &record, decision).await
}

async fn approve_first(tx: &mut Tx, officer: &Actor, record: &Record) -> Result<()> {
    let now = tx.now();
    let kept = sql!(
        tx,
        sqlx::query(
            "update certificate_request set first_approved_by = $1, first_approved_at = $2,
                 claimed_by = null, claimed_at = null
             where id = $3 and state = 'pending' and first_approved_by is null
                 and coalesce(claimed_by, '') = $4"
        )
        .bind(&officer.id)
        .bind(now)
        .bind(&record.id)
        .bind(record.claim_seen())
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if kept == 0 {
        return Err(changed());
    }
    let subject = record.id.as_str();
    audit::record(tx, Some(&officer.id), "certificate.first_approved", subject, json!({})).await?;
    let said = Said { kind: Kind::FirstApproved, side: Side::Officer, code: None, body: "" };
    thread::add(tx, record, Some(&officer.id), said).await.map(drop)
}

/// Writes a decision down, issues the certificate of an approval, and tells the learner. What the
/// decision stands on (the state, the claim, who approved first, how the course is decided) is asked
/// again by the statement that writes it: two officers may decide at once.
pub async fn settle(
    tx: &mut Tx,
    app: &App,
    by: By<'_>,
    record: &Record,
    decision: &Decision,
) -> Result<Option<Certificate>> {
    let (id, now) = (&record.id, tx.now());
    let state = decision.verdict.state();
    let decided = sql!(
        tx,
        sqlx::query(
            "update certificate_request set state = $1, decided_at = $2, decided_by = $3,
                 reason = $4, reason_code = $5, decided_as = $6
             where id = $7 and state = 'pending' and coalesce(claimed_by, '') = $8
                 and ($1 <> 'approved' or $6 = 'rule'
                     or (first_approved_by is not null and first_approved_by <> $3)
                     or not exists (select 1 from certificate_policy p
                         where p.course_id = certificate_request.course_id
                             and p.mode = 'four_eyes'))
                 and ($6 <> 'rule' or exists (select 1 from certificate_policy p
                         where p.course_id = certificate_request.course_id and p.mode = 'rule'))"
        )
        .bind(state)
        .bind(now)
        .bind(by.person())
        .bind(&decision.reason)
        .bind(decision.code)
        .bind(by.code())
        .bind(id)
        .bind(record.claim_seen())
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if decided == 0 {
        let is_open = record::get(tx, id).await?.state == "pending";
        return Err(if is_open { changed() } else { already() });
    }
    let facts = json!({"decision": state, "with_reason": decision.reason.is_some(),
        "reason_code": decision.code, "as": by.code()});
    audit::record(tx, by.person(), "certificate.decided", id.as_str(), facts).await?;
    promise::note(tx, id).await?;
    let body = decision.reason.as_deref().unwrap_or_default();
    let said = Said { kind: Kind::Decided(state), side: by.side(), code: decision.code, body };
    thread::add(tx, record, by.person(), said).await?;
    let queued = queue::get(tx, id).await?;
    let place = enrolment::get_any(tx, app, &queued.enrolment_id).await?;
    let learner = person::get(tx, &queued.person_id).await?;
    flag::keep(tx, id, &place, &learner).await?;
    let certificate = match decision.verdict {
        Verdict::Approve => Some(certificate::issue(tx, app, &queued, &place, &learner).await?),
        _ => None,
    };
    tell(tx, app, &learner, &place, (by, decision), certificate.as_ref()).await?;
    Ok(certificate)
}

fn already() -> Error {
    Error::conflict("already-decided", Text::new("decision-already"))
}

fn changed() -> Error {
    Error::conflict("changed", Text::new("decide-changed"))
}

/// Decides many requests alike: all of them or none. Many approvals at once need their sample. Their
/// rows are taken in the order of their ids, as the reminder takes them.
pub async fn decide_all(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    ids: &[CertificateRequestId],
    decision: &Decision,
) -> Result<Vec<(CertificateRequestId, Option<Certificate>)>> {
    check_count(ids)?;
    if decision.verdict == Verdict::Approve {
        sample::check(tx, app, officer, ids).await?;
    }
    let mut decided = Vec::with_capacity(ids.len());
    let mut in_order: Vec<&CertificateRequestId> = ids.iter().collect();
    in_order.sort();
    for id in in_order {
        decided.push((id.clone(), decide(tx, app, officer, id, decision).await?));
    }
    Ok(decided)
}

/// Refuses none at all, and more than 200 at once.
pub fn check_count(ids: &[CertificateRequestId]) -> Result<()> {
    match ids.len() {
        0 => Err(Error::mistake("ids", "required", Text::new("decision-nothing-chosen"))),
        1..=200 => Ok(()),
        _ => Err(Error::mistake("ids", "too_many", Text::new("decision-too-many"))),
    }
}

async fn tell(
    tx: &mut Tx,
    app: &App,
    learner: &person::Person,
    place: &Place,
    (by, decision): (By<'_>, &Decision),
    certificate: Option<&Certificate>,
) -> Result<()> {
    let locale = Locale::from_code(&learner.locale).unwrap_or_default();
    let (key, url) = match (decision.verdict, certificate) {
        (Verdict::Approve, Some(certificate)) => {
            let key = match by {
                By::Rule => "mail-decide-by-rule",
                By::Officer(_) => "mail-certificate-approved",
            };
            (key, format!("/certificates/{}", certificate.number))
        }
        (Verdict::Return, _) => {
            ("mail-certificate-returned", format!("/learn/{}", place.enrolment.id))
        }
        _ => ("mail-certificate-rejected", format!("/learn/{}", place.enrolment.id)),
    };
    let text = decision.reason.as_deref().unwrap_or_default();
    let values = [
        ("name", learner.full_name().into()),
        ("course", place.version.content.title.get(locale).into()),
        ("reason", reason::in_words(locale, decision.code, text).into()),
        ("number", certificate.map(|it| it.number.clone()).unwrap_or_default().into()),
        ("url", app.url(&url).into()),
    ];
    mail::send(tx, &learner.email, locale, key, &values).await
}
