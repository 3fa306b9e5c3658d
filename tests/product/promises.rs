//! The promise of two days, the calendar of holidays, and certificates that end.

use chrono::{DateTime, Duration, Utc};
use reqwest::Method;
use rian::{
    holidays::{holiday, shipped},
    id::CertificateRequestId,
    identity::access::Role,
    learning::{
        certificate::{
            promise::{self, reminder, tally},
            renewal,
        },
        import::files::Files,
        jobs,
    },
    sql, thai,
};
use serde_json::{Value, json};

use crate::support::{
    PASSWORD, Person, TestApp,
    course::{self, ask, complete},
};

/// Letters to somebody whose subject or text holds `words`.
async fn told(app: &TestApp, to: &str, words: &str) -> usize {
    let to = format!("{to}@example.org");
    let letters = app.letters().await;
    letters.iter().filter(|it| it.to == to && it.text.contains(words)).count()
}

async fn run(app: &TestApp, text: &'static str, value: &str) {
    let mut tx = app.app.db.write().await.unwrap();
    sql!(tx, sqlx::query(text).bind(value).execute(tx).await.map(drop)).unwrap();
    tx.save_unrecorded("rows of a test").await.unwrap();
}

async fn decide(officer: &Person, request: &str, decision: &str) -> Value {
    let path = format!("/certificate-requests/{request}/decision");
    let body = json!({"decision": decision, "reason": "ตามที่แจ้ง"});
    officer.write(&path, body).await.is(200).json()
}

const BEFORE: &str = "จะครบกำหนดภายใน 12 ชั่วโมง: ";

