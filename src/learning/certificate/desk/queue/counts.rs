//! Counting the queue without walking through all of it: every count ends at a bound.

use chrono::Duration;

use super::push_requests;
use crate::{
    db::Tx,
    error::Result,
    id::{AgencyId, CourseId},
    learning::certificate::desk::queue::filter::{Eyes, Filter},
    sql,
};

/// What is counted exactly; an officer at the end of a month has some thousands.
pub const EXACTLY: i64 = 10_000;

/// So many of the latest decisions say how the promise is kept; the dashboard says it exactly.
const JUDGED: i64 = 2_000;

/// How many courses or agencies are offered to filter by.
const OFFERED: i64 = 300;

/// A number that may be more than it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Counted so far.
    pub n: i64,
    /// Whether the counting ended here and not the rows.
    pub or_more: bool,
}

impl Count {
    fn new(counted: i64, most: i64) -> Self {
        Self { n: counted.min(most), or_more: counted > most }
    }
}

/// With thousands set apart, and a plus where there are more.
impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = self.n.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if self.or_more { f.write_str("+") } else { Ok(()) }
    }
}

/// Counts each filter up to its bound, in one statement.
pub async fn counts(tx: &mut Tx, filters: &[(Filter, i64)], eyes: &Eyes) -> Result<Vec<Count>> {
    let mut counts = vec![Count::default(); filters.len()];
    // An engine takes no more than 500 parts of a statement.
    for (chunk, filters) in filters.chunks(100).enumerate() {
        let rows: Vec<(i64, i64)> = sql!(tx, {
            let mut statement = sqlx::QueryBuilder::new("");
            for (index, (filter, most)) in filters.iter().enumerate() {
                let index = i64::try_from(index).unwrap_or_default();
                statement.push(if index == 0 { "select " } else { " union all select " });
                statement
                    .push(format!("cast({index} as bigint), (select count(*) from (select r.id"));
                push_requests!(statement, filter, eyes);
                statement.push(format!(" limit {}) counted)", most + 1));
            }
            statement.build_query_as().fetch_all(tx).await
        })?;
        for (index, counted) in rows {
            let index = chunk * 100 + usize::try_from(index).unwrap_or_default();
            if let (Some(count), Some((_, most))) =
                (counts.get_mut(index), filters.get(index % 100))
            {
                *count = Count::new(counted, *most);
            }
        }
    }
    Ok(counts)
}

/// The courses that have requests in a state: one step of an index for each course.
pub async fn courses(tx: &mut Tx, state: &'static str) -> Result<Vec<CourseId>> {
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "with recursive step (id) as (
                 select min(course_id) from certificate_request where state = $1
                 union all
                 select (select min(r.course_id) from certificate_request r
                         where r.state = $1 and r.course_id > step.id)
                 from step where step.id is not null)
             select id from step where id is not null limit $2"
        )
        .bind(state)
        .bind(OFFERED)
        .fetch_all(tx)
        .await
    )?)
}

/// The agencies whose people have requests in a state, by id and Thai name, in the order of readers.
pub async fn agencies(tx: &mut Tx, state: &'static str) -> Result<Vec<(AgencyId, String)>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "with recursive step (id) as (
                 select min(agency_id) from certificate_request where state = $1
                 union all
                 select (select min(r.agency_id) from certificate_request r
                         where r.state = $1 and r.agency_id > step.id)
                 from step where step.id is not null)
             select a.id, a.name_th from (select id from step where id is not null limit $2) s
             join agency a on a.id = s.id order by a.sort_key"
        )
        .bind(state)
        .bind(OFFERED)
        .fetch_all(tx)
        .await
    )?)
}

/// How the queue stands: how many wait, and how many of those past their promise.
#[derive(Clone, Debug)]
pub struct Load {
    /// Requests that wait.
    pub pending: Count,
    /// Of those, past the promise.
    pub overdue: Count,
    /// Decided in the last thirty days.
    pub decided: Count,
    /// Of a hundred decisions counted, so many within the promise.
    pub in_time_percent: Option<i64>,
}

/// Counts the queue; of the last thirty days' decisions, the latest two thousand.
pub async fn load(tx: &mut Tx, pending: Count, overdue: Count) -> Result<Load> {
    let since = tx.now() - Duration::days(30);
    let (decided, in_time): (i64, i64) = sql!(
        tx,
        sqlx::query_as(
            "select count(*), count(case when decided_at <= due_at then 1 end)
             from (select decided_at, due_at from certificate_request where decided_at >= $1
                   order by decided_at desc limit $2) latest"
        )
        .bind(since)
        .bind(JUDGED + 1)
        .fetch_one(tx)
        .await
    )?;
    let in_time_percent = (decided > 0).then(|| in_time * 100 / decided);
    Ok(Load { pending, overdue, decided: Count::new(decided, JUDGED), in_time_percent })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_that_ended_early_says_so() {
        assert_eq!(Count::new(3_000, EXACTLY).to_string(), "3,000");
        assert_eq!(Count::new(10_000, EXACTLY).to_string(), "10,000");
        assert_eq!(Count::new(10_001, EXACTLY).to_string(), "10,000+");
        assert_eq!(Count::new(7, EXACTLY).to_string(), "7");
    }
}
