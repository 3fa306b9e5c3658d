//! The catalogue and the page of one course.

use std::{collections::HashMap, sync::Arc};

use askama::Template;
use poem::{
    Response, handler,
    web::{Path, Query},
};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    id::CourseId,
    learning::{
        course::{self, Version},
        enrolment::{self, Enrolment},
    },
    web::{
        page::{page, page_with},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "learning/pages/courses/index.html", config = "src/web/askama.toml")]
struct Courses<'a> {
    visit: &'a Visit,
    query: String,
    courses: Vec<Arc<Version>>,
    mine: HashMap<CourseId, Enrolment>,
}

#[derive(Template)]
#[template(path = "learning/pages/courses/show.html", config = "src/web/askama.toml")]
struct ShowCourse<'a> {
    visit: &'a Visit,
    version: &'a Version,
    mine: Option<Enrolment>,
    mistake: Option<String>,
}

/// What was searched for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Search {
    q: String,
}

impl Courses<'_> {
    /// State and percent of the visitor's place in a course; an empty state where there is none.
    fn place(&self, version: &Version) -> (&str, i64) {
        self.mine.get(&version.course).map_or(("", 0), |it| (it.state.as_str(), it.percent))
    }
}

/// Shows the catalogue, or what the search found.
#[handler]
pub async fn index(visit: Visit, Query(search): Query<Search>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let courses = course::list(&mut tx, &visit.app.shelf, &search.q).await?;
    let mut mine = HashMap::new();
    if let Some(me) = &visit.actor {
        for enrolment in enrolment::all(&mut tx, &me.id).await? {
            let version = visit.app.shelf.get(&mut tx, &enrolment.version_id).await?;
            mine.insert(version.course.clone(), enrolment);
        }
    }
    page(&Courses { visit: &visit, query: search.q, courses, mine })
}

/// Shows a course: length, lessons, what completion takes, and the button to enrol.
#[handler]
pub async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response> {
    let (version, mine) = load(&visit, &slug).await?;
    page(&ShowCourse { visit: &visit, version: &version, mine, mistake: None })
}

/// The same page with a message, for an enrolment that could not be made.
pub async fn show_again(visit: &Visit, slug: &str, error: &Error) -> Result<Response> {
    let (version, mine) = load(visit, slug).await?;
    let mistake = Some(visit.locale.say(&error.detail()));
    page_with(error.status(), &ShowCourse { visit, version: &version, mine, mistake })
}

async fn load(visit: &Visit, slug: &str) -> Result<(Arc<Version>, Option<Enrolment>)> {
    let mut tx = visit.app.db.read().await?;
    let version = course::get(&mut tx, &visit.app.shelf, slug).await?;
    let mine = match &visit.actor {
        Some(me) => enrolment::find(&mut tx, &me.id, &version).await?,
        None => None,
    };
    Ok((version, mine))
}
