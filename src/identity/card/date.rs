//! Dates as the chip keeps them: Buddhist era, with parts that may be unknown. Never a date type.

use std::{fmt, ops::RangeInclusive, str::FromStr};

use chrono::NaiveDate;

use super::CardFault;
use crate::thai::date::BirthDate;

/// Years of the Buddhist era that a card can speak of; a year of the common era is none of them.
const YEARS: RangeInclusive<u16> = 2400..=2699;

/// `yyyymmdd` of the Buddhist era, of which the day, or the month and the day, may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThaiDate {
    be_year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl ThaiDate {
    /// The year of the Buddhist era.
    pub fn be_year(self) -> u16 {
        self.be_year
    }

    /// The month from 1 to 12, if it is known.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if it is known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The same as a date of birth, as the rest of the product compares it.
    pub fn as_birth_date(self) -> Option<BirthDate> {
        self.to_string().parse().ok()
    }

    /// The last day that this can mean.
    fn latest(self) -> Option<NaiveDate> {
        let (year, month) = (i32::from(self.be_year) - 543, u32::from(self.month.unwrap_or(12)));
        match self.day {
            Some(day) => NaiveDate::from_ymd_opt(year, month, u32::from(day)),
            None => (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day)),
        }
    }
}

impl FromStr for ThaiDate {
    type Err = CardFault;

    fn from_str(text: &str) -> Result<Self, CardFault> {
        if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CardFault::Unreadable);
        }
        let number = |digits: &str| digits.parse::<u16>().map_err(|_| CardFault::Unreadable);
        let part =
            |digits: &str| number(digits).map(|it| u8::try_from(it).ok().filter(|it| *it > 0));
        let date = Self {
            be_year: number(&text[..4])?,
            month: part(&text[4..6])?,
            day: part(&text[6..])?,
        };
        // A day without its month says nothing, and `latest` knows which days there are.
        let whole = date.month.is_some() || date.day.is_none();
        let known = YEARS.contains(&date.be_year) && date.latest().is_some();
        if whole && known { Ok(date) } else { Err(CardFault::Unreadable) }
    }
}

impl fmt::Display for ThaiDate {
    /// As on the chip.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (month, day) = (self.month.unwrap_or(0), self.day.unwrap_or(0));
        write!(f, "{:04}{month:02}{day:02}", self.be_year)
    }
}

/// How long a card is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expiry {
    /// Through this day.
    On(ThaiDate),
    /// For the life of its holder.
    Lifelong,
}

impl Expiry {
    /// Whether the card was no longer good on `today`, the day in Bangkok.
    pub fn is_past(self, today: NaiveDate) -> bool {
        matches!(self, Self::On(date) if date.latest().is_some_and(|last| last < today))
    }
}

impl FromStr for Expiry {
    type Err = CardFault;

    fn from_str(text: &str) -> Result<Self, CardFault> {
        if text == "99999999" { Ok(Self::Lifelong) } else { text.parse().map(Self::On) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn an_unknown_month_or_day_stays_unknown() {
        let date: ThaiDate = "25330000".parse().unwrap();
        assert_eq!((date.be_year(), date.month(), date.day()), (2533, None, None));
        assert_eq!(date.as_birth_date().unwrap().to_iso(), "1990-00-00");
        let date: ThaiDate = "25330500".parse().unwrap();
        assert_eq!((date.month(), date.day()), (Some(5), None));
        assert_eq!(date.as_birth_date().unwrap().to_registry(), "25330500");
    }

    #[test]
    fn what_is_no_date_of_the_buddhist_era_is_refused() {
        for text in [
            "",
            "2533051",
            "253305170",
            "19900517",
            "25331301",
            "25330230",
            "25330017",
            "99999999",
            "00000000",
            "2533-5-7",
            "๒๕๓๓",
        ] {
            assert_eq!(text.parse::<ThaiDate>(), Err(CardFault::Unreadable), "{text}");
        }
        assert!("25670229".parse::<ThaiDate>().is_ok(), "2024 had a 29 February");
        assert!("25660229".parse::<ThaiDate>().is_err());
    }

    #[test]
    fn a_card_is_good_through_its_last_day() {
        let expiry: Expiry = "25690407".parse().unwrap();
        assert!(!expiry.is_past(day(2026, 4, 7)));
        assert!(expiry.is_past(day(2026, 4, 8)));
        let expiry: Expiry = "25690200".parse().unwrap();
        assert!(!expiry.is_past(day(2026, 2, 28)));
        assert!(expiry.is_past(day(2026, 3, 1)));
    }

    #[test]
    fn a_card_for_life_does_not_expire_in_9456() {
        assert_eq!("99999999".parse(), Ok(Expiry::Lifelong));
        assert!(!Expiry::Lifelong.is_past(NaiveDate::MAX));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".*", digits in "[0-9]{8}") {
            let _ = text.parse::<Expiry>();
            if let Ok(date) = digits.parse::<ThaiDate>() {
                prop_assert_eq!(date.to_string(), digits);
            }
        }
    }
}
