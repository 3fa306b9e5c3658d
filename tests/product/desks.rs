//! Registration desks: what a reader says is believed once, from the right desk, in time, with a face.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use ed25519_dalek::SigningKey;
use futures_util::future::BoxFuture;
use poem::{
    Server,
    listener::{Acceptor, Listener, TcpListener},
};
use rian::{
    app::App,
    identity::{
        access::Role,
        card::CardFault,
        desk_protocol::{
            CardField, CardRead, Challenge, Encoded, Enrolment, Hello, ReadFailure, Secret,
        },
        verification::{
            Outcome,
            card_status::{CardStatus, ChipNumbers},
        },
    },
};
use serde_json::{Value, json};

use crate::support::{PASSWORD, Person, TestApp, second_factor};

const SUDARAT: &str = "9100000000011";
const NATTAPONG: &str = "9100000000020";
const CHIP: &str = "0a0b0c0d0e0f1011";
const REQUEST: &str = "510190901234";

/// A desk's computer that signs as `card-agent` does.
struct Desk {
    key: SigningKey,
    id: String,
    fingerprint: String,
}

impl Desk {
    /// Enrols for a desk of `agency`, and waits for its confirmation.
    async fn enrol(app: &TestApp, admin: &Person, agency: &str, seed: u8) -> Self {
        let code = code(admin, agency).await;
        let key = SigningKey::from_bytes(&[seed; 32]);
        let enrolled = app.stranger().write("/desk/agents", enrolment(&key, &code)).await.is(201);
        let enrolled = enrolled.json();
        let text = |name: &str| enrolled[name].as_str().unwrap().to_owned();
        Self { key, id: text("agent_id"), fingerprint: text("fingerprint") }
    }

    /// The same with an administrator's word that the fingerprints are equal.
    async fn confirmed(app: &TestApp, admin: &Person, agency: &str, seed: u8) -> Self {
        let desk = Self::enrol(app, admin, agency, seed).await;
        admin.get("/desk/agents").await.is(200).says(&desk.fingerprint);
        admin.post(&format!("/desk/agents/{}/confirmation", desk.id), &[]).await.is(303);
        desk
    }

    fn hello(&self, at: DateTime<Utc>) -> Value {
        let mut nonce = [0; 32];
        rian::clock::Random::fill(&rian::clock::SystemRandom, &mut nonce);
        serde_json::to_value(Hello::sign(&self.key, &self.id, at, Encoded(nonce))).unwrap()
    }

    /// What there is to read now.
    async fn challenge(&self, app: &TestApp) -> Option<Challenge> {
        let answer = app.stranger().write("/desk/challenges?wait=0", self.hello(app.now())).await;
        match answer.status.as_u16() {
            204 => None,
            _ => Some(serde_json::from_value(answer.is(200).json()).unwrap()),
        }
    }

    fn read(&self, challenge: &Challenge, at: DateTime<Utc>, card: &[(CardField, &str)]) -> Value {
        let asked = |field: &CardField| challenge.fields.contains(field);
        let fields: BTreeMap<CardField, Secret> = card
            .iter()
            .filter(|(field, _)| asked(field))
            .map(|(field, text)| (*field, Secret::new(*text)))
            .collect();
        let read = CardRead::sign(&self.key, challenge, at, &[0x3B, 0x68], fields);
        serde_json::to_value(read).unwrap()
    }

    /// Hands in a good read of `card` for the case that waits.
    async fn reads(&self, app: &TestApp, card: &[(CardField, &str)]) -> crate::support::Answer {
        let challenge = self.challenge(app).await.unwrap();
        let read = self.read(&challenge, app.now(), card);
        app.stranger().write("/desk/reads", read).await
    }
}

fn enrolment(key: &SigningKey, code: &str) -> Value {
    serde_json::to_value(Enrolment::sign(key, Secret::new(code), "เครื่องที่โต๊ะ 1")).unwrap()
}

/// A one-time code from the administrator's page.
async fn code(admin: &Person, agency: &str) -> String {
    let form = [("agency", agency), ("desk", "โต๊ะ 1")];
    let page = admin.post("/desk/agent-codes", &form).await.is(201).text;
    let (_, rest) = page.split_once("id=\"desk-code\">").unwrap();
    rest.split('<').next().unwrap().to_owned()
}

/// A good card.
fn card<'a>(citizen_id: &'a str, name: &'a str) -> Vec<(CardField, &'a str)> {
    vec![
        (CardField::Version, "0003"),
        (CardField::CitizenId, citizen_id),
        (CardField::ThaiName, name),
        (CardField::EnglishName, "Miss#Sudarat##Kuakul"),
        (CardField::BirthDate, "25330517"),
        (CardField::IssueDate, "25640101"),
        (CardField::Expiry, "25720516"),
        (CardField::RequestNumber, REQUEST),
        (CardField::ChipNumber, CHIP),
    ]
}

fn sudarats_card() -> Vec<(CardField, &'static str)> {
    card(SUDARAT, "นางสาว#สุดารัตน์##เกื้อกูล")
}

