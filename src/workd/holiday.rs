//! Holiday: the government's days off, as rows with a source and an author; they move open due dates.

use chrono::{Datelike, NaiveDate};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::RequestId,
    identity::access::{Act, Actor},
    sql,
    thai::{
        calendar::{self, Calendar},
        date, text,
    },
    web::locale::{Locale, Text, Value},
    workd::request::{
        request::{self},
        submission::{self, PROMISE},
    },
};

/// A row of `holiday`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Holiday {
    /// ISO day in the common era.
    pub day: String,
    /// Thai name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// `fixed`, `lunar`, `substitute` or `cabinet`.
    pub kind: String,
    /// Where the row comes from.
    pub source: String,
}

impl Holiday {
    /// The day.
    pub fn date(&self) -> NaiveDate {
        self.day.parse().unwrap_or_default()
    }
}

/// DGA's calendar: the national days off.
pub async fn calendar(tx: &mut Tx) -> Result<Calendar> {
    let days = all(tx).await?;
    Ok(Calendar::new(days.iter().map(Holiday::date)))
}

/// Every national day off, in order.
pub async fn all(tx: &mut Tx) -> Result<Vec<Holiday>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select day, name_th, name_en, kind, source from holiday
             where region = 'national' order by day"
        )
        .fetch_all(tx)
        .await
    )?)
}

/// Fills an empty table with the days that are shipped.
pub async fn ensure_shipped(app: &App) -> Result<()> {
    let mut tx = app.db.write().await?;
    let known: i64 =
        sql!(tx, sqlx::query_scalar("select count(*) from holiday").fetch_one(tx).await)?;
    if known > 0 {
        return Ok(());
    }
    for day in calendar::shipped() {
        insert(
            &mut tx,
            &day.date.to_string(),
            &day.name_th,
            &day.name_en,
            &day.kind,
            "shipped",
            None,
        )
        .await?;
    }
    audit::record(&mut tx, None, "holiday.shipped", "holiday", json!({})).await?;
    tx.save().await
}

async fn insert(
    tx: &mut Tx,
    day: &str,
    name_th: &str,
    name_en: &str,
    kind: &str,
    source: &str,
    by: Option<&Actor>,
) -> Result<bool> {
    let now = tx.now();
    Ok(sql!(
        tx,
        sqlx::query(
            "insert into holiday (day, region, name_th, name_en, kind, source, added_by, added_at)
             values ($1, 'national', $2, $3, $4, $5, $6, $7)
             on conflict (day, region) do nothing"
        )
        .bind(day)
        .bind(name_th)
        .bind(name_en)
        .bind(kind)
        .bind(source)
        .bind(by.map(|by| by.id.as_str()))
        .bind(now)
        .execute(tx)
        .await
        .map(|done| done.rows_affected() > 0)
    )?)
}

/// Adds a day off, as the cabinet does at short notice, and moves the due dates it touches.
pub async fn add(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    day: &str,
    name_th: &str,
    name_en: &str,
) -> Result<usize> {
    if !me.may(Act::KeepHolidays) {
        return Err(Error::Forbidden);
    }
    let day = date::read(day).map_err(|wrong| Error::mistake("day", "date", wrong.text()))?;
    let (name_th, name_en) = (text::normalise(name_th), text::normalise(name_en));
    if name_th.is_empty() {
        return Err(Error::mistake("name_th", "required", Text::new("holiday-name-required")));
    }
    let before = calendar(tx).await?;
    // A single far day would make a year of which nothing else is known look known.
    if before.is_working_day(day).is_none() && day.month() != 1 {
        return Err(Error::mistake("day", "unknown_year", Text::new("holiday-year-unknown")));
    }
    let new =
        insert(tx, &day.to_string(), &name_th, &name_en, "cabinet", "officer", Some(me)).await?;
    if !new {
        return Err(Error::mistake("day", "taken", Text::new("holiday-day-taken")));
    }
    audit::record(tx, Some(&me.id), "holiday.added", &day.to_string(), json!({})).await?;
    move_due_dates(tx, app).await
}

/// Takes a day off away again, and moves the due dates it touches.
pub async fn remove(tx: &mut Tx, app: &App, me: &Actor, day: &str) -> Result<usize> {
    if !me.may(Act::KeepHolidays) {
        return Err(Error::Forbidden);
    }
    let gone = sql!(
        tx,
        sqlx::query("delete from holiday where day = $1 and region = 'national'")
            .bind(day)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
    )?;
    if gone == 0 {
        return Err(Error::not_found());
    }
    audit::record(tx, Some(&me.id), "holiday.removed", day, json!({})).await?;
    move_due_dates(tx, app).await
}

/// Counts the promise of every waiting request anew and tells those whose date moved.
async fn move_due_dates(tx: &mut Tx, app: &App) -> Result<usize> {
    let calendar = calendar(tx).await?;
    let waiting: Vec<RequestId> = sql!(
        tx,
        sqlx::query_scalar("select id from request where state = 'under_review'")
            .fetch_all(tx)
            .await
    )?;
    let mut moved = 0;
    for id in waiting {
        let request = request::get_any(tx, &id).await?;
        let due = request.submitted_at.and_then(|sent| calendar.due(sent, PROMISE));
        if due == request.due_at {
            continue;
        }
        sql!(
            tx,
            sqlx::query("update request set due_at = $1 where id = $2")
                .bind(due)
                .bind(&id)
                .execute(tx)
                .await
                .map(drop)
        )?;
        let values = |locale: Locale| {
            [
                ("number", Value::from(request.number.clone())),
                ("due", due.map(|due| locale.moment(due)).unwrap_or_default().into()),
                ("url", app.url(&format!("/workd/requests/{id}")).into()),
            ]
        };
        submission::tell(tx, &request, "mail-request-due-moved", values).await?;
        moved += 1;
    }
    Ok(moved)
}
