//! An agency's request from the first field to the officer's decision, as pages show it.

use bytes::Bytes;
use rian::{
    identity::{access::Role, verification::demo::CARDS},
    workd::letter,
};

use crate::support::{
    Person, TestApp,
    request_forms::{self as agency, OTHER, begin, drafted, keep, part, sent},
};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj <<>> endobj\n%%EOF\n";

async fn desk() -> (TestApp, Person, Person) {
    let app = TestApp::new().await.with_workd().await;
    let anan = app.requester("anan").await;
    let surasak = app.appointed("surasak", Role::ServiceOfficer).await;
    (app, anan, surasak)
}

async fn number(person: &Person, id: &str) -> String {
    let page = person.get(&format!("/workd/requests/{id}")).await.is(200);
    let (_, rest) = page.text.split_once("<h1>").unwrap();
    rest.split("</h1>").next().unwrap().to_owned()
}

#[tokio::test]
async fn a_draft_is_kept_part_by_part_and_sent_when_nothing_is_missing() {
    let (_app, anan, surasak) = desk().await;
    let id = begin(&anan, "open").await;
    let (page, edit) = (format!("/workd/requests/{id}"), format!("/workd/requests/{id}/edit"));
    // What the directory knows of the agency is there already.
    anan.get(&edit).await.is(200).says("Department of Digital Examples");
    let next = keep(&anan, &id, 1, &part(1)).await.is(303).location.unwrap();
    assert!(next.ends_with("edit?part=2"), "{next}");
    let first = anan.get(&format!("{edit}?part=1")).await.is(200);
    let first = first.says("value=\"108\"").says("form-step--done").says("x-xxxx-xxx");
    assert!(!first.text.contains(CARDS[0].citizen_id));
    // An empty citizen id keeps the one that is there; an emptied field is emptied.
    let again = [("coordinator.citizen_id", ""), ("address.road", "")];
    keep(&anan, &id, 1, &again).await.is(303);
    let first = anan.get(&format!("{edit}?part=1")).await.is(200).says("x-xxxx-xxx");
    assert!(!first.text.contains("รางน้ำ"));
    // Too early: the page says what is missing and leads there.
    let early = anan.post(&format!("{page}/submission"), &[]).await.is(422);
    early.says(&format!("{edit}?part=2#domain-name")).says("disabled");
    for number in 2..=4 {
        keep(&anan, &id, number, &part(number)).await.is(303);
    }
    // A day is typed and shown as Thais write it.
    anan.get(&format!("{edit}?part=2")).await.says("1 มิถุนายน 2569");
    // A box that is no longer ticked is no longer accepted.
    let unticked: Vec<_> = part(4).into_iter().filter(|it| it.0 != "terms.accepted").collect();
    keep(&anan, &id, 4, &unticked).await.is(303);
    anan.get(&page).await.is(200).says("#terms-accepted");
    keep(&anan, &id, 4, &part(4)).await.is(303);
    anan.post(&format!("{page}/submission"), &[]).await.is(303);
    // Songkran lies between Tuesday 7 April and the fifth working day.
    anan.get(&page).await.is(200).says("17 เมษายน 2569").says("5 วันทำการ");
    assert_eq!(anan.get(&edit).await.is(303).location, Some(page.clone()));
    keep(&anan, &id, 1, &part(1)).await.is(409);
    anan.post(&format!("{page}/submission"), &[]).await.is(409);
    surasak.get("/workd/review").await.is(200).says(agency::AGENCY).says("17 เมษายน 2569");
    anan.get("/workd").await.is(200).says(&page);
    anan.get("/workd/requests").await.is(200).says("digital.mail.go.th");
    anan.get(&format!("{page}/form.pdf")).await.is(200).says("%PDF");
    anan.post(&format!("{page}/withdrawal"), &[]).await.is(303);
    anan.post(&format!("{page}/withdrawal"), &[]).await.is(409);
}

