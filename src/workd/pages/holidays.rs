//! The government's days off, year by year; a change moves the due dates it touches.

use askama::Template;
use chrono::Datelike;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Path, Query},
};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::access::{Act, Actor},
    web::{
        form::{Form, Mistakes},
        page::{page_with, see_other},
        visitor::Visit,
    },
    workd::{
        holiday::{self, Holiday},
        pages::again,
    },
};

#[derive(Template)]
#[template(path = "workd/pages/holidays/index.html", config = "src/web/askama.toml")]
struct Holidays<'a> {
    visit: &'a Visit,
    years: Vec<Year>,
    shown_year: String,
    days: Vec<Holiday>,
    moved: Option<i64>,
    keeps: bool,
    typed: NewHoliday,
    mistakes: Mistakes,
}

/// A year of the list.
struct Year {
    /// Of the common era, for the address.
    year: i32,
    /// As people of the reader's language count.
    label: i32,
    is_current: bool,
}

/// Which year, and what a change just did.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    year: Option<i32>,
    moved: Option<i64>,
}

/// A day off, as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewHoliday {
    day: String,
    name_th: String,
    name_en: String,
}

/// Lists the days off of a year.
#[handler]
pub async fn index(visit: Visit, me: Actor, Query(asked): Query<Asked>) -> Result<Response> {
    let shown = (StatusCode::OK, Mistakes::default());
    listed(&visit, &me, asked, NewHoliday::default(), shown).await
}

async fn listed(
    visit: &Visit,
    me: &Actor,
    asked: Asked,
    typed: NewHoliday,
    (status, mistakes): (StatusCode, Mistakes),
) -> Result<Response> {
    let keeps = me.may(Act::KeepHolidays);
    if !keeps && !me.may(Act::ReviewRequests) {
        return Err(Error::Forbidden);
    }
    let mut tx = visit.app.db.read().await?;
    let mut days = holiday::all(&mut tx).await?;
    let mut years: Vec<i32> = days.iter().map(|day| day.date().year()).collect();
    years.dedup();
    let wanted = asked.year.unwrap_or_else(|| visit.today().year());
    let last = years.last().copied().unwrap_or(wanted);
    let shown = if years.contains(&wanted) { wanted } else { last };
    days.retain(|day| day.date().year() == shown);
    let counted = |year: i32| if visit.locale.code() == "th" { year + 543 } else { year };
    let year = |year| Year { year, label: counted(year), is_current: year == shown };
    let page = Holidays {
        visit,
        years: years.into_iter().map(year).collect(),
        shown_year: counted(shown).to_string(),
        days,
        moved: asked.moved.filter(|moved| *moved >= 0),
        keeps,
        typed,
        mistakes,
    };
    page_with(status, &page)
}

/// Adds a day off and tells everybody whose due date moves.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(typed): Form<NewHoliday>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let (day, th, en) = (&typed.day, &typed.name_th, &typed.name_en);
    match holiday::add(&mut tx, &visit.app, &me, day, th, en).await {
        Ok(moved) => {
            tx.save().await?;
            let year = crate::thai::date::read(&typed.day).map_or(0, |day| day.year());
            Ok(see_other(format!("/workd/holidays?year={year}&moved={moved}")))
        }
        Err(error) => {
            drop(tx);
            let shown = again::mistakes(&visit, error)?;
            listed(&visit, &me, Asked::default(), typed, shown).await
        }
    }
}

/// Takes a day off away again.
#[handler]
pub async fn destroy(visit: Visit, me: Actor, Path(day): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let moved = holiday::remove(&mut tx, &visit.app, &me, &day).await?;
    tx.save().await?;
    let year = day.get(..4).unwrap_or_default();
    Ok(see_other(format!("/workd/holidays?year={year}&moved={moved}")))
}
