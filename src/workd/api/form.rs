//! The request form as JSON, part by part, in the shape of the printed form.

use poem_openapi::{
    Object,
    types::{Any, ParseFromJSON, ToJSON},
};
use serde_json::{Value, json};

use crate::{
    error::{Error, Result},
    web::locale::Text,
    workd::request::form::Form,
};

/// What an agency fills in. Every field may be left out of a draft; days and numbers are read as
/// Thais write them too.
#[derive(Object, Default)]
#[oai(rename = "RequestForm")]
pub struct FormParts {
    /// Part 1: who asks.
    agency: Option<AgencyPart>,
    /// Part 1: the person who becomes the main administrator.
    coordinator: Option<CoordinatorPart>,
    /// Part 1: where the agency is reached.
    address: Option<AddressPart>,
    /// Part 2: the domain that is asked for, or that the request is about.
    domain: Option<DomainPart>,
    /// Part 2: how many accounts of each service.
    requested: Option<RequestedPart>,
    /// Part 2: what is to change, or why the service ends.
    change: Option<ChangePart>,
    /// Part 2: Mail Relay.
    relay: Option<RelayPart>,
    /// Part 2: from which day, `YYYY-MM-DD`.
    effective_on: Option<String>,
    /// Part 3: personal data.
    privacy: Option<PrivacyPart>,
    /// Part 4: terms.
    terms: Option<TermsPart>,
    /// Part 4: signatures; not needed where the signed scan is sent.
    signatures: Option<Vec<SignaturePart>>,
}

/// The agency that asks.
#[derive(Object, Default)]
#[oai(rename = "RequestAgency")]
struct AgencyPart {
    /// Name in Thai.
    name_th: Option<String>,
    /// Name in English.
    name_en: Option<String>,
    /// Code of its ministry.
    ministry: Option<String>,
    /// What it belongs to, when under no ministry.
    parent_th: Option<String>,
    /// The same in English.
    parent_en: Option<String>,
}

/// The person who becomes the main administrator.
#[derive(Object, Default)]
#[oai(rename = "RequestCoordinator")]
struct CoordinatorPart {
    /// Title before the name.
    prefix: Option<String>,
    /// Given name.
    first_name: Option<String>,
    /// Family name.
    last_name: Option<String>,
    /// Given name in Latin script.
    first_name_en: Option<String>,
    /// Family name in Latin script.
    last_name_en: Option<String>,
    /// Position.
    position: Option<String>,
    /// Thirteen digits; kept sealed and never answered. Left out, the one that is kept stays.
    citizen_id: Option<String>,
    /// The number that is kept, as it may be shown; answered only.
    citizen_id_masked: Option<String>,
    /// Telephone of the office.
    office_phone: Option<String>,
    /// Extensions: a list, or one text with commas between.
    extensions: Option<Any<Value>>,
    /// Mobile telephone.
    mobile_phone: Option<String>,
    /// E-mail address at the agency.
    email: Option<String>,
    /// Another e-mail address.
    backup_email: Option<String>,
}

/// Where the agency is reached.
#[derive(Object, Default)]
#[oai(rename = "RequestAddress")]
struct AddressPart {
    /// House number.
    house_no: Option<String>,
    /// Village number.
    moo: Option<String>,
    /// Lane.
    soi: Option<String>,
    /// Road.
    road: Option<String>,
    /// Sub-district.
    subdistrict: Option<String>,
    /// District.
    district: Option<String>,
    /// Code of the province.
    province: Option<String>,
    /// Five digits.
    postcode: Option<String>,
}

/// A domain on the form.
#[derive(Object, Default)]
#[oai(rename = "RequestDomain")]
struct DomainPart {
    /// `mail_go_th` or `own`.
    kind: Option<String>,
    /// A label under `mail.go.th`, or a host name; answered whole.
    name: Option<String>,
    /// State of the domain, once there is one; answered only.
    state: Option<String>,
}

/// How many accounts are asked for.
#[derive(Object, Default)]
#[oai(rename = "RequestedAccounts")]
struct RequestedPart {
    /// workD Mail; none when not wanted.
    mail_accounts: Option<i64>,
    /// workD Conference; none when not wanted.
    conference_accounts: Option<i64>,
}

/// What is to change.
#[derive(Object, Default)]
#[oai(rename = "RequestedChange")]
struct ChangePart {
    /// `admin`, `coordinator`, `quota`, `domain`, `services`, `relay`, `agency_data` or `other`.
    of: Option<String>,
    /// In words.
    details: Option<String>,
}

/// Mail Relay.
#[derive(Object, Default)]
#[oai(rename = "RequestedRelay")]
struct RelayPart {
    /// Whether it is asked for.
    wanted: Option<bool>,
    /// Systems, addresses, volume.
    details: Option<String>,
}

