//! A person's own account: sessions, devices, password, tokens, name and address.

use chrono::Duration;
use reqwest::{Client, Method, redirect::Policy};
use rian::{identity::access::Role, sql};
use serde_json::json;

use crate::support::{Answer, PASSWORD, Person, TestApp, course::ask};

const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
const FRESH: &str = "another horse lamp river";

/// What a log-in form answers, with the cookies it gives.
struct Knock {
    status: u16,
    text: String,
    device: Option<String>,
    session: Option<String>,
}

/// Logs in by the form from a network address with a device cookie, or tries to.
async fn knock(app: &TestApp, password: &str, address: &str, agent: &str, device: &str) -> Knock {
    knock_as(app, "somchai@example.org", password, address, agent, device).await
}

async fn knock_as(
    app: &TestApp,
    login: &str,
    password: &str,
    address: &str,
    agent: &str,
    device: &str,
) -> Knock {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let form = client.get(format!("{}/login", app.base)).send().await.unwrap();
    let cookies = |answer: &reqwest::Response, name: &str| {
        answer.headers().get_all("set-cookie").iter().find_map(|it| {
            let (key, rest) = it.to_str().unwrap().split_once('=').unwrap();
            (key == name).then(|| rest.split(';').next().unwrap().to_owned())
        })
    };
    let csrf = cookies(&form, "csrf").unwrap();
    let page = form.text().await.unwrap();
    let token = page.split("name=\"csrf_token\" value=\"").nth(1).unwrap();
    let token = token.split('"').next().unwrap();
    let fields = [("csrf_token", token), ("login", login), ("password", password)];
    let answer = client
        .post(format!("{}/login", app.base))
        .header("cookie", format!("csrf={csrf}; device={device}"))
        .header("x-real-ip", address)
        .header("user-agent", agent)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(serde_html_form::to_string(fields).unwrap())
        .send()
        .await
        .unwrap();
    let (device, session) = (cookies(&answer, "device"), cookies(&answer, "session"));
    let status = answer.status().as_u16();
    Knock { status, text: answer.text().await.unwrap(), device, session }
}

/// Opens a page with nothing but this session cookie.
async fn page_with(app: &TestApp, session: &str, path: &str) -> u16 {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let request = client.get(format!("{}{path}", app.base));
    let answer = request.header("cookie", format!("session={session}")).send().await.unwrap();
    answer.status().as_u16()
}

async fn behind_a_proxy() -> TestApp {
    TestApp::with(|config| config.client_address_header = Some("x-real-ip".into())).await
}

fn links(app: &TestApp, letter: &rian::mail::outbox::Letter) -> Vec<String> {
    letter.links.iter().map(|link| link.strip_prefix(&app.base).unwrap().to_owned()).collect()
}

/// The one letter to `to` that holds `words`; letters of one instant come in any order.
async fn letter(app: &TestApp, to: &str, words: &str) -> rian::mail::outbox::Letter {
    let letters = app.every_letter().await.into_iter();
    let mut found = letters.filter(|it| it.to == to && it.text.contains(words));
    let letter = found.next().unwrap_or_else(|| panic!("no letter to {to} says {words}"));
    assert!(found.next().is_none(), "two letters to {to} say {words}");
    letter
}

/// The link of the letter that sets a new password.
async fn reset_link(app: &TestApp) -> String {
    let letter = letter(app, "somchai@example.org", "ภายใน 1 ชั่วโมง").await;
    links(app, &letter).remove(0)
}

fn types(answer: &Answer) -> String {
    answer.json()["type"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_person_sees_every_device_and_ends_any_of_them() {
    let app = TestApp::new().await;
    let (somchai, malee) = (app.learner("somchai").await, app.learner("malee").await);
    let phone = knock(&app, PASSWORD, "192.0.2.1", SAFARI, "").await.session.unwrap();
    knock(&app, PASSWORD, "192.0.2.1", CHROME, "").await;

    let page = somchai.get("/me/sessions").await.is(200).says("Safari บน iPhone");
    let page = page.says("Chrome บน Windows");
    assert_eq!(page.text.matches("state--active").count(), 1, "this device is marked once");
    let list = somchai.read("/me/sessions").await.is(200).json();
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), 4, "two browsers more, the first, and the API");
    assert_eq!(items[0]["current"], true);
    assert_eq!(items[0]["kind"], "api");
    let id = |device: &str| {
        let found = items.iter().find(|it| it["device"].as_str().unwrap().contains(device));
        found.unwrap()["id"].as_str().unwrap().to_owned()
    };

    // Somebody else's session is none of one's business, on either way.
    let path = format!("/me/sessions/{}", id("Safari"));
    malee.api(Method::DELETE, &path, None).await.is(404);
    malee.post(&path, &[("_method", "DELETE")]).await.is(404);
    assert_eq!(page_with(&app, &phone, "/me").await, 200);
    somchai.post(&path, &[("_method", "DELETE")]).await.is(303);
    assert_eq!(page_with(&app, &phone, "/me").await, 303);
    somchai.post(&path, &[("_method", "DELETE")]).await.is(404);

    let path = format!("/me/sessions/{}", id("Chrome"));
    somchai.api(Method::DELETE, &path, None).await.is(204);
    // All others, and this one goes on.
    somchai.post("/me/sessions", &[("_method", "DELETE")]).await.is(303);
    somchai.get("/me").await.is(200);
    somchai.read("/me").await.is(401);
    app.stranger().get("/me/sessions").await.is(303);
    app.stranger().read("/me/sessions").await.is(401);
}

