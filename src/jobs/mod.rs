//! Work that is done later: a job is data, queued in the caller's transaction, and may run twice.

pub mod queue;
pub mod worker;

use std::future::Future;

use chrono::Duration;
use serde::{Serialize, de::DeserializeOwned};

use crate::{app::App, db::Tx, error::Result, mail::transport::Transport, sql};

/// A job: its name in the table, and a `run` of a few lines that asks whether its work is done.
pub trait Job: Serialize + DeserializeOwned + Send {
    /// Name in the table; never changes once a job of it was queued anywhere.
    const NAME: &'static str;

    /// Does the work.
    fn run(self, context: &JobContext<'_>) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// What a running job is given.
pub struct JobContext<'a> {
    /// The product.
    pub app: &'a App,
    /// How letters leave; only jobs have it.
    pub transport: &'a Transport,
    /// Which try this is, from 1.
    pub attempts: i64,
}

/// Why a job did not do its work, in one of two words.
#[derive(Debug)]
pub enum Failure {
    /// It may go better later.
    Retry(String),
    /// It never will.
    GiveUp(String),
}

impl Failure {
    /// Try again later.
    pub fn retry(reason: impl Into<String>) -> Self {
        Self::Retry(reason.into())
    }

    /// Do not try again.
    pub fn give_up(reason: impl Into<String>) -> Self {
        Self::GiveUp(reason.into())
    }
}

/// Queues a job, to run as soon as this transaction is kept.
pub async fn enqueue<J: Job + Sync>(tx: &mut Tx, job: &J) -> Result<()> {
    enqueue_in(tx, job, Duration::zero()).await
}

/// Queues a job, to run after `delay`.
pub async fn enqueue_in<J: Job + Sync>(tx: &mut Tx, job: &J, delay: Duration) -> Result<()> {
    let (id, run_at) = (tx.fresh_id(), tx.now() + delay);
    let payload = sqlx::types::Json(serde_json::to_value(job)?);
    sql!(
        tx,
        sqlx::query(
            "insert into job (id, name, payload, run_at, attempts, state)
             values ($1, $2, $3, $4, 0, 'waiting')"
        )
        .bind(id)
        .bind(J::NAME)
        .bind(&payload)
        .bind(run_at)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// Queues the next turn before this one begins, so that a turn that fails does not end the round.
pub async fn again<J: Job + Sync>(app: &App, job: &J, delay: Duration) -> Result<()> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    let waiting: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from job where name = $1 and state = 'waiting' and run_at > $2"
        )
        .bind(J::NAME)
        .bind(now)
        .fetch_one(tx)
        .await
    )?;
    if waiting == 0 {
        enqueue_in(&mut tx, job, delay).await?;
    }
    tx.save_unrecorded("the queue keeps no record of its own").await
}
