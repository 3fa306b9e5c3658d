//! The second proof: asked at log-in and before what cannot be taken back, set up, taken away.

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::Duration;
use reqwest::Method;
use rian::{db::backup, identity::access::Role, sql};
use serde_json::{Value, json};

use crate::support::{
    PASSWORD, Person, TestApp,
    course::ask,
    second_factor::{self as factor, Device, answer, half_way, question, register, set_up},
    workd::Office,
};

const CODE: &str = "second_factor_code";
const PROOF: &str = "/login/second-factor";

async fn codes_left(person: &Person) -> i64 {
    let standing = person.read("/me/second-factor").await.is(200).json();
    standing["recovery_codes_left"].as_i64().unwrap()
}

async fn recovery_codes(person: &Person) -> Vec<String> {
    let told = person.write("/me/second-factor/recovery-codes", json!({})).await.is(201).json();
    let codes = told["codes"].as_array().unwrap().iter();
    codes.map(|code| code.as_str().unwrap().to_owned()).collect()
}

fn code(code: &str) -> Value {
    json!({ "code": code })
}

#[tokio::test]
async fn an_app_counts_once_its_code_came_back_and_log_in_asks_for_it() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    somchai.get("/me/account").await.is(200).says("/me/second-factor");
    somchai.post("/me/second-factor/app", &[]).await.is(303);
    let page = somchai.get("/me/second-factor/app").await.is(200).says("<svg").text;
    let secret = page.split("id=\"secret\">").nth(1).unwrap().split('<').next().unwrap();
    assert_eq!(secret.split(' ').count(), 8, "in groups to type");
    let codes = factor::CodeApp::new(secret);

    // Begun is not set up: a log-in asks for nothing yet.
    Person::log_in(&app, &somchai.email, PASSWORD).await;
    let confirm = |code: String| {
        let somchai = &somchai;
        async move {
            let fields = [("_method", "PUT"), (CODE, &*code)];
            somchai.post("/me/second-factor/app", &fields).await
        }
    };
    confirm("000000".into()).await.is(422).says("code-error");
    confirm(codes.at(app.now())).await.is(303);
    somchai.get("/me/second-factor").await.is(200).says("state--active");
    app.run_jobs().await;
    let letters = app.letters().await;
    assert!(letters[0].to == somchai.email && letters[0].text.contains("แอปยืนยันตัวตน"));
    assert!(!letters[0].text.contains(&codes.secret));

    // Half a log-in opens the page of the proof and nothing else.
    let half = half_way(&app, &somchai.email).await;
    half.get(PROOF).await.is(200).says("one-time-code");
    assert_eq!(half.get("/me").await.is(303).location.as_deref(), Some("/login?next=%2Fme"));
    half.get("/me/second-factor").await.is(303);
    half.post("/me/second-factor/app", &[]).await.is(401);
    half.post("/me/second-factor/proof", &[(CODE, &codes.next(&app))]).await.is(401);
    half.post(PROOF, &[(CODE, "000000")]).await.is(422).says("code-error");
    // Thai digits and a space are welcome.
    let said = rian::thai::digits::to_thai(&codes.next(&app));
    let said: String =
        said.chars().take(3).chain(" ".chars()).chain(said.chars().skip(3)).collect();
    assert_eq!(half.post(PROOF, &[(CODE, &said)]).await.is(303).location.as_deref(), Some("/me"));
    half.get("/me").await.is(200);
    // Nobody comes back to a proof that was given, or to one that was never owed.
    half.get(PROOF).await.is(303);
    app.stranger().get(PROOF).await.is(303);
    app.stranger().post(PROOF, &[(CODE, "000000")]).await.is(303);
}

