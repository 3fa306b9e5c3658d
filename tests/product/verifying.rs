//! Verifying: files compared with their records, names hidden from guessers, certificates revoked
//! and replaced, and all of a course in one archive.

use std::io::{Cursor, Read};

use chrono::{Duration, NaiveDate};
use proptest::prelude::*;
use reqwest::Method;
use rian::{
    identity::access::Role,
    learning::certificate::{
        design::{
            dress::Dress,
            look::{Language, Look, Shows},
        },
        inspection::{Compared, Field, Outcome, Refusal, compare, inspect},
        pdf::{Sheet, draw, printed_lines},
        printed::{Value, printed},
    },
    sql,
};
use serde_json::json;

use crate::support::{
    Person, TestApp,
    course::{SLUG, ask},
    sample::{NUMBER, sheet, signed_by, written_in},
};

/// What comparing the file of `drawn` with the record of `sheet` finds.
fn compared(sheet: &Sheet, drawn: &Sheet) -> Compared {
    compare(sheet, &inspect(&draw(drawn).unwrap()).unwrap())
}

/// The fields that differ or are missing.
fn wrong(found: &Compared) -> Vec<Field> {
    let wrong = found.findings.iter().filter(|finding| finding.state() != "same");
    wrong.map(|finding| finding.field).collect()
}

#[test]
fn every_line_of_our_own_files_is_read_and_found_the_same() {
    let long =
        "ว่าที่ร้อยตรีหญิงหม่อมหลวงพิมพ์พรรณนภาลัยกัลยาณิวัฒนาศิริโสภาพรรณวดี ณ เชียงใหม่ศิริวัฒนกุลชัยประเสริฐวงศ์สุวรรณภูมิ";
    let named = |full_name, course_title| Sheet { full_name, course_title, ..sheet() };
    for sheet in [
        sheet(),
        Sheet {
            demo: true,
            dress: Dress::standard(),
            score_percent: None,
            valid_until: None,
            ..sheet()
        },
        named("น้ำ ที่ กตัญญู ปู่ ป้ำ ฟ้า", "ฐู ฎุ ฏู ฤๅ ญู เปิ่น ป็ ป๊ำ เก้ำ ศิลป์ สิ่ง"),
        named("Mr. John Smith", "พื้นฐาน Data Governance กับ AI สำหรับภาครัฐ รุ่นที่ 3/2566 (e-Learning)"),
        named(
            long,
            "การคุ้มครองข้อมูลส่วนบุคคลตามพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. ๒๕๖๒ สำหรับฐานปฏิบัติการและหน่วยงานของรัฐทุกแห่ง",
        ),
    ] {
        let reading = inspect(&draw(&sheet).unwrap()).unwrap();
        let shown: Vec<&str> = reading.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(shown, printed_lines(&sheet));
        assert_eq!(reading.numbers(), [NUMBER]);
        let found = compare(&sheet, &reading);
        assert!(found.is_same(), "{found:#?}");
        assert!(found.findings.len() >= 7, "{found:#?}");
    }
}

#[test]
fn an_edit_of_each_field_is_found_in_that_very_field() {
    let own = sheet();
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    let other = signed_by("นายอื่น ใจร้าย");
    let edits = [
        (Field::FullName, Sheet { full_name: "นายสมชาย ใจดี", ..sheet() }, "นายสมชาย ใจดี"),
        (Field::CourseTitle, Sheet { course_title: "การคลังขั้นสูง", ..sheet() }, "การคลังขั้นสูง"),
        (Field::DocumentTitle, Sheet { document_title: "วุฒิบัตร", ..sheet() }, "วุฒิบัตร"),
        (Field::Minutes, Sheet { minutes: 1200, ..sheet() }, "๑๒๐๐"),
        (Field::ScorePercent, Sheet { score_percent: Some(95), ..sheet() }, "๙๕"),
        (
            Field::IssuedOn,
            Sheet { issued_on: day(2024, 9, 22).unwrap(), ..sheet() },
            "๒๒ กันยายน พ.ศ. ๒๕๖๗",
        ),
        (
            Field::ValidUntil,
            Sheet { valid_until: day(2036, 9, 21), ..sheet() },
            "๒๑ กันยายน พ.ศ. ๒๕๗๙",
        ),
        (Field::Issuer, Sheet { issuer: "กรมอื่น", ..sheet() }, "กรมอื่น"),
        (Field::Signer, Sheet { dress: &other, ..sheet() }, "นายอื่น ใจร้าย"),
    ];
    for (field, edited, shown) in edits {
        let found = compared(&own, &edited);
        assert_eq!(wrong(&found), [field], "{found:#?}");
        let finding = found.findings.iter().find(|finding| finding.field == field).unwrap();
        assert!(finding.in_file().unwrap().contains(shown), "{finding:?}");
    }
    let number = "RIAN-2566-4GQ7-X2MA-9TKD-0000";
    let found = compared(&own, &Sheet { number, ..sheet() });
    assert_eq!(wrong(&found), [Field::Number]);
    let elsewhere = "https://learning.example.org/verify/RIAN-2566-4GQ7-X2MA-9TKD-H3WZ".to_owned();
    let found = compared(&own, &Sheet { verify_url: elsewhere, ..sheet() });
    assert_eq!(wrong(&found), [Field::VerifyUrl]);
    // What is left out is missing, what is put in is told.
    let found = compared(&own, &Sheet { valid_until: None, ..sheet() });
    assert_eq!(wrong(&found), [Field::ValidUntil]);
    let found = compared(&own, &Sheet { demo: true, ..sheet() });
    assert_eq!(found.added, ["ตัวอย่างสำหรับทดลองใช้ ไม่ใช่เอกสารราชการ"]);
}

