//! The fields of a certificate as they are compared: where each is printed, and what the data says.

use std::ops::Range;

use serde_json::{Value, json};

use super::flat::letters;
use crate::{
    learning::certificate::pdf::{ISSUER_EN, Sheet, printed_lines},
    thai::{date, digits},
};

/// What is printed on a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What the document calls itself.
    DocumentTitle,
    /// Whose it is.
    FullName,
    /// For which course.
    CourseTitle,
    /// How long the course is.
    Minutes,
    /// The mark.
    ScorePercent,
    /// The day it was issued.
    IssuedOn,
    /// The last day of validity.
    ValidUntil,
    /// Its number.
    Number,
    /// Where it is verified.
    VerifyUrl,
    /// Who issued it.
    Issuer,
    /// Who signed for the issuer.
    Signer,
    /// All other words.
    Rest,
}

/// What a file says about one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The same as the record.
    Same,
    /// Something else.
    Differs(String),
    /// Nothing.
    Missing,
    /// It cannot be read.
    Unreadable,
    /// There is nothing of the kind to compare.
    Absent,
}

/// One field: the record beside the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which.
    pub field: Field,
    /// As the record prints it.
    pub record: String,
    /// What the page of the file shows.
    pub shown: Outcome,
    /// What the data inside the file says.
    pub data: Outcome,
}

impl Finding {
    /// `same`, `differs`, `missing` or `unreadable`.
    pub fn state(&self) -> &'static str {
        match (&self.shown, &self.data) {
            (Outcome::Differs(_), _) | (_, Outcome::Differs(_)) => "differs",
            (Outcome::Missing, _) => "missing",
            (Outcome::Unreadable, _) => "unreadable",
            (Outcome::Absent, Outcome::Missing) => "missing",
            _ => "same",
        }
    }

    /// What the file says, where that is something else.
    pub fn in_file(&self) -> Option<&str> {
        match (&self.shown, &self.data) {
            (Outcome::Differs(text), _) | (_, Outcome::Differs(text)) => Some(text),
            _ => None,
        }
    }
}

impl Field {
    /// Every field of the record, in the order of the page.
    pub const ALL: [Self; 11] = [
        Self::FullName,
        Self::CourseTitle,
        Self::DocumentTitle,
        Self::Minutes,
        Self::ScorePercent,
        Self::IssuedOn,
        Self::ValidUntil,
        Self::Number,
        Self::VerifyUrl,
        Self::Issuer,
        Self::Signer,
    ];

