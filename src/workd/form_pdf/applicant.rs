//! Part 1: the agency, its coordinator and its address.

use super::{
    flow::Flow,
    row::Cell,
    words::{ADDRESS, AGENCY, COORDINATOR, FULL_NAME, FULL_NAME_EN, PART_1},
};
use crate::{
    agencies::{ministries::MINISTRIES, provinces::PROVINCES},
    web::locale::Locale,
    workd::request::{fields, form::Form, request::Request},
};

const BANGKOK: &str = "10";

/// Lays out part 1.
pub(super) fn lay_out(flow: &mut Flow, request: &Request) {
    let form = &request.form;
    let cell = |name, share| Cell::new(label(name), form.get(name), share);
    flow.part(PART_1);
    flow.group(AGENCY);
    flow.row(&[cell("agency.name_th", 1.0)]);
    flow.row(&[cell("agency.name_en", 1.0)]);
    let ministry = form.get("agency.ministry").and_then(ministry);
    flow.row(&[Cell::new(label("agency.ministry"), ministry.as_deref(), 1.0)]);
    flow.row(&[cell("agency.parent_th", 1.0), cell("agency.parent_en", 1.0)]);
    flow.group(COORDINATOR);
    flow.row(&[Cell::new(FULL_NAME, Some(&form.coordinator()), 1.0)]);
    let english =
        [form.text("coordinator.first_name_en"), form.text("coordinator.last_name_en")].join(" ");
    flow.row(&[Cell::new(FULL_NAME_EN, Some(&english), 1.0)]);
    flow.row(&[cell("coordinator.position", 1.0)]);
    let citizen_id = request.citizen_id_masked.as_deref();
    flow.row(&[Cell::new(label("coordinator.citizen_id"), citizen_id, 1.0)]);
    flow.row(&[cell("coordinator.office_phone", 3.0), cell("coordinator.extensions", 2.0)]);
    flow.row(&[cell("coordinator.mobile_phone", 1.0)]);
    flow.row(&[cell("coordinator.email", 1.0)]);
    flow.row(&[cell("coordinator.backup_email", 1.0)]);
    address(flow, form);
}

/// The label of a field, in Thai as on the whole form.
pub(super) fn label(name: &str) -> String {
    fields::find(name).map(|field| Locale::Th.t(&field.label())).unwrap_or_default()
}

fn ministry(code: &str) -> Option<String> {
    let row = MINISTRIES.iter().find(|row| row.0 == code)?;
    Some(format!("{} ({})", row.1, row.2))
}

/// One line once it is whole; until then each part of it by itself, to be written by hand.
fn address(flow: &mut Flow, form: &Form) {
    flow.group(ADDRESS);
    if let Some(line) = in_one_line(form) {
        flow.row(&[Cell::new(" ", Some(&line), 1.0)]);
        return;
    }
    let province = form.get("address.province").and_then(province);
    let cell = |name, share| Cell::new(label(name), form.get(name), share);
    flow.row(&[cell("address.house_no", 1.0), cell("address.moo", 1.0)]);
    flow.row(&[cell("address.soi", 1.0), cell("address.road", 1.0)]);
    flow.row(&[cell("address.subdistrict", 1.0), cell("address.district", 1.0)]);
    let province = Cell::new(label("address.province"), province, 1.0);
    flow.row(&[province, cell("address.postcode", 1.0)]);
}

fn province(code: &str) -> Option<&'static str> {
    PROVINCES.iter().find(|row| row.0 == code).map(|row| row.1)
}

/// The address as Thais write it, from the house to the postcode; Bangkok has its own words.
fn in_one_line(form: &Form) -> Option<String> {
    let code = form.get("address.province")?;
    let [house, subdistrict, district, postcode] = [
        form.get("address.house_no")?,
        form.get("address.subdistrict")?,
        form.get("address.district")?,
        form.get("address.postcode")?,
    ];
    let is_bangkok = code == BANGKOK;
    let [below, within, whole] = if is_bangkok {
        ["แขวง", "เขต", ""]
    } else {
        ["ตำบล", "อำเภอ", "จังหวัด"]
    };
    let parts = [
        Some(called("เลขที่ ", &["เลขที่"], house)),
        form.get("address.moo").map(|moo| called("หมู่ที่ ", &["หมู่ที่", "หมู่", "ม."], moo)),
        form.get("address.soi").map(|soi| called("ซอย", &["ซอย", "ซ."], soi)),
        form.get("address.road").map(|road| called("ถนน", &["ถนน", "ถ."], road)),
        Some(called(below, &[below], subdistrict)),
        Some(called(within, &[within], district)),
        Some(format!("{whole}{}", province(code)?)),
        Some(postcode.to_owned()),
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// A part of an address after its word, which many people type with it.
fn called(word: &str, typed: &[&str], text: &str) -> String {
    let bare = typed.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim();
    let bare = if bare.is_empty() { text } else { bare };
    let space = bare.starts_with(|c: char| c.is_numeric()) && !word.ends_with(' ');
    format!("{word}{}{bare}", if space { " " } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(fields: &[(&str, &str)]) -> Option<String> {
        in_one_line(&Form::typed(
            fields.iter().map(|(name, text)| (format!("address.{name}"), (*text).to_owned())),
        ))
    }

    #[test]
    fn an_address_stands_on_one_line_with_the_words_of_its_province() {
        let bangkok = [
            ("house_no", "108"),
            ("road", "ถนนรางน้ำ"),
            ("subdistrict", "ถนนพญาไท"),
            ("district", "เขตราชเทวี"),
            ("province", "10"),
            ("postcode", "10400"),
        ];
        let line = "เลขที่ 108 ถนนรางน้ำ แขวงถนนพญาไท เขตราชเทวี กรุงเทพมหานคร 10400";
        assert_eq!(written(&bangkok).as_deref(), Some(line));
        let elsewhere = [
            ("house_no", "เลขที่ 9/1"),
            ("moo", "หมู่ 3"),
            ("soi", "5"),
            ("subdistrict", "โคกเคียน"),
            ("district", "เมืองนราธิวาส"),
            ("province", "96"),
            ("postcode", "96000"),
        ];
        let line = "เลขที่ 9/1 หมู่ที่ 3 ซอย 5 ตำบลโคกเคียน อำเภอเมืองนราธิวาส จังหวัดนราธิวาส 96000";
        assert_eq!(written(&elsewhere).as_deref(), Some(line));
        assert_eq!(written(&bangkok[..4]), None);
    }
}
