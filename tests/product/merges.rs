//! Two accounts of one person made one by an officer, and undone.

use chrono::Duration;
use reqwest::Method;
use rian::{
    agencies::agency as agencies,
    db::Tx,
    identity::{access::Role, person as people},
    sql,
};
use serde_json::{Value, json};

use crate::support::{
    PASSWORD, Person, TestApp,
    course::{self, SLUG, event},
    secrets,
};

const WHY: &str = "เทียบบัตรที่เคาน์เตอร์แล้ว";

async fn merge(desk: &Person, first: &Person, second: &Person) -> String {
    let body = json!({"first": first.email, "second": second.email, "reason": WHY});
    let made = desk.write("/merges", body).await.is(201).json();
    made["id"].as_str().unwrap().to_owned()
}

/// Everything that belongs to somebody, as it stands in the database.
async fn belongings(app: &TestApp, person: &Person) -> Vec<String> {
    let mut tx: Tx = app.app.db.read().await.unwrap();
    let mut all = Vec::new();
    let texts = [
        "select 'enrolment ' || id || ' ' || version_id || ' ' || state || ' ' || percent || ' ' ||
             credited_seconds || ' ' || coalesce(score_percent, -1) || ' ' || started_at
         from enrolment where person_id = $1 order by id",
        "select 'progress ' || p.enrolment_id || ' ' || p.lesson_id || ' ' || p.state || ' ' ||
             p.percent || ' ' || p.watched || ' ' || p.pages || ' ' || p.spent || ' ' || p.resume ||
             ' ' || coalesce(p.score_percent, -1) || ' ' || p.opened_at
         from progress p join enrolment e on e.id = p.enrolment_id where e.person_id = $1
         order by p.enrolment_id, p.lesson_id",
        "select 'certificate ' || number || ' ' || enrolment_id || ' ' || full_name
         from certificate where person_id = $1 order by number",
        "select 'asked ' || id || ' ' || enrolment_id || ' ' || state
         from certificate_request where person_id = $1 order by id",
        "select 'request ' || id from request where person_id = $1 order by id",
        "select 'consent ' || id from consent where person_id = $1 order by id",
    ];
    for text in texts {
        let rows: Vec<String> =
            sql!(tx, sqlx::query_scalar(text).bind(&person.id).fetch_all(tx).await).unwrap();
        all.extend(rows);
    }
    all
}

async fn acts(app: &TestApp, subject: &str) -> Vec<String> {
    let mut tx: Tx = app.app.db.read().await.unwrap();
    sql!(
        tx,
        sqlx::query_scalar("select act from audit where subject = $1 order by id")
            .bind(subject)
            .fetch_all(tx)
            .await
    )
    .unwrap()
}

/// An identity that was confirmed and is so no more, as when a source takes it back.
async fn take_verification(app: &TestApp, person: &Person) {
    set_verification(app, person, "pending").await;
}

async fn verify(app: &TestApp, person: &Person) {
    set_verification(app, person, "verified").await;
}

async fn set_verification(app: &TestApp, person: &Person, state: &str) {
    let mut tx = app.app.db.write().await.unwrap();
    sql!(
        tx,
        sqlx::query("update person set verification = $1 where id = $2")
            .bind(state)
            .bind(&person.id)
            .execute(tx)
            .await
            .map(drop)
    )
    .unwrap();
    tx.save_unrecorded("a test").await.unwrap();
}

/// Two accounts that nobody verified, the older one first.
async fn two(app: &TestApp, first: &str, second: &str) -> (Person, Person) {
    let first = app.unverified(first).await;
    app.advance(Duration::seconds(1));
    (first, app.unverified(second).await)
}

/// A second account with a certificate, beside a verified one that began the same course.
async fn twice(app: &TestApp) -> (Person, Person, String) {
    let certificates = app.officer("officer").await;
    let old = app.learner("old").await;
    let somchai = app.learner("somchai").await;
    let request = course::ask(app, &old).await;
    take_verification(app, &old).await;
    let yes = json!({"decision": "approve"});
    let path = format!("/certificate-requests/{request}/decision");
    let decided = certificates.write(&path, yes).await.is(200).json();
    let number = decided["certificate"]["number"].as_str().unwrap().to_owned();
    let enrolment = somchai.enrol(SLUG).await["id"].as_str().unwrap().to_owned();
    let events = json!({"client": "phone", "events": [
        event(app, 1, "01-read", "opened", json!({})),
        event(app, 2, "01-read", "read", json!({"page": 1})),
    ]});
    somchai.write(&format!("/enrolments/{enrolment}/events"), events).await.is(200);
    let mut tx = app.app.db.write().await.unwrap();
    let id = old.id.as_str().into();
    rian::identity::consent::give(&mut tx, &id, &rian::identity::consent::TERMS, true)
        .await
        .unwrap();
    tx.save_unrecorded("a test").await.unwrap();
    (somchai, old, number)
}