fn with(
    mut card: Vec<(CardField, &'static str)>,
    field: CardField,
    text: &'static str,
) -> Vec<(CardField, &'static str)> {
    card.iter_mut().filter(|(it, _)| *it == field).for_each(|(_, it)| *it = text);
    card
}

/// A desk with its officer, its confirmed reader, and a person who waits.
struct Place {
    app: TestApp,
    admin: Person,
    officer: Person,
    agency: String,
    desk: Desk,
}

async fn agency(app: &TestApp, name: &str) -> String {
    let mut tx = app.app.db.write().await.unwrap();
    let id = rian::agencies::agency::add(&mut tx, name, name).await.unwrap();
    tx.save().await.unwrap();
    id.to_string()
}

/// Signs somebody up while no source answers: the account waits for a desk.
async fn waits(app: &TestApp, citizen_id: &str, email: &str, first_name: &str) {
    app.app.demo_verifier.clone().unwrap().set_reachable(false);
    let body = json!({
        "citizen_id": citizen_id, "laser_code": "ZA1000000101", "prefix": "นางสาว",
        "first_name": first_name, "last_name": "เกื้อกูล", "birth_date": "1990-05-17",
        "email": email, "password": PASSWORD, "person_kind": "public",
        "consents": {"terms": true, "privacy": true},
    });
    app.stranger().write("/signups", body).await.is(202);
}

async fn place() -> Place {
    let app = TestApp::new().await;
    let admin = app.appointed("aroon", Role::SystemAdmin).await;
    let officer = app.appointed("duangjai", Role::DeskOfficer).await;
    let agency = agency(&app, "สำนักงานทดสอบ").await;
    let desk = Desk::confirmed(&app, &admin, &agency, 1).await;
    waits(&app, SUDARAT, "sudarat@example.org", "สุดารัตน์").await;
    // Ids of one instant have no order.
    app.advance(Duration::minutes(1));
    Place { app, admin, officer, agency, desk }
}

impl Place {
    /// Opens a case for Sudarat and gives its path on the site.
    async fn open(&self) -> String {
        self.open_for("sudarat@example.org").await
    }

    async fn open_for(&self, who: &str) -> String {
        let form = [("who", who), ("agent", self.desk.id.as_str())];
        self.officer.post("/desk/cases", &form).await.is(303).location.unwrap()
    }

    async fn decide(&self, case: &str, fields: &[(&str, &str)]) -> crate::support::Answer {
        self.officer.post(&format!("{case}/decision"), fields).await
    }

    async fn sudarat(&self) -> Value {
        let sudarat = Person::log_in(&self.app, "sudarat@example.org", PASSWORD).await;
        sudarat.read("/me/verification").await.is(200).json()
    }

    /// The problem that the reader is told.
    async fn refused(&self, read: Value) -> String {
        let told = self.app.stranger().write("/desk/reads", read).await.is(409).json();
        assert!(told["detail"].as_str().unwrap().chars().count() > 10, "{told}");
        told["type"].as_str().unwrap().to_owned()
    }
}

const YES: [(&str, &str); 3] =
    [("decision", "confirm"), ("face_matches", "true"), ("address_is_theirs", "true")];

async fn audited(app: &TestApp, act: &str) -> Vec<Value> {
    let mut tx = app.app.db.read().await.unwrap();
    let rows: Vec<(sqlx::types::Json<Value>,)> = rian::sql!(
        tx,
        sqlx::query_as("select detail from audit where act = $1 order by id")
            .bind(act)
            .fetch_all(tx)
            .await
    )
    .unwrap();
    rows.into_iter().map(|row| row.0.0).collect()
}

async fn everything_kept(app: &TestApp) -> String {
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
    rows
}

async fn sealed_reads(app: &TestApp) -> i64 {
    let mut tx = app.app.db.read().await.unwrap();
    rian::sql!(
        tx,
        sqlx::query_scalar("select count(*) from desk_case where read_sealed is not null")
            .fetch_one(tx)
            .await
    )
    .unwrap()
}

#[tokio::test]
async fn a_card_and_a_face_verify_a_person_and_leave_only_facts() {
    let place = place().await;
    let case = place.open().await;
    let shown = place.officer.get(&case).await.is(200);
    let challenge = place.desk.challenge(&place.app).await.unwrap();
    let shown = shown.says(&challenge.code).says("data-live-state=\"waiting");
    assert!(!shown.text.contains(SUDARAT));
    assert_eq!(challenge.desk, "โต๊ะ 1");
    assert!(!challenge.fields.contains(&CardField::ChipNumber), "nobody asks the registry here");
    let read = place.desk.read(&challenge, place.app.now(), &sudarats_card());
    let taken = place.app.stranger().write("/desk/reads", read).await.is(200).json();
    assert_eq!(taken["state"], "read");

    let shown = place.officer.get(&case).await.is(200);
    shown.says("x-xxxx-xxx00-01-1").says("นางสาวสุดารัตน์ เกื้อกูล").says("16/5/2572");
    assert_eq!(sealed_reads(&place.app).await, 1);
    place.decide(&case, &YES).await.is(303);
    place.officer.get(&case).await.is(200).says("state--confirmed");

    let sudarat = place.sudarat().await;
    assert_eq!(sudarat["state"], "verified");
    assert_eq!((&sudarat["route"], &sudarat["level"]), (&json!("desk"), &json!("1.3")));
    assert_eq!(sudarat["flags"], json!(["card_status_unknown"]));
    assert_eq!(sudarat["checks"][0]["route"], "desk");
    let letter = &place.app.letters().await[0];
    assert_eq!(letter.to, "sudarat@example.org");
    assert!(letter.links[0].ends_with("/me/verification"));
    let page = Person::log_in(&place.app, "sudarat@example.org", PASSWORD).await;
    let page = page.get("/me/verification").await.is(200);
    page.says("2569-1").says("1.3").says("event-title");

    let kept = everything_kept(&place.app).await;
    assert!(kept.contains("desk.case_confirmed"));
    for secret in [SUDARAT, CHIP, REQUEST, "25330517", "Kuakul", "3B68"] {
        assert!(!kept.contains(secret), "the database keeps {secret}");
    }
    assert_eq!(sealed_reads(&place.app).await, 0);
    place.app.run_jobs().await;
}

#[tokio::test]
async fn each_message_that_is_not_right_is_refused_in_its_own_words_and_written_down() {
    let place = place().await;
    let (app, desk) = (&place.app, &place.desk);
    let other = Desk::confirmed(app, &place.admin, &place.agency, 2).await;
    place.open().await;
    let challenge = desk.challenge(app).await.unwrap();

    let mut altered = desk.read(&challenge, app.now(), &sudarats_card());
    altered["fields"]["expiry"] = "99999999".into();
    assert_eq!(place.refused(altered).await, "/problems/desk-altered");
    let foreign = Challenge { agent_id: other.id.clone(), ..challenge.clone() };
    let foreign = other.read(&foreign, app.now(), &sudarats_card());
    assert_eq!(place.refused(foreign).await, "/problems/desk-foreign-agent");
    // Another enrolled key under the right reader's name.
    let forged = other.read(&challenge, app.now(), &sudarats_card());
    assert_eq!(place.refused(forged).await, "/problems/desk-altered");

    // None of these used the case up.
    let good = desk.read(&challenge, app.now(), &sudarats_card());
    app.stranger().write("/desk/reads", good.clone()).await.is(200);
    assert_eq!(place.refused(good).await, "/problems/desk-replayed");
    let again = desk.read(&challenge, app.now(), &sudarats_card());
    assert_eq!(place.refused(again).await, "/problems/desk-replayed");

    place.open().await;
    let challenge = desk.challenge(app).await.unwrap();
    app.advance(Duration::seconds(121));
    let late = desk.read(&challenge, app.now(), &sudarats_card());
    assert_eq!(place.refused(late).await, "/problems/desk-late");

    let case = place.open().await;
    let challenge = desk.challenge(app).await.unwrap();
    let skewed = desk.read(&challenge, app.now() - Duration::minutes(5), &sudarats_card());
    assert_eq!(place.refused(skewed).await, "/problems/desk-clock");
    place.officer.get(&case).await.is(200).says("state--failed").says("นาฬิกา");

    let told: Vec<Value> = audited(app, "desk.read_refused").await;
    let mut reasons: Vec<&str> = told.iter().map(|it| it["reason"].as_str().unwrap()).collect();
    reasons.sort_unstable();
    let want = [
        "desk-altered",
        "desk-altered",
        "desk-clock",
        "desk-foreign-agent",
        "desk-late",
        "desk-replayed",
        "desk-replayed",
    ];
    assert_eq!(reasons, want);
    let english = [("accept-language", "en")];
    let late = desk.read(&challenge, app.now(), &sudarats_card());
    let told = app.stranger();
    let told = told.api_with(reqwest::Method::POST, "/desk/reads", Some(late), &english).await;
    told.is(409).says("takes no second answer");
}

#[tokio::test]
async fn a_card_that_will_not_do_fails_the_case_and_says_why() {
    let place = place().await;
    let cases = [
        (card(NATTAPONG, "นาย#ณัฐพงษ์##ศรีสุวรรณ"), "desk-wrong-card"),
        (with(sudarats_card(), CardField::Expiry, "25690406"), "desk-card-expired"),
        (with(sudarats_card(), CardField::CitizenId, "9100000000012"), "desk-card-number"),
        (with(sudarats_card(), CardField::Version, "0002"), "desk-card-version"),
        (with(sudarats_card(), CardField::ThaiName, "นางสาว"), "desk-card-unreadable"),
    ];
    for (card, problem) in cases {
        let case = place.open().await;
        let told = place.desk.reads(&place.app, &card).await.is(409).json();
        assert_eq!(told["type"], format!("/problems/{problem}"));
        let page = place.officer.get(&case).await.is(200).says("state--failed");
        page.says(told["detail"].as_str().unwrap());
        place.decide(&case, &YES).await.is(409);
    }
    // Good through its last day.
    let case = place.open().await;
    let last_day = with(sudarats_card(), CardField::Expiry, "25690407");
    place.desk.reads(&place.app, &last_day).await.is(200);
    // More than the purpose asks for is no read either.
    place.decide(&case, &[("decision", "decline"), ("reason", "face_differs")]).await.is(303);
    place.open().await;
    let mut challenge = place.desk.challenge(&place.app).await.unwrap();
    challenge.fields.push(CardField::ChipNumber);
    let more = place.desk.read(&challenge, place.app.now(), &sudarats_card());
    assert_eq!(place.refused(more).await, "/problems/desk-card-unreadable");
    assert_eq!(place.sudarat().await["state"], "pending");
    assert_eq!(sealed_reads(&place.app).await, 0);
}

#[tokio::test]
async fn without_the_demonstration_an_invented_number_is_no_card() {
    let app = TestApp::with(|config| config.demo = false).await;
    let admin = app.appointed("aroon", Role::SystemAdmin).await;
    let officer = app.appointed("duangjai", Role::DeskOfficer).await;
    let codes = second_factor::set_up(&app, &admin).await;
    let admin = second_factor::log_in(&app, &admin.email, &codes).await;
    let codes = second_factor::set_up(&app, &officer).await;
    let officer = second_factor::log_in(&app, &officer.email, &codes).await;
    let agency = agency(&app, "สำนักงานทดสอบ").await;
    let desk = Desk::confirmed(&app, &admin, &agency, 1).await;
    let form = [("without_account", "true"), ("agent", desk.id.as_str())];
    officer.post("/desk/cases", &form).await.is(303);
    let told = desk.reads(&app, &sudarats_card()).await.is(409).json();
    assert_eq!(told["type"], "/problems/desk-card-unissued");
}

#[tokio::test]
async fn only_a_confirmed_reader_that_lives_is_given_cases() {
    let place = place().await;
    let (app, admin) = (&place.app, &place.admin);
    let fresh = Desk::enrol(app, admin, &place.agency, 3).await;
    let asks = async |desk: &Desk| {
        let told = app.stranger().write("/desk/challenges?wait=0", desk.hello(app.now())).await;
        told.is(409).json()["type"].as_str().unwrap().to_owned()
    };
    assert_eq!(asks(&fresh).await, "/problems/desk-unconfirmed");
    let form = [("who", "sudarat@example.org"), ("agent", fresh.id.as_str())];
    place.officer.post("/desk/cases", &form).await.is(422);

    let case = place.open().await;
    let challenge = place.desk.challenge(app).await.unwrap();
    let path = format!("/desk/agents/{}/revocation", place.desk.id);
    admin.post(&path, &[]).await.is(303);
    let read = place.desk.read(&challenge, app.now(), &sudarats_card());
    assert_eq!(place.refused(read).await, "/problems/desk-revoked");
    assert_eq!(asks(&place.desk).await, "/problems/desk-revoked");
    place.officer.get(&case).await.is(200).says("state--failed");
    // A revoked reader cannot come back with its key.
    let back = enrolment(&place.desk.key, &code(admin, &place.agency).await);
    let told = app.stranger().write("/desk/agents", back).await.is(409).json();
    assert_eq!(told["type"], "/problems/desk-known-key");

    admin.post(&format!("/desk/agents/{}/confirmation", fresh.id), &[]).await.is(303);
    assert!(fresh.challenge(app).await.is_none());
    app.advance(Duration::days(365));
    assert_eq!(asks(&fresh).await, "/problems/desk-agent-expired");
}

#[tokio::test]
async fn a_card_in_hand_of_a_reader_that_is_revoked_verifies_nobody() {
    let place = place().await;
    let case = place.open().await;
    place.desk.reads(&place.app, &sudarats_card()).await.is(200);
    let path = format!("/desk/agents/{}/revocation", place.desk.id);
    place.admin.write(&path, json!({})).await.is(201);
    place.decide(&case, &YES).await.is(409);
    assert_eq!(place.sudarat().await["state"], "pending");
    assert_eq!(sealed_reads(&place.app).await, 0);
}

#[tokio::test]
async fn a_hello_is_heard_once_from_its_own_key_at_its_own_time() {
    let place = place().await;
    let (app, stranger) = (&place.app, place.app.stranger());
    let told = async |hello: Value| {
        let told = stranger.write("/desk/challenges?wait=0", hello).await.is(409).json();
        told["type"].as_str().unwrap().to_owned()
    };
    let hello = place.desk.hello(app.now());
    stranger.write("/desk/challenges?wait=0", hello.clone()).await.is(204);
    assert_eq!(told(hello).await, "/problems/desk-replayed");
    let mut altered = place.desk.hello(app.now());
    altered["nonce"] = Encoded([7; 32]).to_text().into();
    assert_eq!(told(altered).await, "/problems/desk-altered");
    assert_eq!(
        told(place.desk.hello(app.now() + Duration::minutes(3))).await,
        "/problems/desk-clock"
    );
    let nobody = Desk { id: "nobody".into(), key: place.desk.key.clone(), fingerprint: "".into() };
    assert_eq!(told(nobody.hello(app.now())).await, "/problems/desk-unknown-device");
}

#[tokio::test]
async fn a_reader_of_another_desk_is_given_nothing_and_an_officer_may_not_use_it() {
    let place = place().await;
    let (app, admin) = (&place.app, &place.admin);
    let elsewhere = agency(app, "สำนักงานอื่น").await;
    let foreign = Desk::confirmed(app, admin, &elsewhere, 4).await;
    let bound = Some(rian::id::AgencyId::from(place.agency.as_str()));
    let officer = app.person_in("mana", Some(Role::DeskOfficer), "none", bound).await;
    let form = [("who", "sudarat@example.org"), ("agent", foreign.id.as_str())];
    officer.post("/desk/cases", &form).await.is(422).says("href=\"#agent\"");
    let own = [("who", "sudarat@example.org"), ("agent", place.desk.id.as_str())];
    officer.post("/desk/cases", &own).await.is(303);
    assert!(foreign.challenge(app).await.is_none());

    // Dismissed between opening and reading: the desk speaks for nobody any more.
    let challenge = place.desk.challenge(app).await.unwrap();
    let mut tx = app.app.db.write().await.unwrap();
    let now = tx.now();
    rian::sql!(
        tx,
        sqlx::query("update membership set ended_at = $1 where person_id = $2")
            .bind(now)
            .bind(&officer.id)
            .execute(tx)
            .await
            .map(drop)
    )
    .unwrap();
    tx.save_unrecorded("a test").await.unwrap();
    let read = place.desk.read(&challenge, app.now(), &sudarats_card());
    assert_eq!(place.refused(read).await, "/problems/desk-foreign-agent");
}

#[tokio::test]
async fn a_one_time_code_works_once_and_for_ten_minutes() {
    let place = place().await;
    let (app, admin) = (&place.app, &place.admin);
    let first = code(admin, &place.agency).await;
    let key = |seed| SigningKey::from_bytes(&[seed; 32]);
    let send = async |key: &SigningKey, code: &str| {
        app.stranger().write("/desk/agents", enrolment(key, code)).await
    };
    // Signed with one key and sent with another: nobody enrols a key that is not theirs.
    let mut stolen = enrolment(&key(5), &first);
    stolen["public_key"] = Encoded(key(6).verifying_key().to_bytes()).to_text().into();
    let told = app.stranger().write("/desk/agents", stolen).await.is(409).json();
    assert_eq!(told["type"], "/problems/desk-altered");
    send(&key(5), &first.to_lowercase().replace('-', " ")).await.is(201);
    let unknown = "/problems/desk-unknown-code";
    assert_eq!(send(&key(6), &first).await.is(409).json()["type"], unknown);
    assert_eq!(send(&key(6), "AAAA-AAAA-AAAA").await.is(409).json()["type"], unknown);
    let late = code(admin, &place.agency).await;
    app.advance(Duration::minutes(10));
    assert_eq!(send(&key(6), &late).await.is(409).json()["type"], unknown);
    for _ in 0..17 {
        send(&key(6), &late).await;
    }
    send(&key(6), &late).await.is(429);
    assert!(!everything_kept(app).await.contains(&first.replace('-', "")), "only a hash is kept");
}

#[tokio::test]
async fn of_two_identical_reads_at_once_one_is_taken() {
    let place = place().await;
    place.open().await;
    let challenge = place.desk.challenge(&place.app).await.unwrap();
    let read = place.desk.read(&challenge, place.app.now(), &sudarats_card());
    let (one, other) = (place.app.stranger(), place.app.stranger());
    let (one, other) =
        tokio::join!(one.write("/desk/reads", read.clone()), other.write("/desk/reads", read));
    let mut told = [one.status.as_u16(), other.status.as_u16()];
    told.sort_unstable();
    assert_eq!(told, [200, 409]);
}

#[tokio::test]
async fn no_face_no_address_no_verification() {
    let place = place().await;
    let case = place.open().await;
    place.desk.reads(&place.app, &sudarats_card()).await.is(200);
    let without =
        |left_out: &str| YES.into_iter().filter(|(name, _)| *name != left_out).collect::<Vec<_>>();
    let page = place.decide(&case, &without("face_matches")).await.is(422);
    page.says("href=\"#face_matches\"");
    let page = place.decide(&case, &without("address_is_theirs")).await.is(422);
    page.says("href=\"#address_is_theirs\"");
    assert_eq!(place.sudarat().await["state"], "pending");
    // Nobody else decides it, and not for ever.
    let other = place.app.appointed("mana", Role::DeskOfficer).await;
    other.get(&case).await.is(404);
    other.post(&format!("{case}/decision"), &YES).await.is(404);
    place.app.advance(Duration::minutes(15));
    place.decide(&case, &YES).await.is(409);
    assert_eq!(sealed_reads(&place.app).await, 1);
    place.app.run_jobs().await;
    assert_eq!(sealed_reads(&place.app).await, 0, "what nobody decided is dropped");
    assert_eq!(place.sudarat().await["state"], "pending");
}

#[tokio::test]
async fn a_declined_person_stays_pending_and_sees_no_reason() {
    let place = place().await;
    let case = place.open().await;
    place.desk.reads(&place.app, &sudarats_card()).await.is(200);
    place.decide(&case, &[("decision", "decline")]).await.is(422);
    place.decide(&case, &[("decision", "decline"), ("reason", "face_differs")]).await.is(303);
    let sudarat = place.sudarat().await;
    assert_eq!(
        (&sudarat["state"], &sudarat["checks"][0]["outcome"]),
        (&json!("pending"), &json!("refused"))
    );
    assert!(!sudarat.to_string().contains("face"));
    assert_eq!(sealed_reads(&place.app).await, 0);
}

#[tokio::test]
async fn an_officer_cannot_verify_themselves() {
    let place = place().await;
    let (app, agent) = (&place.app, place.desk.id.as_str());
    let own = [("who", "duangjai@example.org"), ("agent", agent)];
    place.officer.post("/desk/cases", &own).await.is(409);
    // Nor by the card, where the account is another's.
    let mut tx = app.app.db.write().await.unwrap();
    let index = rian::identity::citizen_id::CitizenId::read(NATTAPONG).unwrap();
    let index = index.index(&app.app.keys);
    rian::sql!(
        tx,
        sqlx::query("update person set citizen_id_index = $1 where id = $2")
            .bind(&index)
            .bind(&place.officer.id)
            .execute(tx)
            .await
            .map(drop)
    )
    .unwrap();
    tx.save_unrecorded("a test").await.unwrap();
    let form = [("without_account", "true"), ("agent", agent)];
    place.officer.post("/desk/cases", &form).await.is(303);
    let told = place.desk.reads(app, &card(NATTAPONG, "นาย#ณัฐพงษ์##ศรีสุวรรณ")).await;
    assert_eq!(told.is(409).json()["type"], "/problems/desk-own-card");
}

#[tokio::test]
async fn people_are_found_by_what_they_say_and_never_listed() {
    let place = place().await;
    let agent = place.desk.id.as_str();
    let find = async |who: &str| {
        place.officer.post("/desk/cases", &[("who", who), ("agent", agent)]).await
    };
    find("sudarat").await.is(422);
    find("nobody@example.org").await.is(422);
    find("").await.is(422);
    find("9100000000012").await.is(422).says("href=\"#who\"");
    let case = find("9-1000-00000-01-1").await.is(303).location.unwrap();
    place.officer.get(&case).await.says("sudarat@example.org");
    // Somebody else who claims the number makes the officer ask for the address.
    waits(&place.app, SUDARAT, "squatter@example.org", "สุดารัตน์").await;
    find(SUDARAT).await.is(422);
    for _ in 0..60 {
        if find("nobody@example.org").await.status == 429 {
            return;
        }
    }
    panic!("an officer may look people up without end");
}

#[tokio::test]
async fn a_failure_is_shown_in_words_and_may_be_mended_until_the_time_is_over() {
    let place = place().await;
    let case = place.open().await;
    let challenge = place.desk.challenge(&place.app).await.unwrap();
    let failure = |fault| {
        let failure = ReadFailure::sign(&place.desk.key, &challenge, fault, place.app.now());
        serde_json::to_value(failure).unwrap()
    };
    let stranger = place.app.stranger();
    let mut altered = failure(CardFault::NoCard);
    altered["fault"] = "cancelled".into();
    stranger.write("/desk/failures", altered).await.is(409);
    let faults = CardFault::ALL.into_iter().filter(|fault| *fault != CardFault::Cancelled);
    for fault in faults {
        stranger.write("/desk/failures", failure(fault)).await.is(204);
        for language in ["th", "en"] {
            let page = place.officer.get(&format!("{case}?lang={language}")).await.is(200);
            assert!(!page.text.contains(">state-desk"), "{fault} has no words");
            page.says("state--waiting").says("notice--warning");
        }
    }
    let read = place.desk.read(&challenge, place.app.now(), &sudarats_card());
    stranger.write("/desk/reads", read).await.is(200);

    let case = place.open().await;
    let challenge = place.desk.challenge(&place.app).await.unwrap();
    let stop =
        ReadFailure::sign(&place.desk.key, &challenge, CardFault::Cancelled, place.app.now());
    stranger.write("/desk/failures", serde_json::to_value(stop).unwrap()).await.is(204);
    place.officer.get(&case).await.is(200).says("state--failed");
}

#[tokio::test]
async fn the_account_takes_the_name_on_the_card() {
    let place = place().await;
    waits(&place.app, NATTAPONG, "nattapong@example.org", "ณัฐพงศ์").await;
    let case = place.open_for("nattapong@example.org").await;
    let card = card(NATTAPONG, "นาย#ณัฐพงษ์#กลาง#ศรีสุวรรณ");
    place.desk.reads(&place.app, &card).await.is(200);
    let page = place.officer.get(&case).await.is(200);
    page.says("นายณัฐพงษ์ กลาง ศรีสุวรรณ").says("นางสาวณัฐพงศ์ เกื้อกูล").says("notice--warning");
    place.decide(&case, &YES).await.is(303);
    let me = Person::log_in(&place.app, "nattapong@example.org", PASSWORD).await;
    assert_eq!(me.read("/me").await.json()["name"], "นายณัฐพงษ์ กลาง ศรีสุวรรณ");
    assert_eq!(audited(&place.app, "person.renamed").await, [json!({"after": "card"})]);
}

#[tokio::test]
async fn somebody_without_an_account_is_given_one_and_chooses_the_password_at_home() {
    let place = place().await;
    let (app, agent) = (&place.app, place.desk.id.clone());
    let form = [("without_account", "true"), ("agent", agent.as_str())];
    let case = place.officer.post("/desk/cases", &form).await.is(303).location.unwrap();
    place.desk.reads(app, &card(NATTAPONG, "นาย#ณัฐพงษ์##ศรีสุวรรณ")).await.is(200);
    let account = |email| {
        [
            ("decision", "confirm"),
            ("face_matches", "true"),
            ("email", email),
            ("person_kind", "public"),
        ]
    };
    place.decide(&case, &account("nattapong")).await.is(422).says("href=\"#email\"");
    place.decide(&case, &account("sudarat@example.org")).await.is(422).says("href=\"#email\"");
    place.decide(&case, &account("nattapong@example.org")).await.is(303);
    let link = app.letters().await[0].links[0].clone();
    let path = link.split_once("/welcome/").map(|(_, token)| format!("/welcome/{token}")).unwrap();
    let stranger = app.stranger();
    stranger.get(&path).await.is(200).says("name=\"privacy\"");
    let put =
        |terms| [("_method", "PUT"), ("password", PASSWORD), ("terms", terms), ("privacy", "true")];
    stranger.post(&path, &put("")).await.is(422).says("href=\"#consents-terms\"");
    stranger.post(&path, &put("true")).await.is(303);
    stranger.post(&path, &put("true")).await.is(404);
    let me = Person::log_in(app, "nattapong@example.org", PASSWORD).await;
    let standing = me.read("/me/verification").await.is(200).json();
    assert_eq!((&standing["state"], &standing["route"]), (&json!("verified"), &json!("desk")));
    // The same citizen again: there is an account already.
    place.officer.post("/desk/cases", &form).await.is(303);
    let told = place.desk.reads(app, &card(NATTAPONG, "นาย#ณัฐพงษ์##ศรีสุวรรณ")).await;
    assert_eq!(told.is(409).json()["type"], "/problems/desk-card-taken");
}

/// A registry that answers as it was told.
struct Registry(Outcome);

impl CardStatus for Registry {
    fn source(&self) -> &'static str {
        "registry"
    }

    fn ask<'a>(&'a self, chip: &'a ChipNumbers) -> BoxFuture<'a, Outcome> {
        assert_eq!((chip.chip.reveal(), chip.request.reveal()), (CHIP, REQUEST));
        Box::pin(async { self.0 })
    }
}