#[tokio::test]
async fn half_a_log_in_grows_old_and_ends_with_a_new_password() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let codes = set_up(&app, &somchai).await;
    let half = half_way(&app, &somchai.email).await;
    app.advance(Duration::minutes(11));
    let late = half.post(PROOF, &[(CODE, &codes.next(&app))]).await.is(303);
    assert_eq!(late.location.as_deref(), Some("/login?notice=factor-log-in-again"));

    let half = half_way(&app, &somchai.email).await;
    somchai.post("/password-resets", &[("login", &somchai.email)]).await.is(200);
    let letters = app.letters().await;
    let letter = letters.iter().find(|it| it.text.contains("/password-resets/")).unwrap();
    let link = letter.links[0].strip_prefix(&app.base).unwrap().to_owned();
    let fresh = [("_method", "PUT"), ("password", "another horse lamp river")];
    somchai.post(&link, &fresh).await.is(303);
    half.post(PROOF, &[(CODE, &codes.next(&app))]).await.is(303);
    half.get("/me").await.is(303);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_code_counts_once_and_a_clock_may_be_a_little_wrong() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let codes = set_up(&app, &somchai).await;
    let log_in = async |otp: &str| {
        let body = json!({"login": somchai.email, "password": PASSWORD, "otp": otp});
        app.stranger().write("/sessions", body).await
    };
    // The code that set the app up is used.
    log_in(&codes.at(app.now())).await.is(401);
    let fresh = codes.next(&app);
    log_in(&fresh).await.is(201);
    let again = log_in(&fresh).await.is(401).json();
    assert_eq!(again["type"], "/problems/wrong-log-in");
    // One step behind and one ahead count, two do not.
    app.advance(Duration::minutes(5));
    let step = Duration::seconds(30);
    log_in(&codes.at(app.now() - step * 2)).await.is(401);
    log_in(&codes.at(app.now() + step * 2)).await.is(401);
    log_in(&codes.at(app.now() - step)).await.is(201);
    log_in(&codes.at(app.now() + step)).await.is(201);
    // What lies before the last one is used up with it.
    log_in(&codes.at(app.now())).await.is(401);
    app.run_jobs().await;
}

#[tokio::test]
async fn the_api_asks_for_a_code_after_the_right_password_alone() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let codes = set_up(&app, &somchai).await;
    let log_in = async |password: &str, otp: Option<String>| {
        let body = json!({"login": somchai.email, "password": password, "otp": otp});
        app.stranger().write("/sessions", body).await.is(401).json()["type"].clone()
    };
    assert_eq!(log_in("not the right one", None).await, "/problems/wrong-log-in");
    assert_eq!(log_in(PASSWORD, None).await, "/problems/second-factor-needed");
    assert_eq!(log_in(PASSWORD, Some(" ".into())).await, "/problems/second-factor-needed");
    let right = Some(codes.next(&app));
    assert_eq!(log_in("not the right one", right).await, "/problems/wrong-log-in");
    assert_eq!(log_in(PASSWORD, Some("000000".into())).await, "/problems/wrong-log-in");
    factor::log_in(&app, &somchai.email, &codes).await.read("/me").await.is(200);
    app.run_jobs().await;
}

#[tokio::test]
async fn guessing_codes_is_stopped_by_log_in_by_address_and_by_account() {
    let app = TestApp::with(|config| config.client_address_header = Some("x-real-ip".into())).await;
    let somchai = app.learner("somchai").await;
    let codes = set_up(&app, &somchai).await;

    // Five tries, and the password is asked again.
    let half = half_way(&app, &somchai.email).await;
    for _ in 0..5 {
        half.post(PROOF, &[(CODE, "000000")]).await.is(422);
    }
    half.post(PROOF, &[(CODE, &codes.next(&app))]).await.is(303);
    half.get("/me").await.is(303);

    // Ten from one address, and that address waits; the owner elsewhere does not.
    let try_from = async |address: &str, otp: &str| {
        let body = json!({"login": somchai.email, "password": PASSWORD, "otp": otp});
        let from = [("x-real-ip", address)];
        app.stranger().api_with(Method::POST, "/sessions", Some(body), &from).await
    };
    for _ in 0..10 {
        try_from("192.0.2.1", "000000").await.is(401);
    }
    let stopped = try_from("192.0.2.1", &codes.next(&app)).await.is(429);
    assert!(stopped.retry_after.unwrap() <= 15 * 60);
    // What was right does not count against anyone.
    for _ in 0..12 {
        try_from("192.0.2.2", &codes.next(&app)).await.is(201);
    }

    // From many addresses together the account takes no more than sixty in an hour.
    app.advance(Duration::hours(1));
    for index in 0..60 {
        try_from(&format!("198.51.100.{}", index / 10), "000000").await.is(401);
    }
    try_from("203.0.113.1", &codes.next(&app)).await.is(429);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_recovery_code_is_good_once() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let none = somchai.write("/me/second-factor/recovery-codes", json!({})).await.is(409).json();
    assert_eq!(none["type"], "/problems/no-second-factor");
    set_up(&app, &somchai).await;
    let first = recovery_codes(&somchai).await;
    assert_eq!((first.len(), codes_left(&somchai).await), (10, 10));

    let half = half_way(&app, &somchai.email).await;
    half.post(PROOF, &[(CODE, &first[0].to_uppercase())]).await.is(303);
    half.get("/me/second-factor").await.is(200).says("เหลือ 9 รหัส");
    let half = half_way(&app, &somchai.email).await;
    half.post(PROOF, &[(CODE, &first[0])]).await.is(422);
    half.post(PROOF, &[(CODE, &first[1])]).await.is(303);
    assert_eq!(codes_left(&somchai).await, 8);

    // Another's code is no code of mine.
    let kanda = app.learner("kanda").await;
    set_up(&app, &kanda).await;
    half_way(&app, &kanda.email).await.post(PROOF, &[(CODE, &first[2])]).await.is(422);

    // New ones end the old; the page shows them once.
    let page = half.post("/me/second-factor/recovery-codes", &[]).await.is(200).text;
    let shown = page.split("id=\"codes\">").nth(1).unwrap().split('<').next().unwrap();
    let second: Vec<&str> = shown.split_whitespace().collect();
    assert_eq!(second.len(), 10);
    assert!(!half.get("/me/second-factor").await.text.contains(second[0]));
    half_way(&app, &somchai.email).await.post(PROOF, &[(CODE, &first[2])]).await.is(422);
    half_way(&app, &somchai.email).await.post(PROOF, &[(CODE, second[2])]).await.is(303);
    app.run_jobs().await;
}