#[tokio::test]
async fn what_was_learnt_is_united_and_the_certificate_keeps_its_number() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, old, number) = twice(&app).await;
    let desk = app.appointed("desk", Role::DeskOfficer).await;
    let request = json!({"kind": "open"});
    old.write("/workd/requests", request).await;
    let before = app.stranger().read(&format!("/certificates/{number}")).await.is(200).json();

    let pair = [("first", old.email.as_str()), ("second", somchai.email.as_str())];
    let page = desk.post("/people/merges/comparison", &pair).await.is(200);
    assert!(page.text.contains(&number) && page.text.contains(&somchai.email));
    let typed = [pair[0], pair[1], ("reason", "")];
    desk.post("/people/merges", &typed).await.is(422);
    old.get("/me").await.is(200);
    let typed = [pair[0], pair[1], ("reason", WHY)];
    let made = desk.post("/people/merges", &typed).await.is(303);
    desk.get(&made.location.unwrap()).await.is(200).says(WHY);

    // The verified account remains; the other one is closed, in sessions that run too.
    old.get("/me").await.is(303);
    old.read("/me").await.is(401);
    let log_in = [("login", old.email.as_str()), ("password", PASSWORD)];
    app.stranger().post("/login", &log_in).await.is(401);
    let history = somchai.read("/me/history").await.is(200).json();
    assert_eq!(history["certificates"][0]["number"], number.as_str(), "{history}");
    let places = somchai.read("/me/enrolments").await.is(200).json();
    let place = &places["items"][0];
    assert_eq!((&place["state"], &place["percent"]), (&json!("completed"), &json!(100)));
    assert_eq!(places["items"].as_array().unwrap().len(), 1);
    let after = app.stranger().read(&format!("/certificates/{number}")).await.is(200).json();
    assert_eq!(before, after);
    somchai.get(&format!("/certificates/{number}.pdf")).await.is(200);
    for email in [&somchai.email, &old.email] {
        let letters = app.letters().await;
        assert!(letters.iter().any(|one| one.to == *email && one.text.contains(&old.email)));
    }
    assert!(acts(&app, &somchai.id).await.contains(&"person.merged".to_owned()));
    assert!(acts(&app, &old.id).await.contains(&"person.closed".to_owned()));
    // The address stays taken.
    let admin = app.appointed("admin", Role::SystemAdmin).await;
    let again = json!({"role": "auditor", "first_name": "ก", "last_name": "ข", "email": old.email});
    assert_eq!(admin.write("/appointments", again).await.is(422).fields(), ["/email"]);
    app.run_jobs().await;
}

#[tokio::test]
async fn films_watched_in_two_accounts_are_one_film() {
    let app = TestApp::new().await.with_course().await;
    let (first, second) = two(&app, "first", "second").await;
    let desk = app.appointed("desk", Role::DeskOfficer).await;
    let seconds = course::film_seconds();
    for (person, from, to) in [(&first, 0, seconds / 2), (&second, seconds / 2, seconds)] {
        let enrolment = person.enrol(SLUG).await["id"].as_str().unwrap().to_owned();
        let events = json!({"client": "phone", "events": [
            event(&app, 1, "01-read", "read", json!({})),
            event(&app, 2, "02-watch", "watched", json!({"from": from, "to": to})),
        ]});
        let said = person.write(&format!("/enrolments/{enrolment}/events"), events).await.is(200);
        assert_eq!(said.json()["lessons"][1]["state"], "started");
    }
    merge(&desk, &first, &second).await;
    let places = first.read("/me/enrolments").await.is(200).json();
    let id = places["items"][0]["id"].as_str().unwrap();
    let place = first.read(&format!("/enrolments/{id}")).await.is(200).json();
    assert_eq!(place["lessons"][1]["state"], "done", "{place}");
}

#[tokio::test]
async fn undoing_puts_everything_back_as_it_was() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, old, number) = twice(&app).await;
    let desk = app.appointed("desk", Role::DeskOfficer).await;
    let before = (belongings(&app, &somchai).await, belongings(&app, &old).await);
    let id = merge(&desk, &somchai, &old).await;
    assert_ne!(belongings(&app, &somchai).await, before.0);
    let page = format!("/people/merges/{id}");
    desk.post(&page, &[("_method", "DELETE")]).await.is(303);
    assert_eq!(belongings(&app, &somchai).await, before.0);
    assert_eq!(belongings(&app, &old).await, before.1);
    let old = Person::log_in(&app, &old.email, PASSWORD).await;
    let history = old.read("/me/history").await.is(200).json();
    assert_eq!(history["certificates"][0]["number"], number.as_str());
    desk.post(&page, &[("_method", "DELETE")]).await.is(409);
    assert!(acts(&app, &somchai.id).await.contains(&"person.unmerged".to_owned()));
    assert!(acts(&app, &old.id).await.contains(&"person.reopened".to_owned()));
    app.run_jobs().await;
}

