//! The measured promise as a sheet, for reports.

use poem::{Response, handler, web::Query};

use super::{Asked, hours, read};
use crate::{
    error::{Error, Result},
    identity::access::Actor,
    learning::{certificate::promise::measure, course},
    web::{download::attachment, visitor::Visit},
};

/// Names of the columns.
const HEAD: [&str; 11] = [
    "month",
    "course",
    "course_title",
    "decided",
    "in_time",
    "share_percent",
    "median_hours",
    "p90_hours",
    "by_rule",
    "median_minutes",
    "p90_minutes",
];

/// Sends a year of months by course, up to the month that is asked for.
#[handler]
pub async fn show(visit: Visit, me: Actor, Query(asked): Query<Asked>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let (month, course) = read(&mut tx, &me, &asked.month, &asked.course).await?;
    // Spreadsheets take a file without this mark for something other than UTF-8.
    let mut sheet = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    sheet.write_record(HEAD).map_err(Error::internal)?;
    for (of, id, spread) in measure::report(&mut tx, month, course.as_ref()).await? {
        let version = course::current(&mut tx, &visit.app.shelf, &id).await?;
        let number = |number: Option<i64>| number.map(|it| it.to_string()).unwrap_or_default();
        let row = [
            of,
            version.content.slug.clone(),
            cell(version.content.title.get(visit.locale)),
            spread.decided.to_string(),
            spread.in_time.to_string(),
            number(spread.share()),
            number(spread.median().map(hours)),
            number(spread.p90().map(hours)),
            spread.by_rule.to_string(),
            number(spread.median()),
            number(spread.p90()),
        ];
        sheet.write_record(row).map_err(Error::internal)?;
    }
    let bytes = sheet.into_inner().map_err(|error| Error::internal(error.to_string()))?;
    Ok(attachment(&format!("promise-{month}.csv"), "text/csv; charset=utf-8", bytes))
}

/// A text that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_never_a_formula() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("หลักสูตร"), "หลักสูตร");
    }
}
