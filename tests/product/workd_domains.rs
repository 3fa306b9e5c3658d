//! The pages of a mail domain: who sees what, DNS that is set right, opening, suspension, reviews.

use rian::{
    demo::faults,
    identity::access::Role,
    workd::{account, alias, domain, token},
};

use crate::support::{Person, TestApp, second_factor::set_up, workd::Office};

/// Opens a page, as the notice on it names what happened.
async fn follow(person: &Person, answer: crate::support::person::Answer) -> String {
    let answer = answer.is(303);
    person.get(answer.location.as_deref().unwrap()).await.is(200).text
}

#[tokio::test]
async fn the_agency_next_door_sees_nothing() {
    let app = TestApp::new().await;
    let office = Office::open(&app, "chiangmai.mail.go.th").await;
    let next_door = Office::open(&app, "lamphun.mail.go.th").await;
    for page in ["", "/settings", "/admins", "/reviews", "/tokens", "/log"] {
        next_door.admin.get(&office.path(page)).await.is(404);
        office.admin.get(&office.path(page)).await.is(200);
        office.officer.get(&office.path(page)).await.is(200);
    }
    next_door.admin.post(&office.path("/dns-checks"), &[]).await.is(404);
    next_door.admin.post(&format!("/demo/dns/{}", office.domain), &[]).await.is(404);
    let list = next_door.admin.get("/workd/domains").await.is(200);
    assert!(!list.text.contains("chiangmai"), "the list shows another agency's domain");
    let all = office.officer.get("/workd/domains?q=CHIANG").await.is(200);
    assert!(all.text.contains("chiangmai") && !all.text.contains("lamphun"), "search");
    app.stranger().get(&office.path("")).await.is(303);
}

#[tokio::test]
async fn a_helper_and_an_auditor_see_and_change_nothing() {
    let app = TestApp::new().await;
    let office = Office::open(&app, "chiangmai.mail.go.th").await;
    let helper = office.colleague(&app, "helper", Role::AgencyHelper).await;
    let auditor = app.appointed("auditor", Role::Auditor).await;
    for person in [&helper, &auditor] {
        for page in ["", "/settings", "/admins", "/reviews", "/tokens", "/log"] {
            let page = person.get(&office.path(page)).await.is(200);
            assert!(!page.text.contains("name=\"_method\" value=\"PUT\""), "a form to change");
        }
        let put = [("_method", "PUT"), ("default_quota_mb", "1"), ("forwarding", "none")];
        person.post(&office.path("/settings"), &put).await.is(403);
        person.post(&office.path("/tokens"), &[("name", "x"), ("days", "1")]).await.is(403);
        person.post(&office.path("/reviews/completion"), &[]).await.is(403);
        person.post(&office.path("/admins"), &[("role", "agency_admin")]).await.is(403);
        person.post(&office.path("/dkim-rotations"), &[]).await.is(403);
        person.post(&office.path("/opening"), &[]).await.is(403);
        person.post(&office.path("/suspension"), &[("reason", "x")]).await.is(403);
    }
    office.admin.post(&office.path("/suspension"), &[("reason", "x")]).await.is(403);
    office.admin.post(&office.path("/relay-clients"), &[("client", "192.0.2.9")]).await.is(403);
    let put = [("_method", "PUT"), ("default_quota_mb", "๒๐๔๘"), ("forwarding", "none")];
    office.admin.post(&office.path("/settings"), &put).await.is(303);
    assert_eq!(office.row(&app).await.default_quota_mb, 2048);
    let put = [("_method", "PUT"), ("default_quota_mb", "much"), ("forwarding", "none")];
    office.admin.post(&office.path("/settings"), &put).await.is(422).says("value=\"much\"");
}