/// The answer about personal data.
#[derive(Object, Default)]
#[oai(rename = "RequestPrivacy")]
struct PrivacyPart {
    /// `given` or `refused`.
    consent: Option<String>,
}

/// The answer about the terms.
#[derive(Object, Default)]
#[oai(rename = "RequestTerms")]
struct TermsPart {
    /// Whether they are accepted.
    accepted: Option<bool>,
}

/// A signature.
#[derive(Object, Default)]
#[oai(rename = "RequestSignature")]
struct SignaturePart {
    /// `requester` or `head_of_agency`; by its place in the list unless said.
    role: Option<String>,
    /// Name in full.
    name: Option<String>,
    /// Position.
    position: Option<String>,
    /// The day, `YYYY-MM-DD`.
    signed_on: Option<String>,
}

const ROLES: [&str; 2] = ["requester", "head_of_agency"];

impl FormParts {
    /// The form that was sent.
    ///
    /// # Errors
    /// A mistake in `/signatures/N/role` for a role that the form does not have.
    pub fn read(mut self) -> Result<Form> {
        let signatures = in_order(self.signatures.take().unwrap_or_default())?;
        let mut whole = self.to_json().unwrap_or_default();
        whole["signatures"] = signatures;
        Ok(Form::from_json(&whole))
    }

    /// A form as it is kept; the citizen id only as it may be shown.
    pub fn of(form: &Form, citizen_id: Option<&str>, domain_state: Option<&str>) -> Self {
        let mut parts = Self::parse_from_json(Some(form.to_json())).unwrap_or_default();
        if let Some(masked) = citizen_id {
            let coordinator = parts.coordinator.get_or_insert_default();
            coordinator.citizen_id_masked = Some(masked.to_owned());
        }
        if let Some(state) = domain_state {
            parts.domain.get_or_insert_default().state = Some(state.to_owned());
        }
        parts
    }
}

/// The requester's signature first, the head's second, wherever they stood.
fn in_order(signatures: Vec<SignaturePart>) -> Result<Value> {
    let mut places = [json!({}), json!({})];
    for (index, signature) in signatures.into_iter().enumerate() {
        let place = match &signature.role {
            Some(role) => ROLES.iter().position(|known| known == role),
            None => (index < ROLES.len()).then_some(index),
        };
        let Some(place) = place.and_then(|place| places.get_mut(place)) else {
            let field = format!("signatures/{index}/role");
            return Err(Error::mistake(&field, "unknown", Text::new("request-choice-unknown")));
        };
        *place = signature.to_json().unwrap_or_default();
    }
    Ok(places.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: Value) -> Result<Form> {
        FormParts::parse_from_json(Some(value)).map_err(|_| Error::not_found())?.read()
    }

    #[test]
    fn a_signature_finds_its_line_by_its_role() {
        let form = read(json!({"signatures": [
            {"role": "head_of_agency", "name": "ข"}, {"role": "requester", "name": "ก"}]}));
        let form = form.ok().unwrap_or_default();
        assert_eq!((form.text("signatures.0.name"), form.text("signatures.1.name")), ("ก", "ข"));
        assert!(read(json!({"signatures": [{"role": "witness", "name": "ค"}]})).is_err());
    }

    #[test]
    fn what_is_kept_is_answered_in_the_shape_in_which_it_was_sent() {
        let sent = json!({
            "agency": {"name_th": "กรม"}, "domain": {"kind": "own", "name": "a.go.th"},
            "coordinator": {"extensions": [101, "102"]}, "terms": {"accepted": true},
            "requested": {"mail_accounts": 20}, "effective_on": "2026-05-01",
            "signatures": [{"role": "head_of_agency", "name": "ข"}],
        });
        let form = read(sent).ok().unwrap_or_default();
        let said = FormParts::of(&form, Some("9-xxxx-xxxxx-01-1"), Some("open"));
        let said = said.to_json().unwrap_or_default();
        assert_eq!(said["agency"]["name_th"], "กรม");
        assert_eq!(said["domain"], json!({"kind": "own", "name": "a.go.th", "state": "open"}));
        assert_eq!(said["coordinator"]["extensions"], json!(["101", "102"]));
        assert_eq!(said["coordinator"]["citizen_id_masked"], "9-xxxx-xxxxx-01-1");
        assert_eq!(said["coordinator"]["citizen_id"], Value::Null);
        assert_eq!(said["requested"]["mail_accounts"], 20);
        assert_eq!(said["terms"]["accepted"], true);
        assert_eq!(said["signatures"][0]["role"], "head_of_agency");
    }
}
