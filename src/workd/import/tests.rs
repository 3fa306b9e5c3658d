//! Sheets as agencies send them, good and bad.

use chrono::NaiveDate;
use encoding_rs::WINDOWS_874;
use proptest::prelude::*;

use super::{
    cells::{guarded, unguarded},
    *,
};
use crate::web::locale::Text;

const DOMAIN: &str = "agency.mail.go.th";
const NAMES: &str = "local_part,first_name,last_name";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn defaults() -> Defaults {
    let check = IdentityCheck { how: "hr_record".to_owned(), at: day("2026-01-05") };
    Defaults { identity_checked: Some(check), quota_mb: None }
}

fn read(bytes: &[u8], defaults: Defaults) -> Vec<Result<Row, Vec<RowMistake>>> {
    let sheet = Sheet::read(bytes).unwrap();
    sheet.rows(DOMAIN, day("2026-04-07"), defaults).unwrap().collect()
}

/// The rows of a sheet without mistakes.
fn rows(bytes: &[u8]) -> Vec<Row> {
    read(bytes, defaults()).into_iter().map(Result::unwrap).collect()
}

/// Row, field and code of every mistake.
fn mistakes(text: &str) -> Vec<(u64, &'static str, &'static str)> {
    let found = read(text.as_bytes(), defaults()).into_iter().filter_map(Result::err).flatten();
    found.map(|it| (it.row, it.field, it.code)).collect()
}

fn kanda() -> Row {
    Row {
        number: 2,
        local_part: "kanda.j".to_owned(),
        first_name: "กานดา".to_owned(),
        last_name: "ใจดี".to_owned(),
        first_name_en: Some("Kanda".to_owned()),
        last_name_en: Some("Jaidee".to_owned()),
        quota_mb: Some(2048),
        recovery_email: Some("kanda@example.com".to_owned()),
        identity_checked: IdentityCheck { how: "card_seen".to_owned(), at: day("2026-02-13") },
    }
}

#[test]
fn a_thai_sheet_is_read_in_any_encoding_and_with_any_separator() {
    let text = "ลำดับ;อีเมล;ชื่อ;นามสกุล;ชื่อ (อังกฤษ);นามสกุล (อังกฤษ);โควตา (MB);อีเมลสำรอง;วิธีตรวจสอบตัวตน;วันที่ตรวจสอบตัวตน\r\n\
                ๑;Kanda.J@agency.mail.go.th;กานดา ; ใจดี;Kanda;Jaidee;๒,๐๔๘;kanda@example.com;ตรวจบัตรประชาชน;๑๓ ก.พ. ๒๕๖๙\r\n";
    // A comma in a cell needs quotation marks once it is the separator.
    let commas = text.replace("๒,๐๔๘", "\"2,048\"").replace(';', ",");
    let tabs = text.replace(';', "\t");
    let unicode_text: Vec<u8> =
        format!("\u{feff}{tabs}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        text.as_bytes(),
        commas.as_bytes(),
        &unicode_text,
        &WINDOWS_874.encode(text).0,
        format!("\u{feff}{text}").as_bytes(),
    ] {
        assert_eq!(rows(bytes), [kanda()]);
        assert_eq!(Sheet::read(bytes).unwrap().ignored_columns(), ["ลำดับ"]);
    }
}

#[test]
fn the_sheets_of_google_and_microsoft_are_read() {
    for text in [
        "First Name [Required],Last Name [Required],Email Address [Required],Org Unit Path [Required],Recovery Email\n\
         กานดา,ใจดี,kanda.j@agency.mail.go.th,/,kanda@example.com\n",
        "User name,First name,Last name,Display name,Alternate email address,Address\n\
         kanda.j@agency.mail.go.th,กานดา,ใจดี,กานดา ใจดี,kanda@example.com,\"120 หมู่ 3\nกรุงเทพมหานคร\"\n",
    ] {
        let identity_checked = defaults().identity_checked.unwrap();
        let names = Row { first_name_en: None, last_name_en: None, quota_mb: None, ..kanda() };
        assert_eq!(rows(text.as_bytes()), [Row { identity_checked, ..names }]);
    }
}

#[test]
fn rows_have_the_numbers_that_a_spreadsheet_shows() {
    let text =
        format!("{NAMES}\n\na,ก,ข\r\n\r\n,,\n\"b\",\"ก\n\nก\",ข\n   \nc,\"ก\r\nก\",ข\n\n\nd,ก,ข");
    for text in
        [text.clone(), text.replace("\r\n", "\n"), text.replace("\r\n", "\n").replace('\n', "\r\n")]
    {
        let numbers: Vec<_> = rows(text.as_bytes()).iter().map(|row| row.number).collect();
        assert_eq!(numbers, [3, 6, 8, 11], "{text:?}");
    }
    let header_below = format!("\n\n{NAMES}\na,ก,ข\n");
    assert_eq!(rows(header_below.as_bytes())[0].number, 4);
}