/// The file with its streams unpacked, as an editor of files would have it.
pub fn plain(bytes: &[u8]) -> Vec<u8> {
    let mut file = lopdf::Document::load_mem(bytes).unwrap();
    file.decompress();
    let mut out = Vec::new();
    file.save_to(&mut out).unwrap();
    out
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = bytes.to_vec();
    let mut count = 0;
    while let Some(at) = bytes.windows(from.len()).position(|window| window == from) {
        bytes[at..at + to.len()].copy_from_slice(to);
        count += 1;
    }
    assert!(count > 0, "nothing to replace");
    bytes
}

#[test]
fn bytes_changed_in_the_page_are_found_and_what_is_seen_counts() {
    let own = sheet();
    let file = plain(&draw(&own).unwrap());
    assert!(compare(&own, &inspect(&file).unwrap()).is_same(), "only saved anew");
    // The words that are copied are changed, what is drawn is not.
    let hex = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_be_bytes);
        hex::encode_upper(units.collect::<Vec<u8>>()).into_bytes()
    };
    let (name, other) = ("นางสาวสุดารัตน์", "นางสาวสุมาลีศรี");
    let raw = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let holds = |needle: &[u8]| file.windows(needle.len()).any(|window| window == needle);
    let edited = if holds(&hex(name)) {
        replaced(&file, &hex(name), &hex(other))
    } else if holds(&hex::encode(raw(name)).into_bytes()) {
        let lower = |text| hex::encode(raw(text)).into_bytes();
        replaced(&file, &lower(name), &lower(other))
    } else {
        replaced(&file, &raw(name), &raw(other))
    };
    let found = compare(&own, &inspect(&edited).unwrap());
    assert!(found.is_disguised, "{found:#?}");
    assert!(found.is_altered());
}

#[test]
fn a_file_that_shows_something_else_altogether_is_another_one() {
    let other = Sheet {
        document_title: "หนังสือรับรอง",
        full_name: "นายอื่น คนละคน",
        course_title: "เรื่องอื่นทั้งหมด",
        issuer: "หน่วยงานอื่น",
        ..sheet()
    };
    let found = compared(&sheet(), &other);
    assert!(found.is_another() && found.is_altered(), "{found:#?}");
    assert!(!compared(&sheet(), &Sheet { full_name: "นายอื่น", ..sheet() }).is_another());
}

#[test]
fn files_that_are_no_certificates_are_refused_by_what_they_are() {
    let own = draw(&sheet()).unwrap();
    assert_eq!(inspect(b"").unwrap_err(), Refusal::Empty);
    assert_eq!(inspect(b"\x89PNG\r\n\x1a\n....").unwrap_err(), Refusal::NotPdf);
    assert_eq!(inspect(&vec![b' '; 3 << 20]).unwrap_err(), Refusal::TooHeavy);
    assert_eq!(inspect(b"%PDF-1.7 and nothing").unwrap_err(), Refusal::Broken);
    let locked =
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Kids[]>>endobj\n\
        3 0 obj<</V 4>>endobj\ntrailer<</Root 1 0 R/Encrypt 3 0 R>>\n%%EOF";
    assert_eq!(inspect(locked).unwrap_err(), Refusal::Locked);
    // Cut: what is left is read as viewers read it, and never taken for the file that was issued.
    for length in [own.len() / 4, own.len() / 2, own.len() - 200] {
        if let Err(refusal) = inspect(&own[..length]) {
            assert_eq!(refusal, Refusal::Broken);
        }
    }
}

