//! Roles by invitation: offered by letter, granted when accepted, confirmed each year, ended at once.

use chrono::Duration;
use reqwest::Method;
use rian::{
    db::Tx,
    identity::{access::Role, appointment},
    sql,
};
use serde_json::{Value, json};

use crate::support::{PASSWORD, Person, TestApp, open_domain};

const INVITED: &str = "wipha@example.org";

fn auditor(email: &str) -> Vec<(&'static str, String)> {
    vec![
        ("role", "auditor".to_owned()),
        ("prefix", "นาง".to_owned()),
        ("first_name", "วิภา".to_owned()),
        ("last_name", "ตรวจดี".to_owned()),
        ("email", email.to_owned()),
    ]
}

async fn invite(admin: &Person, fields: &[(&str, String)]) -> u16 {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, it)| (*name, it.as_str())).collect();
    admin.post("/people/invitations", &fields).await.status.as_u16()
}

/// The path of the link in the newest letter to somebody.
async fn link(app: &TestApp, to: &str) -> String {
    let letters = app.letters().await;
    let letter =
        letters.iter().find(|letter| letter.to == to && letter.text.contains("/invitations/"));
    let text = &letter.unwrap().text;
    let start = text.find("/invitations/").unwrap();
    text[start..].split_whitespace().next().unwrap().to_owned()
}

async fn acts(app: &TestApp, subject: &str) -> Vec<String> {
    let mut tx: Tx = app.app.db.read().await.unwrap();
    sql!(
        tx,
        sqlx::query_scalar("select act from audit where subject = $1 order by seq")
            .bind(subject)
            .fetch_all(tx)
            .await
    )
    .unwrap()
}

