//! Files in which something was drawn over what is printed: by an update behind the file, as editors
//! of forms make it, and in the content of the page, as editors of pages do.

use lopdf::{Dictionary, Document, IncrementalDocument, Object, Stream};
use rian::learning::certificate::{
    design::look::Language,
    edition,
    inspection::{Area, Compared, Field, compare, inspect},
    pdf::{Sheet, draw},
};
use serde_json::json;

use crate::{
    sealed_files::issued_by,
    support::sample::{sheet, written_in},
};

/// A page's resources with a font called `Over`.
fn with_font(file: &Document, page: (u32, u16)) -> Dictionary {
    let own = file.get_dictionary(page).unwrap().get(b"Resources").unwrap();
    let own = own.as_reference().map_or(own, |id| file.get_object(id).unwrap());
    let mut resources = own.as_dict().unwrap().clone();
    let fonts = resources.get(b"Font").unwrap();
    let fonts = fonts.as_reference().map_or(fonts, |id| file.get_object(id).unwrap());
    let mut fonts = fonts.as_dict().unwrap().clone();
    let font = [("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica")];
    fonts.set("Over", Dictionary::from_iter(font.map(|(key, name)| (key, Object::from(name)))));
    resources.set("Font", fonts);
    resources
}

/// Adds `drawing` to the last page by an update behind the file; every byte of it stays.
fn updated(bytes: &[u8], drawing: &str) -> Vec<u8> {
    let file = Document::load_mem(bytes).unwrap();
    let page = file.page_iter().last().unwrap();
    let resources = with_font(&file, page);
    let content = file.get_dictionary(page).unwrap().get(b"Contents").unwrap().clone();
    let mut update = IncrementalDocument::create_from(bytes.to_vec(), file);
    update.opt_clone_object_to_new_document(page).unwrap();
    let more = Stream::new(Dictionary::new(), drawing.as_bytes().to_vec());
    let more = update.new_document.add_object(more);
    let mut all = match content {
        Object::Array(all) => all,
        one => vec![one],
    };
    all.push(Object::Reference(more));
    let page = update.new_document.get_dictionary_mut(page).unwrap();
    page.set("Contents", all);
    page.set("Resources", resources);
    let mut out = Vec::new();
    update.save_to(&mut out).unwrap();
    assert!(out.starts_with(bytes));
    out
}

/// Writes the last page anew with `before` and `after` around what it draws.
fn rewritten(bytes: &[u8], before: &str, after: &str) -> Vec<u8> {
    let mut file = Document::load_mem(bytes).unwrap();
    let page = file.page_iter().last().unwrap();
    let resources = with_font(&file, page);
    let own = file.get_page_content(page);
    let content = [before.as_bytes(), b"\n", &own, b"\n", after.as_bytes()].concat();
    file.change_page_content(page, content).unwrap();
    file.get_dictionary_mut(page).unwrap().set("Resources", resources);
    let mut out = Vec::new();
    file.save_to(&mut out).unwrap();
    out
}

/// Where a line of the file stands.
fn place(bytes: &[u8], line: &str) -> Area {
    let reading = inspect(bytes).unwrap();
    let line = reading.lines.iter().rev().find(|it| it.text == line).expect("the line");
    line.area.expect("its place")
}

fn text_at(area: Area) -> String {
    format!(
        "BT /Over 22 Tf 0 0 0 rg 1 0 0 1 {} {} Tm (Mr. Somebody Else) Tj ET",
        area.left,
        area.bottom + 2.0
    )
}

fn box_at(area: Area) -> String {
    let (width, height) = (area.right - area.left, area.height());
    format!("q 1 1 1 rg {} {} {width} {height} re f Q", area.left, area.bottom)
}

fn states(found: &Compared) -> Vec<(Field, &'static str)> {
    let wrong = found.findings.iter().filter(|finding| finding.state() != "same");
    wrong.map(|finding| (finding.field, finding.state())).collect()
}

#[test]
fn words_and_paint_over_a_field_are_told_at_that_very_field() {
    let both = written_in(Language::Both);
    for own in [sheet(), Sheet { dress: &both, ..sheet() }] {
        let bytes = draw(&own).unwrap();
        let name = place(&bytes, own.full_name);
        let (words, paint) = (text_at(name), box_at(name));
        let half = Area { right: (name.left + name.right) / 2.0, ..name };
        let both = format!("{paint}\n{}", text_at(half));
        for file in [
            updated(&bytes, &words),
            updated(&bytes, &both),
            rewritten(&bytes, "", &words),
            rewritten(&bytes, "", &both),
            // Under it is on it as well: ink hides no ink.
            rewritten(&bytes, &words, ""),
            // Moved and scaled, and as a drawing of its own would be.
            rewritten(
                &bytes,
                "",
                &format!(
                    "q 0.5 0 0 0.5 0 0 cm {} Q",
                    text_at(Area { left: name.left * 2.0, bottom: name.bottom * 2.0, ..name })
                ),
            ),
        ] {
            let found = compare(&own, &inspect(&file).unwrap());
            assert_eq!(states(&found), [(Field::FullName, "covered")], "{found:#?}");
            assert!(found.is_altered() && !found.is_another());
            assert_eq!(found.findings[0].over_it(), Some("Mr. Somebody Else"));
            assert_eq!(found.added, ["Mr. Somebody Else"]);
        }
        // Paint alone hides it, whatever it is.
        let [x, y] = [name.left, name.bottom];
        let picture = format!("q 90 0 0 30 {x} {y} cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q");
        let line = format!("q 4 w {x} {} m {} {} l S Q", y + 8.0, name.right, y + 8.0);
        for file in
            [updated(&bytes, &paint), rewritten(&bytes, "", &picture), updated(&bytes, &line)]
        {
            let found = compare(&own, &inspect(&file).unwrap());
            assert_eq!(states(&found), [(Field::FullName, "covered")], "{found:#?}");
            assert_eq!(found.findings[0].over_it(), None);
        }
        // What lies under it does not.
        let found = compare(&own, &inspect(&rewritten(&bytes, &paint, "")).unwrap());
        assert!(found.is_same(), "{found:#?}");
        // What stands beside it is told as added, and no field is blamed.
        let free = Area { left: 40.0, bottom: 560.0, right: 60.0, top: 580.0 };
        let found = compare(&own, &inspect(&updated(&bytes, &text_at(free))).unwrap());
        assert_eq!((states(&found).len(), found.added.len()), (0, 1), "{found:#?}");
    }
}

