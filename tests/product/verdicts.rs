//! How officers decide together: reasons, the thread, undoing, claims, leave, two officers, the
//! rule, the sample.

use chrono::Duration;
use reqwest::Method;
use rian::{
    db::Tx,
    id::PersonId,
    learning::{certificate::desk::officer::claim, held},
    sql,
};
use serde_json::{Value, json};

use crate::queue;
use crate::support::{
    PASSWORD, Person, TestApp,
    course::{SLUG, ask},
    second_factor,
};

/// The course of the tests with a learner who has asked and an officer.
async fn desk() -> (TestApp, Person, Person, String) {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let request = ask(&app, &somchai).await;
    app.advance(Duration::seconds(1));
    (app, somchai, malee, request)
}

async fn decide(officer: &Person, request: &str, body: Value) -> crate::support::person::Answer {
    officer.write(&format!("/certificate-requests/{request}/decision"), body).await
}

async fn undo(officer: &Person, request: &str) -> crate::support::person::Answer {
    officer.api(Method::DELETE, &format!("/certificate-requests/{request}/decision"), None).await
}

async fn enrolment(somchai: &Person) -> String {
    let places = somchai.read("/me/enrolments").await.json();
    places["items"][0]["id"].as_str().unwrap().to_owned()
}

async fn one<T>(app: &TestApp, text: &'static str) -> T
where
    T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
    T: for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
{
    let mut tx: Tx = app.app.db.read().await.unwrap();
    sql!(tx, sqlx::query_scalar(text).fetch_one(tx).await).unwrap()
}

/// Says of every request that waits that its flags are these.
async fn flag(app: &TestApp, flags: &[&str], request: Option<&str>) {
    let mut tx: Tx = app.app.db.write().await.unwrap();
    let (flags, flagged) = (sqlx::types::Json(flags.to_vec()), !flags.is_empty());
    sql!(
        tx,
        sqlx::query(
            "update certificate_request set flags = $1, flagged = $2 where $3 is null or id = $3"
        )
        .bind(flags)
        .bind(flagged)
        .bind(request)
        .execute(tx)
        .await
        .map(drop)
    )
    .unwrap();
    tx.save_unrecorded("rows of a test").await.unwrap();
}

/// Makes the identity behind a request one that only papers confirmed.
async fn doubt(app: &TestApp, request: &str) {
    let mut tx: Tx = app.app.db.write().await.unwrap();
    sql!(
        tx,
        sqlx::query(
            "update person set verified_route = 'manual'
             where id = (select person_id from certificate_request where id = $1)"
        )
        .bind(request)
        .execute(tx)
        .await
        .map(drop)
    )
    .unwrap();
    tx.save_unrecorded("rows of a test").await.unwrap();
}

/// Two officers agree how the course is decided.
async fn agree(first: &Person, second: &Person, policy: Value) {
    let path = format!("/certificate-policies/{SLUG}");
    let set = first.api(Method::PUT, &path, Some(policy.clone())).await.is(200).json();
    if set["wanted"].is_object() {
        second.api(Method::PUT, &path, Some(policy)).await.is(200);
    }
}

fn code(answer: &crate::support::person::Answer) -> String {
    answer.json()["type"].as_str().unwrap().trim_start_matches("/problems/").to_owned()
}

#[tokio::test]
async fn a_reason_is_chosen_from_the_list_and_said_in_the_learners_language() {
    let (app, somchai, malee, request) = desk().await;
    let wrong = json!({"decision": "return", "reason_code": "not_the_learner", "reason": "x"});
    assert_eq!(decide(&malee, &request, wrong).await.is(422).fields(), ["/reason_code"]);
    let other = json!({"decision": "reject", "reason_code": "other"});
    assert_eq!(decide(&malee, &request, other).await.is(422).fields(), ["/reason"]);
    // A code of the list needs no text; the page takes both.
    let form = [("decision", "return"), ("reason_code", "name_wrong"), ("reason", "ตามบัตรคือ สมชัย")];
    malee.post(&format!("/approvals/{request}/decision"), &form).await.is(303);
    app.run_jobs().await;
    let letter = &app.letters().await[0].text;
    assert!(letter.contains("ไม่ตรงกับบัตร") && letter.contains("สมชัย"), "{letter}");
    let path = format!("/learn/{}", enrolment(&somchai).await);
    somchai.get(&path).await.is(200).says("ไม่ตรงกับบัตร").says("สมชัย");
    somchai.get(&format!("{path}?lang=en")).await.is(200).says("differs from the identity card");
    let kept: String = one(&app, "select reason_code from certificate_request").await;
    assert_eq!(kept, "name_wrong");
}

#[tokio::test]
async fn what_the_page_refuses_it_shows_again_with_all_that_was_typed() {
    let (_app, _, malee, request) = desk().await;
    let path = format!("/approvals/{request}/decision");
    let form = [("decision", "return"), ("reason_code", "duplicate"), ("reason", "คำที่พิมพ์ไว้")];
    let page = malee.post(&path, &form).await.is(422);
    page.says("คำที่พิมพ์ไว้").says("reason_code-error").says("value=\"duplicate\" selected");
    let long = "ก".repeat(2001);
    let path = format!("/approvals/{request}/messages");
    malee.post(&path, &[("message", &long)]).await.is(422).says(&long);
}

#[tokio::test]
async fn one_thread_goes_on_through_return_and_asking_again() {
    let (app, somchai, malee, request) = desk().await;
    let place = enrolment(&somchai).await;
    let own = format!("/enrolments/{place}/certificate-messages");
    // Nothing to answer yet.
    let early = somchai.write(&own, json!({"message": "สวัสดี"})).await.is(409);
    assert_eq!(code(&early), "thread-closed");
    decide(&malee, &request, json!({"decision": "return", "reason": "ชื่อไม่ตรง"})).await.is(200);
    app.advance(Duration::minutes(1));
    somchai.post(&format!("/learn/{place}/messages"), &[("message", "แก้แล้วครับ")]).await.is(303);
    app.advance(Duration::minutes(1));
    let again = [("message", "ยื่นใหม่พร้อมชื่อที่ถูก")];
    somchai.post(&format!("/enrolments/{place}/certificate-requests"), &again).await.is(303);
    let second: String =
        one(&app, "select id from certificate_request where state = 'pending'").await;
    app.advance(Duration::minutes(1));
    let path = format!("/approvals/{second}/messages");
    malee.post(&path, &[("message", "ขอบคุณ กำลังตรวจ")]).await.is(303);
    let page = malee.get(&format!("/approvals/{second}")).await.is(200);
    page.says("ชื่อไม่ตรง").says("แก้แล้วครับ").says("ยื่นใหม่พร้อมชื่อที่ถูก").says("กำลังตรวจ").says("malee");
    let thread =
        malee.read(&format!("/certificate-requests/{second}/messages")).await.is(200).json();
    let kinds: Vec<&str> =
        thread["items"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds[..3], ["asked", "returned", "said"]);
    assert_eq!(kinds.len(), 6, "{kinds:?}");
    assert_eq!(kinds[5], "said");
    // Each request leads to the other, and what was asked again is no more among the returned.
    page_of(&malee, &request, &second).await;
    page_of(&malee, &second, &request).await;
    let read = malee.read(&format!("/certificate-requests/{second}")).await.json();
    assert_eq!((&read["earlier"], &read["later"]), (&json!(request), &Value::Null));
    let returned = malee.read("/certificate-requests?state=returned").await.is(200).json();
    assert_eq!(returned["items"], json!([]));
    let tabs = malee.get("/approvals").await.is(200);
    assert!(tabs.text.contains("ส่งกลับแก้ไข <span class=\"count\">0</span>"), "{}", tabs.text);
    // The learner is told the office and no officer.
    let page = somchai.get(&format!("/learn/{place}")).await.is(200);
    assert!(!page.text.contains("malee"));
    let page = page.says("สำนักงานพัฒนารัฐบาลดิจิทัล").says("กำลังตรวจ");
    let _ = page;
    let told = somchai.read(&own).await.is(200);
    assert!(!told.text.contains("malee"));
    app.run_jobs().await;
    // Once per message: the decision, two of the learner's, one of the officer's.
    let letters = app.letters().await;
    let to = |who: &str| letters.iter().filter(|it| it.to == format!("{who}@example.org")).count();
    assert_eq!((to("malee"), to("somchai")), (2, 2));
    let officers = letters.iter().filter(|it| it.to.starts_with("malee"));
    assert!(officers.clone().all(|it| !it.text.contains("แก้แล้วครับ")), "the text stays on the page");
    // With the certificate, and when that is revoked, the thread can be read and no more.
    let decided = decide(&malee, &second, json!({"decision": "approve"})).await.is(200).json();
    let reads = async || {
        let page = somchai.get(&format!("/learn/{place}")).await.is(200);
        let page = page.says("แก้แล้วครับ").says("กำลังตรวจ");
        assert!(!page.text.contains("<textarea"), "nobody answers any more");
    };
    reads().await;
    let number = decided["certificate"]["number"].as_str().unwrap();
    let revocation = format!("/certificates/{number}/revocation");
    malee.write(&revocation, json!({"reason": "ออกผิดคน"})).await.is(201);
    reads().await;
    let late = somchai.write(&own, json!({"message": "ทำไม"})).await.is(409);
    assert_eq!(code(&late), "thread-closed");
    app.run_jobs().await;
}

/// The page of a request links to another one.
async fn page_of(officer: &Person, request: &str, other: &str) {
    let link = format!("href=\"/approvals/{other}\"");
    officer.get(&format!("/approvals/{request}")).await.is(200).says(&link);
}

#[tokio::test]
async fn a_thread_is_bounded_and_belongs_to_its_learner_and_the_desk() {
    let (app, somchai, malee, request) = desk().await;
    let (kanda, auditor) = (
        app.learner("kanda").await,
        app.appointed("thawee", rian::identity::access::Role::Auditor).await,
    );
    let place = enrolment(&somchai).await;
    let own = format!("/enrolments/{place}/certificate-messages");
    decide(&malee, &request, json!({"decision": "return", "reason": "ชื่อ"})).await.is(200);
    for _ in 0..5 {
        app.advance(Duration::seconds(1));
        somchai.write(&own, json!({"message": "ถึงเจ้าหน้าที่"})).await.is(201);
    }
    let full = somchai.write(&own, json!({"message": "อีกครั้ง"})).await.is(409);
    assert_eq!(code(&full), "thread-full");
    let long = "ก".repeat(2001);
    assert_eq!(somchai.write(&own, json!({"message": long})).await.is(422).fields(), ["/message"]);
    assert_eq!(somchai.write(&own, json!({"message": " "})).await.is(422).fields(), ["/message"]);
    kanda.read(&own).await.is(404);
    kanda.write(&own, json!({"message": "x"})).await.is(404);
    kanda.post(&format!("/learn/{place}/messages"), &[("message", "x")]).await.is(404);
    let desk = format!("/certificate-requests/{request}/messages");
    kanda.read(&desk).await.is(403);
    kanda.write(&desk, json!({"message": "x"})).await.is(403);
    auditor.read(&desk).await.is(200);
    auditor.write(&desk, json!({"message": "x"})).await.is(403);
    auditor.get(&format!("/approvals/{request}")).await.is(200).says("ถึงเจ้าหน้าที่");
    app.advance(Duration::seconds(1));
    malee.write(&desk, json!({"message": "ตอบแล้ว"})).await.is(201);
    app.advance(Duration::seconds(1));
    somchai.write(&own, json!({"message": "ขอบคุณ"})).await.is(201);
    app.run_jobs().await;
}

#[tokio::test]
async fn an_approval_is_undone_within_ten_minutes_and_its_number_stays_findable() {
    let (app, somchai, malee, request) = desk().await;
    let due: String = malee.read("/certificate-requests").await.json()["items"][0]["due_at"]
        .as_str()
        .unwrap()
        .to_owned();
    let decided = decide(&malee, &request, json!({"decision": "approve"})).await.is(200).json();
    let number = decided["certificate"]["number"].as_str().unwrap().to_owned();
    app.advance(Duration::minutes(9));
    malee.get("/approvals").await.is(200).says("เรียกคืนผลการพิจารณา");
    malee.get(&format!("/approvals/{request}")).await.is(200).says("เรียกคืนผลการพิจารณา");
    somchai
        .api(Method::DELETE, &format!("/certificate-requests/{request}/decision"), None)
        .await
        .is(403);
    undo(&malee, &request).await.is(204);
    app.advance(Duration::seconds(1));
    let found = app.stranger().read(&format!("/certificates/{number}")).await.is(200).json();
    assert_eq!(found["state"], "revoked");
    let revoked: String = one(&app, "select revocation_code from certificate").await;
    assert_eq!(revoked, "undone");
    let queue = malee.read("/certificate-requests").await.json();
    assert_eq!(queue["items"][0]["due_at"], due.as_str());
    let place = format!("/learn/{}", enrolment(&somchai).await);
    let page = somchai.get(&place).await.is(200).says("เรียกคืนผลการพิจารณา");
    assert!(!page.text.contains(&number), "a number that stands for nothing is not offered");
    assert_eq!(code(&undo(&malee, &request).await.is(409)), "not-decided");
    let again = decide(&malee, &request, json!({"decision": "approve"})).await.is(200).json();
    assert_ne!(again["certificate"]["number"], number.as_str());
    app.run_jobs().await;
    let told: Vec<String> = app.letters().await.iter().map(|it| it.subject.clone()).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[1].contains("ถูกเรียกคืน"), "{told:?}");
    app.advance(Duration::minutes(11));
    assert_eq!(code(&undo(&malee, &request).await.is(409)), "undo-late");
    let path = format!("/approvals/{request}/decision");
    malee.post(&path, &[("_method", "DELETE")]).await.is(409).says("พ้น 10 นาทีแล้ว");
    // Who did what is in the trail.
    let undone: i64 =
        one(&app, "select count(*) from audit where act = 'certificate.decision_undone'").await;
    assert_eq!(undone, 1);
}

