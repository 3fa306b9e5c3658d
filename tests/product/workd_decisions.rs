//! Decisions about requests: on both engines, and where two of them meet at the same moment.

use chrono::{Duration, NaiveDate};
use rian::{
    error::Error,
    id::{AgencyId, PersonId},
    identity::{
        access::{Actor, Grant, Role},
        citizen_id::CitizenId,
        person::{self, NewPerson, PersonKind},
    },
    workd::{
        admin::{self, Named},
        budget, cancellation,
        domain::{self, Domain},
        holiday, opening,
        request::{
            draft,
            form::Form,
            request::{self, Request},
            submission, timeline,
        },
        review::{self, Decision, TypedDecision},
    },
};

use crate::support::TestApp;

/// A number with a right check digit.
fn citizen_id() -> String {
    let digits = "110170023067";
    (0..10).map(|last| format!("{digits}{last}")).find(|id| CitizenId::read(id).is_ok()).unwrap()
}

fn form(agency: &str, domain: &str, more: &[(&str, &str)]) -> Form {
    let id = citizen_id();
    let email = format!("admin@{domain}");
    let fields = [
        ("agency.name_th", agency),
        ("agency.name_en", "Agency of the Test"),
        ("agency.parent_th", "กระทรวงทดสอบ"),
        ("coordinator.prefix", "นาง"),
        ("coordinator.first_name", "กานดา"),
        ("coordinator.last_name", "ใจดี"),
        ("coordinator.first_name_en", "Kanda"),
        ("coordinator.last_name_en", "Jaidee"),
        ("coordinator.position", "นักวิชาการ"),
        ("coordinator.citizen_id", &id),
        ("coordinator.office_phone", "02 612 6000"),
        ("coordinator.mobile_phone", "081 234 5678"),
        ("coordinator.email", &email),
        ("address.house_no", "1"),
        ("address.subdistrict", "ถนนพญาไท"),
        ("address.district", "ราชเทวี"),
        ("address.province", "10"),
        ("address.postcode", "10400"),
        ("domain.kind", "own"),
        ("domain.name", domain),
        ("requested.mail_accounts", "80"),
        ("effective_on", "2026-05-01"),
        ("privacy.consent", "given"),
        ("terms.accepted", "true"),
        ("signatures.0.name", "นางกานดา ใจดี"),
        ("signatures.0.position", "นักวิชาการ"),
        ("signatures.0.signed_on", "2026-04-07"),
        ("signatures.1.name", "นายหัวหน้า สูงสุด"),
        ("signatures.1.position", "อธิบดี"),
        ("signatures.1.signed_on", "2026-04-07"),
    ];
    let fields = fields.iter().filter(|field| more.iter().all(|one| one.0 != field.0)).chain(more);
    let filled = fields.filter(|field| !field.1.is_empty());
    Form::typed(filled.map(|(name, text)| ((*name).to_owned(), (*text).to_owned())))
}

fn actor(id: &PersonId, grants: Vec<Grant>) -> Actor {
    Actor {
        id: id.clone(),
        name: "นายทดสอบ".into(),
        email: "tester@example.org".into(),
        email_confirmed: true,
        verification: "verified".into(),
        grants,
        session: String::new(),
        only_domain: None,
        is_personal_token: false,
        second_proof_at: None,
        has_second_factor: false,
        withheld: false,
    }
}

async fn somebody(test: &TestApp, email: &str, password_hash: Option<String>) -> PersonId {
    let mut tx = test.app.db.write().await.unwrap();
    let new = NewPerson {
        prefix: "นาย",
        first_name: "สมชาย",
        last_name: "ทดสอบ",
        birth_date: None,
        email,
        kind: PersonKind::CivilServant,
        agency: None,
        agency_name: None,
        citizen_id: None,
        verification: "verified",
        route: None,
        password_hash,
        locale: "th",
    };
    let id = person::add(&mut tx, &test.app, new).await.unwrap();
    tx.save().await.unwrap();
    id
}

async fn officer(test: &TestApp) -> Actor {
    let id = somebody(test, "officer@example.org", None).await;
    actor(&id, vec![Grant { role: Role::ServiceOfficer, agency: None, main: false }])
}

