//! Files made to bring the verifying page down, or to show one thing and be read as another.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use rian::{
    clock::{Clock, SystemClock, SystemRandom},
    learning::certificate::{
        design::dress::Dress,
        inspection::{Refusal, compare, inspect},
        pdf::{Sheet, draw},
        signature::demonstration,
    },
};
use serde_json::{Value, json};

use crate::{
    sealed_files::judges,
    support::{TestApp, sample::sheet},
    verifying::{issued, plain, record},
};

/// A file of one page: its objects from the fourth on, and what draws it.
fn page(resources: &str, objects: &[&str], content: &[u8]) -> Vec<u8> {
    let mut file = format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Kids[3 0 R]>>endobj\n\
         3 0 obj<</Type/Page/Contents 4 0 R/Resources<<{resources}>>>>endobj\n\
         4 0 obj<</Length {}>>stream\n",
        content.len()
    )
    .into_bytes();
    file.extend_from_slice(content);
    file.extend_from_slice(b"\nendstream endobj\n");
    for (number, object) in objects.iter().enumerate() {
        file.extend_from_slice(format!("{} 0 obj{object}endobj\n", number + 5).as_bytes());
    }
    file.extend_from_slice(b"trailer<</Root 1 0 R>>\n%%EOF");
    file
}

fn stream(text: &str) -> String {
    format!("<</Length {}>>stream\n{text}\nendstream ", text.len())
}

/// Letters of a file that are kept.
fn kept(file: &[u8]) -> usize {
    let reading = match inspect(file) {
        Ok(reading) => reading,
        Err(refusal) => {
            assert_eq!(refusal, Refusal::TooHeavy);
            return 0;
        }
    };
    reading.lines.iter().map(|line| line.text.chars().count()).sum()
}

#[test]
fn no_file_says_more_than_its_share_of_letters() {
    let font = "/Font<</F 5 0 R>>";
    let map = |letters: usize| {
        let text = "0041".repeat(letters);
        let map = format!("1 beginbfchar <01> <{text}> endbfchar");
        (stream(&map), "<</Type/Font/ToUnicode 6 0 R>>")
    };
    // A code that stands for a thousand letters, and one that stands for as many as a code may.
    for (letters, codes) in [(1_000, 20_000), (16, 20_000)] {
        let (map, font_object) = map(letters);
        let content = format!("BT /F 9 Tf <{}> Tj ET", "01".repeat(codes));
        let file = page(font, &[font_object, &map], content.as_bytes());
        assert!(kept(&file) <= 100_000, "{letters} letters a code");
    }
    // What a line is said to be, said again for line after line.
    let said = format!("<</ActualText({})>>", "x".repeat(100_000));
    let content = "/Span /X BDC EMC ".repeat(200);
    let file = page("/Properties<</X 5 0 R>>", &[&said], content.as_bytes());
    assert!(kept(&file) <= 100_000);
    assert_eq!(inspect(&file).unwrap_err(), Refusal::TooHeavy);
    // A certificate is far from it.
    assert!(kept(&draw(&sheet()).unwrap()) < 1_000);
}

#[test]
fn what_lies_where_costs_no_more_than_its_share() {
    // One list of widths, for code after code.
    let codes = format!("[{}]", "1 8 0 R ".repeat(20_000));
    let widths = format!("[{}]", "500 ".repeat(20_000));
    let font = "<</Type/Font/Subtype/Type0/DescendantFonts[6 0 R]>>";
    let objects = [font, "<</W 7 0 R>>", &codes, &widths];
    let file = page("/Font<</F 5 0 R>>", &objects, b"BT /F 9 Tf (x) Tj ET");
    assert_eq!(inspect(&file).unwrap_err(), Refusal::TooHeavy);
    // As many lines and paints as a page takes, all of them over each other.
    let lines: String =
        (0..3000).map(|n| format!("1 0 0 1 9 {} Tm (line {n}) Tj ", n % 2 * 2)).collect();
    let content = format!("BT /FX 900 Tf {lines} ET {}", "0 0 900 900 re f ".repeat(3000));
    let begun = Instant::now();
    let found =
        compare(&sheet(), &inspect(&drawn_on(Dictionary::new(), content.as_bytes())).unwrap());
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    assert!(found.has_unread && found.is_altered());
}

