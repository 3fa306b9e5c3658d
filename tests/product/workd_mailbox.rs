//! The pages of a mail account's holder: the first password, log-in, programs, forwarding.

use chrono::Duration;
use rian::{web::locale::Locale, workd::suspension};

use crate::support::{
    PASSWORD, Person, TestApp,
    holder::{Agency, accepted_app_passwords, copied_to, waiting_to_end},
};

const OTHER: &str = "another horse lamp river";

async fn log_in(app: &TestApp, address: &str, password: &str) -> (Person, u16, String) {
    let browser = app.stranger();
    let answer =
        browser.post("/mailbox/sessions", &[("address", address), ("password", password)]).await;
    (browser, answer.status.as_u16(), answer.text)
}

#[tokio::test]
async fn a_link_sets_the_password_once() {
    let app = TestApp::new().await;
    let agency = Agency::new(&app).await;
    let kanda = agency.invite(&app, "kanda.j").await;
    let browser = app.stranger();
    browser.get("/mailbox").await.is(303);
    let page = browser.get(&kanda.link).await.is(200);
    page.says("kanda.j@chiangmai.mail.go.th").says("จังหวัดเชียงใหม่");
    let done = browser.post(&kanda.link, &[("password", PASSWORD)]).await.is(303);
    assert!(done.location.unwrap().starts_with("/mailbox?"));
    browser.get("/mailbox").await.is(200).says("kanda.j@chiangmai.mail.go.th");
    assert_eq!(agency.account(&app, "kanda.j").await.state, "active");

    // Used, it says what to do and changes nothing.
    let stranger = app.stranger();
    stranger.get(&kanda.link).await.is(410).says("/mailbox/sessions");
    stranger.post(&kanda.link, &[("password", OTHER)]).await.is(410);
    assert_eq!(log_in(&app, "kanda.j@chiangmai.mail.go.th", OTHER).await.1, 401);
    assert_eq!(log_in(&app, " Kanda.J@Chiangmai.mail.go.th ", PASSWORD).await.1, 303);
}

#[tokio::test]
async fn a_link_ends_after_two_weeks_and_with_a_suspension() {
    let app = TestApp::new().await;
    let agency = Agency::new(&app).await;
    let (late, stopped) = (agency.invite(&app, "late").await, agency.invite(&app, "stopped").await);
    let stranger = app.stranger();
    agency.suspend(&app, &stopped.account).await;
    stranger.get(&stopped.link).await.is(410);
    stranger.post(&stopped.link, &[("password", PASSWORD)]).await.is(410);
    stranger.get(&late.link).await.is(200);
    app.advance(Duration::days(14));
    stranger.post(&late.link, &[("password", PASSWORD)]).await.is(410);
}

#[tokio::test]
async fn a_weak_password_is_refused_beside_its_field() {
    let app = TestApp::new().await;
    let agency = Agency::new(&app).await;
    let kanda = agency.invite(&app, "kanda.j").await;
    let browser = app.stranger();
    for weak in ["short", "password1234", "kanda.jchiangmai"] {
        let page = browser.post(&kanda.link, &[("password", weak)]).await.is(422);
        let page = page.says("id=\"password-error\"");
        assert!(!page.text.contains(&format!("value=\"{weak}\"")), "{weak} is put back");
    }
    browser.post(&kanda.link, &[("password", PASSWORD)]).await.is(303);
}

#[tokio::test]
async fn log_in_is_limited_and_uniform() {
    let app = TestApp::new().await;
    let agency = Agency::new(&app).await;
    let kanda = "kanda@chiangmai.mail.go.th";
    agency.holder(&app, "kanda").await;
    let (stopped, _) = agency.holder(&app, "stopped").await;
    agency.suspend(&app, &stopped).await;
    agency.invite(&app, "invited").await;
    agency.holder(&app, "other").await;

    let summary = |text: &str| {
        let (_, rest) = text.split_once("error-summary").unwrap();
        rest.split("</div>").next().unwrap().to_owned()
    };
    let mut told = Vec::new();
    for name in ["kanda", "stopped", "invited", "nobody"] {
        let password = if name == "kanda" { OTHER } else { PASSWORD };
        let address = format!("{name}@chiangmai.mail.go.th");
        let (_, status, text) = log_in(&app, &address, password).await;
        assert_eq!(status, 401, "{name}");
        told.push(summary(&text));
    }
    told.dedup();
    assert_eq!(told.len(), 1);

    for _ in 0..9 {
        assert_eq!(log_in(&app, kanda, OTHER).await.1, 401);
    }
    assert_eq!(log_in(&app, kanda, PASSWORD).await.1, 429);
    assert_eq!(log_in(&app, "other@chiangmai.mail.go.th", PASSWORD).await.1, 303);
    app.advance(Duration::minutes(15));
    assert_eq!(log_in(&app, kanda, PASSWORD).await.1, 303);
}

