//! The promise of two days: measured as decisions are made, and said to both sides before it ends.

pub mod measure;
pub mod month;
pub mod overdue;
pub mod reminder;
pub mod spread;
pub mod tally;

use chrono::{DateTime, Utc};

use crate::{
    db::Tx,
    error::Result,
    id::{CertificateRequestId, CourseId},
    learning::certificate::promise::{month::Month, tally::Share},
    sql,
};

/// A request with the times that the measure needs.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Decided {
    course_id: Option<CourseId>,
    requested_at: DateTime<Utc>,
    due_at: DateTime<Utc>,
    decided_at: Option<DateTime<Utc>>,
    decided_as: String,
}

impl Decided {
    /// What this decision adds to the tally; nothing while there is none.
    fn share(self) -> Option<Share> {
        let (course_id, decided_at) = (self.course_id?, self.decided_at?);
        Some(Share {
            month: Month::of(decided_at).to_string(),
            course_id,
            minute: wait(self.requested_at, decided_at),
            decided: 1,
            in_time: i64::from(decided_at <= self.due_at),
            by_rule: i64::from(self.decided_as == "rule"),
        })
    }
}

/// How long somebody waited, in minutes: within the first hour those begun, then to the end of the
/// hour begun, so that the tally stays small. The last minute in time is that of the 48th hour.
fn wait(from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
    const MICROS: i64 = 60_000_000;
    let waited = (to - from).num_microseconds().unwrap_or(i64::MAX - MICROS).max(0);
    let minutes = (waited + MICROS - 1) / MICROS;
    if minutes <= 60 { minutes } else { (minutes + 59) / 60 * 60 }
}

/// Counts the decision that this transaction has just written to a request.
pub async fn note(tx: &mut Tx, id: &CertificateRequestId) -> Result<()> {
    match decided(tx, id).await? {
        Some(share) => tally::write(tx, &share).await,
        None => Ok(()),
    }
}

/// Takes a decision out of the count again. Call it while the request still has its `decided_at`, in
/// the transaction that takes it away.
pub async fn take_back(tx: &mut Tx, id: &CertificateRequestId) -> Result<()> {
    // From before there was a tally, and not counted yet: then it never will be.
    let waiting = sql!(
        tx,
        sqlx::query("delete from promise_uncounted where request_id = $1")
            .bind(id)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
    )?;
    match decided(tx, id).await? {
        Some(share) if waiting == 0 => tally::write(tx, &share.taken_back()).await,
        _ => Ok(()),
    }
}

async fn decided(tx: &mut Tx, id: &CertificateRequestId) -> Result<Option<Share>> {
    let row: Option<Decided> = sql!(
        tx,
        sqlx::query_as(
            "select course_id, requested_at, due_at, decided_at, decided_as
             from certificate_request where id = $1"
        )
        .bind(id)
        .fetch_optional(tx)
        .await
    )?;
    Ok(row.and_then(Decided::share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_hour_is_kept_by_the_minute_and_the_forty_eighth_is_the_last_in_time() {
        let asked: DateTime<Utc> = "2026-04-07T03:00:00Z".parse().unwrap();
        let after = |seconds| wait(asked, asked + chrono::Duration::seconds(seconds));
        assert_eq!([after(-5), after(0), after(1), after(60), after(61)], [0, 0, 1, 1, 2]);
        assert_eq!([after(3600), after(3601), after(7200)], [60, 120, 120]);
        assert_eq!([after(48 * 3600), after(48 * 3600 + 1)], [48 * 60, 49 * 60]);
    }
}
