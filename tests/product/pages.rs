//! What holds for every page: frame, headers, languages, strangers, errors.

use rian::identity::access::Role;

use crate::support::{TestApp, course::complete};

#[tokio::test]
async fn every_page_is_there_in_both_languages_and_loads_nothing_from_elsewhere() {
    let app = TestApp::demo().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let id = complete(&app, &somchai).await;
    let mut paths: Vec<String> = [
        "/",
        "/courses",
        "/courses/small",
        "/login",
        "/password-resets/new",
        "/verify",
        "/terms",
        "/privacy",
        "/accessibility",
        "/me",
        "/me/history",
        "/me/account",
        "/me/verification",
        "/demo",
        "/demo/outbox",
    ]
    .map(String::from)
    .into();
    paths.push(format!("/learn/{id}"));
    for lesson in ["01-read", "02-watch", "03-check", "04-final"] {
        paths.push(format!("/learn/{id}/lessons/{lesson}"));
    }
    for path in paths {
        for (language, title) in [("th", "lang=\"th\""), ("en", "lang=\"en\"")] {
            let answer = somchai.get(&format!("{path}?lang={language}")).await;
            if answer.status == 303 {
                assert_eq!(path, "/login");
                continue;
            }
            let answer = answer.is(200).says(title);
            let text = &answer.text;
            for forbidden in ["<style", "style=\"", "onclick", "src=\"http", "href=\"http://fonts"]
            {
                assert!(!text.contains(forbidden), "{path}: {forbidden}");
            }
            // A missing sentence shows its key.
            for key in ["error-", "nav-", "notice-", "state-", "role-", "mail-"] {
                let shown = text.split('>').any(|part| part.trim_start().starts_with(key));
                assert!(!shown, "{path} ({language}) shows a key of {key}");
            }
        }
    }
}

#[tokio::test]
async fn headers_forbid_what_a_page_does_not_need() {
    let app = TestApp::new().await;
    let answer = reqwest::get(format!("{}/", app.base)).await.unwrap();
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let page = answer.text().await.unwrap();
    let style = page.split("href=\"/static/").nth(1).unwrap().split('"').next().unwrap();
    let style = reqwest::Client::new()
        .get(format!("{}/static/{style}", app.base))
        .header("accept-encoding", "br")
        .send()
        .await
        .unwrap();
    assert_eq!(style.status(), 200);
    assert!(style.headers()["cache-control"].to_str().unwrap().contains("immutable"));
}

#[tokio::test]
async fn over_tls_cookies_demand_it_and_bear_the_host_prefix() {
    let app = TestApp::with(|config| config.base_url = Some("https://rian.example".into())).await;
    let answer = reqwest::get(format!("{}/login", app.base)).await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-csrf=") && cookie.contains("Secure"), "{cookie}");
}

#[tokio::test]
async fn a_stranger_is_led_to_log_in_and_back() {
    let app = TestApp::new().await.with_course().await;
    let stranger = app.stranger();
    for path in ["/me", "/me/history", "/me/account", "/approvals", "/learn/x"] {
        let led = stranger.get(path).await.is(303).location.unwrap();
        assert!(led.starts_with("/login?next=%2F"), "{led}");
    }
    let enrol = stranger.post("/enrolments", &[("course", "small")]).await.is(303);
    assert_eq!(enrol.location.as_deref(), Some("/login?next=/courses/small"));
}

#[tokio::test]
async fn an_error_page_says_what_is_wrong_and_shows_ways_out() {
    let app = TestApp::new().await;
    let stranger = app.stranger();
    let page = stranger.get("/courses/data-101").await.is(404);
    page.says("data-101").says("href=\"/courses\"").says("href=\"/\"");
    stranger.get("/no/such/page?lang=en").await.is(404).says("lang=\"en\"");
    stranger.get("/demo/../demo").await;
    let officer_only = app.learner("somchai").await.get("/approvals").await.is(403);
    officer_only.says("href=\"/me\"");
    app.appointed("wichai", Role::CourseAuthor).await.get("/approvals").await.is(403);
}

