//! Signing up with a real source behind: verified, refused alike, pending and verified later.

use chrono::Duration;
use rian::{
    config::Config,
    identity::verification::breaker::{PAUSE, SILENCES},
    jobs::queue,
};
use serde_json::json;

use crate::support::{
    PASSWORD, Person, TestApp, secrets,
    sources::{
        Card, KUSUMAL, Said, Service, THIRADECHA,
        gdx::{self, Gdx},
        registry::{self, fault, laser_answer},
    },
};

/// A product on a registry, and one on a gateway, with the service that each asks.
async fn both() -> [(TestApp, Service); 2] {
    let registry = registry::start().await;
    let on_registry = TestApp::with(|config| registry::configure(config, &registry)).await;
    let gateway = Gdx::start().await;
    let on_gateway = TestApp::with(|config| gdx::configure(config, &gateway)).await;
    [(on_registry, registry), (on_gateway, gateway.service)]
}

async fn rows(app: &TestApp, outcome: &str) -> i64 {
    let mut tx = app.app.db.read().await.unwrap();
    rian::sql!(
        tx,
        sqlx::query_scalar("select count(*) from verification_check where outcome = $1")
            .bind(outcome)
            .fetch_one(tx)
            .await
    )
    .unwrap()
}

fn other(card: &Card, field: &str, value: &str) -> serde_json::Value {
    let mut body = card.sign_up("other@example.org");
    body[field] = json!(value);
    body
}

