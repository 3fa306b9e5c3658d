//! The seven steps, walked in Chromium.

use std::path::Path;

use serde_json::{Value, json};

use crate::{
    chromium::Browser,
    support::{PASSWORD, TestApp},
};

/// Answers every question on the page rightly, from the quiz's own file.
async fn answer_all(browser: &Browser, file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses/data-protection").join(file);
    let quiz: toml::Value = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let answers: serde_json::Map<String, Value> = quiz["question"]
        .as_array()
        .unwrap()
        .iter()
        .map(|question| {
            let list = match &question["answer"] {
                toml::Value::Array(list) => list.clone(),
                one => vec![one.clone()],
            };
            let texts = list.iter().map(|one| match one {
                toml::Value::String(text) => text.clone(),
                other => other.to_string(),
            });
            let id = question["id"].as_str().unwrap().to_owned();
            (id, json!(texts.collect::<Vec<_>>()))
        })
        .collect();
    let fill = "for (const box of document.querySelectorAll('[data-question]')) {
            const right = arguments[0][box.dataset.question];
            for (const input of box.querySelectorAll('input')) {
                if (input.type === 'radio' || input.type === 'checkbox') {
                    if (right.includes(input.value)) input.click();
                } else {
                    input.value = right[0];
                    input.dispatchEvent(new Event('input', {bubbles: true}));
                    input.dispatchEvent(new Event('change', {bubbles: true}));
                }
            }
        }";
    browser.client.execute(fill, vec![json!(answers)]).await.unwrap();
}

async fn log_in(browser: &Browser, login: &str, password: &str) {
    browser.go("/login").await;
    browser.fill("login", login).await;
    browser.fill("password", password).await;
    browser.press("form[action='/login'] button.button").await;
    browser.wait(".menu-open").await;
}

/// Takes every lesson of the course on screen, whatever its kind.
async fn take_every_lesson(browser: &Browser, place: &str) {
    let lessons =
        rian::learning::import::parse(&crate::support::course::shipped("data-protection"), None)
            .map_err(|problems| problems[0].to_string())
            .unwrap()
            .content
            .lessons;
    for lesson in lessons {
        let path = format!("{place}/lessons/{}", lesson.id);
        browser.go(&path).await;
        let done = format!("[data-when-done='{}']", lesson.id);
        match lesson.kind() {
            "reading" => {
                // Scrolls as a reader does, page by page, and stays a little on each.
                for page in 1..=lesson.pages() {
                    let end = "document.getElementById('page-' + arguments[0])
                        .scrollIntoView({block: 'end', behavior: 'instant'})";
                    browser.client.execute(end, vec![json!(page)]).await.unwrap();
                    let read = "return document.querySelector(
                        `.page-jump a[href='#page-${arguments[0]}']`).classList.contains('is-read')";
                    browser.until(read, &[json!(page)], "a page to count as read").await;
                }
                browser.wait(&done).await;
            }
            "video" => {
                let play = "const film = document.querySelector('video');
                    film.muted = true; film.playbackRate = 8; film.play();";
                browser.client.execute(play, vec![]).await.unwrap();
                browser.wait(&done).await;
            }
            _ => {
                browser.press(".lesson-body form button.button").await;
                browser.wait(".quiz").await;
                let name = format!("{}.quiz.toml", lesson.id);
                answer_all(browser, &name).await;
                browser.press(".quiz .actions button").await;
                browser.press("dialog[open] .button").await;
                browser.wait(".result--passed").await;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_signs_up_learns_is_certified_and_verified() {
    let app = TestApp::demo().await;
    app.follow_the_clock();
    let Some(browser) = Browser::open(&app.base, 1280).await else { return };

    // 1. Sign up; a mistake is shown beside its field and what was typed stays.
    browser.go("/signup").await;
    browser.fill("citizen_id", "9-1000-00000-01-2").await;
    browser.fill("first_name", "สุดารัตน์").await;
    browser.press("form[action='/signup'] button.button").await;
    browser.wait("#citizen_id-error").await;
    browser.wait(".error-summary").await;
    browser.fill("citizen_id", "9100000000011").await;
    browser.fill("laser_code", "ZA1-0000001-01").await;
    browser.fill("prefix", "นางสาว").await;
    browser.fill("last_name", "เกื้อกูล").await;
    browser.fill("birth_date", "17 พฤษภาคม 2533").await;
    browser.press("input[value='public']").await;
    browser.fill("email", "sudarat@example.org").await;
    browser.fill("password", PASSWORD).await;
    browser.press("input[name='terms']").await;
    browser.press("input[name='privacy']").await;
    browser.press("form[action='/signup'] button.button").await;
    browser.wait_for_address("/me").await;
    assert!(browser.text().await.contains("นางสาวสุดารัตน์ เกื้อกูล"));

    // 2. Out and in again, by citizen id.
    let out = "document.querySelector('form[action=\"/sessions/current\"]').submit()";
    browser.client.execute(out, vec![]).await.unwrap();
    browser.wait_for_address("logged-out").await;
    log_in(&browser, "9100000000011", PASSWORD).await;

    // 3. Find the course and enrol.
    browser.go("/courses").await;
    browser.fill("q", "คุ้มครองข้อมูล").await;
    browser.press(".search button").await;
    browser.wait(".course-card-title a[href='/courses/data-protection']").await;
    browser.go("/courses/data-protection").await;
    browser.press("form[action='/enrolments'] button").await;
    browser.wait_for_address("/learn/").await;
    let place = browser.path().await;

    // 4. Learn: texts, a film, quizzes.
    take_every_lesson(&browser, &place).await;

    // 5. Ask.
    browser.go(&place).await;
    browser.press("form[action$='/certificate-requests'] button").await;
    browser.wait(".wait-due").await;
    browser.client.execute(out, vec![]).await.unwrap();
    browser.wait_for_address("logged-out").await;

    // The officer looks at the evidence and approves.
    log_in(&browser, "malee@demo.example", "demo-rian-2569").await;
    browser.go("/approvals?q=สุดารัตน์").await;
    browser.press(".queue-table th a").await;
    browser.wait(".wait").await;
    assert!(browser.text().await.contains("100%"));
    browser.press("button[value='approve']").await;
    browser.wait_for_address("notice=decided").await;
    browser.client.execute(out, vec![]).await.unwrap();
    browser.wait_for_address("logged-out").await;

    // 6. The certificate is there to print, and anyone verifies it.
    log_in(&browser, "sudarat@example.org", PASSWORD).await;
    browser.go(&place).await;
    browser.wait("a[href$='.pdf']").await;
    let pdf = "const done = arguments[0];
        fetch(document.querySelector(\"a[href$='.pdf']\").href).then(async (answer) =>
            done([answer.status, answer.headers.get('content-type'), (await answer.blob()).size]));";
    let pdf = browser.client.execute_async(pdf, vec![]).await.unwrap();
    assert_eq!((&pdf[0], &pdf[1]), (&json!(200), &json!("application/pdf")));
    browser.press("a[href^='/verify/']").await;
    browser.wait(".verdict--valid").await;
    assert!(browser.text().await.contains("นางสาวสุดารัตน์ เกื้อกูล"));

    // 7. History.
    browser.go("/me/history").await;
    let history = browser.text().await;
    assert!(history.contains("การคุ้มครองข้อมูลส่วนบุคคลสำหรับเจ้าหน้าที่รัฐ"), "{history}");
    assert!(history.contains("RIAN-"), "{history}");
    browser.close().await;
    app.run_jobs().await;
}
