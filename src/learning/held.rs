//! What learning holds about a person: to hand it out, and to erase what no certificate stands on.

use serde_json::json;

use crate::{
    app::App,
    db::{Tx, rows},
    error::Result,
    id::PersonId,
    identity::held::{Kept, List, Piece},
    learning::certificate::{badge, certificate, edition},
    sql,
};

/// Everything that learning holds about `person`, with the certificates as they are
/// printed and their badges as they were signed.
pub async fn pieces(app: &App, person: &PersonId) -> Result<Vec<Piece>> {
    let mut tx = app.db.read().await?;
    let own = ("person_id =", "order by id");
    let taken = ("enrolment_id in (select id from enrolment where person_id =", ")");
    let lists: [List<'_>; 8] = [
        (
            "learning/enrolments.json",
            "enrolment",
            &[
                "id",
                "course_id",
                "state",
                "percent",
                "credited_seconds",
                "score_percent",
                "started_at",
                "last_seen_at",
                "completed_at",
            ],
            own,
        ),
        (
            "learning/progress.json",
            "progress",
            &[
                "enrolment_id",
                "lesson_id",
                "state",
                "percent",
                "watched",
                "pages",
                "spent",
                "score_percent",
                "opened_at",
                "done_at",
            ],
            taken,
        ),
        (
            "learning/events.json",
            "progress_post",
            &["enrolment_id", "events", "received_at"],
            taken,
        ),
        (
            "learning/attempts.json",
            "attempt",
            &[
                "enrolment_id",
                "lesson_id",
                "number",
                "answers",
                "started_at",
                "submitted_at",
                "score_percent",
                "passed",
            ],
            taken,
        ),
        (
            "learning/certificate-requests.json",
            "certificate_request",
            &["id", "enrolment_id", "state", "requested_at", "decided_at", "reason", "reason_code"],
            own,
        ),
        (
            "learning/certificate-messages.json",
            "certificate_message",
            &["enrolment_id", "request_id", "kind", "side", "reason_code", "body", "at"],
            taken,
        ),
        (
            "learning/certificates.json",
            "certificate",
            &[
                "number",
                "document_title",
                "full_name",
                "course_title",
                "minutes",
                "score_percent",
                "issued_on",
                "valid_until",
                "revoked_at",
                "revocation_reason",
            ],
            ("person_id =", "order by issued_at"),
        ),
        ("learning/saved-views.json", "saved_view", &["name", "query", "created_at"], own),
    ];
    let mut pieces = Vec::new();
    for (name, table, columns, place) in lists {
        let found = rows::select(&mut tx, table, columns, place, person.as_str()).await?;
        pieces.push(Piece::json(name, &json!(found))?);
    }
    let certificates = certificate::of_person(&mut tx, person).await?;
    for certificate in &certificates {
        if let Some(badge) = badge::text(&mut tx, &certificate.number).await? {
            let name = format!("learning/badges/{}.json", certificate.number);
            pieces.push(Piece { name, bytes: badge.into_bytes() });
        }
    }
    drop(tx);
    for certificate in certificates.into_iter().filter(|it| it.revoked_at.is_none()) {
        let name = format!("learning/certificates/{}.pdf", certificate.number);
        pieces.push(Piece { name, bytes: edition::file(app, &certificate).await? });
    }
    Ok(pieces)
}

/// Erases places on courses without a certificate, and the raw events of all. A certificate, its
/// request and what it was earned with stay, so that it can still be verified and explained.
pub async fn erase(tx: &mut Tx, person: &PersonId) -> Result<Vec<Kept>> {
    let all = "enrolment_id in (select id from enrolment where person_id = $1)";
    let bare = "enrolment_id in (select id from enrolment where person_id = $1
        and id not in (select enrolment_id from certificate))";
    let about = "request_id in (select r.id from certificate_request r
        join enrolment e on e.id = r.enrolment_id where e.person_id = $1)";
    let steps = [
        ("saved_view", "person_id = $1"),
        ("progress_post", all),
        ("progress_client", all),
        ("progress", bare),
        ("attempt", bare),
        // What was said is for the two who said it; the decisions themselves stay with the request.
        ("certificate_message", all),
        ("certificate_message", about),
        ("evidence_view", about),
        ("certificate_request", bare),
        ("enrolment", "person_id = $1 and id not in (select enrolment_id from certificate)"),
    ];
    for (table, which) in steps {
        let (before, after) = which.split_once("$1").unwrap_or((which, ""));
        let text = format!("delete from {table} where {before}");
        sql!(tx, {
            let mut statement = sqlx::QueryBuilder::new(text);
            statement.push_bind(person).push(after).build().execute(tx).await.map(drop)
        })?;
    }
    let certificates: i64 = sql!(
        tx,
        sqlx::query_scalar("select count(*) from certificate where person_id = $1")
            .bind(person)
            .fetch_one(tx)
            .await
    )?;
    Ok(vec![Kept::new("certificates", certificates)])
}
