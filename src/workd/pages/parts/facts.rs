//! Facts: the whole form, to read.

use chrono::NaiveDate;

use super::{layouts, name_of, to_mend};
use crate::{
    agencies::{ministries, provinces},
    error::Missing,
    web::{locale::Locale, visitor::Visit},
    workd::{
        domain_name,
        request::{
            fields::{self, Field, Takes},
            request::Request,
        },
    },
};

/// A field with what stands in it, to read.
pub struct Fact {
    /// Name of the field, with dots.
    pub name: &'static str,
    /// Id, by which mistakes and links find it.
    pub id: String,
    /// Label in the reader's language.
    pub label: String,
    /// What stands in it, in words; none when nothing does.
    pub value: Option<String>,
    /// What the officer asked to mend.
    pub mend: Option<String>,
}

/// A part of the form, to read.
pub struct FactPart {
    /// 1 to 4.
    pub number: u8,
    /// Its title.
    pub title: String,
    /// Fields that are filled in, and those that are missing.
    pub facts: Vec<Fact>,
}

/// The whole form, to read.
pub fn facts(visit: &Visit, request: &Request, missing: &[Missing]) -> Vec<FactPart> {
    let wanted: Vec<String> = missing.iter().map(name_of).collect();
    let part = |number: u8| {
        let names = layouts(number).iter().flat_map(|layout| layout.lines.iter());
        let found = names.flat_map(|line| line.iter()).filter_map(|name| fields::find(name));
        let facts = found.filter_map(|field| {
            let value = said(visit, request, field);
            let mend = to_mend(request, field.name);
            let shown =
                value.is_some() || mend.is_some() || wanted.iter().any(|it| it == field.name);
            shown.then(|| Fact {
                name: field.name,
                id: field.id(),
                label: visit.field(field),
                value,
                mend,
            })
        });
        FactPart { number, title: visit.t(&format!("part-{number}")), facts: facts.collect() }
    };
    (1..=4).map(part).collect()
}

/// What stands in a field, as people say it.
fn said(visit: &Visit, request: &Request, field: &Field) -> Option<String> {
    if field.takes == Takes::CitizenId {
        return request.citizen_id_masked.clone();
    }
    let text = request.form.get(field.name)?;
    let title = |(th, en): (&str, &str)| match visit.locale {
        Locale::Th => th.to_owned(),
        Locale::En => en.to_owned(),
    };
    let province = || provinces::PROVINCES.iter().find(|row| row.0 == text);
    Some(match field.takes {
        Takes::Choice(_) => visit.choice(text),
        Takes::Ministry => ministries::name(text).map_or_else(|| text.to_owned(), title),
        Takes::Province => province().map_or_else(|| text.to_owned(), |row| title((row.1, row.2))),
        Takes::Day => {
            text.parse().map_or_else(|_| text.to_owned(), |day: NaiveDate| visit.day(day))
        }
        Takes::Yes => visit.t("req-yes"),
        Takes::Count => visit.t1("req-accounts", "n", text.parse::<i64>().unwrap_or(0)),
        Takes::Domain => domain_name::shown(text),
        _ => text.to_owned(),
    })
}