#[tokio::test]
async fn a_log_in_from_a_new_device_is_told_by_letter_and_a_known_one_is_not() {
    let app = TestApp::new().await;
    app.learner("somchai").await;
    let told = || async {
        let letters = app.every_letter().await;
        letters.iter().filter(|it| it.text.contains("Safari บน iPhone")).count()
    };
    let device = knock(&app, PASSWORD, "192.0.2.1", SAFARI, "").await.device.unwrap();
    assert_eq!(told().await, 1);
    let again = knock(&app, PASSWORD, "192.0.2.1", SAFARI, &device).await.device.unwrap();
    assert_eq!(told().await, 1, "the device is known");
    knock(&app, PASSWORD, "192.0.2.1", SAFARI, &again).await;
    assert_eq!(told().await, 1, "and stays known");

    // Whoever shares the browser is new to their own account, and both stay known.
    app.learner("malee").await;
    let login = "malee@example.org";
    let both = knock_as(&app, login, PASSWORD, "192.0.2.1", SAFARI, &again).await.device.unwrap();
    assert_eq!(told().await, 2);
    knock(&app, PASSWORD, "192.0.2.1", SAFARI, &both).await;
    knock_as(&app, login, PASSWORD, "192.0.2.1", SAFARI, &both).await;
    assert_eq!(told().await, 2);

    // A cookie that was made up, or was somebody else's, makes nothing known.
    let forged = format!("{}.9999999999999999.{}", "0".repeat(32), "0".repeat(64));
    knock(&app, PASSWORD, "192.0.2.1", SAFARI, &forged).await;
    assert_eq!(told().await, 3);
    let others = knock_as(&app, login, PASSWORD, "192.0.2.1", SAFARI, "").await.device.unwrap();
    knock(&app, PASSWORD, "192.0.2.1", SAFARI, &others).await;
    assert_eq!(told().await, 5);

    // After logging out everywhere no device is known.
    let somchai = Person::log_in(&app, "somchai@example.org", PASSWORD).await;
    app.advance(Duration::minutes(1));
    somchai.post("/sessions", &[("_method", "DELETE")]).await.is(303);
    knock(&app, PASSWORD, "192.0.2.1", SAFARI, &both).await;
    assert_eq!(told().await, 6);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_program_is_told_of_once_by_its_name() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let before = app.every_letter().await.len();
    let body = || Some(json!({"login": "somchai@example.org", "password": PASSWORD}));
    for _ in 0..3 {
        let agent = [("user-agent", "report/1.0")];
        somchai.api_with(Method::POST, "/sessions", body(), &agent).await.is(201);
    }
    assert_eq!(app.every_letter().await.len(), before + 1);
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_the_present_one() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let elsewhere = Person::log_in(&app, "somchai@example.org", PASSWORD).await;
    somchai.get("/me/password").await.is(200);
    let put = |current: &'static str, new: &'static str| {
        let fields = [("_method", "PUT"), ("current_password", current), ("password", new)];
        let somchai = &somchai;
        async move { somchai.post("/me/password", &fields).await }
    };
    put("not the right one", FRESH).await.is(422).says("รหัสผ่านปัจจุบันไม่ถูกต้อง");
    put("", FRESH).await.is(422);
    put(PASSWORD, "short").await.is(422);
    put(PASSWORD, PASSWORD).await.is(422).says("ซ้ำกับรหัสผ่านปัจจุบัน");
    put(PASSWORD, "PassWord1234").await.is(422).says("รั่วไหล");
    put(PASSWORD, "ยฟหหไนพกๅ/-ภ").await.is(422).says("แป้นพิมพ์อีกภาษา");
    put(PASSWORD, "zzzzzzzzzzzzzz").await.is(422);
    elsewhere.get("/me").await.is(200);

    put(PASSWORD, FRESH).await.is(303);
    somchai.get("/me").await.is(200);
    elsewhere.get("/me").await.is(303);
    elsewhere.read("/me").await.is(401);
    letter(&app, "somchai@example.org", "รหัสผ่านของบัญชีถูกเปลี่ยนเมื่อ").await;
    assert_eq!(knock(&app, PASSWORD, "192.0.2.1", CHROME, "").await.status, 401);
    assert_eq!(knock(&app, FRESH, "192.0.2.1", CHROME, "").await.status, 303);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_changed_password_gives_the_session_another_token() {
    let app = TestApp::new().await;
    let mut somchai = app.learner("somchai").await;
    let change = |current: &str, new: &str| json!({"current_password": current, "password": new});
    let wrong = somchai.api(Method::PUT, "/me/password", Some(change("wrong", "short"))).await;
    assert_eq!(wrong.is(422).fields(), ["/current_password", "/password"]);
    for weak in ["password1234", "ยฟหหไนพกๅ/-ภ", "somchaisomchai"] {
        let refused = somchai.api(Method::PUT, "/me/password", Some(change(PASSWORD, weak))).await;
        assert_eq!(refused.is(422).fields(), ["/password"], "{weak}");
    }
    let done = somchai.api(Method::PUT, "/me/password", Some(change(PASSWORD, FRESH))).await;
    let token = done.is(200).json()["token"].as_str().unwrap().to_owned();
    somchai.read("/me").await.is(401);
    somchai.get("/me").await.is(303);
    somchai.token = Some(token);
    somchai.read("/me").await.is(200);

    // A cookie that was copied before holds nothing after.
    let copied = knock(&app, FRESH, "192.0.2.1", CHROME, "").await.session.unwrap();
    let browser = Person::log_in(&app, "somchai@example.org", FRESH).await;
    let fields = [("_method", "PUT"), ("current_password", FRESH), ("password", PASSWORD)];
    browser.post("/me/password", &fields).await.is(303);
    assert_eq!(page_with(&app, &copied, "/me").await, 303);
}

#[tokio::test]
async fn the_present_password_cannot_be_guessed_from_an_open_session() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let body = |password: &str| Some(json!({"current_password": password, "password": FRESH}));
    for _ in 0..10 {
        somchai.api(Method::PUT, "/me/password", body("a guess of mine")).await.is(422);
    }
    somchai.api(Method::PUT, "/me/password", body(PASSWORD)).await.is(429);
    app.advance(Duration::minutes(16));
    somchai.api(Method::PUT, "/me/password", body(PASSWORD)).await.is(200);
}

