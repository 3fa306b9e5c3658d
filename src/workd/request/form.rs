//! Form: what an agency filled in, read field by field.

mod completeness;
mod field_value;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{
    error::Mistake,
    identity::citizen_id::{CitizenId, CitizenIdMistake},
    web::locale::{self, Locale, Text},
    workd::request::fields::{self, FIELDS, Field, Kind, Takes},
};

/// Every field that was filled in, by its name; numbers, days and codes in one spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Form(BTreeMap<String, String>);

/// What came of reading a form: the fields that are right, the citizen id apart, and the mistakes.
pub struct ReadForm {
    /// Fields without mistakes, normalised.
    pub form: Form,
    /// The coordinator's number, if one was typed and is right.
    pub citizen_id: Option<CitizenId>,
    /// Fields that have to be mended.
    pub mistakes: Vec<Mistake>,
}

impl ReadForm {
    /// Judges the days: a signature is not of tomorrow nor older than a year, and the service
    /// begins between today and two years from now.
    pub fn judged(mut self, today: chrono::NaiveDate) -> Self {
        let year = chrono::Duration::days(366);
        for (name, first, last, text) in [
            ("signatures.0.signed_on", today - year, today, "request-signed-on-range"),
            ("signatures.1.signed_on", today - year, today, "request-signed-on-range"),
            ("effective_on", today, today + year * 2, "request-effective-range"),
        ] {
            let day = self.form.get(name).and_then(|day| day.parse::<chrono::NaiveDate>().ok());
            if day.is_some_and(|day| day < first || day > last) {
                self.form.0.remove(name);
                let field = fields::pointer(name);
                self.mistakes.push(Mistake { field, code: "range", text: Text::new(text) });
            }
        }
        self
    }
}

impl Form {
    /// From name and text of each field, as a page sends them; empty ones are left out.
    pub fn typed(fields: impl IntoIterator<Item = (String, String)>) -> Self {
        let filled = fields.into_iter().filter(|(_, text)| !text.trim().is_empty());
        Self(filled.filter(|(name, _)| fields::find(name).is_some()).collect())
    }

    /// From the JSON of the API: objects within objects, the signatures as a list with roles.
    pub fn from_json(value: &Value) -> Self {
        let mut flat = BTreeMap::new();
        for field in FIELDS {
            let found = field.name.split('.').try_fold(value, |value, part| {
                match (value, part.parse::<usize>()) {
                    (Value::Array(items), Ok(index)) => items.get(index),
                    (Value::Object(object), _) => object.get(part),
                    _ => None,
                }
            });
            let text = match found {
                Some(Value::String(text)) => text.clone(),
                Some(Value::Array(items)) => {
                    let texts = items.iter().map(|item| match item {
                        Value::String(text) => text.clone(),
                        other => other.to_string(),
                    });
                    texts.collect::<Vec<_>>().join(", ")
                }
                Some(Value::Number(number)) => number.to_string(),
                Some(Value::Bool(true)) => "true".into(),
                _ => continue,
            };
            if !text.trim().is_empty() {
                flat.insert(field.name.to_owned(), text);
            }
        }
        Self(flat)
    }

    /// As the API says it: the reverse of `from_json`, with numbers and truths as such.
    pub fn to_json(&self) -> Value {
        let mut whole = Map::new();
        for field in FIELDS.iter().filter(|field| !field.name.starts_with("signatures.")) {
            let Some(text) = self.get(field.name) else { continue };
            let value = match field.takes {
                Takes::Count => text.parse::<i64>().map_or(Value::Null, Value::from),
                Takes::Yes => Value::Bool(true),
                Takes::Extensions => text.split(", ").map(Value::from).collect(),
                _ => Value::from(text),
            };
            match field.name.split_once('.') {
                Some((group, name)) => {
                    let group = whole.entry(group).or_insert_with(|| json!({}));
                    if let Value::Object(group) = group {
                        group.insert(name.to_owned(), value);
                    }
                }
                None => {
                    whole.insert(field.name.to_owned(), value);
                }
            }
        }
        whole.insert("signatures".into(), self.signatures());
        Value::Object(whole)
    }

    fn signatures(&self) -> Value {
        let roles = ["requester", "head_of_agency"];
        let signed = roles.iter().enumerate().filter_map(|(index, role)| {
            let of = |name: &str| self.get(&format!("signatures.{index}.{name}"));
            of("name")?;
            Some(json!({"role": role, "name": of("name"), "position": of("position"),
                "signed_on": of("signed_on")}))
        });
        signed.collect()
    }

    /// The text of a field, if it is filled in.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The text of a field, or nothing; for templates.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// A number that was asked for; none means "not wanted".
    pub fn count(&self, name: &str) -> Option<i64> {
        self.get(name).and_then(|text| text.parse().ok())
    }

    /// The coordinator as Thais write a name.
    pub fn coordinator(&self) -> String {
        crate::thai::name::full(
            self.text("coordinator.prefix"),
            self.text("coordinator.first_name"),
            self.text("coordinator.last_name"),
        )
    }

    /// Lays what was sent now over what was kept: a field sent empty is emptied, one that was not
    /// sent stays.
    pub fn overlaid(mut self, sent: &[(String, String)]) -> Self {
        for (name, text) in sent.iter().filter(|(name, _)| fields::find(name).is_some()) {
            if text.trim().is_empty() {
                self.0.remove(name);
            } else {
                self.0.insert(name.clone(), text.clone());
            }
        }
        self
    }

    /// Reads every field; `zone` is the government's. A field with a mistake is left out of the
    /// form that is given back.
    pub fn read(self, kind: Kind, zone: &str) -> ReadForm {
        let mut read = ReadForm { form: Self::default(), citizen_id: None, mistakes: Vec::new() };
        let domain_kind = self.get("domain.kind").map(str::to_owned);
        for (name, typed) in self.0 {
            let Some(field) = fields::find(&name).filter(|field| field.is_shown(kind)) else {
                continue;
            };
            if field.takes == Takes::CitizenId {
                match CitizenId::read(&typed) {
                    Ok(number) => read.citizen_id = Some(number),
                    Err(CitizenIdMistake::Empty) => {}
                    Err(mistake) => read.mistakes.push(mistake.in_field("coordinator/citizen_id")),
                }
                continue;
            }
            match field_value::read(field, kind, &typed, domain_kind.as_deref(), zone) {
                Ok(value) => {
                    read.form.0.insert(name, value);
                }
                Err((code, text)) => {
                    read.mistakes.push(Mistake { field: field.pointer(), code, text });
                }
            }
        }
        let backup = read.form.get("coordinator.backup_email");
        if backup.is_some() && backup == read.form.get("coordinator.email") {
            read.form.0.remove("coordinator.backup_email");
            let text = Text::new("request-backup-email-same");
            read.mistakes.push(Mistake::new("coordinator/backup_email", "same", text));
        }
        let (first, second) =
            (read.form.get("signatures.0.name"), read.form.get("signatures.1.name"));
        if first.is_some() && first == second {
            let text = Text::new("request-signed-by-one");
            read.mistakes.push(Mistake::new("signatures/1/name", "same", text));
        }
        read
    }
}

/// The label of a field in both languages, for a sentence that names it.
pub fn label(name: &str) -> locale::Value {
    let key = fields::find(name).map(Field::label).unwrap_or_default();
    locale::Value::Title(Locale::Th.t(&key), Locale::En.t(&key))
}
