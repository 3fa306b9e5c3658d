//! Takes a written date apart into day, month and year, without yet believing any of them.

use super::mistake::DateMistake;
use super::months::{self, Named};
use super::year::{Era, Year};
use crate::thai::{digits, text};

/// A date taken apart; `None` stands for a part that was left out or written as zeros.
pub struct Written {
    /// The day as written, perhaps 45.
    pub day: Option<u32>,
    /// The month as written, perhaps 22.
    pub month: Option<u32>,
    /// The year as written.
    pub year: Year,
    /// Whether the month was named in Thai.
    pub in_thai: bool,
}

/// What stands before a number.
#[derive(Clone, Copy, PartialEq)]
enum Gap {
    /// A slash, dash or dot, or a space if there is no other sign.
    Sign(char),
    Month(Named),
}

/// A gap, and the era named at its end.
type Before = (Gap, Option<Era>);

const NOTHING: Before = (Gap::Sign(' '), None);

/// Takes `text` apart; fails with `Empty` or `Unreadable`.
pub fn take_apart(text: &str) -> Result<Written, DateMistake> {
    let text = digits::to_arabic(&text::normalise(text)).to_lowercase();
    let text = text.strip_prefix("วันที่").unwrap_or(&text).trim();
    if text.is_empty() {
        return Err(DateMistake::Empty);
    }
    let parts = numbers(text).ok_or(DateMistake::Unreadable)?;
    arrange(&parts).ok_or(DateMistake::Unreadable)
}

/// Gives every number with the gap before it; nothing may follow the last.
fn numbers(mut text: &str) -> Option<Vec<(Before, &str)>> {
    let mut parts = Vec::new();
    while !text.is_empty() {
        let (before, rest) = text.split_at(text.find(|c: char| c.is_ascii_digit())?);
        let end = rest.find(|c: char| !c.is_ascii_digit());
        let (number, rest) = rest.split_at(end.unwrap_or(rest.len()));
        parts.push((gap(before)?, number));
        text = rest;
    }
    Some(parts)
}

fn arrange(parts: &[(Before, &str)]) -> Option<Written> {
    match *parts {
        // "2523", "พ.ศ. 2523", "พ.ค. 2523", and "25230517" as cards and registries hold it.
        [((Gap::Month(month), era), year)] => named("0", month, year, era),
        [(NOTHING, whole)] if whole.len() == 8 => {
            dated(&whole[6..], &whole[4..6], &whole[..4], None)
        }
        [((Gap::Sign(' '), era), year)] => dated("0", "0", year, era),
        // "17 พ.ค. 2523", and without the day "5/2523", "1980-05".
        [(NOTHING, day), ((Gap::Month(month), era), year)] => named(day, month, year, era),
        [(NOTHING, year), ((Gap::Sign('-'), None), month)] if year.len() == 4 => {
            dated("0", month, year, None)
        }
        [(NOTHING, month), ((Gap::Sign('/' | '-'), era), year)] => dated("0", month, year, era),
        // "1980-05-17", "17/5/2523".
        [(NOTHING, year), ((Gap::Sign('-'), None), month), ((Gap::Sign('-'), None), day)]
            if year.len() == 4 =>
        {
            dated(day, month, year, None)
        }
        [(NOTHING, day), ((left, None), month), ((right, era), year)]
            if left == right && matches!(left, Gap::Sign(_)) =>
        {
            dated(day, month, year, era)
        }
        _ => None,
    }
}

fn named(day: &str, month: Named, year: &str, era: Option<Era>) -> Option<Written> {
    Some(Written {
        day: part(day)?,
        month: Some(month.number),
        year: Year::read(year, era)?,
        in_thai: month.thai,
    })
}

fn dated(day: &str, month: &str, year: &str, era: Option<Era>) -> Option<Written> {
    Some(Written {
        day: part(day)?,
        month: part(month)?,
        year: Year::read(year, era)?,
        in_thai: false,
    })
}

/// Reads a day or month of one or two digits, where zeros say that it is not known.
fn part(digits: &str) -> Option<Option<u32>> {
    let number = digits.parse().ok().filter(|_| digits.len() <= 2)?;
    Some((number != 0).then_some(number))
}

/// Reads a sign or a month, and the era that may follow either.
fn gap(text: &str) -> Option<Before> {
    let text = text.replace(' ', "");
    if text == "." {
        return Some((Gap::Sign('.'), None));
    }
    let bare = text.replace('.', "");
    let (bare, era) = era(&bare);
    let gap = match bare {
        "" if era.is_some() || text.is_empty() => Gap::Sign(' '),
        "/" => Gap::Sign('/'),
        // Keyboards and word processors have more dashes than one.
        "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2212}" => Gap::Sign('-'),
        _ => {
            let name = bare.trim_matches(['/', '-', ',']);
            let name = name.strip_prefix("เดือน").unwrap_or(name);
            Gap::Month(months::find(name)?)
        }
    };
    Some((gap, era))
}

fn era(text: &str) -> (&str, Option<Era>) {
    if let Some(rest) = text.strip_suffix("พศ") {
        (rest, Some(Era::Buddhist))
    } else if let Some(rest) = text.strip_suffix("คศ") {
        (rest, Some(Era::Common))
    } else {
        (text, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Option<u32>, Option<u32>, i32) {
        let written = take_apart(text).unwrap();
        (written.day, written.month, written.year.number)
    }

    #[test]
    fn nothing_is_believed_yet() {
        assert_eq!(parts("45/22/2566"), (Some(45), Some(22), 2566));
        assert_eq!(parts("0000-00-00"), (None, None, 0));
    }

    #[test]
    fn the_era_may_follow_a_sign_a_month_or_nothing() {
        assert_eq!(parts("17/5/พ.ศ.2523"), (Some(17), Some(5), 2523));
        assert_eq!(parts("17 5 พ.ศ. 2523"), (Some(17), Some(5), 2523));
        assert_eq!(parts("17 พฤษภาคม ค.ศ. 1980"), (Some(17), Some(5), 1980));
        assert_eq!(parts("พศ 2523"), (None, None, 2523));
    }

    #[test]
    fn signs_are_not_mixed() {
        assert!(take_apart("17/5-2523").is_err());
        assert!(take_apart("17..5..2523").is_err());
    }
}