#[test]
fn every_mistake_of_a_row_is_told_at_once() {
    let header = "local_part,first_name,last_name,first_name_en,quota_mb,recovery_email,identity_checked_how,identity_checked_at";
    for (row, found) in [
        (
            "กานดา,กานดา2,,กานดา,\"2,5\",kanda@,รู้จักกัน,13/2/69",
            &[
                ("local_part", "shape"),
                ("first_name", "character"),
                ("last_name", "required"),
                ("first_name_en", "character"),
                ("quota_mb", "shape"),
                ("recovery_email", "shape"),
                ("identity_checked_at", "year"),
            ][..],
        ),
        ("Saraban,ก,ข,,,,,", &[("local_part", "reserved")]),
        ("a@other.go.th,ก,ข,,,,,", &[("local_part", "other_domain")]),
        (
            "a,-,-,-,0,a@agency.mail.go.th,,",
            &[("first_name", "required"), ("quota_mb", "range"), ("recovery_email", "own")],
        ),
        ("a,ก,ข,,,,thaid,", &[("identity_checked_at", "required")]),
        (
            "a,ก,ข,,,,,30/2/2569",
            &[("identity_checked_how", "required"), ("identity_checked_at", "no_such_day")],
        ),
        ("a,ก,ข,,,,thaid,8/4/2026", &[("identity_checked_at", "future")]),
        ("a,ก,ข,,,,,,,x", &[("row", "too_many_cells")]),
        ("a", &[("first_name", "required"), ("last_name", "required")]),
    ] {
        let expected: Vec<_> = found.iter().map(|(field, code)| (2, *field, *code)).collect();
        assert_eq!(mistakes(&format!("{header}\n{row}\n")), expected, "{row}");
    }
}

#[test]
fn a_quota_is_a_whole_number_of_megabytes() {
    let quota = |typed: &str| {
        let text = format!("{NAMES},quota\na,ก,ข,\"{typed}\"\n");
        read(text.as_bytes(), defaults()).remove(0).map(|row| row.quota_mb).map_err(|it| it[0].code)
    };
    for (typed, mb) in [("2048", 2048), ("๒๐๔๘ MB", 2048), ("2,048.00", 2048), ("2 GB", 2048)]
    {
        assert_eq!(quota(typed), Ok(Some(mb)), "{typed}");
    }
    for typed in ["2.5", "2,5", "1.", "-1", "", "mb", "1e3", "99999999999999999999"] {
        let expected = if typed.is_empty() { Ok(None) } else { Err("shape") };
        assert_eq!(quota(typed), expected, "{typed}");
    }
    assert_eq!(quota("9999999999999 GB"), Err("range"));
}

#[test]
fn what_is_said_for_the_whole_sheet_fills_the_rows_that_say_nothing() {
    let text = format!(
        "{NAMES},quota_mb,identity_checked_how,identity_checked_at\na,ก,-,,,\nb,ก,ข,1024,thaid,2026-02-13 00:00:00\n"
    );
    let found = read(text.as_bytes(), Defaults { quota_mb: Some(512), ..defaults() });
    let found: Vec<_> = found.into_iter().map(Result::unwrap).collect();
    assert_eq!((found[0].quota_mb, found[0].last_name.as_str()), (Some(512), ""));
    assert_eq!(Some(found[0].identity_checked.clone()), defaults().identity_checked);
    assert_eq!(found[1].quota_mb, Some(1024));
    assert_eq!(
        found[1].identity_checked,
        IdentityCheck { how: "thaid".to_owned(), at: day("2026-02-13") }
    );

    let sheet = Sheet::read(NAMES.as_bytes()).unwrap();
    let refused = sheet.rows(DOMAIN, day("2026-04-07"), Defaults::default()).err();
    assert_eq!(refused, Some(SheetMistake::IdentityMissing));
}

#[test]
fn the_later_of_two_rows_names_the_earlier() {
    let text =
        format!("{NAMES}\nkanda.j,,ใจดี\nb,ก,ข\nKanda.J@Agency.mail.go.th,กานดา,ใจดี\nkanda.j,ก,ข\n");
    let found = read(text.as_bytes(), defaults()).remove(2).unwrap_err();
    let twice = Text::new("sheet-duplicate").with("name", "kanda.j").with("row", "2");
    assert_eq!(found, [RowMistake { row: 4, field: "local_part", code: "duplicate", text: twice }]);
    let duplicate = ("local_part", "duplicate");
    let codes = [
        (2, "first_name", "required"),
        (4, duplicate.0, duplicate.1),
        (5, duplicate.0, duplicate.1),
    ];
    assert_eq!(mistakes(&text), codes);
}

#[test]
fn an_open_quotation_mark_is_no_silent_end_of_the_sheet() {
    let text = format!("{NAMES}\na,ก,ข\nb,\"ก,ข\nc,ก,ข\nd,ก,ข\n");
    assert!(mistakes(&text).contains(&(3, "row", "quotes")));
    let long = format!("{NAMES}\na,\"{}\",ข\nb,ก,ข\n", "ก\n".repeat(20_000));
    assert_eq!(mistakes(&long), [(2, "row", "long")]);
    let inch = format!("{NAMES},note\na,ก,ข,5\" disk\n");
    assert!(mistakes(&inch).is_empty());
}

