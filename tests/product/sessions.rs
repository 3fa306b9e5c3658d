//! Logging in and out, and the forgotten password.

use chrono::Duration;
use reqwest::Method;
use serde_json::json;

use crate::support::{PASSWORD, TestApp};

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_get_the_same_answer() {
    let app = TestApp::new().await;
    app.learner("somchai").await;
    let stranger = app.stranger();
    let mut told = Vec::new();
    for login in ["somchai@example.org", "nobody@example.org", "9999900000019"] {
        let body = json!({"login": login, "password": "not the right one"});
        told.push(stranger.write("/sessions", body).await.is(401).text);
    }
    told.dedup();
    assert_eq!(told.len(), 1);
}

#[tokio::test]
async fn guessing_is_stopped_without_locking_the_owner_out_elsewhere() {
    let app = TestApp::with(|config| config.client_address_header = Some("x-real-ip".into())).await;
    app.learner("somchai").await;
    let stranger = app.stranger();
    let log_in = |password: &'static str, address: &'static str| {
        let body = json!({"login": "somchai@example.org", "password": password});
        let stranger = &stranger;
        let from = [("x-real-ip", address)];
        async move { stranger.api_with(Method::POST, "/sessions", Some(body), &from).await }
    };
    for _ in 0..10 {
        log_in("a guess of mine", "192.0.2.1").await.is(401);
    }
    let stopped = log_in(PASSWORD, "192.0.2.1").await.is(429);
    assert!(stopped.retry_after.unwrap() <= 15 * 60);
    log_in(PASSWORD, "192.0.2.2").await.is(201);
}

#[tokio::test]
async fn log_out_everywhere_ends_every_browser_and_every_token() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let elsewhere = crate::support::Person::log_in(&app, "somchai@example.org", PASSWORD).await;
    somchai.get("/me").await.is(200);
    somchai.post("/sessions", &[("_method", "DELETE")]).await.is(303);
    assert_eq!(somchai.get("/me").await.is(303).location.as_deref(), Some("/login?next=%2Fme"));
    elsewhere.get("/me").await.is(303);
    elsewhere.read("/me").await.is(401);
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_by_a_link_that_works_once() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let stranger = app.stranger();
    let known =
        stranger.post("/password-resets", &[("login", "somchai@example.org")]).await.is(200);
    let unknown =
        stranger.post("/password-resets", &[("login", "nobody@example.org")]).await.is(200);
    let plain = |text: &str| text.split("csrf_token").next().unwrap().to_owned();
    assert_eq!(plain(&known.text), plain(&unknown.text));
    app.run_jobs().await;
    let letters = app.letters().await;
    assert_eq!(letters.len(), 1);
    let link = letters[0].links[0].strip_prefix(&app.base).unwrap().to_owned();

    stranger.get(&link).await.is(200);
    stranger.post(&link, &[("_method", "PUT"), ("password", "short")]).await.is(422);
    let fresh = "another horse lamp river";
    stranger.post(&link, &[("_method", "PUT"), ("password", fresh)]).await.is(303);
    stranger.post(&link, &[("_method", "PUT"), ("password", fresh)]).await.is(404);
    stranger.get(&link).await.is(404);

    // Whoever was logged in is out, and only the new password opens.
    somchai.get("/me").await.is(303);
    let body = |password: &str| json!({"login": "somchai@example.org", "password": password});
    stranger.write("/sessions", body(PASSWORD)).await.is(401);
    stranger.write("/sessions", body(fresh)).await.is(201);
}

#[tokio::test]
async fn a_link_grows_old_and_a_session_ends_by_itself() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    somchai.post("/password-resets", &[("login", "somchai@example.org")]).await.is(200);
    let link = app.letters().await[0].links[0].strip_prefix(&app.base).unwrap().to_owned();
    app.advance(Duration::minutes(61));
    app.stranger().get(&link).await.is(404);
    somchai.get("/me").await.is(200);
    app.advance(Duration::hours(13));
    somchai.get("/me").await.is(303);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_form_without_its_token_changes_nothing() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    somchai.post_as_it_is("/enrolments", &[("course", "small")]).await.is(403);
    let stale = [("course", "small"), ("csrf_token", "c3RhbGU=")];
    somchai.post_as_it_is("/enrolments", &stale).await.is(403);
    assert_eq!(somchai.read("/me/enrolments").await.json()["items"], json!([]));
    somchai.post("/enrolments", &[("course", "small")]).await.is(303);
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let app = TestApp::new().await;
    let large = "ก".repeat(400_000);
    let stranger = app.stranger();
    stranger.post("/login", &[("login", &large), ("password", "x")]).await.is(413);
    let body = json!({"login": large, "password": "x"});
    assert_eq!(
        stranger.write("/sessions", body).await.is(413).json()["type"],
        "/problems/too-large"
    );
}
