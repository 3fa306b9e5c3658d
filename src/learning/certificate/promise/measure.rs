//! What the tally says: median, nine in ten, share in time; and the requests past their promise.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::{
    db::Tx,
    error::Result,
    id::{CertificateRequestId, CourseId, VersionId},
    learning::certificate::promise::{month::Month, tally::Share},
    sql,
};

/// How many months stand beside each other.
pub const MONTHS: u32 = 12;

/// Waits are shown in these bands: up to so many hours. What is over the last one broke the promise.
pub const BANDS: [i64; 5] = [6, 12, 24, 36, 48];

/// How long decisions took: how many of each wait.
#[derive(Clone, Debug, Default)]
pub struct Spread {
    waits: BTreeMap<i64, i64>,
    /// Decisions.
    pub decided: i64,
    /// Of those, within the promise.
    pub in_time: i64,
    /// Of those, by a course's rule.
    pub by_rule: i64,
}

impl Spread {
    /// Adds the decisions of one wait, in minutes.
    pub fn add(&mut self, minute: i64, decided: i64, in_time: i64, by_rule: i64) {
        *self.waits.entry(minute).or_default() += decided;
        self.decided += decided;
        self.in_time += in_time;
        self.by_rule += by_rule;
    }

    /// The minutes within which so many of a hundred were decided, by the nearest rank.
    fn within(&self, percent: i64) -> Option<i64> {
        let wanted = (self.decided * percent + 99) / 100;
        let mut seen = 0;
        let found = self.waits.iter().find(|(_, count)| {
            seen += **count;
            seen >= wanted.max(1)
        });
        found.map(|(minute, _)| *minute)
    }

    /// Minutes within which half was decided; whole hours from the first one on.
    pub fn median(&self) -> Option<i64> {
        self.within(50)
    }

    /// Minutes within which nine in ten were decided; whole hours from the first one on.
    pub fn p90(&self) -> Option<i64> {
        self.within(90)
    }

    /// Decided in time, of a hundred, never rounded up.
    pub fn share(&self) -> Option<i64> {
        (self.decided > 0).then(|| self.in_time * 100 / self.decided)
    }

    /// How many were decided in each band, and in none of them.
    pub fn bands(&self) -> [i64; BANDS.len() + 1] {
        let mut counts = [0; BANDS.len() + 1];
        for (minute, count) in &self.waits {
            let band = BANDS.iter().position(|last| *minute <= last * 60).unwrap_or(BANDS.len());
            counts[band] += count;
        }
        counts
    }
}

/// The measured promise.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Which month was asked for.
    pub month: Month,
    /// That month.
    pub whole: Spread,
    /// That month and the eleven before it, the earliest first.
    pub months: Vec<(Month, Spread)>,
    /// That month by course, the one with most decisions first.
    pub courses: Vec<(CourseId, Spread)>,
}

/// Both parts of the tally, for what follows.
macro_rules! from_tally {
    ($select:literal, $rest:literal) => {
        concat!(
            $select,
            ", cast(sum(decided) as bigint) as decided, cast(sum(in_time) as bigint) as in_time,
              cast(sum(by_rule) as bigint) as by_rule
              from (select month, course_id, minute, decided, in_time, by_rule from promise_tally
                    where month >= $1 and month <= $2 and ($3 is null or course_id = $3)
                    union all
                    select month, course_id, minute, decided, in_time, by_rule from promise_change
                    where month >= $1 and month <= $2 and ($3 is null or course_id = $3)) t ",
            $rest
        )
    };
}

#[derive(sqlx::FromRow)]
struct OfMonth {
    month: String,
    minute: i64,
    decided: i64,
    in_time: i64,
    by_rule: i64,
}

/// Measures a month, and those before it, in every course or in one.
pub async fn measure(tx: &mut Tx, month: Month, course: Option<&CourseId>) -> Result<Measure> {
    let rows: Vec<OfMonth> = sql!(
        tx,
        sqlx::query_as(from_tally!("select month, minute", "group by month, minute"))
            .bind(month.back(MONTHS - 1).to_string())
            .bind(month.to_string())
            .bind(course.map(CourseId::as_str))
            .fetch_all(tx)
            .await
    )?;
    let mut by_month = BTreeMap::<String, Spread>::new();
    for row in rows {
        let spread = by_month.entry(row.month).or_default();
        spread.add(row.minute, row.decided, row.in_time, row.by_rule);
    }
    let months: Vec<(Month, Spread)> = (0..MONTHS)
        .rev()
        .map(|back| month.back(back))
        .map(|month| (month, by_month.remove(&month.to_string()).unwrap_or_default()))
        .collect();
    let mut by_course = BTreeMap::<CourseId, Spread>::new();
    for row in shares(tx, month, month, course).await? {
        let spread = by_course.entry(row.course_id).or_default();
        spread.add(row.minute, row.decided, row.in_time, row.by_rule);
    }
    let mut courses: Vec<(CourseId, Spread)> =
        by_course.into_iter().filter(|(_, spread)| spread.decided > 0).collect();
    courses.sort_by_key(|(_, spread)| -spread.decided);
    let whole = months.last().map(|(_, spread)| spread.clone()).unwrap_or_default();
    Ok(Measure { month, whole, months, courses })
}

