//! Version: what a holiday said at a time, who wrote it and why; nothing of it is ever changed.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{db::Tx, error::Result, holidays::holiday::Holiday, id::PersonId, sql};

/// A row of `holiday_version` with the name of whoever made it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Version {
    /// ISO day in the common era.
    pub day: String,
    /// From 1.
    pub version: i64,
    /// `shipped`, `added`, `changed` or `removed`.
    pub act: String,
    /// Thai name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// `fixed`, `lunar`, `substitute` or `cabinet`.
    pub kind: String,
    /// Where it is known from.
    pub source: String,
    /// The day for which it stands.
    pub substitutes_for: Option<String>,
    /// Why; may be empty.
    pub why: String,
    /// Who, in Thai; nobody where it came with the product.
    pub made_by: Option<String>,
    /// When.
    pub made_at: DateTime<Utc>,
}

impl Version {
    /// The day.
    pub fn date(&self) -> NaiveDate {
        self.day.parse().unwrap_or_default()
    }
}

/// The number of the last version of a day; 0: it was never a holiday.
pub async fn last(tx: &mut Tx, day: &str) -> Result<i64> {
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select coalesce(max(version), 0) from holiday_version
             where day = $1 and region = 'national'"
        )
        .bind(day)
        .fetch_one(tx)
        .await
    )?)
}

/// Keeps what a holiday says now.
pub(super) async fn record(
    tx: &mut Tx,
    holiday: &Holiday,
    act: &str,
    why: &str,
    by: Option<&PersonId>,
) -> Result<()> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "insert into holiday_version (day, region, version, act, name_th, name_en, kind, source,
                 substitutes_for, why, made_by, made_at)
             values ($1, 'national', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        )
        .bind(&holiday.day)
        .bind(holiday.version)
        .bind(act)
        .bind(&holiday.name_th)
        .bind(&holiday.name_en)
        .bind(&holiday.kind)
        .bind(&holiday.source)
        .bind(&holiday.substitutes_for)
        .bind(why)
        .bind(by)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// Keeps what every holiday says now, for a first filling.
pub(super) async fn record_all(tx: &mut Tx, act: &str) -> Result<()> {
    sql!(
        tx,
        sqlx::query(
            "insert into holiday_version (day, region, version, act, name_th, name_en, kind, source,
                 substitutes_for, why, made_by, made_at)
             select day, region, version, $1, name_th, name_en, kind, source, substitutes_for, '',
                 added_by, added_at
             from holiday where region = 'national'"
        )
        .bind(act)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// The columns of a version, once; what is asked of them follows.
macro_rules! select_version {
    ($rest:literal) => {
        concat!(
            "select v.day, v.version, v.act, v.name_th, v.name_en, v.kind, v.source,
                    v.substitutes_for, v.why,
                    case when p.id is null then null
                         else trim(p.prefix || p.first_name || ' ' || p.last_name) end as made_by,
                    v.made_at
             from holiday_version v left join person p on p.id = v.made_by
             where v.region = 'national' ",
            $rest
        )
    };
}

/// Every version of a day, the latest first.
pub async fn of_day(tx: &mut Tx, day: &str) -> Result<Vec<Version>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_version!("and v.day = $1 order by v.version desc limit 200"))
            .bind(day)
            .fetch_all(tx)
            .await
    )?)
}

/// What people did to the days of a year, the latest first.
pub async fn of_year(tx: &mut Tx, year: i32) -> Result<Vec<Version>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_version!(
            "and v.day >= $1 and v.day <= $2 and v.act <> 'shipped'
             order by v.made_at desc, v.day desc, v.version desc limit 50"
        ))
        .bind(format!("{year:04}-01-01"))
        .bind(format!("{year:04}-12-31"))
        .fetch_all(tx)
        .await
    )?)
}