/// Our own file with something done to its only page.
fn edited(edit: impl FnOnce(&mut Document, lopdf::ObjectId)) -> Vec<u8> {
    let mut file = Document::load_mem(&plain(&draw(&sheet()).unwrap())).unwrap();
    let page = *file.get_pages().values().next().unwrap();
    edit(&mut file, page);
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    bytes
}

fn of_page(file: &mut Document, page: lopdf::ObjectId) -> &mut Dictionary {
    file.get_dictionary_mut(page).unwrap()
}

/// Puts another stream after those that draw the page.
fn drawn_on(dict: Dictionary, content: &[u8]) -> Vec<u8> {
    edited(|file, page| {
        let more = file.add_object(Stream::new(dict, content.to_vec()).with_compression(false));
        let own = of_page(file, page).get(b"Contents").unwrap().clone();
        let mut parts = match own {
            Object::Array(parts) => parts,
            one => vec![one],
        };
        parts.push(more.into());
        of_page(file, page).set("Contents", parts);
        add_resource(
            file,
            page,
            "Font",
            "FX",
            dictionary! {
                "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
            }
            .into(),
        );
    })
}

fn add_resource(file: &mut Document, page: lopdf::ObjectId, kind: &str, name: &str, it: Object) {
    let it = file.add_object(it);
    let mut at = match of_page(file, page).get(b"Resources").unwrap().clone() {
        Object::Reference(id) => file.get_dictionary(id).unwrap().clone(),
        own => own.as_dict().unwrap().clone(),
    };
    let mut all = match at.get(kind.as_bytes()) {
        Ok(Object::Reference(id)) => file.get_dictionary(*id).unwrap().clone(),
        Ok(own) => own.as_dict().unwrap().clone(),
        Err(_) => Dictionary::new(),
    };
    all.set(name, it);
    at.set(kind, all);
    of_page(file, page).set("Resources", at);
}

const FORGED: &[u8] = b"BT /FX 30 Tf 1 0 0 1 100 300 Tm (FORGED) Tj ET";

const FORGED_OTHERWISE: &[u8] = b"BT /Unknown 30 Tf 1 0 0 1 100 300 Tm (FORGED) Tj ET";

#[test]
fn what_is_drawn_is_read_however_it_is_packed_and_whatever_stood_before() {
    let packed =
        |filter: &str, content: &[u8]| drawn_on(dictionary! { "Filter" => filter }, content);
    let runs = [&[(FORGED.len() - 1) as u8], FORGED, &[128]].concat();
    let hidden = [b"q 3 Tr Q ".as_slice(), FORGED].concat();
    for file in [
        drawn_on(Dictionary::new(), FORGED),
        packed("ASCIIHexDecode", format!("{}>", hex::encode(FORGED)).as_bytes()),
        packed("ASCII85Decode", &ascii85(FORGED)),
        packed("RunLengthDecode", &runs),
        packed("LZWDecode", &lzw(FORGED)),
        drawn_on(Dictionary::new(), &hidden),
    ] {
        let found = compare(&sheet(), &inspect(&file).unwrap());
        assert!(found.is_altered(), "{found:#?}");
        assert!(found.added.iter().any(|line| line.contains("FORGED")), "{:?}", found.added);
    }
    // What a drawing in the drawing sets ends with it.
    let form = edited(|file, page| {
        let form = Stream::new(dictionary! { "Subtype" => "Form" }, b"3 Tr".to_vec());
        add_resource(file, page, "XObject", "Hides", form.into());
        add_resource(file, page, "Font", "FX", dictionary! { "Subtype" => "Type1" }.into());
        let more = [b"/Hides Do ".as_slice(), FORGED].concat();
        let more = file.add_object(Stream::new(Dictionary::new(), more));
        let own = of_page(file, page).get(b"Contents").unwrap().clone();
        let mut parts = own.as_array().cloned().unwrap_or_else(|_| vec![own]);
        parts.push(more.into());
        of_page(file, page).set("Contents", parts);
    });
    let found = compare(&sheet(), &inspect(&form).unwrap());
    assert!(found.is_altered(), "{found:#?}");
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    for chunk in bytes.chunks(4) {
        let mut four = [0; 4];
        four[..chunk.len()].copy_from_slice(chunk);
        let value = u32::from_be_bytes(four);
        let digits = (0..5).rev().map(|power| (value / 85u32.pow(power) % 85) as u8 + b'!');
        text.extend(digits.take(chunk.len() + 1));
    }
    text.extend(b"~>");
    text
}

