//! Designs of certificates: made and previewed by course authors, kept with each certificate.

use reqwest::Method;
use rian::{
    identity::access::Role,
    learning::certificate::{certificate, pdf},
    print::{Picture, Unreadable},
    sql,
};
use serde_json::{Value, json};

use crate::support::{
    Person, TestApp,
    course::{SLUG, ask},
    seal,
};

async fn author(app: &TestApp) -> Person {
    app.appointed("wanna", Role::CourseAuthor).await
}

fn formal(name: &str) -> Value {
    json!({"name": name, "layout": "crest", "digits": "arabic",
        "awarded": "ประกาศนียบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า",
        "signer": {"name": "นายกตัญญู ใจดี", "position": "รองผู้อำนวยการ",
            "acting": ["ปฏิบัติราชการแทน ผู้อำนวยการ"]}})
}

/// Makes a design and gives its id.
async fn make(author: &Person, design: Value) -> String {
    let made = author.write("/certificate-designs", design).await.is(201).json();
    made["id"].as_str().unwrap().to_owned()
}

async fn choose(author: &Person, design: &str) {
    let path = format!("/courses/{SLUG}/certificate-design");
    author.api(Method::PUT, &path, Some(json!({"design": design}))).await.is(200);
}

async fn approve(app: &TestApp, learner: &Person, officer: &Person) -> String {
    let request = ask(app, learner).await;
    let path = format!("/certificate-requests/{request}/decision");
    let decided = officer.write(&path, json!({"decision": "approve"})).await.is(200).json();
    decided["certificate"]["number"].as_str().unwrap().to_owned()
}

async fn printed(app: &TestApp, number: &str) -> String {
    let mut tx: rian::db::Tx = app.app.db.read().await.unwrap();
    let row = certificate::get(&mut tx, number).await.unwrap();
    let dress = row.dress(&mut tx).await.unwrap();
    pdf::printed_lines(&row.sheet(&app.app, &dress)).join("\n")
}

/// Sends the form of a page with a file, as a browser does.
async fn send_form(
    person: &Person,
    path: &str,
    fields: &[(&str, &str)],
    file: &[u8],
) -> crate::support::person::Answer {
    person.upload_with(path, fields, "seal", "seal.png", file).await
}

#[tokio::test]
async fn a_certificate_is_drawn_in_the_design_of_its_course_and_the_same_for_ever() {
    let app = TestApp::new().await.with_course().await;
    let (wanna, malee) = (author(&app).await, app.officer("malee").await);
    let (somchai, kanda) = (app.learner("somchai").await, app.learner("kanda").await);
    let sent = wanna.send_file("/certificate-seals", "seal.png", &seal::png(300)).await;
    let sent = sent.is(201).json();
    let mut design = formal("แบบของกระทรวง");
    design["seal"] = sent["hash"].clone();
    let id = make(&wanna, design.clone()).await;
    choose(&wanna, &id).await;
    let number = approve(&app, &somchai, &malee).await;
    let text = printed(&app, &number).await;
    for words in [
        "ประกาศนียบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า",
        "ระยะเวลา 30 นาที",
        "นายกตัญญู ใจดี",
        "ปฏิบัติราชการแทน ผู้อำนวยการ",
    ] {
        assert!(text.contains(words), "no «{words}» in {text}");
    }
    let file = somchai.page_bytes(&format!("/certificates/{number}.pdf")).await;
    assert!(file.windows(8).any(|part| part == b"Picture0"), "the seal is on it");

    // The design changes, and then the course takes another: what was issued stays.
    design["version"] = json!(1);
    design["layout"] = json!("portrait");
    design["seal"] = json!(null);
    design["signer"] = json!(null);
    let path = format!("/certificate-designs/{id}");
    let changed = wanna.api(Method::PUT, &path, Some(design.clone())).await.is(200).json();
    assert_eq!((&changed["version"], &changed["courses"]), (&json!(2), &json!([SLUG])));
    let newer = approve(&app, &kanda, &malee).await;
    assert!(!printed(&app, &newer).await.contains("กตัญญู"), "the next one has the next version");
    choose(&wanna, "standard").await;
    assert_eq!(printed(&app, &number).await, text);
    assert_eq!(somchai.page_bytes(&format!("/certificates/{number}.pdf")).await, file);

    // Whoever changes what they did not see is told.
    wanna.api(Method::PUT, &path, Some(design)).await.is(409);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_certificate_without_a_design_is_drawn_in_the_standard_one() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = approve(&app, &somchai, &malee).await;
    let mut tx: rian::db::Tx = app.app.db.read().await.unwrap();
    let row = certificate::get(&mut tx, &number).await.unwrap();
    drop(tx);
    assert!(row.design.is_none());
    let text = printed(&app, &number).await;
    assert!(text.contains("ให้ไว้เพื่อแสดงว่า\nนายสมชาย somchai\nได้เรียนจบหลักสูตร"), "{text}");
    app.run_jobs().await;
}

