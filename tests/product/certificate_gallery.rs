//! Hard names and titles, drawn in every design: nothing cut, nothing below reading size, nothing on
//! top of anything else, and copied out as it was printed.
//!
//! `GALLERY=folder cargo test --test product gallery` writes the pages as PDF and PNG, to look at.

use std::{path::Path, process::Command, sync::Arc};

use chrono::NaiveDate;
use proptest::prelude::*;
use rian::{
    learning::certificate::{
        design::{
            dress::Dress,
            look::{Digits, Language, Layout, Look, Shows, Signatory},
        },
        inspection::{compare, inspect},
        pdf::{self, Sheet, draw, printed_lines},
    },
    print::{self, Align, Picture, Weight},
};

use crate::support::seal;

const URL: &str = "https://learning.example.go.th/verify/RIAN-2569-4GQ7-X2MA-9TKD-H3WZ";

/// Name, title in Thai, title in English.
#[rustfmt::skip]
const HARD: [(&str, &str, &str); 60] = [
    ("นายน้ำ ปู่ป้ำ", "น้ำ", "Water"),
    ("นางสาวญาณี กตัญญู", "ญี่ปุ่นศึกษา ญู ฐู ฎุ ฏู", "Japanese Studies"),
    ("นายฐิติ ฏุฎฐิ", "ฐานข้อมูล ฐุ ฐู ฐฺ", "Databases"),
    ("นางฤๅดี ฦๅชา", "ฤๅ ฦๅ ฤดู ฤทธิ์ พฤกษ์", "Rue and Lue"),
    ("นายปิ่น ฝั้นเฟื้อ", "ฝึกปฏิบัติ ปี่ ฟื้น ฬ่ ปั๊ม ฟ้า", "Practice"),
    ("นายกล้ำ ก๊ำ เก้ำ", "ย้ำ ค้ำ ถ้ำ จ้ำ ป๊ำ ฟ้ำ", "Marks over Marks"),
    ("ด.ช.ก้องเกียรติ ศักดิ์สิทธิ์", "สิทธิ์ สัตว์ พันธุ์ ศิลป์ จันทร์", "Silenced Letters"),
    ("พล.ต.อ.ศรีวราห์ รังสิพราหมณกุล", "การสืบสวนสอบสวนคดีอาญา", "Criminal Investigation"),
    ("ว่าที่ร้อยตรีหญิงอรุณี ณ อยุธยา", "ประวัติศาสตร์กรุงศรีอยุธยา", "History of Ayutthaya"),
    ("หม่อมราชวงศ์ปรีดียาธร เทวกุล ณ อยุธยา", "พระราชบัญญัติวินัยการเงินการคลังของรัฐ พ.ศ. ๒๕๖๑", "State Fiscal Discipline Act B.E. 2561"),
    ("หม่อมหลวงปนัดดา ดิศกุล", "ธรรมาภิบาลในภาครัฐ", "Good Governance"),
    ("ท่านผู้หญิงพรสม เปาว์ปราโมทย์", "งานพระราชพิธีและรัฐพิธี", "Royal and State Ceremonies"),
    ("พระมหาสมปอง ตาลปุตฺโต", "พระไตรปิฎก ธมฺม วินย", "Pali"),
    ("พระครูสังฆรักษ์วีรวัฒน์ วีรวฑฺฒโน", "การจัดการวัด ฯลฯ", "Temple Management, etc."),
    ("นายอับดุลเลาะห์ บินอับดุลรอฮีม เจ๊ะอาแซ", "ภาษามลายูถิ่นปาตานีเพื่อการบริการประชาชน", "Patani Malay for Public Service"),
    ("นางสาวนูรุลฮูดา อัลอิดรุสซี", "อิสลามศึกษา", "Islamic Studies"),
    ("นายตวนอัฟดอล ตวนกูเบาะ", "การพัฒนาจังหวัดชายแดนภาคใต้", "Southern Border Provinces"),
    ("นายอาแบ มาเยอะ", "สิทธิของกลุ่มชาติพันธุ์", "Rights of Ethnic Groups"),
    ("นางหมี่ยุ้ม เชอหมื่อกู่", "การดูแลป่าต้นน้ำ", "Watershed Care"),
    ("นายโม้แดะ พงศ์พิทักษ์ไพรวัลย์", "บัตรประจำตัวบุคคลซึ่งไม่มีสัญชาติไทย", "Identity Cards of Persons without Nationality"),
    ("นายสมชาย", "ผู้ไม่มีชื่อสกุล", "No Family Name"),
    ("Mr. John Smith", "พื้นฐาน Data Governance กับ AI สำหรับภาครัฐ รุ่นที่ 3/2566 (e-Learning)", "Data Governance and AI"),
    ("Ms. Françoise Müller-Lüdenscheidt", "Thai for Foreigners ระดับ ๑", "Thai for Foreigners, Level 1"),
    ("Mr. Nguyễn Văn Ðức", "ความร่วมมือ ASEAN", "ASEAN Coöperation"),
    ("Dr. Søren Ångström Šťastný", "มาตรฐาน ISO/IEC 27001:2022", "ISO/IEC 27001:2022"),
    ("Mrs. Siobhán O'Brien-Ó Súilleabháin", "ภาษาอังกฤษ (English)", "English"),
    ("นางสาวกานดา Kanda ใจดี", "เครื่องมือ Google Workspace, Microsoft 365 และ LibreOffice", "Office Tools"),
    ("ผศ.ดร.ทพ.ญ.พิมพ์ชนก วงศ์วรรธน์", "สุขภาพช่องปากและฟัน", "Oral Health"),
    ("ศ.เกียรติคุณ นพ.ประเวศ วะสี", "ระบบสุขภาพปฐมภูมิ", "Primary Health Care"),
    ("รศ.(พิเศษ) ดร.สุวรรณ์ ปิ่นแก้ว", "วิจัย (ขั้นต้น) และสถิติ (ขั้นกลาง)", "Research (Basic)"),
    ("พันจ่าอากาศเอกหญิงกุญช์ชญา ฉัตรชุมสาย", "การบินพลเรือน", "Civil Aviation"),
    ("สิบตำรวจตรีหญิงปริณดา เพ็ชรสุวรรณ์", "งานสายตรวจ ๒๔ ชั่วโมง", "Patrol"),
    ("จ่าสิบเอกพิเชษฐ์ เปี้ยปลูก", "เครื่องช่วยเหลือผู้ประสบภัย", "Disaster Relief"),
    ("นายเฉลิมเกียรติ ฌานิศพงษ์", "ฌาปนกิจสงเคราะห์", "Funeral Aid"),
    ("นางสาวใบบัว ไพฑูรย์", "ใฝ่รู้ ใส่ใจ ให้บริการ ไม่ไกล ไหน ๆ", "Service Mind"),
    ("นายต่าง ๆ นานา ๆ", "เรื่องต่าง ๆ ของกรุงเทพฯ ฯลฯ", "Various Matters"),
    ("นายเกรียงศักดิ์ โป๊ะเจ๊ะ", "โป๊ะ เจ๊ง โต๊ะ เก๋ เก๊ โก้", "Tones"),
    ("นางอุ๊ อึ๊ อื้อ", "อุ๋ย อู้ อี๋ อึ่ง อื๊ด", "Vowels"),
    ("นายกรุณ ธัมมาภิรัตตระกูล", "กฎ กฏ ฎีกา ปฏัก ปรากฏ กบฏ", "Tails"),
    ("นางสาวพรรณวรท ภัทรนาวิก", "ภาวะผู้นำ ๔.๐", "Leadership 4.0"),
    ("นายปวรวรรณ พิบูลสงครามราชศักดิ์ชัยวัฒนะโชติ", "การบริหารการเปลี่ยนแปลง", "Change Management"),
    ("ว่าที่ร้อยตรีหญิงหม่อมหลวงพิมพ์พรรณนภาลัยกัลยาณิวัฒนาศิริโสภาพรรณวดี ณ เชียงใหม่ศิริวัฒนกุลชัยประเสริฐวงศ์สุวรรณภูมิ", "การคุ้มครองข้อมูลส่วนบุคคลตามพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. ๒๕๖๒ สำหรับฐานปฏิบัติการและหน่วยงานของรัฐทุกแห่ง", "Personal Data Protection under the Personal Data Protection Act B.E. 2562 (2019) for Every Government Agency"),
    ("นายกฤษฎาธาร วชิรอนันต์เทพวรารักษ์สกุลกิจเจริญพงศ์พิพัฒน์ไพบูลย์", "ก", "A"),
    ("นางสาวก ข", "ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการรักษาความปลอดภัยแห่งชาติ พ.ศ. ๒๕๕๒ และที่แก้ไขเพิ่มเติม (ฉบับที่ ๒) พ.ศ. ๒๕๖๐ สำหรับเจ้าหน้าที่ควบคุมการรักษาความปลอดภัยและนายทะเบียนข้อมูลข่าวสารลับของส่วนราชการ", "Rules of the Office of the Prime Minister on National Security B.E. 2552, as Amended (No. 2) B.E. 2560, for Security Control Officers and Registrars of Classified Information of Government Agencies"),
    ("นายธนวัฒน์ศักดิ์สิทธิ์", "การใช้งานระบบสารบรรณอิเล็กทรอนิกส์และการรับส่งหนังสือราชการผ่านไปรษณีย์อิเล็กทรอนิกส์กลางภาครัฐ", "Electronic Correspondence"),
    ("นางสาวเปี่ยมพร้อมด้วยปัญญาญาณทัศนะอันบริสุทธิ์ผุดผ่องแผ้ว ศรีสุวรรณ", "ความมั่นคงปลอดภัยไซเบอร์", "Cybersecurity"),
    ("นายสุกฤษฏิ์ ฐิติวุฒิ", "จรรยาบรรณและวุฒิภาวะ", "Ethics"),
    ("นายฤทธิเดช ฤๅชัย", "พฤติกรรมองค์การ", "Organizational Behaviour"),
    ("นางสาวฟ้าใส ปี่แก้ว", "ปลูกฝี ฝีดาษ ฟี่ ฟื้นฟู", "Vaccination"),
    ("นายญัฐฐ์ฎฐ์ ฏ์ญ์", "ญ์ ฐ์ ฎ์ ฏ์ ฬ์", "Thanthakhat"),
    ("นางนํ้าฝน กํ้าป๊ำ", "นํ้า ฉํ่า", "Decomposed Am"),
    ("นายกิ่งก้าน ปิ้งย่าง", "๑๒๓๔๕๖๗๘๙๐ 1234567890 ๑/๒๕๖๙", "Numbers 1234567890"),
    ("นายทองใบ ธ.", "“อัญประกาศ” ‘เดี่ยว’ – ยัติภังค์ — และ…จุดไข่ปลา", "“Quotes” – Dashes — Dots…"),
    ("ร้อยตำรวจโท ดร. วุฒิชัย คงยอด", "นิติวิทยาศาสตร์ & พยานหลักฐานดิจิทัล @ ๕๐%", "Forensics & Evidence @ 50%"),
    ("นายศุภเศรษฐ์ เตชะพูลผลเศรษฐ์", "เศรษฐศาสตร์ เศรษฐกิจ สร้างสรรค์", "Economics"),
    ("นางกัญจน์ณิฏฐา ณ ระนอง", "การท่องเที่ยวโดยชุมชน", "Community Tourism"),
    ("นายก๋วยเตี๋ยว แซ่ฉั่ว", "แซ่ตั้ง แซ่โค้ว แซ่เอี๊ยว", "Clans"),
    ("นางสาวฉัตรฑริกา ฑีฆายุ", "ฑ ฒ ณ ฌ ฬ ฮ ซ ษ ศ ส", "Rare Letters"),
    ("นายสํารวม วํารี", "คําที่พิมพ์ด้วยนิคหิตและลากข้าง", "Typed in Two"),
    ("นางสาวสุดารัตน์ เกื้อกูล", "ความมั่นคงปลอดภัยไซเบอร์เบื้องต้นสำหรับเจ้าหน้าที่ของรัฐ", "Basic Cybersecurity for Government Officers"),
];

