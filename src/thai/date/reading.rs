//! Reads dates as Thais write them: day before month before year, in either era, with any digits.

use chrono::{Datelike, NaiveDate};

use super::BE_AHEAD;
use super::mistake::DateMistake;
use super::written::{Written, take_apart};

/// Reads a date of a form: "22 กันยายน 2566", "๒๒ ก.ย. พ.ศ. ๒๕๖๖", "22/9/2566", "2023-09-22", "22 September 2023".
///
/// A year of four digits is Buddhist from 2400 on and common below, unless พ.ศ. or ค.ศ. says which.
pub fn read(text: &str) -> Result<NaiveDate, DateMistake> {
    let written = take_apart(text)?;
    whole(&written, written.year.common()?)
}

/// Reads a date found in a letter, where "31 ต.ค. 66" is of 2566; unless the month is named in Thai, two digits leave
/// the era open and are refused as in a form.
pub fn read_in_letter(text: &str) -> Result<NaiveDate, DateMistake> {
    let written = take_apart(text)?;
    let year = match written.year.common() {
        Err(DateMistake::TwoDigitYear { be_year }) if written.in_thai => be_year - BE_AHEAD,
        year => year?,
    };
    whole(&written, year)
}

/// Gives the date of a year of the common era; fails with `NoSuchDay`, or `Unreadable` if there is no such month.
pub fn date(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateMistake> {
    let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or(DateMistake::Unreadable)?;
    first.with_day(day).ok_or(DateMistake::NoSuchDay {
        be_year: year + BE_AHEAD,
        month,
        days: first.num_days_in_month().into(),
    })
}

fn whole(written: &Written, year: i32) -> Result<NaiveDate, DateMistake> {
    match (written.month, written.day) {
        (Some(month), Some(day)) => date(year, month, day),
        _ => Err(DateMistake::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thai::date::{english, long, long_thai_digits, numeric, short};
    use crate::thai::digits::to_thai;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn every_written_form_is_read() {
        for text in [
            "๒๒ กันยายน ๒๕๖๖",
            "22 กันยายน พ.ศ. 2566",
            "22 กันยายน พ.ศ.๒๕๖๖",
            "๒๒กันยายนพ.ศ.๒๕๖๖",
            "วันที่ 22 ก.ย. 2566",
            "วันที่ ๒๒ เดือนกันยายน พ.ศ. ๒๕๖๖",
            "22 ก.ย.2566",
            "22/09/2566",
            "22-9-2566",
            "22–9–2566",
            "22.9.2566",
            "22 9 2566",
            " 22 / 9 / 2566 ",
            "２２/９/２５６６",
            "22\u{a0}กัน\u{200b}ยายน 2566",
            "2023-09-22",
            "2566-09-22",
            "20230922",
            "22/9/2023",
            "22 กันยายน ค.ศ. 2023",
            "22 September 2023",
            "22 SEP 2023",
        ] {
            assert_eq!(read(text), Ok(day(2023, 9, 22)), "{text}");
        }
    }

    #[test]
    fn every_month_is_read_in_full_and_in_short() {
        for month in 1..=12 {
            let date = day(2024, month, 28);
            assert_eq!(read(&long(date)), Ok(date));
            assert_eq!(read(&short(date)), Ok(date));
        }
    }

    #[test]
    fn a_day_that_was_not_is_refused_with_the_length_of_its_month() {
        let mistake = |be_year, month, days| Err(DateMistake::NoSuchDay { be_year, month, days });
        assert_eq!(read("29 ก.พ. 2567"), Ok(day(2024, 2, 29)));
        assert_eq!(read("29 ก.พ. 2566"), mistake(2566, 2, 28));
        assert_eq!(read("31/4/2023"), mistake(2566, 4, 30));
        assert_eq!(read("45 มกราคม 2566"), mistake(2566, 1, 31));
    }

    #[test]
    fn other_orders_and_nonsense_are_refused() {
        for text in [
            "9/22/2566",
            "September 22, 2023",
            "22 กันยา 2566",
            "0000-00-00",
            "1990-05-00",
            "00/05/2533",
            "พ.ค. 2533",
            "2533",
            "22/9/566",
            "22/9/02566",
            "022/9/2566",
            "22/9/2566 น.",
            "22/9",
            "22/9/2566/1",
            "-22/9/2566",
            "2023-09-22T13:30:00Z",
            "เมื่อวาน",
            "๒๒ ๙",
        ] {
            assert_eq!(read(text), Err(DateMistake::Unreadable), "{text}");
        }
        for text in ["", "  \u{200b}", "วันที่"] {
            assert_eq!(read(text), Err(DateMistake::Empty), "{text}");
        }
    }

    #[test]
    fn two_digits_are_a_year_only_in_a_letter() {
        let short = Err(DateMistake::TwoDigitYear { be_year: 2566 });
        assert_eq!(read("31 ต.ค. 66"), short);
        assert_eq!(read_in_letter("31 ต.ค. 66"), Ok(day(2023, 10, 31)));
        assert_eq!(read_in_letter("๓๑ ต.ค. ๖๖"), Ok(day(2023, 10, 31)));
        assert_eq!(read_in_letter("31/10/66"), short);
        assert_eq!(read_in_letter("31 Oct 66"), short);
        assert_eq!(read_in_letter("31 ต.ค. 2566"), Ok(day(2023, 10, 31)));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(
            text: String,
            typed in "(วันที่)?[0-9๐-๙]{0,9}[ ./-]{0,2}(ก.ย.|พฤษภาคม|พ.ศ.)?[ ./-]{0,2}[0-9๐-๙]{0,9}[ ./-]?[0-9]{0,5}",
        ) {
            for text in [text, typed] {
                let _ = read(&text);
                let _ = read_in_letter(&text);
            }
        }

        #[test]
        fn what_is_printed_reads_back(days in 0..198_000u64) {
            let date = day(1857, 1, 1) + chrono::Days::new(days);
            let printed = [long(date), short(date), numeric(date), long_thai_digits(date), english(date), date.to_string()];
            for text in printed {
                prop_assert_eq!(read(&text), Ok(date));
                prop_assert_eq!(read(&to_thai(&text)), Ok(date));
            }
        }
    }
}