#[tokio::test]
async fn a_design_in_two_languages_has_a_page_for_each_and_the_agency_where_it_is_shown() {
    let app = TestApp::new().await.with_course().await;
    let (wanna, malee) = (author(&app).await, app.officer("malee").await);
    let somchai = app.learner("somchai").await;
    let mut tx: rian::db::Tx = app.app.db.write().await.unwrap();
    sql!(
        tx,
        sqlx::query("update person set agency_name = $1 where id = $2")
            .bind("สำนักงานจังหวัดเชียงใหม่")
            .bind(&somchai.id)
            .execute(tx)
            .await
            .map(drop)
    )
    .unwrap();
    tx.save_unrecorded("a row of a test").await.unwrap();
    let design = json!({"name": "สองภาษา", "language": "both", "shows": ["agency"]});
    choose(&wanna, &make(&wanna, design).await).await;
    let number = approve(&app, &somchai, &malee).await;
    let text = printed(&app, &number).await;
    for words in [
        "หลักสูตรเล็ก",
        "สังกัด สำนักงานจังหวัดเชียงใหม่",
        "This is to certify that",
        "A small course",
        "Certificate",
        "Given on",
    ] {
        assert!(text.contains(words), "no «{words}» in {text}");
    }
    assert!(!text.contains("ระยะเวลา") && !text.contains("Duration"), "only what is shown: {text}");
    let file = somchai.page_bytes(&format!("/certificates/{number}.pdf")).await;
    let pages = file.windows(9).filter(|part| part == b"/MediaBox").count();
    assert_eq!(pages, 2);
    app.run_jobs().await;
}

#[tokio::test]
async fn only_course_authors_make_designs_and_officers_may_look() {
    let app = TestApp::new().await.with_course().await;
    let (wanna, malee) = (author(&app).await, app.officer("malee").await);
    let id = make(&wanna, formal("แบบของกระทรวง")).await;
    for path in ["/certificate-designs", "/certificate-designs/standard"] {
        malee.read(path).await.is(200);
        malee.get(path).await.is(200);
    }
    malee.get(&format!("/certificate-designs/{id}/preview.pdf?sample=long")).await.is(200);
    malee.write("/certificate-designs", formal("อื่น")).await.is(403);
    malee.api(Method::PUT, &format!("/certificate-designs/{id}"), Some(formal("อื่น"))).await.is(403);
    let path = format!("/courses/{SLUG}/certificate-design");
    malee.api(Method::PUT, &path, Some(json!({"design": id}))).await.is(403);
    malee.send_file("/certificate-seals", "a.png", &seal::png(100)).await.is(403);
    malee.get("/certificate-designs/new").await.is(403);
    malee.post(&format!("/certificate-designs/{id}/courses"), &[("course", SLUG)]).await.is(403);
    let somchai = app.learner("somchai").await;
    somchai.get("/certificate-designs").await.is(403);
    somchai.read(&format!("/certificate-designs/{id}")).await.is(403);
    app.stranger().read("/certificate-designs").await.is(401);
}