#[test]
fn a_bomb_is_put_down_within_its_budget() {
    use std::io::Write;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&vec![b' '; 40 << 20]).unwrap();
    let packed = packed.finish().unwrap();
    assert!(packed.len() < 1 << 20);
    let head = format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Kids[3 0 R]>>endobj\n\
         3 0 obj<</Type/Page/Contents 4 0 R>>endobj\n\
         4 0 obj<</Filter/FlateDecode/Length {}>>stream\n",
        packed.len()
    );
    let bomb =
        [head.as_bytes(), &packed, b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"].concat();
    assert_eq!(inspect(&bomb).unwrap_err(), Refusal::TooHeavy);
    // The same table of objects points a hundred thousand times to one large object.
    let large = format!("1 0 obj[{}]endobj\n", "0 ".repeat(400_000));
    let mut many = format!("%PDF-1.7\n{large}");
    let table = many.len();
    many.push_str("xref\n0 50000\n");
    (0..50_000).for_each(|_| many.push_str("0000000009 00000 n \n"));
    many.push_str(&format!("trailer<</Root 7 0 R/Size 50000>>\nstartxref\n{table}\n%%EOF"));
    assert!(inspect(many.as_bytes()).is_err());
    // Objects that stand in each other without end, and a tree of pages that leads back into itself.
    let deep = format!("%PDF-1.7\n1 0 obj{}", "[".repeat(500_000));
    assert!(inspect(deep.as_bytes()).is_err());
    let ring = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Kids[2 0 R 2 0 R]/Length 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";
    assert!(inspect(ring.as_bytes()).unwrap().is_unreadable());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_name_is_taken_for_another(name in "[ก-ฮ][ก-ฮะาิีึืุู่้]{2,20} [ก-ฮ][ก-ฮะาิีึืุู่้]{2,20}") {
        let own = sheet();
        prop_assume!(name != own.full_name);
        let edited = Sheet { full_name: &name, ..sheet() };
        prop_assert_eq!(wrong(&compared(&own, &edited)), [Field::FullName]);
        prop_assert_eq!(wrong(&compared(&edited, &own)), [Field::FullName]);
        prop_assert!(compared(&edited, &edited).is_same());
    }

    #[test]
    fn no_number_is_taken_for_another(minutes in 1i64..5000, score in 0i64..=100) {
        let own = sheet();
        prop_assume!(minutes != own.minutes && Some(score) != own.score_percent);
        prop_assert_eq!(wrong(&compared(&own, &Sheet { minutes, ..sheet() })), [Field::Minutes]);
        let edited = Sheet { score_percent: Some(score), ..sheet() };
        prop_assert_eq!(wrong(&compared(&own, &edited)), [Field::ScorePercent]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_input_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = inspect(&bytes);
        let _ = inspect(&[b"%PDF-1.7\n1 0 obj<<".as_slice(), &bytes].concat());
    }

    #[test]
    fn no_edit_of_a_true_file_makes_it_panic(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        unpacked in any::<bool>(),
    ) {
        static FILES: std::sync::LazyLock<[Vec<u8>; 2]> = std::sync::LazyLock::new(|| {
            let own = draw(&sheet()).unwrap();
            [own.clone(), plain(&own)]
        });
        let mut bytes = FILES[usize::from(unpacked)].clone();
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(reading) = inspect(&bytes) {
            let _ = compare(&sheet(), &reading);
        }
    }
}

/// A certificate of somebody, by its number.
pub async fn issued(app: &TestApp, learner: &Person, officer: &Person) -> String {
    let request = ask(app, learner).await;
    let path = format!("/certificate-requests/{request}/decision");
    let decided = officer.write(&path, json!({"decision": "approve"})).await.is(200).json();
    app.run_jobs().await;
    decided["certificate"]["number"].as_str().unwrap().to_owned()
}

/// Revokes a certificate.
async fn revoke(officer: &Person, number: &str, code: &str, reason: &str) {
    let revocation = json!({"reason": reason, "code": code});
    officer.write(&format!("/certificates/{number}/revocation"), revocation).await.is(201);
}

pub async fn record(
    app: &TestApp,
    number: &str,
) -> rian::learning::certificate::certificate::Certificate {
    let mut tx = app.app.db.read().await.unwrap();
    rian::learning::certificate::certificate::get(&mut tx, number).await.unwrap()
}

#[tokio::test]
async fn a_file_is_known_again_and_an_altered_one_is_told_by_its_field() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = issued(&app, &somchai, &malee).await;
    let bytes = somchai.bytes(&format!("/certificates/{number}/pdf")).await;
    let stranger = app.stranger();
    let same = stranger.upload("/verifications", "file", "a.pdf", &bytes).await.is(200);
    same.says("แฟ้มนี้ตรงกับที่ออกให้ทุกไบต์").says("verdict--valid").says("นายสมชาย somchai");
    let path = "/certificate-comparisons";
    let same = stranger.send(path, "application/pdf", bytes.clone()).await.is(200).json();
    assert_eq!(same["verdict"], "issued");
    assert_eq!(same["certificate"]["number"], number.as_str());
    assert_eq!(same["signature"], "unsigned");

    let row = record(&app, &number).await;
    let edited = draw(&Sheet {
        full_name: "นายสมหมาย ใจดี",
        ..row.sheet(&app.app, Dress::standard())
    })
    .unwrap();
    let page = stranger.upload("/verifications", "file", "a.pdf", &edited).await.is(200);
    page.says("แฟ้มนี้ถูกแก้ไข").says("นายสมหมาย ใจดี").says("นายสมชาย somchai");
    let told = stranger.send(path, "application/pdf", edited).await.is(200).json();
    assert_eq!(told["verdict"], "altered");
    let fields = told["fields"].as_array().unwrap().clone();
    let differ: Vec<_> = fields.iter().filter(|field| field["state"] != "same").collect();
    assert_eq!(differ.len(), 1, "{differ:?}");
    assert_eq!(differ[0]["field"], "full_name");
    assert_eq!(differ[0]["shown"], "นายสมหมาย ใจดี");

    let saved = stranger.send(path, "application/pdf", plain(&bytes)).await.is(200).json();
    assert_eq!(saved["verdict"], "resaved");
    let none = Sheet {
        number: NUMBER,
        verify_url: "https://x.go.th".into(),
        ..row.sheet(&app.app, Dress::standard())
    };
    let none = stranger.send(path, "application/pdf", draw(&none).unwrap()).await.is(200).json();
    assert_eq!((&none["verdict"], &none["number"]), (&json!("unknown"), &json!(NUMBER)));
    assert!(none["certificate"].is_null());

    revoke(&malee, &number, "fraud", "ทุจริต").await;
    let page = stranger.upload("/verifications", "file", "a.pdf", &bytes).await.is(200);
    page.says("แฟ้มนี้ตรงกับที่ออกให้ทุกไบต์").says("verdict--revoked").says("ทุจริต");
    app.run_jobs().await;
}

