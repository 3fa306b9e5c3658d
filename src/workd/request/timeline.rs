//! Timeline: what happened to a request, and by whom.

use chrono::{DateTime, Utc};

use crate::{
    db::Tx,
    error::Result,
    id::{PersonId, RequestId},
    sql,
};

/// One thing that happened.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// `created`, `submitted`, `returned`, `waiting`, `approved`, `rejected`, `withdrawn`,
    /// `file_added`, `dns_ready` or `opened`.
    pub act: String,
    /// The officer's reason, or the name of a file.
    pub note: Option<String>,
    /// Given and family name of whoever did it.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
}

/// Adds an event.
pub async fn add(
    tx: &mut Tx,
    request: &RequestId,
    by: Option<&PersonId>,
    act: &'static str,
    note: Option<&str>,
) -> Result<()> {
    let (id, now) = (tx.fresh_id(), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into request_event (id, request_id, at, person_id, act, note)
             values ($1, $2, $3, $4, $5, $6)"
        )
        .bind(id)
        .bind(request)
        .bind(now)
        .bind(by)
        .bind(act)
        .bind(note)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// Everything that happened, the newest first.
pub async fn of(tx: &mut Tx, request: &RequestId) -> Result<Vec<Event>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select e.at, e.act, e.note, p.first_name, p.last_name
             from request_event e left join person p on p.id = e.person_id
             where e.request_id = $1 order by e.id desc"
        )
        .bind(request)
        .fetch_all(tx)
        .await
    )?)
}