/// A second process on the same database, with a registry to ask.
async fn elsewhere(app: &TestApp, outcome: Outcome) -> String {
    let other = App::new(
        app.app.config.clone(),
        app.app.db.clone(),
        app.app.clock.clone(),
        app.app.random.clone(),
        rian::identity::seal::KeyRing::load(&app.app.config.key_file()).unwrap(),
        app.app.files.clone(),
    );
    let other = other.with_card_status(std::sync::Arc::new(Registry(outcome)));
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
    let address = acceptor.local_addr()[0].as_socket_addr().copied().unwrap();
    tokio::spawn(Server::new_with_acceptor(acceptor).run(rian::routes::endpoint(&other)));
    format!("http://{address}/api/v1")
}

async fn post(url: String, token: Option<&str>, body: Value) -> Value {
    let request = reqwest::Client::new().post(url).json(&body);
    let request = match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    request.send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn the_registry_is_asked_after_the_read_and_lifts_or_ends_it() {
    let outcomes = [
        (Outcome::Confirmed, "read", "live"),
        (Outcome::Refused("dopa-2"), "failed", "refused"),
        (Outcome::Unreachable, "read", "unreachable"),
    ];
    for (outcome, state, status) in outcomes {
        let place = place().await;
        let api = elsewhere(&place.app, outcome).await;
        let token = place.officer.token.as_deref();
        let new = json!({"who": "sudarat@example.org", "agent": place.desk.id});
        let case = post(format!("{api}/desk/cases"), token, new).await;
        // Opened by one process, handed out by the other.
        let challenge = place.desk.challenge(&place.app).await.unwrap();
        assert!(challenge.fields.contains(&CardField::RequestNumber));
        assert_eq!(case["code"], challenge.code);
        let read = place.desk.read(&challenge, place.app.now(), &sudarats_card());
        let taken = post(format!("{api}/desk/reads"), None, read).await;
        assert_eq!(taken["state"], state);
        let path = format!("/desk/cases/{}", case["id"].as_str().unwrap());
        let shown = place.officer.read(&path).await.is(200).json();
        assert_eq!((&shown["state"], &shown["card_status"]), (&json!(state), &json!(status)));
        let yes = json!({"decision": "confirm", "face_matches": true, "address_is_theirs": true});
        let decided = place.officer.write(&format!("{path}/decision"), yes).await;
        if state == "failed" {
            decided.is(409);
            assert_eq!(place.sudarat().await["state"], "pending");
            continue;
        }
        assert_eq!(decided.is(201).json()["state"], "confirmed");
        let level = if status == "live" { "2.1" } else { "1.3" };
        assert_eq!(place.sudarat().await["level"], level);
        let kept = everything_kept(&place.app).await;
        for secret in [SUDARAT, CHIP, REQUEST] {
            assert!(!kept.contains(secret), "the database keeps {secret}");
        }
    }
}

#[tokio::test]
async fn a_reader_that_reads_more_than_a_desk_can_is_reported_once_an_hour() {
    let place = place().await;
    let id = rian::id::DeskAgentId::from(place.desk.id.as_str());
    for number in 0..31 {
        let mut tx = place.app.app.db.write().await.unwrap();
        let now = tx.now();
        rian::sql!(
            tx,
            sqlx::query(
                "insert into desk_case (id, agent_id, officer_id, purpose, code, nonce, opened_at,
                     expires_at, used_at, state, card_status)
                 values ($1, $2, $3, 'identity', '0000', $4, $5, $5, $5, 'confirmed', 'unasked')"
            )
            .bind(format!("case-{number}"))
            .bind(&id)
            .bind(&place.officer.id)
            .bind(vec![0_u8; 32])
            .bind(now)
            .execute(tx)
            .await
            .map(drop)
        )
        .unwrap();
        tx.save_unrecorded("a test").await.unwrap();
    }
    for _ in 0..2 {
        place.open().await;
        place.desk.reads(&place.app, &sudarats_card()).await.is(200);
    }
    assert_eq!(audited(&place.app, "desk.agent_busy").await.len(), 1);
    let letters = place.app.letters().await;
    let told = letters.iter().filter(|it| it.to == "aroon@example.org").count();
    assert_eq!(told, 1);
}