#[tokio::test]
async fn what_was_learnt_since_stays_and_after_a_month_nothing_goes_back() {
    let app = TestApp::new().await.with_course().await;
    let (first, second) = two(&app, "first", "second").await;
    let (third, fourth) = two(&app, "third", "fourth").await;
    let desk = app.appointed("desk", Role::DeskOfficer).await;
    second.enrol(SLUG).await;
    let id = merge(&desk, &first, &second).await;
    let other = merge(&desk, &third, &fourth).await;
    let places = first.read("/me/enrolments").await.is(200).json();
    assert_eq!(places["items"].as_array().unwrap().len(), 1, "the older account remains");
    app.publish(&course::shipped("online-safety")).await;
    first.enrol("online-safety").await;
    desk.api(Method::DELETE, &format!("/merges/{id}"), None).await.is(204);
    let places = first.read("/me/enrolments").await.is(200).json();
    assert_eq!(places["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        places["items"][0]["course"]["slug"].as_str().or(places["items"][0]["course"].as_str()),
        Some("online-safety")
    );
    app.advance(Duration::days(30) + Duration::seconds(1));
    let desk = Person::log_in(&app, &desk.email, PASSWORD).await;
    desk.api(Method::DELETE, &format!("/merges/{other}"), None).await.is(409);
    desk.get(&format!("/people/merges/{other}")).await.is(200).says("เกิน 30 วัน");
}

#[tokio::test]
async fn two_people_oneself_and_the_appointed_are_refused() {
    let app = TestApp::new().await;
    let desk = app.appointed("desk", Role::DeskOfficer).await;
    let (malee, somchai) = (app.learner("malee").await, app.learner("somchai").await);
    let old = app.unverified("old").await;
    let refused = async |first: &str, second: &str| -> Vec<String> {
        let body = json!({"first": first, "second": second, "reason": WHY});
        let said = desk.write("/merges", body).await.is(409).json();
        let codes = said["missing"].as_array().unwrap().iter();
        codes.map(|one| one["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(refused(&malee.email, &somchai.email).await, ["two-people"]);
    assert_eq!(refused(&desk.email, &old.email).await[0], "own");
    let mut tx = app.app.db.write().await.unwrap();
    let agency = agencies::add(&mut tx, "หน่วยงานตัวอย่าง", "An Example").await.unwrap();
    let id = old.id.as_str().into();
    people::appoint(&mut tx, None, &id, Role::AgencyRequester, Some(&agency)).await.unwrap();
    tx.save().await.unwrap();
    assert_eq!(refused(&malee.email, &old.email).await, ["appointed"]);
    let wrong = async |first: &str, second: &str| {
        let body = json!({"first": first, "second": second});
        desk.write("/merge-comparisons", body).await.is(422).fields()
    };
    assert_eq!(wrong("nobody@example.org", &old.email).await, ["/first"]);
    assert_eq!(wrong(&malee.email, &malee.email).await, ["/second"]);
    let same = json!({"first": malee.email, "second": old.email});
    let seen = desk.write("/merge-comparisons", same).await.is(200).json();
    assert_eq!(seen["closes"]["email"], old.email.as_str());
    assert_eq!(seen["same_citizen"], Value::Null);
    let body = json!({"first": malee.email, "second": old.email, "reason": WHY});
    malee.write("/merges", body).await.is(403);
    old.get("/me").await.is(200);
}

#[tokio::test]
async fn a_certificate_that_is_asked_for_is_decided_first() {
    let app = TestApp::new().await.with_course().await;
    let (first, second) = two(&app, "first", "second").await;
    let desk = app.appointed("desk", Role::DeskOfficer).await;
    verify(&app, &second).await;
    course::ask(&app, &second).await;
    take_verification(&app, &second).await;
    first.enrol(SLUG).await;
    let body = json!({"first": first.email, "second": second.email, "reason": WHY});
    let said = desk.write("/merges", body).await.is(409).json();
    assert_eq!(said["type"], "/problems/certificate-pending");
    second.get("/me").await.is(200);
}

#[tokio::test]
async fn a_merge_of_what_was_merged_is_undone_in_its_order() {
    let app = TestApp::new().await;
    let desk = app.appointed("desk", Role::DeskOfficer).await;
    let oldest = app.unverified("oldest").await;
    app.advance(Duration::seconds(1));
    let middle = app.unverified("middle").await;
    app.advance(Duration::seconds(1));
    let newest = app.unverified("newest").await;
    let first = merge(&desk, &middle, &newest).await;
    let second = merge(&desk, &oldest, &middle).await;
    desk.api(Method::DELETE, &format!("/merges/{first}"), None).await.is(409);
    desk.api(Method::DELETE, &format!("/merges/{second}"), None).await.is(204);
    desk.api(Method::DELETE, &format!("/merges/{first}"), None).await.is(204);
    let list = desk.read("/merges").await.is(200);
    secrets::check("/merges", &list.text);
    Person::log_in(&app, &newest.email, PASSWORD).await;
}