#[tokio::test]
async fn dns_that_is_set_right_makes_the_domain_ready_and_tells_the_admin() {
    let app = TestApp::new().await;
    let office = Office::new(&app, "chiangmai.go.th").await;
    let zone = format!("/demo/dns/{}", office.domain);
    let looked = office.admin.post(&office.path("/dns-checks"), &[]).await;
    let page = follow(&office.admin, looked).await;
    assert!(page.contains("state--missing") && page.contains("rian-verify="), "what to enter");
    assert_eq!(office.row(&app).await.state, "awaiting_dns");
    let early = office.officer.post(&office.path("/opening"), &[]).await.is(409);
    assert!(early.text.contains("href=\"#dns-mx\""), "the page says what is still wrong");

    office.admin.post(&zone, &[]).await.is(303);
    assert_eq!(office.row(&app).await.state, "ready");
    let letters = app.letters().await;
    assert_eq!(letters[0].to, office.admin.email);
    assert!(letters[0].text.contains(&office.domain) || letters[0].text.contains("mail-domain"));
    let page = office.admin.get(&office.path("")).await.is(200).text;
    assert!(!page.contains("state--missing") && page.contains("promise--working_days"), "{page}");

    for (fault, state) in [
        ("second_spf", "conflict"),
        ("too_many_lookups", "wrong"),
        ("foreign_mx", "wrong"),
        ("old_dkim", "wrong"),
        ("wrong_token", "wrong"),
    ] {
        office.admin.post(&zone, &[]).await.is(303);
        let broken = office.admin.post(&format!("{zone}/faults"), &[("fault", fault)]).await;
        let page = follow(&office.admin, broken).await;
        assert!(page.contains(&format!("state--{state}")), "{fault}");
    }
    office.admin.post(&format!("{zone}/faults"), &[("fault", "relaxed_dmarc")]).await.is(404);
    office.admin.post(&zone, &[("_method", "DELETE")]).await.is(303);
    let page = office.admin.get(&office.path("")).await.is(200).text;
    assert!(page.contains("state--missing"), "the zone is empty again");
    assert_eq!(office.row(&app).await.state, "ready", "what was proven stays");
}

#[tokio::test]
async fn the_zone_of_the_demonstration_exists_only_there() {
    let app = TestApp::with(|config| config.demo = false).await;
    let office = Office::new(&app, "chiangmai.go.th").await;
    // Outside the demonstration an administrator has a second factor.
    let codes = set_up(&app, &office.admin).await;
    let code = codes.next(&app);
    let proof = [("second_factor_code", &*code)];
    office.admin.post("/me/second-factor/proof", &proof).await.is(303);
    office.admin.post(&format!("/demo/dns/{}", office.domain), &[]).await.is(404);
    let page = office.admin.get(&office.path("")).await.is(200);
    assert!(!page.text.contains("/demo/dns/"), "a panel without a demonstration");
}

#[tokio::test]
async fn opening_makes_the_first_mailboxes_and_sends_links_but_no_password() {
    let app = TestApp::new().await;
    let office = Office::new(&app, "chiangmai.mail.go.th").await;
    let opened = office.officer.post(&office.path("/opening"), &[]).await;
    follow(&office.officer, opened).await;
    let domain = office.row(&app).await;
    assert_eq!(domain.state, "open");
    let mut tx = app.app.db.read().await.unwrap();
    let saraban = account::get(&mut tx, &domain, "saraban").await.unwrap();
    assert_eq!((saraban.kind.as_str(), saraban.has_password), ("saraban", false));
    let aliases = alias::list(&mut tx, &domain.id, "alias").await.unwrap();
    let names: Vec<&str> = aliases.iter().map(alias::Alias::local_part).collect();
    assert!(names.contains(&"postmaster") && names.contains(&"abuse"), "{names:?}");
    drop(tx);
    let letter = app.letters().await.into_iter().find(|it| it.to == office.admin.email).unwrap();
    assert!(!letter.text.contains(crate::support::PASSWORD), "a password in a letter");
    office.officer.post(&office.path("/opening"), &[]).await.is(409);
}

