//! The request form on paper: what is printed, copied, scanned, and left to be written by hand.

use std::process::Command;

use chrono::{DateTime, TimeZone, Utc};
use rian::workd::{
    form_pdf::draw,
    request::{form::Form, request::Request},
};
use sqlx::types::Json;

use crate::sealed_files::judges;

const CONTACT: &str = "contact@dga.or.th";
const NUMBER: &str = "WD-2569-0001";

const FILLED: &[(&str, &str)] = &[
    ("agency.name_th", "องค์การบริหารส่วนตำบลฐานปฏิบัติการน้ำปู่ญี่ปุ่น"),
    ("agency.name_en", "Than Patibatkan Subdistrict Administrative Organisation"),
    ("agency.ministry", "มท"),
    ("agency.parent_th", "กรมส่งเสริมการปกครองท้องถิ่น"),
    ("agency.parent_en", "Department of Local Administration"),
    ("coordinator.prefix", "นางสาว"),
    ("coordinator.first_name", "กตัญญู"),
    ("coordinator.last_name", "เกื้อกูลพื้นที่"),
    ("coordinator.first_name_en", "Katanyu"),
    ("coordinator.last_name_en", "Kueakunphuenthi"),
    ("coordinator.position", "นักวิชาการคอมพิวเตอร์ปฏิบัติการ"),
    ("coordinator.office_phone", "0 2612 6000"),
    ("coordinator.extensions", "8810, 8811"),
    ("coordinator.mobile_phone", "08 1234 5678"),
    ("coordinator.email", "katanyu@example.go.th"),
    ("coordinator.backup_email", "katanyu.k@example.com"),
    ("address.house_no", "99/1"),
    ("address.moo", "3"),
    ("address.soi", "เทศบาล 5"),
    ("address.road", "รามคำแหง"),
    ("address.subdistrict", "โคกเคียน"),
    ("address.district", "เมืองนราธิวาส"),
    ("address.province", "96"),
    ("address.postcode", "96000"),
    ("domain.kind", "own"),
    ("domain.name", "than.example.go.th"),
    ("requested.mail_accounts", "120"),
    ("requested.conference_accounts", "15"),
    ("relay.wanted", "true"),
    ("relay.details", "ระบบสารบรรณอิเล็กทรอนิกส์ ส่งแจ้งเตือนวันละ 500 ฉบับ"),
    ("change.of", "quota"),
    ("change.details", "เพิ่มบัญชีให้เจ้าหน้าที่ที่บรรจุใหม่"),
    ("effective_on", "2026-04-01"),
    ("privacy.consent", "given"),
    ("terms.accepted", "true"),
    ("signatures.0.name", "นางสาวกตัญญู เกื้อกูลพื้นที่"),
    ("signatures.0.position", "นักวิชาการคอมพิวเตอร์"),
    ("signatures.0.signed_on", "2026-03-16"),
    ("signatures.1.name", "นายพิทักษ์ ฟ้าสว่าง"),
    ("signatures.1.position", "นายกองค์การบริหารส่วนตำบล"),
    ("signatures.1.signed_on", "2026-03-17"),
];

/// What of `FILLED` is printed in other words than it is kept in.
const IN_OTHER_WORDS: &[&str] =
    &["มท", "96", "own", "true", "quota", "given", "2026-04-01", "2026-03-16", "2026-03-17"];

fn request(kind: &str, fields: &[(&str, &str)]) -> Request {
    let day = |day| -> DateTime<Utc> { Utc.with_ymd_and_hms(2026, 3, day, 3, 0, 0).unwrap() };
    let pairs = fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    Request {
        id: "01jq0000000000000000000000".into(),
        number: NUMBER.into(),
        kind: kind.into(),
        state: "draft".into(),
        person_id: "01jq0000000000000000000001".into(),
        agency_id: None,
        domain_id: None,
        form: Json(Form::typed(pairs)),
        agency_name: String::new(),
        citizen_id_masked: (!fields.is_empty()).then(|| "x-xxxx-xxx30-67-8".into()),
        created_at: day(1),
        updated_at: day(2),
        submitted_at: None,
        received_on: None,
        due_at: None,
        decided_at: None,
        reason: None,
        to_mend: Json(Vec::new()),
        granted_mail_accounts: None,
        granted_conference_accounts: None,
        identity_how: None,
        identity_at: None,
    }
}

/// The request with one field filled in otherwise.
fn with(name: &str, text: &str) -> Request {
    let mut fields: Vec<_> = FILLED.iter().copied().filter(|field| field.0 != name).collect();
    fields.push((name, text));
    request("change", &fields)
}

