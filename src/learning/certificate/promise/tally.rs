//! The tally of decisions: what each transaction writes down, and the round that adds it up.

use std::collections::BTreeMap;

use crate::{
    app::App,
    db::Tx,
    error::Result,
    id::{CertificateRequestId, CourseId},
    learning::certificate::promise::Decided,
    sql,
};

/// Decisions added up at a time.
const CHUNK: i64 = 2000;

/// Decisions of one month, course and wait; less than nothing where one was taken back.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Share {
    /// `YYYY-MM`.
    pub month: String,
    /// Which course.
    pub course_id: CourseId,
    /// How long it took, in minutes; see `promise::wait`.
    pub minute: i64,
    /// Decisions.
    pub decided: i64,
    /// Of those, within the promise.
    pub in_time: i64,
    /// Of those, by the course's rule.
    pub by_rule: i64,
}

impl Share {
    /// The same, to be taken away.
    pub fn taken_back(mut self) -> Self {
        self.decided = -self.decided;
        self.in_time = -self.in_time;
        self.by_rule = -self.by_rule;
        self
    }
}

/// Writes a change of the tally. It only adds a row: officers who decide at once do not wait for
/// each other.
pub(super) async fn write(tx: &mut Tx, share: &Share) -> Result<()> {
    let id = tx.fresh_id();
    sql!(
        tx,
        sqlx::query(
            "insert into promise_change (id, month, course_id, minute, decided, in_time, by_rule)
             values ($1, $2, $3, $4, $5, $6, $7)"
        )
        .bind(id)
        .bind(&share.month)
        .bind(&share.course_id)
        .bind(share.minute)
        .bind(share.decided)
        .bind(share.in_time)
        .bind(share.by_rule)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// Adds everything up that was written down, and counts what was decided before there was a tally.
pub async fn fold(app: &App) -> Result<()> {
    while fold_changes(app).await? {}
    while count_earlier(app).await? {}
    Ok(())
}

async fn fold_changes(app: &App) -> Result<bool> {
    let mut tx = app.db.write().await?;
    let changes: Vec<Share> = sql!(
        tx,
        sqlx::query_as(
            "delete from promise_change
             where id in (select id from promise_change order by id limit $1)
             returning month, course_id, minute, decided, in_time, by_rule"
        )
        .bind(CHUNK)
        .fetch_all(tx)
        .await
    )?;
    if changes.is_empty() {
        return Ok(false);
    }
    add(&mut tx, changes).await?;
    tx.save_unrecorded("a sum is no change of record").await?;
    Ok(true)
}

async fn count_earlier(app: &App) -> Result<bool> {
    let mut tx = app.db.write().await?;
    let ids: Vec<CertificateRequestId> = sql!(
        tx,
        sqlx::query_scalar(
            "delete from promise_uncounted where request_id in (
                 select request_id from promise_uncounted order by request_id limit $1)
             returning request_id"
        )
        .bind(CHUNK)
        .fetch_all(tx)
        .await
    )?;
    if ids.is_empty() {
        return Ok(false);
    }
    let rows: Vec<Decided> = sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(
            "select course_id, requested_at, due_at, decided_at, decided_as
             from certificate_request where id in (",
        );
        let mut list = statement.separated(", ");
        for id in &ids {
            list.push_bind(id);
        }
        statement.push(")").build_query_as().fetch_all(tx).await
    })?;
    add(&mut tx, rows.into_iter().filter_map(Decided::share)).await?;
    tx.save_unrecorded("a sum is no change of record").await?;
    Ok(true)
}

/// Adds shares to the tally, each row once and in one order.
async fn add(tx: &mut Tx, shares: impl IntoIterator<Item = Share>) -> Result<()> {
    let mut sums = BTreeMap::<_, (i64, i64, i64)>::new();
    for share in shares {
        let sum = sums.entry((share.month, share.course_id, share.minute)).or_default();
        *sum = (sum.0 + share.decided, sum.1 + share.in_time, sum.2 + share.by_rule);
    }
    for ((month, course, minute), (decided, in_time, by_rule)) in sums {
        sql!(
            tx,
            sqlx::query(
                "insert into promise_tally (month, course_id, minute, decided, in_time, by_rule)
                 values ($1, $2, $3, $4, $5, $6)
                 on conflict (month, course_id, minute) do update set
                     decided = promise_tally.decided + excluded.decided,
                     in_time = promise_tally.in_time + excluded.in_time,
                     by_rule = promise_tally.by_rule + excluded.by_rule"
            )
            .bind(month)
            .bind(course)
            .bind(minute)
            .bind(decided)
            .bind(in_time)
            .bind(by_rule)
            .execute(tx)
            .await
            .map(drop)
        )?;
    }
    Ok(())
}
