//! Badges: certificates that programs of others can check, from the approval to a revocation.

use std::{
    collections::BTreeSet,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use chrono::Duration;
use proptest::{
    prelude::*,
    test_runner::{Config, TestCaseError, TestRunner},
};
use reqwest::{Client, Response};
use rian::{
    learning::certificate::badge::{self, backfill, credential, issuer, key, proof, status},
    sql,
};
use serde_json::{Value, json};

use crate::support::{
    Person, TestApp,
    course::{SLUG, ask, small},
    database,
};

/// What browsers send when somebody opens an address.
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/// The folder of the verifiers, if they are installed; with CI=true they must be.
fn verifiers() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/badges");
    if folder.join("node_modules/@digitalbazaar/vc").is_dir() {
        return Some(folder);
    }
    let must = std::env::var("CI").as_deref() == Ok("true");
    assert!(!must, "verifiers of badges are missing, and with CI=true nothing may be skipped");
    eprintln!("skipped: verifiers of badges are not installed (sh tests/setup.sh)");
    None
}

/// What a verifier elsewhere says of a badge.
async fn judged(app: &TestApp, credential: &str, changes: bool) -> Option<Value> {
    let folder = verifiers()?;
    let asked = json!({
        "base": app.base, "now": app.now(), "credential": credential, "changes": changes,
    });
    let output = tokio::task::spawn_blocking(move || {
        let mut process = Command::new("node")
            .arg("verify.mjs")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        process.stdin.take().unwrap().write_all(asked.to_string().as_bytes()).unwrap();
        process.wait_with_output().unwrap()
    });
    let output = output.await.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// A certificate of the small course; its number.
async fn certified(app: &TestApp, learner: &Person, officer: &Person) -> String {
    let request = ask(app, learner).await;
    let path = format!("/certificate-requests/{request}/decision");
    let decided = officer.write(&path, json!({"decision": "approve"})).await.is(200).json();
    app.run_jobs().await;
    decided["certificate"]["number"].as_str().unwrap().to_owned()
}

async fn fetched(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Response {
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let mut request = client.get(format!("{}{path}", app.base));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap()
}

async fn badge_of(app: &TestApp, number: &str) -> String {
    let answer = fetched(app, &format!("/credentials/{number}"), &[]).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "application/vc+ld+json");
    answer.text().await.unwrap()
}

async fn revoke(officer: &Person, number: &str) {
    let path = format!("/certificates/{number}/revocation");
    officer.write(&path, json!({"reason": "ออกผิดคน"})).await.is(201);
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[tokio::test]
async fn a_badge_is_checked_by_programs_of_others_and_its_revocation_is_seen_at_once() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = certified(&app, &somchai, &malee).await;
    let text = badge_of(&app, &number).await;
    let Some(judgement) = judged(&app, &text, true).await else { return };
    assert_eq!(judgement["errors"], json!([]));
    assert_eq!(judgement["verified"], true);
    assert_eq!(judgement["mistakes"], json!([]));
    assert_eq!(judgement["undefinedWords"], json!([]));
    assert_eq!(judgement["revoked"], false);
    // No word of it can be changed, taken out or put in.
    assert_eq!(judgement["accepted"]["accepted"], json!([]));
    assert!(judgement["accepted"]["tried"].as_i64().unwrap() > 100, "{judgement}");

    revoke(&malee, &number).await;
    let judgement = judged(&app, &text, false).await.unwrap();
    assert_eq!((&judgement["verified"], &judgement["revoked"]), (&json!(true), &json!(true)));
    // It is still to be had, word for word.
    assert_eq!(badge_of(&app, &number).await, text);
}

#[tokio::test]
async fn a_badge_outlives_the_key_that_signed_it() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, kanda) = (app.learner("somchai").await, app.learner("kanda").await);
    let malee = app.officer("malee").await;
    let old = certified(&app, &somchai, &malee).await;
    let old = badge_of(&app, &old).await;
    let mut tx = app.app.db.write().await.unwrap();
    let public = key::rotate(&mut tx, &app.app).await.unwrap();
    tx.save().await.unwrap();
    let new = certified(&app, &kanda, &malee).await;
    let new = badge_of(&app, &new).await;
    let method = |text: &str| parsed(text)["proof"]["verificationMethod"].clone();
    assert_eq!(method(&new), key::method(&issuer::did(&app.app), &public));
    assert_ne!(method(&old), method(&new));
    for path in ["/.well-known/did.json", "/issuer"] {
        let document = fetched(&app, path, &[]).await.json::<Value>().await.unwrap();
        assert_eq!(document["id"], issuer::did(&app.app));
        assert_eq!(document["assertionMethod"], json!([method(&new), method(&old)]));
    }
    for text in [&old, &new] {
        let Some(judgement) = judged(&app, text, false).await else { return };
        assert_eq!((&judgement["verified"], &judgement["revoked"]), (&json!(true), &json!(false)));
    }
}

