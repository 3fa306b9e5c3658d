//! Which certificates of a course an archive holds: those issued within a time.

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};

use crate::{
    app::App,
    db::Tx,
    error::{Error, Mistake, Result},
    id::CourseId,
    learning::certificate::{certificate::Certificate, edition},
    sql,
    thai::date,
    web::locale::Text,
};

/// Certificates of a course by their day of issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Of which course.
    pub course: CourseId,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
}

/// A month in which certificates of a course were issued.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Month {
    /// `2026-04`.
    pub month: String,
    /// How many are in force.
    pub count: i64,
}

impl Month {
    /// Its first day.
    pub fn first(&self) -> Option<NaiveDate> {
        format!("{}-01", self.month).parse().ok()
    }
}

impl Selection {
    /// Reads what was chosen: a month as `2026-04`, or days as people write them.
    ///
    /// # Errors
    /// Mistakes in `month`, `from`, `to`.
    pub fn read(course: CourseId, month: &str, from: &str, to: &str) -> Result<Self> {
        if !month.is_empty() {
            let first: Option<NaiveDate> = format!("{month}-01").parse().ok();
            let first = first.filter(|day| (1900..3000).contains(&day.year()));
            let last = first.and_then(|day| day.checked_add_months(Months::new(1))?.pred_opt());
            return match (first, last) {
                (Some(_), Some(_)) => Ok(Self { course, from: first, to: last }),
                _ => Err(Error::mistake("month", "unreadable", Text::new("bundle-month-wrong"))),
            };
        }
        let mut mistakes = Vec::new();
        let mut day = |name: &str, text: &str| match text.trim() {
            "" => None,
            text => date::read(text)
                .map_err(|wrong| mistakes.push(Mistake::new(name, "unreadable", wrong.text())))
                .ok(),
        };
        let (from, to) = (day("from", from), day("to", to));
        if !mistakes.is_empty() {
            return Err(Error::Mistakes(mistakes));
        }
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err(Error::mistake("to", "before", Text::new("bundle-ends-before")));
        }
        Ok(Self { course, from, to })
    }

    fn bounds(&self) -> (String, String) {
        let iso =
            |day: Option<NaiveDate>, none: &str| day.map_or(none.to_owned(), |it| it.to_string());
        (iso(self.from, "0000-00-00"), iso(self.to, "9999-99-99"))
    }

    /// How many of them are in force, each a file of the archive.
    pub async fn count(&self, tx: &mut Tx) -> Result<i64> {
        let (from, to) = self.bounds();
        Ok(sql!(
            tx,
            sqlx::query_scalar(
                "select count(*) from certificate where course_id = $1 and revoked_at is null
                     and issued_on >= $2 and issued_on <= $3"
            )
            .bind(&self.course)
            .bind(from)
            .bind(to)
            .fetch_one(tx)
            .await
        )?)
    }

    /// The next certificates behind the last one, none issued after `until`: revoked ones too, which
    /// stand in the list alone.
    pub async fn after(
        &self,
        tx: &mut Tx,
        last: (DateTime<Utc>, &str),
        until: DateTime<Utc>,
        limit: i64,
    ) -> Result<Vec<Certificate>> {
        let (from, to) = self.bounds();
        Ok(sql!(
            tx,
            sqlx::query_as(
                "select number, enrolment_id, person_id, document_title, full_name, course_title,
                     course_title_en, minutes, score_percent, issued_at, issued_on, valid_until,
                     revoked_at, revocation_reason, revocation_code, course_id, office, decided_as,
                     design, replaces
                 from certificate
                 where course_id = $1 and (issued_at > $2 or (issued_at = $2 and number > $3))
                     and issued_at <= $4 and issued_on >= $5 and issued_on <= $6
                 order by issued_at, number limit $7"
            )
            .bind(&self.course)
            .bind(last.0)
            .bind(last.1)
            .bind(until)
            .bind(from)
            .bind(to)
            .bind(limit)
            .fetch_all(tx)
            .await
        )?)
    }

    /// How large an archive of `count` will be, by the first certificate of it, in bytes.
    pub async fn estimate(&self, app: &App, count: i64) -> Result<i64> {
        let mut tx = app.db.read().await?;
        let until = tx.now();
        let first = self.after(&mut tx, (DateTime::UNIX_EPOCH, ""), until, 20).await?;
        drop(tx);
        let Some(first) = first.into_iter().find(|it| it.revoked_at.is_none()) else {
            return Ok(0);
        };
        let one = edition::file(app, &first).await?.len();
        // A line in the list and two headers come to each.
        Ok(count * i64::try_from(one + 450).unwrap_or(0))
    }
}

/// The months in which certificates of a course were issued, the latest first.
pub async fn months(tx: &mut Tx, course: &CourseId) -> Result<Vec<Month>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select substr(issued_on, 1, 7) as month, count(*) as count from certificate
             where course_id = $1 and revoked_at is null
             group by substr(issued_on, 1, 7) order by month desc"
        )
        .bind(course)
        .fetch_all(tx)
        .await
    )?)
}
