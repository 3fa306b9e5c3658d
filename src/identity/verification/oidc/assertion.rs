//! Assertion: who somebody is, as a provider signed it; read from its claims, sealed while it waits.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

use super::{Kind, digital_id, failure::Failure, thaid};
use crate::{
    error::{Error, Result},
    identity::{
        citizen_id::CitizenId,
        verification::policy::{self, Facts},
    },
    thai::{
        date::BirthDate,
        text::{self, NameMistake},
    },
};

/// The claims of an id_token, then those of userinfo, which only fill in what is missing.
#[derive(Default)]
pub struct Claims(Map<String, Value>);

impl Claims {
    /// Adds claims; what is known already stays.
    pub(super) fn add(&mut self, claims: &impl Serialize) {
        if let Ok(Value::Object(claims)) = serde_json::to_value(claims) {
            for (name, value) in claims {
                self.0.entry(name).or_insert(value);
            }
        }
    }

    /// Whether nothing that `kind` tells is missing.
    pub(super) fn suffice(&self, kind: Kind) -> bool {
        kind.scopes().iter().all(|claim| self.0.contains_key(*claim))
    }

    fn text(&self, name: &str) -> Option<String> {
        let text = match self.0.get(name)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    fn is_true(&self, name: &str) -> bool {
        match self.0.get(name) {
            Some(Value::Bool(yes)) => *yes,
            Some(Value::String(text)) => text.eq_ignore_ascii_case("true"),
            _ => false,
        }
    }
}

/// Who somebody is.
pub struct Assertion {
    /// By which provider.
    pub kind: Kind,
    /// With a check digit that fits.
    pub citizen_id: CitizenId,
    /// Title before the name, if it was told.
    pub prefix: Option<String>,
    /// Given name.
    pub first_name: String,
    /// Family name; empty where there is none.
    pub last_name: String,
    /// If it was told.
    pub birth_date: Option<BirthDate>,
    /// How sure the provider is, such as `2.3`.
    pub level: String,
}

impl Assertion {
    /// Reads the claims; `today` is the day in Bangkok.
    pub fn read(kind: Kind, claims: &Claims, today: NaiveDate) -> Result<Self, Failure> {
        let (citizen_id, level) = match kind {
            Kind::Thaid => (thaid::CITIZEN_ID, thaid::LEVEL),
            Kind::DigitalId => (digital_id::CITIZEN_ID, digital_id::LEVEL),
        };
        let citizen_id = claims.text(citizen_id).ok_or(Failure::NoCitizenId)?;
        let citizen_id = CitizenId::read(&citizen_id).map_err(|_| Failure::BadCitizenId)?;
        if kind == Kind::DigitalId && !claims.is_true(digital_id::VERIFIED) {
            return Err(Failure::Unverified);
        }
        let level = claims.text(level).ok_or(Failure::NoLevel)?;
        let level = level.to_ascii_uppercase().replace("IAL", "").trim().to_owned();
        let first_name = claims.text("given_name").as_deref().and_then(name);
        let last_name = claims.text("family_name").filter(|name| name != "-");
        let assertion = Self {
            kind,
            citizen_id,
            prefix: claims.text("title").as_deref().and_then(name),
            first_name: first_name.ok_or(Failure::NoName)?,
            last_name: last_name.as_deref().and_then(name).unwrap_or_default(),
            birth_date: claims.text("birthdate").and_then(|it| BirthDate::read(&it, today).ok()),
            level,
        };
        if policy::judge(kind.route(), &assertion.facts()).is_verified {
            Ok(assertion)
        } else {
            Err(Failure::LowLevel)
        }
    }

    /// What is kept of it for good.
    pub fn facts(&self) -> Facts {
        Facts {
            source: Some(self.kind.code().to_owned()),
            asserted: Some(self.level.clone()),
            ..Facts::default()
        }
    }

    /// As it is sealed.
    pub(super) fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>> {
        let birth_date = self.birth_date.map(BirthDate::to_iso);
        Ok(Zeroizing::new(serde_json::to_vec(&json!([
            self.citizen_id.digits(),
            self.prefix,
            self.first_name,
            self.last_name,
            birth_date,
            self.level,
        ]))?))
    }

    /// Reads what `to_bytes` wrote.
    pub(super) fn from_bytes(kind: Kind, bytes: &[u8]) -> Result<Self> {
        type Kept = (String, Option<String>, String, String, Option<String>, String);
        let (citizen_id, prefix, first_name, last_name, birth_date, level): Kept =
            serde_json::from_slice(bytes)?;
        Ok(Self {
            kind,
            citizen_id: CitizenId::read(&citizen_id)
                .map_err(|_| Error::internal("a sealed assertion holds no citizen id"))?,
            prefix,
            first_name,
            last_name,
            birth_date: birth_date.and_then(|iso| iso.parse().ok()),
            level,
        })
    }
}

/// A name as it is kept. The register's own spelling is taken even where our form would ask twice.
fn name(asserted: &str) -> Option<String> {
    match text::check_name(asserted) {
        Ok(name) => Some(name),
        Err(NameMistake::Empty | NameMistake::TooLong { .. }) => None,
        Err(_) => Some(text::normalise(asserted).replace('\n', " ")),
    }
}