#[tokio::test]
async fn the_demonstration_exists_only_in_the_demonstration() {
    let app = TestApp::with(|config| config.demo = false).await;
    let stranger = app.stranger();
    for path in ["/demo", "/demo.json", "/demo/outbox", "/demo/outbox.json"] {
        stranger.get(path).await.is(404);
    }
    assert!(app.app.verifier.is_none(), "no invented citizens outside the demonstration");
    // Sign-up says plainly that nothing verifies, and keeps the person for a desk.
    assert!(stranger.get("/signup").await.is(200).text.contains("notice--warning"));
}

#[tokio::test]
async fn the_demonstration_shows_what_scripts_were_promised() {
    let app = TestApp::demo().await;
    let demo = app.stranger().get("/demo.json").await.is(200).json();
    let roles: Vec<&str> =
        demo["people"].as_array().unwrap().iter().map(|it| it["role"].as_str().unwrap()).collect();
    assert!(roles.contains(&"learner"));
    for role in Role::ALL {
        assert!(roles.contains(&role.code()), "{role:?}");
    }
    let cards = demo["cards"].as_array().unwrap();
    let count = |state: &str| cards.iter().filter(|card| card["state"] == state).count();
    assert!(count("normal") >= 5 && count("expired") == 1 && count("cancelled") == 1);
    for person in demo["people"].as_array().unwrap() {
        let (login, password) =
            (person["login"].as_str().unwrap(), person["password"].as_str().unwrap());
        crate::support::Person::log_in(&app, login, password).await;
    }
    let outbox = app.stranger().get(demo["outbox"].as_str().unwrap()).await.is(200).json();
    assert!(outbox["items"].is_array());
}

#[tokio::test]
async fn the_demonstration_has_a_desk_at_work() {
    use crate::support::Person;
    let app = TestApp::demo().await;
    let (malee, teera) = (
        Person::log_in(&app, "malee@demo.example", "demo-rian-2569").await,
        Person::log_in(&app, "teera@demo.example", "demo-rian-2569").await,
    );
    let count = async |query: &str| {
        let found = malee.read(&format!("/certificate-requests?{query}")).await.is(200).json();
        found["items"].as_array().unwrap().len()
    };
    assert_eq!(count("limit=100").await, 7);
    assert_eq!((count("due=overdue").await, count("claimed=second").await), (1, 1));
    assert_eq!((count("state=returned").await, count("state=rejected").await), (1, 1));
    assert_eq!((count("state=approved").await, count("flagged=false").await), (4, 4));
    let waiting = malee.read("/certificate-requests?flagged=true").await.json();
    let flags = waiting["items"].to_string();
    for flag in ["short_time", "fast_answers", "two_courses", "identity_pending"] {
        assert!(flags.contains(flag), "{flag}: {flags}");
    }
    let measured = malee.read("/certificate-promise").await.is(200).json();
    assert_eq!(measured["measured"]["decided"], 7);
    // Two officers: what one has approved, the other finishes.
    let second = malee.read("/certificate-requests?claimed=second").await.json();
    let path =
        format!("/certificate-requests/{}/decision", second["items"][0]["id"].as_str().unwrap());
    let yes = serde_json::json!({"decision": "approve"});
    teera.write(&path, yes.clone()).await.is(409);
    assert_eq!(malee.write(&path, yes).await.is(200).json()["state"], "approved");
    // The learner whose request was returned reads why.
    let wanna = Person::log_in(&app, "wanna@demo.example", "demo-rian-2569").await;
    let place = wanna.read("/me/enrolments").await.json()["items"][0]["id"].clone();
    wanna.get(&format!("/learn/{}", place.as_str().unwrap())).await.is(200).says("โปรดแก้ไข");
    app.run_jobs().await;
}

#[tokio::test]
async fn metrics_count_without_naming_anyone() {
    let app = TestApp::new().await;
    app.stranger().get("/").await.is(200);
    let metrics = app.stranger().get("/metrics").await.is(200);
    metrics.says("rian_http_requests_total{status=\"200\"}").says("rian_jobs_waiting 0");
}
