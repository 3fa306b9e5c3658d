//! The queue of certificate requests: flags, filters, paging, saved views.

use chrono::{DateTime, Duration, Utc};
use reqwest::Method;
use rian::{
    db::Tx,
    id::{CertificateRequestId, PersonId},
    identity::access::Role,
    learning::certificate::desk::queue::{
        self, Cursor,
        filter::{Claimed, Due, Eyes, Filter},
    },
    sql,
};
use serde_json::{Value, json};

use crate::support::{
    PASSWORD, Person, TestApp,
    course::{self, SLUG, ask, complete, right_answers},
};

/// Begins a quiz and gives the attempt's id.
async fn begin(person: &Person, enrolment: &str, lesson: &str) -> String {
    let path = format!("/enrolments/{enrolment}/attempts");
    let attempt = person.write(&path, json!({ "lesson": lesson })).await.is(201).json();
    attempt["id"].as_str().unwrap().to_owned()
}

/// Answers and hands in.
async fn hand_in(person: &Person, attempt: &str, answers: Value) {
    let body = json!({ "answers": answers });
    person.api(Method::PUT, &format!("/attempts/{attempt}/answers"), Some(body)).await.is(200);
    person.write(&format!("/attempts/{attempt}/submission"), json!({})).await.is(200);
}

/// Takes the small course in the time that it takes, and gives the enrolment.
pub async fn learn_slowly(app: &TestApp, person: &Person) -> String {
    let enrolment = person.enrol(SLUG).await["id"].as_str().unwrap().to_owned();
    course::study(app, person, &enrolment).await;
    let check = begin(person, &enrolment, "03-check").await;
    app.advance(Duration::minutes(5));
    hand_in(person, &check, json!({"sky": ["true"]})).await;
    let last = begin(person, &enrolment, "04-final").await;
    app.advance(Duration::minutes(12));
    hand_in(person, &last, right_answers()).await;
    enrolment
}

/// Asks for the certificate and gives the request's id.
pub async fn request(person: &Person, enrolment: &str) -> String {
    let path = format!("/enrolments/{enrolment}/certificate-requests");
    let request = person.write(&path, json!({})).await.is(201).json();
    request["id"].as_str().unwrap().to_owned()
}

/// The flags of a request as an officer reads them now.
async fn raised(officer: &Person, request: &str) -> Vec<Value> {
    let read = officer.read(&format!("/certificate-requests/{request}")).await.is(200).json();
    read["raised"].as_array().unwrap().clone()
}

fn codes(raised: &[Value]) -> Vec<&str> {
    raised.iter().map(|one| one["flag"].as_str().unwrap()).collect()
}

async fn run(app: &TestApp, text: &'static str, person: &str, at: DateTime<Utc>) {
    let mut tx: Tx = app.app.db.write().await.unwrap();
    let query = sql!(tx, sqlx::query(text).bind(person).bind(at).execute(tx).await.map(drop));
    query.unwrap();
    tx.save_unrecorded("rows of a test").await.unwrap();
}

#[tokio::test]
async fn little_time_and_answers_in_seconds_are_shown_with_their_figures() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let id = ask(&app, &somchai).await;
    let listed = malee.read("/certificate-requests").await.is(200).json();
    assert_eq!(listed["items"][0]["flags"], json!(["short_time", "fast_answers"]));
    let raised = raised(&malee, &id).await;
    assert_eq!(codes(&raised), ["short_time", "fast_answers"]);
    assert_eq!(raised[0]["facts"]["course_minutes"], 30);
    let quick = &raised[1]["facts"]["attempts"];
    assert_eq!((&quick[0]["lesson"], &quick[0]["answers"]), (&json!("04-final"), &json!(5)));
    assert_eq!(quick.as_array().unwrap().len(), 1, "one question says nothing");
    let page = malee.get(&format!("/approvals/{id}")).await.is(200);
    page.says("นับเวลาเรียนได้ 0 นาที จากหลักสูตร 30 นาที")
        .says("ตอบ 5 ข้อใน 0 วินาที")
        .says("#lessons-title");
    malee.get("/approvals").await.is(200).says("เวลาเรียนน้อย").says("ตอบเร็วผิดปกติ");
}