#[tokio::test]
async fn outside_the_demonstration_an_appointment_waits_for_a_second_factor() {
    let app = TestApp::with(|config| config.demo = false).await;
    let malee = app.officer("malee").await;
    let office = Office::new(&app, "chiangmai.mail.go.th").await;
    let refused = malee.get("/approvals").await.is(403);
    assert!(refused.text.contains("href=\"/me/second-factor\""), "the way is told");
    malee.get("/me").await.is(200).says("href=\"/me/second-factor\"");
    let sensitive = malee.post("/certificate-request-decisions", &[]).await.is(403);
    assert!(sensitive.text.contains("href=\"/me/second-factor\""));
    office.admin.get(&office.path("")).await.is(403);
    office.admin.get(&office.path("/export.csv")).await.is(403);
    let domain = office.path("");
    for (person, path) in [
        (&malee, "/certificate-requests"),
        (&office.admin, &*domain),
        (&office.admin, "/workd/domains"),
        (&office.officer, &*domain),
        (&office.officer, "/workd/letters"),
        (&office.officer, "/workd/budget"),
    ] {
        let problem = person.read(path).await.is(403).json();
        assert_eq!(problem["type"], "/problems/second-factor-needed", "{path}");
        assert!(problem["detail"].as_str().unwrap().contains("/me/second-factor"));
    }
    let decide = json!({"ids": ["x"], "decision": "approve"});
    malee.write("/certificate-request-decisions", decide).await.is(403);
    // A learner has no appointment and is asked for nothing.
    app.learner("somchai").await.get("/me").await.is(200);

    // Set up in one session, the rights are there; another session gives the proof first.
    let codes = set_up(&app, &malee).await;
    malee.read("/certificate-requests").await.is(200);
    let browser = malee.get("/approvals").await.is(403);
    assert!(browser.text.contains("href=\"/me/second-factor/proof\""));
    malee.get("/me/second-factor").await.is(200).says("/me/second-factor/proof");
    let (next, code) = (("next", "/approvals"), codes.next(&app));
    let proved = malee.post("/me/second-factor/proof", &[next, (CODE, &code)]).await.is(303);
    assert_eq!(proved.location.as_deref(), Some("/approvals"));
    malee.get("/approvals").await.is(200);
    // At log-in the proof comes with it, and whoever has none is led to set it up.
    factor::log_in(&app, &malee.email, &codes).await.get("/approvals").await.is(200);
    let login = [("login", &*office.officer.email), ("password", PASSWORD)];
    let led = app.stranger().post("/login", &login).await.is(303);
    assert_eq!(led.location.as_deref(), Some("/me/second-factor"));
    app.run_jobs().await;
}