#[tokio::test]
async fn what_is_no_certificate_is_answered_in_words_and_too_much_is_refused() {
    let app = TestApp::new().await;
    let stranger = app.stranger();
    let send = async |bytes: &[u8]| stranger.upload("/verifications", "file", "a.pdf", bytes).await;
    send(b"\x89PNG\r\n\x1a\n").await.is(200).says("แฟ้มนี้ไม่ใช่ PDF");
    send(b"%PDF-1.7 and nothing").await.is(200).says("แฟ้มนี้เสียหายหรือไม่ครบ");
    let foreign = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";
    send(foreign.as_bytes()).await.is(200).says("ไม่ใช่ใบประกาศนียบัตรของระบบนี้");
    for size in [(2 << 20) + 1, (2 << 20) + 40_000, 9 << 20] {
        let large = send(&vec![b'%'; size]).await.is(413);
        large.says("แฟ้มนี้ใหญ่เกิน 2 MB").says("file-error").says("เทียบแฟ้มกับทะเบียน");
    }
    stranger
        .upload("/verifications", "other", "a.pdf", b"%PDF-1.7")
        .await
        .is(422)
        .says("file-error");
    // Without the token of a page nothing is taken, and strangers send files nowhere else.
    stranger.post_as_it_is("/verifications", &[]).await.is(403);
    for _ in 0..115 {
        stranger.send("/certificate-comparisons", "application/pdf", b"x".to_vec()).await.is(200);
    }
    let last =
        async || stranger.send("/certificate-comparisons", "application/pdf", b"x".to_vec()).await;
    last().await;
    last().await;
    assert!(last().await.is(429).retry_after.unwrap() > 0);
}

#[tokio::test]
async fn what_is_much_longer_than_a_number_is_refused_without_being_said_again() {
    let app = TestApp::new().await;
    let (stranger, long) = (app.stranger(), "A".repeat(3000));
    for (path, status) in
        [(format!("/verify/{long}"), 404), (format!("/verify?number={long}"), 422)]
    {
        let page = stranger.get(&path).await.is(status);
        let page = page.says("number-error").says("29 ตัวอักษร");
        let (_, main) = page.text.split_once("<main").expect("the page");
        assert!(!main.contains("AAAAAAAA"));
    }
    stranger.read(&format!("/certificates/{long}")).await.is(404);
    stranger.get("/verify").await.is(200);
    stranger.get("/verify?number=+").await.is(422).says("number-error").says("โปรดกรอกเลขที่");
}

#[tokio::test]
async fn sixty_wrong_numbers_stop_wrong_ones_alone() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = issued(&app, &somchai, &malee).await;
    let bytes = somchai.bytes(&format!("/certificates/{number}/pdf")).await;
    let stranger = app.stranger();
    let wrong = "/verify/RIAN-2569-0000-0000-0000-0000";
    for _ in 0..60 {
        stranger.get(wrong).await.is(404);
    }
    assert!(stranger.get(wrong).await.is(429).retry_after.unwrap() > 0);
    stranger.get(&format!("/verify/{}", "A".repeat(100))).await.is(429);
    for _ in 0..30 {
        stranger.get(&format!("/verify/{number}")).await.is(200);
    }
    let sent = stranger.upload("/verifications", "file", "a.pdf", &bytes).await.is(200);
    sent.says("นายสมชาย somchai");
    stranger
        .post(&format!("/verify/{number}/disclosure"), &[("family_name", "somchai")])
        .await
        .is(200)
        .says("นายสมชาย somchai");
    app.advance(Duration::hours(1));
    stranger.get(wrong).await.is(404);
}

#[test]
fn what_is_to_be_compared_with_the_paper_is_what_the_paper_shows() {
    let none = Shows { minutes: false, score: false, valid_until: false, agency: true };
    let bare = Look { shows: none, ..Look::default() };
    let agency = Some("กรมตัวอย่าง".to_owned());
    let bare = Dress { look: bare, agency, ..Dress::default() };
    let (en, both) = (written_in(Language::En), written_in(Language::Both));
    for dress in [Dress::standard(), &signed_by("นายอื่น ใจร้าย"), &bare, &en, &both]
    {
        let own = Sheet { dress, ..sheet() };
        let mut told: Vec<Field> = printed(&own).into_iter().map(|it| it.field).collect();
        let found = compared(&own, &own);
        let mut read: Vec<Field> = found.findings.iter().map(|it| it.field).collect();
        let rank = |field: &Field| Field::ALL.iter().position(|it| it == field);
        told.sort_by_key(rank);
        read.sort_by_key(rank);
        assert_eq!(told, read, "{found:#?}");
        assert!(found.is_same(), "{found:#?}");
        // Each text stands on the paper as it is told.
        let paper = printed_lines(&own).join("").replace(' ', "");
        for value in printed(&own).into_iter().flat_map(|it| it.values) {
            if let Value::Thai(text) | Value::English(text) | Value::Signs(text) = value {
                assert!(paper.contains(&text.replace(' ', "")), "{text} is not in {paper}");
            }
        }
    }
}