#[tokio::test]
async fn signing_up_refuses_a_password_that_leaked() {
    let app = TestApp::new().await;
    let body = json!({"password": "password1234", "email": "x@example.org"});
    let refused = app.stranger().write("/signups", body).await.is(422).json();
    let errors = refused["errors"].as_array().unwrap();
    let mistake = errors.iter().find(|it| it["field"] == "/password").unwrap();
    assert_eq!(mistake["code"], "common");
}

#[tokio::test]
async fn guessing_from_everywhere_is_stopped_and_the_owners_device_still_gets_in() {
    let app = behind_a_proxy().await;
    app.learner("somchai").await;
    app.learner("malee").await;
    let device = knock(&app, PASSWORD, "198.51.100.1", CHROME, "").await.device.unwrap();
    let malees = knock_as(&app, "malee@example.org", PASSWORD, "198.51.100.2", CHROME, "").await;
    let malees = malees.device.unwrap();
    for guess in 0..50 {
        let address = format!("192.0.2.{guess}");
        assert_eq!(knock(&app, "a guess of mine", &address, CHROME, "").await.status, 401);
    }
    // The fifty-first guess is not even looked at, from an address that never tried before.
    let stopped = knock(&app, PASSWORD, "203.0.113.1", CHROME, "").await;
    assert_eq!(stopped.status, 429);
    assert!(stopped.text.contains("ลืมรหัสผ่าน") && stopped.text.contains("รับลิงก์ทางอีเมล"));
    let stranger = app.stranger();
    let body = json!({"login": "somchai@example.org", "password": PASSWORD});
    let from = [("x-real-ip", "203.0.113.2")];
    let by_api = stranger.api_with(Method::POST, "/sessions", Some(body), &from).await.is(429);
    assert_eq!(types(&by_api), "/problems/letter-needed");
    assert!(by_api.retry_after.unwrap() <= 3600);
    // Neither does the cookie of another account help, nor one that was tampered with.
    let stolen = knock(&app, PASSWORD, "203.0.113.3", CHROME, &malees).await;
    assert_eq!(stolen.status, 429);
    let tampered = device.replacen(['0', '1', '2', '3'], "f", 1);
    assert_eq!(knock(&app, PASSWORD, "203.0.113.3", CHROME, &tampered).await.status, 429);

    // The owner's own device logs in, from an address that it never had.
    assert_eq!(knock(&app, PASSWORD, "203.0.113.4", CHROME, &device).await.status, 303);
    // Even that device guesses in a bucket of its own.
    for _ in 0..10 {
        assert_eq!(knock(&app, "my guess", "203.0.113.4", CHROME, &device).await.status, 401);
    }
    assert_eq!(knock(&app, PASSWORD, "203.0.113.5", CHROME, &device).await.status, 429);
    // Others are not disturbed.
    let login = "malee@example.org";
    assert_eq!(knock_as(&app, login, PASSWORD, "203.0.113.6", CHROME, "").await.status, 303);
}

#[tokio::test]
async fn the_letter_opens_a_door_that_strangers_keep_busy() {
    let app = behind_a_proxy().await;
    app.learner("somchai").await;
    for guess in 0..50 {
        let address = format!("192.0.2.{guess}");
        assert_eq!(knock(&app, "a guess of mine", &address, CHROME, "").await.status, 401);
    }
    let owner = app.stranger();
    let log_in = [("login", "somchai@example.org"), ("password", FRESH)];
    owner.post("/login", &log_in).await.is(429);
    owner.post("/password-resets", &[("login", "somchai@example.org")]).await.is(200);
    let link = reset_link(&app).await;
    owner.post(&link, &[("_method", "PUT"), ("password", FRESH)]).await.is(303);
    // The browser that opened the letter is a known device now.
    owner.post("/login", &log_in).await.is(303);
    owner.get("/me").await.is(200);
    app.stranger().post("/login", &log_in).await.is(429);
    app.run_jobs().await;
}

