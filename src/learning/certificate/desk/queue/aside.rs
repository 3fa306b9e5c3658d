//! What stands beside the queue: what an officer has, and what waits for a second one.

use crate::{
    db::Tx,
    error::Result,
    id::PersonId,
    learning::certificate::desk::{
        officer::claim,
        record::{Record, select_record},
    },
    sql,
};

/// What somebody claimed, due first in front.
const CLAIMED: &str = select_record!(
    "where r.state = 'pending' and r.claimed_by = $1 and r.claimed_at > $2
     order by r.due_at, r.id limit 10"
);

/// What waits for a second officer who is not the first. Said twice that there is a first one: without
/// it the engine reads all that waits.
const SECONDS: &str = select_record!(
    "where r.state = 'pending' and r.first_approved_by is not null and r.first_approved_by <> $1
     order by r.due_at, r.id limit 10"
);

/// What `person` claimed within the time that a claim lasts, ten requests at most.
pub async fn claimed(tx: &mut Tx, person: &PersonId) -> Result<Vec<Record>> {
    let since = tx.now() - claim::LASTS;
    Ok(sql!(tx, sqlx::query_as(CLAIMED).bind(person).bind(since).fetch_all(tx).await)?)
}

/// What somebody else approved first, ten requests at most.
pub async fn seconds(tx: &mut Tx, me: &PersonId) -> Result<Vec<Record>> {
    Ok(sql!(tx, sqlx::query_as(SECONDS).bind(me).fetch_all(tx).await)?)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        clock::{StandingClock, SystemRandom},
        db::Db,
    };

    #[tokio::test]
    async fn what_few_rows_have_is_read_from_an_index_that_holds_those_alone() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("x.sqlite").display());
        let clock = Arc::new(StandingClock::at("2026-04-07T03:00:00Z".parse().unwrap()));
        let db = Db::open(&url, clock, Arc::new(SystemRandom)).await.unwrap();
        db.migrate().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let now = tx.now();
        for (text, index) in [(CLAIMED, "request_claimed "), (SECONDS, "request_second ")] {
            let lines: Vec<(i64, i64, i64, String)> = sql!(tx, {
                let mut statement = sqlx::QueryBuilder::new(format!("explain query plan {text}"));
                statement.build_query_as().bind("x").bind(now).fetch_all(tx).await
            })
            .unwrap();
            let plan = lines.into_iter().map(|line| line.3).collect::<Vec<_>>().join("; ");
            assert!(plan.contains(index), "{plan}");
        }
    }
}
