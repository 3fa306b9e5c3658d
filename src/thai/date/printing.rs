//! Prints dates and times the one way each place wants: the Buddhist era in Thai, the common era in English.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike, Utc};

use super::BE_AHEAD;
use super::months::{MONTHS, Month};
use crate::thai::digits::to_thai;

/// Seven hours ahead of UTC all year; Thailand has no summer time.
const BANGKOK: FixedOffset = FixedOffset::east_opt(7 * 60 * 60)
    .expect("seven hours are less than a day, and the compiler checks it");

/// Prints "22 กันยายน 2566", for pages and mails.
pub fn long(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month(date).thai, be_year(date))
}

/// Prints "22 ก.ย. 2566", for tables.
pub fn short(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month(date).short, be_year(date))
}

/// Prints "22/9/2566", for narrow places and for fields of forms.
pub fn numeric(date: NaiveDate) -> String {
    format!("{}/{}/{}", date.day(), date.month(), be_year(date))
}

/// Prints "๒๒ กันยายน พ.ศ. ๒๕๖๖", for certificates, letters and announcements.
pub fn long_thai_digits(date: NaiveDate) -> String {
    let (day, month, year) = (date.day(), month(date).thai, be_year(date));
    to_thai(&format!("{day} {month} พ.ศ. {year}"))
}

/// Prints "22 September 2023", in the common era, for English pages.
pub fn english(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month(date).english, date.year())
}

/// Gives the day it is in Bangkok at `instant`, which is the next one from 17:00 UTC.
pub fn bangkok_date(instant: DateTime<Utc>) -> NaiveDate {
    in_bangkok(instant).date_naive()
}

/// Prints the time in Bangkok, "13.30 น."
pub fn time(instant: DateTime<Utc>) -> String {
    let local = in_bangkok(instant);
    format!("{:02}.{:02} น.", local.hour(), local.minute())
}

/// Prints the day and time in Bangkok, "22 กันยายน 2566 เวลา 13.30 น."
pub fn long_with_time(instant: DateTime<Utc>) -> String {
    format!("{} เวลา {}", long(bangkok_date(instant)), time(instant))
}

/// Prints the day and time in Bangkok, "22 September 2023, 13:30".
pub fn english_with_time(instant: DateTime<Utc>) -> String {
    let local = in_bangkok(instant);
    let day = english(local.date_naive());
    format!("{day}, {:02}:{:02}", local.hour(), local.minute())
}

fn month(date: NaiveDate) -> &'static Month {
    &MONTHS[date.month0() as usize]
}

fn be_year(date: NaiveDate) -> i32 {
    date.year() + BE_AHEAD
}

fn in_bangkok(instant: DateTime<Utc>) -> DateTime<FixedOffset> {
    instant.with_timezone(&BANGKOK)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn each_place_has_its_form() {
        let date = day(2023, 9, 22);
        assert_eq!(long(date), "22 กันยายน 2566");
        assert_eq!(short(date), "22 ก.ย. 2566");
        assert_eq!(numeric(date), "22/9/2566");
        assert_eq!(long_thai_digits(date), "๒๒ กันยายน พ.ศ. ๒๕๖๖");
        assert_eq!(english(date), "22 September 2023");
    }

    #[test]
    fn an_announcement_is_dated_in_thai_digits() {
        assert_eq!(long_thai_digits(day(2022, 12, 21)), "๒๑ ธันวาคม พ.ศ. ๒๕๖๕");
    }

    #[test]
    fn an_instant_is_shown_in_the_time_of_bangkok() {
        let instant = utc("2023-09-22T06:30:59Z");
        assert_eq!(time(instant), "13.30 น.");
        assert_eq!(long_with_time(instant), "22 กันยายน 2566 เวลา 13.30 น.");
        assert_eq!(english_with_time(instant), "22 September 2023, 13:30");
    }

    #[test]
    fn the_day_begins_seven_hours_before_that_of_utc() {
        assert_eq!(bangkok_date(utc("2023-12-31T16:59:59Z")), day(2023, 12, 31));
        assert_eq!(bangkok_date(utc("2023-12-31T17:00:00Z")), day(2024, 1, 1));
        assert_eq!(time(utc("2023-12-31T17:05:00Z")), "00.05 น.");
    }
}
