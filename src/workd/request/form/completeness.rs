//! What a form still lacks before it can be sent, and what gives a careful clerk pause.

use crate::{
    error::Missing,
    web::locale::Text,
    workd::request::{
        fields::{FIELDS, Kind, Takes},
        form::{Form, label},
    },
};

impl Form {
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
