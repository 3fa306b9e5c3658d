//! What a badge was given for: a course as an achievement, for programs; people see the course.

use poem::{
    Request, Response, handler,
    web::{Path, Query},
};
use serde::Deserialize;
use serde_json::json;

use crate::{
    error::Result,
    learning::{
        certificate::badge::{contexts, credential},
        course,
    },
    web::{
        locale::Locale,
        open_document::{self, JSON_LD},
        page::see_other,
        visitor::Visit,
    },
};

/// Which edition.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Edition {
    lang: String,
}

/// The course as it is now, in Thai unless asked otherwise.
#[handler]
pub async fn show(
    visit: Visit,
    Path(slug): Path<String>,
    Query(edition): Query<Edition>,
    request: &Request,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let version = course::get(&mut tx, &visit.app.shelf, &slug).await?;
    if open_document::is_for_a_browser(request) {
        return Ok(see_other(format!("/courses/{}", version.content.slug)));
    }
    let locale = Locale::from_code(&edition.lang).unwrap_or_default();
    let mut achievement = credential::achievement(&visit.app.url(""), &version.content, locale);
    achievement["@context"] = json!([contexts::CREDENTIALS, contexts::OPEN_BADGES]);
    Ok(open_document::answer(request, JSON_LD, &achievement.to_string()))
}
