//! How SQLite would read a statement, for tests of what must not read a whole table.

use std::sync::Arc;

use crate::{
    clock::{StandingClock, SystemRandom},
    db::Db,
    sql,
};

/// The plan of `text` on an empty database, its lines joined by semicolons; each of its `values`
/// parameters is a word.
pub async fn plan(text: &str, values: usize) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("x.sqlite").display());
    let clock = Arc::new(StandingClock::at(chrono::DateTime::UNIX_EPOCH));
    let db = Db::open(&url, clock, Arc::new(SystemRandom)).await.expect("a database");
    db.migrate().await.expect("its tables");
    let mut tx = db.read().await.expect("a transaction");
    let lines: Vec<(i64, i64, i64, String)> = sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(format!("explain query plan {text}"));
        let mut query = statement.build_query_as();
        for _ in 0..values {
            query = query.bind("x");
        }
        query.fetch_all(tx).await
    })
    .expect("a plan");
    lines.into_iter().map(|line| line.3).collect::<Vec<_>>().join("; ")
}