#[tokio::test]
async fn who_guesses_numbers_sees_first_letters_until_they_know_the_name() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = issued(&app, &somchai, &malee).await;
    let bytes = somchai.bytes(&format!("/certificates/{number}/pdf")).await;
    let (stranger, path) = (app.stranger(), format!("/verify/{number}"));
    stranger.get(&path).await.is(200).says("นายสมชาย somchai");
    for guess in 0..5 {
        stranger.get(&format!("/verify/RIAN-2569-0000-0000-0000-000{guess}")).await.is(404);
    }
    let hidden = stranger.get(&path).await.is(200).says("นายส••• s•••").says("family_name");
    assert!(!hidden.text.contains("somchai"));
    let twin = stranger.read(&format!("/certificates/{number}")).await.is(200).json();
    assert_eq!(twin["name_masked"], true);
    assert_eq!(twin["full_name"], "นายส••• s•••");

    let disclosure = format!("{path}/disclosure");
    let empty = stranger.post(&disclosure, &[("family_name", " ")]).await.is(422);
    empty.says("โปรดกรอกนามสกุล");
    let wrong = stranger.post(&disclosure, &[("family_name", "som")]).await.is(422);
    assert!(!wrong.says("family_name-error").text.contains("somchai"));
    stranger
        .post(&disclosure, &[("family_name", " Somchai ")])
        .await
        .is(200)
        .says("นายสมชาย somchai");
    let disclosure = format!("/certificates/{number}/disclosure");
    let named = stranger.write(&disclosure, json!({"family_name": "somchai"})).await.is(200).json();
    assert_eq!(
        (&named["full_name"], &named["name_masked"]),
        (&json!("นายสมชาย somchai"), &json!(false))
    );
    for _ in 0..3 {
        stranger.write(&disclosure, json!({"family_name": "x"})).await;
    }
    stranger.write(&disclosure, json!({"family_name": "somchai"})).await.is(429);

    // The file shows the name; one that shows another learns nothing.
    stranger
        .upload("/verifications", "file", "a.pdf", &bytes)
        .await
        .is(200)
        .says("นายสมชาย somchai");
    let row = record(&app, &number).await;
    let edited = draw(&Sheet {
        full_name: "นายสมหมาย ใจดี",
        ..row.sheet(&app.app, Dress::standard())
    })
    .unwrap();
    let told = stranger.upload("/verifications", "file", "a.pdf", &edited).await.is(200);
    assert!(!told.says("นายส••• s•••").text.contains("สมชาย"));
    app.advance(Duration::hours(2));
    stranger.get(&path).await.is(200).says("นายสมชาย somchai");
}

#[tokio::test]
async fn the_public_page_says_who_approved_and_that_files_are_unsigned() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = issued(&app, &somchai, &malee).await;
    let page = app.stranger().get(&format!("/verify/{number}")).await.is(200);
    let (paper, record) = page.text.split_once("record-title").expect("a part of its own");
    for kept in ["ผู้อนุมัติ", "เจ้าหน้าที่เป็นผู้พิจารณา", "<dt>สถานะ</dt>"]
    {
        assert!(!paper.contains(kept) && record.contains(kept), "{kept}");
    }
    page.says("ผู้อนุมัติ").says("เจ้าหน้าที่เป็นผู้พิจารณา").says("ไม่มีลายมือชื่อดิจิทัล").says("เวลา 10.00 น.");
    let twin = app.stranger().read(&format!("/certificates/{number}")).await.is(200).json();
    assert_eq!(twin["decided_as"], "officer");
    let shown = ["document_title", "full_name", "course_title", "minutes"];
    assert_eq!(twin["printed"].as_array().unwrap()[..4], shown.map(|field| json!(field)));
    assert!(!twin["printed"].as_array().unwrap().contains(&json!("office")));
    assert_eq!(twin["signed"], false);
    assert!(twin["office"].as_str().unwrap().contains("สำนักงานพัฒนารัฐบาลดิจิทัล"));
    assert!(twin["checked_at"].is_string() && twin["replaced_by"].is_null());
    // As the desk does when an approval is taken back.
    let undone = "update certificate set revoked_at = issued_at, revocation_code = $1
        where number = $2";
    run(&app, undone, ["undone", &number]).await;
    app.stranger().get(&format!("/verify/{number}")).await.is(200).says("ไม่เคยมีผลใช้");
}