#[tokio::test]
async fn a_badge_stays_word_for_word_as_it_was_whatever_changes() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = certified(&app, &somchai, &malee).await;
    let before = fetched(&app, &format!("/credentials/{number}"), &[]).await;
    let tag = before.headers()["etag"].to_str().unwrap().to_owned();
    let before = before.text().await.unwrap();
    let mut course = small();
    let text = String::from_utf8(course["course.toml"].to_vec()).unwrap();
    course.insert("course.toml".into(), text.replace("หลักสูตรเล็ก", "ชื่อใหม่").into());
    app.publish(&course).await;
    app.advance(Duration::days(400));
    assert_eq!(badge_of(&app, &number).await, before);
    let path = format!("/credentials/{number}");
    let again = fetched(&app, &path, &[("if-none-match", &tag)]).await;
    assert_eq!(again.status(), 304);
    // What the course is now stands at the address of the achievement.
    let now = fetched(&app, &format!("/achievements/{SLUG}"), &[]).await;
    assert_eq!(now.json::<Value>().await.unwrap()["name"], "ชื่อใหม่");
    let path = format!("/achievements/{SLUG}?lang=en");
    let english = fetched(&app, &path, &[]).await.json::<Value>().await.unwrap();
    assert_eq!(
        (&english["name"], &english["inLanguage"]),
        (&json!("A small course"), &json!("en"))
    );
    assert!(english["id"].as_str().unwrap().ends_with(&path));
    // Written once, read by the PDF as well.
    let mut tx = app.app.db.read().await.unwrap();
    assert_eq!(badge::text(&mut tx, &number).await.unwrap(), Some(before));
    assert_eq!(badge::text(&mut tx, "RIAN-2569-0000-0000-0000-0000").await.unwrap(), None);
}

#[tokio::test]
async fn a_badge_says_what_was_achieved_and_whose_it_is_only_to_who_knows() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = certified(&app, &somchai, &malee).await;
    let text = badge_of(&app, &number).await;
    for secret in [somchai.email.as_str(), "สมชาย", "somchai", somchai.id.as_str()] {
        assert!(!text.contains(secret), "{secret}");
    }
    let badge = parsed(&text);
    assert_eq!(badge["id"], format!("{}/credentials/{number}", app.base));
    // The tests run as a demonstration, whose badges say so.
    assert!(badge["description"].as_str().unwrap().starts_with("ตัวอย่าง"));
    let subject = &badge["credentialSubject"];
    assert!(subject["id"].is_null());
    let [email, name] = [0, 1].map(|index| &subject["identifier"][index]);
    let salt = email["salt"].as_str().unwrap();
    assert_eq!(salt.len(), 32);
    assert_eq!(email["identityType"], "emailAddress");
    assert_eq!(email["identityHash"], credential::hashed(&somchai.email, salt));
    assert_eq!(name["identityHash"], credential::hashed("นายสมชาย somchai", salt));
    let achievement = &subject["achievement"];
    assert_eq!(achievement["name"], "หลักสูตรเล็ก");
    assert_eq!(achievement["id"], format!("{}/achievements/{SLUG}", app.base));
    let narrative = achievement["criteria"]["narrative"].as_str().unwrap();
    assert!(narrative.contains("ร้อยละ 80"), "{narrative}");
    assert_eq!(subject["result"][0]["value"], "100");
    assert_eq!(
        subject["result"][0]["resultDescription"],
        achievement["resultDescription"][0]["id"]
    );
    assert!(badge["validUntil"].is_null(), "this course's certificates are valid for good");
}

