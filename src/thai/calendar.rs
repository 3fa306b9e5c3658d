//! Working days and holidays, and the promises that are counted in them.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Utc, Weekday};
use serde::Deserialize;

/// Seven hours ahead of UTC all year; Thailand has no summer time.
const BANGKOK: FixedOffset = FixedOffset::east_opt(7 * 60 * 60)
    .expect("seven hours are less than a day, and the compiler checks it");

/// The end of office hours in Bangkok, 16.30 น. They begin at 08.30 น., which decides nothing here: what comes earlier on
/// a working day is received when the office opens, on that same day.
const OFFICE_CLOSES: NaiveTime =
    NaiveTime::from_hms_opt(16, 30, 0).expect("it is a time of day, and the compiler checks it");

/// The government holidays (วันหยุดราชการ) of BE 2567–2570 (2024–2027), weekend days included.
const SHIPPED: &str = include_str!("holidays.csv");

/// A government holiday.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Holiday {
    /// The day in the common era.
    pub date: NaiveDate,
    /// Its Thai name.
    pub name_th: String,
    /// Its English name.
    pub name_en: String,
    /// `fixed`, `lunar`, `substitute` or `cabinet`.
    pub kind: String,
}

/// Gives the holidays that come with the product, in the order of their days, for a first filling of the table.
///
/// The last year is a projection until the cabinet has fixed it.
pub fn shipped() -> Vec<Holiday> {
    let mut rows = csv::Reader::from_reader(SHIPPED.as_bytes());
    // A row that cannot be read would be missing here, and a test counts them.
    rows.deserialize().filter_map(Result::ok).collect()
}

/// The working days of the years whose holidays are known; of every other year it says "not known", never a guess.
#[derive(Clone, Debug)]
pub struct Calendar {
    holidays: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// Takes the dates of the table of holidays, in any order.
    ///
    /// What is known reaches from 1 January of the first date's year to 31 December of the last date's year; without a
    /// date, nothing is known.
    pub fn new(holidays: impl IntoIterator<Item = NaiveDate>) -> Self {
        Self { holidays: holidays.into_iter().collect() }
    }

    /// Whether `date` is a working day (วันทำการ): Monday to Friday and no holiday; `None` outside the known years.
    pub fn is_working_day(&self, date: NaiveDate) -> Option<bool> {
        let years = self.holidays.first()?.year()..=self.holidays.last()?.year();
        let is_weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        years.contains(&date.year()).then(|| !is_weekend && !self.holidays.contains(&date))
    }

    /// Gives the day on which what came at `instant` counts as received in Bangkok: that day until 16.30 น. if it is a
    /// working day, otherwise the next working day. `None` if it is not known.
    pub fn received_on(&self, instant: DateTime<Utc>) -> Option<NaiveDate> {
        let came = instant.with_timezone(&BANGKOK).naive_local();
        if self.is_working_day(came.date())? && came.time() <= OFFICE_CLOSES {
            Some(came.date())
        } else {
            self.due_from_day(came.date(), 1)
        }
    }

    /// Gives the end of office hours, 16.30 น., of the last of `working_days` for what came at `instant`. `None` if it is
    /// not known.
    ///
    /// The day of receipt itself is not counted (Civil and Commercial Code, section 193/3).
    pub fn due(&self, instant: DateTime<Utc>, working_days: u32) -> Option<DateTime<Utc>> {
        let last = self.due_from_day(self.received_on(instant)?, working_days)?;
        let closing = last.and_time(OFFICE_CLOSES).and_local_timezone(BANGKOK).single()?;
        Some(closing.to_utc())
    }

    /// Gives the last of `working_days` after `day`, which is not counted; for 0, `day` itself. `None` if a day on the
    /// way is not known.
    pub fn due_from_day(&self, day: NaiveDate, working_days: u32) -> Option<NaiveDate> {
        let mut last = day;
        self.is_working_day(day)?;
        for _ in 0..working_days {
            last = last.succ_opt()?;
            while !self.is_working_day(last)? {
                last = last.succ_opt()?;
            }
        }
        Some(last)
    }