#[tokio::test]
async fn an_unknown_name_is_stopped_like_a_known_one() {
    let app = behind_a_proxy().await;
    app.learner("somchai").await;
    let mut told = Vec::new();
    for login in ["somchai@example.org", "nobody@example.org"] {
        let mut answers = Vec::new();
        for guess in 0..51 {
            let address = format!("192.0.2.{guess}");
            let body = json!({"login": login, "password": "a guess of mine"});
            let from = [("x-real-ip", address.as_str())];
            let stranger = app.stranger();
            let answer = stranger.api_with(Method::POST, "/sessions", Some(body), &from).await;
            answers.push((answer.status.as_u16(), answer.text));
        }
        assert_eq!((answers[49].0, answers[50].0), (401, 429));
        told.push(answers);
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn many_guesses_at_the_same_time_pass_no_more_than_one_by_one() {
    let app = behind_a_proxy().await;
    app.learner("somchai").await;
    let tries = (0..60).map(|guess| {
        let app = &app;
        async move {
            let body = json!({"login": "somchai@example.org", "password": "a guess of mine"});
            let address = format!("192.0.2.{guess}");
            let from = [("x-real-ip", address.as_str())];
            app.stranger().api_with(Method::POST, "/sessions", Some(body), &from).await.status
        }
    });
    let heard = futures_util::future::join_all(tries).await;
    assert_eq!(heard.iter().filter(|status| status.as_u16() == 401).count(), 50);
}

#[tokio::test]
async fn a_personal_token_does_what_it_was_made_for_and_nothing_else() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let make = |scopes: &[&str], days: i64| {
        let body = json!({"name": "รายงาน", "scopes": scopes, "days": days});
        let somchai = &somchai;
        async move { somchai.write("/me/tokens", body).await }
    };
    let nothing = somchai.write("/me/tokens", json!({})).await.is(422);
    assert_eq!(nothing.fields(), ["/name", "/scopes"]);
    assert_eq!(make(&["everything"], 30).await.is(422).fields(), ["/scopes"]);
    for days in [0, 366, -1] {
        assert_eq!(make(&["learning:read"], days).await.is(422).fields(), ["/days"]);
    }
    let made = make(&["learning:read"], 30).await.is(201).json();
    let secret = made["token"].as_str().unwrap();
    assert!(secret.starts_with("rian_"));
    assert!(made["last_used_at"].is_null());
    let program = Person::with_token(&app, secret);
    program.read("/me/enrolments").await.is(200);
    program.read("/courses").await.is(200);
    program.write("/enrolments", json!({"course": "small"})).await.is(403);
    program.read("/me").await.is(403);
    program.read("/workd/domains").await.is(403);
    // What is for people alone.
    for path in ["/me/sessions", "/me/tokens", "/certificate-requests"] {
        program.read(path).await.is(403);
    }
    program.write("/me/tokens", json!({"name": "x", "scopes": ["learning:read"]})).await.is(403);
    let body = json!({"current_password": PASSWORD, "password": FRESH});
    program.api(Method::PUT, "/me/password", Some(body)).await.is(403);
    program.api(Method::DELETE, "/sessions/current", None).await.is(403);
    program.read("/something-new").await.is(403);

    // It is listed with its last use and never shown again; it is no session of the list.
    let list = somchai.read("/me/tokens").await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    assert!(!list["items"][0]["last_used_at"].is_null());
    assert!(list["items"][0]["token"].is_null());
    somchai.get("/me/tokens").await.is(200).says("รายงาน");
    assert_eq!(somchai.read("/me/sessions").await.json()["items"].as_array().unwrap().len(), 2);
    // On pages it is nothing, not even in the browser's cookie.
    assert_eq!(page_with(&app, secret, "/me").await, 303);
    assert_eq!(page_with(&app, somchai.token.as_deref().unwrap(), "/me").await, 303);

    // It ends by hand, and only by its owner's.
    let malee = app.learner("malee").await;
    let path = format!("/me/tokens/{}", made["id"].as_str().unwrap());
    malee.api(Method::DELETE, &path, None).await.is(404);
    malee.post(&path, &[("_method", "DELETE")]).await.is(404);
    somchai.api(Method::DELETE, &path.replace("tokens", "sessions"), None).await.is(404);
    program.read("/courses").await.is(200);
    somchai.api(Method::DELETE, &path, None).await.is(204);
    program.read("/courses").await.is(401);
}

#[tokio::test]
async fn a_personal_token_ends_on_its_day_however_much_it_is_used() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let fields = [("name", "แอปของฉัน"), ("scopes", "learning:write"), ("scopes", "account:read")];
    let fields = [&fields[..], &[("days", "๒")]].concat();
    let page = somchai.post("/me/tokens", &fields).await.is(201);
    let secret = page.text.split("id=\"fresh-token\">").nth(1).unwrap().split('<').next().unwrap();
    let program = Person::with_token(&app, secret);
    program.write("/enrolments", json!({"course": "small"})).await.is(201);
    program.read("/me").await.is(200);
    app.advance(Duration::hours(40));
    program.read("/me").await.is(200);
    app.advance(Duration::hours(9));
    program.read("/me").await.is(401);
    app.stranger().post("/me/tokens", &fields).await.is(401);
}