#[tokio::test]
async fn programs_get_the_badge_and_people_the_page() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = certified(&app, &somchai, &malee).await;
    let path = format!("/credentials/{number}");
    let page = fetched(&app, &path, &[("accept", BROWSER)]).await;
    assert_eq!(page.status(), 303);
    assert_eq!(page.headers()["location"].to_str().unwrap(), format!("/verify/{number}"));
    // Java asks for text/html out of habit.
    let java = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2";
    assert_eq!(fetched(&app, &path, &[("accept", java)]).await.status(), 200);
    let json = format!("{path}.json");
    assert_eq!(fetched(&app, &json, &[("accept", BROWSER)]).await.status(), 200);
    let typed = format!("/credentials/{}", number.to_lowercase());
    assert_eq!(fetched(&app, &typed, &[]).await.status(), 200);
    let course = fetched(&app, &format!("/achievements/{SLUG}"), &[("accept", BROWSER)]).await;
    assert_eq!(course.headers()["location"].to_str().unwrap(), format!("/courses/{SLUG}"));
    let twin = app.stranger().read(&format!("/certificates/{number}/credential")).await.is(200);
    assert_eq!(twin.text, badge_of(&app, &number).await);
    let download = format!("href=\"{json}\" download=\"{number}.json\"");
    for page in ["/me/history".to_owned(), format!("/verify/{number}")] {
        somchai.get(&page).await.is(200).says(&download);
    }
    let letter = app.every_letter().await.into_iter().find(|it| it.text.contains(&number)).unwrap();
    assert!(letter.text.contains("Open Badge"), "{}", letter.text);
    for nothing in [
        "/credentials/RIAN-2569-0000-0000-0000-0000",
        "/credentials/status/2",
        "/credentials/status/x",
        "/achievements/none",
    ] {
        assert_eq!(fetched(&app, nothing, &[]).await.status(), 404, "{nothing}");
    }
}

#[tokio::test]
async fn other_sites_may_read_these_documents_and_nothing_else() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = certified(&app, &somchai, &malee).await;
    let origin = [("origin", "https://verifier.example")];
    let open = [
        format!("/credentials/{number}"),
        format!("/credentials/{number}.json"),
        "/credentials/status/1".into(),
        format!("/achievements/{SLUG}"),
        "/issuer".into(),
        "/.well-known/did.json".into(),
    ];
    for path in open {
        let answer = fetched(&app, &path, &origin).await;
        assert_eq!(answer.headers()["access-control-allow-origin"], "*", "{path}");
        assert!(answer.headers().get("access-control-allow-credentials").is_none(), "{path}");
        assert!(answer.headers().get("set-cookie").is_none(), "{path} sets a cookie");
        assert_eq!(answer.headers()["cache-control"], "public, no-cache", "{path}");
    }
    let closed = [
        "/".into(),
        format!("/verify/{number}"),
        format!("/api/v1/certificates/{number}"),
        format!("/api/v1/certificates/{number}/credential"),
        "/credentials/RIAN-2569-0000-0000-0000-0000".into(),
        "/api/v1/openapi.json".into(),
    ];
    for path in closed {
        let answer = fetched(&app, &path, &origin).await;
        assert!(answer.headers().get("access-control-allow-origin").is_none(), "{path}");
    }
}

