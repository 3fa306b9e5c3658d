//! The certificate on paper: what a reader sees, copies and scans.

use std::process::Command;

use lopdf::Object;
use proptest::prelude::*;
use rian::learning::certificate::{
    design::{dress::Dress, look::Language},
    pdf::{Sheet, draw, printed_lines},
};

use crate::support::sample::{URL, sheet, written_in};

const LONG_NAME: &str =
    "ว่าที่ร้อยตรีหญิงหม่อมหลวงพิมพ์พรรณนภาลัยกัลยาณิวัฒนาศิริโสภาพรรณวดี ณ เชียงใหม่ศิริวัฒนกุลชัยประเสริฐวงศ์สุวรรณภูมิ";

/// Certificates that between them hold every word known to be drawn or copied wrongly somewhere.
fn sheets() -> Vec<Sheet<'static>> {
    let named = |full_name, course_title| Sheet { full_name, course_title, ..sheet() };
    vec![
        sheet(),
        Sheet {
            demo: true,
            dress: Dress::standard(),
            score_percent: None,
            valid_until: None,
            ..sheet()
        },
        named("นายญี่ปุ่น น้ำ", "ฐานปฏิบัติการ"),
        named("น้ำ ที่ กตัญญู ปู่ ป้ำ ฟ้า", "ฐู ฎุ ฏู ฤๅ ญู เปิ่น ป็ ป๊ำ เก้ำ ศิลป์ สิ่ง"),
        named("Mr. John Smith", "พื้นฐาน Data Governance กับ AI สำหรับภาครัฐ รุ่นที่ 3/2566 (e-Learning)"),
        named(
            LONG_NAME,
            "การคุ้มครองข้อมูลส่วนบุคคลตามพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. ๒๕๖๒ สำหรับฐานปฏิบัติการและหน่วยงานของรัฐทุกแห่ง",
        ),
    ]
}

#[test]
fn what_a_reader_copies_is_exactly_what_was_printed() {
    for sheet in sheets() {
        let printed = printed_lines(&sheet);
        let Some(copied) = poppler("pdftotext", &["-raw"], &sheet) else { return };
        assert_eq!(words(&copied), words(&printed.join("\n")));

        let Some(copied) = poppler("pdftotext", &["-layout"], &sheet) else { return };
        let rows: Vec<String> = copied.lines().map(words).collect();
        for line in &printed {
            assert!(
                rows.iter().any(|row| row.contains(&words(line))),
                "{line} is not in {rows:#?}"
            );
        }
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        assert_eq!(letters(&copied), printed.iter().map(|line| letters(line)).sum::<usize>());
    }
}

#[test]
fn every_field_is_printed_with_its_date_in_the_buddhist_era() {
    let all = words(&printed_lines(&sheet()).join(" "));
    for field in [
        "ใบประกาศนียบัตร",
        "นางสาวสุดารัตน์ เกื้อกูล",
        "ความมั่นคงปลอดภัยไซเบอร์เบื้องต้นสำหรับเจ้าหน้าที่ของรัฐ",
        "ระยะเวลา ๑๒๐ นาที ด้วยคะแนนร้อยละ ๘๕",
        "ให้ไว้ ณ วันที่ ๒๒ กันยายน พ.ศ. ๒๕๖๖",
        "ใช้ได้ถึงวันที่ ๒๑ กันยายน พ.ศ. ๒๕๖๙",
        "เลขที่ RIAN-2566-4GQ7-X2MA-9TKD-H3WZ",
        URL,
        "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)",
        "นายกตัญญู ใจดี",
        "รองผู้อำนวยการ ปฏิบัติการแทน",
    ] {
        assert!(all.contains(field), "{field} is missing");
    }
    assert!(!all.contains("ตัวอย่าง"));
    let sample = printed_lines(&Sheet { demo: true, ..sheet() });
    assert_eq!(sample[0], "ตัวอย่างสำหรับทดลองใช้ ไม่ใช่เอกสารราชการ");
}

#[test]
fn a_long_name_takes_a_second_line_and_no_part_of_it_is_broken() {
    let lines = printed_lines(&Sheet { full_name: LONG_NAME, ..sheet() });
    let parts: Vec<&str> = LONG_NAME.split(' ').collect();
    let first = lines.iter().position(|line| line.starts_with(parts[0])).expect("the name");
    assert_eq!(format!("{} {}", lines[first], lines[first + 1]), LONG_NAME);
}

#[test]
fn it_is_one_small_page_of_a4_lying() {
    for sheet in sheets() {
        let size = draw(&sheet).expect("a file").len();
        assert!(size <= 60 * 1024, "{size} bytes");
        let Some(info) = poppler("pdfinfo", &[], &sheet) else { return };
        let field = |name| info.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        assert_eq!(field("Pages:"), Some("1"));
        let page = field("Page size:").expect("a page size");
        let mut points = page.split(' ').filter_map(|word| word.parse::<f64>().ok());
        for millimetres in [297.0, 210.0] {
            assert!(
                (points.next().expect("a side") / 72.0 * 25.4 - millimetres).abs() < 0.05,
                "{page}"
            );
        }
        assert!(field("Title:").is_some_and(|title| title.contains(sheet.document_title)));
    }
}

