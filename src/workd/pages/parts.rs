//! The request form as pages show it: its four parts, what stands together in them, each field with its words.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    agencies::{ministries, provinces},
    error::Missing,
    thai::{name::PREFIXES, text::sort_key},
    web::{
        locale::{Locale, Text},
        visitor::Visit,
    },
    workd::{
        domain_name,
        request::{
            fields::{self, Field, Kind, Takes},
            form::Form,
            request::Request,
        },
    },
};

/// Fields that stand together, in lines.
struct Layout {
    title: &'static str,
    intro: Option<&'static str>,
    lines: &'static [&'static [&'static str]],
}

const fn layout(
    title: &'static str,
    intro: Option<&'static str>,
    lines: &'static [&'static [&'static str]],
) -> Layout {
    Layout { title, intro, lines }
}

static PARTS: [&[Layout]; 4] = [
    &[
        layout(
            "req-group-agency",
            Some("req-group-agency-intro"),
            &[
                &["agency.name_th"],
                &["agency.name_en"],
                &["agency.ministry"],
                &["agency.parent_th", "agency.parent_en"],
            ],
        ),
        layout(
            "req-group-coordinator",
            Some("req-group-coordinator-intro"),
            &[
                &["coordinator.prefix", "coordinator.first_name", "coordinator.last_name"],
                &["coordinator.first_name_en", "coordinator.last_name_en"],
                &["coordinator.position"],
                &["coordinator.citizen_id"],
                &["coordinator.office_phone", "coordinator.extensions"],
                &["coordinator.mobile_phone"],
                &["coordinator.email"],
                &["coordinator.backup_email"],
            ],
        ),
        layout(
            "req-group-address",
            None,
            &[
                &["address.house_no", "address.moo"],
                &["address.soi", "address.road"],
                &["address.subdistrict", "address.district"],
                &["address.province", "address.postcode"],
            ],
        ),
    ],
    &[
        layout("req-group-change", None, &[&["change.of"], &["change.details"]]),
        layout("req-group-domain", None, &[&["domain.kind"], &["domain.name"]]),
        layout(
            "req-group-services",
            Some("req-group-services-intro"),
            &[
                &["requested.mail_accounts", "requested.conference_accounts"],
                &["relay.wanted"],
                &["relay.details"],
            ],
        ),
        layout("req-group-start", None, &[&["effective_on"]]),
    ],
    &[layout("req-group-privacy", None, &[&["privacy.consent"]])],
    &[
        layout("req-group-terms", None, &[&["terms.accepted"]]),
        layout(
            "req-group-requester",
            Some("req-group-signing-intro"),
            &[&["signatures.0.name", "signatures.0.position"], &["signatures.0.signed_on"]],
        ),
        layout(
            "req-group-head",
            None,
            &[&["signatures.1.name", "signatures.1.position"], &["signatures.1.signed_on"]],
        ),
    ],
];

/// Fields of which one may stand for another: neither needed nor left to choice.
const EITHER: [&str; 9] = [
    "agency.ministry",
    "agency.parent_th",
    "agency.parent_en",
    "coordinator.prefix",
    "requested.mail_accounts",
    "requested.conference_accounts",
    "relay.wanted",
    "relay.details",
    "change.details",
];

/// One of the codes that a field takes.
pub struct Choice {
    /// The code.
    pub code: String,
    /// Its name.
    pub label: String,
    /// What it means, where the name does not say it.
    pub hint: Option<String>,
}

/// A field on the page of its part.
pub struct Input {
    /// Name of the input, with dots.
    pub name: &'static str,
    /// Its id, by which mistakes and links find it.
    pub id: String,
    /// Label in the reader's language.
    pub label: String,
    /// Label in the other language.
    pub other_label: String,
    /// What to type.
    pub hint: Option<String>,
    /// What was typed or is kept; always empty for a citizen id.
    pub value: String,
    /// The citizen id that is kept, as it may be shown.
    pub masked: Option<String>,
    /// Codes to choose from.
    pub choices: Vec<Choice>,
    /// Words to suggest.
    pub suggestions: Vec<String>,
    /// What a careful clerk would mention.
    pub warnings: Vec<String>,
    /// What the officer asked to mend.
    pub mend: Option<String>,
    /// Whether the form says that the field may stay empty.
    pub is_optional: bool,
    takes: Takes,
}

impl Input {
    /// Whether one of a few codes is chosen.
    pub fn is_radios(&self) -> bool {
        matches!(self.takes, Takes::Choice(_))
    }

    /// Whether one of many is chosen.
    pub fn is_select(&self) -> bool {
        matches!(self.takes, Takes::Ministry | Takes::Province)
    }

    /// Whether it is a box to tick.
    pub fn is_box(&self) -> bool {
        self.takes == Takes::Yes
    }

    /// Whether more than a line is typed.
    pub fn is_paragraph(&self) -> bool {
        self.takes == Takes::Paragraph
    }

    /// Whether it is the citizen id.
    pub fn is_citizen_id(&self) -> bool {
        self.takes == Takes::CitizenId
    }

    /// Whether a short number stands before a unit.
    pub fn is_count(&self) -> bool {
        self.takes == Takes::Count
    }

    /// Whether `code` is chosen.
    pub fn has(&self, code: &str) -> bool {
        self.value == code
    }

    /// Which keyboard a phone shows.
    pub fn input_mode(&self) -> &'static str {
        match self.takes {
            Takes::Phone | Takes::Mobile => "tel",
            Takes::Email => "email",
            Takes::Postcode | Takes::Count | Takes::Extensions | Takes::CitizenId => "numeric",
            Takes::Domain => "url",
            _ => "text",
        }
    }

    /// How wide what is typed usually is.
    pub fn width(&self) -> &'static str {
        match self.takes {
            Takes::Postcode | Takes::Count => "input--6",
            Takes::CitizenId => "input--citizen-id",
            _ => "",
        }
    }
}