#[tokio::test]
async fn a_return_is_undone_by_any_officer_until_the_learner_asks_again() {
    let (app, somchai, malee, request) = desk().await;
    let wipha = app.officer("wipha").await;
    let no = json!({"decision": "return", "reason_code": "time_short"});
    decide(&malee, &request, no.clone()).await.is(200);
    wipha.post(&format!("/approvals/{request}/decision"), &[("_method", "DELETE")]).await.is(303);
    let reason: Option<String> = one(&app, "select reason_code from certificate_request").await;
    assert_eq!(reason, None);
    decide(&malee, &request, no).await.is(200);
    let path = format!("/enrolments/{}/certificate-requests", enrolment(&somchai).await);
    somchai.write(&path, json!({})).await.is(201);
    let late = undo(&malee, &request).await.is(409);
    assert_eq!(code(&late), "asked-again");
    let page = malee.get("/approvals").await.is(200);
    assert!(!page.text.contains("เรียกคืนผลการพิจารณา"), "what cannot be undone is not offered");
    app.run_jobs().await;
}

#[tokio::test]
async fn many_decisions_are_undone_together() {
    let (app, _, malee, first) = desk().await;
    let kanda = app.learner("kanda").await;
    let second = ask(&app, &kanda).await;
    let both = json!({"ids": [first, second], "decision": "approve"});
    // Both were learnt too fast, and what is flagged is opened before many are approved.
    let unopened = malee.write("/certificate-request-decisions", both.clone()).await.is(409);
    assert_eq!(unopened.json()["missing"].as_array().unwrap().len(), 2);
    for request in [&first, &second] {
        malee.get(&format!("/approvals/{request}")).await.is(200);
    }
    malee.write("/certificate-request-decisions", both).await.is(200);
    let form = [("_method", "DELETE"), ("ids", first.as_str()), ("ids", second.as_str())];
    malee.post("/certificate-request-decisions", &form).await.is(303);
    let open: i64 =
        one(&app, "select count(*) from certificate_request where state = 'pending'").await;
    assert_eq!(open, 2);
    malee.post("/certificate-request-decisions", &[("_method", "DELETE")]).await.is(422);
    // The same through the API: what can be taken back, and all of it or nothing.
    let both = json!({"ids": [first, second], "decision": "approve"});
    malee.write("/certificate-request-decisions", both).await.is(200);
    let recent = malee.read("/certificate-request-decisions").await.is(200).json();
    assert_eq!(recent["items"].as_array().unwrap().len(), 2);
    assert_eq!(recent["items"][0]["state"], "approved");
    let path = "/certificate-request-reopenings";
    assert_eq!(malee.write(path, json!({"ids": []})).await.is(422).fields(), ["/ids"]);
    malee.write(path, json!({"ids": [first, "none"]})).await.is(404);
    kanda.write(path, json!({"ids": [first]})).await.is(403);
    let still = malee.read("/certificate-requests?state=approved").await.json();
    assert_eq!(still["items"].as_array().unwrap().len(), 2);
    malee.write(path, json!({"ids": [first, second]})).await.is(204);
    let recent = malee.read("/certificate-request-decisions").await.is(200).json();
    assert_eq!(recent["items"], json!([]));
    malee.get("/approvals").await.is(200).says("name=\"reason_code\"");
    let no = [("ids", first.as_str()), ("decision", "return"), ("reason_code", "time_short")];
    malee.post("/certificate-request-decisions", &no).await.is(303);
    app.run_jobs().await;
}

