//! Certificates that are older than badges get theirs by a job, a few at a time.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::Result,
    id::VersionId,
    identity::person,
    jobs::{self, Failure, Job, JobContext},
    learning::certificate::{badge, certificate},
    sql,
};

/// Badges issued in one transaction.
const BATCH: i64 = 50;

/// Issues the badges that are missing.
#[derive(Serialize, Deserialize)]
pub struct IssueBadges {}

impl Job for IssueBadges {
    const NAME: &'static str = "issue_badges";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        let app = context.app;
        let mut tx = app.db.write().await?;
        let rows = missing(&mut tx, BATCH).await?;
        if rows.is_empty() {
            return Ok(());
        }
        for (number, version) in &rows {
            let certificate = certificate::get(&mut tx, number).await?;
            let version = app.shelf.get(&mut tx, version).await?;
            let learner = person::get(&mut tx, &certificate.person_id).await?;
            badge::issue(&mut tx, app, &certificate, &version.content, &learner).await?;
            audit::record(&mut tx, None, "badge.issued", number, json!({})).await?;
        }
        jobs::enqueue(&mut tx, &self).await?;
        Ok(tx.save().await?)
    }
}

/// Numbers of certificates without a badge, with the version of the course that was taken.
async fn missing(tx: &mut Tx, limit: i64) -> Result<Vec<(String, VersionId)>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select c.number, e.version_id from certificate c
             join enrolment e on e.id = c.enrolment_id
             where not exists (select 1 from badge b where b.number = c.number)
             order by c.number limit $1"
        )
        .bind(limit)
        .fetch_all(tx)
        .await
    )?)
}

/// Queues the job at start, where there is something to do.
pub async fn schedule(app: &App) -> Result<()> {
    let mut tx = app.db.write().await?;
    if missing(&mut tx, 1).await?.is_empty() {
        return Ok(());
    }
    jobs::enqueue(&mut tx, &IssueBadges {}).await?;
    tx.save_unrecorded("the queue keeps no record of its own").await
}
