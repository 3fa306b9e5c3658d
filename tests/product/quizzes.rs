//! Quizzes: drawn, answered, marked on the server; the right answers stay there.

use reqwest::Method;
use serde_json::json;

use crate::support::{
    TestApp,
    course::{right_answers, sit, study},
};

#[tokio::test]
async fn a_final_is_passed_within_its_attempts_or_not_at_all() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let id = somchai.enrol("small").await["id"].as_str().unwrap().to_owned();
    study(&app, &somchai, &id).await;
    sit(&somchai, &id, "03-check", json!({"sky": ["false"]})).await;
    let wrong = json!({"one": ["a"], "many": ["a"], "true": ["false"], "hours": 71, "word": "x"});
    let mark = sit(&somchai, &id, "04-final", wrong.clone()).await;
    assert_eq!((mark["score_percent"].as_i64(), mark["passed"].as_bool()), (Some(20), Some(false)));
    let missing = somchai.read(&format!("/enrolments/{id}")).await.json()["missing"].clone();
    assert_eq!(missing[0]["code"], "score");
    assert!(missing[0]["detail"].as_str().unwrap().contains("20"));
    sit(&somchai, &id, "04-final", wrong).await;
    let used =
        somchai.write(&format!("/enrolments/{id}/attempts"), json!({"lesson": "04-final"})).await;
    assert_eq!(used.is(409).json()["type"], "/problems/attempts-used");
}

#[tokio::test]
async fn the_right_answers_never_leave_before_the_quiz_says_so() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let id = somchai.enrol("small").await["id"].as_str().unwrap().to_owned();
    study(&app, &somchai, &id).await;
    let path = format!("/enrolments/{id}/attempts");
    let attempt = somchai.write(&path, json!({"lesson": "03-check"})).await.is(201);
    assert!(!attempt.text.contains("\"answer\"") && !attempt.text.contains("explain"));
    // Beginning again goes on with the same try.
    let again = somchai.write(&path, json!({"lesson": "03-check"})).await.is(201).json();
    assert_eq!(again["id"], attempt.json()["id"]);
    let mark = sit(&somchai, &id, "03-check", json!({"sky": ["true"]})).await;
    assert_eq!(mark["questions"][0]["answer"], json!(["true"]));
    let mark = sit(&somchai, &id, "04-final", right_answers()).await;
    assert_eq!(mark["questions"], json!(null));
}

#[tokio::test]
async fn answers_are_refused_for_anothers_attempt_and_after_handing_in() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.learner("malee").await);
    let id = somchai.enrol("small").await["id"].as_str().unwrap().to_owned();
    study(&app, &somchai, &id).await;
    let path = format!("/enrolments/{id}/attempts");
    let attempt = somchai.write(&path, json!({"lesson": "03-check"})).await.is(201).json();
    let attempt = attempt["id"].as_str().unwrap();
    let answers = format!("/attempts/{attempt}/answers");
    let body = json!({"answers": {"sky": ["true"]}});
    malee.api(Method::PUT, &answers, Some(body.clone())).await.is(404);
    malee.write(&format!("/attempts/{attempt}/submission"), json!({})).await.is(404);
    malee.get(&format!("/attempts/{attempt}")).await.is(404);
    let strange = json!({"answers": {"sea": ["true"], "sky": ["maybe"]}});
    let refused = somchai.api(Method::PUT, &answers, Some(strange)).await.is(422);
    assert_eq!(refused.fields(), ["/answers/sea", "/answers/sky"]);
    somchai.api(Method::PUT, &answers, Some(body.clone())).await.is(200);
    let first = somchai.write(&format!("/attempts/{attempt}/submission"), json!({})).await.is(200);
    let again = somchai.write(&format!("/attempts/{attempt}/submission"), json!({})).await.is(200);
    assert_eq!(first.text, again.text);
    somchai.api(Method::PUT, &answers, Some(body)).await.is(409);
}

#[tokio::test]
async fn the_form_works_without_scripts() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let id = somchai.enrol("small").await["id"].as_str().unwrap().to_owned();
    study(&app, &somchai, &id).await;
    sit(&somchai, &id, "03-check", json!({})).await;
    let begun = somchai.post(&format!("/learn/{id}/lessons/04-final/attempts"), &[]).await.is(303);
    let attempt = begun.location.unwrap();
    let page = somchai.get(&attempt).await.is(200);
    page.says("name=\"many\"").says("type=\"checkbox\"");
    let form = [
        ("one", "b"),
        ("many", "a"),
        ("many", "c"),
        ("true", "false"),
        ("hours", "72"),
        ("word", "ความยินยอม"),
    ];
    somchai.post(&format!("{attempt}/submission"), &form).await.is(303);
    somchai.get(&attempt).await.is(200).says("100%").says("result--passed");
    let enrolment = somchai.read(&format!("/enrolments/{id}")).await.json();
    assert_eq!(enrolment["state"], "completed");
}