#[tokio::test]
async fn a_certificate_is_revoked_on_a_page_of_its_own_and_its_holder_is_told() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = issued(&app, &somchai, &malee).await;
    let new = format!("/certificates/{number}/revocation/new");
    somchai.get(&new).await.is(403);
    app.appointed("thawee", Role::Auditor).await.get(&new).await.is(403);
    malee.get(&new).await.is(200).says("ได้มาโดยไม่สุจริต").says("นายสมชาย somchai");
    let path = format!("/certificates/{number}/revocation");
    let typed = [("reason", "สอบแทนกัน")];
    malee.post(&path, &typed).await.is(422).says("code-error").says("สอบแทนกัน");
    malee.post(&path, &[("code", "undone"), ("reason", "x")]).await.is(422).says("code-error");
    malee.post(&path, &[("code", "fraud")]).await.is(422).says("reason-error");
    somchai.post(&path, &[("code", "fraud"), ("reason", "x")]).await.is(403);
    malee.post(&path, &[("code", "fraud"), ("reason", "สอบแทนกัน")]).await.is(303);
    malee.post(&path, &[("code", "fraud"), ("reason", "สอบแทนกัน")]).await.is(409);
    app.run_jobs().await;
    let letters = app.letters().await;
    let about =
        |words: &str| letters.iter().any(|it| it.text.contains(words) && it.text.contains(&number));
    assert!(about("สอบแทนกัน"));
    let page = app.stranger().get(&format!("/verify/{number}")).await.is(200);
    page.says("ได้มาโดยไม่สุจริต").says("สอบแทนกัน");
    somchai.get("/me/history").await.is(200).says("ถูกเพิกถอน");
    somchai.get(&format!("/certificates/{number}.pdf")).await.is(409);
}

#[tokio::test]
async fn a_wrong_record_is_put_right_by_another_certificate_that_the_old_one_leads_to() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = issued(&app, &somchai, &malee).await;
    let (page, api) = (
        format!("/certificates/{number}/replacement/new"),
        format!("/certificates/{number}/replacement"),
    );
    malee.get(&page).await.is(200).says("ไม่มีรายการให้แก้");
    malee.write(&api, json!({"reason": "x"})).await.is(409);
    rename(&app, &somchai, "เกื้อกูล").await;
    malee.get(&page).await.is(200).says("นายสมชาย somchai").says("นายสมชาย เกื้อกูล");
    somchai.get(&page).await.is(403);
    malee.post(&api, &[("reason", "")]).await.is(422).says("reason-error");
    app.advance(Duration::days(20));
    let proposed = malee.read(&api).await.is(200).json();
    assert_eq!(proposed["changes"].as_array().unwrap().len(), 1);
    assert_eq!(proposed["changes"][0]["new"], "นายสมชาย เกื้อกูล");
    somchai.write(&api, json!({"reason": "เปลี่ยนนามสกุล"})).await.is(403);
    malee.write(&api, json!({"reason": " "})).await.is(422);
    let new = malee.write(&api, json!({"reason": "เปลี่ยนนามสกุล"})).await.is(201).json();
    let new_number = new["number"].as_str().unwrap();
    assert_eq!(new["full_name"], "นายสมชาย เกื้อกูล");
    assert_eq!(new["replaces"], number.as_str());
    assert_eq!(new["issued_on"], "2026-04-07", "it was earned then");
    malee.write(&api, json!({"reason": "เปลี่ยนนามสกุล"})).await.is(409);
    app.run_jobs().await;
    assert!(app.letters().await.iter().any(|it| it.text.contains(new_number)));

    let stranger = app.stranger();
    let old = stranger.get(&format!("/verify/{number}")).await.is(200);
    old.says("verdict--revoked").says("ออกใบใหม่แทน").says(&format!("/verify/{new_number}"));
    let fresh = stranger.get(&format!("/verify/{new_number}")).await.is(200);
    fresh.says("verdict--valid").says(&format!("/verify/{number}"));
    let twin = stranger.read(&format!("/certificates/{number}")).await.is(200).json();
    assert_eq!(twin["replaced_by"], new_number);
    assert_eq!(twin["revocation_code"], "replaced");
    // What the paper shows stands there too, line by line.
    let paper = twin["paper"].as_array().unwrap();
    let fields: Vec<_> = paper.iter().map(|it| &it["field"]).collect();
    assert_eq!(json!(fields), twin["printed"]);
    let name = paper.iter().find(|it| it["field"] == "full_name").unwrap();
    assert_eq!(name["lines"], json!([{"text": twin["full_name"], "language": "th"}]));
    // Only a new certificate replaces one.
    let path = format!("/certificates/{new_number}/revocation");
    malee.write(&path, json!({"reason": "x", "code": "replaced"})).await.is(422);
    let history = somchai.read("/me/history").await.is(200).json();
    let chain = history["certificates"].as_array().unwrap();
    assert_eq!(chain.len(), 2);
    assert_eq!((&chain[0]["replaces"], &chain[0]["state"]), (&json!(number), &json!("valid")));
    assert_eq!((&chain[1]["number"], &chain[1]["state"]), (&json!(number), &json!("revoked")));
    let somchai = Person::log_in(&app, "somchai@example.org", crate::support::PASSWORD).await;
    somchai.get("/me/history").await.is(200).says("ออกแทนเลขที่").says(&number).says(new_number);
}

async fn rename(app: &TestApp, person: &Person, last_name: &str) {
    let text = "update person set last_name = $1 where id = $2";
    run(app, text, [last_name, person.id.as_str()]).await;
}

/// Changes a row as nothing in the product does.
async fn run(app: &TestApp, text: &'static str, [one, other]: [&str; 2]) {
    let mut tx = app.app.db.write().await.unwrap();
    sql!(tx, sqlx::query(text).bind(one).bind(other).execute(tx).await.map(drop)).unwrap();
    tx.save_unrecorded("a row of a test").await.unwrap();
}

