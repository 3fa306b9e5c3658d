//! The measured promise of two days: how long decisions took, by month and by course.

pub mod sheet;

use std::sync::Arc;

use askama::Template;
use poem::{Response, handler, web::Query};
use serde::Deserialize;

use crate::{
    db::Tx,
    error::{Error, Result},
    id::CourseId,
    identity::access::{Act, Actor},
    learning::{
        certificate::promise::{
            measure::{self, Measure},
            month::Month,
            overdue::{self, MANY, Overdue},
            spread::{BANDS, Spread},
        },
        course::{self, Version},
    },
    web::{
        form::Mistakes,
        page::page_with,
        visitor::{Inner, Visit},
    },
};

/// How many overdue requests are named.
const NAMED: i64 = 20;

#[derive(Template)]
#[template(path = "learning/pages/promises/show.html", config = "src/web/askama.toml")]
struct ShowPromise<'a> {
    visit: &'a Visit,
    /// The chosen month, in words.
    month: String,
    measure: Measure,
    months: Vec<(String, Spread)>,
    courses: Vec<(Arc<Version>, Spread)>,
    choices: Vec<Arc<Version>>,
    overdue: Vec<(Overdue, Arc<Version>)>,
    overdue_count: i64,
    course: String,
    mistakes: Mistakes,
}

/// A band of the chart: how long, how many, whether that broke the promise.
struct Band {
    label: String,
    count: i64,
    is_late: bool,
}

/// A month to choose.
struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

impl ShowPromise<'_> {
    fn bands(&self) -> Vec<Band> {
        let counts = self.measure.whole.bands();
        let band = |(index, count): (usize, &i64)| match BANDS.get(index) {
            Some(hours) => Band {
                label: self.visit.t1("promise-up-to", "n", *hours),
                count: *count,
                is_late: false,
            },
            None => Band { label: self.visit.t("promise-over"), count: *count, is_late: true },
        };
        counts.iter().enumerate().map(band).collect()
    }

    /// The months that can be chosen, the latest first.
    fn choosable(&self) -> Vec<Choice> {
        let (now, chosen) = (Month::of(self.visit.now()), self.measure.month);
        let mut months: Vec<Month> = (0..24).map(|back| now.back(back)).collect();
        if !months.contains(&chosen) {
            months.push(chosen);
        }
        let choice = |month: Month| Choice {
            value: month.to_string(),
            label: month.label(self.visit.locale),
            is_chosen: month == chosen,
        };
        months.into_iter().map(choice).collect()
    }

    fn count(&self) -> String {
        if self.overdue_count > MANY { format!("{MANY}+") } else { self.overdue_count.to_string() }
    }

    fn query(&self) -> String {
        let month = self.measure.month;
        if self.course.is_empty() {
            format!("month={month}")
        } else {
            format!("month={month}&course={}", self.course)
        }
    }
}

/// A wait as people say it: minutes within the first hour, hours from then on; none: nothing was
/// decided.
fn wait(visit: &Inner, minutes: Option<i64>) -> String {
    match minutes {
        None => "–".to_owned(),
        Some(minutes @ 1..60) => visit.t1("promise-minutes", "n", minutes),
        Some(minutes) => visit.t1("promise-hours", "n", minutes / 60),
    }
}

/// A wait in hours, a begun one counted.
pub fn hours(minutes: i64) -> i64 {
    (minutes + 59) / 60
}

/// A share of a hundred.
fn percent(share: Option<i64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{share}%"))
}

/// What is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    month: String,
    course: String,
}

/// Reads what was asked for: this month where none is named, every course where none is named.
///
/// # Errors
/// A mistake in `/month`; not found where there is no such course.
pub async fn read(
    tx: &mut Tx,
    me: &Actor,
    month: &str,
    course: &str,
) -> Result<(Month, Option<CourseId>)> {
    if !me.may(Act::ReviewCertificateRequests) {
        return Err(Error::Forbidden);
    }
    let month = match month.trim() {
        "" => Month::of(tx.now()),
        month => Month::read(month)?,
    };
    let course = match course {
        "" => None,
        slug => Some(course::id_of(tx, slug).await?),
    };
    Ok((month, course))
}

/// Shows the measured promise.
#[handler]
pub async fn show(visit: Visit, me: Actor, Query(asked): Query<Asked>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let mut status = poem::http::StatusCode::OK;
    let mut mistakes = Mistakes::default();
    let (month, course) = match read(&mut tx, &me, &asked.month, &asked.course).await {
        Err(Error::Mistakes(wrong)) => {
            status = poem::http::StatusCode::UNPROCESSABLE_ENTITY;
            mistakes = Mistakes::said(&visit, &wrong);
            read(&mut tx, &me, "", &asked.course).await?
        }
        read => read?,
    };
    let shelf = &visit.app.shelf;
    let measure = measure::measure(&mut tx, month, course.as_ref()).await?;
    let mut courses = Vec::with_capacity(measure.courses.len());
    for (course, spread) in &measure.courses {
        courses.push((course::current(&mut tx, shelf, course).await?, spread.clone()));
    }
    let mut late = Vec::new();
    for one in overdue::oldest(&mut tx, NAMED).await? {
        let version = shelf.get(&mut tx, &one.version_id).await?;
        late.push((one, version));
    }
    let overdue_count = overdue::count(&mut tx).await?;
    let choices = course::list(&mut tx, shelf, "").await?;
    let course = asked.course;
    let label = |month: &Month| month.label(visit.locale);
    let months = measure.months.iter().map(|(month, spread)| (label(month), spread.clone()));
    let shown = ShowPromise {
        visit: &visit,
        month: label(&measure.month),
        months: months.collect(),
        measure,
        courses,
        choices,
        overdue: late,
        overdue_count,
        course,
        mistakes,
    };
    page_with(status, &shown)
}
