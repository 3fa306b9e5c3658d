//! Government holidays, as JSON.

use chrono::NaiveDate;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    error::{Error, Result},
    thai::date,
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
}

impl From<Row> for Holiday {
    fn from(row: Row) -> Self {
        Self {
            day: row.date(),
            name_th: row.name_th,
            name_en: row.name_en,
            kind: row.kind,
            source: row.source,
        }
    }
}

/// A holiday to add.
#[derive(Object)]
#[oai(rename = "NewGovernmentHoliday")]
struct NewHoliday {
    /// `YYYY-MM-DD`; Thai forms are read too.
    #[oai(default)]
    day: String,
    /// Thai name.
    #[oai(default)]
    name_th: String,
    /// English name.
    #[oai(default)]
    name_en: String,
}

/// A holiday that was added.
#[derive(Object)]
struct AddedHoliday {
    /// The day.
    day: NaiveDate,
    /// How many requests got another due date by it; everyone concerned is told.
    moved: usize,
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
        let (name_th, name_en) = (&body.name_th, &body.name_en);
        let moved = holiday::add(&mut tx, app, &me.0, &body.day, name_th, name_en).await?;
        let day =
            date::read(&body.day).map_err(|wrong| Error::mistake("day", "date", wrong.text()))?;
        tx.save().await?;
        Ok(Created::Made(Json(AddedHoliday { day, moved })))
    }

    /// Take a day off away; due dates move back.
    #[oai(path = "/workd/holidays/:day", method = "delete")]
    async fn remove(&self, visit: Visit, me: Signed, day: Path<String>) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        holiday::remove(&mut tx, &visit.app, &me.0, &day.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }
}