/// Takes every place of the first status list that is still free, with certificates of old that were
/// revoked.
async fn fill_the_first_list(app: &TestApp, number: &str) {
    let mut tx = app.app.db.write().await.unwrap();
    let now = tx.now();
    let certificates = "with recursive n (i) as
            (select 0 union all select i + 1 from n where i < 131071)
        insert into certificate (number, request_id, enrolment_id, person_id, document_title,
            full_name, course_title, course_title_en, minutes, issued_at, issued_on, revoked_at)
        select 'OLD-' || n.i, c.request_id, c.enrolment_id, c.person_id, c.document_title,
            c.full_name, c.course_title, c.course_title_en, c.minutes, c.issued_at, c.issued_on, $1
        from certificate c, n where c.number = $2
            and n.i not in (select place from badge where list = 1)";
    let badges = "with recursive n (i) as
            (select 0 union all select i + 1 from n where i < 131071)
        insert into badge (number, key_id, list, place, document, issued_at)
        select 'OLD-' || n.i, b.key_id, 1, n.i, '', $1
        from badge b, n where b.number = $2
            and n.i not in (select place from badge where list = 1)";
    for statement in [certificates, badges] {
        sql!(tx, sqlx::query(statement).bind(now).bind(number).execute(tx).await.map(drop))
            .unwrap();
    }
    tx.save_unrecorded("rows of a test").await.unwrap();
}

/// Whether the bit of a badge is set in the list that it names.
async fn is_listed_as_revoked(app: &TestApp, badge: &Value) -> bool {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let status = &badge["credentialStatus"];
    let url = status["statusListCredential"].as_str().unwrap();
    let path = &url[url.find("/credentials/").unwrap()..];
    let list = parsed(&fetched(app, path, &[]).await.text().await.unwrap());
    let packed = list["credentialSubject"]["encodedList"].as_str().unwrap();
    let packed = URL_SAFE_NO_PAD.decode(packed.strip_prefix('u').unwrap()).unwrap();
    let mut bits = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&packed[..]), &mut bits).unwrap();
    let place: usize = status["statusListIndex"].as_str().unwrap().parse().unwrap();
    bits[place / 8] & (0x80 >> (place % 8)) != 0
}

#[tokio::test]
async fn when_the_first_list_is_full_the_second_begins_and_both_are_believed() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, kanda) = (app.learner("somchai").await, app.learner("kanda").await);
    let malee = app.officer("malee").await;
    let first = certified(&app, &somchai, &malee).await;
    assert_eq!(fetched(&app, "/credentials/status/2", &[]).await.status(), 404);
    fill_the_first_list(&app, &first).await;
    let second = certified(&app, &kanda, &malee).await;
    let texts = [badge_of(&app, &first).await, badge_of(&app, &second).await];
    let badges = texts.clone().map(|text| parsed(&text));
    for (badge, list) in badges.iter().zip(["/credentials/status/1", "/credentials/status/2"]) {
        let url = badge["credentialStatus"]["statusListCredential"].as_str().unwrap();
        assert!(url.ends_with(list), "{url}");
        assert!(!is_listed_as_revoked(&app, badge).await);
    }
    let is_seen_revoked =
        async |text: &str| judged(&app, text, false).await.map(|it| it["revoked"] == true);
    for text in &texts {
        assert_ne!(is_seen_revoked(text).await, Some(true));
    }
    // A revocation is seen in its own list, and in no other.
    for (number, seen) in [(&second, [false, true]), (&first, [true, true])] {
        revoke(&malee, number).await;
        for ((badge, text), revoked) in badges.iter().zip(&texts).zip(seen) {
            assert_eq!(is_listed_as_revoked(&app, badge).await, revoked);
            assert_ne!(is_seen_revoked(text).await, Some(!revoked));
        }
    }
    app.run_jobs().await;
}

#[tokio::test]
async fn whoever_guesses_numbers_is_stopped() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = certified(&app, &somchai, &malee).await;
    let stranger = app.stranger();
    stranger.read(&format!("/certificates/{number}/credential")).await.is(200);
    let wrong = "/credentials/RIAN-2569-0000-0000-0000-0000";
    for _ in 0..5 {
        assert_eq!(fetched(&app, wrong, &[]).await.status(), 404);
    }
    assert_eq!(fetched(&app, &format!("/credentials/{number}"), &[]).await.status(), 429);
    stranger.read(&format!("/certificates/{number}/credential")).await.is(429);
    for guess in 0..55 {
        stranger.get(&format!("/verify/RIAN-2569-{guess}")).await.is(404);
    }
    stranger.get("/verify/RIAN-2569-0000-0000-0000-0001").await.is(429);
    // Others behind the same address go on with right numbers, whose names are hidden for a while.
    stranger.get(&format!("/verify/{number}")).await.is(200).says("ชื่อบนหน้านี้ถูกปิดไว้บางส่วน");
    // The next hour of the clock does not open them.
    app.advance(Duration::minutes(61));
    stranger.get(&format!("/verify/{number}")).await.is(200).says("ชื่อบนหน้านี้ถูกปิดไว้บางส่วน");
    app.advance(Duration::hours(2));
    stranger.read(&format!("/certificates/{number}/credential")).await.is(200);
}