#[tokio::test]
async fn who_learns_in_the_time_it_takes_raises_nothing() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let enrolment = learn_slowly(&app, &somchai).await;
    let id = request(&somchai, &enrolment).await;
    assert!(raised(&malee, &id).await.is_empty());
    let clean = malee.read("/certificate-requests?flagged=false").await.is(200).json();
    assert_eq!(clean["items"][0]["id"], json!(id));
    let flagged = malee.read("/certificate-requests?flagged=true").await.is(200).json();
    assert_eq!(flagged["items"], json!([]));
    malee.get(&format!("/approvals/{id}")).await.is(200).says("ไม่พบข้อสังเกต");
}

#[tokio::test]
async fn two_courses_at_once_are_named_with_the_time_they_share() {
    let app = TestApp::new().await.with_course().await;
    let mut other = course::small();
    let text = String::from_utf8(other["course.toml"].to_vec()).unwrap();
    let text = text.replace("\"small\"", "\"other\"").replace("หลักสูตรเล็ก", "หลักสูตรอื่น");
    other.insert("course.toml".into(), text.into());
    app.publish(&other).await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let aside = somchai.enrol("other").await["id"].as_str().unwrap().to_owned();
    course::study(&app, &somchai, &aside).await;
    // The other quiz lies open while this course is taken: six of its minutes count.
    let open = begin(&somchai, &aside, "03-check").await;
    let enrolment = learn_slowly(&app, &somchai).await;
    hand_in(&somchai, &open, json!({"sky": ["true"]})).await;
    let id = request(&somchai, &enrolment).await;
    let found = raised(&malee, &id).await;
    assert_eq!(codes(&found), ["two_courses"]);
    let shared = &found[0]["facts"]["courses"][0];
    assert_eq!((&shared["course"], &shared["seconds"]), (&json!("other"), &json!(360)));
    malee.get(&format!("/approvals/{id}")).await.is(200).says("หลักสูตรอื่น").says("/courses/other");
    // Another person's time is nobody's business.
    let kanda = app.learner("kanda").await;
    let own = learn_slowly(&app, &kanda).await;
    let own = request(&kanda, &own).await;
    assert!(raised(&malee, &own).await.is_empty());
}

#[tokio::test]
async fn an_identity_in_doubt_is_flagged_when_the_page_is_opened() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let enrolment = learn_slowly(&app, &somchai).await;
    let id = request(&somchai, &enrolment).await;
    let now = app.now();
    let paper = "insert into desk_paper (id, person_id, papers, first_officer, made_at, state)
        values ('p', $1, 'passport', $1, $2, 'waiting')";
    run(&app, paper, &somchai.id, now).await;
    let found = raised(&malee, &id).await;
    assert_eq!(codes(&found), ["identity_pending"]);
    assert_eq!(found[0]["facts"]["why"], "papers_wait");
    let decided =
        "update desk_paper set state = 'confirmed' where person_id = $1 and made_at <= $2";
    run(&app, decided, &somchai.id, now).await;
    assert!(raised(&malee, &id).await.is_empty());
    let manual = "update person set verified_route = 'manual' where id = $1 and created_at <= $2";
    run(&app, manual, &somchai.id, now).await;
    assert_eq!(raised(&malee, &id).await[0]["facts"]["why"], "papers");
    let lost = "update person set verification = 'pending' where id = $1 and created_at <= $2";
    run(&app, lost, &somchai.id, now).await;
    assert_eq!(raised(&malee, &id).await[0]["facts"]["why"], "not_verified");
    // Looking wrote nothing; deciding keeps what there was to see.
    let listed = malee.read("/certificate-requests").await.json();
    assert_eq!(listed["items"][0]["flags"], json!([]));
    let no = json!({"decision": "reject", "reason": "ยังไม่ยืนยันตัวตน"});
    malee.write(&format!("/certificate-requests/{id}/decision"), no).await.is(200);
    let listed = malee.read("/certificate-requests?state=rejected&flagged=true").await.json();
    assert_eq!(listed["items"][0]["flags"], json!(["identity_pending"]));
    malee.get(&format!("/approvals/{id}")).await.is(200).says("ขณะพิจารณา");
    app.run_jobs().await;
}