#[tokio::test]
async fn what_one_officer_has_another_decides_only_after_taking_it_over() {
    let (app, somchai, malee, request) = desk().await;
    let wipha = app.officer("wipha").await;
    let claim = format!("/certificate-requests/{request}/claim");
    somchai.write(&claim, json!({})).await.is(403);
    malee.write(&claim, json!({})).await.is(201);
    let refused = decide(&wipha, &request, json!({"decision": "approve"})).await.is(409);
    assert_eq!(code(&refused), "claimed");
    assert!(refused.json()["detail"].as_str().unwrap().contains("malee"));
    assert_eq!(code(&wipha.write(&claim, json!({})).await.is(409)), "claimed");
    assert_eq!(code(&wipha.api(Method::DELETE, &claim, None).await.is(409)), "not-claimed");
    let message = format!("/certificate-requests/{request}/messages");
    assert_eq!(code(&wipha.write(&message, json!({"message": "x"})).await.is(409)), "claimed");
    wipha.get(&format!("/approvals/{request}")).await.is(200).says("รับช่วงต่อ");
    wipha.post(&format!("/approvals/{request}/claim"), &[("take_over", "yes")]).await.is(303);
    assert_eq!(
        code(&decide(&malee, &request, json!({"decision": "approve"})).await.is(409)),
        "claimed"
    );
    wipha.api(Method::DELETE, &claim, None).await.is(204);
    malee.write(&claim, json!({})).await.is(201);
    // A claim lapses: nobody holds up the promise by going home.
    app.advance(Duration::hours(4));
    claim::lapse(&app.app).await.unwrap();
    let free = wipha.read("/certificate-requests?claimed=nobody").await.is(200).json();
    assert_eq!(free["items"][0]["id"], request.as_str());
    assert!(free["items"][0]["claimed_by"].is_null());
    decide(&wipha, &request, json!({"decision": "approve"})).await.is(200);
    assert_eq!(code(&wipha.write(&claim, json!({})).await.is(409)), "already-decided");
    for act in [
        "certificate.claimed",
        "certificate.taken_over",
        "certificate.released",
        "certificate.claims_lapsed",
    ] {
        let mut tx: Tx = app.app.db.read().await.unwrap();
        let count: i64 = sql!(
            tx,
            sqlx::query_scalar("select count(*) from audit where act = $1")
                .bind(act)
                .fetch_one(tx)
                .await
        )
        .unwrap();
        assert!(count > 0, "{act}");
    }
    app.run_jobs().await;
}

