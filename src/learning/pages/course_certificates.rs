//! All certificates of a course: how many within a time, how large together, and the archive of them.

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Path, Query},
};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::access::Actor,
    learning::{
        certificate::bundle::{
            self, Bundle, Selection,
            selection::{self, Month},
        },
        course,
    },
    thai::date,
    web::{
        form::{Form, Mistakes, mended},
        locale::Locale,
        page::{page_with, see_other},
        visitor::Visit,
    },
};

/// Which certificates.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    month: String,
    from: String,
    to: String,
}

#[derive(Template)]
#[template(path = "learning/pages/course_certificates/index.html", config = "src/web/askama.toml")]
struct CourseCertificates<'a> {
    visit: &'a Visit,
    slug: String,
    title: String,
    chosen: Chosen,
    months: Vec<Month>,
    count: i64,
    bytes: i64,
    bundles: Vec<Bundle>,
    mistakes: Mistakes,
}

impl CourseCertificates<'_> {
    fn month_name(&self, month: &Month) -> String {
        month_name(self.visit, month)
    }

    fn size(&self) -> (String, &'static str) {
        size(self.bytes)
    }
}

/// A month as people name it: "เมษายน 2569".
fn month_name(visit: &Visit, month: &Month) -> String {
    use chrono::Datelike;
    let Some(first) = month.first() else { return month.month.clone() };
    let (thai, english) = date::month_names(first.month());
    match visit.locale {
        Locale::Th => format!("{thai} {}", first.year() + 543),
        Locale::En => format!("{english} {}", first.year()),
    }
}

/// A size as people read it, and its unit: megabytes with one decimal, and below one of them whole
/// kilobytes, a begun one counted.
pub fn size(bytes: i64) -> (String, &'static str) {
    let bytes = bytes.max(0);
    if bytes < 1_048_576 {
        return (((bytes + 1023) / 1024).to_string(), "KB");
    }
    let tenths = (bytes + 52_428) / 104_858;
    (format!("{}.{}", tenths / 10, tenths % 10), "MB")
}

async fn shown(
    visit: &Visit,
    me: &Actor,
    slug: &str,
    chosen: Chosen,
    status: Option<(StatusCode, Mistakes)>,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let version = course::get(&mut tx, &visit.app.shelf, slug).await?;
    let read = Selection::read(version.course.clone(), &chosen.month, &chosen.from, &chosen.to);
    let (mut code, mut mistakes) = status.unwrap_or((StatusCode::OK, Mistakes::default()));
    let mut selected = None;
    match mended(visit, read)? {
        Ok(selection) => {
            let count = selection.count(&mut tx).await?;
            selected = Some((selection, count));
        }
        Err(unread) => (code, mistakes) = (StatusCode::UNPROCESSABLE_ENTITY, unread),
    }
    let months = selection::months(&mut tx, &version.course).await?;
    let bundles = bundle::latest(&mut tx, me, &version.course).await?;
    drop(tx);
    let (count, bytes) = match selected {
        Some((selection, count)) => (count, selection.estimate(&visit.app, count).await?),
        None => (0, 0),
    };
    let page = CourseCertificates {
        visit,
        slug: slug.to_owned(),
        title: version.content.title.get(visit.locale).to_owned(),
        chosen,
        months,
        count,
        bytes,
        bundles,
        mistakes,
    };
    page_with(code, &page)
}

/// Shows what there is within the time that was chosen.
#[handler]
pub async fn index(
    visit: Visit,
    me: Actor,
    Path(slug): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Result<Response> {
    shown(&visit, &me, &slug, chosen, None).await
}

/// Asks for the archive.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(slug): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Result<Response> {
    let asked = ask(&visit, &me, &slug, &chosen).await;
    let status = asked.as_ref().map_or_else(Error::status, |_| StatusCode::OK);
    match mended(&visit, asked)? {
        Ok(bundle) => Ok(see_other(format!("/certificate-bundles/{}", bundle.id))),
        Err(mistakes) => shown(&visit, &me, &slug, chosen, Some((status, mistakes))).await,
    }
}

async fn ask(visit: &Visit, me: &Actor, slug: &str, chosen: &Chosen) -> Result<Bundle> {
    let mut tx = visit.app.db.write().await?;
    let version = course::get(&mut tx, &visit.app.shelf, slug).await?;
    let selection =
        Selection::read(version.course.clone(), &chosen.month, &chosen.from, &chosen.to)?;
    bundle::ask(tx, me, &selection).await
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn what_is_small_is_never_said_to_be_nothing() {
        let said = |bytes| {
            let (number, unit) = size(bytes);
            format!("{number} {unit}")
        };
        assert_eq!([0, 1, 40_000].map(said), ["0 KB", "1 KB", "40 KB"]);
        assert_eq!([1_048_575, 1_048_576, 12_900_000].map(said), ["1024 KB", "1.0 MB", "12.3 MB"]);
    }
}