#[tokio::test]
async fn a_name_that_parted_from_the_verified_one_is_shown_beside_it() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let desk = app.appointed("wipa", Role::DeskOfficer).await;
    let enrolment = learn_slowly(&app, &somchai).await;
    let id = request(&somchai, &enrolment).await;
    app.advance(Duration::minutes(1));
    let new =
        json!({"prefix": "นาย", "first_name": "สมศักดิ์", "last_name": "ใจดี", "reason": "เปลี่ยนชื่อ"});
    somchai.write("/me/name-changes", new).await;
    let found = raised(&malee, &id).await;
    assert_eq!(codes(&found), ["name_differs"]);
    assert_eq!(found[0]["facts"]["why"], "asked");
    let waiting = desk.read("/people/name-changes").await.is(200).json();
    let change = waiting["items"][0]["id"].as_str().unwrap();
    let yes = json!({"decision": "approve"});
    desk.write(&format!("/people/name-changes/{change}/decision"), yes).await.is(204);
    let found = raised(&malee, &id).await;
    assert_eq!(found[0]["facts"]["why"], "changed");
    let page = malee.get(&format!("/approvals/{id}")).await.is(200);
    page.says("ชื่อที่ยืนยันไว้คือ “นายสมชาย somchai”").says("นายสมศักดิ์ ใจดี");
    // The card read again says the new name: nothing differs any more.
    app.advance(Duration::minutes(1));
    let read = "insert into verification_check (id, person_id, route, outcome, at)
        values ('zz', $1, 'desk', 'confirmed', $2)";
    run(&app, read, &somchai.id, app.now()).await;
    assert!(raised(&malee, &id).await.is_empty());
    app.run_jobs().await;
}

/// A row of the filled queue.
#[derive(Clone)]
struct Row {
    id: String,
    due: DateTime<Utc>,
    state: &'static str,
    agency: Option<String>,
    flagged: bool,
    claimed: Option<String>,
    /// Whether a first officer has approved it.
    second: bool,
    /// Whether the learner asked again after it.
    again: bool,
    first: String,
}

/// Fills the queue with rows of every kind, many of them due at the same instant.
async fn fill(app: &TestApp, officers: [&Person; 2], many: usize) -> Vec<Row> {
    let mut tx: Tx = app.app.db.write().await.unwrap();
    let now = tx.now();
    let of = |text: &'static str| text;
    let version: (String, String) = sql!(
        tx,
        sqlx::query_as(of("select id, current_version_id from course")).fetch_one(tx).await
    )
    .unwrap();
    let mut agencies = Vec::new();
    for name in ["กรมหนึ่ง", "กรมสอง"] {
        let id = rian::agencies::agency::add(&mut tx, name, name).await.unwrap();
        agencies.push(id.to_string());
    }
    let mut rows = Vec::new();
    for n in 0..many {
        let decided = if n % 8 == 7 { "returned" } else { "approved" };
        let state = if n % 4 == 3 { decided } else { "pending" };
        let row = Row {
            id: format!("r{:04}", (n * 7919) % 10_000),
            due: now + Duration::hours((n as i64 * 37) % 90 - 20),
            state,
            agency: [None, Some(0), Some(1)][n % 3].map(|it: usize| agencies[it].clone()),
            flagged: n % 5 < 2,
            claimed: [None, Some(0), None, Some(1), None][n / 3 % 5]
                .map(|it: usize| officers[it].id.clone()),
            second: n % 7 == 3,
            again: n % 24 == 7,
            first: ["สมชาย", "สมหญิง", "กานดา"][n % 3].to_owned(),
        };
        let (person, enrolment) = (format!("p{n:04}"), format!("e{n:04}"));
        let key = rian::thai::text::sort_key(&format!("{} ใจดี", row.first));
        sql!(
            tx,
            sqlx::query(
                "insert into person (id, prefix, first_name, last_name, email, person_kind,
                     agency_id, verification, locale, sort_key, created_at)
                 values ($1, 'นาย', $2, 'ใจดี', $1, 'public', $3, 'verified', 'th', $4, $5)"
            )
            .bind(&person)
            .bind(&row.first)
            .bind(&row.agency)
            .bind(&key)
            .bind(now)
            .execute(tx)
            .await
            .map(drop)
        )
        .unwrap();
        sql!(
            tx,
            sqlx::query(
                "insert into enrolment (id, person_id, course_id, version_id, state, percent,
                     credited_seconds, started_at, last_seen_at)
                 values ($1, $2, $3, $4, 'completed', 100, 60, $5, $5)"
            )
            .bind(&enrolment)
            .bind(&person)
            .bind(&version.0)
            .bind(&version.1)
            .bind(now)
            .execute(tx)
            .await
            .map(drop)
        )
        .unwrap();
        sql!(
            tx,
            sqlx::query(
                "insert into certificate_request (id, enrolment_id, person_id, state,
                     requested_at, due_at, course_id, agency_id, flagged, claimed_by,
                     first_approved_by, asked_again)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
            )
            .bind(&row.id)
            .bind(&enrolment)
            .bind(&person)
            .bind(row.state)
            .bind(now)
            .bind(row.due)
            .bind(&version.0)
            .bind(&row.agency)
            .bind(row.flagged)
            .bind(&row.claimed)
            .bind(row.second.then_some(&officers[1].id))
            .bind(row.again)
            .execute(tx)
            .await
            .map(drop)
        )
        .unwrap();
        rows.push(row);
    }
    tx.save().await.unwrap();
    rows
}

