//! The date of birth on a card, whose day or month may be unknown.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::mistake::DateMistake;
use super::{BE_AHEAD, reading, written};

/// A date of birth; where the month is unknown, so is the day.
///
/// It is made only by reading, so a known day exists in its month. Before 2484 (1941) the official year began in April,
/// and a card counts as it was written: compare what cards say, and never convert a year a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BirthDate {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

impl BirthDate {
    /// Reads what was typed: "17/5/2533", "17 พ.ค. 2533", "พ.ค. 2533", "2533", "1990-05-17", "1990-00-00"; `today` is
    /// the day in Bangkok, and a date after it is `InFuture`.
    pub fn read(text: &str, today: NaiveDate) -> Result<Self, DateMistake> {
        let birth: Self = text.parse()?;
        if birth.earliest() > Some(today) {
            return Err(DateMistake::InFuture);
        }
        Ok(birth)
    }

    /// The year of the common era.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month from 1 to 12, if it is known.
    pub fn month(self) -> Option<u32> {
        self.month
    }

    /// The day of the month, if it is known.
    pub fn day(self) -> Option<u32> {
        self.day
    }

    /// Prints ISO 8601 in the common era with 00 for the unknown: "1990-05-17", "1990-00-00".
    pub fn to_iso(self) -> String {
        self.to_string()
    }

    /// Prints `yyyymmdd` in the Buddhist era with 00 for the unknown, as chips and the civil registry write it: "25330517".
    pub fn to_registry(self) -> String {
        let (month, day) = self.zeroed();
        format!("{:04}{month:02}{day:02}", self.year + BE_AHEAD)
    }

    fn earliest(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    fn zeroed(self) -> (u32, u32) {
        (self.month.unwrap_or(0), self.day.unwrap_or(0))
    }
}

impl FromStr for BirthDate {
    type Err = DateMistake;

    /// Reads what [`BirthDate::read`] reads, for dates that were kept: it does not ask whether they lie in the future.
    fn from_str(text: &str) -> Result<Self, DateMistake> {
        let written = written::take_apart(text)?;
        let year = written.year.common()?;
        match (written.month, written.day) {
            (None, Some(_)) => return Err(DateMistake::Unreadable),
            (Some(month), day) => drop(reading::date(year, month, day.unwrap_or(1))?),
            (None, None) => {}
        }
        let (month, day) = (written.month, written.day);
        Ok(Self { year, month, day })
    }
}

impl fmt::Display for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (month, day) = self.zeroed();
        write!(f, "{:04}-{month:02}-{day:02}", self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 4, 7).unwrap()
    }

    fn iso(text: &str) -> Result<String, DateMistake> {
        BirthDate::read(text, today()).map(BirthDate::to_iso)
    }

    #[test]
    fn a_whole_date_is_read_in_every_form() {
        for text in ["17/5/2533", "๑๗ พฤษภาคม พ.ศ. ๒๕๓๓", "1990-05-17", "25330517"]
        {
            assert_eq!(iso(text).as_deref(), Ok("1990-05-17"), "{text}");
        }
    }

    #[test]
    fn a_card_may_leave_out_the_day_or_the_month() {
        for text in ["2523", "พ.ศ. ๒๕๒๓", "1980", "1980-00-00", "00/00/2523"] {
            assert_eq!(iso(text).as_deref(), Ok("1980-00-00"), "{text}");
        }
        for text in ["พ.ค. 2523", "เดือนพฤษภาคม 2523", "5/2523", "1980-05"]
        {
            assert_eq!(iso(text).as_deref(), Ok("1980-05-00"), "{text}");
        }
        assert_eq!(iso("25230000").as_deref(), Ok("1980-00-00"));
    }

    #[test]
    fn a_day_without_its_month_is_refused() {
        assert_eq!(iso("17/00/2533"), Err(DateMistake::Unreadable));
    }

    #[test]
    fn nobody_is_born_tomorrow_or_on_a_day_that_was_not() {
        assert_eq!(iso("7/4/2569").as_deref(), Ok("2026-04-07"));
        assert_eq!(iso("8/4/2569"), Err(DateMistake::InFuture));
        assert_eq!(iso("เม.ย. 2569").as_deref(), Ok("2026-04-00"));
        assert_eq!(iso("พ.ค. 2569"), Err(DateMistake::InFuture));
        assert_eq!(iso("2570"), Err(DateMistake::InFuture));
        assert!(matches!(iso("29/2/2566"), Err(DateMistake::NoSuchDay { days: 28, .. })));
    }

    #[test]
    fn the_registry_is_asked_in_the_buddhist_era() {
        let birth: BirthDate = "1990-05-17".parse().unwrap();
        assert_eq!(birth.to_registry(), "25330517");
        let birth: BirthDate = "พ.ค. 2533".parse().unwrap();
        assert_eq!(birth.to_registry(), "25330500");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".*", typed in "[0-9๐-๙]{0,8}[ ./-]?[0-9]{0,4}[ ./-]?(พ.ค.)?[0-9]{0,5}") {
            let _ = BirthDate::read(&text, today());
            let _ = BirthDate::read(&typed, today());
        }

        #[test]
        fn what_it_prints_it_reads(year in 1857..=2399i32, month in 0..=12u32, day in 0..=28u32) {
            let day = if month == 0 { 0 } else { day };
            let printed = format!("{year:04}-{month:02}-{day:02}");
            let birth: BirthDate = printed.parse().unwrap();
            prop_assert_eq!(birth.to_iso(), printed);
            prop_assert_eq!(birth.to_registry().parse(), Ok(birth));
        }
    }
}