async fn set_budget(test: &TestApp, officer: &Actor, mail: i64) {
    let mut tx = test.app.db.write().await.unwrap();
    budget::set(&mut tx, officer, mail, 100, "").await.unwrap();
    tx.save().await.unwrap();
}

async fn sent(test: &TestApp, me: &Actor, kind: &str, form: Form) -> Request {
    let mut tx = test.app.db.write().await.unwrap();
    let drafted = draft::create(&mut tx, &test.app, me, kind, form).await.unwrap();
    let sent = submission::submit(&mut tx, &test.app, me, &drafted).await.unwrap();
    tx.save().await.unwrap();
    sent
}

async fn decide(
    test: &TestApp,
    officer: &Actor,
    request: &Request,
    decision: &str,
) -> Result<Request, Error> {
    let typed =
        TypedDecision { decision, reason: "เหตุผล", ..TypedDecision::default() };
    let mut tx = test.app.db.write().await?;
    let read = Decision::read(typed)?;
    let decided = review::decide(&mut tx, &test.app, officer, request, &read).await?;
    tx.save().await?;
    Ok(decided)
}

async fn domain_of(test: &TestApp, name: &str) -> Domain {
    let mut tx = test.app.db.read().await.unwrap();
    domain::find(&mut tx, name).await.unwrap().unwrap()
}

/// The agency's administrator, as a log-in would see this person.
async fn main_of(test: &TestApp, agency: &AgencyId) -> Actor {
    let mut tx = test.app.db.read().await.unwrap();
    let main = admin::main(&mut tx, agency).await.unwrap().unwrap();
    let agency = Some(agency.clone());
    actor(&main.person_id, vec![Grant { role: Role::AgencyAdmin, agency, main: true }])
}

#[tokio::test]
async fn a_request_goes_its_way_and_leaves_its_trail() {
    let test = TestApp::new().await;
    holiday::ensure_shipped(&test.app).await.unwrap();
    let officer = officer(&test).await;
    set_budget(&test, &officer, 100).await;
    let me = actor(&somebody(&test, "me@example.org", None).await, Vec::new());
    let asked = sent(&test, &me, "open", form("กรมหนึ่ง", "one.example.go.th", &[])).await;
    assert!(asked.due_at.is_some() && asked.received_on.is_some());
    let waiting = decide(&test, &officer, &asked, "wait").await.unwrap();
    assert_eq!((waiting.state.as_str(), waiting.due_at), ("waiting", None));
    let returned = decide(&test, &officer, &waiting, "return").await.unwrap();
    assert_eq!(returned.state, "returned");
    let mut tx = test.app.db.write().await.unwrap();
    let again = submission::submit(&mut tx, &test.app, &me, &returned).await.unwrap();
    tx.save().await.unwrap();
    let approved = decide(&test, &officer, &again, "approve").await.unwrap();
    assert_eq!(
        (approved.state.as_str(), approved.granted_mail_accounts),
        ("awaiting_dns", Some(80))
    );
    let late = decide(&test, &officer, &again, "reject").await;
    assert!(matches!(late, Err(Error::Conflict { code: "already-decided", .. })), "{late:?}");

    let mut tx = test.app.db.write().await.unwrap();
    let domain = domain::find(&mut tx, "one.example.go.th").await.unwrap().unwrap();
    let early = opening::open(&mut tx, &test.app, Some(&officer), &domain).await;
    assert!(matches!(early, Err(Error::Conflict { code: "dns-not-ready", .. })), "{early:?}");
    drop(tx);
    let mut tx = test.app.db.write().await.unwrap();
    assert!(domain::become_ready(&mut tx, &domain).await.unwrap());
    let domain = domain::get(&mut tx, &domain.id).await.unwrap();
    opening::open(&mut tx, &test.app, Some(&officer), &domain).await.unwrap();
    tx.save().await.unwrap();

    let mut tx = test.app.db.read().await.unwrap();
    let done = request::get_any(&mut tx, &approved.id).await.unwrap();
    assert_eq!(done.state, "done");
    let acts = timeline::of(&mut tx, &done.id).await.unwrap();
    let mut acts: Vec<_> = acts.iter().map(|event| event.act.as_str()).collect();
    acts.sort_unstable();
    let all = ["approved", "created", "opened", "returned", "submitted", "submitted", "waiting"];
    assert_eq!(acts, all);
    for state in ["done", "draft"] {
        let first = request::queue(&mut tx, state, None, 10).await.unwrap();
        let next = first.last().map(|last| last.id.clone());
        assert!(request::queue(&mut tx, state, next.as_ref(), 10).await.unwrap().is_empty());
    }
    assert_eq!(request::load(&mut tx).await.unwrap().under_review, 0);
}

