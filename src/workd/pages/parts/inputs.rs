//! Inputs: the fields of a part as they are filled in, with their words, choices and suggestions.

use chrono::NaiveDate;

use super::{layouts, to_mend};
use crate::{
    agencies::{ministries, provinces},
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