/// Whether a row belongs to a filter, said again without SQL.
fn belongs(row: &Row, filter: &Filter, eyes: &Eyes) -> bool {
    row.state == filter.state
        && !(filter.state == "returned" && row.again)
        && filter.course.as_deref().is_none_or(|slug| slug == SLUG)
        && filter.agency.as_ref().is_none_or(|it| row.agency.as_deref() == Some(it.as_str()))
        && filter.flagged.is_none_or(|it| row.flagged == it)
        && filter.claimed.is_none_or(|it| match it {
            Claimed::Mine => row.claimed.as_deref() == Some(eyes.person.as_str()),
            Claimed::Nobody => row.claimed.is_none(),
            Claimed::Second => row.second,
        })
        && filter.due.is_none_or(|it| {
            let (from, until) = it.span(eyes.now);
            from.is_none_or(|from| row.due >= from) && row.due < until
        })
        && (filter.q.is_empty() || row.first.starts_with(&filter.q) || filter.q == "ใจดี")
}

#[tokio::test]
async fn every_filter_shows_its_requests_once_each_forward_and_back() {
    let app = TestApp::new().await.with_course().await;
    let (malee, wipa) = (app.officer("malee").await, app.officer("wipa").await);
    let rows = fill(&app, [&malee, &wipa], 120).await;
    let mut tx = app.app.db.read().await.unwrap();
    let eyes = Eyes { person: PersonId::from(malee.id.as_str()), now: app.now() };
    let agencies: Vec<_> = rows.iter().filter_map(|row| row.agency.clone()).collect();
    let mut seen = 0;
    for bits in 0..3 * 2 * 2 * 3 * 4 * 4 * 3_usize {
        let filter = Filter {
            state: ["pending", "approved", "returned"][bits % 3],
            course: [None, Some(SLUG.to_owned())][bits / 3 % 2].clone(),
            agency: [None, Some(agencies[0].as_str().into())][bits / 6 % 2].clone(),
            flagged: [None, Some(true), Some(false)][bits / 12 % 3],
            claimed: [None, Some(Claimed::Mine), Some(Claimed::Nobody), Some(Claimed::Second)]
                [bits / 36 % 4],
            due: [None, Some(Due::Overdue), Some(Due::Today), Some(Due::Tomorrow)][bits / 144 % 4],
            q: ["", "สม", "ใจดี"][bits / 576].to_owned(),
        };
        let mut wanted: Vec<&Row> =
            rows.iter().filter(|row| belongs(row, &filter, &eyes)).collect();
        wanted.sort_by(|a, b| (a.due, &a.id).cmp(&(b.due, &b.id)));
        if filter.state != "pending" {
            wanted.reverse();
        }
        let wanted: Vec<&str> = wanted.iter().map(|row| row.id.as_str()).collect();
        let mut forward: Vec<String> = Vec::new();
        let mut cursor = Cursor::Start;
        let mut last: Vec<String>;
        loop {
            let part = queue::page(&mut tx, &filter, &eyes, &cursor, 7).await.unwrap();
            last = part.lines.iter().map(|line| line.id.to_string()).collect();
            forward.extend(last.clone());
            if !part.has_next {
                break;
            }
            cursor = Cursor::After(last.last().unwrap().as_str().into());
        }
        assert_eq!(forward, wanted, "{filter:?}");
        let asked = [(filter.clone(), 10_000), (filter.clone(), 3)];
        let counts = queue::counts(&mut tx, &asked, &eyes).await.unwrap();
        assert_eq!(counts[0].n, wanted.len() as i64, "{filter:?}");
        assert_eq!((counts[1].n, counts[1].or_more), (counts[0].n.min(3), counts[0].n > 3));
        // Back from the last page: the page before it holds the seven in front.
        if wanted.len() > 14 {
            let first = CertificateRequestId::from(last[0].as_str());
            let cursor = Cursor::Before(first);
            let part = queue::page(&mut tx, &filter, &eyes, &cursor, 7).await.unwrap();
            let back: Vec<String> = part.lines.iter().map(|line| line.id.to_string()).collect();
            let end = wanted.len() - last.len();
            assert_eq!(back, wanted[end - 7..end], "{filter:?}");
            assert!(part.has_next && part.has_previous == (end > 7));
        }
        if wanted.len() > 2 {
            let middle = wanted[1].into();
            let around = queue::around(&mut tx, &filter, &eyes, &middle).await.unwrap();
            let around = (around.0.unwrap().to_string(), around.1.unwrap().to_string());
            assert_eq!(around, (wanted[0].to_owned(), wanted[2].to_owned()));
        }
        seen += wanted.len();
    }
    assert!(seen > 1000, "{seen}");
    assert_eq!(queue::courses(&mut tx, "pending").await.unwrap().len(), 1);
    assert_eq!(queue::agencies(&mut tx, "pending").await.unwrap().len(), 2);
    assert_eq!(queue::agencies(&mut tx, "rejected").await.unwrap().len(), 0);
}