/// Every design that the gallery goes through in turn.
fn dresses() -> Vec<Dress> {
    let picture = Arc::new(Picture::read(&seal::png(600)).expect("a seal").0);
    let acting = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect();
    let signer = Signatory {
        name: "นายกตัญญู ใจดี".into(),
        position: "รองผู้อำนวยการสำนักงานพัฒนารัฐบาลดิจิทัล".into(),
        acting: acting(&["ปฏิบัติราชการแทน ผู้อำนวยการสำนักงานพัฒนารัฐบาลดิจิทัล"]),
    };
    let signer_en = Signatory {
        name: "Mr. Katanyu Jaidee".into(),
        position: "Deputy Director".into(),
        acting: acting(&["for the Director of the Digital Government", "Development Agency"]),
    };
    let look = |layout, language, digits| Look {
        layout,
        language,
        digits,
        shows: Shows { agency: true, ..Shows::default() },
        signer: Some(signer.clone()),
        signer_en: Some(signer_en.clone()),
        seal: Some("x".into()),
        ..Look::default()
    };
    let dress = |look| Dress {
        look,
        document_title_en: "Certificate of Completion".into(),
        agency: Some("สำนักงานปลัดกระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม".into()),
        agency_en: Some("Office of the Permanent Secretary".into()),
        seal: Some(picture.clone()),
    };
    let bare = |layout| Dress {
        look: Look { layout, ..Look::default() },
        document_title_en: "Certificate".into(),
        ..Dress::default()
    };
    vec![
        Dress::default(),
        dress(look(Layout::Standard, Language::Th, Digits::Arabic)),
        dress(look(Layout::Crest, Language::Th, Digits::Thai)),
        bare(Layout::Crest),
        dress(look(Layout::Portrait, Language::Th, Digits::Thai)),
        bare(Layout::Portrait),
        dress(look(Layout::Crest, Language::Both, Digits::Thai)),
        dress(look(Layout::Portrait, Language::En, Digits::Thai)),
    ]
}

