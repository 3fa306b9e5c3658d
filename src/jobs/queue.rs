//! The job table: claim, finish, try again later, give up.

use chrono::Duration;
use serde_json::Value;
use sqlx::types::Json;

use crate::{app::App, error::Result, sql};

/// A claimed job.
#[derive(Debug, sqlx::FromRow)]
pub struct Claimed {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub name: String,
    /// Its data.
    pub payload: Json<Value>,
    /// Which try this is, from 1.
    pub attempts: i64,
}

/// A worker that died gives its job back after this long.
const CLAIM_LASTS: Duration = Duration::minutes(2);

/// Claims the job that is due longest, if one is due.
pub async fn claim(app: &App) -> Result<Option<Claimed>> {
    // Asked of a reader first: an idle queue must not cost a write.
    let mut tx = app.db.read().await?;
    let now = tx.now();
    let due: Option<String> = sql!(
        tx,
        sqlx::query_scalar(
            "select id from job where state = 'waiting' and run_at <= $1
             and (claimed_until is null or claimed_until < $1)
             order by run_at, id limit 1"
        )
        .bind(now)
        .fetch_optional(tx)
        .await
    )?;
    drop(tx);
    let Some(due) = due else { return Ok(None) };
    let mut tx = app.db.write().await?;
    let now = tx.now();
    let claimed: Option<Claimed> = sql!(
        tx,
        sqlx::query_as(
            "update job set claimed_until = $1, attempts = attempts + 1
             where id = $2 and state = 'waiting' and (claimed_until is null or claimed_until < $3)
             returning id, name, payload, attempts"
        )
        .bind(now + CLAIM_LASTS)
        .bind(due)
        .bind(now)
        .fetch_optional(tx)
        .await
    )?;
    tx.save_unrecorded("the queue keeps no record of its own").await?;
    Ok(claimed)
}

/// A job that has done its work leaves the table.
pub async fn finish(app: &App, id: &str) -> Result<()> {
    let mut tx = app.db.write().await?;
    sql!(tx, sqlx::query("delete from job where id = $1").bind(id).execute(tx).await.map(drop))?;
    tx.save_unrecorded("the queue keeps no record of its own").await
}

/// Puts a job back, to run again after `delay`; without one it has failed for good.
pub async fn put_back(app: &App, id: &str, delay: Option<Duration>, reason: &str) -> Result<()> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    let state = if delay.is_some() { "waiting" } else { "failed" };
    sql!(
        tx,
        sqlx::query(
            "update job set state = $1, run_at = $2, claimed_until = null, last_error = $3
             where id = $4"
        )
        .bind(state)
        .bind(now + delay.unwrap_or_default())
        .bind(reason)
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    tx.save_unrecorded("the queue keeps no record of its own").await
}

/// How many jobs wait and how many have failed for good.
pub async fn count(app: &App) -> Result<(i64, i64)> {
    let mut tx = app.db.read().await?;
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select count(case when state = 'waiting' then 1 end),
                    count(case when state = 'failed' then 1 end) from job"
        )
        .fetch_one(tx)
        .await
    )?)
}
