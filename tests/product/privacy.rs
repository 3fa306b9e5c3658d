//! What people may ask about their own data: who looked, a copy, erasure, new versions of texts.

use std::io::Read;

use chrono::Duration;
use reqwest::Method;
use rian::{
    audit::verify,
    identity::{access::Role, consent, verification::demo::CARDS},
    privacy::{export, jobs::NightlyRound},
    sql,
};
use serde_json::{Value, json};

use crate::support::{
    PASSWORD, Person, TestApp,
    agency::{Office, request_form},
    course::ask,
    secrets,
};

const REASON: &str = "เทียบกับบัตรที่จุดบริการตามคำขอ 7";

/// Address, birth date, sealed number, its index and password of an erased person.
type Erased = (String, Option<String>, Option<Vec<u8>>, Option<Vec<u8>>, Option<String>);

#[tokio::test]
async fn a_full_number_is_seen_for_a_reason_and_leaves_its_trace() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    secrets::give_citizen_id(&app, &somchai, CARDS[0].citizen_id).await;
    let desk = app.appointed("desk", Role::DeskOfficer).await;
    let path = format!("/people/{}/citizen-id", somchai.id);
    let grouped = secrets::as_on_the_card(CARDS[0].citizen_id);
    let asked = desk.get(&path).await.is(200);
    assert!(!asked.text.contains(&grouped));
    for reason in ["", "สั้น"] {
        let again = desk.post(&path, &[("reason", reason)]).await.is(422);
        assert!(!again.text.contains(&grouped));
    }
    somchai.get("/me/privacy").await.is(200).says("x-xxxx-xxx");
    let shown = desk.post(&path, &[("reason", REASON)]).await.is(200);
    assert!(shown.text.contains(&grouped));
    // Asking again without a reason shows nothing.
    assert!(!desk.get(&path).await.is(200).text.contains(&grouped));
    let own = somchai.get("/me/privacy?lang=en").await.is(200).says(REASON).says("DGA");
    assert!(!own.text.contains(&grouped));
    let views = somchai.read("/me/privacy").await.is(200).json();
    assert_eq!(views["citizen_id_views"].as_array().unwrap().len(), 1);
    assert_eq!(views["citizen_id_views"][0]["role"], "desk_officer");
    app.run_jobs().await;
    let letter = &app.letters().await[0];
    assert!(letter.to == somchai.email && letter.text.contains("/me/privacy"));
    secrets::check("a letter", &letter.text);
    let auditor = app.appointed("thawee", Role::Auditor).await;
    let trail = auditor.read("/audit?act=citizen_id.viewed").await.is(200).json();
    assert_eq!(trail["items"][0]["subject"], somchai.id.as_str());
    assert!(!trail.to_string().contains(REASON), "facts, not words");
    for role in [Role::Auditor, Role::SystemAdmin, Role::CertificateOfficer, Role::AgencyAdmin] {
        let person = app.appointed(role.code(), role).await;
        person.get(&path).await.is(403);
        person.post(&path, &[("reason", REASON)]).await.is(403);
    }
    somchai.post(&path, &[("reason", REASON)]).await.is(403);
    desk.post("/people/nobody/citizen-id", &[("reason", REASON)]).await.is(404);
}

#[tokio::test]
async fn a_service_officer_sees_the_number_of_who_filed_a_request_and_of_nobody_else() {
    let app = TestApp::new().await;
    let office = Office::new(&app).await;
    secrets::give_citizen_id(&app, &office.requester, CARDS[0].citizen_id).await;
    let path = format!("/people/{}/citizen-id", office.requester.id);
    office.officer.post(&path, &[("reason", REASON)]).await.is(404);
    let form = request_form(&office.admin.email, "mail_go_th", "alpha");
    let request = office.requester.write("/workd/requests", form).await.is(201).json();
    let submission = format!("/workd/requests/{}/submission", request["id"].as_str().unwrap());
    office.requester.write(&submission, json!({})).await.is(200);
    let shown = office.officer.post(&path, &[("reason", REASON)]).await.is(200);
    assert!(shown.text.contains(&secrets::as_on_the_card(CARDS[0].citizen_id)));
    app.run_jobs().await;
}

/// Completes the small course and is given the certificate; gives its number.
async fn certified(app: &TestApp, person: &Person) -> String {
    let malee = app.officer("malee").await;
    let request = ask(app, person).await;
    let path = format!("/certificate-requests/{request}/decision");
    malee.write(&path, json!({"decision": "approve"})).await.is(200);
    app.run_jobs().await;
    let id = person.id.as_str().into();
    let mut tx = app.app.db.read().await.unwrap();
    let own = rian::learning::certificate::certificate::of_person(&mut tx, &id).await.unwrap();
    own[0].number.clone()
}