#[tokio::test]
async fn two_approvals_at_once_do_not_give_out_more_than_the_budget() {
    let test = TestApp::new().await;
    let officer = officer(&test).await;
    set_budget(&test, &officer, 100).await;
    let me = actor(&somebody(&test, "me@example.org", None).await, Vec::new());
    for round in 0..5 {
        let [a, b] = ["a", "b"].map(|it| format!("{it}{round}.example.go.th"));
        let one = sent(&test, &me, "open", form(&format!("กรม{a}"), &a, &[])).await;
        let other = sent(&test, &me, "open", form(&format!("กรม{b}"), &b, &[])).await;
        let (one, other) = tokio::join!(
            decide(&test, &officer, &one, "approve"),
            decide(&test, &officer, &other, "approve")
        );
        let refused = one.and(other).expect_err("80 and 80 are more than 100");
        assert!(matches!(refused, Error::Conflict { code: "over-budget", .. }), "{refused:?}");
        let mut tx = test.app.db.read().await.unwrap();
        let left = budget::get(&mut tx).await.unwrap().mail_left();
        assert_eq!(left, 20);
        drop(tx);
        test.advance(Duration::seconds(1));
        set_budget(&test, &officer, 80 * (round + 1) + 100).await;
    }
}

#[tokio::test]
async fn two_requests_of_one_agency_approved_at_once_leave_one_main_administrator() {
    let test = TestApp::new().await;
    let officer = officer(&test).await;
    set_budget(&test, &officer, 1000).await;
    let me = actor(&somebody(&test, "me@example.org", None).await, Vec::new());
    for round in 0..5 {
        let agency = format!("กรมรวม{round}");
        let [a, b] = ["a", "b"].map(|it| format!("{it}{round}.example.go.th"));
        let one = sent(&test, &me, "open", form(&agency, &a, &[])).await;
        let other = sent(&test, &me, "open", form(&agency, &b, &[])).await;
        let (one, other) = tokio::join!(
            decide(&test, &officer, &one, "approve"),
            decide(&test, &officer, &other, "approve")
        );
        one.unwrap();
        other.unwrap();
        let domain = domain_of(&test, &a).await;
        let mut tx = test.app.db.read().await.unwrap();
        let there = admin::of_agency(&mut tx, &domain.agency_id).await.unwrap();
        assert_eq!(there.iter().filter(|one| one.main).count(), 1);
    }
}

#[tokio::test]
async fn a_change_of_one_number_leaves_the_other_as_it_is() {
    let test = TestApp::new().await;
    let officer = officer(&test).await;
    set_budget(&test, &officer, 100).await;
    let me = actor(&somebody(&test, "me@example.org", None).await, Vec::new());
    let name = "one.example.go.th";
    let asked = sent(&test, &me, "open", form("กรมหนึ่ง", name, &[])).await;
    decide(&test, &officer, &asked, "approve").await.unwrap();
    let main = main_of(&test, &domain_of(&test, name).await.agency_id).await;
    let more = [
        ("requested.mail_accounts", ""),
        ("requested.conference_accounts", "5"),
        ("change.of", "quota"),
        ("change.details", "ขอห้องประชุมเพิ่ม"),
    ];
    let asked = sent(&test, &main, "change", form("กรมหนึ่ง", name, &more)).await;
    decide(&test, &officer, &asked, "approve").await.unwrap();
    let domain = domain_of(&test, name).await;
    assert_eq!((domain.granted_mail_accounts, domain.granted_conference_accounts), (80, 5));
}