#[tokio::test]
async fn a_personal_token_reaches_no_further_than_its_person() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let scopes = json!({"name": "x", "scopes": ["certificates:review", "workd:manage"]});
    let of = |secret: &serde_json::Value| Person::with_token(&app, secret.as_str().unwrap());
    let learners = of(&somchai.write("/me/tokens", scopes.clone()).await.is(201).json()["token"]);
    learners.read("/certificate-requests").await.is(403);
    let officers = of(&malee.write("/me/tokens", scopes).await.is(201).json()["token"]);
    officers.read("/certificate-requests").await.is(200);
    let request = ask(&app, &somchai).await;
    let path = format!("/certificate-requests/{request}/decision");
    officers.write(&path, json!({"decision": "approve"})).await.is(403);
    malee.write(&path, json!({"decision": "approve"})).await.is(200);
    app.run_jobs().await;
}

fn new_name(first: &str, reason: &str) -> serde_json::Value {
    json!({"prefix": "นาย", "first_name": first, "last_name": "ใจดี", "reason": reason})
}

#[tokio::test]
async fn a_verified_name_changes_when_an_officer_says_so() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let (desk, malee) =
        (app.appointed("duangjai", Role::DeskOfficer).await, app.officer("malee").await);
    let request = ask(&app, &somchai).await;
    let path = format!("/certificate-requests/{request}/decision");
    let decided = malee.write(&path, json!({"decision": "approve"})).await.is(200).json();
    let number = decided["certificate"]["number"].as_str().unwrap();

    somchai.get("/me/name").await.is(200);
    assert_eq!(
        somchai.write("/me/name-changes", new_name("สมหมาย", "")).await.is(422).fields(),
        ["/reason"]
    );
    somchai.write("/me/name-changes", new_name("<b>", "เปลี่ยนชื่อ")).await.is(422);
    let asked = somchai.write("/me/name-changes", new_name("สมหมาย", "เปลี่ยนชื่อที่เขต")).await;
    let id = asked.is(202).json()["id"].as_str().unwrap().to_owned();
    assert!(somchai.read("/me").await.json()["name"].as_str().unwrap().contains("สมชาย"));
    let twice = somchai.write("/me/name-changes", new_name("สมศักดิ์", "อีกครั้ง")).await;
    assert_eq!(types(&twice.is(409)), "/problems/name-change-waits");

    // Nobody else sees or decides it.
    let decision = format!("/people/name-changes/{id}/decision");
    for person in [&somchai, &malee] {
        person.get("/people/name-changes").await.is(403);
        person.post(&decision, &[("decision", "approve")]).await.is(403);
        person.read("/people/name-changes").await.is(403);
        person.write(&decision, json!({"decision": "approve"})).await.is(403);
    }
    desk.get("/people/name-changes").await.is(200).says("สมหมาย").says("เปลี่ยนชื่อที่เขต");
    desk.post(&decision, &[("decision", "reject")]).await.is(422);
    desk.post(&decision, &[("decision", "maybe")]).await.is(422);
    desk.post(&decision, &[("decision", "approve")]).await.is(303);
    desk.write(&decision, json!({"decision": "approve"})).await.is(409);
    desk.write("/people/name-changes/none/decision", json!({"decision": "approve"})).await.is(404);
    assert_eq!(somchai.read("/me").await.json()["name"], "นายสมหมาย ใจดี");
    letter(&app, &somchai.email, "คำขอแก้ไขชื่อเป็น นายสมหมาย ใจดี ได้รับอนุมัติแล้ว").await;
    // What was printed stays as it was.
    app.stranger().get(&format!("/verify/{number}")).await.is(200).says("สมชาย");
    app.run_jobs().await;
}

#[tokio::test]
async fn a_refused_name_stays_and_its_reason_is_told() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let desk = app.appointed("duangjai", Role::DeskOfficer).await;
    let fields = |first: &'static str| {
        let reason = "เปลี่ยนชื่อที่เขต";
        [("prefix", "นาย"), ("first_name", first), ("last_name", "ใจดี"), ("reason", reason)]
    };
    somchai.post("/me/name", &fields("สมหมาย")).await.is(303);
    somchai.get("/me/account").await.is(200).says("ขอแก้ไขแล้ว");
    somchai.post("/me/name", &[("_method", "DELETE")]).await.is(303);
    somchai.post("/me/name", &[("_method", "DELETE")]).await.is(404);
    app.advance(Duration::minutes(1));
    somchai.post("/me/name", &fields("สมหมาย")).await.is(303);
    let queue = desk.read("/people/name-changes").await.json();
    let items = queue["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "what was withdrawn is not in the queue");
    let decision = format!("/people/name-changes/{}/decision", items[0]["id"].as_str().unwrap());
    let body = json!({"decision": "reject", "reason": "ไม่มีใบสำคัญ"});
    desk.write(&decision, body).await.is(204);
    assert!(somchai.read("/me").await.json()["name"].as_str().unwrap().contains("สมชาย"));
    somchai.get("/me/name").await.is(200).says("ไม่มีใบสำคัญ");
    letter(&app, &somchai.email, "ไม่มีใบสำคัญ").await;
    app.run_jobs().await;
}