#[tokio::test]
async fn a_suspension_needs_a_reason_and_holds_at_once() {
    let app = TestApp::new().await;
    let office = Office::open(&app, "chiangmai.mail.go.th").await;
    let typed = [("code", "security"), ("reason", " "), ("effective_on", "5/7/2600")];
    let page = office.officer.post(&office.path("/suspension"), &typed).await.is(422);
    assert!(page.text.contains("reason-error") && page.text.contains("5/7/2600"), "{}", page.text);
    assert_eq!(office.row(&app).await.state, "open");
    let typed = [("code", "security"), ("reason", "พบการเข้าถึงผิดปกติ"), ("effective_on", "")];
    let done = office.officer.post(&office.path("/suspension"), &typed).await;
    follow(&office.officer, done).await;
    assert_eq!(office.row(&app).await.state, "suspended");
    office.admin.get(&office.path("")).await.is(200).says("พบการเข้าถึงผิดปกติ");
    office.officer.post(&office.path("/suspension"), &typed).await.is(409);
    let resume = [("_method", "DELETE")];
    office.admin.post(&office.path("/suspension"), &resume).await.is(403);
    office.officer.post(&office.path("/suspension"), &resume).await.is(303);
    assert_eq!(office.row(&app).await.state, "open");
}

#[tokio::test]
async fn the_main_administrator_changes_only_by_a_request() {
    let app = TestApp::new().await;
    let office = Office::open(&app, "chiangmai.mail.go.th").await;
    let second = office.colleague(&app, "second", Role::AgencyAdmin).await;
    let page = office.admin.get(&office.path("/admins")).await.is(200);
    assert!(page.text.contains("/workd/requests/new"), "where to change the main one");
    let mut tx = app.app.db.read().await.unwrap();
    let all = rian::workd::admin::of_agency(&mut tx, &office.agency).await.unwrap();
    drop(tx);
    let (main, other) = (&all[0], &all[1]);
    assert!(main.main && !other.main);
    let dismiss = [("_method", "DELETE")];
    office.admin.post(&office.path(&format!("/admins/{}", main.id)), &dismiss).await.is(409);
    second.post(&office.path(&format!("/admins/{}", main.id)), &dismiss).await.is(403);
    let new = [
        ("role", "agency_helper"),
        ("prefix", "นาง"),
        ("first_name", "กานดา"),
        ("last_name", "ช่วยงาน"),
        ("email", "kanda-helps@example.org"),
    ];
    second.post(&office.path("/admins"), &new).await.is(403);
    let wrong = [("role", "agency_helper"), ("first_name", ""), ("last_name", "ช่วยงาน")];
    office.admin.post(&office.path("/admins"), &wrong).await.is(422).says("ช่วยงาน");
    let invited = office.admin.post(&office.path("/admins"), &new).await;
    assert!(follow(&office.admin, invited).await.contains("kanda-helps@example.org"));
    let letters = app.letters().await;
    assert!(letters.iter().any(|letter| letter.to == "kanda-helps@example.org"), "an invitation");
    office.admin.post(&office.path(&format!("/admins/{}", other.id)), &dismiss).await.is(303);
    second.get(&office.path("")).await.is(404);
}