#[tokio::test]
async fn of_two_officers_one_replaces_and_the_other_is_told() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let wichai = app.officer("wichai").await;
    let number = issued(&app, &somchai, &malee).await;
    rename(&app, &somchai, "เกื้อกูล").await;
    let path = format!("/certificates/{number}/replacement");
    let body = || json!({"reason": "เปลี่ยนนามสกุล"});
    let (one, two) = tokio::join!(malee.write(&path, body()), wichai.write(&path, body()));
    let mut both = [one.status.as_u16(), two.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [201, 409]);
    app.run_jobs().await;
}

#[tokio::test]
async fn where_two_officers_decide_two_replace() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let wichai = app.officer("wichai").await;
    let number = issued(&app, &somchai, &malee).await;
    let policy = json!({"four_eyes": true});
    malee.api(Method::PUT, &format!("/certificate-policies/{SLUG}"), Some(policy)).await.is(200);
    rename(&app, &somchai, "เกื้อกูล").await;
    let (new, path) = (
        format!("/certificates/{number}/replacement/new"),
        format!("/certificates/{number}/replacement"),
    );
    malee.get(&new).await.is(200).says("ต้องมีเจ้าหน้าที่สองท่าน");
    let reason = [("reason", "เปลี่ยนนามสกุล")];
    let sent = malee.post(&path, &reason).await.is(303).location.unwrap();
    malee.get(&sent).await.is(200).says("บันทึกคำขอออกใบแทนแล้ว").says("ท่านขอไว้แล้ว");
    assert_eq!(malee.read(&format!("/certificates/{number}")).await.json()["state"], "valid");
    malee.write(&path, json!({"reason": "เปลี่ยนนามสกุล"})).await.is(409);
    app.run_jobs().await;
    let letters = app.letters().await;
    assert!(letters.iter().any(|it| it.to == "wichai@example.org" && it.text.contains(&new)));
    wichai.get(&new).await.is(200).says("malee").says("เปลี่ยนนามสกุล").says("โปรดตรวจรายการที่จะแก้");
    // What the first did not see is not confirmed by the second.
    rename(&app, &somchai, "เกื้อกูลยิ่ง").await;
    let waits = wichai.write(&path, json!({"reason": "เปลี่ยนนามสกุล"})).await.is(202).json();
    assert_eq!(waits["waits_for_second"], true);
    let made = malee.write(&path, json!({"reason": "เปลี่ยนนามสกุล"})).await.is(201).json();
    assert_eq!(made["full_name"], "นายสมชาย เกื้อกูลยิ่ง");
    app.run_jobs().await;
}

#[tokio::test]
async fn an_officer_takes_all_certificates_of_a_course_in_one_archive() {
    let app = TestApp::new().await.with_course().await;
    let malee = app.officer("malee").await;
    malee.get(&format!("/courses/{SLUG}/certificates")).await.is(200).says("ยังไม่มีใบประกาศนียบัตร");
    let mut numbers = Vec::new();
    for name in ["somchai", "kanda", "prasit"] {
        let learner = app.learner(name).await;
        numbers.push(issued(&app, &learner, &malee).await);
    }
    let revoked = numbers.pop().unwrap();
    revoke(&malee, &revoked, "error", "ผิดคน").await;
    let place = format!("/courses/{SLUG}/certificates");
    malee.get(&place).await.is(200).says("เมษายน 2569 (2 ใบ)");
    malee.get(&format!("{place}?month=2026-03")).await.is(200).says("ไม่มีใบประกาศนียบัตรในช่วงที่เลือก");
    malee.get(&format!("{place}?from=x")).await.is(422).says("from-error");
    let counted = malee.read(&format!("{place}?from=2026-04-01")).await.is(200).json();
    assert_eq!(counted["count"], 2);
    assert!(counted["bytes"].as_i64().unwrap() > 10_000);
    let bundles = format!("{place}/bundles");
    malee.post(&bundles, &[("month", "2026-03")]).await.is(422).says("from-error");
    let asked = malee.post(&bundles, &[("month", "2026-04")]).await.is(303);
    let there = asked.location.unwrap();
    malee.get(&there).await.is(200).says("กำลังจัดทำแฟ้ม").says("data-live-state=\"waiting-0\"");
    // Asked again while it is being made, it is the same one.
    let again = malee.post(&bundles, &[("month", "2026-04")]).await.is(303);
    assert_eq!(again.location.as_deref(), Some(there.as_str()));
    malee.get(&format!("{there}/file")).await.is(404);
    app.run_jobs().await;
    assert!(app.letters().await.iter().any(|letter| letter.text.contains(&there)));
    malee.get(&there).await.is(200).says("แฟ้มพร้อมแล้ว").says("2 ใบ");

    let whole = malee.bytes(&format!("{there}/file")).await;
    let mut zip = zip::ZipArchive::new(Cursor::new(&whole)).unwrap();
    assert_eq!(zip.len(), 3);
    for number in &numbers {
        let mut bytes = Vec::new();
        zip.by_name(&format!("{number}.pdf")).unwrap().read_to_end(&mut bytes).unwrap();
        let printed = malee.bytes(&format!("/certificates/{number}.pdf")).await;
        assert_eq!(bytes, printed, "the file is the one that its holder prints");
    }
    let mut index = String::new();
    zip.by_name("index.csv").unwrap().read_to_string(&mut index).unwrap();
    assert!(index.starts_with("\u{feff}number,state,full_name"));
    assert_eq!(index.lines().count(), 4);
    assert!(index.contains(&revoked) && index.contains(",error,"), "{index}");
    assert!(index.contains(&format!("{}.pdf", numbers[0])));

    // A broken line is gone on with from any byte.
    let part = ranged(&app, &malee, &there, "bytes=1000-", None).await;
    assert_eq!((part.0, &part.1[..]), (206, &whole[1000..]));
    let part = ranged(&app, &malee, &there, "bytes=10-19", None).await;
    assert_eq!((part.0, &part.1[..]), (206, &whole[10..20]));
    let part = ranged(&app, &malee, &there, "bytes=10-19", Some("\"another\"")).await;
    assert_eq!((part.0, part.1.len()), (200, whole.len()));
    let part = ranged(&app, &malee, &there, &format!("bytes={}-", whole.len()), None).await;
    assert_eq!(part.0, 416);

    app.advance(Duration::hours(25));
    app.run_jobs().await;
    malee.read(&format!("{there}/file")).await.is(404);
    assert_eq!(malee.read(&there).await.is(200).json()["state"], "expired");
    let left = {
        use futures_util::TryStreamExt;
        use object_store::ObjectStore;
        let folder = object_store::path::Path::from("bundles");
        app.app.files.list(Some(&folder)).try_collect::<Vec<_>>().await.unwrap()
    };
    assert!(left.is_empty(), "{left:?}");
}