#[tokio::test]
async fn mistakes_stand_beside_their_fields_and_nothing_typed_is_lost_but_the_citizen_id() {
    let (_app, anan, _) = desk().await;
    let id = begin(&anan, "open").await;
    let typed = "1234567890123";
    let fields = [
        ("agency.name_th", "English only"),
        ("coordinator.citizen_id", typed),
        ("coordinator.email", "someone@gmail.com"),
        ("address.house_no", "99/9"),
        ("address.postcode", "104"),
    ];
    let page = keep(&anan, &id, 1, &fields).await.is(422);
    for field in ["agency-name_th", "coordinator-citizen_id", "address-postcode"] {
        assert!(page.text.contains(&format!("id=\"{field}-error\"")), "{field}");
        assert!(page.text.contains(&format!("href=\"#{field}\"")), "{field}");
    }
    let page = page.says("value=\"99/9\"").says("value=\"104\"").says("notice--warning");
    assert!(!page.text.contains(typed));
    let kept = anan.get(&format!("/workd/requests/{id}/edit")).await.is(200);
    assert!(kept.text.contains("99/9"), "what is right is kept");
    assert!(!kept.text.contains("English only"), "what is wrong is not");
}

#[tokio::test]
async fn a_refused_consent_is_accepted_with_its_consequence_and_shown_to_the_officer() {
    let (_app, anan, surasak) = desk().await;
    let id = drafted(&anan).await;
    keep(&anan, &id, 3, &[("privacy.consent", "refused")]).await.is(303);
    let edit = format!("/workd/requests/{id}/edit?part=3");
    anan.get(&edit).await.is(200).says("notice--warning");
    anan.post(&format!("/workd/requests/{id}/submission"), &[]).await.is(303);
    let page = surasak.get(&format!("/workd/review/{id}")).await.is(200);
    page.says("ไม่ให้ความยินยอมเรื่องข้อมูลส่วนบุคคล");
}

#[tokio::test]
async fn a_stranger_and_the_agency_next_door_find_nothing() {
    let (app, anan, surasak) = desk().await;
    let id = drafted(&anan).await;
    let page = format!("/workd/requests/{id}");
    let next_door = app.in_agency("boon", Role::AgencyRequester, OTHER).await;
    let learner = app.learner("somchai").await;
    for person in [&next_door, &learner] {
        for rest in ["", "/edit", "/form.pdf", "/files/none"] {
            person.get(&format!("{page}{rest}")).await.is(404);
        }
        for rest in ["/submission", "/withdrawal"] {
            person.post(&format!("{page}{rest}"), &[]).await.is(404);
        }
        keep(person, &id, 1, &part(1)).await.is(404);
        person.upload(&format!("{page}/signed-form"), "file", "a.pdf", PDF).await.is(404);
        assert!(!person.get("/workd/requests").await.is(200).text.contains(&id));
        person.get("/workd/review").await.is(403);
        person.get(&format!("/workd/review/{id}")).await.is(403);
        person.get("/workd/letters").await.is(403);
        person.get("/workd/budget").await.is(403);
        let decision = [("decision", "approve"), ("identity_how", "phone")];
        person.post(&format!("/workd/review/{id}/decision"), &decision).await.is(403);
        person.post("/workd/holidays", &[("day", "10/8/2569"), ("name_th", "ก")]).await.is(403);
        person
            .post("/workd/budget", &[("mail_accounts", "9"), ("conference_accounts", "9")])
            .await
            .is(403);
    }
    // A colleague of the same agency goes on with it; the officer looks and fills nothing in.
    let colleague = app.requester("preeya").await;
    colleague.get(&format!("{page}/edit")).await.is(200);
    surasak.get(&page).await.is(200);
    surasak.get(&format!("{page}/edit")).await.is(403);
    let stranger = app.stranger();
    let there = stranger.get(&page).await.is(303).location.unwrap();
    assert!(there.starts_with("/login?next="));
    stranger.get("/workd").await.is(200).says("5 วันทำการ").says("ไม่มีค่าธรรมเนียม");
    // Anybody whose identity is verified may begin for an agency that has nobody yet.
    begin(&learner, "open").await;
    let unverified = app.unverified("kanda").await;
    unverified.get("/workd/requests/new").await.is(200);
    unverified.post("/workd/requests", &[("kind", "open")]).await.is(403);
    anan.post("/workd/requests", &[("kind", "steal")]).await.is(422).says("id=\"kind-error\"");
}