#[tokio::test]
async fn in_the_demonstration_a_password_is_enough_for_whoever_set_nothing_up() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let malee = app.officer("malee").await;
    malee.get("/approvals").await.is(200);
    let request = ask(&app, &somchai).await;
    app.advance(Duration::hours(1));
    let path = format!("/certificate-requests/{request}/decision");
    malee.write(&path, json!({"decision": "approve"})).await.is(200);
    malee.write("/sessions/current/second-factor", code("000000")).await.is(403);
    // Whoever set one up is asked for it.
    let malee = Person::log_in(&app, &malee.email, PASSWORD).await;
    set_up(&app, &malee).await;
    half_way(&app, &malee.email).await.get("/approvals").await.is(303);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_decision_asks_for_a_fresh_proof_and_keeps_what_was_typed() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, kanda) = (app.learner("somchai").await, app.learner("kanda").await);
    let malee = app.officer("malee").await;
    let (first, second) = (ask(&app, &somchai).await, ask(&app, &kanda).await);
    let codes = set_up(&app, &malee).await;
    let malee = factor::log_in(&app, &malee.email, &codes).await;

    // Sixteen minutes later both the page and the API ask again; looking is free.
    app.advance(Duration::minutes(16));
    let page = format!("/approvals/{first}/decision");
    let reason = "โปรดแก้ไขชื่อ <ตามบัตร>";
    let typed = [("decision", "return"), ("reason", reason), ("form_key", "a-key-of-this-form")];
    malee.get("/approvals").await.is(200);
    let asked = malee.post(&page, &typed).await.is(403);
    assert!(asked.text.contains(&format!("action=\"{page}\"")));
    assert!(asked.text.contains("name=\"decision\" value=\"return\""));
    assert!(asked.text.contains("name=\"reason\" value=\"โปรดแก้ไขชื่อ &#60;ตามบัตร&#62;\""));
    assert!(asked.text.contains("name=\"form_key\" value=\"a-key-of-this-form\""));
    let path = format!("/certificate-requests/{second}/decision");
    let stale = malee.write(&path, json!({"decision": "approve"})).await.is(403).json();
    assert_eq!(stale["type"], "/problems/second-factor-stale");
    let bulk = json!({"ids": [second], "decision": "approve"});
    malee.write("/certificate-request-decisions", bulk).await.is(403);

    // A wrong code asks again with everything; the right one does what was asked.
    let with = |code: &'static str| [&typed[..], &[(CODE, code)]].concat();
    let again = malee.post(&page, &with("000000")).await.is(422);
    assert!(again.text.contains("code-error") && again.text.contains("&#60;ตามบัตร&#62;"));
    assert!(!again.text.contains("value=\"000000\""), "a code is not put back");
    let right = codes.next(&app);
    let fields = [&typed[..], &[(CODE, &right)]].concat();
    malee.post(&page, &fields).await.is(303);
    let decided = malee.get(&format!("/approvals/{first}")).await.is(200);
    assert!(decided.text.contains("state--returned") && decided.text.contains("&#60;ตามบัตร&#62;"));
    // That was a proof for the browser; the token gives its own.
    malee.write(&path, json!({"decision": "approve"})).await.is(403);
    malee.write("/sessions/current/second-factor", code("000000")).await.is(422);
    let proof = code(&codes.next(&app));
    let told = malee.write("/sessions/current/second-factor", proof).await.is(200).json();
    assert_eq!(told["how"], "totp");
    malee.write(&path, json!({"decision": "approve"})).await.is(200);
    app.run_jobs().await;
}

