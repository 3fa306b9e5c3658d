//! The values in the cells of a row: each is read, or said what is wrong with it.

use chrono::NaiveDate;

use super::{check, field::Field};
use crate::{
    thai::{
        date::{self, DateMistake},
        digits,
        text::{self, NameMistake},
    },
    web::locale::{Text, Value},
};

/// The largest mailbox that a sheet may ask for, 1 TiB; what an agency may have is decided elsewhere.
const MOST_QUOTA_MB: i64 = 1024 * 1024;

/// A mistake before it is known in which row and column.
pub type Wrong = (&'static str, Text);

/// Reads a name; the two in English may be missing, and a family name of "-" is none.
pub fn name(field: Field, typed: &str) -> Result<Option<String>, Wrong> {
    let is_english = matches!(field, Field::FirstNameEn | Field::LastNameEn);
    if typed.is_empty() && is_english || typed == "-" && field != Field::FirstName {
        return Ok(None);
    }
    let column = || Value::title(field.title());
    let character =
        |c: String| Text::new("sheet-name-character").with("column", column()).with("character", c);
    let thai = typed.chars().find(|c| matches!(c, '\u{e00}'..='\u{e7f}'));
    match (text::check_name(typed), thai) {
        (Ok(_), Some(c)) if is_english => Err((
            "character",
            Text::new("sheet-name-latin").with("column", column()).with("character", c.to_string()),
        )),
        (Ok(name), _) => Ok(Some(name)),
        (Err(NameMistake::Empty), _) => Err(required(field)),
        (Err(NameMistake::TooLong { .. }), _) => Err((
            "long",
            Text::new("sheet-name-long").with("column", column()).with("most", text::MOST_IN_NAME),
        )),
        (Err(NameMistake::StrayMark { mark }), _) => {
            Err(("mark", character(format!("\u{25cc}{mark}"))))
        }
        (
            Err(
                NameMistake::OtherScript { letter: c }
                | NameMistake::MixedScripts { letter: c }
                | NameMistake::NotInNames { found: c },
            ),
            _,
        ) => Err(("character", character(c.to_string()))),
    }
}

/// Reads a size in MB, "2,048" or "2048 MB", or in GB if it says so.
pub fn quota(typed: &str) -> Result<Option<i64>, Wrong> {
    let typed = digits::to_arabic(typed).to_lowercase();
    if typed.is_empty() {
        return Ok(None);
    }
    let unreadable = || ("shape", Text::new("sheet-quota"));
    let (number, factor) = [("mb", 1), ("mib", 1), ("gb", 1024), ("gib", 1024)]
        .iter()
        .find_map(|(unit, factor)| Some((typed.strip_suffix(unit)?, *factor)))
        .unwrap_or((&typed, 1));
    // Spreadsheets write whole numbers as "2048.00" or "2,048"; "2,5" is neither.
    let (whole, fraction) = number.trim().split_once('.').unwrap_or((number.trim(), "0"));
    let mut groups = whole.split(',');
    let is_grouped = groups.next().is_some() && groups.all(|group| group.len() == 3);
    if !is_grouped || fraction.is_empty() || fraction.bytes().any(|digit| digit != b'0') {
        return Err(unreadable());
    }
    let digits = whole.replace(',', "");
    if digits.bytes().any(|digit| !digit.is_ascii_digit()) {
        return Err(unreadable());
    }
    let size: i64 = digits.parse().map_err(|_| unreadable())?;
    match size.checked_mul(factor) {
        Some(mb @ 1..=MOST_QUOTA_MB) => Ok(Some(mb)),
        _ => Err(("range", Text::new("sheet-quota-range").with("most", MOST_QUOTA_MB))),
    }
}

/// Reads the day of a check of identity, up to `today`.
pub fn day(typed: &str, today: NaiveDate) -> Result<NaiveDate, Wrong> {
    // Spreadsheets write the midnight of a day that they keep as an instant.
    let midnight = [" 00:00:00", " 0:00:00", " 00:00", " 0:00"];
    let day = midnight.iter().find_map(|time| typed.strip_suffix(time)).unwrap_or(typed);
    match date::read(day) {
        Ok(date) if date <= today => Ok(date),
        Ok(_) => Err(("future", Text::new("sheet-date-future"))),
        Err(DateMistake::Empty) => Err(required(Field::IdentityCheckedAt)),
        Err(DateMistake::TwoDigitYear { .. }) => Err(("year", Text::new("sheet-date-year"))),
        Err(DateMistake::NoSuchDay { be_year, month, days }) => Err((
            "no_such_day",
            Text::new("sheet-date-no-such-day")
                // As text: a year is no quantity, and must not be grouped by thousands.
                .with("year", be_year.to_string())
                .with("month", Value::title(date::month_names(month)))
                .with("days", i64::from(days)),
        )),
        Err(_) => Err(("shape", Text::new("sheet-date"))),
    }
}

/// Reads the way of a check of identity.
pub fn how_checked(typed: &str) -> Result<String, Wrong> {
    if typed.is_empty() {
        return Err(required(Field::IdentityCheckedHow));
    }
    if text::graphemes(typed) > 100 {
        return Err(("long", Text::new("request-too-long").with("most", 100_usize)));
    }
    Ok(check::way(typed))
}

/// What is said of an empty cell of a column that every account needs.
pub fn required(field: Field) -> Wrong {
    ("required", Text::new("sheet-required").with("column", Value::title(field.title())))
}
