//! Where each field stands among the letters that a certificate prints, on every page of it.

use std::ops::Range;

use chrono::NaiveDate;

use super::{field::Field, flat::letters, row::around};
use crate::{
    learning::certificate::{
        design::look::Signatory,
        pdf::{ISSUER_EN, Sheet, printed_lines},
    },
    thai::{date, digits},
};

/// Places found so far.
struct Places<'a> {
    printed: &'a [char],
    taken: Vec<(Field, Range<usize>)>,
}

/// Every place of every field, in the order of the fields; what is not printed has none.
pub fn places(sheet: &Sheet, printed: &[char]) -> Vec<(Field, Range<usize>)> {
    let mut places = Places { printed, taken: Vec::new() };
    // Before the words: their digits may stand in a name as well.
    places.change(sheet, Field::Minutes, |sheet| sheet.minutes = other_number(sheet.minutes));
    places.change(sheet, Field::ScorePercent, |sheet| {
        sheet.score_percent = sheet.score_percent.map(other_number);
    });
    let look = &sheet.dress.look;
    let signers: Vec<String> = look.signer.iter().chain(&look.signer_en).map(signer).collect();
    let mut texts = vec![
        (Field::VerifyUrl, sheet.verify_url.as_str()),
        (Field::Number, sheet.number),
        (Field::FullName, sheet.full_name),
        (Field::CourseTitle, sheet.course_title),
        (Field::CourseTitle, sheet.course_title_en),
        (Field::DocumentTitle, sheet.document_title),
        (Field::DocumentTitle, &sheet.dress.document_title_en),
        (Field::Issuer, sheet.issuer),
        (Field::Issuer, ISSUER_EN),
    ];
    let agencies = [&sheet.dress.agency, &sheet.dress.agency_en];
    texts.extend(agencies.into_iter().flatten().map(|name| (Field::Agency, name.as_str())));
    texts.extend(signers.iter().map(|signer| (Field::Signer, signer.as_str())));
    // A short text may be part of a longer one, and is not meant there.
    texts.sort_by_key(|(_, text)| std::cmp::Reverse(letters(text).len()));
    for (field, text) in texts {
        places.find(field, text);
    }
    places.find_day(Field::IssuedOn, Some(sheet.issued_on));
    places.find_day(Field::ValidUntil, sheet.valid_until);
    let rank = |field: &Field| Field::ALL.iter().position(|known| known == field);
    places.taken.sort_by_key(|(field, range)| (rank(field), range.start));
    places.taken
}

/// What a signatory's lines say, one after the other.
fn signer(signer: &Signatory) -> String {
    [signer.name.as_str()].into_iter().chain(signer.lines()).collect()
}

impl Places<'_> {
    fn find(&mut self, field: Field, text: &str) {
        let wanted = letters(text);
        if wanted.is_empty() {
            return;
        }
        let mut from = 0;
        while let Some(rest) = self.printed.get(from..) {
            let found = rest.windows(wanted.len()).position(|window| window == wanted);
            let Some(found) = found else { return };
            let range = from + found..from + found + wanted.len();
            from = range.end;
            let is_free =
                |(_, own): &(Field, Range<usize>)| own.end <= range.start || range.end <= own.start;
            if self.taken.iter().all(is_free) {
                self.taken.push((field, range));
            }
        }
    }

    /// A day in any of the ways in which certificates print one.
    fn find_day(&mut self, field: Field, day: Option<NaiveDate>) {
        let arabic = |day| digits::to_arabic(&date::long_thai_digits(day));
        for form in [date::long_thai_digits, arabic, date::english] {
            self.find(field, &day.map(form).unwrap_or_default());
        }
    }

    /// A number stands where the certificate comes out otherwise with another one: alone it says
    /// nothing, and what stands around it is the design's.
    fn change(&mut self, sheet: &Sheet, field: Field, change: impl Fn(&mut Sheet)) {
        let mut other = sheet.clone();
        change(&mut other);
        let (own, other) = (printed_lines(sheet), printed_lines(&other));
        if own.len() != other.len() {
            return;
        }
        let mut base = 0;
        for (own, other) in own.iter().zip(&other) {
            let (own, other) = (letters(own), letters(other));
            if own != other {
                let (start, end) = around(&own, &other);
                self.taken.push((field, base + start..base + own.len() - end));
            }
            base += own.len();
        }
    }
}

/// A number that begins and ends with another digit than `number` does, and is as long: a longer
/// one might move a word to the next line.
fn other_number(number: i64) -> i64 {
    let digits = number.to_string();
    let is_free = |digit: &char| !digits.starts_with(*digit) && !digits.ends_with(*digit);
    let digit = ('1'..='9').find(is_free).unwrap_or('1');
    digits.chars().map(|_| digit).collect::<String>().parse().unwrap_or(1)
}
