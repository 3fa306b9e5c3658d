//! What the tally says of a month, of those before it, and of each course.

use std::collections::BTreeMap;

use crate::{
    db::Tx,
    error::Result,
    id::CourseId,
    learning::certificate::promise::{month::Month, spread::Spread, tally::Share},
    sql,
};

/// How many months stand beside each other.
pub const MONTHS: u32 = 12;

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