/// Packs as `libtiff` does: codes grow early, and the table is begun anew before it is full.
fn lzw(bytes: &[u8]) -> Vec<u8> {
    let mut bits: Vec<bool> = Vec::new();
    let mut put = |code: usize, width: usize| {
        bits.extend((0..width).rev().map(|bit| code >> bit & 1 == 1));
    };
    let (mut table, mut next, mut width) = (HashMap::<Vec<u8>, usize>::new(), 258, 9);
    let code = |table: &HashMap<Vec<u8>, usize>, text: &[u8]| match text {
        [one] => usize::from(*one),
        text => table[text],
    };
    put(256, 9);
    let mut text = Vec::new();
    for byte in bytes {
        text.push(*byte);
        if text.len() == 1 || table.contains_key(&text) {
            continue;
        }
        put(code(&table, &text[..text.len() - 1]), width);
        table.insert(text, next);
        next += 1;
        width = if next >= 1 << width { width + 1 } else { width };
        if next == 4094 {
            put(256, width);
            (table, next, width) = (HashMap::new(), 258, 9);
        }
        text = vec![*byte];
    }
    put(code(&table, &text), width);
    next += 1;
    width = if next >= 1 << width { width + 1 } else { width };
    put(257, width);
    bits.resize(bits.len().next_multiple_of(8), false);
    bits.chunks(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | u8::from(*bit))).collect()
}

#[test]
fn lzw_is_read_through_every_width_of_its_codes() {
    // The example of ISO 32000-1, 7.4.4.2.
    assert_eq!(lzw(b"-----A---B"), [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]);
    let wanted: Vec<String> = (0..1500).map(|n| format!("line {n} {}", n * n % 977)).collect();
    let lines = wanted.iter().enumerate();
    let lines = lines.map(|(n, line)| format!("1 0 0 1 9 {} Tm ({line}) Tj ", 9 * n));
    let packed = lzw(format!("BT /F 9 Tf {} ET", lines.collect::<String>()).as_bytes());
    let head = format!(
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Kids[3 0 R]>>endobj\n\
         3 0 obj<</Type/Page/Contents 4 0 R/Resources<</Font<</F<</Subtype/Type1>>>>>>>>endobj\n\
         4 0 obj<</Filter/LZWDecode/Length {}>>stream\n",
        packed.len()
    );
    let tail = b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF".as_slice();
    let reading = inspect(&[head.as_bytes(), &packed, tail].concat()).unwrap();
    let words: Vec<String> = reading.lines.iter().map(|line| line.text.clone()).collect();
    assert_eq!(words, wanted);
}

#[test]
fn what_cannot_be_read_is_never_passed_over() {
    let note = |subtype: &str, appearance: Option<Object>| {
        edited(|file, page| {
            let mut note = dictionary! {
                "Type" => "Annot", "Subtype" => subtype,
                "Rect" => vec![100.into(), 100.into(), 300.into(), 200.into()],
                "Contents" => Object::string_literal("FORGED"),
            };
            if let Some(appearance) = appearance {
                note.set("AP", dictionary! { "N" => appearance });
            }
            let note = file.add_object(note);
            of_page(file, page).set("Annots", vec![Object::from(note)]);
        })
    };
    let picture = edited(|file, page| {
        let picture = dictionary! { "Subtype" => "Image", "Width" => 1, "Height" => 1 };
        add_resource(file, page, "XObject", "Pic", Stream::new(picture, vec![0]).into());
        let more = file.add_object(Stream::new(Dictionary::new(), b"/Pic Do".to_vec()));
        let own = of_page(file, page).get(b"Contents").unwrap().clone();
        let mut parts = own.as_array().cloned().unwrap_or_else(|_| vec![own]);
        parts.push(more.into());
        of_page(file, page).set("Contents", parts);
    });
    let layers = edited(|file, _| {
        file.catalog_mut()
            .unwrap()
            .set("OCProperties", dictionary! { "OCGs" => Object::Array(vec![]) });
    });
    // Its words in the order of the record, some of them moved.
    let moved = |by: &[u8]| {
        edited(|file, page| {
            let content = file.get_page_content(page);
            let shows = memchr::memmem::find_iter(&content, b" TJ").nth(4).unwrap();
            let at = content[..shows].iter().rposition(|byte| *byte == b'[').unwrap();
            let middle = content[at..shows].iter().rposition(|byte| *byte == b'<').unwrap() + at;
            let parts = [&content[..middle], b"] TJ ", by, b"[", &content[middle..]];
            file.change_page_content(page, parts.concat()).unwrap();
        })
    };
    for (what, file) in [
        ("an unknown filter", drawn_on(dictionary! { "Filter" => "JBIG2Decode" }, FORGED)),
        (
            "a predictor of pictures",
            drawn_on(
                dictionary! { "Filter" => "LZWDecode", "DecodeParms" => dictionary! { "Predictor" => 2 } },
                &lzw(FORGED),
            ),
        ),
        ("a note without a drawing", note("FreeText", None)),
        (
            "a note of several states",
            note("Widget", Some(dictionary! { "On" => Object::Null }.into())),
        ),
        ("a picture", picture),
        ("layers", layers),
        ("words in a font that says nothing", drawn_on(Dictionary::new(), FORGED_OTHERWISE)),
        ("letters put elsewhere", moved(b"-200 0 Td ")),
        ("letters far from their line", moved(b"0 -90 Td ")),
    ] {
        let found = compare(&sheet(), &inspect(&file).unwrap());
        assert!(!found.is_same(), "{what}: {found:#?}");
        assert!(!found.is_altered(), "{what}: {found:#?}");
    }
    // A link shows nothing.
    assert!(compare(&sheet(), &inspect(&note("Link", None)).unwrap()).is_same());
}