#[tokio::test]
async fn what_is_typed_is_kept_within_what_the_page_can_hold() {
    let app = TestApp::new().await.with_course().await;
    let wanna = author(&app).await;
    let refused = |design: Value| {
        let wanna = &wanna;
        async move { wanna.write("/certificate-designs", design).await.is(422).fields() }
    };
    assert_eq!(refused(json!({})).await, ["/name"]);
    assert_eq!(refused(json!({"name": "ก".repeat(81)})).await, ["/name"]);
    let wrong = json!({"name": "ก", "layout": "round", "language": "xx", "digits": "roman",
        "shows": ["shoe size"]});
    assert_eq!(refused(wrong).await, ["/layout", "/language", "/digits", "/shows"]);
    let wide = "ให้ไว้เพื่อแสดงว่า".repeat(12);
    assert_eq!(refused(json!({"name": "ก", "awarded": wide})).await, ["/awarded"]);
    assert_eq!(refused(json!({"name": "ก", "completed": "完了"})).await, ["/completed"]);
    let signer = |signer: Value| json!({"name": "ก", "signer": signer});
    let nobody = signer(json!({"position": "อธิบดี"}));
    assert_eq!(refused(nobody).await, ["/signer/name"]);
    let many = signer(json!({"name": "ก", "position": "ข", "acting": ["ค", "ง", "จ"]}));
    assert_eq!(refused(many).await, ["/signer/acting"]);
    let wide = signer(json!({"name": "ก", "position": "รองผู้อำนวยการ ".repeat(8)}));
    assert_eq!(refused(wide).await, ["/signer/position"]);
    let half = json!({"name": "ก", "language": "both", "signer": {"name": "นายกตัญญู ใจดี"}});
    assert_eq!(refused(half).await, ["/signer_en/name"]);
    assert_eq!(refused(json!({"name": "ก", "seal": "0".repeat(64)})).await, ["/seal"]);
    let path = "/courses/none/certificate-design";
    let design = Some(json!({"design": "standard"}));
    assert_eq!(wanna.api(Method::PUT, path, design).await.is(422).fields(), ["/course"]);
    wanna.read("/certificate-designs/none").await.is(404);
    let standard = wanna.api(Method::PUT, "/certificate-designs/standard", Some(formal("ก"))).await;
    standard.is(409);
}

#[tokio::test]
async fn the_form_keeps_what_was_typed_and_the_seal_that_was_sent() {
    let app = TestApp::new().await.with_course().await;
    let wanna = author(&app).await;
    wanna.get("/certificate-designs").await.is(200).says("แบบมาตรฐาน");
    wanna.get("/certificate-designs/new").await.is(200).says("ให้ไว้เพื่อแสดงว่า");
    let typed = [
        ("layout", "crest"),
        ("language", "th"),
        ("digits", "thai"),
        ("shows", "score"),
        ("signer-name", "นายกตัญญู ใจดี"),
        ("signer-position", "รองผู้อำนวยการ"),
        ("signer-acting-0", "ปฏิบัติราชการแทน ผู้อำนวยการ"),
    ];
    let page = send_form(&wanna, "/certificate-designs", &typed, &seal::png(200)).await.is(422);
    let page = page.says("name-error").says("ปฏิบัติราชการแทน ผู้อำนวยการ").says("/certificate-seals/");
    let hash = page.text.split("/certificate-seals/").nth(1).unwrap()[..64].to_owned();
    let picture = wanna.page_bytes(&format!("/certificate-seals/{hash}.png")).await;
    assert!(Picture::kept(&picture).is_some());

    // A preview keeps nothing.
    let mut named = typed.to_vec();
    named.extend([("name", "แบบของกรม"), ("seal_kept", hash.as_str()), ("preview", "long")]);
    let preview = send_form(&wanna, "/certificate-designs", &named, b"").await.is(200);
    assert_eq!(preview.media_type.as_deref(), Some("application/pdf"));
    assert_eq!(
        wanna.read("/certificate-designs").await.json()["items"].as_array().unwrap().len(),
        1
    );
    named.pop();
    let made = send_form(&wanna, "/certificate-designs", &named, b"").await.is(303);
    let page = made.location.unwrap();
    let page = page.split('?').next().unwrap();
    let shown = wanna.get(page).await.is(200).says("แบบของกรม").says("นายสมชาย ใจดี").says("<svg");
    assert!(shown.text.contains(&hash) && shown.text.contains("ตัวอย่าง"));
    if let Ok(folder) = std::env::var("DESIGN_PAGES") {
        std::fs::create_dir_all(format!("{folder}/certificate-seals")).unwrap();
        std::fs::write(format!("{folder}/certificate-seals/{hash}.png"), &picture).unwrap();
        std::fs::write(format!("{folder}/show.html"), &shown.text).unwrap();
        for (name, path) in [
            ("index", "/certificate-designs".to_owned()),
            ("form", format!("{page}/edit")),
            ("standard", "/certificate-designs/standard".to_owned()),
        ] {
            std::fs::write(format!("{folder}/{name}.html"), wanna.get(&path).await.text).unwrap();
        }
    }
    for sample in ["short", "long"] {
        let file = wanna.page_bytes(&format!("{page}/preview.pdf?sample={sample}")).await;
        assert!(file.starts_with(b"%PDF-"));
    }
    let form = wanna.get(&format!("{page}/edit")).await.is(200).says("เช่น รองผู้อำนวยการ");
    assert!(!form.text.contains("-design-signer"), "a sentence is missing");
    let update: Vec<_> =
        named.iter().copied().chain([("_method", "PUT"), ("version", "1")]).collect();
    let wrong = send_form(&wanna, page, &update, b"GIF89a").await.is(422);
    wrong.says("seal-error");
    let update: Vec<_> = update.into_iter().chain([("no_seal", "true")]).collect();
    send_form(&wanna, page, &update, b"").await.is(303);
    send_form(&wanna, page, &update, b"").await.is(422).says("หลังจากที่ท่านเปิดหน้านี้");
    assert!(!wanna.get(page).await.is(200).text.contains(&hash), "the seal is off");
    wanna.post(&format!("{page}/courses"), &[("course", "")]).await.is(422).says("course-error");
    wanna.post(&format!("{page}/courses"), &[("course", SLUG)]).await.is(303);
    wanna.get(page).await.is(200).says("หลักสูตรเล็ก");
    wanna.get("/certificate-designs/standard/edit").await.is(404);
}