#[tokio::test]
async fn an_officer_walks_the_queue_within_the_filter_by_page_and_by_request() {
    let app = TestApp::new().await.with_course().await;
    let (malee, wipa) = (app.officer("malee").await, app.officer("wipa").await);
    let rows = fill(&app, [&malee, &wipa], 200).await;
    let page = malee.get("/approvals?flagged=no").await.is(200);
    let page = page.says("ตรงกับตัวกรอง 90 รายการ").says("กรมหนึ่ง (").says("เกินกำหนดแล้ว (");
    let page = page.says("state=approved").says("ผู้รับเรื่อง นายสมชาย wipa");
    let next = page.text.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let next = next.replace("&#38;", "&").replace("&amp;", "&");
    let second = malee.get(&next).await.is(200).says("rel=\"prev\"");
    assert!(!second.text.contains("rel=\"next\""), "90 requests are two pages");
    let mut waiting: Vec<&Row> =
        rows.iter().filter(|row| row.state == "pending" && !row.flagged).collect();
    waiting.sort_by(|a, b| (a.due, &a.id).cmp(&(b.due, &b.id)));
    // A place on a course was never learnt in these rows; the evidence is shown all the same.
    let shown = malee.get(&format!("/approvals/{}?flagged=no", waiting[1].id)).await.is(200);
    let shown = shown.says(&format!("/approvals/{}?flagged=no", waiting[0].id));
    shown.says(&format!("/approvals/{}?flagged=no", waiting[2].id)).says("/approvals?flagged=no");
    // A cursor of nowhere, and values of nothing, show what is shown first.
    malee.get("/approvals?after=none&due=never&state=odd").await.is(200).says("150");
    malee.read("/certificate-requests?due=never").await.is(422);
    let found = malee.read("/certificate-requests?due=overdue&limit=200").await.is(200).json();
    let late = rows.iter().filter(|row| row.state == "pending" && row.due < app.now()).count();
    assert_eq!(found["items"].as_array().unwrap().len(), late);
}

