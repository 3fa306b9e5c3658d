//! Gap: what a year's list of holidays still lacks, by the rules that have held for years.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::{
    holidays::holiday::{Holiday, is_weekend},
    thai::calendar,
    web::locale::{Locale, Text, Value},
};

/// Makha Bucha, the Ploughing Ceremony, Visakha Bucha, Asarnha Bucha, Buddhist Lent.
const LUNAR: usize = 5;

/// Something that a year lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A holiday that falls on the same day each year.
    Fixed(NaiveDate),
    /// So many of the days that move with the moon or are announced are there.
    Lunar(usize),
    /// A holiday on a weekend without its substitution day.
    Substitute(NaiveDate),
}

impl Gap {
    /// In words.
    pub fn text(&self) -> Text {
        let day = |day: &NaiveDate| Value::Title(Locale::Th.day(*day), Locale::En.day(*day));
        match self {
            Self::Fixed(missing) => Text::new("holiday-gap-fixed").with("day", day(missing)),
            Self::Lunar(count) => Text::new("holiday-gap-lunar").with("n", *count).with("m", LUNAR),
            Self::Substitute(of) => Text::new("holiday-gap-substitute").with("day", day(of)),
        }
    }

    /// Stable slug.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Fixed(_) => "fixed",
            Self::Lunar(_) => "lunar",
            Self::Substitute(_) => "substitute",
        }
    }
}

/// Month and day of the holidays that were on the same day in every shipped year.
fn fixed_days() -> Vec<(u32, u32)> {
    let shipped = calendar::shipped();
    let mut years: Vec<i32> = shipped.iter().map(|day| day.date.year()).collect();
    years.dedup();
    let mut seen = BTreeMap::<(u32, u32), usize>::new();
    for day in shipped.iter().filter(|day| day.kind == "fixed") {
        *seen.entry((day.date.month(), day.date.day())).or_default() += 1;
    }
    seen.into_iter().filter(|(_, count)| *count == years.len()).map(|(day, _)| day).collect()
}

/// What `year` lacks; `days` are all that are known, of every year.
pub fn gaps(days: &[Holiday], year: i32) -> Vec<Gap> {
    let known: BTreeMap<NaiveDate, &str> =
        days.iter().map(|day| (day.date(), day.kind.as_str())).collect();
    let fixed = fixed_days().into_iter().filter_map(|(m, d)| NaiveDate::from_ymd_opt(year, m, d));
    let mut gaps: Vec<Gap> = fixed.filter(|day| !known.contains_key(day)).map(Gap::Fixed).collect();
    let of_year = || known.iter().filter(|(day, _)| day.year() == year);
    let lunar = of_year().filter(|(_, kind)| **kind == "lunar").count();
    if lunar < LUNAR {
        gaps.push(Gap::Lunar(lunar));
    }
    let last = known.keys().next_back().copied().unwrap_or_default();
    for (day, kind) in of_year() {
        let counts = is_weekend(*day) && matches!(*kind, "fixed" | "lunar");
        if counts && !is_made_up(&known, *day, last.year()) {
            gaps.push(Gap::Substitute(*day));
        }
    }
    gaps
}

/// Whether the next day that would be a working day is a substitution day.
fn is_made_up(known: &BTreeMap<NaiveDate, &str>, day: NaiveDate, last_year: i32) -> bool {
    for next in day.iter_days().skip(1).take(14) {
        if next.year() > last_year {
            // Nothing is known of that year yet.
            return true;
        }
        match known.get(&next) {
            Some(&"substitute") => return true,
            Some(_) => {}
            None if is_weekend(next) => {}
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Vec<Holiday> {
        let row = |day: calendar::Holiday| Holiday {
            day: day.date.to_string(),
            name_th: day.name_th,
            name_en: day.name_en,
            kind: day.kind,
            source: "shipped".into(),
            substitutes_for: None,
            version: 1,
        };
        calendar::shipped().into_iter().map(row).collect()
    }

    #[test]
    fn three_shipped_years_are_whole_and_the_projected_one_lacks_the_ploughing_ceremony() {
        let days = shipped();
        for year in [2024, 2025, 2026] {
            assert_eq!(gaps(&days, year), [], "{year}");
        }
        assert_eq!(gaps(&days, 2027), [Gap::Lunar(4)]);
    }

    #[test]
    fn a_missing_day_and_a_missing_substitution_are_named() {
        let mut days = shipped();
        days.retain(|day| !["2026-10-23", "2026-06-01"].contains(&day.day.as_str()));
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let lacking = gaps(&days, 2026);
        assert_eq!(lacking, [Gap::Fixed(day("2026-10-23")), Gap::Substitute(day("2026-05-31"))]);
        assert_eq!(gaps(&days, 2030).len(), fixed_days().len() + 1);
    }
}