#[tokio::test]
async fn nobody_becomes_administrator_by_signing_up_with_anothers_address() {
    let test = TestApp::new().await;
    let officer = officer(&test).await;
    set_budget(&test, &officer, 100).await;
    let name = "one.example.go.th";
    let hash = crate::support::secrets::password_hash(&test.app).await;
    let squatter = somebody(&test, "admin@one.example.go.th", Some(hash)).await;
    let session =
        crate::support::Person::log_in(&test, "admin@one.example.go.th", crate::support::PASSWORD)
            .await;
    drop(session);
    let me = actor(&somebody(&test, "me@example.org", None).await, Vec::new());
    let asked = sent(&test, &me, "open", form("กรมหนึ่ง", name, &[])).await;
    decide(&test, &officer, &asked, "approve").await.unwrap();
    let mut tx = test.app.db.read().await.unwrap();
    let domain = domain::find(&mut tx, name).await.unwrap().unwrap();
    let main = admin::main(&mut tx, &domain.agency_id).await.unwrap().unwrap();
    assert_eq!(main.person_id, squatter);
    assert!(!main.joined, "whoever reads the letter chooses a new password");
}

#[tokio::test]
async fn one_person_is_appointed_once_even_when_asked_twice_at_once() {
    let test = TestApp::new().await;
    let officer = officer(&test).await;
    set_budget(&test, &officer, 100).await;
    let me = actor(&somebody(&test, "me@example.org", None).await, Vec::new());
    let name = "one.example.go.th";
    let asked = sent(&test, &me, "open", form("กรมหนึ่ง", name, &[])).await;
    decide(&test, &officer, &asked, "approve").await.unwrap();
    let domain = domain_of(&test, name).await;
    let main = main_of(&test, &domain.agency_id).await;
    somebody(&test, "helper@example.org", None).await;
    let appoint = || async {
        let named = Named {
            prefix: "นาย",
            first_name: "ช่วย",
            last_name: "งาน",
            email: "helper@example.org",
        };
        let mut tx = test.app.db.write().await?;
        admin::appoint(&mut tx, &test.app, &main, &domain, "agency_helper", &named).await?;
        tx.save().await
    };
    let (one, other) = tokio::join!(appoint(), appoint());
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
}

#[tokio::test]
async fn a_cancelled_domain_ends_on_its_day_and_closes_a_month_later() {
    let test = TestApp::new().await;
    let officer = officer(&test).await;
    set_budget(&test, &officer, 100).await;
    let me = actor(&somebody(&test, "me@example.org", None).await, Vec::new());
    let name = "one.mail.go.th";
    let government = [("domain.kind", "mail_go_th"), ("domain.name", "one")];
    let asked = sent(&test, &me, "open", form("กรมหนึ่ง", name, &government)).await;
    decide(&test, &officer, &asked, "approve").await.unwrap();
    let mut tx = test.app.db.write().await.unwrap();
    let domain = domain::find(&mut tx, name).await.unwrap().unwrap();
    opening::open(&mut tx, &test.app, Some(&officer), &domain).await.unwrap();
    tx.save().await.unwrap();
    let main = main_of(&test, &domain.agency_id).await;
    let day = NaiveDate::from_ymd_opt(2026, 4, 10).unwrap().to_string();
    let more =
        [("domain.kind", ""), ("change.details", "รวมกับกรมอื่น"), ("effective_on", day.as_str())];
    let cancel = sent(&test, &main, "cancel", form("กรมหนึ่ง", name, &more)).await;
    let more = [("domain.kind", ""), ("change.of", "other"), ("change.details", "อื่น")];
    let change = sent(&test, &main, "change", form("กรมหนึ่ง", name, &more)).await;
    decide(&test, &officer, &cancel, "approve").await.unwrap();
    cancellation::take_steps(&test.app).await.unwrap();
    assert_eq!(domain_of(&test, name).await.state, "open");
    test.advance(Duration::days(5));
    cancellation::take_steps(&test.app).await.unwrap();
    assert_eq!(domain_of(&test, name).await.state, "suspended");
    test.advance(Duration::days(30));
    cancellation::take_steps(&test.app).await.unwrap();
    let mut tx = test.app.db.read().await.unwrap();
    assert!(domain::find(&mut tx, name).await.unwrap().is_none());
    assert!(domain::is_resting(&mut tx, name).await.unwrap());
    drop(tx);
    let late = decide(&test, &officer, &change, "approve").await;
    assert!(matches!(late, Err(Error::Conflict { code: "no-domain", .. })), "{late:?}");
}