async fn id_of(admin: &Person, email: &str) -> String {
    let all = admin.read("/appointments").await.is(200).json();
    let all = all["items"].as_array().unwrap();
    let one = all.iter().find(|one| one["email"] == email).unwrap();
    one["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_new_person_accepts_by_the_letter_and_only_then_has_the_role() {
    let app = TestApp::new().await;
    let admin = app.appointed("admin", Role::SystemAdmin).await;
    assert_eq!(invite(&admin, &auditor(INVITED)).await, 303);
    assert_eq!(invite(&admin, &auditor(INVITED)).await, 422, "invited already");
    let list = admin.get("/people/appointments").await.is(200);
    assert!(list.text.contains(INVITED));
    let all = admin.read("/appointments?role=auditor").await.is(200).json();
    assert_eq!(all["items"], json!([]), "an invitation grants nothing");

    let wipha = app.stranger();
    let page = link(&app, INVITED).await;
    wipha.get(&page).await.is(200).says("ตรวจดี");
    let short = [("first_name", "วิภา"), ("last_name", "ตรวจดี"), ("password", "kurz")];
    wipha.post(&format!("{page}/acceptance"), &short).await.is(422);
    let join = [("first_name", "วิภา"), ("last_name", "ตรวจดี"), ("password", PASSWORD)];
    wipha.post(&format!("{page}/acceptance"), &join).await.is(303);
    let wipha = Person::log_in(&app, INVITED, PASSWORD).await;
    wipha.get("/approvals").await.is(200);
    wipha.get(&page).await.is(404);
    wipha.post(&format!("{page}/acceptance"), &join).await.is(404);
    let one = admin.read("/appointments?role=auditor").await.is(200).json()["items"][0].clone();
    assert_eq!(one["email"], INVITED);
    assert!(one["granted_by"].as_str().unwrap().contains("admin"), "{one}");
    assert!(one["last_log_in"].is_string());
    assert!(acts(&app, &wipha.id).await.contains(&"membership.granted".to_owned()));
    app.run_jobs().await;
}

#[tokio::test]
async fn an_account_accepts_when_it_is_logged_in_and_no_other_can() {
    let app = TestApp::new().await;
    let admin = app.appointed("admin", Role::SystemAdmin).await;
    let malee = app.learner("malee").await;
    let other = app.learner("other").await;
    assert_eq!(invite(&admin, &auditor(&malee.email)).await, 303);
    let page = link(&app, &malee.email).await;
    let accept = format!("{page}/acceptance");
    // The letter alone opens no account that has a password.
    let stolen = app.stranger().post(&accept, &[("password", "another good password 77")]).await;
    assert!(stolen.location.unwrap().starts_with("/login?next=/invitations/"));
    Person::log_in(&app, &malee.email, PASSWORD).await;
    other.post(&accept, &[]).await.is(409);
    assert_eq!(malee.get("/approvals").await.status, 403);
    malee.get(&page).await.is(200);
    malee.post(&accept, &[]).await.is(303);
    malee.get("/approvals").await.is(200);
    assert_eq!(invite(&admin, &auditor(&malee.email)).await, 422, "appointed already");
}

#[tokio::test]
async fn a_link_ends_after_a_week_by_a_newer_letter_and_by_withdrawing() {
    let app = TestApp::new().await;
    let admin = app.appointed("admin", Role::SystemAdmin).await;
    let wipha = app.stranger();
    assert_eq!(invite(&admin, &auditor(INVITED)).await, 303);
    let first = link(&app, INVITED).await;
    let open = admin.read("/invitations").await.is(200).json();
    let id = open["items"][0]["id"].as_str().unwrap().to_owned();
    app.advance(Duration::days(7) + Duration::seconds(1));
    wipha.get(&first).await.is(404);
    let admin = Person::log_in(&app, &admin.email, PASSWORD).await;
    let open = admin.read("/invitations").await.is(200).json();
    assert_eq!(open["items"][0]["state"], "expired");
    admin.post(&format!("/people/invitations/{id}/letters"), &[]).await.is(303);
    let second = link(&app, INVITED).await;
    assert_ne!(first, second);
    wipha.get(&second).await.is(200);
    app.advance(Duration::seconds(1));
    admin.write(&format!("/invitations/{id}/letters"), json!({})).await.is(204);
    wipha.get(&second).await.is(404);
    let third = link(&app, INVITED).await;
    wipha.get(&third).await.is(200);
    admin.post(&format!("/people/invitations/{id}"), &[("_method", "DELETE")]).await.is(303);
    wipha.get(&third).await.is(404);
    let join = json!({"token": third.rsplit('/').next().unwrap(), "first_name": "วิภา",
        "last_name": "ตรวจดี", "password": PASSWORD});
    wipha.write("/invitation-acceptances", join).await.is(404);
    assert_eq!(admin.read("/invitations").await.is(200).json()["items"], json!([]));
    let there = acts(&app, &id).await;
    assert_eq!(
        there,
        [
            "invitation.sent",
            "invitation.sent_again",
            "invitation.sent_again",
            "invitation.withdrawn"
        ]
    );
}

#[tokio::test]
async fn an_ended_appointment_is_gone_from_sessions_that_run() {
    let app = TestApp::new().await;
    let admin = app.appointed("admin", Role::SystemAdmin).await;
    let officer = app.officer("malee").await;
    officer.get("/approvals").await.is(200);
    let id = id_of(&admin, &officer.email).await;
    let page = format!("/people/appointments/{id}");
    admin.get(&page).await.is(200).says("malee");
    admin.post(&page, &[("_method", "DELETE"), ("reason", " ")]).await.is(422);
    officer.get("/approvals").await.is(200);
    let why = "ย้ายไปส่วนงานอื่น";
    admin.post(&page, &[("_method", "DELETE"), ("reason", why)]).await.is(303);
    officer.get("/approvals").await.is(403);
    officer.read("/certificate-requests").await.is(403);
    officer.get("/me").await.is(200);
    let letters = app.letters().await;
    assert!(letters.iter().any(|one| one.to == officer.email && one.text.contains(why)));
    admin.api(Method::DELETE, &format!("/appointments/{id}?reason=x"), None).await.is(404);
    assert!(acts(&app, &officer.id).await.contains(&"membership.ended".to_owned()));
}

#[tokio::test]
async fn nobody_grants_confirms_or_ends_a_role_of_their_own() {
    let app = TestApp::new().await;
    let admin = app.appointed("admin", Role::SystemAdmin).await;
    let second = app.appointed("second", Role::SystemAdmin).await;
    assert_eq!(invite(&admin, &auditor(&admin.email)).await, 422);
    let own = id_of(&admin, &admin.email).await;
    admin.post(&format!("/people/appointments/{own}/confirmation"), &[]).await.is(409);
    let end = format!("/appointments/{own}?reason=x");
    admin.api(Method::DELETE, &end, None).await.is(409);
    second.api(Method::DELETE, &end, None).await.is(204);
    admin.get("/people/appointments").await.is(403);
}

#[tokio::test]
async fn the_last_system_administrator_stays() {
    let app = TestApp::new().await;
    let admin = app.appointed("admin", Role::SystemAdmin).await;
    let id = id_of(&admin, &admin.email).await;
    // Somebody whose own appointment ended a moment ago, in a request that was under way.
    let late = open_domain::actor("somebody".into(), Role::SystemAdmin, None);
    let mut tx = app.app.db.write().await.unwrap();
    let outcome = appointment::end(&mut tx, &late, &id, "ทดสอบ").await;
    assert_eq!(outcome.unwrap_err().code(), "last-admin");
    drop(tx);
    admin.get("/people/appointments").await.is(200);
}

#[tokio::test]
async fn an_appointment_is_confirmed_once_a_year() {
    let app = TestApp::new().await;
    let admin = app.appointed("admin", Role::SystemAdmin).await;
    let officer = app.officer("malee").await;
    let due = async |admin: &Person| -> Value {
        let all = admin.read("/appointments?role=certificate_officer").await.is(200).json();
        all["items"][0]["review_overdue"].clone()
    };
    assert_eq!(due(&admin).await, false);
    app.advance(Duration::days(366));
    let admin = Person::log_in(&app, &admin.email, PASSWORD).await;
    assert_eq!(due(&admin).await, true);
    admin.get("/people/appointments").await.is(200).says("รอยืนยันประจำปี");
    let id = id_of(&admin, &officer.email).await;
    admin.post(&format!("/people/appointments/{id}/confirmation"), &[]).await.is(303);
    assert_eq!(due(&admin).await, false);
    assert!(acts(&app, &officer.id).await.contains(&"membership.confirmed".to_owned()));
}

#[tokio::test]
async fn an_agencys_role_needs_its_agency_and_is_never_the_main_one() {
    let app = TestApp::new().await;
    let at = open_domain::open(&app, "first.mail.go.th", 5).await;
    let admin = app.appointed("admin", Role::SystemAdmin).await;
    let name = format!("{} first.mail.go.th", open_domain::AGENCY);
    let body = |role: &str, agency: Value| {
        json!({"role": role, "agency": agency, "first_name": "วิภา", "last_name": "ตรวจดี",
            "email": INVITED})
    };
    let fields = async |body: Value| admin.write("/appointments", body).await.is(422).fields();
    assert_eq!(fields(body("agency_admin", Value::Null)).await, ["/agency"]);
    assert_eq!(fields(body("agency_admin", json!("no such agency"))).await, ["/agency"]);
    assert_eq!(fields(body("auditor", json!(name))).await, ["/agency"]);
    assert_eq!(fields(body("king", json!(name))).await, ["/role"]);
    admin.write("/appointments", body("agency_admin", json!(name))).await.is(201);
    let token = link(&app, INVITED).await.rsplit('/').next().unwrap().to_owned();
    let join = json!({"token": token, "first_name": "วิภา", "last_name": "ตรวจดี",
        "password": PASSWORD});
    let accepted = app.stranger().write("/invitation-acceptances", join).await.is(201).json();
    assert_eq!(accepted["role"], "agency_admin");
    let wipha = Person::log_in(&app, INVITED, PASSWORD).await;
    wipha.get(&at.path("/accounts/new")).await.is(200);
    wipha.write(&at.path("/admins"), json!({})).await.is(403);
    let admins = at.admin.read(&at.path("/admins")).await.is(200).json();
    let mains: Vec<&Value> =
        admins["items"].as_array().unwrap().iter().filter(|one| one["main"] == true).collect();
    assert_eq!(mains.len(), 1);
}

#[tokio::test]
async fn the_agencys_own_invitations_grant_nothing_before_they_are_accepted() {
    let app = TestApp::new().await;
    let at = open_domain::open(&app, "first.mail.go.th", 5).await;
    let helper = app.learner("helper").await;
    let body = json!({"role": "agency_helper", "first_name": "สมชาย", "last_name": "ช่วย",
        "email": helper.email});
    let made = at.admin.write(&at.path("/admins"), body.clone()).await.is(201).json();
    assert_eq!(made["joined"], false);
    helper.get(&at.path("/accounts")).await.is(404);
    at.admin.write(&at.path("/admins"), body).await.is(422);
    let accept = format!("{}/acceptance", link(&app, &helper.email).await);
    helper.post(&accept, &[]).await.is(303);
    helper.get(&at.path("/accounts")).await.is(200);
    let admins = at.admin.read(&at.path("/admins")).await.is(200).json();
    assert_eq!(admins["items"].as_array().unwrap().len(), 2, "no longer among the invited");
}
