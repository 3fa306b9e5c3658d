//! Progress: merged by union, bounded by the clock, one's own.

use chrono::Duration;
use serde_json::json;

use crate::support::{
    TestApp,
    course::{event, film_seconds, right_answers, sit},
};

#[tokio::test]
async fn a_repeat_a_reorder_and_a_second_device_change_nothing() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let id = somchai.enrol("small").await["id"].as_str().unwrap().to_owned();
    let path = format!("/enrolments/{id}/events");
    app.advance(Duration::minutes(20));
    let read = |seq, page| event(&app, seq, "01-read", "read", json!({ "page": page }));
    let post = |client: &str, events: Vec<serde_json::Value>| {
        let body = json!({"client": client, "events": events});
        let (somchai, path) = (&somchai, &path);
        async move { somchai.write(path, body).await.is(200) }
    };
    // The second piece of the log arrives before the first.
    let late = post("laptop", vec![read(3, 2)]).await.json();
    assert_eq!(late["accepted_up_to"], 3);
    let whole = post("laptop", vec![read(1, 1), read(2, 1)]).await;
    assert_eq!(whole.json()["accepted_up_to"], 3);
    let again = post("laptop", vec![read(1, 1), read(2, 1)]).await;
    assert_eq!(again.text, whole.text);
    let phone = post("phone", vec![read(1, 1), read(2, 2)]).await.json();
    assert_eq!(phone["percent"], whole.json()["percent"]);
    assert_eq!(phone["lessons"], whole.json()["lessons"]);
}

#[tokio::test]
async fn a_gap_in_the_log_is_seen_so_that_the_browser_sends_it_again() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let id = somchai.enrol("small").await["id"].as_str().unwrap().to_owned();
    let read = |seq| event(&app, seq, "01-read", "read", json!({"page": 1}));
    let body = json!({"client": "laptop", "events": [read(1), read(4)]});
    let answer = somchai.write(&format!("/enrolments/{id}/events"), body).await.is(200).json();
    assert_eq!(answer["accepted_up_to"], 1);
}

#[tokio::test]
async fn credited_time_never_exceeds_the_clock() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let id = somchai.enrol("small").await["id"].as_str().unwrap().to_owned();
    let path = format!("/enrolments/{id}/events");
    let read = event(&app, 1, "01-read", "read", json!({}));
    somchai.write(&path, json!({"client": "a", "events": [read]})).await.is(200);
    app.advance(Duration::seconds(60));
    // Two tabs claim the whole film, seen in the same minute, twice each.
    for client in ["a", "b"] {
        let events: Vec<_> = (2..6)
            .map(|seq| {
                let whole = json!({"from": 0, "to": film_seconds()});
                event(&app, seq, "02-watch", "watched", whole)
            })
            .collect();
        somchai.write(&path, json!({"client": client, "events": events})).await.is(200);
    }
    let history = somchai.read("/me/history").await.json();
    assert_eq!(history["minutes_credited"], 1);
}

#[tokio::test]
async fn bad_events_are_named_and_nothing_of_the_post_is_kept() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let id = somchai.enrol("small").await["id"].as_str().unwrap().to_owned();
    let path = format!("/enrolments/{id}/events");
    let good = event(&app, 1, "01-read", "read", json!({"page": 1}));
    let cases = [
        (
            event(&app, 2, "01-read", "opened", json!({"at": app.now() + Duration::hours(1)})),
            "/events/1/at",
        ),
        (event(&app, 2, "09-none", "opened", json!({})), "/events/1/lesson"),
        (event(&app, 2, "01-read", "watched", json!({"from": 0, "to": 1})), "/events/1/kind"),
        (event(&app, 2, "01-read", "read", json!({"page": 3})), "/events/1/page"),
        (event(&app, 2, "02-watch", "watched", json!({"from": 9, "to": 1})), "/events/1/to"),
        (event(&app, 2, "02-watch", "watched", json!({"from": 0, "to": 9999})), "/events/1/to"),
        (event(&app, 1, "01-read", "read", json!({"page": 1})), "/events/1/seq"),
        (event(&app, 2, "01-read", "slept", json!({})), "/events/1"),
        (json!({"seq": "two"}), "/events/1"),
    ];
    for (bad, field) in cases {
        let body = json!({"client": "laptop", "events": [good, bad]});
        assert_eq!(somchai.write(&path, body).await.is(422).fields(), [field], "{bad}");
    }
    let enrolment = somchai.read(&format!("/enrolments/{id}")).await.json();
    assert_eq!(enrolment["percent"], 0);
    // In a course with an order, a lesson waits for the one before it.
    let early = event(&app, 1, "02-watch", "opened", json!({}));
    let early = somchai.write(&path, json!({"client": "laptop", "events": [early]})).await.is(409);
    assert_eq!(early.json()["type"], "/problems/locked");
}