#[tokio::test]
async fn everything_sensitive_asks_for_a_fresh_proof() {
    let app = TestApp::new().await;
    let office = Office::open(&app, "chiangmai.mail.go.th").await;
    let malee = app.officer("malee").await;
    let codes = set_up(&app, &office.admin).await;
    let admin = factor::log_in(&app, &office.admin.email, &codes).await;
    let made = admin.write(&office.path("/tokens"), json!({"name": "ระบบบุคลากร"})).await.is(201);
    let system = Person::with_token(&app, made.json()["token"].as_str().unwrap());
    set_up(&app, &office.officer).await;
    set_up(&app, &malee).await;
    app.advance(Duration::minutes(16));

    let domain = office.path("");
    let named = json!({"first_name": "ก", "last_name": "ข", "email": "k@example.org"});
    for (person, method, path, body) in [
        (&admin, Method::POST, format!("{domain}/tokens"), json!({"name": "x"})),
        (&admin, Method::POST, format!("{domain}/admins"), named),
        (&admin, Method::DELETE, format!("{domain}/admins/x"), json!({})),
        (&admin, Method::GET, format!("{domain}/export.csv"), json!({})),
        (&office.officer, Method::PUT, "/workd/budget".into(), json!({"mail_accounts": 900})),
        (&malee, Method::POST, "/certificates/x/revocation".into(), json!({"reason": "x"})),
    ] {
        let path = path.replace("/export.csv", "/export/csv");
        let problem = person.api(method, &path, Some(body)).await.is(403).json();
        assert_eq!(problem["type"], "/problems/second-factor-stale", "{path}");
    }
    // A sheet to fetch leads to the proof and back.
    let sheet = admin.get(&office.path("/export.csv")).await.is(303).location.unwrap();
    assert!(sheet.starts_with("/me/second-factor/proof?next=%2Fworkd%2Fdomains%2F"), "{sheet}");
    let asked = admin.get(&sheet).await.is(200);
    assert!(asked.text.contains(&office.path("/export.csv")));
    // The domain's own token was made for this with a fresh proof.
    system.read(&office.path("/export/csv")).await.is(200);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_personal_token_does_nothing_sensitive_and_sets_up_no_factor() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let request = ask(&app, &somchai).await;
    let malee = app.officer("malee").await;
    let codes = set_up(&app, &malee).await;
    let (now, token) = (app.now(), "rian_a_personal_token");
    let hash = rian::identity::session::hash(token);
    let mut tx = app.app.db.write().await.unwrap();
    sql!(
        tx,
        sqlx::query(
            "insert into session (token_hash, person_id, kind, created_at, last_seen_at,
                 expires_at, second_proof_at, scopes)
             values ($1, $2, 'personal', $3, $3, $4, $3, 'certificates:review')"
        )
        .bind(hash)
        .bind(&malee.id)
        .bind(now)
        .bind(now + Duration::days(30))
        .execute(tx)
        .await
        .map(drop)
    )
    .unwrap();
    tx.save_unrecorded("a token of the test").await.unwrap();
    let script = Person::with_token(&app, token);
    script.read("/certificate-requests").await.is(200);
    let path = format!("/certificate-requests/{request}/decision");
    script.write(&path, json!({"decision": "approve"})).await.is(403);
    script.write("/sessions/current/second-factor", code(&codes.next(&app))).await.is(403);
    script.write("/me/second-factor/app", json!({})).await.is(403);
    script.write("/me/second-factor/recovery-codes", json!({})).await.is(403);
    script.api(Method::DELETE, "/me/second-factor/app", None).await.is(403);
    app.run_jobs().await;
}

#[tokio::test]
async fn adding_and_taking_away_need_a_fresh_proof_and_letters_tell() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let codes = set_up(&app, &somchai).await;
    recovery_codes(&somchai).await;
    app.advance(Duration::minutes(16));
    let delete = [("_method", "DELETE")];
    let to_proof = Some("/me/second-factor/proof?next=%2Fme%2Fsecond-factor");
    for (path, fields) in [
        ("/me/second-factor/app", &delete[..]),
        ("/me/second-factor/app", &[]),
        ("/me/second-factor/recovery-codes", &[]),
    ] {
        assert_eq!(somchai.post(path, fields).await.is(303).location.as_deref(), to_proof);
    }
    somchai.get("/me/second-factor/app").await.is(303);
    somchai.post("/me/second-factor/passkeys/ceremonies", &[]).await.is(403);
    somchai.get("/me/second-factor/passkeys/new").await.is(303);
    for path in ["/me/second-factor/app", "/me/second-factor/passkeys/x"] {
        let problem = somchai.api(Method::DELETE, path, None).await.is(403).json();
        assert_eq!(problem["type"], "/problems/second-factor-stale");
    }
    somchai.write("/me/second-factor/app", json!({})).await.is(403);
    assert_eq!(codes_left(&somchai).await, 10);

    somchai.post("/me/second-factor/proof", &[(CODE, &codes.next(&app))]).await.is(303);
    somchai.post("/me/second-factor/app", &delete).await.is(303);
    assert_eq!(codes_left(&somchai).await, 0, "they stand for nothing else");
    app.run_jobs().await;
    let subject = app.letters().await[0].subject.clone();
    assert!(subject.contains("นำการยืนยันตัวตนขั้นที่สองออก"), "{subject}");
    Person::log_in(&app, &somchai.email, PASSWORD).await;
}