#[tokio::test]
async fn an_officer_does_not_decide_about_their_own_name() {
    let app = TestApp::new().await;
    let desk = app.person_in("duangjai", Some(Role::DeskOfficer), "verified", None).await;
    let asked = desk.write("/me/name-changes", new_name("ดวงดี", "เปลี่ยนชื่อ")).await.is(202);
    let id = asked.json()["id"].as_str().unwrap().to_owned();
    let decision = format!("/people/name-changes/{id}/decision");
    desk.write(&decision, json!({"decision": "approve"})).await.is(403);
}

#[tokio::test]
async fn a_name_that_nobody_verified_changes_at_once() {
    let app = TestApp::new().await;
    let somchai = app.unverified("somchai").await;
    somchai.write("/me/name-changes", new_name("สมหมาย", "")).await.is(204);
    assert_eq!(somchai.read("/me").await.json()["name"], "นายสมหมาย ใจดี");
    let same = somchai.write("/me/name-changes", new_name("สมหมาย", "")).await.is(422);
    assert_eq!(same.fields(), ["/first_name"]);
}

#[tokio::test]
async fn a_person_says_what_kind_they_are_and_how_to_write_to_them() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    somchai.get("/me/account/edit").await.is(200);
    let put = |kind: &'static str, agency: &'static str, locale: &'static str| {
        let fields =
            [("_method", "PUT"), ("person_kind", kind), ("agency", agency), ("locale", locale)];
        let somchai = &somchai;
        async move { somchai.post("/me/account", &fields).await }
    };
    put("civil_servant", "", "en").await.is(422);
    put("king", "กรมตัวอย่าง", "en").await.is(422);
    put("civil_servant", "กรมตัวอย่าง", "xx").await.is(422);
    put("civil_servant", "กรมตัวอย่าง", "en").await.is(303);
    let told = somchai.read("/me/description").await.json();
    assert_eq!(
        told,
        json!({"person_kind": "civil_servant", "agency": "กรมตัวอย่าง", "locale": "en"})
    );
    knock(&app, PASSWORD, "192.0.2.1", CHROME, "").await;
    letter(&app, "somchai@example.org", "Chrome on Windows").await;
    let body = json!({"person_kind": "public", "locale": "th"});
    somchai.api(Method::PUT, "/me/description", Some(body)).await.is(204);
    assert!(somchai.read("/me/description").await.json()["agency"].is_null());
}

/// Asks for `new@example.org` and gives the links: confirm, approve, refuse.
async fn ask_for_email(app: &TestApp, person: &Person) -> (String, String, String) {
    let fields = [("email", "New@Example.org"), ("password", PASSWORD)];
    person.post("/me/email", &fields).await.is(303);
    let letters = app.letters().await;
    let to = |address: &str| letters.iter().find(|it| it.to == address).unwrap();
    let confirm = links(app, to("new@example.org")).remove(0);
    let mut old = links(app, to("somchai@example.org")).into_iter();
    (confirm, old.next().unwrap(), old.next().unwrap())
}

async fn email_of(person: &Person) -> String {
    person.read("/me").await.is(200).json()["email"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn another_address_counts_when_both_sides_have_answered() {
    for new_first in [true, false] {
        let app = TestApp::new().await;
        let somchai = app.learner("somchai").await;
        let elsewhere = Person::log_in(&app, "somchai@example.org", PASSWORD).await;
        let (confirm, approve, refuse) = ask_for_email(&app, &somchai).await;
        somchai.get("/me/account").await.is(200).says("new@example.org");
        let reader = app.stranger();
        reader.post("/password-resets", &[("login", "somchai@example.org")]).await.is(200);
        let reset = reset_link(&app).await;
        let (first, second) = if new_first { (&confirm, &approve) } else { (&approve, &confirm) };
        // Looking at a link uses nothing up.
        reader.get(first).await.is(200);
        reader.post(first, &[]).await.is(303);
        assert_eq!(email_of(&elsewhere).await, "somchai@example.org");
        reader.post(first, &[]).await.is(404);
        reader.post(second, &[]).await.is(303);

        somchai.get("/me/account").await.is(200).says("new@example.org");
        elsewhere.get("/me").await.is(303);
        elsewhere.read("/me").await.is(401);
        for link in [&confirm, &approve, &refuse, &reset] {
            reader.get(link).await.is(404);
        }
        for to in ["somchai@example.org", "new@example.org"] {
            letter(&app, to, "บัญชีของท่านใช้ new@example.org").await;
        }
        let log_in = |login: &str| json!({"login": login, "password": PASSWORD});
        reader.write("/sessions", log_in("somchai@example.org")).await.is(401);
        reader.write("/sessions", log_in("new@example.org")).await.is(201);
        app.run_jobs().await;
    }
}

#[tokio::test]
async fn a_lost_mailbox_is_left_behind_after_three_days_of_silence() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let (confirm, ..) = ask_for_email(&app, &somchai).await;
    app.stranger().post(&confirm, &[]).await.is(303);
    app.advance(Duration::hours(71));
    app.run_jobs().await;
    assert_eq!(email_of(&somchai).await, "somchai@example.org");
    app.advance(Duration::hours(1));
    app.run_jobs().await;
    let again = Person::log_in(&app, "new@example.org", PASSWORD).await;
    assert_eq!(email_of(&again).await, "new@example.org");
    app.advance(Duration::days(5));
    app.run_jobs().await;
}

#[tokio::test]
async fn an_address_that_never_answered_never_counts() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let (confirm, approve, _) = ask_for_email(&app, &somchai).await;
    app.stranger().post(&approve, &[]).await.is(303);
    app.advance(Duration::hours(73));
    app.run_jobs().await;
    assert_eq!(email_of(&somchai).await, "somchai@example.org");
    app.advance(Duration::days(5));
    app.run_jobs().await;
    app.stranger().get(&confirm).await.is(404);
    app.stranger().post(&confirm, &[]).await.is(404);
    let list = somchai.read("/me/email-changes").await.json();
    assert_eq!(list["items"], json!([]));
    assert_eq!(email_of(&somchai).await, "somchai@example.org");
}