    /// Counts the working days after `from` up to `to`, with `to`; the number is negative where `to` is the earlier day,
    /// as for what is overdue. `None` if either day is not known.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> Option<i64> {
        if to < from {
            return self.working_days_between(to, from).map(|days| -days);
        }
        self.is_working_day(from)?;
        self.is_working_day(to)?;
        let days = from.iter_days().skip(1).take_while(|day| *day <= to);
        i64::try_from(days.filter(|day| self.is_working_day(*day) == Some(true)).count()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    fn calendar() -> Calendar {
        Calendar::new(shipped().into_iter().map(|holiday| holiday.date))
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The instant of a time in Bangkok, "2026-04-07 10:00".
    fn at(text: &str) -> DateTime<Utc> {
        format!("{}:00+07:00", text.replace(' ', "T")).parse().unwrap()
    }

    #[test]
    fn five_working_days_step_over_holidays_and_weekends() {
        for (sent, due) in [
            // Songkran, 13 to 15 April.
            ("2026-04-07 10:00", "2026-04-17 16:30"),
            // A substitute for วิสาขบูชา on 1 June and the Queen's birthday on 3 June.
            ("2026-05-29 10:00", "2026-06-09 16:30"),
            // Received on 29 December; New Year's Eve and New Year's Day are off.
            ("2026-12-28 17:00", "2027-01-07 16:30"),
        ] {
            assert_eq!(calendar().due(at(sent), 5), Some(at(due)), "{sent}");
        }
    }

    #[test]
    fn the_shipped_holidays_are_all_read_and_leave_the_working_days_of_each_year() {
        let holidays = shipped();
        assert_eq!(holidays.len(), SHIPPED.lines().count() - 1);
        assert!(holidays.is_sorted_by(|one, next| one.date < next.date));
        assert!(holidays.iter().all(|it| !it.name_th.is_empty() && !it.name_en.is_empty()));
        for (year, days) in [(2024, 243), (2025, 240), (2026, 241), (2027, 243)] {
            let year = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let all = year.iter_days().take_while(|date| date.year() == year.year());
            let working = all.filter(|date| calendar().is_working_day(*date).unwrap());
            assert_eq!(working.count(), days, "{year}");
        }
    }

    #[test]
    fn a_request_is_received_in_office_hours() {
        for (sent, received) in [
            ("2026-04-07 00:00", "2026-04-07"),
            ("2026-04-07 08:29", "2026-04-07"),
            ("2026-04-07 16:30", "2026-04-07"),
            ("2026-04-07 16:31", "2026-04-08"),
            ("2026-04-10 23:59", "2026-04-16"),
            ("2026-04-12 10:00", "2026-04-16"),
        ] {
            assert_eq!(calendar().received_on(at(sent)), Some(day(received)), "{sent}");
        }
    }

    #[test]
    fn the_day_is_that_of_bangkok_and_not_of_utc() {
        let just_after_midnight = "2026-04-07T17:05:00Z".parse().unwrap();
        assert_eq!(calendar().received_on(just_after_midnight), Some(day("2026-04-08")));
    }

    #[test]
    fn outside_the_known_years_nothing_is_said() {
        let calendar = calendar();
        assert_eq!(calendar.is_working_day(day("2023-12-29")), None);
        assert_eq!(calendar.is_working_day(day("2028-01-04")), None);
        assert_eq!(calendar.received_on(at("2023-12-29 10:00")), None);
        assert_eq!(calendar.received_on(at("2027-12-30 17:00")), None);
        assert_eq!(calendar.due(at("2027-12-27 10:00"), 3), Some(at("2027-12-30 16:30")));
        assert_eq!(calendar.due(at("2027-12-27 10:00"), 4), None);
        assert_eq!(calendar.due_from_day(day("2023-12-29"), 0), None);
        assert_eq!(calendar.due_from_day(day("2026-04-07"), u32::MAX), None);
        assert_eq!(calendar.working_days_between(day("2027-12-30"), day("2028-01-04")), None);
        assert_eq!(Calendar::new([]).is_working_day(day("2026-04-07")), None);
    }

    #[test]
    fn a_holiday_added_at_short_notice_moves_what_is_due() {
        let added = shipped().into_iter().map(|it| it.date).chain([day("2026-04-08")]);
        assert_eq!(
            Calendar::new(added).due(at("2026-04-07 10:00"), 5),
            Some(at("2026-04-20 16:30"))
        );
    }

    /// The rule word for word: write every date of the table's years down and cross the days off out.
    fn written_down(holidays: &[NaiveDate]) -> Vec<NaiveDate> {
        let (first, last) = (holidays.iter().min().unwrap(), holidays.iter().max().unwrap());
        let start = NaiveDate::from_ymd_opt(first.year(), 1, 1).unwrap();
        let all = start.iter_days().take_while(|date| date.year() <= last.year());
        let weekdays = all.filter(|date| date.weekday().num_days_from_monday() < 5);
        weekdays.filter(|date| !holidays.contains(date)).collect()
    }

    proptest! {
        #[test]
        fn counting_agrees_with_a_written_down_list(
            off in prop::collection::vec(0..1000u64, 1..120),
            start in 0..1000u64,
            count in 1..60u32,
            minutes in 0..1440i64,
        ) {
            let origin = day("2025-01-01");
            let off: Vec<NaiveDate> = off.iter().map(|it| origin + Days::new(*it)).collect();
            let list = written_down(&off);
            let calendar = Calendar::new(off.iter().copied());
            let start = origin + Days::new(start);
            prop_assume!(calendar.is_working_day(start).is_some());

            prop_assert_eq!(calendar.is_working_day(start), Some(list.contains(&start)));
            let after: Vec<NaiveDate> = list.iter().copied().filter(|it| *it > start).collect();
            let due = calendar.due_from_day(start, count);
            prop_assert_eq!(due, after.get(count as usize - 1).copied());
            if let Some(due) = due {
                prop_assert_eq!(calendar.working_days_between(start, due), Some(i64::from(count)));
                prop_assert_eq!(calendar.working_days_between(due, start), Some(-i64::from(count)));
            }

            let came = start.and_hms_opt(0, 0, 0).unwrap() + chrono::Duration::minutes(minutes);
            let came = came.and_local_timezone(BANGKOK).unwrap().to_utc();
            let received = if minutes <= 16 * 60 + 30 && list.contains(&start) {
                Some(start)
            } else {
                after.first().copied()
            };
            prop_assert_eq!(calendar.received_on(came), received);
            let last = received.and_then(|day| {
                list.iter().copied().filter(|it| *it > day).nth(count as usize - 1)
            });
            let closing = last.map(|it| at(&format!("{it} 16:30")));
            prop_assert_eq!(calendar.due(came, count), closing);
        }
    }
}