/// The tally of some months by month, course and wait.
async fn shares(
    tx: &mut Tx,
    first: Month,
    last: Month,
    course: Option<&CourseId>,
) -> Result<Vec<Share>> {
    Ok(sql!(
        tx,
        sqlx::query_as(from_tally!(
            "select month, course_id, minute",
            "group by month, course_id, minute order by month, course_id, minute"
        ))
        .bind(first.to_string())
        .bind(last.to_string())
        .bind(course.map(CourseId::as_str))
        .fetch_all(tx)
        .await
    )?)
}

/// A month and the eleven before it, each by course, for a report.
pub async fn report(
    tx: &mut Tx,
    month: Month,
    course: Option<&CourseId>,
) -> Result<Vec<(String, CourseId, Spread)>> {
    let mut rows: Vec<(String, CourseId, Spread)> = Vec::new();
    for share in shares(tx, month.back(MONTHS - 1), month, course).await? {
        let same =
            |it: &&mut (String, CourseId, Spread)| it.0 == share.month && it.1 == share.course_id;
        let (minute, decided) = (share.minute, share.decided);
        match rows.last_mut().filter(same) {
            Some((.., spread)) => spread.add(minute, decided, share.in_time, share.by_rule),
            None => {
                let mut spread = Spread::default();
                spread.add(minute, decided, share.in_time, share.by_rule);
                rows.push((share.month, share.course_id, spread));
            }
        }
    }
    rows.retain(|(.., spread)| spread.decided > 0);
    Ok(rows)
}

/// A request past its promise.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Overdue {
    /// Which.
    pub id: CertificateRequestId,
    /// Prefix of the name.
    pub prefix: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Version that was taken.
    pub version_id: VersionId,
    /// When the promise ended.
    pub due_at: DateTime<Utc>,
}

impl Overdue {
    /// Prefix, given and family name as Thais write them.
    pub fn full_name(&self) -> String {
        crate::thai::name::full(&self.prefix, &self.first_name, &self.last_name)
    }
}

/// The requests past their promise, the oldest first.
pub async fn overdue(tx: &mut Tx, limit: i64) -> Result<Vec<Overdue>> {
    let now = tx.now();
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select r.id, p.prefix, p.first_name, p.last_name, e.version_id, r.due_at
             from certificate_request r
             join person p on p.id = r.person_id
             join enrolment e on e.id = r.enrolment_id
             where r.state = 'pending' and r.due_at < $1
             order by r.due_at, r.id limit $2"
        )
        .bind(now)
        .bind(limit)
        .fetch_all(tx)
        .await
    )?)
}

/// More than this is not counted to the last one.
pub const MANY: i64 = 10_000;

/// How many are past their promise; `MANY` and one more stands for more.
pub async fn count_overdue(tx: &mut Tx) -> Result<i64> {
    let now = tx.now();
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from (select 1 as one from certificate_request
             where state = 'pending' and due_at < $1 limit $2) t"
        )
        .bind(now)
        .bind(MANY + 1)
        .fetch_one(tx)
        .await
    )?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_decided_says_nothing() {
        let none = Spread::default();
        assert_eq!((none.median(), none.p90(), none.share()), (None, None, None));
    }

    proptest! {
        #[test]
        fn the_tally_says_what_a_sorted_list_says(mut waits in prop::collection::vec(0..200_i64, 1..300)) {
            let mut spread = Spread::default();
            for wait in &waits {
                spread.add(60 * wait, 1, i64::from(*wait <= 48), 0);
            }
            // One that is decided and taken back leaves nothing behind.
            spread.add(18_000, 1, 0, 0);
            spread.add(18_000, -1, 0, 0);
            waits.sort_unstable();
            let rank = |percent: usize| 60 * waits[(waits.len() * percent).div_ceil(100) - 1];
            prop_assert_eq!(spread.median(), Some(rank(50)));
            prop_assert_eq!(spread.p90(), Some(rank(90)));
            let late = waits.iter().filter(|wait| **wait > 48).count();
            prop_assert_eq!(spread.bands()[BANDS.len()], i64::try_from(late).unwrap());
            prop_assert_eq!(spread.bands().iter().sum::<i64>(), spread.decided);
        }
    }
}