/// Fields that stand together on a page.
pub struct Section {
    /// What they are about.
    pub title: String,
    /// What to know before filling them in.
    pub intro: Option<String>,
    /// The fields, in lines.
    pub lines: Vec<Vec<Input>>,
}

/// What a page knows beside the form itself.
pub struct Around<'a> {
    /// The request, as it is kept.
    pub request: &'a Request,
    /// What was typed, or what is kept.
    pub form: &'a Form,
    /// What a careful clerk would mention.
    pub warnings: &'a [(&'static str, Text)],
    /// Domains that a change or a cancellation may name.
    pub domains: &'a [String],
}

/// The fields of a part, 1 to 4, for the kind of the request.
pub fn sections(visit: &Visit, part: u8, around: &Around<'_>) -> Vec<Section> {
    let kind = around.request.kind();
    let mut sections = Vec::new();
    for layout in layouts(part) {
        let mut lines = Vec::new();
        for names in layout.lines {
            let shown = names.iter().filter_map(|name| fields::find(name));
            let shown = shown.filter(|field| field.is_shown(kind));
            let line: Vec<Input> = shown.map(|field| input(visit, field, around)).collect();
            if !line.is_empty() {
                lines.push(line);
            }
        }
        if !lines.is_empty() {
            let intro = layout.intro.map(|key| visit.t(key));
            sections.push(Section { title: visit.t(layout.title), intro, lines });
        }
    }
    sections
}

fn layouts(part: u8) -> &'static [Layout] {
    PARTS.get(usize::from(part).saturating_sub(1)).copied().unwrap_or_default()
}

fn input(visit: &Visit, field: &'static Field, around: &Around<'_>) -> Input {
    let request = around.request;
    let key = field.label();
    let hint = key.replacen("field-", "hint-", 1);
    let kept = around.form.text(field.name);
    let value = match field.takes {
        Takes::CitizenId => String::new(),
        Takes::Day => {
            kept.parse().map_or_else(|_| kept.to_owned(), |day: NaiveDate| visit.day(day))
        }
        Takes::Domain => domain_name::shown(kept),
        _ => kept.to_owned(),
    };
    let other = if visit.locale == Locale::Th { Locale::En } else { Locale::Th };
    let said = around.warnings.iter().filter(|(name, _)| *name == field.name);
    Input {
        name: field.name,
        id: field.id(),
        label: visit.field(field),
        other_label: other.t(&key),
        hint: visit.locale.has(&hint).then(|| visit.t(&hint)),
        value,
        masked: request.citizen_id_masked.clone().filter(|_| field.takes == Takes::CitizenId),
        choices: choices(visit, field),
        suggestions: suggestions(field, around),
        warnings: said.map(|(_, text)| visit.say(text)).collect(),
        mend: to_mend(request, field.name),
        is_optional: !field.is_needed(request.kind())
            && field.part < 3
            && !EITHER.contains(&field.name),
        takes: field.takes,
    }
}