/// Status and body of a part, as a browser asks for it: ready to take it packed.
async fn ranged(
    app: &TestApp,
    person: &Person,
    there: &str,
    range: &str,
    known: Option<&str>,
) -> (u16, Vec<u8>) {
    let mut request = reqwest::Client::new()
        .get(format!("{}/api/v1{there}/file", app.base))
        .bearer_auth(person.token.as_ref().unwrap())
        .header("range", range)
        .header("accept-encoding", "gzip, br");
    if let Some(known) = known {
        request = request.header("if-range", known);
    }
    let response = request.send().await.unwrap();
    assert!(response.headers().get("content-encoding").is_none());
    let status = response.status().as_u16();
    let length = response.headers()["content-length"].to_str().unwrap().parse::<usize>().unwrap();
    let bytes = response.bytes().await.unwrap().to_vec();
    assert_eq!(length, bytes.len());
    (status, bytes)
}

#[tokio::test]
async fn only_the_officer_who_asked_takes_an_archive_and_it_is_written_down() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let wichai = app.officer("wichai").await;
    issued(&app, &somchai, &malee).await;
    let body = || json!({"course": SLUG});
    somchai.write("/certificate-bundles", body()).await.is(403);
    app.appointed("thawee", Role::Auditor)
        .await
        .write("/certificate-bundles", body())
        .await
        .is(403);
    malee.write("/certificate-bundles", json!({"course": "none"})).await.is(404);
    let days = json!({"course": SLUG, "from": "yy", "to": "xx"});
    let wrong = malee.write("/certificate-bundles", days).await.is(422);
    assert_eq!(wrong.fields(), ["/from", "/to"], "each day has its own mistake");
    let asked = malee.write("/certificate-bundles", body()).await.is(201).json();
    let path = format!("/certificate-bundles/{}", asked["id"].as_str().unwrap());
    app.run_jobs().await;
    let ready = malee.read(&path).await.is(200).json();
    assert_eq!((&ready["state"], &ready["done"]), (&json!("ready"), &json!(1)));
    for other in [&wichai, &somchai] {
        let status = other.read(&path).await.status.as_u16();
        assert!(matches!(status, 403 | 404), "{status}");
        let status = other.api(Method::GET, &format!("{path}/file"), None).await.status.as_u16();
        assert!(matches!(status, 403 | 404), "{status}");
    }
    // Not even all but the first byte is taken without a trace.
    let (status, part) = ranged(&app, &malee, &path, "bytes=1-", None).await;
    assert_eq!((status, &part[..1]), (206, &b"K"[..]));
    let (status, _) = ranged(&app, &malee, &path, "bytes=2-", None).await;
    assert_eq!(status, 206);
    let acts: Vec<String> = {
        let mut tx = app.app.db.read().await.unwrap();
        sql!(
            tx,
            sqlx::query_scalar("select act from audit where subject = $1 order by seq")
                .bind(asked["id"].as_str().unwrap())
                .fetch_all(tx)
                .await
        )
        .unwrap()
    };
    assert_eq!(acts, ["certificates.asked", "certificates.ready", "certificates.taken"]);
}

#[test]
fn what_a_page_shows_is_said_by_its_outcome() {
    // An outcome that cannot be read is never taken for the same.
    let found = compare(&sheet(), &rian::learning::certificate::inspection::Reading::default());
    assert!(!found.is_same() && !found.is_altered());
    assert!(found.findings.iter().all(|finding| finding.shown == Outcome::Unreadable));
}