#[tokio::test]
async fn a_certificate_is_found_by_its_number_and_a_person_by_name() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let kanda = app.learner("kanda").await;
    let (id, other) = (ask(&app, &somchai).await, ask(&app, &kanda).await);
    let path = format!("/certificate-requests/{id}/decision");
    let decided = malee.write(&path, json!({"decision": "approve"})).await.is(200).json();
    let number = decided["certificate"]["number"].as_str().unwrap().to_lowercase();
    let read = format!("/certificate-requests?state=approved&q={number}");
    assert_eq!(malee.read(&read).await.is(200).json()["items"][0]["id"], json!(id));
    let named = malee.read("/certificate-requests?q=kanda").await.is(200).json();
    assert_eq!(named["items"].as_array().unwrap().len(), 1);
    assert_eq!(named["items"][0]["id"], json!(other));
    for nobody in ["%25", "_", "a'b", "RIAN-2569-0000-0000-0000-0000"] {
        let found = malee.read(&format!("/certificate-requests?q={nobody}")).await.is(200).json();
        assert_eq!(found["items"], json!([]), "{nobody}");
    }
    malee.get("/approvals?q=%3Cscript%3E").await.is(200);
    app.run_jobs().await;
}

#[tokio::test]
async fn views_are_saved_counted_and_forgotten_by_their_officer_alone() {
    let app = TestApp::new().await.with_course().await;
    let (malee, wipa) = (app.officer("malee").await, app.officer("wipa").await);
    let somchai = app.learner("somchai").await;
    ask(&app, &somchai).await;
    let form = [("name", "มีข้อสังเกต"), ("query", "flagged=yes&after=x&odd=1")];
    malee.post("/saved-views", &form).await.is(303);
    malee.get("/approvals").await.is(200).says("มีข้อสังเกต <span class=\"count\">1</span>");
    let views = malee.read("/certificate-request-views").await.is(200).json();
    assert_eq!(views["items"][0]["query"], "flagged=yes");
    assert_eq!(wipa.read("/certificate-request-views").await.json()["items"], json!([]));
    malee.post("/saved-views", &[("name", " "), ("query", "")]).await.is(422).says("name-error");
    let wrong = json!({"name": "x", "query": "due=never"});
    assert_eq!(malee.write("/certificate-request-views", wrong).await.is(422).fields(), ["/due"]);
    // The same name again takes the other's place only where that is said; twenty are enough.
    for n in 0..19 {
        let view = json!({"name": format!("มุมมอง {n}"), "query": "due=today"});
        malee.write("/certificate-request-views", view).await.is(201);
    }
    let more = json!({"name": "อีก", "query": ""});
    let refused = malee.write("/certificate-request-views", more).await.is(409).json();
    assert_eq!(refused["type"], "/problems/too-many-views");
    let taken = [("name", "มีข้อสังเกต"), ("query", "flagged=no")];
    let page = malee.post("/saved-views", &taken).await.is(409);
    page.says("แทนที่มุมมองเดิม").says("value=\"มีข้อสังเกต\"").says("name=\"replace\" value=\"yes\"");
    let again = json!({"name": "มีข้อสังเกต", "query": "flagged=no"});
    let refused = malee.write("/certificate-request-views", again.clone()).await.is(409).json();
    assert_eq!(refused["type"], "/problems/view-exists");
    let kept = malee.read("/certificate-request-views").await.json();
    let kept = kept["items"].as_array().unwrap().iter().find(|it| it["name"] == "มีข้อสังเกต");
    assert_eq!(kept.unwrap()["query"], "flagged=yes");
    let same = json!({"name": "มีข้อสังเกต", "query": "flagged=yes"});
    malee.write("/certificate-request-views", same).await.is(201);
    let replacing = [&taken[..], &[("replace", "yes")]].concat();
    malee.post("/saved-views", &replacing).await.is(303);
    let mut replacing = again;
    replacing["replace"] = json!(true);
    let again = malee.write("/certificate-request-views", replacing).await.is(201).json();
    assert_eq!(again["query"], "flagged=no");
    let id = again["id"].as_str().unwrap();
    assert_eq!(json!(id), views["items"][0]["id"]);
    let path = format!("/certificate-request-views/{id}");
    wipa.api(Method::DELETE, &path, None).await.is(404);
    somchai.api(Method::DELETE, &path, None).await.is(403);
    malee.post(&format!("/saved-views/{id}"), &[("_method", "DELETE")]).await.is(303);
    malee.api(Method::DELETE, &path, None).await.is(404);
    somchai.read("/certificate-request-views").await.is(403);
    somchai.post("/saved-views", &form).await.is(403);
}