#[tokio::test]
async fn a_domains_token_is_shown_once_and_reaches_its_domain_alone() {
    let app = TestApp::new().await;
    let office = Office::open(&app, "chiangmai.mail.go.th").await;
    office.admin.post(&office.path("/tokens"), &[("name", ""), ("days", "90")]).await.is(422);
    let made = [("name", "ระบบบุคลากร"), ("days", "90")];
    let page = office.admin.post(&office.path("/tokens"), &made).await.is(201).text;
    let secret = page.split("id=\"fresh-token\">").nth(1).unwrap().split('<').next().unwrap();
    assert!(secret.starts_with("rian_"), "{secret}");
    let again = office.admin.get(&office.path("/tokens")).await.is(200).says("ระบบบุคลากร");
    assert!(!again.text.contains(secret), "a token is shown twice");

    let other = Office::open(&app, "lamphun.mail.go.th").await;
    let bound = rian::identity::session::actor(&app.app, secret).await.unwrap().unwrap();
    let (own, foreign) = (office.row(&app).await, other.row(&app).await);
    let act = rian::identity::access::Act::ManageAccounts;
    assert!(domain::may(&bound, act, &own) && !domain::may(&bound, act, &foreign));

    let mut tx = app.app.db.read().await.unwrap();
    let id = token::of(&mut tx, &own.id).await.unwrap().remove(0).id;
    drop(tx);
    let end = [("_method", "DELETE")];
    other.admin.post(&other.path(&format!("/tokens/{id}")), &end).await.is(404);
    office.admin.post(&office.path(&format!("/tokens/{id}")), &end).await.is(303);
    assert!(rian::identity::session::actor(&app.app, secret).await.unwrap().is_none());
}

#[tokio::test]
async fn a_review_suspends_whom_one_ticked_and_confirms_the_others() {
    let app = TestApp::new().await;
    let office = Office::open(&app, "chiangmai.mail.go.th").await;
    let (domain, me) = (office.row(&app).await, office.admin_actor());
    for local_part in ["kanda", "manee", "piti"] {
        let typed = account::Typed {
            local_part: local_part.into(),
            first_name: "กานดา".into(),
            last_name: "ใจงาม".into(),
            identity_how: "บัตรประชาชน".into(),
            identity_at: "1/4/2569".into(),
            ..account::Typed::default()
        };
        let today = rian::thai::date::bangkok_date(app.now());
        let ready = typed.read(&domain, today).unwrap();
        let mut tx = app.app.db.write().await.unwrap();
        account::create(&mut tx, &app.app, &me, &domain, &ready).await.unwrap();
        tx.save().await.unwrap();
    }
    app.advance(chrono::Duration::days(200));
    let officer = office.officer.get("/workd/domains").await.is(303);
    assert!(officer.location.unwrap().starts_with("/login"), "sessions end by themselves");
    let admin = Person::log_in(&app, &office.admin.email, crate::support::PASSWORD).await;
    let officer = Person::log_in(&app, &office.officer.email, crate::support::PASSWORD).await;
    officer.get("/workd/domains").await.is(200).says(&office.path("/reviews"));

    let page = admin.get(&office.path("/reviews?q=mane&suspend=kanda")).await.is(200);
    assert!(page.text.contains("wait--overdue") && page.text.contains("value=\"manee\""));
    let kept = "<input type=\"hidden\" name=\"suspend\" value=\"kanda\">";
    assert!(page.text.contains(kept), "a tick is forgotten by the search");
    let confirm = admin.get(&office.path("/reviews?suspend=kanda&suspend=piti&finish=yes")).await;
    confirm.is(200).says("piti@chiangmai.mail.go.th");
    let completion = office.path("/reviews/completion");
    let without = [("suspend", "kanda"), ("suspend", "piti"), ("reason", "")];
    admin.post(&completion, &without).await.is(422).says("reason-error");
    let done = [("suspend", "kanda"), ("suspend", "piti"), ("reason", "พ้นจากหน้าที่")];
    let done = admin.post(&completion, &done).await;
    follow(&admin, done).await;
    let mut tx = app.app.db.read().await.unwrap();
    for (local_part, state) in [("kanda", "suspended"), ("piti", "suspended"), ("manee", "invited")]
    {
        assert_eq!(account::get(&mut tx, &domain, local_part).await.unwrap().state, state);
    }
}