#[test]
fn what_cannot_be_followed_may_lie_on_anything() {
    let own = sheet();
    let bytes = draw(&own).unwrap();
    let unread = |file: &[u8]| {
        let found = compare(&own, &inspect(file).unwrap());
        assert!(found.has_unread && !found.is_same() && !found.is_altered(), "{found:#?}");
    };
    // Packed in a way not read here.
    let mut file = Document::load_mem(&bytes).unwrap();
    let page = file.page_iter().next().unwrap();
    let content = file.get_dictionary(page).unwrap().get(b"Contents").unwrap().clone();
    let filter = Dictionary::from_iter([("Filter", Object::from("JBIG2Decode"))]);
    let more = file.add_object(Stream::new(filter, b"GhVa~>".to_vec()));
    let with = |mut file: Document, parts: Vec<Object>| {
        let own = match content.clone() {
            Object::Array(own) => own,
            one => vec![one],
        };
        let all: Vec<Object> = own.into_iter().chain(parts).collect();
        file.get_dictionary_mut(page).unwrap().set("Contents", all);
        let mut out = Vec::new();
        file.save_to(&mut out).unwrap();
        out
    };
    unread(&with(file.clone(), vec![Object::Reference(more)]));
    // Behind more parts than are looked at.
    let empty = file.add_object(Stream::new(Dictionary::new(), b" ".to_vec()));
    unread(&with(file, vec![Object::Reference(empty); 100]));
    // White words may stand on something dark.
    let words = "0 g 30 560 200 30 re f 1 g BT /Over 20 Tf 1 0 0 1 40 565 Tm (FORGED) Tj ET";
    unread(&updated(&bytes, words));
    // Something lies on every field where more is painted than anybody looks at.
    let many = "0 0 1 1 re f ".repeat(3000);
    let found = compare(&own, &inspect(&updated(&bytes, &many)).unwrap());
    assert!(found.findings.iter().all(|it| it.state() == "covered"), "{found:#?}");
    let own = Sheet { dress: &written_in(Language::Both), ..own };
    assert!(inspect(&draw(&own).unwrap()).unwrap().paints.len() < 1000);
}

#[test]
fn words_that_nobody_can_see_do_not_count_as_printed() {
    let own = sheet();
    let bytes = draw(&own).unwrap();
    for hidden in ["3 Tr", "0 0 0 0 0 0 cm", "1 0 0 1 5000 0 cm", "0.01 0 0 0.01 0 0 cm"] {
        let found = compare(&own, &inspect(&rewritten(&bytes, hidden, "")).unwrap());
        assert!(!found.is_same(), "{hidden}");
        assert!(found.findings.iter().all(|it| it.state() != "same"), "{hidden}: {found:#?}");
    }
}

#[test]
fn another_code_over_the_code_is_told() {
    let own = sheet();
    let bytes = draw(&own).unwrap();
    let code = inspect(&bytes).unwrap().paints.last().unwrap().area;
    let over =
        Area { left: code.left - 5.0, bottom: code.bottom, right: code.right, top: code.top };
    let found = compare(&own, &inspect(&updated(&bytes, &box_at(over))).unwrap());
    assert_eq!(states(&found), [(Field::VerifyUrl, "covered")], "{found:#?}");
}

#[tokio::test]
async fn the_page_names_the_field_that_was_drawn_over_in_a_signed_file() {
    let (_authority, app, certificate) = issued_by("office").await;
    let bytes = edition::file(&app.app, &certificate).await.unwrap();
    let name = place(&bytes, &certificate.full_name);
    let stranger = app.stranger();
    for file in [updated(&bytes, &text_at(name)), rewritten(&bytes, "", &text_at(name))] {
        let page = stranger.upload("/verifications", "file", "a.pdf", &file).await.is(200);
        page.says("แฟ้มนี้ถูกแก้ไข: ชื่อ").says("มีข้อความอื่นทับรายการนี้").says("Mr. Somebody Else");
        let sent = stranger.send("/certificate-comparisons", "application/pdf", file).await;
        let told = sent.is(200).json();
        assert_eq!(told["verdict"], "altered");
        let fields = told["fields"].as_array().unwrap();
        let name = fields.iter().find(|it| it["field"] == "full_name").unwrap();
        let both = (&name["state"], &name["over_it"]);
        assert_eq!(both, (&json!("covered"), &json!("Mr. Somebody Else")));
    }
    // Something was added that cannot be told: nothing is called right.
    let more = updated(&bytes, "% nothing that is seen");
    let page = stranger.upload("/verifications", "file", "a.pdf", &more).await.is(200);
    let page = page.says("แฟ้มนี้ไม่ใช่แฟ้มที่ออกให้ ถูกแก้ไขหรือบันทึกใหม่หลังลงลายมือชื่อ").says("ข้อความตรงกัน");
    assert!(!page.text.contains("state--valid"));
    app.run_jobs().await;
}
