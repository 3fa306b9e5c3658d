//! What workD holds about a person: to hand it out, and to erase drafts that were never sent.

use serde_json::json;

use crate::{
    app::App,
    db::{Tx, rows},
    error::Result,
    id::PersonId,
    identity::held::{Kept, List, Piece},
    sql,
};

/// Everything that workD holds about `person`: the requests they filed and what happened to them.
pub async fn pieces(app: &App, person: &PersonId) -> Result<Vec<Piece>> {
    let mut tx = app.db.read().await?;
    let filed = ("request_id in (select id from request where person_id =", ") order by id");
    let lists: [List<'_>; 3] = [
        (
            "workd/requests.json",
            "request",
            &[
                "number",
                "kind",
                "state",
                "agency_name",
                "form",
                "citizen_id_masked",
                "created_at",
                "updated_at",
                "submitted_at",
                "decided_at",
                "reason",
            ],
            ("person_id =", "order by id"),
        ),
        ("workd/request-events.json", "request_event", &["request_id", "at", "act", "note"], filed),
        (
            "workd/request-files.json",
            "request_file",
            &["request_id", "kind", "name", "media_type", "bytes", "came_by", "added_at"],
            filed,
        ),
    ];
    let mut pieces = Vec::new();
    for (name, table, columns, place) in lists {
        let found = rows::select(&mut tx, table, columns, place, person.as_str()).await?;
        pieces.push(Piece::json(name, &json!(found))?);
    }
    Ok(pieces)
}

/// Empties drafts that were never sent; a request that was sent is the agency's record and stays.
pub async fn erase(tx: &mut Tx, person: &PersonId) -> Result<Vec<Kept>> {
    let now = tx.now();
    let empty = sqlx::types::Json(json!({}));
    sql!(
        tx,
        sqlx::query(
            "update request set state = 'withdrawn', form = $1, citizen_id_sealed = null,
                 citizen_id_key = null, citizen_id_masked = null, updated_at = $2
             where person_id = $3 and submitted_at is null"
        )
        .bind(&empty)
        .bind(now)
        .bind(person)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let requests: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from request where person_id = $1 and submitted_at is not null"
        )
        .bind(person)
        .fetch_one(tx)
        .await
    )?;
    Ok(vec![Kept::new("requests", requests)])
}

/// Whether `person` filed a request that waits for a decision now.
pub async fn has_request_to_decide(tx: &mut Tx, person: &PersonId) -> Result<bool> {
    let open: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from request
             where person_id = $1 and state in ('under_review', 'waiting')"
        )
        .bind(person)
        .fetch_one(tx)
        .await
    )?;
    Ok(open > 0)
}