#[tokio::test]
async fn only_reviewers_read_the_evidence() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, thawee) =
        (app.learner("somchai").await, app.appointed("thawee", Role::Auditor).await);
    let id = ask(&app, &somchai).await;
    let path = format!("/certificate-requests/{id}");
    let read = thawee.read(&path).await.is(200).json();
    assert_eq!(
        (&read["course_minutes"], &read["lessons"][0]["state"]),
        (&json!(30), &json!("done"))
    );
    somchai.read(&path).await.is(403);
    app.stranger().read(&path).await.is(401);
    thawee.read("/certificate-requests/none").await.is(404);
    complete(&app, &thawee).await;
}

#[tokio::test]
async fn the_tiles_count_what_was_decided_in_time() {
    let app = TestApp::new().await.with_course().await;
    let malee = app.officer("malee").await;
    let (early, late) = (app.learner("early").await, app.learner("late").await);
    let (early, late) = (ask(&app, &early).await, ask(&app, &late).await);
    let yes = json!({"decision": "approve"});
    malee.write(&format!("/certificate-requests/{early}/decision"), yes.clone()).await.is(200);
    app.advance(Duration::hours(49));
    let malee = Person::log_in(&app, &malee.email, PASSWORD).await;
    let page = malee.get("/approvals").await.is(200);
    page.says("<span class=\"stat-value\">100%</span>").says("stat--attention");
    malee.write(&format!("/certificate-requests/{late}/decision"), yes).await.is(200);
    malee.get("/approvals").await.is(200).says("<span class=\"stat-value\">50%</span>");
    app.run_jobs().await;
}

#[tokio::test]
async fn the_filters_stand_open_where_one_is_set_and_nothing_else_is_in_the_way() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    ask(&app, &somchai).await;
    let open = "<details class=\"filters-more\" open>";
    malee.get("/approvals?flagged=yes").await.is(200).says(open);
    for plain in ["/approvals", "/approvals?q=somchai", "/approvals?state=returned"] {
        assert!(!malee.get(plain).await.is(200).text.contains(open), "{plain}");
    }
}

#[tokio::test]
async fn the_minutes_of_the_lessons_add_up_to_those_of_the_course() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let enrolment = somchai.enrol(SLUG).await["id"].as_str().unwrap().to_owned();
    app.advance(Duration::seconds(40));
    course::study(&app, &somchai, &enrolment).await;
    course::sit(&somchai, &enrolment, "03-check", json!({"sky": ["true"]})).await;
    course::sit(&somchai, &enrolment, "04-final", right_answers()).await;
    let id = request(&somchai, &enrolment).await;
    // Most of a minute in the film is neither a minute there nor none in the course.
    let seconds = course::film_seconds().min(40);
    let page = malee.get(&format!("/approvals/{id}")).await.is(200);
    let page = page.says(&format!("0:{seconds:02} จาก 2 นาที"));
    let page = page.says(&format!("0:{seconds:02} จาก 30 นาที"));
    assert!(!page.text.contains("พร้อมกัน เวลาเรียนสะสม"), "no time lies in two lessons");
}