#[tokio::test]
async fn log_in_leads_back_to_the_page_that_was_asked_for() {
    let app = TestApp::new().await;
    let agency = Agency::new(&app).await;
    agency.holder(&app, "kanda").await;
    let browser = app.stranger();
    let profile = "/mailbox/profile.mobileconfig";
    let sent = browser.get(profile).await.is(303).location.unwrap();
    assert_eq!(sent, "/mailbox/sessions?next=%2Fmailbox%2Fprofile.mobileconfig");
    let fields = [("address", "kanda@chiangmai.mail.go.th"), ("password", PASSWORD)];
    let with = |next| [fields[0], fields[1], ("next", next)];
    let led = browser.post("/mailbox/sessions", &with(profile)).await.is(303).location;
    assert_eq!(led.as_deref(), Some(profile));
    let led = browser.post("/mailbox/sessions", &with("//example.net")).await.is(303).location;
    assert_eq!(led.as_deref(), Some("/mailbox"));
    browser.post("/mailbox/sessions/current", &[("_method", "DELETE")]).await.is(303);
    browser.get("/mailbox").await.is(303);
    // A person's session opens no mailbox.
    let person = app.learner("somchai").await;
    person.get("/mailbox").await.is(303);
}

#[tokio::test]
async fn a_suspended_account_is_out_at_once_and_its_sessions_end() {
    let app = TestApp::new().await;
    let agency = Agency::new(&app).await;
    let (account, browser) = agency.holder(&app, "kanda").await;
    app.run_jobs().await;
    browser.get("/mailbox").await.is(200);
    agency.suspend(&app, &account).await;
    browser.get("/mailbox").await.is(303);
    browser.post("/mailbox/password", &[("_method", "PUT")]).await.is(401);
    assert_eq!(waiting_to_end(&app, &account.address).await, 1);
    agency.resume(&app, &account).await;
    // What ended stays ended; a new log-in is needed.
    browser.get("/mailbox").await.is(303);
    assert_eq!(log_in(&app, &account.address, PASSWORD).await.1, 303);
}

#[tokio::test]
async fn a_session_ends_after_half_a_day_without_use() {
    let app = TestApp::new().await;
    let agency = Agency::new(&app).await;
    let (_, browser) = agency.holder(&app, "kanda").await;
    for _ in 0..3 {
        app.advance(Duration::hours(8));
        browser.get("/mailbox").await.is(200);
    }
    app.advance(Duration::hours(12));
    browser.get("/mailbox").await.is(303);
}

#[tokio::test]
async fn changing_the_password_ends_the_other_sessions() {
    let app = TestApp::new().await;
    let agency = Agency::new(&app).await;
    let (account, here) = agency.holder(&app, "kanda").await;
    let (elsewhere, _, _) = log_in(&app, &account.address, PASSWORD).await;
    app.run_jobs().await;
    let change = async |old: &str, new: &str| {
        let fields = [("_method", "PUT"), ("current_password", old), ("password", new)];
        here.post("/mailbox/password", &fields).await
    };
    change(OTHER, "a third horse lamp river").await.is(422).says("current_password-error");
    change(PASSWORD, "short").await.is(422).says("id=\"password-error\"");
    elsewhere.get("/mailbox").await.is(200);
    assert_eq!(waiting_to_end(&app, &account.address).await, 0);

    change(PASSWORD, OTHER).await.is(303);
    here.get("/mailbox").await.is(200);
    elsewhere.get("/mailbox").await.is(303);
    assert_eq!(waiting_to_end(&app, &account.address).await, 1);
    assert_eq!(log_in(&app, &account.address, PASSWORD).await.1, 401);
    assert_eq!(log_in(&app, &account.address, OTHER).await.1, 303);
}

