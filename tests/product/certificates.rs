//! Certificates: the queue, the decision, the public page, the paper.

use std::process::Command;

use chrono::Duration;
use rian::{identity::access::Role, learning::certificate::pdf};
use serde_json::json;

use crate::support::{
    TestApp,
    course::{ask, complete},
};

#[tokio::test]
async fn many_requests_are_decided_at_once_or_none_of_them() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, kanda) = (app.learner("somchai").await, app.learner("kanda").await);
    let malee = app.officer("malee").await;
    let (first, second) = (ask(&app, &somchai).await, ask(&app, &kanda).await);
    let path = "/certificate-request-decisions";
    malee.write(path, json!({"ids": [first, "none"], "decision": "approve"})).await.is(404);
    malee.write(path, json!({"ids": [], "decision": "approve"})).await.is(422);
    let queue = malee.read("/certificate-requests").await.json();
    assert_eq!(queue["items"].as_array().unwrap().len(), 2);
    for request in [&first, &second] {
        malee.get(&format!("/approvals/{request}")).await.is(200);
    }
    let done = malee.write(path, json!({"ids": [first, second], "decision": "approve"})).await;
    assert_eq!(done.is(200).json()["items"].as_array().unwrap().len(), 2);
    let again = malee.write(path, json!({"ids": [first], "decision": "approve"})).await;
    assert_eq!(again.is(409).json()["type"], "/problems/already-decided");
    app.run_jobs().await;
}

#[tokio::test]
async fn a_returned_request_can_be_asked_again_with_a_new_clock() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let request = ask(&app, &somchai).await;
    let path = format!("/certificate-requests/{request}/decision");
    // Only an approval goes without a reason.
    let missing = malee.write(&path, json!({"decision": "return"})).await.is(422);
    assert_eq!(missing.fields(), ["/reason"]);
    assert_eq!(
        malee.write(&path, json!({"decision": "maybe"})).await.is(422).fields(),
        ["/decision"]
    );
    let reason = "ชื่อไม่ตรงกับบัตร";
    malee.write(&path, json!({"decision": "return", "reason": reason})).await.is(200);
    app.run_jobs().await;
    assert!(app.letters().await[0].text.contains(reason));
    let enrolment = somchai.read("/me/enrolments").await.json()["items"][0]["id"].clone();
    let enrolment = enrolment.as_str().unwrap();
    somchai.get(&format!("/learn/{enrolment}")).await.is(200).says(reason);
    app.advance(Duration::days(5));
    // Holidays do not move it: 12 April to 14 April lies within Songkran.
    let path = format!("/enrolments/{enrolment}/certificate-requests");
    let again = somchai.write(&path, json!({})).await.is(201).json();
    let due: chrono::DateTime<chrono::Utc> = again["due_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(due - app.now(), Duration::hours(48));
    let decision = format!("/certificate-requests/{}/decision", again["id"].as_str().unwrap());
    let rejected = json!({"decision": "reject", "reason": "ผู้อื่นเรียนแทน"});
    malee.write(&decision, rejected).await.is(200);
    app.run_jobs().await;
}

#[tokio::test]
async fn only_a_certificate_officer_decides_and_never_on_their_own_request() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let request = ask(&app, &somchai).await;
    let path = format!("/certificate-requests/{request}/decision");
    somchai.write(&path, json!({"decision": "approve"})).await.is(403);
    somchai.read("/certificate-requests").await.is(403);
    somchai.get("/approvals").await.is(403);
    app.stranger().write(&path, json!({"decision": "approve"})).await.is(401);
    let auditor = app.appointed("thawee", Role::Auditor).await;
    auditor.get("/approvals").await.is(200);
    auditor.write(&path, json!({"decision": "approve"})).await.is(403);
}

#[tokio::test]
async fn who_is_not_verified_learns_but_is_not_certified() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.unverified("somchai").await;
    let enrolment = complete(&app, &somchai).await;
    let path = format!("/enrolments/{enrolment}/certificate-requests");
    let refused = somchai.write(&path, json!({})).await.is(409).json();
    assert_eq!(refused["missing"][0]["code"], "identity");
}

#[tokio::test]
async fn the_officers_page_shows_the_evidence_and_takes_the_decision() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let request = ask(&app, &somchai).await;
    malee.get("/approvals").await.is(200).says("somchai").says("หลักสูตรเล็ก");
    let page = malee.get(&format!("/approvals/{request}")).await.is(200);
    page.says("100%").says("อ่าน").says("4");
    let path = format!("/approvals/{request}/decision");
    malee.post(&path, &[("decision", "reject")]).await.is(422).says("reason-error");
    malee.post("/certificate-request-decisions", &[("decision", "approve")]).await.is(422);
    let both = [("ids", request.as_str()), ("decision", "approve")];
    malee.post("/certificate-request-decisions", &both).await.is(303);
    malee.get("/approvals?state=approved").await.is(200).says("somchai");
    app.run_jobs().await;
}

#[tokio::test]
async fn the_public_page_shows_every_printed_field_and_a_revocation_at_once() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let request = ask(&app, &somchai).await;
    let decision = json!({"decision": "approve"});
    let path = format!("/certificate-requests/{request}/decision");
    let decided = malee.write(&path, decision).await.is(200).json();
    let number = decided["certificate"]["number"].as_str().unwrap();
    let stranger = app.stranger();
    let page = stranger.get(&format!("/verify/{}", number.to_lowercase())).await.is(200);
    let page = page.says("verdict--valid").says(number).says("นายสมชาย somchai");
    page.says("หลักสูตรเล็ก")
        .says("30")
        .says("100%")
        .says("7 เมษายน 2569")
        .says("สำนักงานพัฒนารัฐบาลดิจิทัล");
    stranger.get("/verify/RIAN-2569-0000-0000-0000-0000").await.is(404).says("verdict--unknown");

    let revocation = format!("/certificates/{number}/revocation");
    somchai.write(&revocation, json!({"reason": "x"})).await.is(403);
    malee.write(&revocation, json!({})).await.is(422);
    malee.write(&revocation, json!({"reason": "ออกผิดคน"})).await.is(201);
    malee.write(&revocation, json!({"reason": "ออกผิดคน"})).await.is(409);
    stranger
        .get(&format!("/verify/{number}"))
        .await
        .is(200)
        .says("verdict--revoked")
        .says("ออกผิดคน");
    somchai.get(&format!("/certificates/{number}.pdf")).await.is(409);
    app.run_jobs().await;
}

#[tokio::test]
async fn what_is_printed_copies_out_as_it_was_printed() {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "pdftotext is missing");
        println!("skipped: pdftotext is not installed");
        return;
    }
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let request = ask(&app, &somchai).await;
    let path = format!("/certificate-requests/{request}/decision");
    let decided = malee.write(&path, json!({"decision": "approve"})).await.is(200).json();
    let number = decided["certificate"]["number"].as_str().unwrap();
    let bytes = somchai.bytes(&format!("/certificates/{number}.pdf")).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.pdf");
    std::fs::write(&file, bytes).unwrap();
    let read = Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output().unwrap();
    let read = String::from_utf8(read.stdout).unwrap();
    let mut tx = app.app.db.read().await.unwrap();
    let row = rian::learning::certificate::certificate::get(&mut tx, number).await.unwrap();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let dress = row.dress(&mut tx).await.unwrap();
    let printed = pdf::printed_lines(&row.sheet(&app.app, &dress)).join("\n");
    assert_eq!(words(&read), words(&printed));
    app.run_jobs().await;
}
