//! The catalogue, its search, and the import of course folders.

use std::path::Path;

use rian::learning::import::{self, Imported, PlainTitle, files};
use serde_json::json;

use crate::support::{TestApp, course};

#[tokio::test]
async fn search_finds_thai_words_however_they_are_typed() {
    let app = TestApp::demo().await;
    let stranger = app.stranger();
    let finds = |query: &'static str| {
        let stranger = &stranger;
        async move {
            let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
            let found = stranger.read(&format!("/courses?q={query}")).await.is(200).json();
            let items = found["items"].as_array().unwrap().clone();
            items.iter().map(|it| it["slug"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        }
    };
    assert_eq!(finds("").await.len(), 3);
    assert_eq!(finds("ธรรมาภิบาล").await, ["data-governance"]);
    // Words without a space between them, a part of a word, English, and a look-alike spelling.
    assert_eq!(finds("ปลอดภัยออนไลน์").await, ["online-safety"]);
    assert_eq!(finds("ธรรมาภิ").await, ["data-governance"]);
    assert_eq!(finds("DATA protection").await, ["data-protection"]);
    assert_eq!(finds("ทํางานออนไลน์").await, ["online-safety"]);
    assert_eq!(finds("ช้างบิน").await, Vec::<String>::new());
    assert_eq!(finds("100%").await, Vec::<String>::new());
    stranger.get("/courses?q=ช้างบิน").await.is(200).says("ช้างบิน");
}

#[tokio::test]
async fn the_shipped_courses_are_whole() {
    for name in ["data-governance", "data-protection", "online-safety"] {
        let parsed = import::parse(&course::shipped(name), None)
            .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>())
            .unwrap();
        assert_eq!(parsed.warnings, []);
        let content = &parsed.content;
        let minutes: i64 = content.lessons.iter().map(|lesson| lesson.minutes).sum();
        assert_eq!(minutes, content.minutes, "{name}");
        for kind in ["reading", "video", "quiz"] {
            assert!(content.lessons.iter().any(|lesson| lesson.kind() == kind), "{name}: {kind}");
        }
        assert!(content.certificate.offered && content.completion.final_quiz.is_some());
    }
}

#[tokio::test]
async fn the_same_bytes_change_nothing_and_a_new_version_leaves_learners_where_they_are() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let before = somchai.enrol("small").await;
    let again = import::parse(&course::small(), None).map_err(|p| p[0].to_string()).unwrap();
    assert!(matches!(import::publish(&app.app, &again).await.unwrap(), Imported::Unchanged));

    let mut files = course::small();
    files.remove("03-check.quiz.toml");
    app.publish(&files).await;
    let id = before["id"].as_str().unwrap();
    let mine = somchai.read(&format!("/enrolments/{id}")).await.json();
    assert_eq!(mine["lessons"], before["lessons"]);
    let shown = app.stranger().read("/courses/small").await.json();
    assert_eq!(shown["lessons"].as_array().unwrap().len(), 3);
}

