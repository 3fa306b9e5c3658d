//! The jobs of identity.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::{
    app::App,
    error::Result,
    identity::{limit, verification::oidc::flow},
    jobs::{self, Failure, Job, JobContext},
    sql,
};

/// Forgets used-up windows of limits and ended sessions, once a day; it queues itself again.
#[derive(Serialize, Deserialize)]
pub struct PruneLimits {}

impl Job for PruneLimits {
    const NAME: &'static str = "prune_limits";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        limit::prune(context.app).await?;
        let mut tx = context.app.db.write().await?;
        let now = tx.now();
        sql!(
            tx,
            sqlx::query("delete from session where expires_at < $1")
                .bind(now)
                .execute(tx)
                .await
                .map(drop)
        )
        .map_err(crate::error::Error::from)?;
        flow::prune(&mut tx).await?;
        jobs::enqueue_in(&mut tx, &self, Duration::days(1)).await?;
        tx.save_unrecorded("what has ended is only forgotten").await?;
        Ok(())
    }
}

/// Makes sure that the daily job is queued, once.
pub async fn schedule(app: &App) -> Result<()> {
    let mut tx = app.db.write().await?;
    let queued: i64 = sql!(
        tx,
        sqlx::query_scalar("select count(*) from job where name = $1 and state = 'waiting'")
            .bind(PruneLimits::NAME)
            .fetch_one(tx)
            .await
    )?;
    if queued == 0 {
        jobs::enqueue_in(&mut tx, &PruneLimits {}, Duration::days(1)).await?;
    }
    tx.save_unrecorded("the queue keeps no record of its own").await
}
