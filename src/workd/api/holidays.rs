//! Government holidays, as JSON.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};

use crate::{
    error::{Error, Result},
    holidays::{
        gap,
        holiday::get,
        typed::Typed,
        version::{self, Version as VersionRow},
    },
    identity::access::Act,
    web::{
        openapi::{Created, Gone, Page, Signed},
        visitor::Visit,
    },
    workd::holiday::{self, Holiday as Row},
};

/// Holidays.
pub struct HolidaysApi;

/// A government holiday.
#[derive(Object)]
#[oai(rename = "GovernmentHoliday")]
struct Holiday {
    /// The day.
    day: NaiveDate,
    /// Thai name.
    name_th: String,
    /// English name.
    name_en: String,
    /// `fixed`, `lunar`, `substitute` or `cabinet`.
    kind: String,
    /// Where the day comes from.
    source: String,
    /// The day for which a substitution day stands.
    substitutes_for: Option<NaiveDate>,
    /// How often it was written; to be sent with a change.
    version: i64,
}

impl From<Row> for Holiday {
    fn from(row: Row) -> Self {
        Self {
            day: row.date(),
            substitutes_for: row.stands_for(),
            name_th: row.name_th,
            name_en: row.name_en,
            kind: row.kind,
            source: row.source,
            version: row.version,
        }
    }
}

/// A holiday to add, or what is to be said of one.
#[derive(Object)]
#[oai(rename = "NewGovernmentHoliday")]
struct NewHoliday {
    /// `YYYY-MM-DD`; Thai forms are read too. The path says it where a holiday is changed.
    #[oai(default)]
    day: String,
    /// Thai name.
    #[oai(default)]
    name_th: String,
    /// English name.
    #[oai(default)]
    name_en: String,
    /// `fixed`, `lunar`, `substitute` or `cabinet`, which is meant where none is named.
    #[oai(default)]
    kind: String,
    /// Where the day is known from: date or number of a resolution.
    #[oai(default)]
    source: String,
    /// For a substitution day: the holiday on a weekend for which it stands.
    #[oai(default)]
    substitutes_for: String,
    /// Why; needed for a change.
    #[oai(default)]
    why: String,
    /// For a change: the version that was seen.
    version: Option<i64>,
}

impl NewHoliday {
    fn typed(&self) -> Typed<'_> {
        Typed {
            name_th: &self.name_th,
            name_en: &self.name_en,
            kind: &self.kind,
            source: &self.source,
            substitutes_for: &self.substitutes_for,
            why: &self.why,
        }
    }
}

/// A holiday that was added.
#[derive(Object)]
struct AddedHoliday {
    /// The day.
    day: NaiveDate,
    /// How many requests got another due date by it; everyone concerned is told.
    moved: usize,
}

/// What a holiday said at a time.
#[derive(Object)]
#[oai(rename = "GovernmentHolidayVersion")]
struct Version {
    /// The day.
    day: NaiveDate,
    /// From 1.
    version: i64,
    /// `shipped`, `added`, `changed` or `removed`.
    act: String,
    /// Thai name.
    name_th: String,
    /// English name.
    name_en: String,
    /// `fixed`, `lunar`, `substitute` or `cabinet`.
    kind: String,
    /// Where the day is known from.
    source: String,
    /// The day for which a substitution day stands, ISO.
    substitutes_for: Option<String>,
    /// Why; may be empty.
    why: String,
    /// Who, in Thai; null where it came with the product.
    made_by: Option<String>,
    /// When.
    made_at: DateTime<Utc>,
}

impl From<VersionRow> for Version {
    fn from(row: VersionRow) -> Self {
        Self {
            day: row.date(),
            version: row.version,
            act: row.act,
            name_th: row.name_th,
            name_en: row.name_en,
            kind: row.kind,
            source: row.source,
            substitutes_for: row.substitutes_for,
            why: row.why,
            made_by: row.made_by,
            made_at: row.made_at,
        }
    }
}

/// A year of the calendar.
#[derive(Object)]
#[oai(rename = "GovernmentHolidayYear")]
struct Year {
    /// Of the common era.
    year: i32,
    /// Whether nothing is missing from it, as far as rules can tell.
    complete: bool,
    /// What is missing, in the reader's language.
    missing: Vec<String>,
}

#[OpenApi]
impl HolidaysApi {
    /// Every national day off that is known, in order.
    #[oai(path = "/workd/holidays", method = "get")]
    async fn list(&self, visit: Visit, _me: Signed) -> Result<Json<Page<Holiday>>> {
        let mut tx = visit.app.db.read().await?;
        let days = holiday::all(&mut tx).await?;
        Ok(Json(Page::whole(days.into_iter().map(Holiday::from).collect())))
    }

    /// The years that are known, and what is missing from each.
    #[oai(path = "/workd/holiday-years", method = "get")]
    async fn years(&self, visit: Visit, _me: Signed) -> Result<Json<Page<Year>>> {
        let mut tx = visit.app.db.read().await?;
        let days = holiday::all(&mut tx).await?;
        let mut years: Vec<i32> = days.iter().map(|day| day.date().year()).collect();
        years.dedup();
        let years = years.into_iter().map(|year| {
            let gaps = gap::gaps(&days, year);
            let missing = gaps.iter().map(|gap| visit.locale.say(&gap.text())).collect();
            Year { year, complete: gaps.is_empty(), missing }
        });
        Ok(Json(Page::whole(years.collect())))
    }

    /// Add a day off; due dates move.
    #[oai(path = "/workd/holidays", method = "post")]
    async fn add(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewHoliday>,
    ) -> Result<Created<AddedHoliday>> {
        let app = &visit.app;
        let mut tx = app.db.write().await?;
        let (day, moved) = holiday::add(&mut tx, app, &me.0, &body.day, &body.typed()).await?;
        tx.save().await?;
        Ok(Created::Made(Json(AddedHoliday { day, moved })))
    }

    /// Change names, kind and source of a day off; it is kept as a version.
    #[oai(path = "/workd/holidays/:day", method = "put")]
    async fn change(
        &self,
        visit: Visit,
        me: Signed,
        day: Path<String>,
        body: Json<NewHoliday>,
    ) -> Result<Json<Holiday>> {
        let app = &visit.app;
        let mut tx = app.db.write().await?;
        holiday::change(&mut tx, app, &me.0, &day.0, body.version, &body.typed()).await?;
        let changed = get(&mut tx, &day.0).await?;
        tx.save().await?;
        Ok(Json(changed.into()))
    }

    /// Take a day off away; due dates move back.
    #[oai(path = "/workd/holidays/:day", method = "delete")]
    async fn remove(
        &self,
        visit: Visit,
        me: Signed,
        day: Path<String>,
        /// Why; must be given.
        why: Query<Option<String>>,
    ) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        let why = why.0.unwrap_or_default();
        holiday::remove(&mut tx, &visit.app, &me.0, &day.0, &why).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// Every version of a day, the latest first.
    #[oai(path = "/workd/holidays/:day/versions", method = "get")]
    async fn versions(
        &self,
        visit: Visit,
        me: Signed,
        day: Path<String>,
    ) -> Result<Json<Page<Version>>> {
        if !me.0.may(Act::KeepHolidays) && !me.0.may(Act::ReviewRequests) {
            return Err(Error::Forbidden);
        }
        let mut tx = visit.app.db.read().await?;
        let versions = version::of_day(&mut tx, &day.0).await?;
        if versions.is_empty() {
            return Err(Error::not_found());
        }
        Ok(Json(Page::whole(versions.into_iter().map(Version::from).collect())))
    }
}
