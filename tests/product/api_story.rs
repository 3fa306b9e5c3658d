//! The whole learning journey, through `/api/v1` alone.

use chrono::Duration;
use reqwest::Method;
use serde_json::json;

use crate::support::{
    Person, TestApp,
    course::{right_answers, sit, study},
};

#[tokio::test]
async fn from_sign_up_to_a_certificate_that_anyone_can_verify() {
    let app = TestApp::demo().await.with_course().await;
    let stranger = app.stranger();

    // 1. Sign up with a card of the demonstration.
    let signup = json!({
        "citizen_id": "9-1000-00000-01-1", "laser_code": "za1-0000001-01", "prefix": "นางสาว",
        "first_name": "สุดารัตน์", "last_name": "เกื้อกูล", "birth_date": "1990-05-17",
        "email": "sudarat@example.org", "password": crate::support::PASSWORD,
        "person_kind": "public", "consents": {"terms": true, "privacy": true},
    });
    let joined = stranger.write("/signups", signup).await.is(201).json();
    assert_eq!(joined["verification"], json!({"state": "verified", "route": "laser"}));

    // 2. Log in, by citizen id.
    let sudarat = Person::log_in(&app, "9100000000011", crate::support::PASSWORD).await;
    let me = sudarat.read("/me").await.is(200).json();
    assert_eq!(me["name"], "นางสาวสุดารัตน์ เกื้อกูล");

    // 3. Find the course and enrol.
    let found = sudarat.read("/courses?q=เล็ก").await.is(200).json();
    assert_eq!(found["items"][0]["slug"], "small");
    let enrolment = sudarat.enrol("small").await;
    assert_eq!(enrolment["percent"], 0);
    let id = enrolment["id"].as_str().unwrap();

    // 5, too early: every missing lesson is named.
    let path = format!("/enrolments/{id}/certificate-requests");
    let refused = sudarat.write(&path, json!({})).await.is(409).json();
    assert_eq!(refused["missing"].as_array().unwrap().len(), 4);
    assert!(refused["missing"][0]["detail"].as_str().unwrap().contains("อ่าน"));

    // 4. Learn.
    app.advance(Duration::minutes(10));
    study(&app, &sudarat, id).await;
    sit(&sudarat, id, "03-check", json!({"sky": ["true"]})).await;
    let mark = sit(&sudarat, id, "04-final", right_answers()).await;
    assert_eq!((mark["score_percent"].as_i64(), mark["passed"].as_bool()), (Some(100), Some(true)));
    let enrolment = sudarat.read(&format!("/enrolments/{id}")).await.is(200).json();
    assert_eq!(
        (enrolment["state"].as_str(), enrolment["percent"].as_i64()),
        (Some("completed"), Some(100))
    );

    // 5. Ask; the promise is two days, day and night.
    let request = sudarat.write(&path, json!({})).await.is(201).json();
    let at = |name: &str| request[name].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>();
    assert_eq!(at("due_at").unwrap() - at("requested_at").unwrap(), Duration::hours(48));
    sudarat.write(&path, json!({})).await.is(409);

    // The officer sees the evidence and approves.
    let malee = Person::log_in(&app, "malee@demo.example", "demo-rian-2569").await;
    let queue = malee.read("/certificate-requests?state=pending").await.is(200).json();
    let queued = queue["items"].as_array().unwrap().iter().find(|it| it["id"] == request["id"]);
    let queued = queued.unwrap();
    assert_eq!(queued["score_percent"], 100);
    assert_eq!(queued["verified_route"], "laser");
    let path = format!("/certificate-requests/{}/decision", queued["id"].as_str().unwrap());
    let decided = malee.write(&path, json!({"decision": "approve"})).await.is(200).json();
    let number = decided["certificate"]["number"].as_str().unwrap().to_owned();

    // The learner is told.
    app.run_jobs().await;
    let letters = app.letters().await;
    let told = letters.iter().find(|it| it.to == "sudarat@example.org").unwrap();
    assert!(told.text.contains(&number));

    // 6. Print: a PDF of one page.
    let pdf = sudarat.bytes(&format!("/certificates/{number}.pdf")).await;
    assert!(pdf.starts_with(b"%PDF") && pdf.len() <= 60_000);
    assert!(stranger.bytes(&format!("/certificates/{number}.pdf")).await.starts_with(b"{"));

    // Anyone verifies every printed field.
    let shown = stranger.read(&format!("/certificates/{number}")).await.is(200).json();
    assert_eq!(shown["state"], "valid");
    assert_eq!(shown["full_name"], "นางสาวสุดารัตน์ เกื้อกูล");
    assert_eq!(shown["course_title"], "หลักสูตรเล็ก");
    assert_eq!(shown["issued_on"], "2026-04-07");

    // 7. History.
    let history = sudarat.read("/me/history").await.is(200).json();
    assert_eq!(history["courses"][0]["state"], "completed");
    assert_eq!(history["certificates"][0]["number"], number.as_str());
    assert!(history["minutes_credited"].as_i64().unwrap() >= 1);

    // Out.
    sudarat.api(Method::DELETE, "/sessions/current", None).await.is(204);
    sudarat.read("/me").await.is(401);
}

#[tokio::test]
async fn a_repeated_key_gets_the_same_answer_and_acts_once() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let enrol = |body| {
        let key = [("idempotency-key", "a-key")];
        let somchai = &somchai;
        async move { somchai.api_with(Method::POST, "/enrolments", Some(body), &key).await }
    };
    let first = enrol(json!({"course": "small"})).await.is(201);
    let again = enrol(json!({"course": "small"})).await.is(201);
    assert_eq!(first.text, again.text);
    // Without the key it is the conflict it would be; with another body the key is refused.
    somchai.write("/enrolments", json!({"course": "small"})).await.is(409);
    let other = enrol(json!({"course": "other"})).await.is(409);
    assert_eq!(other.json()["type"], "/problems/key-reused");
}

#[tokio::test]
async fn errors_are_problems_in_the_readers_language() {
    let app = TestApp::new().await;
    let stranger = app.stranger();
    let thai = stranger.read("/courses/data-101").await.is(404).json();
    assert_eq!(thai["instance"], "/api/v1/courses/data-101");
    assert!(thai["detail"].as_str().unwrap().contains("data-101"));
    let language = [("accept-language", "en-GB,en;q=0.9")];
    let english = stranger.api_with(Method::GET, "/courses/data-101", None, &language).await;
    assert_ne!(english.is(404).json()["detail"], thai["detail"]);
    // What cannot be read at all is a problem too.
    let broken = stranger.write("/sessions", json!([1, 2])).await.is(400).json();
    assert_eq!(broken["type"], "/problems/bad-request");
    stranger.read("/me").await.is(401);
    stranger.read("/nothing-here").await.is(404);
}
