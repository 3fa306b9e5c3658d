//! The government's days off, year by year, with their history; a change moves the due dates it touches.

use askama::Template;
use chrono::Datelike;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Path, Query},
};
use serde::Deserialize;

use crate::{
    db::Tx,
    error::{Error, Result},
    holidays::{
        gap,
        typed::{CODES, KINDS, Typed},
        version::{self, Version},
    },
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
    /// What the year lacks, in words.
    gaps: Vec<String>,
    history: Vec<Version>,
    moved: Option<i64>,
    keeps: bool,
    kinds: [&'static str; 4],
    typed: TypedHoliday,
    mistakes: Mistakes,
}

#[derive(Template)]
#[template(path = "workd/pages/holidays/edit.html", config = "src/web/askama.toml")]
struct EditHoliday<'a> {
    visit: &'a Visit,
    day: Holiday,
    history: Vec<Version>,
    kinds: [&'static str; 4],
    typed: TypedHoliday,
    mistakes: Mistakes,
}

/// A year of the list.
struct Year {
    /// Of the common era, for the address.
    year: i32,
    /// As people of the reader's language count.
    label: i32,
    is_current: bool,
    /// Whether nothing is missing from it.
    is_whole: bool,
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
pub struct TypedHoliday {
    day: String,
    name_th: String,
    name_en: String,
    kind: String,
    source: String,
    substitutes_for: String,
    why: String,
    version: Option<i64>,
}

impl TypedHoliday {
    fn of(day: &Holiday) -> Self {
        Self {
            day: day.day.clone(),
            name_th: day.name_th.clone(),
            name_en: day.name_en.clone(),
            kind: day.kind.clone(),
            source: if CODES.contains(&day.source.as_str()) {
                String::new()
            } else {
                day.source.clone()
            },
            substitutes_for: day.substitutes_for.clone().unwrap_or_default(),
            why: String::new(),
            version: Some(day.version),
        }
    }

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

/// Lists the days off of a year.
#[handler]
pub async fn index(visit: Visit, me: Actor, Query(asked): Query<Asked>) -> Result<Response> {
    let shown = (StatusCode::OK, Mistakes::default());
    listed(&visit, &me, asked, TypedHoliday::default(), shown).await
}

async fn listed(
    visit: &Visit,
    me: &Actor,
    asked: Asked,
    typed: TypedHoliday,
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
    let counted = |year: i32| if visit.locale.code() == "th" { year + 543 } else { year };
    let year = |year| Year {
        year,
        label: counted(year),
        is_current: year == shown,
        is_whole: gap::gaps(&days, year).is_empty(),
    };
    let years = years.into_iter().map(year).collect();
    let lacking = gap::gaps(&days, shown);
    let gaps = lacking.iter().map(|gap| visit.locale.say(&gap.text())).collect();
    days.retain(|day| day.date().year() == shown);
    let history = version::of_year(&mut tx, shown).await?;
    let page = Holidays {
        visit,
        years,
        shown_year: counted(shown).to_string(),
        days,
        gaps,
        history,
        moved: asked.moved.filter(|moved| *moved >= 0),
        keeps,
        kinds: KINDS,
        typed,
        mistakes,
    };
    page_with(status, &page)
}

/// Adds a day off and tells everybody whose due date moves.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(typed): Form<TypedHoliday>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    match holiday::add(&mut tx, &visit.app, &me, &typed.day, &typed.typed()).await {
        Ok((day, moved)) => {
            tx.save().await?;
            Ok(see_other(format!("/workd/holidays?year={}&moved={moved}", day.year())))
        }
        Err(error) => {
            drop(tx);
            let shown = again::mistakes(&visit, error)?;
            listed(&visit, &me, Asked::default(), typed, shown).await
        }
    }
}

/// Shows the form of a day off, with what it said before.
#[handler]
pub async fn edit(visit: Visit, me: Actor, Path(day): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let shown = (StatusCode::OK, Mistakes::default());
    edited(&visit, &mut tx, &me, &day, None, shown).await
}

async fn edited(
    visit: &Visit,
    tx: &mut Tx,
    me: &Actor,
    day: &str,
    typed: Option<TypedHoliday>,
    (status, mistakes): (StatusCode, Mistakes),
) -> Result<Response> {
    if !me.may(Act::KeepHolidays) {
        return Err(Error::Forbidden);
    }
    let day = crate::holidays::holiday::get(tx, day).await?;
    let history = version::of_day(tx, &day.day).await?;
    let typed = typed.unwrap_or_else(|| TypedHoliday::of(&day));
    page_with(status, &EditHoliday { visit, day, history, kinds: KINDS, typed, mistakes })
}

async fn edited_again(
    visit: &Visit,
    me: &Actor,
    day: &str,
    typed: Option<TypedHoliday>,
    error: Error,
) -> Result<Response> {
    let shown = again::mistakes(visit, error)?;
    let mut tx = visit.app.db.read().await?;
    edited(visit, &mut tx, me, day, typed, shown).await
}

/// Changes what is said of a day off.
#[handler]
pub async fn update(
    visit: Visit,
    me: Actor,
    Path(day): Path<String>,
    Form(typed): Form<TypedHoliday>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let said = typed.typed();
    match holiday::change(&mut tx, &visit.app, &me, &day, typed.version, &said).await {
        Ok(moved) => {
            tx.save().await?;
            Ok(see_other(there(&day, moved)))
        }
        Err(error) => {
            drop(tx);
            edited_again(&visit, &me, &day, Some(typed), error).await
        }
    }
}

/// Takes a day off away again.
#[handler]
pub async fn destroy(
    visit: Visit,
    me: Actor,
    Path(day): Path<String>,
    Form(typed): Form<TypedHoliday>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    match holiday::remove(&mut tx, &visit.app, &me, &day, &typed.why).await {
        Ok(moved) => {
            tx.save().await?;
            Ok(see_other(there(&day, moved)))
        }
        Err(error) => {
            drop(tx);
            edited_again(&visit, &me, &day, None, error).await
        }
    }
}

/// The year of a day that was changed.
fn there(day: &str, moved: usize) -> String {
    format!("/workd/holidays?year={}&moved={moved}", day.get(..4).unwrap_or_default())
}