#[tokio::test]
async fn what_has_expired_is_not_revoked() {
    let app = TestApp::new().await;
    let mut course = small();
    let text = String::from_utf8(course["course.toml"].to_vec()).unwrap();
    let text = text.replace("offered = true", "offered = true\nvalid_months = 12");
    course.insert("course.toml".into(), text.into());
    app.publish(&course).await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = certified(&app, &somchai, &malee).await;
    let text = badge_of(&app, &number).await;
    // The last second of 7 April 2027 in Bangkok.
    assert_eq!(parsed(&text)["validUntil"], "2027-04-07T16:59:59Z");
    app.advance(Duration::days(500));
    let Some(judgement) = judged(&app, &text, false).await else { return };
    assert_eq!((&judgement["verified"], &judgement["revoked"]), (&json!(false), &json!(false)));
    assert!(judgement["errors"].to_string().contains("after"), "{judgement}");
}

#[tokio::test]
async fn a_list_keeps_its_bytes_until_something_is_revoked() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, kanda) = (app.learner("somchai").await, app.learner("kanda").await);
    let malee = app.officer("malee").await;
    let first = certified(&app, &somchai, &malee).await;
    let list = async || fetched(&app, "/credentials/status/1", &[]).await.text().await.unwrap();
    let empty = list().await;
    let second = certified(&app, &kanda, &malee).await;
    assert_eq!(list().await, empty, "a list must not tell that a badge was issued");
    app.advance(Duration::minutes(5));
    assert_eq!(list().await, empty);
    revoke(&malee, &first).await;
    let one = list().await;
    assert_ne!(one, empty);
    revoke(&malee, &second).await;
    assert_ne!(list().await, one);
    let (empty, one) = (parsed(&empty), parsed(&one));
    assert_eq!(empty["validFrom"], one["validFrom"]);
    assert_eq!(empty["validUntil"], "2026-04-14T03:00:00Z");
    app.advance(Duration::hours(2));
    assert_eq!(parsed(&list().await)["validFrom"], "2026-04-07T05:00:00Z");
}

#[tokio::test]
async fn places_in_a_list_are_drawn_and_never_given_twice() {
    let app = TestApp::new().await.with_course().await;
    let malee = app.officer("malee").await;
    let mut places = BTreeSet::new();
    for name in ["one", "two", "three", "four"] {
        let learner = app.learner(name).await;
        let badge = badge_of(&app, &certified(&app, &learner, &malee).await).await;
        let status = &parsed(&badge)["credentialStatus"];
        let place: i64 = status["statusListIndex"].as_str().unwrap().parse().unwrap();
        assert!((0..status::BITS).contains(&place));
        assert!(places.insert(place));
    }
    let (low, high) = (places.first().unwrap(), places.last().unwrap());
    assert!(high - low > 16, "neighbours: {places:?}");
    // A taken place is refused by the index, whoever else draws it.
    let mut tx = app.app.db.write().await.unwrap();
    let again = sql!(
        tx,
        sqlx::query("update badge set list = 1, place = $1").bind(low).execute(tx).await.map(drop)
    );
    assert!(again.is_err());
}

#[tokio::test]
async fn an_approval_that_fails_leaves_no_badge() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let request = ask(&app, &somchai).await;
    let both = json!({"ids": [request, "none"], "decision": "approve"});
    malee.write("/certificate-request-decisions", both).await.is(404);
    let mut tx = app.app.db.read().await.unwrap();
    let badges: i64 =
        sql!(tx, sqlx::query_scalar("select count(*) from badge").fetch_one(tx).await).unwrap();
    assert_eq!(badges, 0);
}