#[tokio::test]
async fn an_app_password_is_shown_once() {
    let app = TestApp::new().await;
    let agency = Agency::new(&app).await;
    let (account, browser) = agency.holder(&app, "kanda").await;
    let fields = [("name", "โทรศัพท์ของกานดา"), ("services", "imap"), ("services", "smtp")];
    let made = browser.post("/mailbox/app-passwords", &fields).await.is(201);
    let (_, rest) = made.text.split_once("id=\"app-password\">").unwrap();
    let secret = rest.split('<').next().unwrap();
    assert_eq!(secret.len(), 6 + 4 * 6);
    assert_eq!(accepted_app_passwords(&app, &account.address).await, [",imap,smtp,"]);

    let list = browser.get("/mailbox/app-passwords").await.is(200).says("โทรศัพท์ของกานดา");
    assert!(!list.text.contains(secret));
    let (_, rest) = list.text.split_once("action=\"/mailbox/app-passwords/").unwrap();
    let id = rest.split('"').next().unwrap();
    let path = format!("/mailbox/app-passwords/{id}");
    let (_, other) = agency.holder(&app, "other").await;
    other.post(&path, &[("_method", "DELETE")]).await.is(404);
    browser.post(&path, &[("_method", "DELETE")]).await.is(303);
    assert!(accepted_app_passwords(&app, &account.address).await.is_empty());

    let nothing = browser.post("/mailbox/app-passwords", &[("name", " ")]).await.is(422);
    nothing.says("id=\"name-error\"").says("id=\"services-error\"");
}

#[tokio::test]
async fn a_holder_sees_what_an_administrator_did() {
    let app = TestApp::new().await;
    let agency = Agency::new(&app).await;
    let (account, _) = agency.holder(&app, "kanda").await;
    app.advance(Duration::hours(1));
    agency.suspend(&app, &account).await;
    app.advance(Duration::hours(1));
    agency.resume(&app, &account).await;
    app.advance(Duration::hours(1));
    log_in(&app, &account.address, OTHER).await;
    let (browser, _, _) = log_in(&app, &account.address, PASSWORD).await;
    let page = browser.get("/mailbox").await.is(200);
    let page = page.says(&agency.admin.name).says(&Locale::Th.t("mbx-by-stranger"));
    let place = |key| page.text.find(&Locale::Th.t(key)).unwrap_or_else(|| panic!("no {key}"));
    let resumed = place("act-workd-account-resumed");
    let suspended = place("act-workd-account-suspended");
    assert!(resumed < suspended && suspended < place("act-workd-account-made"));

    // Others see their own account alone.
    let (_, other) = agency.holder(&app, "other").await;
    let page = other.get("/mailbox").await.is(200);
    assert!(!page.text.contains(&Locale::Th.t("act-workd-account-suspended")));
}

#[tokio::test]
async fn forwarding_outside_government_follows_the_rule() {
    let app = TestApp::new().await;
    let agency = Agency::new(&app).await;
    let (account, browser) = agency.holder(&app, "kanda").await;
    let forward = async |to: &str| {
        browser.post("/mailbox/forwarding", &[("_method", "PUT"), ("forwarding", to)]).await
    };
    let refused = forward("kanda@example.net").await.is(422).says("id=\"forwarding-error\"");
    refused.says("value=\"kanda@example.net\"");
    assert!(copied_to(&app, &account.address).await.is_empty());
    forward("kanda@dopa.go.th").await.is(303);
    assert_eq!(copied_to(&app, &account.address).await, ["kanda@dopa.go.th"]);

    agency.set_forwarding(&app, "anywhere").await;
    forward("kanda@example.net").await.is(303);
    assert_eq!(copied_to(&app, &account.address).await, ["kanda@example.net"]);

    agency.set_forwarding(&app, "none").await;
    forward("kanda@dopa.go.th").await.is(422);
    let page = browser.get("/mailbox/forwarding").await.is(200).says("kanda@example.net");
    assert!(!page.text.contains("id=\"forwarding\""));
    forward("").await.is(303);
    assert!(copied_to(&app, &account.address).await.is_empty());
}

