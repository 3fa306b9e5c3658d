//! A small course with every kind of lesson and every kind of question, and a person who takes it.

use std::path::Path;

use rian::learning::import::files::{self, Files};
use serde_json::{Value, json};

use super::{Person, TestApp};

/// Slug of the small course.
pub const SLUG: &str = "small";

/// Its files: a text of two pages, a film of some seconds, a quiz to check oneself, and a final.
pub fn small() -> Files {
    let mut files = Files::new();
    let mut add = |name: &str, text: String| files.insert(name.to_owned(), text.into());
    add("course.toml", COURSE.to_owned());
    let long = "เนื้อหา ".repeat(80);
    let text = format!(
        "+++\ntitle = {{ th = \"อ่าน\" }}\nminutes = 10\n+++\n## หนึ่ง\n\n{long}\n\n## สอง\n\n{long}\n"
    );
    add("01-read.md", text);
    let film = "+++\ntitle = { th = \"ชม\" }\nminutes = 2\nvideo = \"media/film.mp4\"\n\
        captions = { th = \"media/film.th.vtt\" }\nwatch_percent = 90\n+++\nบทถอดความ\n";
    add("02-watch.md", film.to_owned());
    add("03-check.quiz.toml", CHECK.to_owned());
    add("04-final.quiz.toml", FINAL.to_owned());
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses/data-protection/media");
    files.insert(
        "media/film.mp4".into(),
        std::fs::read(shipped.join("four-questions.mp4")).unwrap().into(),
    );
    let captions = "WEBVTT\n\n00:00.000 --> 00:02.000\nสวัสดี\n".to_owned();
    files.insert("media/film.th.vtt".into(), captions.into());
    files
}

const COURSE: &str = r#"
slug = "small"
title = { th = "หลักสูตรเล็ก", en = "A small course" }
summary = { th = "ลองทุกอย่างในไม่กี่นาที" }
minutes = 30
sequence = "ordered"
[completion]
lessons = "all"
final = "04-final"
pass_percent = 80
[certificate]
offered = true
title = { th = "ใบประกาศนียบัตร", en = "Certificate" }
"#;

const CHECK: &str = r#"
title = { th = "ตรวจตนเอง" }
minutes = 2
show_answers = "after_attempt"
[[question]]
id = "sky"
kind = "true_false"
text = { th = "ฟ้ามีสีฟ้า" }
answer = true
"#;

const FINAL: &str = r#"
title = { th = "สอบ" }
minutes = 5
attempts = 2
show_answers = "never"
shuffle_choices = true
[[question]]
id = "one"
kind = "single"
text = { th = "ข้อใดถูก" }
choices = [{ id = "a", text = { th = "ผิด" } }, { id = "b", text = { th = "ถูก" } }]
answer = ["b"]
[[question]]
id = "many"
kind = "multiple"
text = { th = "ข้อใดบ้าง" }
choices = [{ id = "a", text = { th = "ใช่" } }, { id = "b", text = { th = "ไม่ใช่" } }, { id = "c", text = { th = "ใช่" } }]
answer = ["a", "c"]
[[question]]
id = "true"
kind = "true_false"
text = { th = "จริงหรือ" }
answer = false
[[question]]
id = "hours"
kind = "number"
text = { th = "กี่ชั่วโมง" }
answer = 72
[[question]]
id = "word"
kind = "short_text"
text = { th = "คำใด" }
answer = ["ความยินยอม"]
"#;

/// Every right answer of the final.
pub fn right_answers() -> Value {
    json!({"one": ["b"], "many": ["a", "c"], "true": ["false"], "hours": "๗๒", "word": " ความ ยินยอม"})
}

/// One event, as a browser reports it now.
pub fn event(app: &TestApp, seq: i64, lesson: &str, kind: &str, more: Value) -> Value {
    let mut event = json!({"seq": seq, "at": app.now(), "lesson": lesson, "kind": kind});
    for (name, value) in more.as_object().unwrap() {
        event[name] = value.clone();
    }
    event
}

/// Reads the text and watches the film of the small course, through the API.
pub async fn study(app: &TestApp, person: &Person, enrolment: &str) {
    let seconds = film_seconds();
    let events = json!({"client": "laptop", "events": [
        event(app, 1, "01-read", "opened", json!({})),
        event(app, 2, "01-read", "read", json!({"page": 1})),
        event(app, 3, "01-read", "read", json!({"page": 2})),
        event(app, 4, "02-watch", "watched", json!({"from": 0, "to": seconds})),
    ]});
    person.write(&format!("/enrolments/{enrolment}/events"), events).await.is(200);
}

/// Takes a quiz of the small course and gives the mark.
pub async fn sit(person: &Person, enrolment: &str, lesson: &str, answers: Value) -> Value {
    let attempt = person
        .write(&format!("/enrolments/{enrolment}/attempts"), json!({ "lesson": lesson }))
        .await
        .is(201)
        .json();
    let id = attempt["id"].as_str().unwrap();
    let body = json!({ "answers": answers });
    person.api(reqwest::Method::PUT, &format!("/attempts/{id}/answers"), Some(body)).await.is(200);
    person.write(&format!("/attempts/{id}/submission"), json!({})).await.is(200).json()
}

/// Enrols, learns and passes; gives the enrolment's id.
pub async fn complete(app: &TestApp, person: &Person) -> String {
    let enrolment = person.enrol(SLUG).await["id"].as_str().unwrap().to_owned();
    study(app, person, &enrolment).await;
    sit(person, &enrolment, "03-check", json!({"sky": ["true"]})).await;
    sit(person, &enrolment, "04-final", right_answers()).await;
    enrolment
}

/// Completes and asks for the certificate; gives the request's id.
pub async fn ask(app: &TestApp, person: &Person) -> String {
    let enrolment = complete(app, person).await;
    let path = format!("/enrolments/{enrolment}/certificate-requests");
    let request = person.write(&path, json!({})).await.is(201).json();
    request["id"].as_str().unwrap().to_owned()
}

/// Running time of the film, in whole seconds.
pub fn film_seconds() -> i64 {
    let parsed =
        rian::learning::import::parse(&small(), None).map_err(|p| p[0].to_string()).unwrap();
    parsed.content.lesson("02-watch").unwrap().seconds().unwrap()
}

/// The files of a shipped course.
pub fn shipped(name: &str) -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses").join(name);
    files::read(&folder).map_err(|problems| problems[0].to_string()).unwrap()
}