fn sheet<'a>(dress: &'a Dress, (name, title, english): (&'a str, &'a str, &'a str)) -> Sheet<'a> {
    Sheet {
        document_title: "ใบประกาศนียบัตร",
        full_name: name,
        course_title: title,
        course_title_en: english,
        minutes: 120,
        score_percent: Some(85),
        issued_on: NaiveDate::from_ymd_opt(2026, 9, 22).expect("a day"),
        valid_until: NaiveDate::from_ymd_opt(2029, 9, 21),
        number: "RIAN-2569-4GQ7-X2MA-9TKD-H3WZ",
        verify_url: URL.to_owned(),
        issuer: "สำนักงานพัฒนารัฐบาลดิจิทัล (องค์การมหาชน)",
        dress,
        demo: false,
    }
}

/// Where a line stands: left, top, right, bottom, without the marks above and below.
fn body(line: &print::Line) -> [f32; 4] {
    let style = line.style;
    let width = print::width(&line.text, style.weight, style.size);
    let left = match style.align {
        Align::Left => line.x,
        Align::Centre => line.x - width / 2.0,
        Align::Right => line.x - width,
    };
    let height = style.size * 25.4 / 72.0;
    [left, line.y - height * 0.8, left + width, line.y + height * 0.2]
}

fn meet(one: [f32; 4], other: [f32; 4]) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

/// What is wrong with the pages of a sheet; nothing, if they can be handed over a counter.
fn faults(sheet: &Sheet) -> Vec<String> {
    let mut faults = Vec::new();
    for page in pdf::sketches(sheet) {
        let ((x, y), side) = page.code;
        let code = [x - 1.0, y - 1.0, x + side + 1.0, y + side + 1.0];
        let seal = page.seal.map(|((x, y), size)| [x, y, x + size.0, y + size.1]);
        let bodies: Vec<_> = page.lines.iter().map(body).collect();
        for (line, at) in page.lines.iter().zip(&bodies) {
            let size = line.style.size;
            let of = |text: &str| line.style.weight == Weight::Bold && text.contains(&line.text);
            let floor = match (of(sheet.course_title), of(sheet.full_name)) {
                (true, _) => 12.0,
                (false, true) => 14.0,
                (false, false) => 10.0,
            };
            if size < floor {
                faults.push(format!("{size} pt: {}", line.text));
            }
            let [left, top, right, bottom] = *at;
            let inside = left >= 14.0
                && top >= 12.0
                && right <= page.size.0 - 14.0
                && bottom <= page.size.1 - 11.5;
            if !inside {
                faults.push(format!("over the margin at {at:?}: {}", line.text));
            }
            if meet(*at, code) || seal.is_some_and(|seal| meet(*at, seal)) {
                faults.push(format!("on the seal or the code: {}", line.text));
            }
        }
        for (first, one) in bodies.iter().enumerate() {
            for (second, other) in bodies.iter().enumerate().skip(first + 1) {
                if meet(*one, *other) {
                    let texts = [&page.lines[first].text, &page.lines[second].text];
                    faults.push(format!("on top of each other: {texts:?}"));
                }
            }
        }
    }
    faults
}

#[test]
fn the_gallery_of_hard_names_is_drawn_whole_and_copies_out_equal() {
    let dresses = dresses();
    let folder = std::env::var("GALLERY").ok();
    for (number, hard) in HARD.into_iter().enumerate() {
        // Every name meets two designs, and every design meets names of every kind.
        for turn in [number, number + 3] {
            let sheet = sheet(&dresses[turn % dresses.len()], hard);
            assert_eq!(faults(&sheet), Vec::<String>::new(), "{hard:?}");
            let printed = printed_lines(&sheet).join("\n");
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            let is_whole = bare(&printed).contains(&bare(hard.0));
            assert!(is_whole, "{} is cut", hard.0);
            let file = draw(&sheet).expect("a file");
            // Nothing of our own is taken for something that was put over a field.
            let found = compare(&sheet, &inspect(&file).expect("a readable file"));
            assert!(found.is_same(), "{hard:?}: {found:#?}");
            if let Some(copied) = copied(&file) {
                assert_eq!(words(&copied), words(&printed), "{hard:?}");
            }
            if let Some(folder) = &folder {
                let name = format!("{number:02}-{}", turn % dresses.len());
                show(Path::new(folder), &name, &file);
            }
        }
    }
}

#[test]
fn every_letter_of_the_gallery_has_a_shape() {
    for (name, title, english) in HARD {
        for text in [name, title, english] {
            assert_eq!(print::without_shape(text), None, "{text}");
        }
    }
}

#[test]
fn the_longest_name_and_title_that_are_taken_find_room_at_a_size_that_can_be_read() {
    let part = |letters: &str, most: usize| letters.chars().cycle().take(most).collect::<String>();
    for letters in ["กานดา", "ฌณฒฬพ", "Wilhelmina", "สุธีรพงศ์"]
    {
        let most = if letters == "สุธีรพงศ์" { 150 } else { 100 };
        let name = [0; 3].map(|_| part(letters, most)).join(" ");
        let title = part(letters, most * 2);
        for dress in dresses() {
            let sheet = sheet(&dress, (&name, &title, &title));
            assert_eq!(faults(&sheet), Vec::<String>::new(), "{letters} {:?}", dress.look.layout);
        }
    }
}

#[test]
fn names_break_between_their_parts_and_titles_between_words() {
    let dresses = dresses();
    let hard = HARD.iter().find(|(name, ..)| name.contains("โสภาพรรณวดี")).expect("a long name");
    for dress in &dresses[..6] {
        let sheet = sheet(dress, *hard);
        let lines = printed_lines(&sheet);
        for part in hard.0.split(' ') {
            assert!(lines.iter().any(|line| line.contains(part)), "{part} is broken: {lines:?}");
        }
        for word in ["พระราชบัญญัติ", "ส่วนบุคคล", "พ.ศ. ๒๕๖๒", "หน่วยงาน"]
        {
            assert!(lines.iter().any(|line| line.contains(word)), "{word} is broken: {lines:?}");
        }
    }
}

/// Where every line stood when the layouts were first used; `LAYOUTS=write` writes it for a new one.
#[test]
fn a_layout_that_was_used_never_changes() {
    let mut text = String::new();
    for (number, dress) in dresses().iter().enumerate() {
        for hard in [HARD[41], HARD[59]] {
            for (page, sketch) in pdf::sketches(&sheet(dress, hard)).iter().enumerate() {
                text += &format!("design {number} page {page}: {:?}\n", dress.look.layout);
                for line in &sketch.lines {
                    let (x, y, size) = (line.x, line.y, line.style.size);
                    text += &format!("{x:.2} {y:.2} {size:.2} {}\n", line.text);
                }
            }
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/product/certificate_layouts.txt");
    if std::env::var("LAYOUTS").is_ok_and(|value| value == "write") {
        std::fs::write(&file, &text).expect("a file");
    }
    let known = std::fs::read_to_string(&file).expect("the layouts");
    assert_eq!(text, known, "old certificates would look different: make another layout instead");
}

/// The digests of every design's file for one name, for another process to compare.
fn digests() -> String {
    use sha2::{Digest, Sha256};
    let digest =
        |dress: &Dress| hex::encode(Sha256::digest(draw(&sheet(dress, HARD[41])).expect("a file")));
    dresses().iter().map(digest).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_same_record_gives_the_same_bytes_in_this_process_and_after_a_restart() {
    let own = digests();
    if std::env::var("GALLERY_DIGESTS").is_ok() {
        println!("digests: {own}");
        return;
    }
    assert_eq!(own, digests());
    let program = std::env::current_exe().expect("this program");
    let name = "certificate_gallery::the_same_record_gives_the_same_bytes_in_this_process_and_after_a_restart";
    let other = Command::new(program)
        .args(["--exact", name, "--nocapture"])
        .env("GALLERY_DIGESTS", "1")
        .output()
        .expect("a second process");
    let said = String::from_utf8_lossy(&other.stdout).into_owned();
    assert!(said.contains(&format!("digests: {own}")), "{said}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_name_or_title_that_is_taken_overflows_its_page(
        parts in proptest::collection::vec("[ก-ฮA-Wa-w][ก-ฮะาเแโ่้ิีุู]{0,60}", 1..4),
        title in "[ก-ฮะาเแโ่้ิีุู ]{1,200}",
        which in 0usize..8,
    ) {
        let (name, dresses) = (parts.join(" "), dresses());
        let sheet = sheet(&dresses[which], (&name, title.trim(), "A course"));
        prop_assert_eq!(faults(&sheet), Vec::<String>::new());
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a reader copies. `None` where poppler is not installed, which is an error on CI.
fn copied(file: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("c.pdf");
    std::fs::write(&path, file).expect("a file");
    match Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output() {
        Ok(output) => {
            assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
            Some(String::from_utf8(output.stdout).expect("text in UTF-8"))
        }
        Err(error) => {
            let on_ci = std::env::var("CI").is_ok_and(|value| value == "true");
            assert!(!on_ci, "pdftotext is missing: {error}");
            None
        }
    }
}

/// Writes a page to look at.
fn show(folder: &Path, name: &str, file: &[u8]) {
    std::fs::create_dir_all(folder).expect("a folder");
    let path = folder.join(format!("{name}.pdf"));
    std::fs::write(&path, file).expect("a file");
    let drawn = Command::new("pdftoppm")
        .args(["-png", "-r", "90"])
        .arg(&path)
        .arg(folder.join(name))
        .status();
    assert!(drawn.expect("pdftoppm").success());
}