#[tokio::test]
async fn an_officers_return_names_the_fields_to_mend_and_stops_the_clock() {
    let (app, anan, surasak) = desk().await;
    let id = sent(&anan).await;
    let (page, decision) =
        (format!("/workd/requests/{id}"), format!("/workd/review/{id}/decision"));
    surasak.post(&decision, &[("decision", "return")]).await.is(422).says("id=\"reason-error\"");
    let words = "ไม่ตรงกับคำสั่งแต่งตั้ง";
    let fields = [
        ("decision", "return"),
        ("mend", "agency.name_en"),
        ("mend.agency.name_en", words),
        ("mend.address.postcode", "รหัสของเขตอื่น"),
    ];
    surasak.post(&decision, &fields).await.is(303);
    let shown = anan.get(&page).await.is(200).says(words).says("รหัสของเขตอื่น");
    let shown = shown.says(&format!("{page}/edit?part=1#agency-name_en")).says("wait--stopped");
    assert!(!shown.text.contains("17 เมษายน 2569"), "the clock stands still");
    anan.get(&format!("{page}/edit?part=1")).await.is(200).says(words);
    // Whatever the officer checked on the way, nobody's identity is vouched for yet.
    let mut tx = app.app.db.read().await.unwrap();
    let request = rian::workd::request::request::get_any(&mut tx, &id.as_str().into()).await;
    assert_eq!(request.unwrap().identity_how, None);
    drop(tx);
    surasak.post(&decision, &fields).await.is(409);
    // After office hours it counts as received on the next working day.
    app.advance(chrono::Duration::hours(7));
    anan.post(&format!("{page}/submission"), &[]).await.is(303);
    let again = anan.get(&page).await.is(200).says("20 เมษายน 2569");
    assert!(!again.text.contains(words), "what was mended is no longer asked for");
}

#[tokio::test]
async fn an_approval_needs_an_identity_check_and_stays_within_the_budget() {
    let (app, anan, surasak) = desk().await;
    let id = sent(&anan).await;
    let (review, decision) =
        (format!("/workd/review/{id}"), format!("/workd/review/{id}/decision"));
    surasak.get(&review).await.is(200).says("value=\"120\"").says("value=\"20\"");
    let unchecked = surasak.post(&decision, &[("decision", "approve")]).await.is(422);
    unchecked.says("id=\"identity_checked-how-error\"");
    let wrong = [
        ("decision", "approve"),
        ("identity_how", "phone"),
        ("mail_accounts", "หลายบัญชี"),
        ("reason", "คุยทางโทรศัพท์แล้ว"),
    ];
    let wrong = surasak.post(&decision, &wrong).await.is(422);
    wrong.says("id=\"granted-mail_accounts-error\"").says("คุยทางโทรศัพท์แล้ว").says("หลายบัญชี");
    let too_many = [("decision", "approve"), ("identity_how", "phone"), ("mail_accounts", "501")];
    surasak.post(&decision, &too_many).await.is(409).says("error-summary");
    surasak.post(&decision, &[("decision", "wait"), ("reason", "เกินกรอบ")]).await.is(303);
    let waiting = anan.get(&format!("/workd/requests/{id}")).await.is(200);
    waiting.says("wait--stopped").says("เกินกรอบ");
    surasak.get("/workd/review?state=waiting").await.is(200).says(&review);
    app.advance(chrono::Duration::minutes(1));
    let budget = [("mail_accounts", "๑,๐๐๐"), ("conference_accounts", "50")];
    surasak.post("/workd/budget", &budget).await.is(303);
    surasak.get("/workd/budget").await.is(200).says("1000");
    let fewer = [
        ("decision", "approve"),
        ("identity_how", "phone"),
        ("mail_accounts", "๖๐๐"),
        ("conference_accounts", "10"),
    ];
    surasak.post(&decision, &fewer).await.is(303);
    let page = surasak.get(&review).await.is(200).says("/workd/domains/digital.mail.go.th");
    page.says("/workd/domains/digital.mail.go.th/opening");
    anan.get(&format!("/workd/requests/{id}")).await.is(200).says("600");
    surasak.post(&decision, &fewer).await.is(409);
    // The frame cannot fall below what is granted.
    let below = [("mail_accounts", "599"), ("conference_accounts", "50")];
    surasak.post("/workd/budget", &below).await.is(422).says("id=\"mail_accounts-error\"");
}