#[tokio::test]
async fn a_browser_left_open_sets_up_nothing_without_the_password() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    somchai.post("/me/second-factor/app", &[]).await.is(303);
    app.advance(Duration::minutes(16));
    let proof = "/me/second-factor/proof";
    for (path, next) in [
        ("/me/second-factor/app", "%2Fme%2Fsecond-factor"),
        ("/me/second-factor/passkeys/new", "/me/second-factor/passkeys/new"),
    ] {
        let led = somchai.get(path).await.is(303).location.unwrap();
        assert_eq!(led, format!("{proof}?next={next}"));
        somchai.get(&led).await.is(200).says("current-password");
    }
    somchai.post("/me/second-factor/app", &[]).await.is(303);
    somchai.post("/me/second-factor/passkeys/ceremonies", &[]).await.is(403);
    somchai.write("/me/second-factor/app", json!({})).await.is(403);
    let code = [("_method", "PUT"), (CODE, "000000")];
    somchai.post("/me/second-factor/app", &code).await.is(303);
    let give = async |password: &str| {
        let fields = [("password", password), ("next", "/me/second-factor/app")];
        somchai.post(proof, &fields).await
    };
    give("not the right one").await.is(401);
    give("").await.is(401);
    somchai.get("/me/second-factor/app").await.is(303);
    give(PASSWORD).await.is(303);
    somchai.get("/me/second-factor/app").await.is(200).says("<svg");
    // The password is no second proof: what is set up elsewhere is asked for here.
    let elsewhere = Person::log_in(&app, &somchai.email, PASSWORD).await;
    set_up(&app, &elsewhere).await;
    somchai.post("/me/second-factor/recovery-codes", &[]).await.is(303);
    let fields = [("password", PASSWORD)];
    somchai.post(proof, &fields).await.is(422);
    app.run_jobs().await;
}

#[tokio::test]
async fn whoever_must_have_one_keeps_the_last_and_may_change_it() {
    let app = TestApp::with(|config| config.demo = false).await;
    let malee = app.officer("malee").await;
    let first = set_up(&app, &malee).await;
    let kept = malee.api(Method::DELETE, "/me/second-factor/app", None).await.is(409).json();
    assert_eq!(kept["type"], "/problems/last-second-factor");
    // A new phone takes the place of the old one.
    app.advance(Duration::seconds(30));
    let second = set_up(&app, &malee).await;
    half_way(&app, &malee.email).await.post(PROOF, &[(CODE, &first.next(&app))]).await.is(422);
    half_way(&app, &malee.email).await.post(PROOF, &[(CODE, &second.next(&app))]).await.is(303);
    app.run_jobs().await;
}

#[tokio::test]
async fn nothing_that_proves_lies_open_in_a_backup() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let codes = set_up(&app, &somchai).await;
    let recovery = recovery_codes(&somchai).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy.rian");
    backup::write(&app.app, &file).await.unwrap();
    let raw = std::fs::read(&file).unwrap();
    let mut archive = tar::Archive::new(zstd::Decoder::new(&raw[..]).unwrap());
    archive.unpack(folder.path()).unwrap();
    let rows = std::fs::read_to_string(folder.path().join("rows.jsonl")).unwrap();
    assert!(rows.contains("\"totp\"") && rows.contains("\"recovery_code\""));
    let secret = totp_rs::Secret::try_from_base32(&codes.secret).unwrap();
    let forms = [
        codes.secret.clone(),
        STANDARD.encode(secret.as_bytes()),
        hex::encode(secret.as_bytes()),
        codes.secret.to_lowercase(),
        recovery[0].clone(),
        recovery[0].replace('-', ""),
        STANDARD.encode(recovery[0].replace('-', "")),
    ];
    for form in forms {
        assert!(!rows.contains(&form), "{form} lies open");
    }
    app.run_jobs().await;
}

#[tokio::test]
async fn a_secret_moved_to_another_row_does_not_open() {
    let app = TestApp::new().await;
    let (somchai, kanda) = (app.learner("somchai").await, app.learner("kanda").await);
    let codes = set_up(&app, &somchai).await;
    set_up(&app, &kanda).await;
    let mut tx = app.app.db.write().await.unwrap();
    sql!(
        tx,
        sqlx::query(
            "update totp set secret_sealed = (select secret_sealed from totp where person_id = $1)
             where person_id = $2"
        )
        .bind(&somchai.id)
        .bind(&kanda.id)
        .execute(tx)
        .await
        .map(drop)
    )
    .unwrap();
    tx.save_unrecorded("a thief of the test").await.unwrap();
    let body = json!({"login": kanda.email, "password": PASSWORD, "otp": codes.next(&app)});
    app.stranger().write("/sessions", body).await.is(500);
    app.run_jobs().await;
}