#[tokio::test]
async fn silence_is_enough_for_an_answer_that_comes_late() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let (confirm, ..) = ask_for_email(&app, &somchai).await;
    app.advance(Duration::days(4));
    app.run_jobs().await;
    app.stranger().post(&confirm, &[]).await.is(303);
    let again = Person::log_in(&app, "new@example.org", PASSWORD).await;
    assert_eq!(email_of(&again).await, "new@example.org");
    app.run_jobs().await;
}

#[tokio::test]
async fn the_old_address_can_refuse_until_the_change_is_made() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let (confirm, approve, refuse) = ask_for_email(&app, &somchai).await;
    let owner = app.stranger();
    owner.post(&confirm, &[]).await.is(303);
    app.advance(Duration::hours(71));
    owner.get(&refuse).await.is(200);
    owner.post(&refuse, &[]).await.is(303);
    // Whoever asked knew the password: every session is over.
    somchai.get("/me").await.is(303);
    somchai.read("/me").await.is(401);
    for link in [&confirm, &approve, &refuse] {
        owner.post(link, &[]).await.is(404);
    }
    app.advance(Duration::days(2));
    app.run_jobs().await;
    let again = Person::log_in(&app, "somchai@example.org", PASSWORD).await;
    assert_eq!(email_of(&again).await, "somchai@example.org");
    app.advance(Duration::days(7));
    app.run_jobs().await;
}

#[tokio::test]
async fn the_old_address_can_refuse_even_after_it_agreed() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let (confirm, approve, refuse) = ask_for_email(&app, &somchai).await;
    app.stranger().post(&approve, &[]).await.is(303);
    app.stranger().post(&refuse, &[]).await.is(303);
    app.stranger().post(&confirm, &[]).await.is(404);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_change_of_address_can_be_taken_back_and_needs_the_password() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    app.learner("malee").await;
    let ask = |email: &str, password: &str| json!({"email": email, "password": password});
    let refused = |body| {
        let somchai = &somchai;
        async move { somchai.write("/me/email-changes", body).await.is(422).fields() }
    };
    assert_eq!(refused(ask("new@example.org", "")).await, ["/password"]);
    assert_eq!(refused(ask("new@example.org", "not the right one")).await, ["/password"]);
    assert_eq!(refused(ask("nonsense", PASSWORD)).await, ["/email"]);
    assert_eq!(refused(ask("malee@example.org", PASSWORD)).await, ["/email"]);
    assert_eq!(refused(ask("somchai@example.org", PASSWORD)).await, ["/email"]);
    assert!(app.letters().await.is_empty());

    let (confirm, approve, _) = ask_for_email(&app, &somchai).await;
    let list = somchai.read("/me/email-changes").await.json();
    assert_eq!(list["items"][0]["new_email"], "new@example.org");
    somchai.get("/me/email").await.is(200).says("new@example.org");
    somchai.post("/me/email", &[("_method", "DELETE")]).await.is(303);
    somchai.post("/me/email", &[("_method", "DELETE")]).await.is(404);
    app.stranger().post(&confirm, &[]).await.is(404);
    app.stranger().post(&approve, &[]).await.is(404);

    app.advance(Duration::minutes(1));
    // A second request ends the first with its links; the API answers the letters as well.
    somchai.write("/me/email-changes", ask("new@example.org", PASSWORD)).await.is(201);
    let first = links(
        &app,
        &app.letters().await.into_iter().find(|it| it.to == "new@example.org").unwrap(),
    )
    .remove(0);
    app.advance(Duration::minutes(1));
    somchai.write("/me/email-changes", ask("newer@example.org", PASSWORD)).await.is(201);
    app.stranger().post(&first, &[]).await.is(404);
    let letters = app.letters().await;
    let token = |to: &str, at: usize| {
        let letter = letters.iter().find(|it| it.to == to).unwrap();
        let link = &letter.links[at];
        json!({"token": link.rsplit('/').next().unwrap()})
    };
    let stranger = app.stranger();
    let (new, old) = (token("newer@example.org", 0), token("somchai@example.org", 0));
    // A link is for its own purpose alone.
    stranger.write("/email-changes/confirmations", old.clone()).await.is(404);
    stranger.write("/email-changes/approvals", new.clone()).await.is(404);
    let step = stranger.write("/email-changes/confirmations", new).await.is(200).json();
    assert_eq!(step["state"], "waits");
    let step = stranger.write("/email-changes/approvals", old).await.is(200).json();
    assert_eq!(step["state"], "done");
    assert_eq!(email_of(&somchai).await, "newer@example.org");
    app.run_jobs().await;
}