fn choices(visit: &Visit, field: &Field) -> Vec<Choice> {
    let named = |rows: &[(&str, &str, &str)]| -> Vec<Choice> {
        let name = |row: &(&str, &str, &str)| match visit.locale {
            Locale::Th => row.1.to_owned(),
            Locale::En => row.2.to_owned(),
        };
        let one = |row| Choice { code: code(row), label: name(row), hint: None };
        rows.iter().map(one).collect()
    };
    match field.takes {
        Takes::Ministry => named(&ministries::MINISTRIES),
        Takes::Province => {
            let mut provinces = named(&provinces::PROVINCES);
            provinces.sort_by_cached_key(|choice| sort_key(&choice.label));
            provinces
        }
        _ => field
            .choices()
            .iter()
            .map(|code| Choice {
                code: (*code).to_owned(),
                label: visit.choice(code),
                hint: choice_hint(visit, code),
            })
            .collect(),
    }
}

fn code(row: &(&str, &str, &str)) -> String {
    row.0.to_owned()
}

fn choice_hint(visit: &Visit, code: &str) -> Option<String> {
    Some(match code {
        "mail_go_th" => {
            visit.t1("req-choice-mail-go-th", "zone", visit.app.config.mail_zone.as_str())
        }
        "own" => visit.t("req-choice-own"),
        "given" => visit.t("req-choice-given"),
        "refused" => visit.t("req-choice-refused"),
        _ => return None,
    })
}

fn suggestions(field: &Field, around: &Around<'_>) -> Vec<String> {
    match field.name {
        "coordinator.prefix" => PREFIXES.iter().map(|prefix| (*prefix).to_owned()).collect(),
        "domain.name" if around.request.kind() != Kind::Open => around.domains.to_vec(),
        _ => Vec::new(),
    }
}

/// The officer's words on a field, while they are to be heeded.
pub fn to_mend(request: &Request, name: &str) -> Option<String> {
    let told = request.to_mend.iter().find(|one| one.field == name);
    told.filter(|_| request.state == "returned").map(|one| one.text.clone())
}

/// Name, with dots, of the field that is missing.
pub fn name_of(missing: &Missing) -> String {
    let pointer = missing.field.as_deref().unwrap_or_default();
    pointer.trim_start_matches('/').replace('/', ".")
}

/// A part in the list of steps.
pub struct Step {
    /// 1 to 4.
    pub number: u8,
    /// Its title.
    pub title: String,
    /// How complete it is, in words.
    pub note: String,
    /// Whether nothing is missing in it.
    pub is_done: bool,
    /// Whether it is on screen.
    pub is_current: bool,
}

/// The four parts with what is missing in each; `current` is on screen.
pub fn steps(visit: &Visit, missing: &[Missing], current: u8) -> Vec<Step> {
    let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
    let mut unsigned = false;
    for one in missing {
        match fields::find(&name_of(one)) {
            Some(field) => *counts.entry(field.part).or_default() += 1,
            None => unsigned = true,
        }
    }
    let step = |number: u8| {
        let count = counts.get(&number).copied().unwrap_or(0);
        let waits = number == 4 && unsigned;
        let note = match count {
            0 if waits => visit.t("req-part-unsigned"),
            0 => visit.t("req-part-complete"),
            _ => visit.t1("req-part-missing", "n", count),
        };
        Step {
            number,
            title: visit.t(&format!("part-{number}")),
            note,
            is_done: count == 0 && !waits,
            is_current: number == current,
        }
    };
    (1..=4).map(step).collect()
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_the_form_stands_once_and_in_its_part() {
        let mut placed = BTreeMap::new();
        for (index, part) in PARTS.iter().enumerate() {
            for name in part.iter().flat_map(|layout| layout.lines).flat_map(|line| line.iter()) {
                assert!(placed.insert(*name, index + 1).is_none(), "{name} stands twice");
            }
        }
        for field in fields::FIELDS {
            assert_eq!(placed.remove(field.name), Some(usize::from(field.part)), "{}", field.name);
        }
        assert!(placed.is_empty(), "{placed:?}");
    }
}