#[tokio::test]
async fn a_request_is_handed_over_with_a_note_that_the_learner_does_not_see() {
    let (app, somchai, malee, request) = desk().await;
    let (wipha, _) = (app.officer("wipha").await, app.learner("kanda").await);
    let claim = format!("/certificate-requests/{request}/claim");
    let put = |who: &'static str, note: &'static str| json!({"to": who, "note": note});
    let nobody = malee.api(Method::PUT, &claim, Some(put("kanda@example.org", ""))).await.is(422);
    assert_eq!(nobody.fields(), ["/to"]);
    malee.api(Method::PUT, &claim, Some(put("malee@example.org", ""))).await.is(422);
    let to = [("_method", "PUT"), ("to", wipha.id.as_str()), ("note", "ช่วยดูเวลาเรียน")];
    malee.post(&format!("/approvals/{request}/claim"), &to).await.is(303);
    assert_eq!(
        code(&decide(&malee, &request, json!({"decision": "approve"})).await.is(409)),
        "claimed"
    );
    wipha.get(&format!("/approvals/{request}")).await.is(200).says("ช่วยดูเวลาเรียน");
    wipha.get("/approvals").await.is(200).says("คำขอที่ท่านดูแลอยู่");
    let no = json!({"decision": "return", "reason_code": "time_short"});
    decide(&wipha, &request, no).await.is(200);
    let place = enrolment(&somchai).await;
    let page = somchai.get(&format!("/learn/{place}")).await.is(200);
    assert!(!page.text.contains("ช่วยดูเวลาเรียน"));
    let read = somchai.read(&format!("/enrolments/{place}/certificate-messages")).await.is(200);
    assert!(!read.text.contains("ช่วยดูเวลาเรียน"));
    app.run_jobs().await;
    assert!(app.letters().await.iter().any(|it| it.to == "wipha@example.org"));
}