/// A text of a file, from UTF-16 or from ASCII.
fn said(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units = rest.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            String::from_utf16(&units.collect::<Vec<_>>()).unwrap()
        }
        bytes => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

#[test]
fn a_file_says_the_language_of_its_design_and_each_part_that_is_in_another() {
    for (language, main, all) in [
        (Language::Th, "th-TH", ["th-TH"].as_slice()),
        (Language::En, "en", &["en"]),
        (Language::Both, "th-TH", &["th-TH", "en"]),
    ] {
        let dress = written_in(language);
        let bytes = draw(&Sheet { dress: &dress, ..sheet() }).expect("a file");
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        let catalog = file.catalog().unwrap();
        assert_eq!(said(catalog.get(b"Lang").unwrap()), main);
        let metadata = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
        let metadata = file.get_object(metadata).unwrap().as_stream().unwrap();
        let metadata = String::from_utf8(metadata.content.clone()).unwrap();
        let bag: String = all.iter().map(|tag| format!("<rdf:li>{tag}</rdf:li>")).collect();
        assert!(metadata.contains(&format!("<rdf:Bag>{bag}</rdf:Bag>")), "{metadata}");

        // What is heard in which language: each part's own, else the file's.
        let parts = file.objects.values().filter_map(|it| it.as_dict().ok());
        let parts = parts.filter(|it| it.has(b"S") && it.has(b"Pg"));
        let tongues: Vec<(String, String)> = parts
            .map(|part| {
                let own = part.get(b"Lang").map_or(main.to_owned(), said);
                (own, part.get(b"Alt").map(said).unwrap_or_default())
            })
            .collect();
        let count = |tag: &str| tongues.iter().filter(|(own, _)| own == tag).count();
        match language {
            Language::Th => assert_eq!((count("en"), count("th-TH") > 8), (0, true)),
            // The name is Thai on every page.
            Language::En => assert_eq!((count("th-TH"), count("en") > 8), (1, true)),
            Language::Both => assert!(count("en") > 8 && count("th-TH") > 9, "{tongues:?}"),
        }
        for (tongue, alt) in tongues.iter().filter(|(_, alt)| !alt.is_empty()) {
            assert_eq!(alt.starts_with("QR code"), tongue == "en", "{alt}");
        }
    }
}

#[test]
fn the_same_certificate_gives_the_same_bytes_and_another_one_does_not() {
    let bytes = draw(&sheet()).expect("a file");
    assert_eq!(bytes, draw(&sheet()).expect("a file"));
    assert_ne!(bytes, draw(&Sheet { score_percent: Some(86), ..sheet() }).expect("a file"));
}

#[test]
fn the_code_leads_to_the_page_that_verifies() {
    let Some(picture) = run("pdftoppm", &["-gray", "-r", "150"], &sheet()) else { return };
    // A PGM picture: its kind, width, height and greatest grey, then a byte for each point.
    let head = String::from_utf8_lossy(&picture[..64]).into_owned();
    let mut sides = head.split_whitespace().skip(1).map(|field| field.parse::<usize>());
    let mut side = || sides.next().expect("a side").expect("a number");
    let (width, height) = (side(), side());
    let points = &picture[picture.len() - width * height..];
    let grey = |x, y| points[y * width + x];
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    let codes = picture.detect_grids();
    assert_eq!(codes.len(), 1);
    assert_eq!(codes[0].decode().expect("a readable code").1, URL);
}

#[test]
fn an_address_too_long_for_a_code_is_refused() {
    let address = format!("https://example.go.th/{}", "a".repeat(4000));
    assert!(draw(&Sheet { verify_url: address, ..sheet() }).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_name_of_thai_letters_and_marks_makes_it_panic(name in "[\u{E01}-\u{E3A}\u{E3F}-\u{E5B} ]{0,120}") {
        let sheet = Sheet { full_name: &name, course_title: &name, ..sheet() };
        let printed: String = printed_lines(&sheet).concat();
        let bare = |text: &str| text.replace(' ', "");
        prop_assert!(bare(&printed).contains(&bare(&name)), "no character is lost");
        prop_assert!(draw(&sheet).is_ok());
    }

    #[test]
    fn no_text_at_all_makes_it_panic(name in any::<String>()) {
        let sheet = Sheet { full_name: &name, number: &name, ..sheet() };
        prop_assert!(draw(&sheet).is_ok());
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn poppler(tool: &str, options: &[&str], sheet: &Sheet) -> Option<String> {
    run(tool, options, sheet).map(|output| String::from_utf8(output).expect("text in UTF-8"))
}

/// What a tool of poppler-utils says about `sheet`. `None` where the tool is not installed, which
/// is an error on CI.
fn run(tool: &str, options: &[&str], sheet: &Sheet) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("certificate.pdf");
    std::fs::write(&file, draw(sheet).expect("a file")).expect("a file");
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