async fn fetch(app: &TestApp, person: &Person) -> reqwest::Response {
    let url = format!("{}/api/v1/me/privacy/export/file", app.base);
    let token = person.token.as_deref().unwrap();
    reqwest::Client::new().post(url).bearer_auth(token).send().await.unwrap()
}

#[tokio::test]
async fn a_copy_holds_everything_about_its_owner_and_is_fetched_once() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, kanda) = (app.learner("somchai").await, app.learner("kanda").await);
    secrets::give_citizen_id(&app, &somchai, CARDS[0].citizen_id).await;
    let number = certified(&app, &somchai).await;
    assert_eq!(fetch(&app, &somchai).await.status(), 404, "none was asked for");
    somchai.post("/me/privacy/export", &[]).await.is(303);
    somchai.post("/me/privacy/export", &[]).await.is(409);
    somchai.get("/me/privacy/export?lang=en").await.is(200).says("0 of 4 parts");
    app.run_jobs().await;
    // Letters of one instant come in any order.
    let told = app.letters().await.iter().any(|it| it.text.contains("/me/privacy/export"));
    assert!(told);
    somchai.get("/me/privacy/export").await.is(200).says("/me/privacy/export/file");
    assert_eq!(fetch(&app, &kanda).await.status(), 404);

    let packed = fetch(&app, &somchai).await;
    assert_eq!(packed.status(), 200);
    let packed = packed.bytes().await.unwrap().to_vec();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(packed)).unwrap();
    let mut text = |name: &str| {
        let mut text = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut text).unwrap();
        text
    };
    let read = |bytes: Vec<u8>| -> Value { serde_json::from_slice(&bytes).unwrap() };
    assert!(String::from_utf8(text("README.txt")).unwrap().contains("citizen-id-views.json"));
    let account = read(text("account.json"));
    assert_eq!(account["email"], "somchai@example.org");
    assert!(account["citizen_id"].as_str().unwrap().starts_with("x-xxxx"));
    assert!(text(&format!("learning/certificates/{number}.pdf")).starts_with(b"%PDF"));
    assert_eq!(read(text("learning/certificates.json"))[0]["number"], number.as_str());
    let badge = read(text(&format!("learning/badges/{number}.json")));
    assert_eq!(badge["type"], json!(["VerifiableCredential", "OpenBadgeCredential"]));
    assert!(badge["proof"].is_object());
    assert_eq!(read(text("log-ins.json"))[0]["address"], "127.0.0.1");
    for list in ["sessions.json", "audit.json", "letters.json", "learning/attempts.json"] {
        assert!(!read(text(list)).as_array().unwrap().is_empty(), "{list}");
    }
    let names = (0..zip.len()).map(|at| zip.by_index(at).unwrap().name().unwrap().into_owned());
    let names: Vec<String> = names.collect();
    for name in names {
        let mut bytes = Vec::new();
        zip.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        secrets::check(&name, &text);
        for foreign in ["kanda", "argon2", "password_hash", "token_hash"] {
            assert!(!text.contains(foreign), "{name} holds {foreign}");
        }
    }
    assert_eq!(fetch(&app, &somchai).await.status(), 404, "once");

    // A copy that nobody fetches is deleted after seven days.
    app.advance(Duration::seconds(1));
    somchai.api(Method::POST, "/me/privacy/export", None).await.is(202);
    app.run_jobs().await;
    app.advance(Duration::days(7));
    let mut tx = app.app.db.write().await.unwrap();
    rian::jobs::enqueue(&mut tx, &NightlyRound {}).await.unwrap();
    tx.save_unrecorded("a test").await.unwrap();
    app.run_jobs().await;
    let mut tx = app.app.db.read().await.unwrap();
    let latest = export::latest(&mut tx, &somchai.id.as_str().into()).await.unwrap().unwrap();
    assert_eq!(latest.state, "expired");
    drop(tx);
    let kept = rian::keys::count(&app.app).await.unwrap();
    let kept = kept.iter().find(|count| count.place == "exports").unwrap();
    assert!(kept.versions.is_empty(), "the file is gone");
}