#[tokio::test]
async fn during_leave_the_stand_in_has_what_was_claimed_and_what_is_handed_over() {
    let (app, somchai, malee, request) = desk().await;
    let (wipha, prasert) = (app.officer("wipha").await, app.officer("prasert").await);
    let claim = format!("/certificate-requests/{request}/claim");
    malee.write(&claim, json!({})).await.is(201);
    let bad = json!({"first_day": "วันหนึ่ง", "last_day": "2026-04-01", "stand_in": "nobody"});
    let fields = malee.write("/certificate-leaves", bad).await.is(422).fields();
    assert_eq!(fields, ["/first_day", "/stand_in"]);
    let own = json!({"first_day": "2026-04-07", "last_day": "2026-04-08", "stand_in": malee.id});
    assert_eq!(malee.write("/certificate-leaves", own).await.is(422).fields(), ["/stand_in"]);
    let past = json!({"first_day": "2026-04-01", "last_day": "2026-04-02", "stand_in": wipha.id});
    assert_eq!(malee.write("/certificate-leaves", past).await.is(422).fields(), ["/last_day"]);
    somchai.write("/certificate-leaves", json!({})).await.is(403);
    somchai.get("/approvals/leave").await.is(403);
    let leave = [
        ("first_day", "7 เมษายน 2569"),
        ("last_day", "๘ เมษายน ๒๕๖๙"),
        ("stand_in", wipha.id.as_str()),
    ];
    malee.post("/approvals/leave", &leave).await.is(303);
    malee.post("/approvals/leave", &leave).await.is(409);
    malee.get("/approvals/leave").await.is(200).says("wipha").says("8 เมษายน 2569");
    wipha.get("/approvals").await.is(200).says("ผู้ปฏิบัติงานแทน").says("คำขอที่ท่านดูแลอยู่");
    // It counts as the stand-in's: nobody else decides, and she does without taking it over.
    assert_eq!(
        code(&decide(&prasert, &request, json!({"decision": "approve"})).await.is(409)),
        "claimed"
    );
    let to = json!({"to": "malee@example.org"});
    // Whoever reads what she did learns for whom, and that it cannot be handed back.
    let message = format!("/certificate-requests/{request}/messages");
    wipha.write(&message, json!({"message": "กำลังตรวจ"})).await.is(201);
    let said = prasert.read(&message).await.is(200).json();
    assert!(said["items"][1]["on_behalf_of"].as_str().unwrap().contains("malee"), "{said}");
    prasert.get(&format!("/approvals/{request}")).await.is(200).says("(ปฏิบัติงานแทน");
    prasert.get("/approvals").await.is(200).says("(ลาอยู่");
    let back = wipha.api(Method::PUT, &claim, Some(to.clone())).await.is(422);
    assert!(back.text.contains("ท่านเป็นผู้ปฏิบัติงานแทน"), "{}", back.text);
    app.advance(Duration::seconds(1));
    let gone = malee.write(&claim, json!({"take_over": true})).await.is(409);
    assert_eq!(code(&gone), "on-leave");
    prasert.write(&claim, json!({"take_over": true})).await.is(201);
    let given = prasert.api(Method::PUT, &claim, Some(to)).await.is(200).json();
    assert_eq!(given["holder"], wipha.id.as_str());
    let said = prasert.read(&message).await.is(200).json();
    assert!(said["items"][2]["to"].as_str().unwrap().contains("wipha"), "{said}");
    let place = enrolment(&somchai).await;
    let told = somchai.read(&format!("/enrolments/{place}/certificate-messages")).await.is(200);
    assert!(!told.text.contains("malee"), "{}", told.text);
    decide(&wipha, &request, json!({"decision": "return", "reason": "ชื่อ"})).await.is(200);
    // It ends by itself; two days later the next one can be entered.
    app.advance(Duration::days(2));
    assert_eq!(malee.read("/certificate-leaves").await.json()["items"], json!([]));
    let next = json!({"first_day": "2026-04-20", "last_day": "2026-04-21", "stand_in": wipha.id});
    malee.write("/certificate-leaves", next).await.is(201);
    malee.api(Method::DELETE, "/certificate-leaves/current", None).await.is(204);
    malee.api(Method::DELETE, "/certificate-leaves/current", None).await.is(404);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_course_with_four_eyes_needs_two_different_officers() {
    let (app, _, malee, request) = desk().await;
    let wipha = app.officer("wipha").await;
    agree(&malee, &wipha, json!({"four_eyes": true})).await;
    let yes = json!({"decision": "approve"});
    let first = decide(&malee, &request, yes.clone()).await.is(200).json();
    assert_eq!(first["state"], "pending");
    assert_eq!(first["waits_for_second"], true);
    assert!(first["certificate"].is_null());
    assert_eq!(code(&decide(&malee, &request, yes.clone()).await.is(409)), "second-officer");
    malee.get(&format!("/approvals/{request}")).await.is(200).says("คนที่สอง");
    let label = "<span class=\"state state--waiting\">รอเจ้าหน้าที่คนที่สอง</span>";
    wipha.get("/approvals").await.is(200).says(label);
    let waiting = wipha.read("/certificate-requests?claimed=second").await.is(200).json();
    assert_eq!(waiting["items"][0]["waits_for_second"], true);
    // The first approval can be taken back too.
    undo(&malee, &request).await.is(204);
    let waiting = wipha.read("/certificate-requests?claimed=second").await.is(200).json();
    assert_eq!(waiting["items"], json!([]));
    decide(&wipha, &request, yes.clone()).await.is(200);
    app.advance(Duration::minutes(20));
    assert_eq!(code(&undo(&wipha, &request).await.is(409)), "undo-late");
    let second = decide(&malee, &request, yes.clone()).await.is(200).json();
    assert_eq!(second["state"], "approved");
    // What the second did is taken back to where the first had left it.
    undo(&malee, &request).await.is(204);
    assert_eq!(code(&decide(&wipha, &request, yes).await.is(409)), "second-officer");
    // One is enough to return.
    let no = json!({"decision": "return", "reason_code": "name_wrong"});
    assert_eq!(decide(&wipha, &request, no).await.is(200).json()["state"], "returned");
    app.run_jobs().await;
}

#[tokio::test]
async fn nobody_alone_makes_the_way_of_deciding_less_strict() {
    let (app, somchai, malee, _) = desk().await;
    let wipha = app.officer("wipha").await;
    let path = format!("/certificate-policies/{SLUG}");
    let put = |body: Value| Some(body);
    let both = json!({"four_eyes": true, "by_rule": true});
    assert_eq!(malee.api(Method::PUT, &path, put(both)).await.is(422).fields(), ["/by_rule"]);
    somchai.api(Method::PUT, &path, put(json!({"by_rule": true}))).await.is(403);
    malee.api(Method::PUT, "/certificate-policies/none", put(json!({}))).await.is(404);
    // Stricter: at once.
    let set = malee.api(Method::PUT, &path, put(json!({"four_eyes": true}))).await.is(200).json();
    assert_eq!((&set["four_eyes"], &set["wanted"]), (&json!(true), &Value::Null));
    // Less strict: asked by one, confirmed by another.
    let rule = json!({"by_rule": true});
    let wanted = malee.api(Method::PUT, &path, put(rule.clone())).await.is(200).json();
    assert_eq!(wanted["four_eyes"], true);
    assert_eq!(wanted["wanted"]["by_rule"], true);
    let again = malee.api(Method::PUT, &path, put(rule.clone())).await.is(409);
    assert_eq!(code(&again), "second-officer");
    wipha.get("/approvals/courses").await.is(200).says("malee").says("ยืนยันการเปลี่ยน");
    let form = [("_method", "PUT"), ("mode", "rule")];
    wipha.post(&format!("/approvals/courses/{SLUG}"), &form).await.is(303);
    let now = malee.read(&path).await.json();
    assert_eq!((&now["by_rule"], &now["four_eyes"]), (&json!(true), &json!(false)));
    // Asking for what holds takes a wish back; another wish is not the one that was confirmed.
    malee.api(Method::PUT, &path, put(json!({"four_eyes": true}))).await.is(200);
    malee.api(Method::PUT, &path, put(json!({}))).await.is(200);
    let other = wipha.api(Method::PUT, &path, put(rule)).await.is(200).json();
    assert_eq!(other["four_eyes"], true, "{other}");
    let kept = malee.api(Method::PUT, &path, put(json!({"four_eyes": true}))).await.is(200).json();
    assert!(kept["wanted"].is_null());
    malee
        .post(&format!("/approvals/courses/{SLUG}"), &[("_method", "PUT"), ("mode", "x")])
        .await
        .is(422);
    let trail: i64 =
        one(&app, "select count(*) from audit where act = 'certificate.policy_wanted'").await;
    assert_eq!(trail, 3);
    // Whoever can confirm is told.
    app.run_jobs().await;
    let letters = app.letters().await;
    let asked = letters.iter().filter(|it| it.text.contains("ขอเปลี่ยนวิธีพิจารณาใบประกาศนียบัตร"));
    let mut to: Vec<&str> = asked.map(|it| it.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["malee@example.org", "wipha@example.org", "wipha@example.org"]);
    assert!(letters.iter().all(|it| !it.text.contains("decide-mode")), "the way has a name");
}

#[tokio::test]
async fn the_rule_approves_what_has_no_flag_and_says_so() {
    let app = TestApp::new().await.with_course().await;
    let (malee, wipha) = (app.officer("malee").await, app.officer("wipha").await);
    agree(&malee, &wipha, json!({"by_rule": true})).await;
    let (somchai, kanda) = (app.learner("somchai").await, app.learner("kanda").await);
    let enrolment = queue::learn_slowly(&app, &somchai).await;
    let request = queue::request(&somchai, &enrolment).await;
    app.run_jobs().await;
    let state: String = one(&app, "select state from certificate_request").await;
    assert_eq!(state, "approved");
    let by: Option<String> = one(&app, "select decided_by from certificate_request").await;
    assert_eq!(by, None);
    let kept: String = one(&app, "select decided_as from certificate").await;
    assert_eq!(kept, "rule");
    app.run_jobs().await;
    assert!(app.letters().await.iter().any(|it| it.text.contains("เกณฑ์อัตโนมัติ")));
    malee.get(&format!("/approvals/{request}")).await.is(200).says("ไม่มีเจ้าหน้าที่พิจารณา");
    malee.get("/approvals?state=approved").await.is(200).says("เกณฑ์อัตโนมัติ");
    // An officer takes it back, and then the rule is done with it, also if its job runs again.
    undo(&malee, &request).await.is(204);
    let mut tx = app.app.db.write().await.unwrap();
    let course = one::<String>(&app, "select id from course").await.as_str().into();
    let id = request.as_str().into();
    rian::learning::certificate::desk::policy::rule::consider(&mut tx, &id, &course).await.unwrap();
    tx.save_unrecorded("a job of a test").await.unwrap();
    app.run_jobs().await;
    let state: String = one(&app, "select state from certificate_request").await;
    assert_eq!(state, "pending");
    // A flag leaves it to an officer.
    let flagged = ask(&app, &kanda).await;
    flag(&app, &["short_time"], Some(&flagged)).await;
    app.run_jobs().await;
    let waiting = malee.read("/certificate-requests").await.json();
    assert_eq!(waiting["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn the_rule_takes_nothing_for_granted() {
    let app = TestApp::new().await.with_course().await;
    let (malee, wipha) = (app.officer("malee").await, app.officer("wipha").await);
    agree(&malee, &wipha, json!({"by_rule": true})).await;
    let (somchai, kanda) = (app.learner("somchai").await, app.learner("kanda").await);
    // Claimed before the rule came to it.
    let request = ask(&app, &somchai).await;
    flag(&app, &[], None).await;
    malee.write(&format!("/certificate-requests/{request}/claim"), json!({})).await.is(201);
    app.run_jobs().await;
    // Switched off in between.
    let other = ask(&app, &kanda).await;
    flag(&app, &[], None).await;
    agree(&malee, &wipha, json!({})).await;
    app.run_jobs().await;
    let waiting = malee.read("/certificate-requests").await.json();
    assert_eq!(waiting["items"].as_array().unwrap().len(), 2, "{other}");
}

#[tokio::test]
async fn many_approvals_at_once_need_the_sample_to_be_opened() {
    let app = TestApp::new().await.with_course().await;
    let mut ids = Vec::new();
    for number in 0..12 {
        let learner = app.learner(&format!("learner-{number}")).await;
        let place = queue::learn_slowly(&app, &learner).await;
        ids.push(queue::request(&learner, &place).await);
    }
    let (malee, wipha) = (app.officer("malee").await, app.officer("wipha").await);
    // Raised after it was asked: what counts is how things stand at the decision.
    doubt(&app, &ids[0]).await;
    let path = "/certificate-request-decisions";
    let all = json!({"ids": ids, "decision": "approve"});
    let links = |answer: &Value| -> Vec<String> {
        let missing = answer["missing"].as_array().unwrap();
        missing.iter().map(|it| it["url"].as_str().unwrap().to_owned()).collect()
    };
    let first = malee.write(path, all.clone()).await.is(409).json();
    assert_eq!(first["type"], "/problems/sample-needed");
    let wanted = links(&first);
    assert!((2..=3).contains(&wanted.len()), "{wanted:?}");
    assert!(wanted.contains(&format!("/approvals/{}", ids[0])), "what is flagged is opened too");
    // The same at every try, in any order.
    let mut turned = ids.clone();
    turned.reverse();
    let again = malee.write(path, json!({"ids": turned, "decision": "approve"})).await.is(409);
    let mut same = (links(&again.json()), wanted.clone());
    same.0.sort();
    same.1.sort();
    assert_eq!(same.0, same.1);
    // The page keeps every tick and links to what is unopened.
    let mut form: Vec<(&str, &str)> = ids.iter().map(|id| ("ids", id.as_str())).collect();
    form.push(("decision", "approve"));
    let page = malee.post(path, &form).await.is(409);
    assert_eq!(page.text.matches(" checked").count(), 12);
    let mut page = page;
    for url in &wanted {
        page = page.says(url);
    }
    let _ = page;
    // Another officer's looking does not count, nor does looking two days ago.
    for url in &wanted {
        wipha.get(url).await.is(200);
    }
    malee.write(path, all.clone()).await.is(409);
    for url in &wanted[1..] {
        malee.get(url).await.is(200);
    }
    assert_eq!(links(&malee.write(path, all.clone()).await.is(409).json()), wanted[..1]);
    malee.get(&wanted[0]).await.is(200);
    app.advance(Duration::hours(25));
    malee.write(path, all.clone()).await.is(409);
    let malee = Person::log_in(&app, &malee.email, PASSWORD).await;
    for url in &wanted {
        malee.get(url).await.is(200);
    }
    malee.post(path, &form).await.is(303);
    app.run_jobs().await;
}

#[tokio::test]
async fn small_lots_add_up_to_a_sample() {
    let app = TestApp::new().await.with_course().await;
    let mut ids = Vec::new();
    for number in 0..14 {
        let learner = app.learner(&format!("learner-{number}")).await;
        let place = queue::learn_slowly(&app, &learner).await;
        ids.push(queue::request(&learner, &place).await);
    }
    let malee = app.officer("malee").await;
    let path = "/certificate-request-decisions";
    let approve = |ids: &[String]| json!({"ids": ids, "decision": "approve"});
    malee.write(path, approve(&ids[..4])).await.is(200);
    // What was opened does not count; ten others of an hour are free, and no more.
    malee.get(&format!("/approvals/{}", ids[4])).await.is(200);
    malee.write(path, approve(&ids[4..11])).await.is(200);
    let more = malee.write(path, approve(&ids[11..])).await.is(409).json();
    assert_eq!(more["type"], "/problems/sample-needed");
    assert_eq!(more["missing"].as_array().unwrap().len(), 2, "{more}");
    malee.write(path, approve(&ids[11..12])).await.is(200);
    app.advance(Duration::minutes(61));
    let malee = Person::log_in(&app, &malee.email, PASSWORD).await;
    malee.write(path, approve(&ids[12..])).await.is(200);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_decision_stands_on_what_the_officer_was_shown() {
    let (app, _, malee, request) = desk().await;
    let path = format!("/certificate-requests/{request}");
    let seen = malee.read(&path).await.is(200).json()["seen"].as_str().unwrap().to_owned();
    let page = malee.get(&format!("/approvals/{request}")).await.is(200).says(&seen);
    doubt(&app, &request).await;
    let yes = json!({"decision": "approve", "seen": seen});
    assert_eq!(code(&decide(&malee, &request, yes).await.is(409)), "evidence-changed");
    let form = [("decision", "approve"), ("seen", seen.as_str())];
    let again = malee.post(&format!("/approvals/{request}/decision"), &form).await.is(409);
    assert!(!again.text.contains(&seen), "the page shows how things stand now");
    let seen = malee.read(&path).await.is(200).json()["seen"].as_str().unwrap().to_owned();
    assert!(again.text.contains(&seen));
    let yes = json!({"decision": "approve", "seen": seen});
    decide(&malee, &request, yes).await.is(200);
    let _ = page;
    app.run_jobs().await;
}

#[tokio::test]
async fn the_rule_never_overrules_an_officer() {
    let app = TestApp::new().await.with_course().await;
    let (malee, wipha) = (app.officer("malee").await, app.officer("wipha").await);
    agree(&malee, &wipha, json!({"by_rule": true})).await;
    let somchai = app.learner("somchai").await;
    let request = ask(&app, &somchai).await;
    let no = json!({"decision": "reject", "reason_code": "answers_shared"});
    decide(&malee, &request, no).await.is(200);
    app.advance(Duration::seconds(1));
    let path = format!("/enrolments/{}/certificate-requests", enrolment(&somchai).await);
    somchai.write(&path, json!({})).await.is(201);
    app.run_jobs().await;
    let waiting = malee.read("/certificate-requests").await.json();
    assert_eq!(waiting["items"].as_array().unwrap().len(), 1, "an officer looks at it again");
}

#[tokio::test]
async fn two_officers_at_once_decide_once() {
    let (app, somchai, malee, request) = desk().await;
    let wipha = app.officer("wipha").await;
    let yes = json!({"decision": "approve"});
    let no = json!({"decision": "reject", "reason_code": "duplicate"});
    let (one_says, other_says) =
        tokio::join!(decide(&malee, &request, yes.clone()), decide(&wipha, &request, no));
    let mut codes = [one_says.status.as_u16(), other_says.status.as_u16()];
    codes.sort_unstable();
    assert_eq!(codes, [200, 409]);
    // Undoing at once happens once as well.
    let (first, second) = tokio::join!(undo(&malee, &request), undo(&wipha, &request));
    let mut codes = [first.status.as_u16(), second.status.as_u16()];
    codes.sort_unstable();
    assert_eq!(codes, [204, 409]);
    // Two first approvals at once: one is kept, the other is told.
    agree(&malee, &wipha, json!({"four_eyes": true})).await;
    let (first, second) =
        tokio::join!(decide(&malee, &request, yes.clone()), decide(&wipha, &request, yes));
    let mut codes = [first.status.as_u16(), second.status.as_u16()];
    codes.sort_unstable();
    // On one writer the second comes after the first, and is the second officer.
    assert!(codes == [200, 200] || codes == [200, 409], "{codes:?}");
    let _ = somchai;
    app.run_jobs().await;
}

#[tokio::test]
async fn what_another_officer_decided_since_is_not_taken_back_with_ones_own() {
    let (app, _, malee, request) = desk().await;
    let wipha = app.officer("wipha").await;
    agree(&malee, &wipha, json!({"four_eyes": true})).await;
    for officer in [&malee, &wipha] {
        decide(officer, &request, json!({"decision": "approve"})).await.is(200);
    }
    let (path, ids) = ("/certificate-request-reopenings", json!({"ids": [request]}));
    assert_eq!(code(&malee.write(path, ids.clone()).await.is(409)), "changed");
    wipha.write(path, ids.clone()).await.is(204);
    let form = [("_method", "DELETE"), ("ids", request.as_str())];
    let back = malee.post("/certificate-request-decisions", &form).await.is(303);
    assert!(back.location.unwrap().contains("firsts-undone"), "no learner was told");
    app.run_jobs().await;
}

#[tokio::test]
async fn undoing_a_return_and_asking_again_never_both_succeed() {
    let (app, somchai, malee, request) = desk().await;
    let path = format!("/enrolments/{}/certificate-requests", enrolment(&somchai).await);
    for _ in 0..3 {
        app.advance(Duration::seconds(1));
        let open: String =
            one(&app, "select id from certificate_request order by id desc limit 1").await;
        let no = json!({"decision": "return", "reason_code": "name_wrong"});
        decide(&malee, &open, no).await.is(200);
        app.advance(Duration::seconds(1));
        let (undone, asked) = tokio::join!(undo(&malee, &open), somchai.write(&path, json!({})));
        let went = (undone.status.as_u16(), asked.status.as_u16());
        assert!(went == (204, 409) || went == (409, 201), "{went:?}");
        let pending: i64 =
            one(&app, "select count(*) from certificate_request where state = 'pending'").await;
        assert_eq!(pending, 1);
    }
    let _ = request;
    app.run_jobs().await;
}

#[tokio::test]
async fn what_loosens_or_undoes_asks_for_a_fresh_second_proof() {
    let (app, _, malee, request) = desk().await;
    second_factor::set_up(&app, &malee).await;
    decide(&malee, &request, json!({"decision": "approve"})).await.is(200);
    app.advance(Duration::minutes(16));
    let stale = undo(&malee, &request).await.is(403);
    assert_eq!(code(&stale), "second-factor-stale");
    let path = format!("/certificate-policies/{SLUG}");
    let stale = malee.api(Method::PUT, &path, Some(json!({"four_eyes": true}))).await.is(403);
    assert_eq!(code(&stale), "second-factor-stale");
    app.run_jobs().await;
}

#[tokio::test]
async fn an_officer_does_nothing_to_a_request_of_their_own() {
    let app = TestApp::new().await.with_course().await;
    let role = Some(rian::identity::access::Role::CertificateOfficer);
    let (malee, wipha) =
        (app.person_in("malee", role, "verified", None).await, app.officer("wipha").await);
    let request = ask(&app, &malee).await;
    let base = format!("/certificate-requests/{request}");
    let claim = format!("{base}/claim");
    assert_eq!(code(&malee.write(&claim, json!({})).await.is(409)), "own-request");
    let to = json!({"to": "malee@example.org"});
    assert_eq!(wipha.api(Method::PUT, &claim, Some(to)).await.is(422).fields(), ["/to"]);
    let message = json!({"message": "x"});
    let said = malee.write(&format!("{base}/messages"), message).await.is(409);
    assert_eq!(code(&said), "own-request");
    decide(&wipha, &request, json!({"decision": "return", "reason": "x"})).await.is(200);
    assert_eq!(code(&undo(&malee, &request).await.is(409)), "own-request");
    app.run_jobs().await;
}

#[tokio::test]
async fn a_learner_receives_the_thread_and_may_have_it_erased() {
    let (app, somchai, malee, request) = desk().await;
    decide(&malee, &request, json!({"decision": "return", "reason": "ชื่อไม่ตรง"})).await.is(200);
    app.advance(Duration::seconds(1));
    let own = format!("/enrolments/{}/certificate-messages", enrolment(&somchai).await);
    somchai.write(&own, json!({"message": "แก้แล้วครับ"})).await.is(201);
    malee.get(&format!("/approvals/{request}")).await.is(200);
    let id = PersonId::from(somchai.id.as_str());
    let pieces = held::pieces(&app.app, &id).await.unwrap();
    let piece = pieces.iter().find(|it| it.name.ends_with("certificate-messages.json")).unwrap();
    let text = String::from_utf8(piece.bytes.clone()).unwrap();
    assert!(text.contains("แก้แล้วครับ") && text.contains("ชื่อไม่ตรง") && !text.contains(&malee.id));
    let path = format!("/enrolments/{}/certificate-requests", enrolment(&somchai).await);
    let again = somchai.write(&path, json!({})).await.is(201).json();
    malee.get(&format!("/approvals/{}", again["id"].as_str().unwrap())).await.is(200);
    let mut tx = app.app.db.write().await.unwrap();
    held::erase(&mut tx, &id).await.unwrap();
    tx.save_unrecorded("a test").await.unwrap();
    let left: i64 = one(&app, "select count(*) from certificate_message").await;
    assert_eq!(left, 0);
    app.run_jobs().await;
}
