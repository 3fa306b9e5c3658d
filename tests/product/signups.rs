//! Signing up: every field, every refusal, and a source that does not answer.

use chrono::Duration;
use serde_json::{Value, json};

use crate::support::{PASSWORD, Person, TestApp};

/// The sign-up of the first card of the demonstration.
fn sudarat() -> Value {
    json!({
        "citizen_id": "9100000000011", "laser_code": "ZA1000000101", "prefix": "นางสาว",
        "first_name": "สุดารัตน์", "last_name": "เกื้อกูล", "birth_date": "17 พฤษภาคม ๒๕๓๓",
        "email": "sudarat@example.org", "password": PASSWORD, "person_kind": "public",
        "consents": {"terms": true, "privacy": true},
    })
}

fn with(field: &str, value: Value) -> Value {
    let mut body = sudarat();
    body[field] = value;
    body
}

async fn count(app: &TestApp, table: &'static str) -> i64 {
    let mut tx = app.app.db.read().await.unwrap();
    let text = format!("select count(*) from {table}");
    rian::sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(text);
        statement.build_query_scalar().fetch_one(tx).await
    })
    .unwrap()
}

#[tokio::test]
async fn each_mistake_is_named_by_its_field_and_nothing_is_kept() {
    let app = TestApp::new().await;
    let stranger = app.stranger();
    let cases = [
        ("citizen_id", json!("9100000000012"), "/citizen_id"),
        ("citizen_id", json!("910000000001"), "/citizen_id"),
        ("laser_code", json!("ZAO000000101"), "/laser_code"),
        ("laser_code", json!("12345"), "/laser_code"),
        ("birth_date", json!("2027-01-01"), "/birth_date"),
        ("birth_date", json!("29 ก.พ. 2566"), "/birth_date"),
        ("birth_date", json!("5/17/2533"), "/birth_date"),
        ("first_name", json!(""), "/first_name"),
        ("first_name", json!("สุดாรัตน์"), "/first_name"),
        ("email", json!("sudarat"), "/email"),
        ("password", json!("สั้น"), "/password"),
        ("password", json!("passwordpassword"), "/password"),
        ("person_kind", json!("king"), "/person_kind"),
        ("person_kind", json!("civil_servant"), "/agency"),
        ("consents", json!({"terms": true}), "/consents/privacy"),
    ];
    for (field, value, pointed) in cases {
        let answer = stranger.write("/signups", with(field, value.clone())).await.is(422);
        assert_eq!(answer.fields(), [pointed], "{field} = {value}");
    }
    assert_eq!(count(&app, "person").await, 0);
    assert_eq!(count(&app, "notice").await, 0);
}

#[tokio::test]
async fn every_refusal_of_the_source_reads_the_same() {
    let app = TestApp::new().await;
    let stranger = app.stranger();
    let expired = json!({
        "citizen_id": "9100000000097", "laser_code": "ZA1000000909", "first_name": "วิไลวรรณ",
        "last_name": "แสงจันทร์", "birth_date": "1975-03-21",
    });
    let mut of_expired = sudarat();
    for (name, value) in expired.as_object().unwrap() {
        of_expired[name] = value.clone();
    }
    let refused = [
        with("first_name", json!("สุดารัตน")),
        with("laser_code", json!("ZA1000000102")),
        with("birth_date", json!("1990-05-18")),
        with("citizen_id", json!("9999900000019")),
        of_expired,
    ];
    let mut told = Vec::new();
    for body in refused {
        told.push(stranger.write("/signups", body).await.is(422).text);
    }
    told.dedup();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(count(&app, "person").await, 0);
}

#[tokio::test]
async fn one_citizen_has_one_account_and_one_address_belongs_to_one_person() {
    let app = TestApp::new().await;
    let stranger = app.stranger();
    stranger.write("/signups", sudarat()).await.is(201);
    let again = stranger.write("/signups", with("email", json!("other@example.org"))).await;
    assert_eq!(again.is(409).json()["type"], "/problems/already-joined");
    let nattapong = json!({
        "citizen_id": "9100000000020", "laser_code": "ZA1000000202", "prefix": "นาย",
        "first_name": "ณัฐพงษ์", "last_name": "ศรีสุวรรณ", "birth_date": "1985-11-02",
        "email": "SUDARAT@example.org", "password": PASSWORD, "person_kind": "public",
        "consents": {"terms": true, "privacy": true},
    });
    assert_eq!(stranger.write("/signups", nattapong).await.is(422).fields(), ["/email"]);
    assert_eq!(count(&app, "person").await, 1);
}

#[tokio::test]
async fn guessing_at_a_citizen_is_stopped_and_says_when_to_come_back() {
    let app = TestApp::new().await;
    let stranger = app.stranger();
    for guess in 0..5 {
        let code = format!("ZA200000000{guess}");
        stranger.write("/signups", with("laser_code", json!(code))).await.is(422);
    }
    let stopped = stranger.write("/signups", sudarat()).await.is(429);
    assert!(stopped.retry_after.unwrap() > 0);
    app.advance(Duration::days(1));
    stranger.write("/signups", sudarat()).await.is(201);
}

