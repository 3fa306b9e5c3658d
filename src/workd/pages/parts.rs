//! The request form as pages show it: its four parts, what stands together in them, each field with its words.

use std::collections::BTreeMap;

mod facts;
mod inputs;

pub use self::{
    facts::{Fact, FactPart, facts},
    inputs::{Around, Section, sections},
};
use crate::{
    error::Missing,
    web::visitor::Visit,
    workd::request::{fields, request::Request},
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

fn layouts(part: u8) -> &'static [Layout] {
    PARTS.get(usize::from(part).saturating_sub(1)).copied().unwrap_or_default()
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