#[tokio::test]
async fn another_persons_enrolment_does_not_exist() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.learner("malee").await);
    let id = somchai.enrol("small").await["id"].as_str().unwrap().to_owned();
    let body = json!({"client": "x", "events": [event(&app, 1, "01-read", "read", json!({}))]});
    malee.write(&format!("/enrolments/{id}/events"), body).await.is(404);
    malee.read(&format!("/enrolments/{id}")).await.is(404);
    malee.api(reqwest::Method::DELETE, &format!("/enrolments/{id}"), None).await.is(404);
    malee.write(&format!("/enrolments/{id}/attempts"), json!({"lesson": "03-check"})).await.is(404);
    malee.write(&format!("/enrolments/{id}/certificate-requests"), json!({})).await.is(404);
    malee.get(&format!("/learn/{id}")).await.is(404);
    malee.get(&format!("/learn/{id}/lessons/01-read")).await.is(404);
    assert_eq!(somchai.read(&format!("/enrolments/{id}")).await.json()["percent"], 0);
}

#[tokio::test]
async fn who_leaves_and_comes_back_goes_on_where_they_were() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let id = somchai.enrol("small").await["id"].as_str().unwrap().to_owned();
    crate::support::course::study(&app, &somchai, &id).await;
    let before = somchai.read(&format!("/enrolments/{id}")).await.json()["percent"].clone();
    somchai.api(reqwest::Method::DELETE, &format!("/enrolments/{id}"), None).await.is(204);
    assert_eq!(somchai.read("/me/enrolments").await.json()["items"], json!([]));
    let body = json!({"client": "x", "events": [event(&app, 9, "01-read", "read", json!({}))]});
    somchai.write(&format!("/enrolments/{id}/events"), body).await.is(409);
    assert_eq!(somchai.enrol("small").await["percent"], before);
}

#[tokio::test]
async fn the_last_second_completes_the_course_in_its_own_transaction() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let id = somchai.enrol("small").await["id"].as_str().unwrap().to_owned();
    crate::support::course::study(&app, &somchai, &id).await;
    sit(&somchai, &id, "03-check", json!({})).await;
    let state =
        || async { somchai.read(&format!("/enrolments/{id}")).await.json()["state"].clone() };
    assert_eq!(state().await, "active");
    sit(&somchai, &id, "04-final", right_answers()).await;
    assert_eq!(state().await, "completed");
    // No job is waiting for it, and leaving is no longer possible.
    let left = somchai.api(reqwest::Method::DELETE, &format!("/enrolments/{id}"), None).await;
    assert_eq!(left.is(409).json()["type"], "/problems/completed");
}

#[tokio::test]
async fn many_browsers_at_once_are_all_answered_and_all_kept() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let id = somchai.enrol("small").await["id"].as_str().unwrap().to_owned();
    let path = format!("/enrolments/{id}/events");
    let posts = (0..40).map(|n| {
        let page = if n % 2 == 0 { 1 } else { 2 };
        let events = [event(&app, 1, "01-read", "read", json!({ "page": page }))];
        let body = json!({"client": format!("browser-{n}"), "events": events});
        somchai.write(&path, body)
    });
    for answer in futures_util::future::join_all(posts).await {
        assert_eq!(answer.is(200).json()["accepted_up_to"], 1);
    }
    let enrolment = somchai.read(&format!("/enrolments/{id}")).await.json();
    assert_eq!(enrolment["lessons"][0]["state"], "done");
}