#[test]
fn what_others_save_and_print_anew_is_still_read() {
    let folder = tempfile::tempdir().unwrap();
    for sheet in [
        sheet(),
        Sheet {
            full_name: "น้ำ ที่ กตัญญู ปู่ ป้ำ ฟ้า", valid_until: None, ..sheet()
        },
    ] {
        std::fs::write(folder.path().join("it.pdf"), draw(&sheet).unwrap()).unwrap();
        for (program, arguments) in [
            ("qpdf", ["--object-streams=generate", "it.pdf", "out.pdf"].as_slice()),
            ("qpdf", &["--qdf", "it.pdf", "out.pdf"]),
            ("pdftocairo", &["-pdf", "it.pdf", "out.pdf"]),
        ] {
            let Some((well, said)) = judges::run(program, arguments, folder.path()) else {
                continue;
            };
            assert!(well, "{said}");
            let file = std::fs::read(folder.path().join("out.pdf")).unwrap();
            let found = compare(&sheet, &inspect(&file).unwrap());
            assert!(found.is_same(), "{program}: {found:#?}");
        }
    }
}

#[test]
fn what_a_table_hides_from_old_viewers_is_read_as_new_ones_do() {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    let content = "BT /F 9 Tf (SEEN) Tj ET";
    for object in [
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n".to_owned(),
        "2 0 obj<</Kids[3 0 R]>>endobj\n".to_owned(),
        "3 0 obj<</Type/Page/Contents 4 0 R/Resources<</Font<</F<</Subtype/Type1>>>>>>>>endobj\n"
            .to_owned(),
        format!("4 0 obj<</Length {}>>stream\n{content}\nendstream endobj\n", content.len()),
    ] {
        places.push(file.len());
        file.extend(object.as_bytes());
    }
    let table_stream = file.len();
    let row = [1, (places[3] >> 8) as u8, places[3] as u8, 0];
    file.extend(b"5 0 obj<</Type/XRef/W[1 2 1]/Index[4 1]/Size 6/Length 4>>stream\n");
    file.extend(row);
    file.extend(b"\nendstream endobj\n");
    let table = file.len();
    file.extend(b"xref\n0 5\n0000000004 65535 f \n");
    for place in &places[..3] {
        file.extend(format!("{place:010} 00000 n \n").as_bytes());
    }
    file.extend(b"0000000000 00001 f \n");
    let end =
        format!("trailer<</Root 1 0 R/Size 6/XRefStm {table_stream}>>\nstartxref\n{table}\n%%EOF");
    file.extend(end.as_bytes());
    let reading = inspect(&file).unwrap();
    let words: Vec<&str> = reading.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(words, ["SEEN"]);
}