/// The form of papers for Sudarat.
const PAPERS: [(&str, &str); 6] = [
    ("email", "sudarat@example.org"),
    ("citizen_id", SUDARAT),
    ("papers", "old_card"),
    ("papers", "house_registration"),
    ("face_matches", "true"),
    ("address_is_theirs", "true"),
];

async fn queued(officer: &Person) -> String {
    let page = officer.get("/desk/manual").await.is(200).text;
    let (_, rest) = page.split_once("<th scope=\"row\"><a href=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn papers_verify_only_by_the_word_of_two_officers() {
    let place = place().await;
    let (first, second) = (&place.officer, place.app.appointed("mana", Role::DeskOfficer).await);
    first.post("/desk/manual", &PAPERS).await.is(303);
    first.post("/desk/manual", &PAPERS).await.is(409);
    let path = queued(&second).await;
    let confirm = [("decision", "confirm")];
    first.post(&format!("{path}/decision"), &confirm).await.is(409);
    assert_eq!(place.sudarat().await["state"], "pending");
    second.get(&path).await.is(200).says("value=\"confirm\"");
    second.post(&format!("{path}/decision"), &confirm).await.is(303);
    second.post(&format!("{path}/decision"), &confirm).await.is(409);
    let sudarat = place.sudarat().await;
    assert_eq!((&sudarat["state"], &sudarat["route"]), (&json!("verified"), &json!("manual")));
    assert_eq!(audited(&place.app, "desk.paper_seen").await.len(), 1);
    assert_eq!(audited(&place.app, "desk.paper_decided").await[0]["decision"], "confirm");
    assert!(!everything_kept(&place.app).await.contains(SUDARAT));
}

#[tokio::test]
async fn a_second_officer_rejects_with_a_reason_and_notes_hold_no_numbers() {
    let place = place().await;
    let second = place.app.appointed("mana", Role::DeskOfficer).await;
    let with = |name: &'static str, value: &'static str| {
        let mut form: Vec<_> = PAPERS.into_iter().filter(|(it, _)| *it != name).collect();
        form.push((name, value));
        form
    };
    for (name, value) in [
        ("citizen_id", NATTAPONG),
        ("citizen_id", "9100000000012"),
        ("papers", "library_card"),
        ("face_matches", ""),
        ("address_is_theirs", ""),
        ("note", "โทร ๐๘๑-๒๓๔ ๕๖๗๘"),
    ] {
        let page = place.officer.post("/desk/manual", &with(name, value)).await.is(422);
        let page = page.says(&format!("href=\"#{name}\""));
        assert!(!page.text.contains(value) || name != "citizen_id", "{name} is shown again");
    }
    let form = with("note", "บัตรรุ่นเก่าไม่มีชิป");
    place.officer.post("/desk/manual", &form).await.is(303);
    let path = queued(&second).await;
    second.get(&path).await.is(200).says("บัตรรุ่นเก่าไม่มีชิป");
    second.post(&format!("{path}/decision"), &[("decision", "reject")]).await.is(422);
    let reject = [("decision", "reject"), ("reason", "รูปไม่ชัด")];
    second.post(&format!("{path}/decision"), &reject).await.is(303);
    assert_eq!(place.sudarat().await["state"], "pending");
    assert!(!everything_kept(&place.app).await.contains("บัตรรุ่นเก่าไม่มีชิป"));
}

#[tokio::test]
async fn strangers_and_other_roles_are_kept_out() {
    let place = place().await;
    let case = place.open().await;
    let app = &place.app;
    let pages = ["/desk", "/desk/manual", "/desk/manual/new", case.as_str()];
    let learner = app.learner("somchai").await;
    for page in pages {
        app.stranger().get(page).await.is(303);
        learner.get(page).await.is(403);
        place.admin.get(page).await.is(403);
    }
    place.officer.get("/desk/agents").await.is(403);
    let id = &place.desk.id;
    for role in Role::ALL {
        if matches!(role, Role::SystemAdmin | Role::DeskOfficer) {
            continue;
        }
        let other = app.appointed(&format!("r{}", role.code()), role).await;
        other.get("/desk/agents").await.is(403);
        other.post("/desk/agent-codes", &[("desk", "x")]).await.is(403);
        other.read("/desk/agents").await.is(403);
        other.post("/desk/cases", &[("who", "sudarat@example.org")]).await.is(403);
        other.write(&format!("/desk/agents/{id}/revocation"), json!({})).await.is(403);
        other.write("/desk/cases", json!({"who": "x", "agent": id})).await.is(403);
    }
    app.stranger().read("/desk/agents").await.is(401);
    let listed = place.officer.read("/desk/agents").await.is(200).json();
    assert_eq!(listed["items"][0]["state"], "active");
    let print = &place.desk.fingerprint;
    assert_eq!(listed["items"][0]["fingerprint"].as_str(), Some(print.as_str()));
}

#[tokio::test]
async fn the_pages_of_a_desk_speak_both_languages() {
    let place = place().await;
    let open = place.open().await;
    place.desk.reads(&place.app, &sudarats_card()).await.is(200);
    place.officer.post("/desk/manual", &PAPERS).await.is(303);
    let paper = queued(&place.officer).await;
    let sudarat = Person::log_in(&place.app, "sudarat@example.org", PASSWORD).await;
    let pages = [
        (&place.officer, "/desk"),
        (&place.officer, open.as_str()),
        (&place.officer, "/desk/manual"),
        (&place.officer, "/desk/manual/new"),
        (&place.officer, paper.as_str()),
        (&place.admin, "/desk/agents"),
        (&sudarat, "/me/verification"),
    ];
    for (who, path) in pages {
        for language in ["th", "en"] {
            let page = who.get(&format!("{path}?lang={language}")).await.is(200).text;
            for key in ["desk-", "desk_", "state-", "choice-", "route-", "nav-"] {
                let shown = page.split('>').any(|part| part.trim_start().starts_with(key));
                assert!(!shown, "{path} ({language}) shows a key of {key}");
            }
        }
    }
}