#[tokio::test]
async fn an_administrator_takes_away_what_somebody_lost_and_nobody_else_does() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    set_up(&app, &somchai).await;
    let admin = app.appointed("rungrot", Role::SystemAdmin).await;
    let path = "/second-factor-resets";
    let body = json!({"login": somchai.email, "reason": "lost_device"});
    for role in Role::ALL.into_iter().filter(|role| *role != Role::SystemAdmin) {
        let other = app.appointed(&format!("x-{}", role.code().replace('_', "-")), role).await;
        other.write(path, body.clone()).await.is(403);
        other.get("/second-factor-resets/new").await.is(403);
    }
    admin.get("/second-factor-resets/new").await.is(200);
    let no_reason = json!({"login": somchai.email, "reason": "because"});
    assert_eq!(admin.write(path, no_reason).await.is(422).fields(), ["/reason"]);
    for login in ["nobody@example.org", &*admin.email] {
        let wrong = json!({"login": login, "reason": "lost_device"});
        assert_eq!(admin.write(path, wrong).await.is(422).fields(), ["/login"]);
    }
    // With a factor of their own, the administrator proves it first.
    let codes = set_up(&app, &admin).await;
    app.advance(Duration::minutes(16));
    admin.write(path, body.clone()).await.is(403);
    let fields = [("login", &*somchai.email), ("reason", "lost_device")];
    admin.post(path, &fields).await.is(403).says("lost_device");
    let code = codes.next(&app);
    admin.post(path, &[&fields[..], &[(CODE, &code)]].concat()).await.is(303);
    somchai.read("/me").await.is(401);
    somchai.get("/me").await.is(303);
    Person::log_in(&app, &somchai.email, PASSWORD).await;
    app.run_jobs().await;
    let letters = app.letters().await;
    let letter = letters.iter().find(|it| it.subject.contains("ผู้ดูแลระบบยกเลิก")).unwrap();
    assert!(letter.to == somchai.email && letter.text.contains("อุปกรณ์สูญหาย"));

    // The last administrator's own is taken away on the server itself.
    let mut tx = app.app.db.write().await.unwrap();
    let reset = rian::identity::second_factor::reset::reset_from_server;
    assert!(reset(&mut tx, &app.app, &admin.email, "because").await.is_err());
    reset(&mut tx, &app.app, &admin.email, "lost_device").await.unwrap();
    tx.save().await.unwrap();
    admin.read("/me").await.is(401);
    Person::log_in(&app, &admin.email, PASSWORD).await;
    app.run_jobs().await;
}