#[tokio::test]
async fn the_profile_holds_no_secret() {
    let app = TestApp::new().await;
    let agency = Agency::new(&app).await;
    let (_, browser) = agency.holder(&app, "kanda").await;
    let profile = browser.get("/mailbox/profile.mobileconfig").await.is(200).text;
    assert!(profile.contains("<string>imap.mail.go.th</string>"));
    assert!(profile.contains("<string>kanda@chiangmai.mail.go.th</string>"));
    for secret in ["<key>IncomingPassword</key>", "<key>OutgoingPassword</key>", PASSWORD] {
        assert!(!profile.contains(secret), "{secret}");
    }
    // Installed again, it takes the place of the one before.
    assert_eq!(browser.get("/mailbox/profile.mobileconfig").await.is(200).text, profile);
    let (_, other) = agency.holder(&app, "other").await;
    let another = other.get("/mailbox/profile.mobileconfig").await.is(200).text;
    let uuid = |text: &str| {
        let (_, rest) = text.split_once("<key>PayloadUUID</key><string>").unwrap();
        rest.split('<').next().unwrap().to_owned()
    };
    assert_ne!(uuid(&profile), uuid(&another));
}

#[tokio::test]
async fn the_code_leads_to_the_profile() {
    let app = TestApp::new().await;
    let agency = Agency::new(&app).await;
    let (_, browser) = agency.holder(&app, "kanda").await;
    let page = browser.get("/mailbox/devices").await.is(200).text;
    let between = |from: &str, to: &str| {
        let (_, rest) = page.split_once(from).unwrap();
        rest.split_once(to).unwrap().0.to_owned()
    };
    let side: usize = between("viewBox=\"0 0 ", " ").parse().unwrap();
    let path = between("<path d=\"", "\"");
    let mut dark = vec![vec![false; side]; side];
    for run in path.split('M').skip(1) {
        let (x, rest) = run.split_once(' ').unwrap();
        let (y, rest) = rest.split_once('h').unwrap();
        let length = rest.split('v').next().unwrap();
        let (x, y, length): (usize, usize, usize) =
            (x.parse().unwrap(), y.parse().unwrap(), length.parse().unwrap());
        dark[y][x..x + length].fill(true);
    }
    let scale = 4;
    let mut picture =
        rqrr::PreparedImage::prepare_from_greyscale(side * scale, side * scale, |x, y| {
            if dark[y / scale][x / scale] { 0 } else { 255 }
        });
    let (_, text) = picture.detect_grids()[0].decode().unwrap();
    assert_eq!(text, format!("{}/mailbox/profile.mobileconfig", app.base));
}

#[tokio::test]
async fn autoconfig_answers_for_open_domains_only() {
    let app = TestApp::new().await;
    let agency = Agency::new(&app).await;
    let stranger = app.stranger();
    let paths = ["/.well-known/autoconfig/mail/config-v1.1.xml", "/mail/config-v1.1.xml"];
    for path in paths {
        let ask = |address: &str| {
            let path = format!("{path}?emailaddress={address}");
            let stranger = &stranger;
            async move { stranger.get(&path).await }
        };
        let answer = ask("anybody@Chiangmai.mail.go.th").await.is(200);
        answer.says("<hostname>imap.mail.go.th</hostname>").says("<port>993</port>");
        ask("kanda@lampang.mail.go.th").await.is(404);
        ask("").await.is(404);
    }
    let mut tx = app.app.db.write().await.unwrap();
    let (admin, domain) = (&agency.admin, &agency.domain);
    suspension::stop(&mut tx, admin, domain, "breach", "-", "2026-04-07").await.unwrap();
    tx.save().await.unwrap();
    for path in paths {
        stranger.get(&format!("{path}?emailaddress=k@chiangmai.mail.go.th")).await.is(404);
    }
}
