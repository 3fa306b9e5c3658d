//! The front page: what this is, and the seven steps with their promised times.

use std::sync::Arc;

use askama::Template;
use poem::{Response, handler};

use crate::{
    error::Result,
    learning::course::{self, Version},
    web::{page::page, visitor::Visit},
};

#[derive(Template)]
#[template(path = "learning/pages/home/show.html", config = "src/web/askama.toml")]
struct ShowHome<'a> {
    visit: &'a Visit,
    courses: Vec<Arc<Version>>,
}

/// Shows the front page.
#[handler]
pub async fn show(visit: Visit) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let courses = course::list(&mut tx, &visit.app.shelf, "").await?;
    page(&ShowHome { visit: &visit, courses })
}