#[tokio::test]
async fn erasure_waits_seven_days_and_keeps_what_the_law_keeps() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    secrets::give_citizen_id(&app, &somchai, CARDS[0].citizen_id).await;
    let number = certified(&app, &somchai).await;
    somchai.get("/me/privacy/erasure?lang=en").await.is(200).says("What the law has us keep");
    somchai.post("/me/privacy/erasure", &[]).await.is(303);
    somchai.post("/me/privacy/erasure", &[]).await.is(409);
    somchai.post("/me/privacy/erasure", &[("_method", "DELETE")]).await.is(303);
    app.advance(Duration::days(8));
    app.run_jobs().await;
    // Second thoughts held: the account is there.
    let somchai = Person::log_in(&app, &somchai.email, PASSWORD).await;
    somchai.api(Method::POST, "/me/privacy/erasure", None).await.is(202);
    app.advance(Duration::days(7) - Duration::seconds(1));
    app.run_jobs().await;
    let somchai = Person::log_in(&app, &somchai.email, PASSWORD).await;
    app.advance(Duration::seconds(1));
    app.run_jobs().await;

    somchai.read("/me").await.is(401);
    somchai.get("/me").await.is(303);
    let log_in = [("login", "somchai@example.org"), ("password", PASSWORD)];
    app.stranger().post("/login", &log_in).await.is(401);
    // The certificate still verifies, with the name as printed.
    let page = app.stranger().get(&format!("/verify/{number}")).await.is(200);
    page.says("somchai").says(&number);
    let mut tx = app.app.db.read().await.unwrap();
    let row: Erased = sql!(
        tx,
        sqlx::query_as(
            "select email, birth_date, citizen_id_sealed, citizen_id_index, password_hash
             from person where id = $1"
        )
        .bind(&somchai.id)
        .fetch_one(tx)
        .await
    )
    .unwrap();
    assert!(row.0.ends_with("@erased.invalid"));
    assert_eq!((row.1, row.2, row.3, row.4), (None, None, None, None));
    let erasure = rian::privacy::erasure::latest(&mut tx, &somchai.id.as_str().into()).await;
    let erasure = erasure.unwrap().unwrap();
    assert_eq!(erasure.state, "done");
    let kept: Vec<String> = erasure.kept.unwrap().0.into_iter().map(|it| it.kind).collect();
    for kind in ["certificates", "audit", "traffic"] {
        assert!(kept.iter().any(|it| it == kind), "{kind} of {kept:?}");
    }
    drop(tx);
    assert_eq!(app.letters().await[0].to, "somchai@example.org", "a last letter");
    app.advance(Duration::days(3));
    app.run_jobs().await;
    assert!(app.letters().await.iter().all(|letter| letter.to != "somchai@example.org"));
    assert_eq!(verify::walk(&app.app.db, &[]).await.unwrap().faults, []);
    // The same citizen may join again.
    app.learner("somchai").await;
}

#[tokio::test]
async fn whoever_holds_an_office_hands_it_over_first() {
    let app = TestApp::new().await;
    let malee = app.officer("malee").await;
    malee.get("/me/privacy/erasure").await.is(200);
    let refused = malee.api(Method::POST, "/me/privacy/erasure", None).await.is(409).json();
    assert_eq!(refused["type"], "/problems/holds-office");
    // Also when the office came within the seven days.
    let somchai = app.learner("somchai").await;
    somchai.post("/me/privacy/erasure", &[]).await.is(303);
    let mut tx = app.app.db.write().await.unwrap();
    let id = somchai.id.as_str().into();
    let role = Role::DeskOfficer;
    rian::identity::person::appoint(&mut tx, None, &id, role, None).await.unwrap();
    tx.save().await.unwrap();
    app.advance(Duration::days(7));
    app.run_jobs().await;
    Person::log_in(&app, &somchai.email, PASSWORD).await;
}

#[tokio::test]
async fn a_new_version_of_a_text_is_asked_about_and_can_be_put_off() {
    let app = TestApp::new().await;
    let somchai = app.learner("somchai").await;
    let mut tx = app.app.db.write().await.unwrap();
    let id = somchai.id.as_str().into();
    let old = consent::ConsentText { name: "terms", version: "2568-1" };
    consent::give(&mut tx, &id, &old, true).await.unwrap();
    tx.save_unrecorded("a test").await.unwrap();
    let log_in = [("login", somchai.email.as_str()), ("password", PASSWORD), ("next", "/courses")];
    for _ in 0..2 {
        let led = app.stranger().post("/login", &log_in).await.is(303).location.unwrap();
        assert_eq!(led, "/me/privacy/consents?next=%2Fcourses");
    }
    let page = somchai.get("/me/privacy/consents?next=%2Fcourses").await.is(200);
    page.says("href=\"/courses\"").says(consent::TERMS.version);
    somchai.get("/courses").await.is(200);
    app.advance(Duration::seconds(1));
    let done = somchai.post("/me/privacy/consents", &[("next", "/courses")]).await.is(303);
    assert_eq!(done.location.as_deref(), Some("/courses"));
    somchai.get("/me/privacy").await.is(200).says("2568-1").says(consent::TERMS.version);
    let led = app.stranger().post("/login", &log_in).await.is(303).location.unwrap();
    assert_eq!(led, "/courses");
    let told = somchai.read("/me/privacy").await.is(200).json();
    assert_eq!(told["outstanding"], json!([]));
    assert_eq!(told["consents"].as_array().unwrap().len(), 2);
}
