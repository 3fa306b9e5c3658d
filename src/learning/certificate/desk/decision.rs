//! The officer's decision: approve, return, reject; one request or many at once.

pub mod letter;
pub mod reason;
pub mod recent;
pub mod undo;
pub mod verdict;

use serde_json::json;

pub use self::verdict::{By, Decision, Verdict};
use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Missing, Result},
    id::CertificateRequestId,
    identity::{
        access::{Act, Actor},
        person::{self, Person},
    },
    learning::{
        certificate::{
            certificate::{self, Certificate},
            desk::{
                flag,
                officer::claim,
                policy::{self, Mode, sample},
                queue::{self, Queued},
                record::{self, Record, changed},
                thread::{self, Kind, Said, Side},
            },
            promise,
        },
        enrolment::{self, Place},
    },
    sql,
    web::locale::Text,
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
    let stood_for = claim::check(tx, &officer.id, &record).await?;
    let by = By::Officer(&officer.id, stood_for.as_ref());
    let two = policy::mode(tx, record.course_id.as_ref()).await? == Mode::FourEyes;
    if decision.verdict == Verdict::Approve && two {
        match &record.first_approved_by {
            None => {
                approve_first(tx, by, &record).await?;
                weigh(tx, app, by, id, decision).await?;
                return Ok(None);
            }
            Some(first) if *first == officer.id => {
                return Err(Error::conflict("second-officer", Text::new("decide-second-officer")));
            }
            Some(_) => {}
        }
    }
    settle(tx, app, by, &record, decision).await
}

async fn approve_first(tx: &mut Tx, by: By<'_>, record: &Record) -> Result<()> {
    let now = tx.now();
    let kept = sql!(
        tx,
        sqlx::query(
            "update certificate_request set first_approved_by = $1, first_approved_at = $2,
                 claimed_by = null, claimed_at = null
             where id = $3 and state = 'pending' and first_approved_by is null
                 and coalesce(claimed_by, '') = $4"
        )
        .bind(by.person())
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
    let facts = json!({"for": by.stood_for()});
    audit::record(tx, by.person(), "certificate.first_approved", subject, facts).await?;
    let (kind, other) = (Kind::FirstApproved, by.stood_for());
    let said = Said { kind, side: Side::Officer, code: None, body: "", other };
    thread::add(tx, record, by.person(), said).await.map(drop)
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
        "reason_code": decision.code, "as": by.code(), "for": by.stood_for()});
    audit::record(tx, by.person(), "certificate.decided", id.as_str(), facts).await?;
    promise::note(tx, id).await?;
    let body = decision.reason.as_deref().unwrap_or_default();
    let (kind, side, other) = (Kind::Decided(state), by.side(), by.stood_for());
    let said = Said { kind, side, code: decision.code, body, other };
    thread::add(tx, record, by.person(), said).await?;
    let (queued, place, learner) = weigh(tx, app, by, id, decision).await?;
    let certificate = match decision.verdict {
        Verdict::Approve => Some(certificate::issue(tx, app, &queued, &place, &learner).await?),
        _ => None,
    };
    letter::tell(tx, app, &learner, &place, (by, decision), certificate.as_ref()).await?;
    Ok(certificate)
}

/// Keeps the flags as they are at the decision, and refuses where the evidence is no longer what the
/// officer was shown, or where a flag stands against the rule.
async fn weigh(
    tx: &mut Tx,
    app: &App,
    by: By<'_>,
    id: &CertificateRequestId,
    decision: &Decision,
) -> Result<(Queued, Place, Person)> {
    let queued = queue::get(tx, id).await?;
    let place = enrolment::get_any(tx, app, &queued.enrolment_id).await?;
    let learner = person::get(tx, &queued.person_id).await?;
    let flags = flag::keep(tx, id, &place, &learner).await?;
    let shown = decision.seen.as_deref();
    if shown.is_some_and(|mark| mark != flag::mark(&learner, &place, &flags)) {
        return Err(Error::conflict("evidence-changed", Text::new("decide-evidence-changed")));
    }
    if matches!(by, By::Rule) && !flags.is_empty() {
        Err(changed())
    } else {
        Ok((queued, place, learner))
    }
}

fn already() -> Error {
    Error::conflict("already-decided", Text::new("decision-already"))
}

/// Decides many requests alike: all of them or none. Many approvals at once need their sample.
pub async fn decide_all(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    ids: &[CertificateRequestId],
    decision: &Decision,
) -> Result<Vec<(CertificateRequestId, Option<Certificate>)>> {
    check_count(ids)?;
    let mut decided = Vec::with_capacity(ids.len());
    for id in record::in_order(ids) {
        let done = match decide(tx, app, officer, id, decision).await {
            Err(error) if ids.len() > 1 => Err(which(tx, id, error).await?),
            done => done,
        }?;
        decided.push((id.clone(), done));
    }
    if decision.verdict == Verdict::Approve && ids.len() > 1 {
        // Asked now that the flags are those of the decision; where it is refused nothing is kept.
        sample::check(tx, app, officer, ids).await?;
    }
    Ok(decided)
}

/// Says of a conflict which one of many it is about.
async fn which(tx: &mut Tx, id: &CertificateRequestId, error: Error) -> Result<Error> {
    let Error::Conflict { code, text, mut missing } = error else { return Ok(error) };
    let name = queue::get(tx, id).await?.full_name();
    let url = Some(format!("/approvals/{id}"));
    let about = Text::new("decide-which").with("name", name);
    missing.push(Missing { lesson: None, field: None, code, text: about, url });
    Ok(Error::Conflict { code, text, missing })
}

/// Refuses none at all, and more than 200 at once.
pub fn check_count(ids: &[CertificateRequestId]) -> Result<()> {
    match ids.len() {
        0 => Err(Error::mistake("ids", "required", Text::new("decision-nothing-chosen"))),
        1..=200 => Ok(()),
        _ => Err(Error::mistake("ids", "too_many", Text::new("decision-too-many"))),
    }
}