#[tokio::test]
async fn relay_is_set_by_dga_and_read_by_the_agency() {
    let app = TestApp::new().await;
    let office = Office::open(&app, "chiangmai.mail.go.th").await;
    let clients = office.path("/relay-clients");
    office.officer.post(&clients, &[("client", "10.0.0")]).await.is(422).says("10.0.0");
    office.officer.post(&clients, &[("client", "192.0.2.9")]).await.is(303);
    office.admin.get(&office.path("/settings")).await.is(200).says("192.0.2.9");
    let route = |hop: &'static str| [("_method", "PUT"), ("next_hop", hop)];
    office.officer.post(&office.path("/route"), &route("mail agency")).await.is(422);
    office.officer.post(&office.path("/route"), &route("mail.agency.go.th:2525")).await.is(303);
    let page = office.admin.get(&office.path("/settings")).await.is(200);
    assert!(page.text.contains("mail.agency.go.th:2525"), "the route as it was typed");
}

#[tokio::test]
async fn the_log_names_who_did_what() {
    let app = TestApp::new().await;
    let office = Office::open(&app, "chiangmai.mail.go.th").await;
    let next_door = Office::open(&app, "lamphun.mail.go.th").await;
    let put = [("_method", "PUT"), ("default_quota_mb", "512"), ("forwarding", "none")];
    office.admin.post(&office.path("/settings"), &put).await.is(303);
    let typed = [("code", "unlawful"), ("reason", "ตามคำสั่ง")];
    next_door.officer.post(&next_door.path("/suspension"), &typed).await.is(303);
    let log = office.admin.get(&office.path("/log")).await.is(200).text;
    let rows: Vec<&str> = log.split("<tr>").collect();
    let admin = "สมชาย admin-chiangmai";
    assert!(rows.iter().any(|row| row.contains(admin)), "{log}");
    assert!(log.contains("สมชาย officer-chiangmai"), "who opened it");
    assert!(log.contains("saraban@chiangmai.mail.go.th"), "the accounts too");
    assert!(!log.contains("lamphun"), "another agency's acts");
    assert!(log.find(admin) < log.find("saraban@"), "the newest first");
    let domain = office.row(&app).await;
    let mut tx = app.app.db.read().await.unwrap();
    let page = rian::workd::trail::of_domain(&mut tx, &domain, "", 2).await.unwrap();
    let next = rian::workd::trail::of_domain(&mut tx, &domain, &page[1].id, 2).await.unwrap();
    assert!(page.len() == 2 && next.len() == 2 && next[0].id < page[1].id, "the next page goes on");
}

#[test]
fn every_fault_of_the_demonstration_befalls_some_domain() {
    let record = |purpose: &str, kind: &str, expected: String| rian::workd::dns_state::Record {
        purpose: purpose.into(),
        name: format!("{purpose}.example"),
        kind: kind.into(),
        expected,
        line: String::new(),
        found: Vec::new(),
        state: "ok".into(),
        advice: None,
        notices: Vec::new(),
        holds_up: true,
    };
    let mut right = vec![
        record("mx", "MX", "10 mx1.mail.go.th.".into()),
        record("spf", "TXT", "v=spf1 include:_spf.mail.go.th -all".into()),
        record("dkim", "TXT", format!("v=DKIM1; k=rsa; p={}", "A".repeat(390))),
        record("dmarc", "TXT", "v=DMARC1; p=reject; adkim=s; aspf=s".into()),
    ];
    let mut seen: Vec<&str> = faults::possible(&right);
    assert!(!seen.contains(&"wrong_token"), "no proof of ownership is asked under the zone");
    right.push(record("ownership", "TXT", "rian-verify=1".into()));
    seen.extend(faults::possible(&right));
    for fault in faults::FAULTS {
        assert!(seen.contains(&fault), "{fault} befalls none");
        // The last record is the proof of ownership.
        let own = if fault == "wrong_token" { &right[..] } else { &right[..4] };
        let broken = faults::records(fault, "agency.go.th", own).unwrap();
        let same = |(name, kind, value): &(String, String, String)| {
            own.iter().any(|it| it.name == *name && it.kind == *kind && it.expected == *value)
        };
        assert!(!broken.iter().all(same), "{fault} breaks nothing");
    }
    assert!(faults::records("unknown", "agency.go.th", &right).is_none());
}