#[tokio::test]
async fn a_holiday_added_moves_the_due_date_and_taken_away_moves_it_back() {
    let (_app, anan, surasak) = desk().await;
    let id = sent(&anan).await;
    let page = format!("/workd/requests/{id}");
    let source = ("source", "มติคณะรัฐมนตรี 3 กุมภาพันธ์ 2569");
    let new = [("day", "16 เมษายน 2569"), ("name_th", "วันหยุดพิเศษ"), ("name_en", ""), source];
    let there = surasak.post("/workd/holidays", &new).await.is(303).location.unwrap();
    surasak.get(&there).await.is(200).says("วันหยุดพิเศษ").says("1 คำขอ");
    anan.get(&page).await.is(200).says("20 เมษายน 2569");
    let twice = surasak.post("/workd/holidays", &new).await.is(422);
    twice.says("id=\"day-error\"").says("value=\"วันหยุดพิเศษ\"");
    let gone = [("_method", "DELETE"), ("why", "มติใหม่")];
    surasak.post("/workd/holidays/2026-04-16", &gone).await.is(303);
    anan.get(&page).await.is(200).says("17 เมษายน 2569");
    surasak.post("/workd/holidays/2026-04-16", &gone).await.is(404);
}

#[tokio::test]
async fn a_scan_is_uploaded_and_given_out_as_a_file() {
    let (_app, anan, surasak) = desk().await;
    let id = drafted(&anan).await;
    let there = format!("/workd/requests/{id}/signed-form");
    let page = anan.upload(&there, "file", "x.pdf", b"MZ no scan at all").await.is(422);
    page.says("id=\"file-error\"");
    anan.post(&there, &[]).await.is(422).says("id=\"file-error\"");
    anan.upload(&there, "file", "แบบคำขอ.html", PDF).await.is(303);
    let page = surasak.get(&format!("/workd/requests/{id}")).await.is(200).says("แบบคำขอ.html");
    let (_, rest) = page.text.split_once(&format!("/workd/requests/{id}/files/")).unwrap();
    let file = format!("/workd/requests/{id}/files/{}", rest.split('"').next().unwrap());
    let given = surasak.get(&file).await.is(200).says("%PDF-1.4");
    assert!(given.disposition.unwrap().starts_with("attachment; "));
    assert_eq!(given.media_type.as_deref(), Some("application/pdf"));
}

fn letter(subject: &str) -> Bytes {
    let pdf = "JVBERi0xLjQKMSAwIG9iaiA8PD4+IGVuZG9iagolJUVPRgo=";
    let text = format!(
        "From: Anan <anan@agency.example>\r\nTo: contact@dga.or.th\r\nSubject: {subject}\r\n\
         Message-ID: <{subject}@agency.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=edge\r\n\r\n--edge\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nThe form is signed. <b>Thanks</b>\r\n\
         --edge\r\nContent-Type: text/html; name=\"signed.html\"\r\n\
         Content-Disposition: attachment; filename=\"signed.html\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{pdf}\r\n--edge--\r\n"
    );
    text.into()
}

