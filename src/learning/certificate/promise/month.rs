//! A month of Bangkok's calendar: chosen on a page, written in the tally.

use std::fmt;

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};

use crate::{
    error::{Error, Result},
    thai::{date, digits},
    web::locale::{Locale, Text},
};

/// A month, by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(NaiveDate);

impl Month {
    /// The month of an instant in Bangkok.
    pub fn of(instant: DateTime<Utc>) -> Self {
        let day = date::bangkok_date(instant);
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Reads `2026-04`.
    ///
    /// # Errors
    /// A mistake in `/month`.
    pub fn read(text: &str) -> Result<Self> {
        let day: Option<NaiveDate> = format!("{}-01", digits::to_arabic(text.trim())).parse().ok();
        let wrong = || Error::mistake("month", "month", Text::new("promise-month-shape"));
        let day = day.filter(|day| (2000..=9000).contains(&day.year())).ok_or_else(wrong)?;
        Ok(Self(day))
    }

    /// So many months earlier.
    pub fn back(self, months: u32) -> Self {
        Self(self.0.checked_sub_months(Months::new(months)).unwrap_or(self.0))
    }

    /// As people write it: `เมษายน 2569`, `April 2026`.
    pub fn label(self, locale: Locale) -> String {
        match locale {
            Locale::Th => {
                format!("{} {}", date::month_names(self.0.month()).0, self.0.year() + 543)
            }
            Locale::En => self.0.format("%B %Y").to_string(),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_that_of_bangkok_and_is_read_back() {
        let late = Month::of("2026-03-31T17:30:00Z".parse().unwrap());
        assert_eq!(late.to_string(), "2026-04");
        assert_eq!(Month::read("๒๐๒๖-๐๔").unwrap(), late);
        assert_eq!(late.label(Locale::Th), "เมษายน 2569");
        assert_eq!(late.back(4).to_string(), "2025-12");
        for wrong in ["", "2026", "2026-13", "2026-04-01", "April", "0000-01"] {
            assert!(Month::read(wrong).is_err(), "{wrong}");
        }
    }
}