#[test]
fn a_broken_folder_is_told_by_file_and_line() {
    let told = |change: &dyn Fn(&mut files::Files)| {
        let mut files = course::small();
        change(&mut files);
        let problems = import::parse(&files, None).err().unwrap();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let replace = |files: &mut files::Files, name: &str, old: &str, new: &str| {
        let text = String::from_utf8(files[name].to_vec()).unwrap();
        assert!(text.contains(old));
        files.insert(name.into(), text.replacen(old, new, 1).into());
    };
    let out = told(&|files| replace(files, "course.toml", "minutes = 30", "minutes = 5"));
    assert_eq!(out, "course.toml:5: minutes must be between 30 and 180");
    let out =
        told(&|files| replace(files, "course.toml", "final = \"04-final\"", "final = \"09\""));
    assert_eq!(out, "course.toml:9: final = \"09\" is none of the lessons");
    let out =
        told(&|files| replace(files, "04-final.quiz.toml", "answer = [\"b\"]", "answer = [\"z\"]"));
    assert!(out.starts_with("04-final.quiz.toml:7: question \"one\""), "{out}");
    let out = told(&|files| replace(files, "01-read.md", "minutes = 10", "minuets = 10"));
    assert!(out.starts_with("01-read.md:3: unknown field `minuets`"), "{out}");
    let out =
        told(&|files| replace(files, "01-read.md", "## สอง", "![x](media/none.svg)\n\n## สอง"));
    assert!(out.starts_with("01-read.md:9: the picture media/none.svg"), "{out}");
    let out = told(&|files| drop(files.insert("media/film.mp4".into(), "no film".into())));
    assert!(out.contains("media/film.mp4"), "{out}");
    let out = told(&|files| drop(files.insert("01-read.md".into(), vec![0xff, 0xfe].into())));
    assert!(out.starts_with("01-read.md:1: is not UTF-8"), "{out}");
    let out = told(&|files| drop(files.remove("course.toml")));
    assert!(out.starts_with("course.toml: is missing"), "{out}");
}

#[tokio::test]
async fn a_folder_of_plain_markdown_becomes_a_course() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("1.10 last.md", "<!-- note -->\n# บทสุดท้าย\n\nจบ");
    write(
        "1.2 first.md",
        "# บทแรก\n\n![image](https://example.org/x.png) เริ่ม <script>x()</script>",
    );
    let title = PlainTitle {
        slug: "plain".into(), title: "หลักสูตรธรรมดา".into()
    };
    let parsed = import::read(folder.path(), Some(&title)).map_err(|p| p[0].to_string()).unwrap();
    let titles: Vec<&str> = parsed.content.lessons.iter().map(|lesson| lesson.title.th()).collect();
    assert_eq!(titles, ["บทแรก", "บทสุดท้าย"]);
    assert!(parsed.warnings[0].to_string().contains("on another site"));
    let app = TestApp::new().await;
    import::publish(&app.app, &parsed).await.unwrap();
    let shown = app.stranger().read("/courses/plain").await.is(200).json();
    assert_eq!(shown["certificate"]["offered"], json!(false));
}

#[tokio::test]
async fn course_text_by_other_hands_imports_and_plays() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/content/security-101-th");
    if !content.is_dir() {
        println!("skipped: no course text by other hands beside the project");
        return;
    }
    let title = PlainTitle {
        slug: "security-101".into(), title: "ความมั่นคงปลอดภัย 101".into()
    };
    let parsed = import::read(&content, Some(&title)).map_err(|p| p[0].to_string()).unwrap();
    assert_eq!(parsed.content.lessons.len(), 32);
    assert_eq!(parsed.content.lessons[0].title.th(), "หลักการ CIA และแนวคิดสำคัญอื่น ๆ");
    assert_eq!(parsed.media.len(), 4);
    let app = TestApp::new().await;
    import::publish(&app.app, &parsed).await.unwrap();
    let somchai = app.learner("somchai").await;
    let id = somchai.enrol("security-101").await["id"].as_str().unwrap().to_owned();
    let lesson = parsed.content.lessons[0].id.clone();
    let page = somchai.get(&format!("/learn/{id}/lessons/{lesson}")).await.is(200);
    page.says("data-page=\"2\"").says("/media/");
}

#[tokio::test]
async fn a_film_is_answered_in_the_parts_a_player_asks_for() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let id = somchai.enrol("small").await["id"].as_str().unwrap().to_owned();
    course::study(&app, &somchai, &id).await;
    let page = somchai.get(&format!("/learn/{id}/lessons/02-watch")).await.is(200);
    let (_, rest) = page.text.split_once("<source src=\"").unwrap();
    let film = format!("{}{}", app.base, rest.split('"').next().unwrap());
    let client = reqwest::Client::new();
    let part = |range: &'static str| client.get(&film).header("range", range).send();
    let first = part("bytes=0-99").await.unwrap();
    assert_eq!(first.status(), 206);
    assert_eq!(first.headers()["content-type"], "video/mp4");
    assert_eq!(first.bytes().await.unwrap().len(), 100);
    let rest = part("bytes=100-").await.unwrap();
    let range = rest.headers()["content-range"].to_str().unwrap().to_owned();
    assert!(range.starts_with("bytes 100-"), "{range}");
    assert_eq!(part("bytes=99999999-").await.unwrap().status(), 416);
    assert_eq!(client.get(&film).send().await.unwrap().status(), 200);
    let other = client.get(format!("{}/media/..%2Frian.key", app.base)).send().await.unwrap();
    assert_eq!(other.status(), 404);
}