#[test]
fn a_seal_is_checked_by_its_content_and_laid_on_white() {
    let no = |bytes: &[u8]| Picture::read(bytes).expect_err("no picture");
    for bytes in [&b""[..], b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7"] {
        assert_eq!(no(bytes), Unreadable::Kind);
    }
    let good = seal::png(200);
    assert_eq!(no(&good[..good.len() / 2]), Unreadable::Kind, "cut short");
    let mut flipped = good.clone();
    flipped[good.len() / 2] ^= 0x55;
    assert_eq!(no(&flipped), Unreadable::Kind, "a wrong byte");
    assert_eq!(no(&seal::png(63)), Unreadable::Sides);
    let oblong = seal::of(500, 100, png::ColorType::Grayscale, &[0; 50_000]);
    assert_eq!(no(&oblong), Unreadable::Sides);
    // What a file says of its size is believed before anything is made of it.
    let mut huge = seal::of(64, 64, png::ColorType::Grayscale, &[0; 4096]);
    huge[16..20].copy_from_slice(&100_000_u32.to_be_bytes());
    assert!(matches!(no(&huge), Unreadable::Kind | Unreadable::Sides));
    let mut heavy = good.clone();
    heavy.resize(512 * 1024 + 1, 0);
    assert_eq!(no(&heavy), Unreadable::Heavy);

    let (picture, kept) = Picture::read(&seal::png(1200)).expect("a picture");
    assert_eq!(picture.size(), (480, 480));
    let mut reader = png::Decoder::new(std::io::Cursor::new(&kept)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    assert_eq!(frame.color_type, png::ColorType::Rgb, "nothing of it is transparent");
    assert_eq!(pixels[..3], [255, 255, 255], "what was transparent is white");
    assert_eq!(Picture::read(&kept).expect("itself").1, kept, "keeping it again changes nothing");
    let (grey, kept) =
        Picture::read(&seal::of(64, 64, png::ColorType::Grayscale, &[7; 4096])).unwrap();
    assert_eq!(Picture::kept(&kept).as_ref(), Some(&grey));
}

#[test]
fn a_photograph_of_a_seal_is_taken_without_where_it_was_taken() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.png"), folder.path().join("a.pdf"));
    // poppler turns a page into a JPEG; where it is missing there is nothing to send.
    let (picture, _) = Picture::read(&seal::png(300)).unwrap();
    let mut paper = rian::print::Paper::new(rian::print::Size(100.0, 100.0));
    let picture = std::sync::Arc::new(picture);
    paper.picture((0.0, 0.0), rian::print::Size(100.0, 100.0), &picture);
    let date = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let about = rian::print::About { title: "t", author: "a", subject: "s", date, tongues: &[] };
    std::fs::write(&to, paper.into_pdf(&about).unwrap()).unwrap();
    let drawn = std::process::Command::new("pdftoppm")
        .args(["-jpeg", "-singlefile", "-r", "72"])
        .arg(&to)
        .arg(from.with_extension(""))
        .status();
    if drawn.is_err() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "pdftoppm is missing");
        return;
    }
    let photograph = std::fs::read(from.with_extension("jpg")).unwrap();
    let (picture, kept) = Picture::read(&photograph).expect("a photograph");
    let (width, height) = picture.size();
    assert!((280..=286).contains(&width) && (280..=286).contains(&height));
    assert!(kept.starts_with(b"\x89PNG"));
    let cut = &photograph[..photograph.len() / 3];
    assert_eq!(Picture::read(cut).expect_err("cut short"), Unreadable::Kind);
}