    /// Its name in the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::DocumentTitle => "document_title",
            Self::FullName => "full_name",
            Self::CourseTitle => "course_title",
            Self::Minutes => "minutes",
            Self::ScorePercent => "score_percent",
            Self::IssuedOn => "issued_on",
            Self::ValidUntil => "valid_until",
            Self::Number => "number",
            Self::VerifyUrl => "verify_url",
            Self::Issuer => "issuer",
            Self::Signer => "signer",
            Self::Rest => "rest",
        }
    }

    /// Key of its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::DocumentTitle => "document",
            Self::FullName => "name",
            Self::CourseTitle => "course",
            Self::Minutes => "course-minutes",
            Self::ScorePercent => "final-score",
            Self::IssuedOn => "issued-on",
            Self::ValidUntil => "valid-until",
            Self::Number => "certificate-number",
            Self::VerifyUrl => "compare-address",
            Self::Issuer => "issuer",
            Self::Signer => "compare-signer",
            Self::Rest => "compare-rest",
        }
    }

    /// What the data of a genuine file holds; none where the field is not in the data.
    pub fn datum(self, sheet: &Sheet) -> Option<Value> {
        Some(match self {
            Self::DocumentTitle => json!(sheet.document_title),
            Self::FullName => json!(sheet.full_name),
            Self::CourseTitle => json!(sheet.course_title),
            Self::Minutes => json!(sheet.minutes),
            Self::ScorePercent => json!(sheet.score_percent),
            Self::IssuedOn => json!(sheet.issued_on),
            Self::ValidUntil => json!(sheet.valid_until),
            Self::Number => json!(sheet.number),
            Self::VerifyUrl => json!(sheet.verify_url),
            Self::Issuer => json!(sheet.issuer),
            Self::Signer | Self::Rest => return None,
        })
    }

    /// Where it stands among the letters that `sheet` prints; none where it is not printed.
    pub fn place(self, sheet: &Sheet, printed: &[char]) -> Option<Range<usize>> {
        match self {
            Self::DocumentTitle => find(printed, sheet.document_title, 0)
                .or_else(|| find(printed, &sheet.dress.document_title_en, 0)),
            Self::FullName => find(printed, sheet.full_name, 0),
            Self::CourseTitle => {
                // A title may be in the name of nobody, but it may be the name of the document.
                let after = Self::FullName.place(sheet, printed).map_or(0, |name| name.end);
                let titles = [sheet.course_title, sheet.course_title_en];
                let from = |start| titles.iter().find_map(|title| find(printed, title, start));
                from(after).or_else(|| from(0))
            }
            Self::Minutes => {
                let other = Sheet { minutes: other_number(sheet.minutes), ..sheet.clone() };
                changed(printed, &flat_lines(&other))
            }
            Self::ScorePercent => {
                let score = Some(other_number(sheet.score_percent?));
                changed(printed, &flat_lines(&Sheet { score_percent: score, ..sheet.clone() }))
            }
            Self::IssuedOn => find_day(printed, sheet.issued_on, 0),
            Self::ValidUntil => {
                let after = Self::IssuedOn.place(sheet, printed).map_or(0, |day| day.end);
                find_day(printed, sheet.valid_until?, after)
            }
            Self::Number => {
                let address = Self::VerifyUrl.place(sheet, printed).unwrap_or(0..0);
                let first = find(printed, sheet.number, 0)?;
                if address.contains(&first.start) {
                    find(printed, sheet.number, address.end)
                } else {
                    Some(first)
                }
            }
            Self::VerifyUrl => find(printed, &sheet.verify_url, 0),
            Self::Issuer => find(printed, sheet.issuer, 0).or_else(|| find(printed, ISSUER_EN, 0)),
            Self::Signer => {
                let look = &sheet.dress.look;
                look.signer.iter().chain(&look.signer_en).find_map(|signer| {
                    let text: String =
                        [signer.name.as_str()].into_iter().chain(signer.lines()).collect();
                    find(printed, &text, 0)
                })
            }
            Self::Rest => None,
        }
    }
}

/// Every letter that `sheet` prints.
pub fn flat_lines(sheet: &Sheet) -> Vec<char> {
    printed_lines(sheet).iter().flat_map(|line| letters(line)).collect()
}

fn find(printed: &[char], text: &str, from: usize) -> Option<Range<usize>> {
    let wanted = letters(text);
    let rest = printed.get(from..).filter(|_| !wanted.is_empty())?;
    let at = rest.windows(wanted.len()).position(|window| window == wanted)?;
    Some(from + at..from + at + wanted.len())
}

/// A day in any of the ways in which certificates print one.
fn find_day(printed: &[char], day: chrono::NaiveDate, from: usize) -> Option<Range<usize>> {
    let thai = date::long_thai_digits(day);
    let arabic = digits::to_arabic(&thai);
    let forms = [thai, arabic, date::english(day)];
    forms.iter().find_map(|form| find(printed, form, from))
}

/// A number that begins and ends with another digit than `number` does.
fn other_number(number: i64) -> i64 {
    let digits = number.to_string();
    let is_free = |digit: &char| !digits.starts_with(*digit) && !digits.ends_with(*digit);
    let digit = ('1'..='9').find(is_free).and_then(|digit| digit.to_digit(10)).unwrap_or(1);
    i64::from(digit) * 11
}

/// What of `one` is not in `other`, between what both begin and end with.
fn changed(one: &[char], other: &[char]) -> Option<Range<usize>> {
    let (start, end) = around(one, other);
    (one != other).then_some(start..one.len() - end)
}

/// How many letters two texts begin and end with together.
pub fn around(one: &[char], other: &[char]) -> (usize, usize) {
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let most = one.len().min(other.len()) - start;
    let ends = one.iter().rev().zip(other.iter().rev());
    (start, ends.take(most).take_while(|(a, b)| a == b).count())
}
