//! What the paper of a certificate shows, field by field, in the order of the page: all that somebody
//! with the paper in hand can compare. Its design decides; what else is on record stands elsewhere.

use chrono::NaiveDate;

use crate::learning::certificate::{
    design::look::{Language, Signatory},
    inspection::Field,
    pdf::{ISSUER_EN, Sheet},
};

/// A field that is printed, with its text in each language of the design.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Which.
    pub field: Field,
    /// What stands there, one line each.
    pub values: Vec<Value>,
}

/// What a field shows, before it is put into the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words in Thai.
    Thai(String),
    /// Words in English.
    English(String),
    /// Signs that are the same in every language.
    Signs(String),
    /// A length.
    Minutes(i64),
    /// A mark.
    Percent(i64),
    /// A day.
    Day(NaiveDate),
}

/// The fields that `sheet` prints.
pub fn printed(sheet: &Sheet) -> Vec<Printed> {
    let (dress, look) = (sheet.dress, &sheet.dress.look);
    let words = |thai: &str, english: &str| {
        let both = look.language.pages().iter().map(|page| match page {
            Language::En => Value::English(english.to_owned()),
            _ => Value::Thai(thai.to_owned()),
        });
        both.filter(|value| !matches!(value, Value::Thai(it) | Value::English(it) if it.is_empty()))
            .collect::<Vec<_>>()
    };
    let agency = |name: &Option<String>| name.clone().unwrap_or_default();
    let valid_until = sheet.valid_until.filter(|_| look.shows.valid_until);
    let all = [
        (Field::DocumentTitle, words(sheet.document_title, &dress.document_title_en)),
        (Field::FullName, vec![Value::Thai(sheet.full_name.to_owned())]),
        (Field::Agency, words(&agency(&dress.agency), &agency(&dress.agency_en))),
        (Field::CourseTitle, words(sheet.course_title, sheet.course_title_en)),
        (Field::Minutes, one(look.shows.minutes.then_some(Value::Minutes(sheet.minutes)))),
        (
            Field::ScorePercent,
            one(sheet.score_percent.filter(|_| look.shows.score).map(Value::Percent)),
        ),
        (Field::IssuedOn, vec![Value::Day(sheet.issued_on)]),
        (Field::ValidUntil, one(valid_until.map(Value::Day))),
        (Field::Number, vec![Value::Signs(sheet.number.to_owned())]),
        (Field::VerifyUrl, vec![Value::Signs(sheet.verify_url.clone())]),
        (Field::Issuer, words(sheet.issuer, ISSUER_EN)),
        (Field::Signer, signers(sheet)),
    ];
    let all = all.into_iter().filter(|(_, values)| !values.is_empty());
    all.map(|(field, values)| Printed { field, values }).collect()
}

fn one(value: Option<Value>) -> Vec<Value> {
    value.into_iter().collect()
}

/// Who signs, a line each, in each language that has somebody.
fn signers(sheet: &Sheet) -> Vec<Value> {
    let look = &sheet.dress.look;
    let lines = |signer: &Signatory, value: fn(String) -> Value| {
        let lines = [signer.name.as_str()].into_iter().chain(signer.lines());
        lines.map(|line| value(line.to_owned())).collect::<Vec<_>>()
    };
    let pages = look.language.pages().iter().filter_map(|page| match page {
        Language::En => look.signer_en.as_ref().map(|it| lines(it, Value::English)),
        _ => look.signer.as_ref().map(|it| lines(it, Value::Thai)),
    });
    pages.flatten().collect()
}