#[test]
fn every_field_that_is_filled_in_can_be_copied_from_the_paper() {
    let Some(text) = copied(&request("change", FILLED)) else { return };
    let text = bare(&text);
    for (name, value) in FILLED.iter().filter(|(_, value)| !IN_OTHER_WORDS.contains(value)) {
        assert!(text.contains(&bare(value)), "{name} is missing in {text}");
    }
    for value in [
        NUMBER,
        "x-xxxx-xxx30-67-8",
        "นางสาวกตัญญู เกื้อกูลพื้นที่",
        "Katanyu Kueakunphuenthi",
        "กระทรวงมหาดไทย (Ministry of Interior)",
        "เลขที่ 99/1 หมู่ที่ 3 ซอยเทศบาล 5 ถนนรามคำแหง ตำบลโคกเคียน อำเภอเมืองนราธิวาส จังหวัดนราธิวาส 96000",
        "มีผลตั้งแต่วันที่ ๑ เมษายน พ.ศ. ๒๕๖๙",
        "๑๖ มีนาคม พ.ศ. ๒๕๖๙",
        "๑๗ มีนาคม พ.ศ. ๒๕๖๙",
        "(นายพิทักษ์ ฟ้าสว่าง)",
        "02 612-6060",
        "หน้า 1/2",
        "หน้า 2/2",
        "ส่งแบบคำขอที่ลงนามแล้วโดยอัปโหลดในระบบ หรือส่งอีเมลถึง contact@dga.or.th ระบุเลขที่ WD-2569-0001 ในหัวเรื่อง",
    ] {
        assert!(text.contains(&bare(value)), "{value} is missing in {text}");
    }
}

#[test]
fn long_names_and_details_take_more_pages_and_lose_nothing() {
    let words = |count| (1..=count).map(|n| format!("รายการที่{n}จบ")).collect::<Vec<_>>().join(" ");
    let details = words(180);
    let Some(text) = copied(&with("change.details", &details)) else { return };
    let text = bare(&text);
    for n in 1..=180 {
        assert!(text.contains(&format!("รายการที่{n}จบ")), "{n} is missing");
    }
    assert!(text.contains("หน้า3/3"));
    let whole = "กขคงจ".repeat(40);
    for name in ["agency.name_th", "signatures.1.name", "coordinator.position", "address.road"] {
        let Some(text) = copied(&with(name, &whole)) else { return };
        assert!(bare(&text).contains(&whole), "{name}: {text}");
    }
    let email = format!("{}@{}.go.th", "a".repeat(64), "b".repeat(180));
    let Some(text) = copied(&with("coordinator.email", &email)) else { return };
    assert!(bare(&text).contains(&email), "{text}");
}

#[test]
fn a_draft_with_nothing_in_it_prints_for_every_kind() {
    for kind in ["open", "change", "cancel"] {
        let Some(text) = copied(&request(kind, &[])) else { return };
        for words in ["ส่วนที่ 1", "ส่วนที่ 4", "ผู้บริหารสูงสุดของหน่วยงาน", NUMBER]
        {
            assert!(bare(&text).contains(&bare(words)), "{words} is missing for {kind}");
        }
    }
}

#[test]
fn the_whole_citizen_id_is_nowhere_even_if_a_form_should_hold_it() {
    let id = "1101700230673";
    let request = with("coordinator.citizen_id", id);
    let bytes = draw(&request, CONTACT).unwrap();
    assert!(!bytes.windows(id.len()).any(|part| part == id.as_bytes()));
    let Some(text) = copied(&request) else { return };
    assert!(!bare(&text).contains(id));
}

#[test]
fn the_code_on_every_page_is_the_number() {
    for page in ["1", "2"] {
        let options = ["-gray", "-r", "150", "-f", page, "-l", page];
        let Some(picture) = run("pdftoppm", &options, &request("open", FILLED)) else { return };
        // A PGM picture: its kind, width, height and greatest grey, then a byte for each point.
        let head = String::from_utf8_lossy(&picture[..64]).into_owned();
        let mut sides = head.split_whitespace().skip(1).map(|field| field.parse::<usize>());
        let mut side = || sides.next().unwrap().unwrap();
        let (width, height) = (side(), side());
        let points = &picture[picture.len() - width * height..];
        let grey = |x, y| points[y * width + x];
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
        let codes = picture.detect_grids();
        assert_eq!(codes.len(), 1, "page {page}");
        assert_eq!(codes[0].decode().unwrap().1, NUMBER);
    }
}

#[test]
fn the_file_is_small_and_always_the_same() {
    let request = request("change", FILLED);
    let bytes = draw(&request, CONTACT).unwrap();
    assert!(bytes.len() < 150 * 1024, "{} bytes", bytes.len());
    assert_eq!(bytes, draw(&request, CONTACT).unwrap());
}

#[test]
fn the_form_is_archival_and_tagged() {
    for form in [request("change", FILLED), request("open", &[])] {
        judges::must_be_archival(&draw(&form, CONTACT).unwrap());
    }
}

/// The text without any space, as lines are broken where there was none.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

fn copied(request: &Request) -> Option<String> {
    let output = run("pdftotext", &["-raw"], request)?;
    Some(String::from_utf8(output).expect("text in UTF-8"))
}

/// What a tool of poppler-utils says about the form. `None` where the tool is not installed, which
/// is an error on CI.
fn run(tool: &str, options: &[&str], request: &Request) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("form.pdf");
    std::fs::write(&file, draw(request, CONTACT).unwrap()).unwrap();
    let mut command = Command::new(tool);
    command.args(options).arg(&file);
    if tool == "pdftotext" {
        command.arg("-");
    }
    match command.output() {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
            Some(output.stdout)
        }
        Err(error) => {
            let on_ci = std::env::var("CI").is_ok_and(|value| value == "true");
            assert!(!on_ci, "{tool} is missing: {error}");
            eprintln!("skipped: install poppler-utils to check with {tool} ({error})");
            None
        }
    }
}