#[tokio::test]
async fn officers_are_reminded_before_and_at_the_due_time_and_learners_told_once() {
    let app = TestApp::new().await.with_course().await;
    let (malee, _wipa) = (app.officer("malee").await, app.officer("wipa").await);
    let (somchai, kanda) = (app.learner("somchai").await, app.learner("kanda").await);
    let decided = app.learner("decided").await;
    let first = ask(&app, &somchai).await;
    let second = ask(&app, &kanda).await;
    let third = ask(&app, &decided).await;
    decide(&malee, &third, "approve").await;
    let claimed = "update certificate_request set claimed_by =
        (select id from person where last_name = 'malee') where id = $1";
    run(&app, claimed, &second).await;
    let remind = async || reminder::remind(&app.app).await.unwrap();

    app.advance(Duration::hours(36) - Duration::seconds(1));
    remind().await;
    assert_eq!(told(&app, "malee", BEFORE).await, 0, "it is not yet time");
    app.advance(Duration::seconds(1));
    remind().await;
    remind().await;
    // One letter for an officer and a run, not one for each request; what somebody works on is theirs.
    assert_eq!(told(&app, "malee", &format!("{BEFORE}2 คำขอ")).await, 1);
    assert_eq!(told(&app, "wipa", &format!("{BEFORE}1 คำขอ")).await, 1);
    assert_eq!(told(&app, "wipa", &first).await, 1);
    assert_eq!(told(&app, "wipa", &second).await, 0);
    assert_eq!((told(&app, "malee", &third).await, told(&app, "wipa", &third).await), (0, 0));
    assert_eq!(told(&app, "somchai", "ขออภัย").await, 0, "the promise is not broken yet");

    app.advance(Duration::hours(12));
    remind().await;
    app.advance(Duration::seconds(1));
    for _ in 0..3 {
        remind().await;
        app.advance(Duration::hours(5));
    }
    assert_eq!(told(&app, "malee", "ยังไม่ตัดสิน: 2 คำขอ").await, 1);
    assert_eq!(told(&app, "malee", BEFORE).await, 2);
    assert_eq!(told(&app, "wipa", BEFORE).await, 2);
    for learner in ["somchai", "kanda"] {
        assert_eq!(told(&app, learner, "ขออภัย").await, 1, "{learner}");
        assert_eq!(told(&app, learner, "02 612 6060").await, 1, "whom to ask");
    }
    assert_eq!(told(&app, "decided", "ขออภัย").await, 0);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_reminder_reaches_who_stands_in_for_the_officer_that_has_the_request() {
    let app = TestApp::new().await.with_course().await;
    let wipa = app.officer("wipa").await;
    app.officer("prasert").await;
    let request = ask(&app, &app.learner("somchai").await).await;
    app.advance(Duration::hours(35));
    let malee = app.officer("malee").await;
    malee.write(&format!("/certificate-requests/{request}/claim"), json!({})).await.is(201);
    let today = thai::date::bangkok_date(app.app.db.read().await.unwrap().now());
    let leave = json!({"first_day": today.to_string(), "last_day": (today + Duration::days(1)).to_string(), "stand_in": wipa.id});
    malee.write("/certificate-leaves", leave).await.is(201);
    app.advance(Duration::hours(1));
    reminder::remind(&app.app).await.unwrap();
    let told = [
        told(&app, "wipa", BEFORE).await,
        told(&app, "malee", BEFORE).await,
        told(&app, "prasert", BEFORE).await,
    ];
    assert_eq!(told, [1, 0, 0]);
    app.run_jobs().await;
}

/// Waits until somebody waits for a row that another transaction holds; where there is one writer
/// alone, everybody does.
async fn until_somebody_waits(app: &TestApp) {
    if app.app.db.engine() == "SQLite" {
        return;
    }
    for _ in 0..2000 {
        let mut tx = app.app.db.read().await.unwrap();
        let waiting: i64 = sql!(
            tx,
            sqlx::query_scalar("select count(*) from pg_locks where not granted")
                .fetch_one(tx)
                .await
        )
        .unwrap();
        if waiting > 0 {
            return;
        }
        drop(tx);
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!("nobody waits");
}

#[tokio::test]
async fn a_reminder_and_a_decision_on_many_take_the_same_rows_in_one_order() {
    let app = TestApp::new().await.with_course().await;
    app.officer("malee").await;
    let mut ids = Vec::new();
    for name in ["somchai", "kanda"] {
        ids.push(ask(&app, &app.learner(name).await).await);
    }
    ids.sort();
    // One is late and the other soon will be, which are two letters in one transaction.
    let sooner = "update certificate_request set due_at = requested_at where id = $1";
    run(&app, sooner, &ids[0]).await;
    app.advance(Duration::hours(40));
    let mut tx = app.app.db.write().await.unwrap();
    let take = "update certificate_request set state = state where id = $1";
    sql!(tx, sqlx::query(take).bind(&ids[0]).execute(tx).await.map(drop)).unwrap();
    let reminding = tokio::spawn({
        let app = app.app.clone();
        async move { reminder::remind(&app).await }
    });
    until_somebody_waits(&app).await;
    sql!(tx, sqlx::query(take).bind(&ids[1]).execute(tx).await.map(drop)).unwrap();
    tx.save_unrecorded("rows of a test").await.unwrap();
    reminding.await.unwrap().unwrap();
    assert_eq!(told(&app, "kanda", "ขออภัย").await + told(&app, "somchai", "ขออภัย").await, 1);
    app.run_jobs().await;
}

#[tokio::test]
async fn substitution_days_shipped_before_they_said_so_say_for_which_day_they_stand() {
    let app = TestApp::new().await;
    shipped::ensure_shipped(&app.app).await.unwrap();
    let all = "update holiday set substitutes_for = null where kind = $1";
    run(&app, all, "substitute").await;
    // What an officer wrote is theirs.
    run(&app, "update holiday set source = 'มติ ครม.' where day = $1", "2026-12-07").await;
    for _ in 0..2 {
        shipped::ensure_shipped(&app.app).await.unwrap();
    }
    let mut tx = app.app.db.read().await.unwrap();
    let days = holiday::all(&mut tx).await.unwrap();
    let of = |day: &str| {
        let day = days.iter().find(|it| it.day == day).unwrap();
        (day.substitutes_for.clone(), day.version)
    };
    assert_eq!(of("2026-06-01"), (Some("2026-05-31".to_owned()), 2));
    assert_eq!(of("2024-07-22"), (Some("2024-07-20".to_owned()), 2));
    assert_eq!(of("2026-12-07"), (None, 1));
    assert_eq!(of("2026-01-01"), (None, 1));
    let bare = days.iter().filter(|it| it.kind == "substitute" && it.substitutes_for.is_none());
    assert_eq!(bare.count(), 1);
    drop(tx);
    let keeper = app.appointed("thida", Role::SystemAdmin).await;
    keeper.get("/workd/holidays?year=2026").await.is(200).says("ชดเชย 31 พฤษภาคม 2569");
}

#[tokio::test]
async fn without_an_officer_nothing_is_marked_as_told() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    ask(&app, &somchai).await;
    app.advance(Duration::hours(40));
    reminder::remind(&app.app).await.unwrap();
    app.officer("malee").await;
    reminder::remind(&app.app).await.unwrap();
    assert_eq!(told(&app, "malee", &format!("{BEFORE}1 คำขอ")).await, 1);
    app.run_jobs().await;
}

#[tokio::test]
async fn the_round_runs_by_itself_and_both_sides_see_the_promise() {
    let app = TestApp::new().await.with_course().await;
    jobs::schedule(&app.app).await.unwrap();
    jobs::schedule(&app.app).await.unwrap();
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let request = ask(&app, &somchai).await;
    let enrolment = somchai.read("/me/enrolments").await.json()["items"][0]["id"].clone();
    let place = format!("/learn/{}", enrolment.as_str().unwrap());
    let page = somchai.get(&place).await.is(200);
    page.says("9 เมษายน 2569").says("ภายใน 2 วัน").says("เจ้าหน้าที่ออกใบประกาศนียบัตร");
    app.advance(Duration::hours(49));
    app.run_jobs().await;
    assert_eq!(told(&app, "malee", "ยังไม่ตัดสิน: 1 คำขอ").await, 1);
    assert_eq!(told(&app, "somchai", "ขออภัย").await, 1);
    let (somchai, malee) = (
        Person::log_in(&app, &somchai.email, PASSWORD).await,
        Person::log_in(&app, &malee.email, PASSWORD).await,
    );
    somchai.get(&place).await.is(200).says("wait--overdue").says("ขออภัย").says("02 612 6060");
    let page = malee.get("/approvals/promise").await.is(200);
    page.says(&format!("/approvals/{request}")).says("somchai");
    app.advance(Duration::minutes(16));
    app.run_jobs().await;
    assert_eq!(told(&app, "somchai", "ขออภัย").await, 1);
}

async fn measured(officer: &Person, query: &str) -> Value {
    officer.read(&format!("/certificate-promise{query}")).await.is(200).json()
}

#[tokio::test]
async fn the_promise_is_measured_as_it_is_decided_and_taken_back() {
    let app = TestApp::new().await.with_course().await;
    let malee = app.officer("malee").await;
    let mut requests = Vec::new();
    for name in ["a", "b", "c", "d"] {
        requests.push(ask(&app, &app.learner(name).await).await);
    }
    // Decided after 1, 20, 47 and 60 hours.
    for (request, (hours, decision)) in
        requests.iter().zip([(1, "approve"), (19, "return"), (27, "approve"), (13, "reject")])
    {
        app.advance(Duration::hours(hours));
        let malee = Person::log_in(&app, &malee.email, PASSWORD).await;
        decide(&malee, request, decision).await;
    }
    let malee = Person::log_in(&app, &malee.email, PASSWORD).await;
    let expected = json!({"decided": 4, "in_time": 3, "by_rule": 0, "share_percent": 75,
        "median_hours": 20, "p90_hours": 60, "median_minutes": 1200, "p90_minutes": 3600});
    let now = measured(&malee, "").await;
    assert_eq!((&now["measured"], &now["month"]), (&expected, &json!("2026-04")));
    tally::fold(&app.app).await.unwrap();
    tally::fold(&app.app).await.unwrap();
    let now = measured(&malee, "?month=2026-04&course=small").await;
    assert_eq!(now["measured"], expected, "adding up changes nothing");
    assert_eq!(now["courses"], json!([{"course": "small", "measured": expected}]));
    assert_eq!(now["months"].as_array().unwrap().len(), 12);
    assert_eq!(measured(&malee, "?month=2026-03").await["measured"]["decided"], 0);

    // A decision that is taken back takes its time with it, also after it was added up.
    let mut tx = app.app.db.write().await.unwrap();
    promise::take_back(&mut tx, &CertificateRequestId::from(requests[3].as_str())).await.unwrap();
    tx.save_unrecorded("half of an undoing").await.unwrap();
    let after = measured(&malee, "").await["measured"].clone();
    let left = json!({"decided": 3, "in_time": 3, "by_rule": 0, "share_percent": 100,
        "median_hours": 20, "p90_hours": 47, "median_minutes": 1200, "p90_minutes": 2820});
    assert_eq!(after, left);
    tally::fold(&app.app).await.unwrap();
    assert_eq!(measured(&malee, "").await["measured"], left);

    let page = malee.get("/approvals/promise").await.is(200);
    page.says("20 ชั่วโมง").says("47 ชั่วโมง").says("100%").says("เมษายน 2569");
    malee.get("/approvals/promise?month=soon").await.is(422).says("2026-04");
    malee.get("/approvals/promise?course=none").await.is(404);
    assert_eq!(malee.read("/certificate-promise?month=13").await.is(422).fields(), ["/month"]);
    let sheet = malee.get("/approvals/promise.csv").await.is(200);
    assert!(sheet.disposition.unwrap().starts_with("attachment; "));
    assert!(
        sheet.text.contains("2026-04,small,หลักสูตรเล็ก,3,3,100,20,47,0,1200,2820"),
        "{}",
        sheet.text
    );
    app.run_jobs().await;
}

#[tokio::test]
async fn the_first_hour_is_said_in_minutes() {
    let app = TestApp::new().await.with_course().await;
    let malee = app.officer("malee").await;
    let request = ask(&app, &app.learner("a").await).await;
    app.advance(Duration::minutes(19) + Duration::seconds(30));
    decide(&malee, &request, "approve").await;
    malee.get("/approvals/promise").await.is(200).says("20 นาที");
    tally::fold(&app.app).await.unwrap();
    let page = malee.get("/approvals/promise").await.is(200).says("20 นาที");
    assert!(!page.text.contains("1 ชั่วโมง"), "{}", page.text);
    let now = measured(&malee, "").await["measured"].clone();
    assert_eq!((&now["median_minutes"], &now["median_hours"]), (&json!(20), &json!(1)));
    app.run_jobs().await;
}

#[tokio::test]
async fn what_was_decided_before_there_was_a_tally_is_counted_once() {
    let app = TestApp::new().await.with_course().await;
    let malee = app.officer("malee").await;
    let first = ask(&app, &app.learner("a").await).await;
    let second = ask(&app, &app.learner("b").await).await;
    app.advance(Duration::hours(5));
    decide(&malee, &first, "approve").await;
    decide(&malee, &second, "approve").await;
    // As the migration leaves it.
    run(&app, "delete from promise_change where id <> $1", "").await;
    let earlier = "insert into promise_uncounted (request_id)
        select id from certificate_request where decided_at is not null and id <> $1";
    run(&app, earlier, "").await;
    assert_eq!(measured(&malee, "").await["measured"]["decided"], 0);
    let mut tx = app.app.db.write().await.unwrap();
    promise::take_back(&mut tx, &CertificateRequestId::from(second.as_str())).await.unwrap();
    tx.save_unrecorded("half of an undoing").await.unwrap();
    tally::fold(&app.app).await.unwrap();
    tally::fold(&app.app).await.unwrap();
    let now = measured(&malee, "").await["measured"].clone();
    assert_eq!((&now["decided"], &now["median_hours"]), (&json!(1), &json!(5)));
    app.run_jobs().await;
}

#[tokio::test]
async fn the_measured_promise_is_for_those_who_see_the_queue() {
    let app = TestApp::new().await.with_course().await;
    let auditor = app.appointed("thawee", Role::Auditor).await;
    auditor.get("/approvals/promise").await.is(200).says("ยังไม่มีคำขอที่ตัดสิน");
    auditor.get("/approvals/promise.csv").await.is(200);
    measured(&auditor, "").await;
    let somchai = app.learner("somchai").await;
    for path in ["/approvals/promise", "/approvals/promise.csv"] {
        somchai.get(path).await.is(403);
    }
    somchai.read("/certificate-promise").await.is(403);
    app.stranger().read("/certificate-promise").await.is(401);
}

const SOURCE: &str = "มติคณะรัฐมนตรี 3 กุมภาพันธ์ 2569";

#[tokio::test]
async fn a_holiday_says_its_source_and_a_substitution_day_what_it_stands_for() {
    let app = TestApp::new().await.with_workd().await;
    let surasak = app.appointed("surasak", Role::ServiceOfficer).await;
    let add = async |day: &str, more: Value| {
        let mut body = json!({"day": day, "name_th": "วันหยุด", "source": SOURCE});
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        surasak.write("/workd/holidays", body).await
    };
    let wrong = [
        (json!({"source": " "}), "/source"),
        (json!({"source": "shipped"}), "/source"),
        (json!({"kind": "bank"}), "/kind"),
        (json!({"kind": "substitute"}), "/substitutes_for"),
        (json!({"substitutes_for": "2026-08-15"}), "/substitutes_for"),
        // A Wednesday, a Sunday that is no holiday, a day after it, no day at all.
        (json!({"kind": "substitute", "substitutes_for": "2026-08-12"}), "/substitutes_for"),
        (json!({"kind": "substitute", "substitutes_for": "2026-08-16"}), "/substitutes_for"),
        (json!({"kind": "substitute", "substitutes_for": "2026-12-05"}), "/substitutes_for"),
        (json!({"kind": "substitute", "substitutes_for": "x"}), "/substitutes_for"),
    ];
    for (more, field) in wrong {
        let refused = add("2026-08-18", more.clone()).await.is(422);
        assert_eq!(refused.fields(), [field], "{more}");
    }
    add("2026-08-16", json!({})).await.is(201);
    let stands = json!({"kind": "substitute", "substitutes_for": "16 สิงหาคม 2569"});
    add("2026-08-22", stands.clone()).await.is(422);
    add("2026-08-17", stands).await.is(201);
    let page = surasak.get("/workd/holidays?year=2026").await.is(200);
    page.says(SOURCE).says("ชดเชย 16 สิงหาคม 2569");

    // What is stood for stays as long as the substitution day does.
    let gone = |day: &str| format!("/workd/holidays/{day}?why=ยกเลิก");
    let refused = surasak.api(Method::DELETE, &gone("2026-08-16"), None).await.is(409);
    assert_eq!(refused.json()["type"], "/problems/is-substituted");
    surasak.api(Method::DELETE, "/workd/holidays/2026-08-17", None).await.is(422);
    surasak.api(Method::DELETE, &gone("2026-08-17"), None).await.is(204);
    surasak.api(Method::DELETE, &gone("2026-08-16"), None).await.is(204);
}

#[tokio::test]
async fn every_change_of_a_holiday_is_kept_as_a_version() {
    let app = TestApp::new().await.with_workd().await;
    let surasak = app.appointed("surasak", Role::ServiceOfficer).await;
    let auditor = app.appointed("thawee", Role::Auditor).await;
    let path = "/workd/holidays/2026-05-13";
    let versions = async || auditor.read(&format!("{path}/versions")).await.is(200).json();
    assert_eq!(versions().await["items"][0]["act"], "shipped");
    surasak.get(&format!("{path}/edit")).await.is(200).says("value=\"วันพืชมงคล\"");
    auditor.get(&format!("{path}/edit")).await.is(403);
    let mut typed = vec![
        ("_method", "PUT"),
        ("version", "1"),
        ("name_th", "วันพระราชพิธีพืชมงคล"),
        ("name_en", "Royal Ploughing Ceremony"),
        ("kind", "lunar"),
        ("source", "ประกาศสำนักพระราชวัง"),
    ];
    let missing = surasak.post(path, &typed).await.is(422).says("id=\"why-error\"");
    missing.says("value=\"วันพระราชพิธีพืชมงคล\"");
    typed.push(("why", "ชื่อเต็ม"));
    surasak.post(path, &typed).await.is(303);
    // Whoever saw the first version does not overwrite the second.
    surasak.post(path, &typed).await.is(409).says("ฉบับที่ 2");
    let body = json!({"name_th": "วันพืชมงคล", "kind": "lunar", "source": "x", "why": "y"});
    auditor.api(Method::PUT, path, Some(body.clone())).await.is(403);
    let changed = surasak.api(Method::PUT, path, Some(body)).await.is(200).json();
    assert_eq!(changed["version"], 3);
    surasak.api(Method::DELETE, &format!("{path}?why=z"), None).await.is(204);
    let again = json!({"day": "2026-05-13", "name_th": "วันพืชมงคล", "source": "x"});
    surasak.write("/workd/holidays", again).await.is(201);
    let history = versions().await;
    let acts: Vec<&str> =
        history["items"].as_array().unwrap().iter().map(|it| it["act"].as_str().unwrap()).collect();
    assert_eq!(acts, ["added", "removed", "changed", "changed", "shipped"]);
    assert_eq!(history["items"][3]["why"], "ชื่อเต็ม");
    assert!(history["items"][3]["made_by"].as_str().unwrap().contains("surasak"));
    let page = surasak.get("/workd/holidays?year=2026").await.is(200);
    page.says("ชื่อเต็ม").says("surasak").says("ประกาศสำนักพระราชวัง");
}

#[tokio::test]
async fn a_year_says_what_it_lacks() {
    let app = TestApp::new().await.with_workd().await;
    let surasak = app.appointed("surasak", Role::ServiceOfficer).await;
    let years = surasak.read("/workd/holiday-years").await.is(200).json();
    let complete: Vec<bool> = years["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["complete"].as_bool().unwrap())
        .collect();
    assert_eq!(complete, [true, true, true, false]);
    surasak.get("/workd/holidays?year=2026").await.is(200).says("2569 ครบ");
    surasak.get("/workd/holidays?year=2027").await.is(200).says("4 วัน จากที่ควรมี 5 วัน");
}

#[tokio::test]
async fn a_holiday_also_moves_the_day_by_which_a_domain_is_opened() {
    let app = TestApp::new().await.with_workd().await;
    let surasak = app.appointed("surasak", Role::ServiceOfficer).await;
    let open = crate::support::open_domain::open(&app, "first.mail.go.th", 5).await;
    run(&app, "update domain set state = 'ready' where id = $1", open.domain.id.as_str()).await;
    let due = async || -> Option<DateTime<Utc>> {
        let mut tx = app.app.db.read().await.unwrap();
        sql!(tx, sqlx::query_scalar("select open_due_at from domain").fetch_one(tx).await).unwrap()
    };
    let before = due().await.unwrap();
    assert_eq!(before, "2026-04-08T09:30:00Z".parse::<DateTime<Utc>>().unwrap());
    let day = json!({"day": "2026-04-08", "name_th": "วันหยุดพิเศษ", "source": SOURCE});
    surasak.write("/workd/holidays", day).await.is(201);
    assert_eq!(due().await.unwrap(), before + Duration::days(1));
    surasak.api(Method::DELETE, "/workd/holidays/2026-04-08?why=x", None).await.is(204);
    assert_eq!(due().await.unwrap(), before);
    app.run_jobs().await;
}

/// The small course with a certificate that ends after so many months.
fn ending(months: u32) -> Files {
    let mut files = course::small();
    let text = String::from_utf8(files["course.toml"].to_vec()).unwrap();
    let text = text.replace("offered = true", &format!("offered = true\nvalid_months = {months}"));
    files.insert("course.toml".into(), text.into());
    files
}

/// A learner with a certificate of the course; gives its number.
async fn certified(app: &TestApp, officer: &Person, person: &Person) -> String {
    let request = ask(app, person).await;
    let decided = decide(officer, &request, "approve").await;
    decided["certificate"]["number"].as_str().unwrap().to_owned()
}

async fn remind_all(app: &TestApp) {
    while renewal::remind(&app.app).await.unwrap() {}
}

#[tokio::test]
async fn who_holds_a_certificate_that_ends_is_told_three_times() {
    let app = TestApp::new().await;
    app.publish(&ending(12)).await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = certified(&app, &malee, &somchai).await;
    let revoked = certified(&app, &malee, &app.learner("kanda").await).await;
    let path = format!("/certificates/{revoked}/revocation");
    malee.write(&path, json!({"reason": "ออกผิดคน"})).await.is(201);
    // Valid until 7 April 2570: 365 days.
    let mut seen = Vec::new();
    for days in [304, 1, 1, 44, 1, 14, 0, 1, 20] {
        app.advance(Duration::days(days));
        remind_all(&app).await;
        remind_all(&app).await;
        seen.push(told(&app, "somchai", &number).await);
    }
    // The first letter is that of the approval.
    assert_eq!(seen, [1, 2, 2, 2, 3, 4, 4, 4, 4]);
    assert_eq!(told(&app, "somchai", "เป็นวันสุดท้าย").await, 1);
    assert_eq!(told(&app, "kanda", "ใช้ได้ถึง").await, 0);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_renewal_is_learning_again_and_the_earlier_certificate_stays() {
    let app = TestApp::new().await;
    app.publish(&ending(12)).await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let kanda = app.learner("kanda").await;
    let number = certified(&app, &malee, &somchai).await;
    let renew = format!("/certificates/{number}/renewal");
    kanda.write(&renew, json!({})).await.is(404);
    app.stranger().write(&renew, json!({})).await.is(401);
    let early = somchai.write(&renew, json!({})).await.is(409).json();
    assert_eq!(early["type"], "/problems/too-early");
    assert!(early["detail"].as_str().unwrap().contains("7 มกราคม 2570"), "{early}");
    let earlier = somchai.read("/me/enrolments").await.json()["items"][0]["id"].clone();
    let place = format!("/learn/{}", earlier.as_str().unwrap());

    app.advance(Duration::days(275));
    let log_in = async |who: &Person| Person::log_in(&app, &who.email, PASSWORD).await;
    let (somchai, malee) = (log_in(&somchai).await, log_in(&malee).await);
    somchai.get(&place).await.is(200).says(&format!("action=\"/certificates/{number}/renewal\""));
    somchai.get("/me/history").await.is(200).says("#certificate");
    let new = somchai.write(&renew, json!({})).await.is(201).json();
    assert_eq!((&new["state"], &new["percent"]), (&json!("active"), &json!(0)));
    assert_ne!(new["id"], earlier);
    let again = somchai.write(&renew, json!({})).await.is(409).json();
    assert_eq!(again["type"], "/problems/already-renewed");
    somchai.post(&renew, &[]).await.is(409);
    let new_place = format!("/learn/{}", new["id"].as_str().unwrap());
    somchai.get(&place).await.is(200).says(&new_place).says(&number);

    // Nothing is learnt, left or asked for in what is set aside.
    let id = earlier.as_str().unwrap();
    let events = json!({"client": "x", "events": [
        course::event(&app, 9, "01-read", "opened", json!({}))]});
    somchai.write(&format!("/enrolments/{id}/events"), events).await.is(409);
    let quiz = json!({"lesson": "03-check"});
    somchai.write(&format!("/enrolments/{id}/attempts"), quiz).await.is(409);
    somchai.write(&format!("/enrolments/{id}/certificate-requests"), json!({})).await.is(409);
    somchai.api(Method::DELETE, &format!("/enrolments/{id}"), None).await.is(409);
    somchai.write("/enrolments", json!({"course": "small"})).await.is(409);
    somchai.get(&format!("{place}/lessons/01-read")).await.is(409);

    let enrolment = new["id"].as_str().unwrap();
    course::study(&app, &somchai, enrolment).await;
    course::sit(&somchai, enrolment, "03-check", json!({"sky": ["true"]})).await;
    course::sit(&somchai, enrolment, "04-final", course::right_answers()).await;
    let path = format!("/enrolments/{enrolment}/certificate-requests");
    let asked = somchai.write(&path, json!({})).await.is(201).json();
    let request = asked["id"].as_str().unwrap().to_owned();
    let second = decide(&malee, &request, "approve").await["certificate"].clone();
    assert_ne!(second["number"], number.as_str());
    let first = app.stranger().read(&format!("/certificates/{number}")).await.is(200).json();
    assert_eq!((&first["state"], &first["valid_until"]), (&json!("valid"), &json!("2027-04-07")));
    let history = somchai.read("/me/history").await.is(200).json();
    let states: Vec<&str> = history["courses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["state"].as_str().unwrap())
        .collect();
    assert!(states.contains(&"renewed") && states.contains(&"completed"), "{states:?}");
    assert_eq!(history["certificates"].as_array().unwrap().len(), 2);
    somchai.get("/me/history").await.is(200).says("เรียนใหม่เพื่อต่ออายุแล้ว");
    assert_eq!(somchai.read("/me/enrolments").await.json()["items"].as_array().unwrap().len(), 1);

    // Who has a newer one is not reminded of the old one.
    app.advance(Duration::days(60));
    remind_all(&app).await;
    assert_eq!(told(&app, "somchai", "หากต้องการใบใหม่").await, 0);
    app.run_jobs().await;
}

#[tokio::test]
async fn what_never_ends_or_was_revoked_is_not_renewed_and_what_ended_long_ago_is() {
    let app = TestApp::new().await.with_course().await;
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = certified(&app, &malee, &somchai).await;
    let renew = format!("/certificates/{number}/renewal");
    let never = somchai.write(&renew, json!({})).await.is(409).json();
    assert_eq!(never["type"], "/problems/never-ends");
    let set = "update certificate set valid_until = '2026-04-30' where number = $1";
    run(&app, set, &number).await;
    let path = format!("/certificates/{number}/revocation");
    malee.write(&path, json!({"reason": "ออกผิดคน"})).await.is(201);
    let revoked = somchai.write(&renew, json!({})).await.is(409).json();
    assert_eq!(revoked["type"], "/problems/certificate-revoked");
    run(&app, "update certificate set revoked_at = null where number = $1", &number).await;
    app.advance(Duration::days(3000));
    let somchai = Person::log_in(&app, &somchai.email, PASSWORD).await;
    let there = somchai.post(&renew, &[]).await.is(303).location.unwrap();
    somchai.get(&there).await.is(200).says("เริ่มเรียนเพื่อต่ออายุ");
    app.run_jobs().await;
}

#[tokio::test]
async fn a_certificate_of_a_leap_day_ends_on_the_last_of_february() {
    let app = TestApp::new().await;
    app.publish(&ending(12)).await;
    // From 7 April 2026 to 29 February 2028, 10.00 in Bangkok.
    app.advance(Duration::days(693));
    let (somchai, malee) = (app.learner("somchai").await, app.officer("malee").await);
    let number = certified(&app, &malee, &somchai).await;
    let issued = app.stranger().read(&format!("/certificates/{number}")).await.is(200).json();
    assert_eq!(issued["issued_on"], "2028-02-29");
    assert_eq!(issued["valid_until"], "2029-02-28");
    app.advance(Duration::days(365));
    remind_all(&app).await;
    assert_eq!(told(&app, "somchai", "เป็นวันสุดท้าย").await, 1);
    app.run_jobs().await;
}

#[tokio::test]
async fn a_place_that_was_left_is_still_taken_up_again() {
    let app = TestApp::new().await.with_course().await;
    let somchai = app.learner("somchai").await;
    let first = somchai.enrol(course::SLUG).await["id"].as_str().unwrap().to_owned();
    somchai.api(Method::DELETE, &format!("/enrolments/{first}"), None).await.is(204);
    assert_eq!(somchai.enrol(course::SLUG).await["id"], first.as_str());
    let kanda = app.learner("kanda").await;
    complete(&app, &kanda).await;
    kanda.write("/enrolments", json!({"course": course::SLUG})).await.is(409);
}