async fn verification(app: &TestApp, email: &str) -> String {
    let person = Person::log_in(app, email, PASSWORD).await;
    person.read("/me").await.json()["verification"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_live_card_with_matching_data_is_verified_at_once() {
    for (app, service) in both().await {
        let body = KUSUMAL.sign_up("kusumal@example.org");
        let joined = app.stranger().write("/signups", body).await.is(201).json();
        assert_eq!(joined["verification"], json!({"state": "verified", "route": "laser"}));
        let body = THIRADECHA.sign_up("thiradecha@example.org");
        app.stranger().write("/signups", body).await.is(201);
        assert!(!service.calls().is_empty());
        assert_eq!(rows(&app, "confirmed").await, 2);
    }
}

#[tokio::test]
async fn every_refusal_reads_the_same_whichever_source_says_it_and_why() {
    let mut told = Vec::new();
    for (app, service) in both().await {
        let stranger = app.stranger();
        let bodies = [
            other(&KUSUMAL, "laser_code", "ZB2000000109"),
            other(&KUSUMAL, "first_name", "กุสุมา"),
            other(&KUSUMAL, "birth_date", "2533"),
            other(&KUSUMAL, "citizen_id", "9200000000355"),
        ];
        for body in bodies {
            told.push(stranger.write("/signups", body).await.is(422).text);
        }
        let said = if service.calls()[0].method == "POST" {
            laser_answer("false", "2")
        } else {
            Said::Answer(500, "[2] บัตรสิ้นสภาพการใช้งาน เนื่องจากกรณี หมดอายุ".into())
        };
        service.says(said);
        let body = KUSUMAL.sign_up("kusumal@example.org");
        told.push(stranger.write("/signups", body).await.is(422).text);
    }
    told.dedup();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("/problems/not-confirmed"), "{told:?}");
}

#[tokio::test]
async fn who_signs_up_during_an_outage_is_verified_when_it_ends() {
    for (app, service) in both().await {
        service.says(fault(503));
        let stranger = app.stranger();
        let body = KUSUMAL.sign_up("kusumal@example.org");
        let kept = stranger.write("/signups", body).await.is(202).json();
        assert_eq!(kept["verification"]["state"], "pending");
        let body = other(&THIRADECHA, "laser_code", "ZB2000000209");
        stranger.write("/signups", body).await.is(202);
        assert_eq!(rows(&app, "unreachable").await, 2);
        app.advance(Duration::minutes(1));
        app.run_jobs().await;
        assert_eq!(verification(&app, "kusumal@example.org").await, "pending");

        service.recovers();
        app.advance(Duration::hours(1));
        app.run_jobs().await;
        assert_eq!(verification(&app, "kusumal@example.org").await, "verified");
        // Whoever typed another's data meanwhile is told so, and can correct the code.
        assert_eq!(verification(&app, "other@example.org").await, "pending");
        assert_eq!(rows(&app, "refused").await, 1);
        let person = Person::log_in(&app, "other@example.org", PASSWORD).await;
        let path = "/me/verification";
        person.post(path, &[("laser_code", "ZB2-0000002-02")]).await.is(303);
        assert_eq!(verification(&app, "other@example.org").await, "verified");
    }
}

#[tokio::test]
async fn a_long_outage_opens_the_breaker_and_its_end_verifies_everybody() {
    for (app, service) in both().await {
        service.says(Said::Answer(503, String::new()));
        let stranger = app.stranger();
        for number in 0..SILENCES {
            let body = KUSUMAL.sign_up(&format!("kusumal{number}@example.org"));
            stranger.write("/signups", body).await.is(202);
        }
        let metrics = || async { stranger.get("/metrics").await.is(200).text };
        assert!(metrics().await.contains("rian_identity_source_breaker 2"));
        let before = service.calls().len();
        let body = THIRADECHA.sign_up("thiradecha@example.org");
        stranger.write("/signups", body).await.is(202);
        assert_eq!(service.calls().len(), before, "an open breaker asks nobody");

        service.recovers();
        for _ in 0..4 {
            app.advance(PAUSE + Duration::minutes(3));
            app.run_jobs().await;
        }
        assert!(metrics().await.contains("rian_identity_source_breaker 0"));
        assert_eq!(verification(&app, "thiradecha@example.org").await, "verified");
        // One citizen, one verified account: the first of the five.
        assert_eq!(rows(&app, "confirmed").await, 1 + SILENCES as i64);
        let mut states = Vec::new();
        for number in 0..SILENCES {
            states.push(verification(&app, &format!("kusumal{number}@example.org")).await);
        }
        assert_eq!(states.iter().filter(|state| *state == "verified").count(), 1, "{states:?}");
    }
}

#[tokio::test]
async fn after_hours_of_outage_the_code_is_let_go_and_asked_for_again() {
    let registry = registry::start().await;
    let app = TestApp::with(|config| registry::configure(config, &registry)).await;
    registry.says(fault(500));
    let body = KUSUMAL.sign_up("kusumal@example.org");
    app.stranger().write("/signups", body).await.is(202);
    for _ in 0..16 {
        app.advance(Duration::hours(1));
        app.run_jobs().await;
    }
    assert!(app.letters().await[0].links[0].ends_with("/me/verification"));
    let kusumal = Person::log_in(&app, "kusumal@example.org", PASSWORD).await;
    registry.recovers();
    kusumal.post("/me/verification", &[("laser_code", KUSUMAL.laser_code)]).await.is(303);
    assert_eq!(verification(&app, "kusumal@example.org").await, "verified");
}

#[tokio::test]
async fn an_outage_is_no_way_round_the_limit_on_guesses() {
    let registry = registry::start().await;
    let app = TestApp::with(|config| registry::configure(config, &registry)).await;
    registry.says(fault(500));
    let stranger = app.stranger();
    for guess in 0..8 {
        let mut body = other(&KUSUMAL, "laser_code", &format!("ZB200000090{guess}"));
        body["email"] = json!(format!("guess{guess}@example.org"));
        stranger.write("/signups", body).await.is(202);
    }
    registry.recovers();
    app.advance(PAUSE);
    app.run_jobs().await;
    assert_eq!(rows(&app, "refused").await, 5, "five guesses a day at one citizen");
    // The others wait for their code, not for the queue.
    assert_eq!(queue::count(&app.app).await.unwrap(), (0, 0));
    let body = KUSUMAL.sign_up("kusumal@example.org");
    stranger.write("/signups", body).await.is(429);
}

#[tokio::test]
async fn without_a_source_no_code_is_asked_for_and_a_desk_verifies() {
    let app = TestApp::with(|config: &mut Config| config.demo = false).await;
    let stranger = app.stranger();
    let page = stranger.get("/signup?lang=en").await.is(200);
    let page = page.says("service desk").says("name=\"citizen_id\"");
    assert!(!page.text.contains("laser_code"), "{}", page.text);

    let mut body = KUSUMAL.sign_up("kusumal@example.org");
    body.as_object_mut().unwrap().remove("laser_code");
    let joined = stranger.write("/signups", body).await.is(202).json();
    assert_eq!(joined["verification"]["state"], "pending");
    let body = other(&THIRADECHA, "laser_code", "");
    stranger.write("/signups", body).await.is(202);
    assert_eq!(rows(&app, "unreachable").await, 0, "nobody was asked, so nobody was silent");
    app.run_jobs().await;

    let form = [
        ("citizen_id", "9200000000282"),
        ("prefix", "นาง"),
        ("first_name", "สมใจ"),
        ("last_name", "นึก"),
        ("birth_date", "2523"),
        ("email", "somjai@example.org"),
        ("password", PASSWORD),
        ("person_kind", "public"),
        ("terms", "true"),
        ("privacy", "true"),
    ];
    let led = stranger.post("/signup", &form).await.is(303).location.unwrap();
    assert_eq!(led, "/me?notice=signed-up-desk");
    stranger.get("/me/verification?lang=en").await.is(200).says("service desk");
}

#[tokio::test]
async fn numbers_that_were_never_issued_cannot_sign_up_where_a_source_is_real() {
    let registry = registry::start().await;
    let app = TestApp::with(|config| {
        registry::configure(config, &registry);
        config.allow_unissued_ids = false;
    })
    .await;
    let body = KUSUMAL.sign_up("kusumal@example.org");
    let refused = app.stranger().write("/signups", body).await.is(422);
    assert_eq!(refused.fields(), ["/citizen_id"]);
    assert!(registry.calls().is_empty());
    assert!(!Config::default().allow_unissued_ids);
}

#[tokio::test]
async fn the_demonstration_keeps_its_own_source_whatever_is_configured() {
    let registry = registry::start().await;
    let app = TestApp::with(|config| {
        registry::configure(config, &registry);
        config.demo = true;
    })
    .await;
    let body = KUSUMAL.sign_up("kusumal@example.org");
    app.stranger().write("/signups", body).await.is(422);
    assert!(registry.calls().is_empty());
}

#[tokio::test]
async fn a_silent_source_is_told_in_the_log_by_a_word_alone() {
    for (app, service) in both().await {
        service.says(fault(418));
        let body = KUSUMAL.sign_up("kusumal@example.org");
        app.stranger().write("/signups", body).await.is(202);
        service.says(laser_answer("false", "5"));
        let body = THIRADECHA.sign_up("thiradecha@example.org");
        app.stranger().write("/signups", body).await.is(202);
    }
    let log = secrets::log();
    for said in ["source=\"dopa\" code=status-418", "source=\"dopa\" code=incomplete"] {
        let lines: Vec<&str> = log.lines().filter(|it| it.contains("identity source")).collect();
        assert!(log.contains(said), "{said} in {lines:#?}");
    }
    assert!(log.contains("source=\"gateway\" code=credentials-418"));
    assert!(log.contains("source=\"gateway\" code=unreadable"));
    secrets::check_logs();
}
