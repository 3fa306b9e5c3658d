//! Closing what was left open: nothing of a card outlives its case, decided or not.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::case;
use crate::{
    audit,
    db::Tx,
    error::Result,
    id::DeskCaseId,
    jobs::{Failure, Job, JobContext},
    sql,
};

/// Closes a case whose time is over; queued when it opens and again when a card was read.
#[derive(Serialize, Deserialize)]
pub struct CloseDeskCase {
    /// Which.
    pub case: DeskCaseId,
}

impl Job for CloseDeskCase {
    const NAME: &'static str = "close_desk_case";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        let mut tx = context.app.db.write().await?;
        let now = tx.now();
        let Some(found) = case::get(&mut tx, self.case.as_str()).await? else { return Ok(()) };
        if found.state(now) == "expired"
            && found.stored_state != "expired"
            && end(&mut tx, self.case.as_str(), "expired", None).await?
        {
            let told = json!({"was": found.stored_state});
            audit::record(&mut tx, None, "desk.case_expired", self.case.as_str(), told).await?;
            tx.save().await?;
        }
        Ok(())
    }
}

/// Ends an open case in `state` and drops what the card said; gives whether it was open.
pub async fn end(tx: &mut Tx, case: &str, state: &str, fault: Option<&str>) -> Result<bool> {
    let now = tx.now();
    let done: u64 = sql!(
        tx,
        sqlx::query(
            "update desk_case set state = $1, fault = $2, closed_at = $3, read_sealed = null,
                 read_key = null
             where id = $4 and state in ('waiting', 'read')"
        )
        .bind(state)
        .bind(fault)
        .bind(now)
        .bind(case)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    Ok(done == 1)
}