#[tokio::test]
async fn a_source_that_does_not_answer_is_asked_again_and_the_person_is_told() {
    let app = TestApp::new().await;
    let source = app.app.demo_verifier.clone().unwrap();
    source.set_reachable(false);
    let kept = app.stranger().write("/signups", sudarat()).await.is(202).json();
    assert_eq!(kept["verification"]["state"], "pending");
    let sudarat = Person::log_in(&app, "sudarat@example.org", PASSWORD).await;
    assert_eq!(sudarat.read("/me").await.json()["verification"], "pending");

    // Nobody can hold a number that was not verified: it stays free for its owner.
    app.advance(Duration::minutes(1));
    app.run_jobs().await;
    assert_eq!(sudarat.read("/me").await.json()["verification"], "pending");

    source.set_reachable(true);
    app.advance(Duration::hours(1));
    app.run_jobs().await;
    assert_eq!(sudarat.read("/me").await.json()["verification"], "verified");
    app.run_jobs().await;
    assert_eq!(app.letters().await[0].to, "sudarat@example.org");
}

#[tokio::test]
async fn after_a_restart_the_code_is_asked_for_again_because_it_was_never_stored() {
    let app = TestApp::new().await;
    let source = app.app.demo_verifier.clone().unwrap();
    source.set_reachable(false);
    app.stranger().write("/signups", sudarat()).await.is(202);
    // Another process finds the job but not the claim.
    let elsewhere = rian::app::App::new(
        app.app.config.clone(),
        app.app.db.clone(),
        app.app.clock.clone(),
        app.app.random.clone(),
        rian::identity::seal::KeyRing::load(&app.app.config.key_file()).unwrap(),
        app.app.files.clone(),
    );
    for _ in 0..5 {
        app.advance(Duration::hours(1));
        let transport = rian::mail::transport::Transport::Outbox;
        rian::jobs::worker::run_all(&elsewhere, &transport).await.unwrap();
    }
    assert!(app.letters().await[0].links[0].ends_with("/me/verification"));
    source.set_reachable(true);
    let sudarat = Person::log_in(&app, "sudarat@example.org", PASSWORD).await;
    let path = "/me/verification";
    sudarat.post(path, &[("laser_code", "ZA1000000102")]).await.is(422);
    sudarat.post(path, &[("laser_code", "za1-0000001-01")]).await.is(303);
    assert_eq!(sudarat.read("/me").await.json()["verification"], "verified");
}

#[tokio::test]
async fn the_form_shows_mistakes_beside_their_fields_and_forgets_secrets() {
    let app = TestApp::new().await;
    let stranger = app.stranger();
    let form = [
        ("citizen_id", "9100000000012"),
        ("laser_code", "ZA1000000101"),
        ("first_name", "สุดารัตน์"),
        ("email", "sudarat@example.org"),
        ("password", PASSWORD),
    ];
    let page = stranger.post("/signup", &form).await.is(422);
    let page = page.says("id=\"citizen_id-error\"").says("href=\"#citizen_id\"");
    let page = page.says("value=\"สุดารัตน์\"").says("value=\"sudarat@example.org\"");
    assert!(!page.text.contains(PASSWORD) && !page.text.contains("9100000000012"));
}

#[tokio::test]
async fn a_form_sent_twice_signs_up_once_and_leads_to_the_same_place() {
    let app = TestApp::new().await;
    let stranger = app.stranger();
    let form = [
        ("citizen_id", "9100000000011"),
        ("laser_code", "ZA1000000101"),
        ("prefix", "นางสาว"),
        ("first_name", "สุดารัตน์"),
        ("last_name", "เกื้อกูล"),
        ("birth_date", "17/5/2533"),
        ("email", "sudarat@example.org"),
        ("password", PASSWORD),
        ("person_kind", "public"),
        ("terms", "true"),
        ("privacy", "true"),
        ("form_key", "one-form"),
    ];
    let token = stranger.csrf().await;
    let mut twice = form.to_vec();
    twice.push(("csrf_token", &token));
    let first = stranger.post_as_it_is("/signup", &twice).await.is(303);
    let second = stranger.post_as_it_is("/signup", &twice).await.is(303);
    assert_eq!(first.location, second.location);
    assert_eq!(count(&app, "person").await, 1);
    stranger.get("/me").await.is(200);
}

#[tokio::test]
async fn what_is_kept_of_a_citizen_id_is_sealed_and_of_the_laser_code_is_nothing() {
    let app = TestApp::new().await;
    app.stranger().write("/signups", sudarat()).await.is(201);
    let copy = tempfile::tempdir().unwrap().keep().join("copy");
    rian::db::backup::write(&app.app, &copy).await.unwrap();
    let mut archive =
        tar::Archive::new(zstd::Decoder::new(std::fs::File::open(&copy).unwrap()).unwrap());
    let mut rows = String::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        if entry.path().unwrap().ends_with("rows.jsonl") {
            std::io::Read::read_to_string(&mut entry, &mut rows).unwrap();
        }
    }
    assert!(rows.contains("sudarat@example.org"));
    crate::support::secrets::check("the database", &rows);
}