#[tokio::test]
async fn a_file_in_the_place_of_a_signed_one_confirms_nothing() {
    let app = TestApp::with(|config| {
        let early = SystemClock.now() - chrono::Duration::days(1000);
        demonstration::ensure(config, &SystemRandom, early).unwrap();
    })
    .await
    .with_course()
    .await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = issued(&app, &somchai, &malee).await;
    let bytes = somchai.bytes(&format!("/certificates/{number}/pdf")).await;
    let stranger = app.stranger();
    let path = "/certificate-comparisons";
    let told = async |bytes: &[u8]| {
        stranger.send(path, "application/pdf", bytes.to_vec()).await.is(200).json()
    };
    assert_eq!(told(&bytes).await["verdict"], "issued");
    let row = record(&app, &number).await;
    let stripped = draw(&row.sheet(&app.app, Dress::standard())).unwrap();
    let added_to = [bytes.as_slice(), b"\n"].concat();
    for (what, file) in
        [("stripped", &stripped), ("added to", &added_to), ("saved anew", &plain(&bytes))]
    {
        let found = told(file).await;
        assert_eq!(found["verdict"], "tampered", "{what}");
        let fields = found["fields"].as_array().unwrap();
        assert!(!fields.is_empty());
        assert!(fields.iter().all(|field| field["state"] == "reads_same"), "{what}: {fields:?}");
        let page = stranger.upload("/verifications", "file", "a.pdf", file).await.is(200);
        let page = page
            .says("แฟ้มนี้ไม่ใช่แฟ้มที่ออกให้ ถูกแก้ไขหรือบันทึกใหม่หลังลงลายมือชื่อ")
            .says("อาจเพียงบันทึกหรือพิมพ์เป็น PDF ใหม่");
        assert!(!page.text.contains("state--valid") && !page.text.contains("verdict--valid"));
    }
    // What visibly differs is named, and nothing else is confirmed.
    let other = Sheet {
        full_name: "นายสมหมาย ใจดี", ..row.sheet(&app.app, Dress::standard())
    };
    let found = told(&draw(&other).unwrap()).await;
    assert_eq!(found["verdict"], "altered");
    let fields = found["fields"].as_array().unwrap();
    let of = |name: &str| fields.iter().find(|it| it["field"] == name).unwrap()["state"].clone();
    assert_eq!((of("full_name"), of("number")), (json!("differs"), json!("reads_same")));
    app.run_jobs().await;
}

#[tokio::test]
async fn a_file_saved_anew_is_not_said_to_be_as_on_record_without_a_signature_either() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = issued(&app, &somchai, &malee).await;
    let bytes = somchai.bytes(&format!("/certificates/{number}/pdf")).await;
    let stranger = app.stranger();
    let file = plain(&bytes);
    let page = stranger.upload("/verifications", "file", "a.pdf", &file).await.is(200);
    let page = page.says("แฟ้มนี้ไม่ใช่แฟ้มที่ออกให้").says("สิ่งที่มองเห็นอาจต่างออกไป");
    assert!(!page.text.contains("state--valid"));
}

#[tokio::test]
async fn every_number_that_a_file_tries_is_a_guess_and_little_of_it_is_said_again() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = issued(&app, &somchai, &malee).await;
    let stranger = app.stranger();
    let lines = |lines: &[String]| {
        let each = lines
            .iter()
            .enumerate()
            .map(|(n, line)| format!("1 0 0 1 9 {} Tm ({line}) Tj ", 9 * n));
        let content = format!("BT /F 9 Tf {} ET", each.collect::<String>());
        page("/Font<</F<</Subtype/Type1>>>>", &[], content.as_bytes())
    };
    let send = async |file: Vec<u8>| {
        stranger.send("/certificate-comparisons", "application/pdf", file).await.is(200).json()
    };
    let mut long: Vec<String> = (0..80).map(|n| format!("{n} {}", "x".repeat(700))).collect();
    long.push(number.clone());
    let found = send(lines(&long)).await;
    let told = found["added"].as_array().unwrap().iter().chain(found["fields"].as_array().unwrap());
    let longest = |value: &Value| match value {
        Value::String(text) => text.chars().count(),
        Value::Object(field) => {
            field.values().filter_map(Value::as_str).map(|it| it.chars().count()).max().unwrap()
        }
        _ => 0,
    };
    assert!(told.map(longest).max().unwrap() <= 301, "{found:#}");
    assert!(found["added"].as_array().unwrap().len() <= 50);

    let path = format!("/verify/{number}");
    stranger.get(&path).await.is(200).says("นายสมชาย somchai");
    let guesses: Vec<String> = (0..6).map(|n| format!("RIAN-2569-0000-0000-0000-000{n}")).collect();
    assert_eq!(send(lines(&guesses)).await["verdict"], "unknown");
    assert!(!stranger.get(&path).await.is(200).text.contains("somchai"));
}