#[tokio::test]
async fn older_certificates_get_their_badge_when_the_product_starts() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = certified(&app, &somchai, &malee).await;
    let mut tx = app.app.db.write().await.unwrap();
    sql!(tx, sqlx::query("delete from badge").execute(tx).await.map(drop)).unwrap();
    tx.save_unrecorded("an installation from before badges").await.unwrap();
    assert_eq!(fetched(&app, &format!("/credentials/{number}"), &[]).await.status(), 404);
    backfill::schedule(&app.app).await.unwrap();
    app.run_jobs().await;
    let text = badge_of(&app, &number).await;
    backfill::schedule(&app.app).await.unwrap();
    app.run_jobs().await;
    assert_eq!(badge_of(&app, &number).await, text);
    let Some(judgement) = judged(&app, &text, false).await else { return };
    assert_eq!(judgement["verified"], true);
}

#[tokio::test]
async fn our_own_check_refuses_any_other_text_too() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = certified(&app, &somchai, &malee).await;
    let badge = parsed(&badge_of(&app, &number).await);
    let method = badge["proof"]["verificationMethod"].as_str().unwrap();
    let public = method.split_once('#').unwrap().1.to_owned();
    assert!(proof::verify(&badge, &public).unwrap());
    let mut leaves = Vec::new();
    texts(&badge, String::new(), &mut leaves);
    leaves.retain(|path| !path.starts_with("/@context"));
    let mut runner = TestRunner::new(Config::with_cases(60));
    let change = (any::<prop::sample::Index>(), "[a-zก-ฮ0-9]{1,12}");
    let outcome = runner.run(&change, |(which, text)| {
        let path = which.get(&leaves);
        let mut other = badge.clone();
        let leaf = other.pointer_mut(path).unwrap();
        if *leaf == text.as_str() {
            return Err(TestCaseError::reject("no change"));
        }
        *leaf = text.into();
        // A word that is no longer JSON-LD is refused as well.
        let verdict = proof::verify(&other, &public).unwrap_or(false);
        prop_assert!(!verdict, "{}", path);
        Ok(())
    });
    outcome.unwrap();
    assert!(!proof::verify(&json!({}), &public).unwrap());
}

/// Where every text of a document stands.
fn texts(node: &Value, path: String, found: &mut Vec<String>) {
    match node {
        Value::String(_) => found.push(path),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                texts(item, format!("{path}/{index}"), found);
            }
        }
        Value::Object(members) => {
            for (name, item) in members {
                texts(item, format!("{path}/{name}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn the_issuer_is_named_after_the_host() {
    assert_eq!(issuer::did_of("https://rian.go.th"), "did:web:rian.go.th");
    assert_eq!(issuer::did_of("https://rian.go.th:8443"), "did:web:rian.go.th%3A8443");
    assert_eq!(issuer::did_of("http://127.0.0.1:8080"), "did:web:127.0.0.1%3A8080");
}

#[tokio::test]
async fn the_commands_say_who_can_check_badges_and_change_the_key() {
    let folder = tempfile::tempdir().unwrap();
    let url = database::fresh(folder.path()).await.url;
    let data = folder.path().join("data");
    let rian = |base: Option<&str>, args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rian"));
        command.arg("--data").arg(&data).args(args).env("RIAN_DATABASE_URL", &url);
        command.env("RIAN_LOG", "error").envs(base.map(|base| ("RIAN_BASE_URL", base)));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    rian(None, &["migrate"]);
    let lines = [
        (None, "ok     badges: nobody elsewhere"),
        (Some("https://rian.go.th"), "ok     badges: issued by did:web:rian.go.th"),
        (Some("http://rian.go.th"), "wrong  badges: http://rian.go.th is not https"),
        (Some("https://go.th/rian"), "wrong  badges: https://go.th/rian has a path"),
    ];
    for (base, line) in lines {
        let said = rian(base, &["check"]);
        assert!(said.contains(line), "{said}");
    }
    for _ in 0..2 {
        let said = rian(Some("https://rian.go.th"), &["key", "badge"]);
        assert!(said.starts_with("did:web:rian.go.th#z6Mk"), "{said}");
    }
    let said = rian(None, &["key", "status"]);
    assert!(said.contains("badge_key    key 1: 2"), "{said}");
}