#[tokio::test]
async fn a_passkey_logs_in_alone_and_counts_as_both_proofs() {
    let app = TestApp::with(|config| config.demo = false).await;
    let malee = app.officer("malee").await;
    let mut device = Device::new(&app);
    register(&malee, &mut device).await;
    malee.get("/me/second-factor").await.is(200).says("โทรศัพท์");
    malee.get("/approvals").await.is(200);

    let browser = app.stranger();
    browser.get("/login").await.is(200).says("data-ask=\"/login/passkey-ceremonies\"");
    let asked = question(&browser, "/login/passkey-ceremonies").await;
    assert_eq!(asked["options"]["userVerification"], "required");
    let said = device.sign(&asked);
    answer(&browser, "/login/passkey", &asked, &said).await.is(303);
    browser.get("/approvals").await.is(200);

    // After a password it is the second proof, and before something sensitive the fresh one.
    let half = half_way(&app, &malee.email).await;
    let asked = question(&half, "/login/second-factor/ceremonies").await;
    let said = device.sign(&asked);
    answer(&half, PROOF, &asked, &said).await.is(303);
    app.advance(Duration::minutes(16));
    let fields = [("ids", "x"), ("decision", "approve")];
    let path = "/certificate-request-decisions";
    half.post(path, &fields).await.is(403).says("data-ask=\"/me/second-factor/proof/ceremonies\"");
    let asked = question(&half, "/me/second-factor/proof/ceremonies").await;
    let said = device.sign(&asked);
    let ceremony = asked["ceremony"].as_str().unwrap();
    let proof = [("passkey_ceremony", ceremony), ("passkey_credential", &*said)];
    half.post(path, &[&fields[..], &proof[..]].concat()).await.is(404);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_passkeys_answer_is_good_once_here_and_for_what_was_asked() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let mut device = Device::new(&app);

    // Made elsewhere, or without a finger or a PIN, there is no passkey.
    let make = async |change: &dyn Fn(&mut Device)| {
        let mut other = device.clone();
        change(&mut other);
        let asked = question(&somchai, "/me/second-factor/passkeys/ceremonies").await;
        let made = other.make(&asked);
        answer(&somchai, "/me/second-factor/passkeys", &asked, &made).await.is(409);
    };
    make(&|it| it.origin = "https://rian.example".into()).await;
    make(&|it| it.origin = it.origin.replace("localhost", "127.0.0.1")).await;
    make(&|it| it.verifies = false).await;
    register(&somchai, &mut device).await;

    let log_in = async |device: &mut Device, change: &dyn Fn(&mut Device)| {
        let browser = app.stranger();
        let asked = question(&browser, "/login/passkey-ceremonies").await;
        change(device);
        let said = device.sign(&asked);
        (answer(&browser, "/login/passkey", &asked, &said).await, browser, asked, said)
    };
    let (first, _, asked, said) = log_in(&mut device, &|_| {}).await;
    first.is(303);
    // The same answer again, and another answer to the same question, find none.
    let thief = app.stranger();
    answer(&thief, "/login/passkey", &asked, &said).await.is(409);
    let again = device.sign(&asked);
    answer(&thief, "/login/passkey", &asked, &again).await.is(409);
    thief.get("/me").await.is(303);

    // From another address, without a finger, by a copy whose counter stands behind.
    let elsewhere = |it: &mut Device| it.origin = "https://rian.example".into();
    log_in(&mut device.clone(), &elsewhere).await.0.is(409);
    log_in(&mut device.clone(), &|it| it.verifies = false).await.0.is(409);
    let mut copy = device.clone();
    log_in(&mut device, &|_| {}).await.0.is(303);
    log_in(&mut copy, &|it| it.counter = 1).await.0.is(409);
    let mut tx = app.app.db.read().await.unwrap();
    let mut reasons: Vec<String> = sql!(
        tx,
        sqlx::query_scalar(
            "select detail from audit where act = 'second_factor.refused' order by id"
        )
        .fetch_all(tx)
        .await
        .map(|rows: Vec<sqlx::types::Json<Value>>| rows
            .into_iter()
            .map(|row| row["reason"].as_str().unwrap_or_default().to_owned())
            .collect())
    )
    .unwrap();
    drop(tx);
    reasons.sort();
    assert_eq!(reasons, ["counter", "origin", "user_not_verified"]);

    // What was asked for a log-in is no proof in a session, and what was asked of one is not
    // another's; too late is too late.
    let proof = "/me/second-factor/proof";
    let asked = question(&somchai, "/login/passkey-ceremonies").await;
    let said = device.sign(&asked);
    answer(&somchai, proof, &asked, &said).await.is(409);
    let kanda = app.learner("kanda").await;
    let asked = question(&kanda, "/me/second-factor/proof/ceremonies").await;
    let said = device.sign(&asked);
    answer(&somchai, proof, &asked, &said).await.is(409);
    set_up(&app, &kanda).await;
    let asked = question(&kanda, "/me/second-factor/proof/ceremonies").await;
    let said = device.sign(&asked);
    answer(&kanda, proof, &asked, &said).await.is(409);
    let asked = question(&somchai, "/me/second-factor/proof/ceremonies").await;
    let said = device.sign(&asked);
    app.advance(Duration::minutes(5));
    answer(&somchai, proof, &asked, &said).await.is(409);
    let asked = question(&somchai, "/me/second-factor/proof/ceremonies").await;
    let said = device.sign(&asked);
    answer(&somchai, proof, &asked, &said).await.is(303);

    // Taken away, it opens nothing.
    let standing = somchai.read("/me/second-factor").await.is(200).json();
    let id = standing["passkeys"][0]["id"].as_str().unwrap();
    let path = format!("/me/second-factor/passkeys/{id}");
    kanda.api(Method::DELETE, &path, None).await.is(404);
    somchai.post(&path, &[("_method", "DELETE")]).await.is(303);
    log_in(&mut device, &|_| {}).await.0.is(409);
    app.run_jobs().await;
}
