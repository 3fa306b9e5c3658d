//! Undo: within ten minutes a decision is taken back, and the request waits as it did before.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::{Tx, unique},
    error::{Error, Result},
    id::CertificateRequestId,
    identity::{
        access::{Act, Actor},
        person,
    },
    learning::{
        certificate::{
            desk::{
                decision::check_count,
                officer,
                record::{self, Record, changed},
                thread::{self, Kind, Said, Side},
            },
            promise,
        },
        enrolment,
    },
    mail, sql,
    web::locale::{Locale, Text},
};

/// How long a decision can be taken back.
pub const WINDOW: Duration = Duration::minutes(10);

/// Until when what was decided last about a request can be taken back; none: it cannot.
pub fn open_until(record: &Record, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let at = if record.state == "pending" { record.first_approved_at } else { record.decided_at };
    at.map(|at| at + WINDOW).filter(|until| *until >= now)
}

/// Takes back the last decision on a request: a final one, or the first of two approvals. The
/// request is pending with the day it was promised for; a certificate stays findable as revoked. Gives
/// `Undone`, of which the learner is told, or `FirstUndone`.
///
/// # Errors
/// A conflict where nothing was decided, ten minutes have passed, the learner asked again, or the
/// certificate was revoked since.
pub async fn undo(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    id: &CertificateRequestId,
) -> Result<Kind> {
    if !officer.may(Act::DecideCertificateRequests) {
        return Err(Error::Forbidden);
    }
    officer.step_up(tx.now())?;
    let record = record::get(tx, id).await?;
    if record.person_id == officer.id {
        return Err(Error::conflict("own-request", Text::new("decision-own-request")));
    }
    if record.state == "pending" && record.first_approved_at.is_none() {
        return Err(Error::conflict("not-decided", Text::new("decide-not-decided")));
    }
    if open_until(&record, tx.now()).is_none() {
        return Err(Error::conflict("undo-late", Text::new("decide-undo-late")));
    }
    let kind = if record.state == "pending" {
        undo_first(tx, &record).await?;
        Kind::FirstUndone
    } else {
        promise::take_back(tx, id).await?;
        reopen(tx, &record).await?;
        if record.state == "approved" {
            withdraw(tx, officer, &record).await?;
        }
        tell(tx, app, &record).await?;
        Kind::Undone
    };
    let said = Said { kind, side: Side::Officer, code: None, body: "", other: None };
    thread::add(tx, &record, Some(&officer.id), said).await?;
    let was = if record.state == "pending" { "first_approved" } else { &record.state };
    let facts = json!({"was": was, "as": record.decided_as});
    audit::record(tx, Some(&officer.id), "certificate.decision_undone", id.as_str(), facts).await?;
    Ok(kind)
}

async fn undo_first(tx: &mut Tx, record: &Record) -> Result<()> {
    let undone = sql!(
        tx,
        sqlx::query(
            "update certificate_request set first_approved_by = null, first_approved_at = null
             where id = $1 and state = 'pending' and first_approved_at = $2"
        )
        .bind(&record.id)
        .bind(record.first_approved_at)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if undone == 0 { Err(changed()) } else { Ok(()) }
}

/// The first of two approvals stays when the second is taken back.
async fn reopen(tx: &mut Tx, record: &Record) -> Result<()> {
    let undone = sql!(
        tx,
        sqlx::query(
            "update certificate_request set state = 'pending', decided_at = null,
                 decided_by = null, decided_as = 'officer', reason = null, reason_code = null
             where id = $1 and state = $2 and decided_at = $3 and not exists (
                 select 1 from certificate_request later
                 where later.enrolment_id = certificate_request.enrolment_id
                     and later.id > certificate_request.id)"
        )
        .bind(&record.id)
        .bind(&record.state)
        .bind(record.decided_at)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    );
    match undone {
        Ok(0) => {
            let latest = record::latest(tx, &record.enrolment_id).await?;
            let is_latest = latest.is_some_and(|latest| latest.id == record.id);
            Err(if is_latest { changed() } else { asked_again() })
        }
        Ok(_) => Ok(()),
        // The learner asked again in the same moment.
        Err(error)
            if unique::is_broken(
                &error,
                "certificate_request_open",
                "certificate_request.enrolment_id",
            ) =>
        {
            Err(asked_again())
        }
        Err(error) => Err(error.into()),
    }
}

async fn withdraw(tx: &mut Tx, officer: &Actor, record: &Record) -> Result<()> {
    let now = tx.now();
    // Shown on the public page, in the language of the document.
    let reason = Locale::Th.t("decide-undone-public");
    let number: Option<String> = sql!(
        tx,
        sqlx::query_scalar(
            "update certificate set revoked_at = $1, revoked_by = $2, revocation_reason = $3,
                 revocation_code = 'undone'
             where request_id = $4 and revoked_at is null and replaces is null returning number"
        )
        .bind(now)
        .bind(&officer.id)
        .bind(&reason)
        .bind(&record.id)
        .fetch_optional(tx)
        .await
    )?;
    let Some(number) = number else {
        return Err(Error::conflict("already-revoked", Text::new("decide-undo-revoked")));
    };
    let facts = json!({"code": "undone"});
    audit::record(tx, Some(&officer.id), "certificate.revoked", &number, facts).await
}

async fn tell(tx: &mut Tx, app: &App, record: &Record) -> Result<()> {
    let learner = person::get(tx, &record.person_id).await?;
    let place = enrolment::get_any(tx, app, &record.enrolment_id).await?;
    let locale = Locale::from_code(&learner.locale).unwrap_or_default();
    let key = match record.state.as_str() {
        "approved" => "mail-decide-approval-undone",
        _ => "mail-decide-undone",
    };
    let values = [
        ("name", learner.full_name().into()),
        ("course", place.version.content.title.get(locale).into()),
        ("url", app.url(&format!("/learn/{}", record.enrolment_id)).into()),
    ];
    mail::send(tx, &learner.email, locale, key, &values).await
}

fn asked_again() -> Error {
    Error::conflict("asked-again", Text::new("decide-undo-asked-again"))
}

/// Takes back what an officer decided last on many requests: all of them or none. What somebody else
/// decided meanwhile is taken back one by one, by whoever looks at it. Gives whether learners are told.
///
/// # Errors
/// Those of `undo`; a conflict where another officer decided since; a mistake in `/ids` for none at all,
/// or too many.
pub async fn undo_all(
    tx: &mut Tx,
    app: &App,
    officer: &Actor,
    ids: &[CertificateRequestId],
) -> Result<bool> {
    check_count(ids)?;
    let mut tells = false;
    for id in record::in_order(ids) {
        let record = record::get(tx, id).await?;
        let by =
            if record.state == "pending" { record.first_approved_by } else { record.decided_by };
        if by.is_some_and(|by| by != officer.id) {
            let name = officer::name_of(tx, Some(&record.person_id)).await?;
            let text = Text::new("decide-undo-others").with("name", name);
            return Err(Error::conflict("changed", text));
        }
        tells |= undo(tx, app, officer, id).await? == Kind::Undone;
    }
    Ok(tells)
}
