//! Form: what an agency filled in, read field by field; what is missing, and what gives pause.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{
    error::{Missing, Mistake},
    identity::{
        citizen_id::{CitizenId, CitizenIdMistake},
        person,
    },
    thai::{date, digits, phone::Phone, text},
    web::locale::{self, Locale, Text},
    workd::{
        domain_name,
        request::fields::{self, FIELDS, Field, Kind, Takes},
    },
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

/// The most graphemes in a line, and in a paragraph.
const LINE: usize = 200;
const PARAGRAPH: usize = 2000;
/// The most accounts that one request may ask for.
const ACCOUNTS: i64 = 1_000_000;

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
            match value(field, kind, &typed, domain_kind.as_deref(), zone) {
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

    /// What must still be filled in before a request of this kind can be sent; the signatures are
    /// asked for unless the signed scan is there.
    pub fn missing(&self, kind: Kind, has_citizen_id: bool, has_scan: bool) -> Vec<Missing> {
        let mut missing = Vec::new();
        for field in FIELDS.iter().filter(|field| field.is_needed(kind)) {
            let there = match field.takes {
                Takes::CitizenId => has_citizen_id,
                _ => self.get(field.name).is_some(),
            };
            if !there {
                missing.push(needed(field.name));
            }
        }
        let either = |names: &[&str]| names.iter().any(|name| self.get(name).is_some());
        if kind != Kind::Cancel && !either(&["agency.ministry", "agency.parent_th"]) {
            missing.push(needed("agency.ministry"));
        }
        let services = ["requested.mail_accounts", "requested.conference_accounts", "relay.wanted"];
        if kind == Kind::Open && !either(&services) {
            missing.push(needed("requested.mail_accounts"));
        }
        if self.get("relay.wanted").is_some() && self.get("relay.details").is_none() {
            missing.push(needed("relay.details"));
        }
        let signed = FIELDS.iter().filter(|field| field.name.starts_with("signatures."));
        if !has_scan && !signed.clone().all(|field| self.get(field.name).is_some()) {
            let text = Text::new("request-not-signed");
            missing.push(Missing::of("signatures", "not_signed", text));
        }
        missing
    }

    /// What a careful clerk would mention, without refusing.
    pub fn warnings(&self, earliest: Option<chrono::NaiveDate>) -> Vec<(&'static str, Text)> {
        let mut warnings = Vec::new();
        let free =
            ["gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "live.com", "icloud.com"];
        let domain = self.text("coordinator.email").rsplit('@').next().unwrap_or_default();
        if free.contains(&domain) {
            warnings.push(("coordinator.email", Text::new("request-warning-free-mail")));
        }
        let day = self.get("effective_on").and_then(|day| day.parse().ok());
        if let (Some(day), Some(earliest)) = (day, earliest) {
            let day: chrono::NaiveDate = day;
            if day < earliest {
                warnings.push(("effective_on", Text::new("request-warning-early")));
            }
        }
        if self.get("privacy.consent") == Some("refused") {
            warnings.push(("privacy.consent", Text::new("request-warning-refused")));
        }
        let prefix = self.text("address.postcode").get(..2);
        let province = self.get("address.province").map(postcode_prefix);
        if let (Some(prefix), Some(province)) = (prefix, province)
            && prefix != province
        {
            warnings.push(("address.postcode", Text::new("request-warning-postcode")));
        }
        warnings
    }
}

fn needed(name: &'static str) -> Missing {
    let text = Text::new("request-field-needed").with("field", label(name));
    Missing::of(name, "required", text)
}

/// The label of a field in both languages, for a sentence that names it.
pub fn label(name: &str) -> locale::Value {
    let key = fields::find(name).map(Field::label).unwrap_or_default();
    locale::Value::Title(Locale::Th.t(&key), Locale::En.t(&key))
}

/// The first two digits of a province's postcodes: those of its code, but for the seven provinces
/// north of Bangkok whose codes stand one higher, and Samut Prakan, which shares Bangkok's.
fn postcode_prefix(province: &str) -> &str {
    match province {
        "11" => "10",
        "12" => "11",
        "13" => "12",
        "14" => "13",
        "15" => "14",
        "16" => "15",
        "17" => "16",
        "18" => "17",
        "19" => "18",
        other => other,
    }
}

type Wrong = (&'static str, Text);

/// The one spelling of what was typed into `field`.
fn value(
    field: &Field,
    kind: Kind,
    typed: &str,
    domain_kind: Option<&str>,
    zone: &str,
) -> Result<String, Wrong> {
    let ascii = digits::to_arabic(typed.trim());
    match field.takes {
        Takes::Thai => {
            let text = words(typed, LINE)?;
            let thai = text.chars().any(|c| ('\u{e01}'..='\u{e4e}').contains(&c));
            if thai { Ok(text) } else { Err(("script", Text::new("request-thai-needed"))) }
        }
        Takes::Latin => {
            let text = words(typed, LINE)?;
            let thai = text.chars().any(|c| ('\u{e00}'..='\u{e7f}').contains(&c));
            let latin = text.chars().any(|c| c.is_ascii_alphabetic());
            if latin && !thai {
                Ok(text)
            } else {
                Err(("script", Text::new("request-latin-needed")))
            }
        }
        Takes::Words => words(typed, LINE),
        Takes::Name => {
            text::check_name(typed).map_err(|_| ("name", Text::new("request-name-shape")))
        }
        Takes::Paragraph => words(typed, PARAGRAPH),
        Takes::Choice(codes) => one_of(&ascii, |code| codes.contains(&code)),
        Takes::Ministry => one_of(&ascii, fields::is_ministry),
        Takes::Province => one_of(&ascii, fields::is_province),
        Takes::Yes => one_of(&ascii, |code| code == "true"),
        Takes::CitizenId => Ok(String::new()),
        Takes::Phone => Ok(phone(typed)?.printed()),
        Takes::Mobile => {
            let phone = phone(typed)?;
            if phone.is_mobile() {
                Ok(phone.printed())
            } else {
                Err(("mobile", Text::new("request-mobile-needed")))
            }
        }
        Takes::Extensions => extensions(&ascii),
        Takes::Email => person::read_email(typed).ok_or(("shape", Text::new("email-shape"))),
        Takes::Postcode => {
            let sound = ascii.len() == 5 && ascii.bytes().all(|b| b.is_ascii_digit());
            if sound { Ok(ascii) } else { Err(("shape", Text::new("request-postcode-shape"))) }
        }
        Takes::Count => {
            let number = ascii.replace([',', ' '], "").parse::<i64>();
            match number {
                Ok(number @ 1..=ACCOUNTS) => Ok(number.to_string()),
                _ => Err(("count", Text::new("request-count-shape").with("most", ACCOUNTS))),
            }
        }
        Takes::Domain => {
            let named = domain_kind.and_then(domain_name::Kind::from_code);
            let read = match (kind, named) {
                (_, Some(kind)) => domain_name::read(kind, typed, zone),
                // The name of a domain that is there already says itself which kind it is.
                _ => domain_name::read(domain_name::Kind::Own, typed, zone)
                    .or_else(|_| domain_name::read(domain_name::Kind::MailGoTh, typed, zone)),
            };
            read.map_err(|text| ("shape", text))
        }
        Takes::Day => match date::read(typed) {
            Ok(day) => Ok(day.to_string()),
            Err(mistake) => Err(("date", mistake.text())),
        },
    }
}

fn words(typed: &str, most: usize) -> Result<String, Wrong> {
    let normal = text::normalise(typed);
    if text::graphemes(&normal) > most {
        return Err(("long", Text::new("request-too-long").with("most", most)));
    }
    Ok(normal)
}

fn one_of(code: &str, known: impl Fn(&str) -> bool) -> Result<String, Wrong> {
    if known(code) {
        Ok(code.to_owned())
    } else {
        Err(("unknown", Text::new("request-choice-unknown")))
    }
}

fn phone(typed: &str) -> Result<Phone, Wrong> {
    Phone::read(typed).map_err(|mistake| ("phone", mistake.text()))
}

fn extensions(ascii: &str) -> Result<String, Wrong> {
    let numbers: Vec<&str> =
        ascii.split([',', ' ', ';', '/']).filter(|number| !number.is_empty()).collect();
    let sound = numbers.len() <= 20
        && numbers
            .iter()
            .all(|n| (1..=6).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    if sound {
        Ok(numbers.join(", "))
    } else {
        Err(("shape", Text::new("request-extensions-shape")))
    }
}