#[test]
fn a_sheet_without_rows_or_header_says_so() {
    for text in ["", "\u{feff}", "\n  \n\n"] {
        assert_eq!(Sheet::read(text.as_bytes()).err(), Some(SheetMistake::Empty));
    }
    assert!(rows(NAMES.as_bytes()).is_empty());
    let headless = Sheet::read(b"account;kanda.j@agency.mail.go.th;secret;Kanda").err();
    assert!(matches!(headless, Some(SheetMistake::ColumnsMissing(fields)) if fields.len() == 3));
}

#[test]
fn a_sheet_without_end_or_width_is_read_no_further() {
    let many = format!("{NAMES}\n{}", "x\n".repeat(100_010));
    let sheet = Sheet::read(many.as_bytes()).unwrap();
    let found = sheet.rows(DOMAIN, day("2026-04-07"), defaults()).unwrap();
    let last = found.last().unwrap().unwrap_err().remove(0);
    assert_eq!((last.row, last.code), (100_002, "too_many_rows"));

    let wide = format!("{NAMES}{}", ",x".repeat(200));
    assert_eq!(Sheet::read(wide.as_bytes()).err(), Some(SheetMistake::TooWide));
}

#[test]
fn an_exported_cell_is_never_a_formula() {
    let row = Row { local_part: "-cmd".to_owned(), last_name: String::new(), ..kanda() };
    let mut writer = Writer::new(Vec::new()).unwrap();
    writer.write(&row).unwrap();
    let bytes = writer.finish().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains("\r\n'-cmd,กานดา,'-,Kanda,"), "{text}");
    assert_eq!(rows(&bytes), [row]);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(
        bytes: Vec<u8>,
        lines in prop::collection::vec("[a-zก-์,;\t\" \r\n'=@0-9/-]{0,30}", 0..8),
    ) {
        let text = format!("{NAMES},quota,recovery_email,identity_checked_how,identity_checked_at\n{}", lines.join("\n"));
        for bytes in [bytes, text.into_bytes()] {
            if let Ok(sheet) = Sheet::read(&bytes)
                && let Ok(rows) = sheet.rows(DOMAIN, day("2026-04-07"), defaults())
            {
                let last = rows.map(|row| row.map_or_else(|it| it[0].row, |it| it.number)).last();
                let lines = bytes.iter().filter(|it| matches!(it, b'\r' | b'\n')).count();
                prop_assert!(last.unwrap_or(0) <= lines as u64 + 1);
            }
        }
    }

    #[test]
    fn the_number_of_a_row_is_one_more_than_the_rows_above(
        kinds in prop::collection::vec(0..6usize, 0..30),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let kind = ["", ",,", " ", "\"\"", "NAME,\"ก\nข\r\n\n\",ข", "NAME,ก,ข"];
        let mut text = NAMES.to_owned();
        let mut expected = Vec::new();
        for (number, index) in (2..).zip(kinds) {
            let name = format!("a{number}");
            text = text + end + &kind[index].replace("NAME", &name);
            if index >= 4 {
                expected.push((name, number));
            }
        }
        let found = rows(text.as_bytes()).into_iter().map(|row| (row.local_part, row.number));
        prop_assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_guarded_cell_is_harmless_and_comes_back(value in "['=+@\t\r-]{0,3}.*") {
        let cell = guarded(&value);
        prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
        prop_assert_eq!(unguarded(&cell), &value);
    }

    #[test]
    fn what_is_exported_reads_back(
        parts in prop::collection::hash_set("[a-z0-9_-]{1,8}(\\.[a-z0-9_-]{1,8})?", 1..20),
        names in prop::collection::vec("['.-]?[ก-ฮ]{1,6}( [A-Z][a-z'-]{0,6})?", 20),
        english in prop::collection::vec(prop::option::of("['-]?[A-Z][a-zé]{0,9}"), 20),
        quotas in prop::collection::vec(prop::option::of(1..1_000_000i64), 20),
        days in prop::collection::vec(0..3000u64, 20),
    ) {
        let hows = ["card_seen".to_owned(), "thaid".to_owned(), "hr_record".to_owned(), "in_person".to_owned()];
        let written: Vec<Row> = (0..).zip(parts).filter(|(_, it)| !crate::workd::local_part::is_reserved(it)).map(|(n, local_part)| Row {
            number: 0,
            recovery_email: english[n].is_some().then(|| format!("{n}@example.com")),
            local_part,
            first_name: names[n].clone(),
            last_name: if days[n] % 7 == 0 { String::new() } else { names[19 - n].clone() },
            first_name_en: english[n].clone(),
            last_name_en: english[19 - n].clone(),
            quota_mb: quotas[n],
            identity_checked: IdentityCheck {
                how: hows[n % 4].clone(),
                at: day("2026-04-07") - chrono::Days::new(days[n]),
            },
        }).collect();
        let mut writer = Writer::new(Vec::new()).unwrap();
        for row in &written {
            writer.write(row).unwrap();
        }
        let bytes = writer.finish().unwrap();
        let read = rows(&bytes).into_iter().map(|row| Row { number: 0, ..row });
        prop_assert_eq!(read.collect::<Vec<_>>(), written);
    }
}
