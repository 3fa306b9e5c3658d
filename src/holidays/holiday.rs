//! Holiday: a day off with its names, its kind and its source; every change is kept as a version.

use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};
use serde_json::json;

use crate::{
    audit,
    db::Tx,
    error::{Error, Result},
    holidays::{
        typed::{Typed, Wording},
        version,
    },
    identity::access::{Act, Actor},
    sql,
    thai::{calendar::Calendar, date},
    web::locale::Text,
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
    /// Where the row comes from: `shipped`, or the officer's words; `officer` where none were asked.
    pub source: String,
    /// The day for which a substitution day stands, ISO.
    pub substitutes_for: Option<String>,
    /// How often it was written.
    pub version: i64,
}

impl Holiday {
    /// The day.
    pub fn date(&self) -> NaiveDate {
        self.day.parse().unwrap_or_default()
    }

    /// The day for which it stands, if it is a substitution day.
    pub fn stands_for(&self) -> Option<NaiveDate> {
        self.substitutes_for.as_deref().and_then(|day| day.parse().ok())
    }
}

/// Whether offices are closed anyway.
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The columns of a holiday, once; what is asked of them follows.
macro_rules! select_holiday {
    ($rest:literal) => {
        concat!(
            "select day, name_th, name_en, kind, source, substitutes_for, version from holiday
             where region = 'national' ",
            $rest
        )
    };
}

/// The calendar of working days: the national days off.
pub async fn calendar(tx: &mut Tx) -> Result<Calendar> {
    let days = all(tx).await?;
    Ok(Calendar::new(days.iter().map(Holiday::date)))
}

/// Every national day off, in order.
pub async fn all(tx: &mut Tx) -> Result<Vec<Holiday>> {
    Ok(sql!(tx, sqlx::query_as(select_holiday!("order by day")).fetch_all(tx).await)?)
}

/// The holiday on a day, if it is one.
pub async fn find(tx: &mut Tx, day: &str) -> Result<Option<Holiday>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_holiday!("and day = $1")).bind(day).fetch_optional(tx).await
    )?)
}

/// The holiday on a day.
pub async fn get(tx: &mut Tx, day: &str) -> Result<Holiday> {
    find(tx, day).await?.ok_or_else(Error::not_found)
}

/// Keeps a day off; `false` where that day is one already.
pub(super) async fn insert(
    tx: &mut Tx,
    holiday: &Holiday,
    by: Option<&Actor>,
    now: DateTime<Utc>,
) -> Result<bool> {
    Ok(sql!(
        tx,
        sqlx::query(
            "insert into holiday (day, region, name_th, name_en, kind, source, added_by, added_at,
                 substitutes_for, version)
             values ($1, 'national', $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (day, region) do nothing"
        )
        .bind(&holiday.day)
        .bind(&holiday.name_th)
        .bind(&holiday.name_en)
        .bind(&holiday.kind)
        .bind(&holiday.source)
        .bind(by.map(|by| by.id.as_str()))
        .bind(now)
        .bind(&holiday.substitutes_for)
        .bind(holiday.version)
        .execute(tx)
        .await
        .map(|done| done.rows_affected() > 0)
    )?)
}

/// Adds a day off, as the cabinet does at short notice. What counts in working days is counted anew
/// by whoever promised it, in this transaction.
///
/// # Errors
/// Mistakes in the fields.
pub async fn add(tx: &mut Tx, me: &Actor, day: &str, typed: &Typed<'_>) -> Result<NaiveDate> {
    if !me.may(Act::KeepHolidays) {
        return Err(Error::Forbidden);
    }
    let day = date::read(day).map_err(|wrong| Error::mistake("day", "date", wrong.text()))?;
    let wording = Wording::read(tx, day, typed).await?;
    let before = calendar(tx).await?;
    // A single far day would make a year of which nothing else is known look known.
    if before.is_working_day(day).is_none() && day.month() != 1 {
        return Err(Error::mistake("day", "unknown_year", Text::new("holiday-year-unknown")));
    }
    let version = version::last(tx, &day.to_string()).await? + 1;
    let holiday = wording.clone().into_holiday(day, version);
    let now = tx.now();
    if !insert(tx, &holiday, Some(me), now).await? {
        return Err(Error::mistake("day", "taken", Text::new("holiday-day-taken")));
    }
    version::record(tx, &holiday, "added", &wording.why, Some(&me.id)).await?;
    let facts = json!({"kind": holiday.kind, "version": version});
    audit::record(tx, Some(&me.id), "holiday.added", &holiday.day, facts).await?;
    Ok(day)
}

/// Changes names, kind and source of a day off. `version` is the one that was seen.
///
/// # Errors
/// Mistakes in the fields; a conflict when somebody else changed it since.
pub async fn change(
    tx: &mut Tx,
    me: &Actor,
    day: &str,
    version: Option<i64>,
    typed: &Typed<'_>,
) -> Result<()> {
    if !me.may(Act::KeepHolidays) {
        return Err(Error::Forbidden);
    }
    let now = get(tx, day).await?;
    let wording = Wording::read(tx, now.date(), typed).await?;
    let why = wording.needs_why()?;
    let seen = version.unwrap_or(now.version);
    let holiday = wording.into_holiday(now.date(), seen + 1);
    let changed = sql!(
        tx,
        sqlx::query(
            "update holiday set name_th = $1, name_en = $2, kind = $3, source = $4,
                 substitutes_for = $5, version = $6
             where day = $7 and region = 'national' and version = $8"
        )
        .bind(&holiday.name_th)
        .bind(&holiday.name_en)
        .bind(&holiday.kind)
        .bind(&holiday.source)
        .bind(&holiday.substitutes_for)
        .bind(holiday.version)
        .bind(&holiday.day)
        .bind(seen)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if changed == 0 {
        return Err(Error::conflict("changed-since", Text::new("holiday-changed-since")));
    }
    version::record(tx, &holiday, "changed", &why, Some(&me.id)).await?;
    let facts = json!({"kind": holiday.kind, "version": holiday.version});
    audit::record(tx, Some(&me.id), "holiday.changed", &holiday.day, facts).await
}

/// Takes a day off away again.
///
/// # Errors
/// A mistake in `/why`; a conflict while a substitution day stands for it.
pub async fn remove(tx: &mut Tx, me: &Actor, day: &str, why: &str) -> Result<()> {
    if !me.may(Act::KeepHolidays) {
        return Err(Error::Forbidden);
    }
    let mut holiday = get(tx, day).await?;
    let why = Wording::why(why)?;
    let substitutes: i64 = sql!(
        tx,
        sqlx::query_scalar("select count(*) from holiday where substitutes_for = $1")
            .bind(day)
            .fetch_one(tx)
            .await
    )?;
    if substitutes > 0 {
        return Err(Error::conflict("is-substituted", Text::new("holiday-is-substituted")));
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
    holiday.version += 1;
    version::record(tx, &holiday, "removed", &why, Some(&me.id)).await?;
    let facts = json!({"version": holiday.version});
    audit::record(tx, Some(&me.id), "holiday.removed", day, facts).await
}