/// A draft that lacks nothing but its signatures.
async fn unsigned(person: &Person) -> String {
    let id = drafted(person).await;
    let emptied: Vec<_> = part(4)
        .into_iter()
        .map(|(name, text)| (name, if name == "terms.accepted" { text } else { "" }))
        .collect();
    keep(person, &id, 4, &emptied).await.is(303);
    id
}

#[tokio::test]
async fn a_letter_with_the_number_brings_the_scan_and_sends_the_request() {
    let (app, anan, surasak) = desk().await;
    let id = unsigned(&anan).await;
    let number = number(&anan, &id).await;
    anan.get(&format!("/workd/requests/{id}")).await.says(&format!("subject={number}"));
    letter::receive(&app.app, letter(&number), Some("anan@agency.example")).await.unwrap();
    let page = anan.get(&format!("/workd/requests/{id}")).await.is(200);
    page.says("17 เมษายน 2569").says("signed.html");
    surasak.get(&format!("/workd/review/{id}")).await.is(200).says("/workd/letters/");
    let inbox = surasak.get("/workd/letters").await.is(200);
    assert!(!inbox.text.contains("anan@agency.example"), "a matched letter waits for nobody");
}

#[tokio::test]
async fn a_letter_without_a_number_waits_for_an_officer_who_settles_it() {
    let (app, anan, surasak) = desk().await;
    let id = unsigned(&anan).await;
    let number = number(&anan, &id).await;
    letter::receive(&app.app, letter("form"), Some("anan@agency.example")).await.unwrap();
    let inbox = surasak.get("/workd/letters").await.is(200).says("anan@agency.example");
    let (_, rest) = inbox.text.split_once("href=\"/workd/letters/").unwrap();
    let page = format!("/workd/letters/{}", rest.split('"').next().unwrap());
    let shown = surasak.get(&page).await.is(200);
    // The text is text, and a file is what it is rather than what it calls itself.
    shown.says("&#60;b&#62;Thanks").says("เอกสาร PDF");
    let source = surasak.get(&format!("{page}/source")).await.is(200).says("Subject: form");
    assert_eq!(source.media_type.as_deref(), Some("message/rfc822"));
    let file = surasak.get(&format!("{page}/attachments/1")).await.is(200).says("%PDF");
    assert_eq!(file.media_type.as_deref(), Some("application/pdf"));
    assert!(file.disposition.unwrap().starts_with("attachment; "));
    surasak.get(&format!("{page}/attachments/2")).await.is(404);
    surasak.get(&format!("{page}/attachments/0")).await.is(404);
    anan.get(&page).await.is(403);
    let settlement = format!("{page}/settlement");
    let empty = [("number", ""), ("outcome", "request")];
    surasak.post(&settlement, &empty).await.is(422).says("id=\"number-error\"");
    let unknown = [("number", "WD-2569-9999"), ("outcome", "request")];
    surasak.post(&settlement, &unknown).await.is(422).says("value=\"WD-2569-9999\"");
    let right = [("number", number.as_str()), ("outcome", "request")];
    surasak.post(&settlement, &right).await.is(303);
    surasak.post(&settlement, &right).await.is(409);
    anan.get(&format!("/workd/requests/{id}")).await.is(200).says("17 เมษายน 2569");
    letter::receive(&app.app, letter("thanks"), Some("anan@agency.example")).await.unwrap();
    let inbox = surasak.get("/workd/letters").await.is(200);
    let (_, rest) = inbox.text.split_once("href=\"/workd/letters/").unwrap();
    let page = format!("/workd/letters/{}/settlement", rest.split('"').next().unwrap());
    surasak.post(&page, &[("outcome", "none")]).await.is(303);
}
