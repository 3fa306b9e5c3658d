//! A year as it was written, and which year of the common era that is.

use std::ops::RangeInclusive;

use super::BE_AHEAD;
use super::mistake::DateMistake;

/// The years of the common era that are read.
///
/// From 2400 on a year is Buddhist and below it is common, so 1857 (2400) is the first that can be written in the
/// Buddhist era and 2399 the last in the common one; within these bounds every printed form reads back.
pub const YEARS: RangeInclusive<i32> = 1857..=2399;

/// A year of two or four digits.
#[derive(Clone, Copy, Debug)]
pub struct Year {
    /// The number, 66 or 2566.
    pub number: i32,
    /// Whether it was written with two digits.
    pub is_short: bool,
    /// The era, if it was named.
    pub era: Option<Era>,
}

/// An era named in front of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    /// พ.ศ.
    Buddhist,
    /// ค.ศ.
    Common,
}

impl Year {
    /// Reads two or four digits; no other number of digits is a year.
    pub fn read(digits: &str, era: Option<Era>) -> Option<Self> {
        let number = digits.parse().ok()?;
        matches!(digits.len(), 2 | 4).then_some(Self { number, is_short: digits.len() == 2, era })
    }

    /// Gives the year of the common era; fails with `TwoDigitYear`, `NoSuchYear`, or `Unreadable` for 0000.
    pub fn common(self) -> Result<i32, DateMistake> {
        let year = self.number;
        if self.is_short {
            let be_year = 2500 + year;
            return Err(DateMistake::TwoDigitYear { be_year });
        }
        if year == 0 {
            return Err(DateMistake::Unreadable);
        }
        let is_common = match self.era {
            Some(era) => era == Era::Common,
            None => year < 2400,
        };
        let common = if is_common { year } else { year - BE_AHEAD };
        if YEARS.contains(&common) { Ok(common) } else { Err(DateMistake::NoSuchYear { year }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn common(digits: &str, era: Option<Era>) -> Result<i32, DateMistake> {
        Year::read(digits, era).unwrap().common()
    }

    #[test]
    fn a_year_is_buddhist_from_2400_on() {
        assert_eq!(common("2566", None), Ok(2023));
        assert_eq!(common("2023", None), Ok(2023));
        assert_eq!(common("2400", None), Ok(1857));
        assert_eq!(common("2399", None), Ok(2399));
    }

    #[test]
    fn a_named_era_decides() {
        assert_eq!(common("2566", Some(Era::Buddhist)), Ok(2023));
        assert_eq!(common("2023", Some(Era::Common)), Ok(2023));
        let year = 2023;
        let impossible = Err(DateMistake::NoSuchYear { year });
        assert_eq!(common("2023", Some(Era::Buddhist)), impossible);
    }

    #[test]
    fn a_year_out_of_reach_is_named_as_it_was_written() {
        for year in [1, 1856, 2943, 9999] {
            let written = format!("{year:04}");
            assert_eq!(common(&written, None), Err(DateMistake::NoSuchYear { year }));
        }
        assert_eq!(common("0000", None), Err(DateMistake::Unreadable));
    }

    #[test]
    fn two_digits_are_taken_for_a_buddhist_year_and_three_for_none() {
        let be_year = 2566;
        let short = Err(DateMistake::TwoDigitYear { be_year });
        assert_eq!(common("66", None), short);
        assert!(Year::read("566", None).is_none());
        assert!(Year::read("02566", None).is_none());
    }
}