#[tokio::test]
async fn an_address_that_somebody_took_meanwhile_is_not_taken_from_them() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let (confirm, approve, _) = ask_for_email(&app, &somchai).await;
    app.learner("new").await;
    app.stranger().post(&approve, &[]).await.is(303);
    let answer = app.stranger().post(&confirm, &[]).await.is(303);
    assert_eq!(answer.location.as_deref(), Some("/login?notice=own-email-taken"));
    assert_eq!(email_of(&somchai).await, "somchai@example.org");
    app.run_jobs().await;
}

#[tokio::test]
async fn a_password_set_by_letter_drops_a_change_that_somebody_else_asked_for() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let (confirm, ..) = ask_for_email(&app, &somchai).await;
    let owner = app.stranger();
    owner.post("/password-resets", &[("login", "somchai@example.org")]).await.is(200);
    let link = reset_link(&app).await;
    owner.post(&link, &[("_method", "PUT"), ("password", FRESH)]).await.is(303);
    owner.post(&confirm, &[]).await.is(404);
    app.advance(Duration::days(8));
    app.run_jobs().await;
    let again = Person::log_in(&app, "somchai@example.org", FRESH).await;
    assert_eq!(email_of(&again).await, "somchai@example.org");
}

#[tokio::test]
async fn the_pages_of_the_account_are_for_their_owner() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let stranger = app.stranger();
    let pages = ["account", "account/edit", "sessions", "password", "tokens", "name", "email"];
    for page in pages.map(|page| format!("/me/{page}")) {
        stranger.get(&page).await.is(303);
        somchai.get(&page).await.is(200);
        somchai.get(&format!("{page}?lang=en")).await.is(200);
        somchai.get(&format!("{page}?lang=th")).await.is(200);
    }
    for link in ["sessions", "password", "tokens", "name", "email", "account/edit"] {
        somchai.get("/me/account").await.says(&format!("\"/me/{link}\""));
    }
}

#[tokio::test]
async fn a_fresh_second_proof_stands_for_the_password_and_a_stale_one_does_not() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let body = |email: &str| json!({ "email": email });
    somchai.write("/me/email-changes", body("new@example.org")).await.is(422);
    let mut tx = app.app.db.write().await.unwrap();
    let now = app.now();
    sql!(
        tx,
        sqlx::query("update session set second_proof_at = $1")
            .bind(now)
            .execute(tx)
            .await
            .map(drop)
    )
    .unwrap();
    tx.save_unrecorded("a test").await.unwrap();
    app.advance(Duration::minutes(14));
    somchai.write("/me/email-changes", body("new@example.org")).await.is(201);
    app.advance(Duration::minutes(2));
    somchai.write("/me/email-changes", body("newer@example.org")).await.is(422);
    // Wrong is wrong, proof or not.
    let wrong = json!({"email": "newer@example.org", "password": "not the right one"});
    somchai.write("/me/email-changes", wrong).await.is(422);
}

#[tokio::test]
async fn an_answer_about_an_old_name_verifies_no_new_one() {
    let app = TestApp::new().await;
    let source = app.app.demo_verifier.clone().unwrap();
    source.set_reachable(false);
    let card = &rian::identity::verification::demo::CARDS[0];
    let body = json!({
        "citizen_id": card.citizen_id, "laser_code": card.laser_code, "prefix": "นาย",
        "first_name": card.first_name, "last_name": card.last_name,
        "birth_date": card.birth_date, "email": "card@example.org", "password": PASSWORD,
        "person_kind": "public", "consents": {"terms": true, "privacy": true},
    });
    app.stranger().write("/signups", body).await.is(202);
    let person = Person::log_in(&app, "card@example.org", PASSWORD).await;
    person.write("/me/name-changes", new_name("สมหมาย", "")).await.is(204);
    source.set_reachable(true);
    for _ in 0..5 {
        app.advance(Duration::hours(1));
        app.run_jobs().await;
    }
    assert_eq!(person.read("/me").await.json()["verification"], "pending");
    // With the code typed anew the source is asked about the new name, and says no.
    let code = [("laser_code", card.laser_code)];
    person.post("/me/verification", &code).await.is(422);
}
