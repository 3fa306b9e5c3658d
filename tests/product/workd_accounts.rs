//! Mail accounts in the hands of an agency: one by one, by the sheet, with other names and groups.

use std::fmt::Write as _;

use chrono::Duration;
use encoding_rs::WINDOWS_874;
use rian::{
    db::mail_file::Scope,
    error::Error,
    identity::access::Role,
    jobs, sql,
    web::locale::Text,
    workd::{
        account::{self, Account},
        account_link, alias, directory,
        domain::{self, Settings},
        import::run,
        jobs::HourlyRound,
        sessions,
    },
};

use crate::support::{
    Person, TestApp,
    open_domain::{OpenDomain, actor, open},
    person::Answer,
    secrets,
};

const NAME: &str = "chiangmai.mail.go.th";
const HEAD: &str = "local_part,first_name,last_name,identity_checked_how,identity_checked_at\n";

/// The form of an account, as an administrator fills it in.
fn form<'a>(local: &'a str, recovery: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("first_name", "กานดา"),
        ("last_name", "ใจดี"),
        ("first_name_en", "Kanda"),
        ("last_name_en", "Jaidee"),
        ("local_part", local),
        ("recovery_email", recovery),
        ("identity_checked-how", "card_seen"),
        ("identity_checked-at", "7/4/2569"),
    ]
}

async fn make(at: &OpenDomain, local: &str) -> String {
    let page = at.admin.post(&at.path("/accounts"), &form(local, "")).await.is(201);
    let (_, rest) = page.text.split_once("/mailbox/activations/").unwrap();
    rest.split('<').next().unwrap().to_owned()
}

async fn get(app: &TestApp, at: &OpenDomain, local: &str) -> Option<Account> {
    let mut tx = app.app.db.read().await.unwrap();
    account::get(&mut tx, &at.domain, local).await.ok()
}

/// How many accounts people have.
async fn count(app: &TestApp, at: &OpenDomain) -> i64 {
    let mut tx = app.app.db.read().await.unwrap();
    domain::get(&mut tx, &at.domain.id).await.unwrap().accounts
}

/// Lets the holder choose a password by the link, as the page behind it does.
async fn activate(app: &TestApp, token: &str) -> Account {
    let hash = secrets::password_hash(&app.app).await;
    let mut tx = app.app.db.write().await.unwrap();
    let id = account_link::take(&mut tx, token, &hash).await.unwrap().expect("the link works");
    let account = account::by_id(&mut tx, &id).await.unwrap();
    directory::save(tx, &app.app, Scope::Address(account.address.clone())).await.unwrap();
    account
}

/// What a mail server would read.
async fn seen_by_servers(app: &TestApp, query: &'static str, address: &str) -> i64 {
    let mut tx = app.app.db.read().await.unwrap();
    let found: Result<i64, sqlx::Error> =
        sql!(tx, sqlx::query_scalar(query).bind(address).fetch_one(tx).await);
    found.unwrap()
}

const MAY_LOG_IN: &str =
    "select count(*) from mail_accounts where address = $1 and login_enabled = 1";
const APP_PASSWORDS: &str = "select count(*) from mail_app_passwords where address = $1";

async fn send(app: &TestApp, at: &OpenDomain, sheet: &[u8]) -> String {
    let sent = at.admin.upload(&at.path("/imports"), "file", "accounts.csv", sheet).await.is(303);
    app.run_jobs().await;
    sent.location.unwrap()
}

async fn confirm(app: &TestApp, at: &OpenDomain, import: &str) -> Answer {
    let path = format!("{import}/confirmation");
    let done = at.admin.post(&path, &[("attested", "true")]).await.is(303);
    app.run_jobs().await;
    at.admin.get(&done.location.unwrap()).await.is(200)
}

async fn outcome(app: &TestApp, import: &str) -> (String, run::Outcome) {
    let id = import.rsplit('/').next().unwrap().into();
    let mut tx = app.app.db.read().await.unwrap();
    let import = run::get(&mut tx, &id).await.unwrap();
    (import.state, import.outcome.unwrap().0)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_invited_by_a_link_and_nobody_sees_a_password() {
    let app = TestApp::new().await;
    let at = open(&app, NAME, 10).await;
    let fields = form("kanda.j", "kanda@home.example.com");
    let page = at.admin.post(&at.path("/accounts"), &fields).await.is(201);
    let page = page.says("kanda.j@chiangmai.mail.go.th").says("k•••@home.example.com");
    assert!(!page.text.contains("/mailbox/activations/"), "the link went to the holder alone");
    app.run_jobs().await;
    let letters = app.letters().await;
    let to_holder = letters.iter().find(|letter| letter.to == "kanda@home.example.com");
    assert!(to_holder.is_some(), "the holder got a letter");

    let token = make(&at, "somchai.j").await;
    assert_eq!(token.len(), 48, "without a recovery address the link is shown, once");
    let again = at.admin.get(&at.path("/accounts/somchai.j")).await.is(200);
    assert!(!again.text.contains("/mailbox/activations/"));
    let invited = get(&app, &at, "somchai.j").await.unwrap();
    assert_eq!((invited.state.as_str(), invited.has_password), ("invited", false));
    assert_eq!(activate(&app, &token).await.state, "active");
    assert_eq!(seen_by_servers(&app, MAY_LOG_IN, &invited.address).await, 1);
    at.admin.get(&at.path("/accounts?q=กานดา ใจดี")).await.is(200).says("/accounts/kanda.j\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_made_without_an_identity_check_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    let at = open(&app, NAME, 10).await;
    let mut fields = form("kanda.j", "");
    fields.truncate(6);
    let page = at.admin.post(&at.path("/accounts"), &fields).await.is(422);
    let page = page.says("identity_checked-how-error").says("identity_checked-at-error");
    let page = page.says("value=\"กานดา\"").says("value=\"kanda.j\"");
    assert!(!page.text.contains("id=\"first_name-error\""), "{}", page.text);
    fields.extend([("identity_checked-how", "other"), ("how_words", "หัวหน้ารับรอง")]);
    fields.push(("identity_checked-at", "8/4/2569"));
    at.admin.post(&at.path("/accounts"), &fields).await.is(422).says("identity_checked-at-error");
    assert_eq!(count(&app, &at).await, 0);
    fields.pop();
    fields.push(("identity_checked-at", "๖ เม.ย. ๒๕๖๙"));
    at.admin.post(&at.path("/accounts"), &fields).await.is(201);
    at.admin
        .get(&at.path("/accounts/kanda.j"))
        .await
        .is(200)
        .says("หัวหน้ารับรอง")
        .says("6 เมษายน 2569");
}

#[tokio::test(flavor = "multi_thread")]
async fn more_accounts_than_granted_are_refused_with_the_numbers() {
    let app = TestApp::new().await;
    let at = open(&app, NAME, 2).await;
    make(&at, "one").await;
    make(&at, "two").await;
    at.admin.post(&at.path("/accounts"), &form("three", "")).await.is(409);
    assert_eq!(count(&app, &at).await, 2);
    let mut tx = app.app.db.read().await.unwrap();
    let domain = domain::get(&mut tx, &at.domain.id).await.unwrap();
    let Err(Error::Conflict { code, text, .. }) = account::check_room(&mut tx, &domain, 1).await
    else {
        panic!("there is room")
    };
    assert_eq!(code, "grant-used-up");
    assert_eq!(text, Text::new("grant-used-up").with("granted", 2_i64).with("used", 2_i64));
    at.admin.get(&at.path("/accounts")).await.is(200).says("2 จาก 2");

    let deleted = at.admin.post(&at.path("/accounts/two"), &[("_method", "DELETE")]).await;
    deleted.is(303);
    make(&at, "three").await;
    let back = at.admin.post(&at.path("/accounts/two/restoration"), &[]).await;
    back.is(409);
    assert_eq!(get(&app, &at, "two").await.unwrap().state, "deleted");
}

#[tokio::test(flavor = "multi_thread")]
async fn reserved_and_taken_addresses_are_refused_and_free_ones_proposed() {
    let app = TestApp::new().await;
    let at = open(&app, NAME, 10).await;
    make(&at, "kanda.j").await;
    at.admin
        .post(&at.path("/aliases"), &[("local_part", "kandaj"), ("destinations", "kanda.j")])
        .await
        .is(303);
    for taken in ["saraban", "postmaster", "admin", "Kanda.J", "kandaj", "กานดา", "a..b"]
    {
        let page = at.admin.post(&at.path("/accounts"), &form(taken, "")).await.is(422);
        page.says("id=\"local_part-error\"");
    }
    let mut asks = form("", "");
    asks.push(("suggest", "true"));
    let page = at.admin.post(&at.path("/accounts"), &asks).await.is(422);
    let page = page.says("name=\"pick\" value=\"kanda.ja\"");
    assert!(!page.text.contains("value=\"kandaj\"") && !page.text.contains("value=\"kanda.j\""));
    asks.pop();
    asks.push(("pick", "kanda.ja"));
    let page = at.admin.post(&at.path("/accounts"), &asks).await.is(422);
    page.says("name=\"local_part\" value=\"kanda.ja\"");
    // The address of the form for a new account is a name like others.
    make(&at, "new").await;
    let card = at.admin.get(&at.path("/accounts/new@chiangmai.mail.go.th")).await.is(200);
    card.says("new@chiangmai.mail.go.th/suspension");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_helper_opens_no_mailbox_and_creates_nothing_and_strangers_see_nothing() {
    let app = TestApp::new().await;
    let at = open(&app, NAME, 10).await;
    let token = make(&at, "kanda.j").await;
    let helper = at.appointed(&app, "helper", Role::AgencyHelper).await;
    helper.get(&at.path("/accounts")).await.is(200).says("/accounts/kanda.j\"");
    for (path, fields) in [
        ("/accounts", form("other", "")),
        ("/accounts/kanda.j", vec![("_method", "DELETE")]),
        ("/accounts/kanda.j", vec![("_method", "PUT")]),
        ("/accounts/kanda.j/suspension", vec![("reason", "x")]),
        ("/accounts/kanda.j/app-passwords", vec![("name", "x"), ("services", "smtp")]),
        ("/groups", vec![("local_part", "all"), ("destinations", "kanda.j")]),
    ] {
        helper.post(&at.path(path), &fields).await.is(403);
    }
    for path in ["/accounts/new", "/imports/new", "/export.csv", "/accounts/kanda.j/edit"] {
        helper.get(&at.path(path)).await.is(403);
    }
    // Without a recovery address the link would be handed over, and open the mailbox: that is for
    // the administrator.
    helper.post(&at.path("/accounts/kanda.j/password-resets"), &[]).await.is(409);
    let reset = at.admin.post(&at.path("/accounts/kanda.j/password-resets"), &[]).await.is(201);
    let (_, rest) = reset.text.split_once("/mailbox/activations/").unwrap();
    let mut tx = app.app.db.read().await.unwrap();
    assert!(account_link::look(&mut tx, &token).await.unwrap().is_none(), "the first one ended");
    drop(tx);
    activate(&app, rest.split('<').next().unwrap()).await;

    let auditor = app.appointed("auditor", Role::Auditor).await;
    let page = auditor.get(&at.path("/accounts/kanda.j")).await.is(200);
    assert!(!page.text.contains("/password-resets\"") && !page.text.contains("/suspension\""));
    auditor.post(&at.path("/accounts/kanda.j/password-resets"), &[]).await.is(403);
    auditor.get(&at.path("/export.csv")).await.is(403);
    let officer = app.appointed("officer", Role::ServiceOfficer).await;
    officer.get(&at.path("/export.csv")).await.is(200).says("kanda.j");
    officer.post(&at.path("/accounts"), &form("other", "")).await.is(403);
    let other = open(&app, "lampang.mail.go.th", 5).await;
    for path in ["/accounts", "/accounts/kanda.j", "/aliases", "/groups", "/export.csv"] {
        other.admin.get(&at.path(path)).await.is(404);
    }
    app.learner("learner").await.get(&at.path("/accounts")).await.is(404);
    app.stranger().get(&at.path("/accounts")).await.is(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn suspension_ends_app_passwords_sessions_and_log_in_at_once() {
    let app = TestApp::new().await;
    let at = open(&app, NAME, 10).await;
    let account = activate(&app, &make(&at, "kanda.j").await).await;
    let path = at.path("/accounts/kanda.j");
    let fields = [("name", "เครื่องพิมพ์"), ("services", "smtp")];
    at.admin.post(&format!("{path}/app-passwords"), &fields).await.is(201);
    let mut tx = app.app.db.write().await.unwrap();
    let session = sessions::start(&mut tx, &account.id).await.unwrap();
    tx.save().await.unwrap();
    assert!(sessions::holder(&app.app, &session).await.unwrap().is_some());
    assert_eq!(seen_by_servers(&app, APP_PASSWORDS, &account.address).await, 1);

    let suspension = format!("{path}/suspension");
    let page = at.admin.post(&suspension, &[("reason", " "), ("when_suspended", "defer")]).await;
    page.is(422).says("id=\"reason-error\"").says("value=\"defer\" checked");
    assert_eq!(get(&app, &at, "kanda.j").await.unwrap().when_suspended, "reject", "all or nothing");
    let fields = [("reason", "สงสัยว่ารหัสผ่านรั่ว"), ("when_suspended", "defer")];
    at.admin.post(&suspension, &fields).await.is(303);
    assert!(sessions::holder(&app.app, &session).await.unwrap().is_none());
    assert_eq!(seen_by_servers(&app, MAY_LOG_IN, &account.address).await, 0);
    assert_eq!(seen_by_servers(&app, APP_PASSWORDS, &account.address).await, 0);
    let deferred =
        "select count(*) from mail_accounts where address = $1 and rcpt_action like '450%'";
    assert_eq!(seen_by_servers(&app, deferred, &account.address).await, 1);
    at.admin.post(&format!("{path}/password-resets"), &[]).await.is(409);
    at.admin.get(&path).await.is(200).says("สงสัยว่ารหัสผ่านรั่ว");
    at.admin.post(&suspension, &fields).await.is(409);
    at.admin.post(&suspension, &[("_method", "DELETE")]).await.is(303);
    assert_eq!(seen_by_servers(&app, MAY_LOG_IN, &account.address).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_gives_thirty_days_and_then_frees_the_address() {
    let app = TestApp::new().await;
    let at = open(&app, NAME, 10).await;
    let account = activate(&app, &make(&at, "kanda.j").await).await;
    let path = at.path("/accounts/kanda.j");
    let hour = async || {
        let mut tx = app.app.db.write().await.unwrap();
        jobs::enqueue(&mut tx, &HourlyRound {}).await.unwrap();
        tx.save_unrecorded("a turn of the clock").await.unwrap();
        app.run_jobs().await;
    };
    at.admin.post(&path, &[("_method", "DELETE")]).await.is(303);
    assert_eq!(seen_by_servers(&app, MAY_LOG_IN, &account.address).await, 0);
    at.admin.post(&at.path("/accounts"), &form("kanda.j", "")).await.is(422);
    app.advance(Duration::days(30) - Duration::minutes(1));
    hour().await;
    let admin = Person::log_in(&app, &at.admin.email, crate::support::PASSWORD).await;
    admin.post(&format!("{path}/restoration"), &[]).await.is(303);
    assert_eq!(seen_by_servers(&app, MAY_LOG_IN, &account.address).await, 1, "as it was");

    admin.post(&path, &[("_method", "DELETE")]).await.is(303);
    app.advance(Duration::days(30));
    hour().await;
    assert!(get(&app, &at, "kanda.j").await.is_none());
    let admin = Person::log_in(&app, &at.admin.email, crate::support::PASSWORD).await;
    admin.get(&path).await.is(404);
    admin.post(&at.path("/accounts"), &form("kanda.j", "")).await.is(201);
    let official = at.path("/accounts/saraban");
    admin.post(&official, &[("_method", "DELETE")]).await.is(409);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_all_or_nothing_and_names_every_row_and_field() {
    let app = TestApp::new().await;
    let at = open(&app, NAME, 10).await;
    make(&at, "kanda.j").await;
    let sheet = format!(
        "{HEAD}somchai,สมชาย,ใจดี,card_seen,1/4/2569\nsaraban,สาร,บรรณ,card_seen,1/4/2569\n\
         malee,,สุขใจ,card_seen,31/2/2569\nsomchai,สมชาย,สอง,,1/4/2569\npostmaster@other.go.th,ก,ข,thaid,1/4/2569\n"
    );
    let import = send(&app, &at, sheet.as_bytes()).await;
    let (state, found) = outcome(&app, &import).await;
    assert_eq!(state, "refused");
    let mistakes: Vec<(u64, &str)> =
        found.errors.iter().map(|one| (one.row, one.field.as_str())).collect();
    for expected in [
        (3, "local_part"),
        (4, "first_name"),
        (4, "identity_checked_at"),
        (5, "local_part"),
        (5, "identity_checked_how"),
        (6, "local_part"),
    ] {
        assert!(mistakes.contains(&expected), "{expected:?} in {mistakes:?}");
    }
    assert!(mistakes.iter().all(|(row, _)| *row > 2), "row 2 is right");
    assert_eq!(count(&app, &at).await, 1, "nothing is kept");
    let page = at.admin.get(&import).await.is(200).says("แถวที่ 4").says("วันที่ตรวจสอบตัวตน");
    assert!(!page.text.contains("http-equiv"), "it is over: nothing to wait for");
    at.admin.post(&format!("{import}/confirmation"), &[("attested", "true")]).await.is(409);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checked_sheet_is_confirmed_and_a_second_run_changes_nothing() {
    let app = TestApp::new().await;
    let at = open(&app, NAME, 10).await;
    let sheet = "อีเมล,ชื่อ,นามสกุล,อีเมลสำรอง,วิธีตรวจสอบตัวตน,วันที่ตรวจสอบตัวตน,เลขที่ตำแหน่ง\n\
        somchai@chiangmai.mail.go.th,สมชาย,ใจดี,somchai@home.example.com,บัตรประชาชน,1/4/2569,12\n\
        malee,มาลี,สุขใจ,,ก.พ.7,๑ เม.ย. ๒๕๖๙,13\n";
    let sent =
        at.admin.upload(&at.path("/imports"), "file", "a.csv", sheet.as_bytes()).await.is(303);
    let import = sent.location.unwrap();
    at.admin.get(&import).await.is(200).says("http-equiv=\"refresh\"");
    app.run_jobs().await;
    at.admin.get(&import).await.is(200).says("name=\"attested\"").says("เลขที่ตำแหน่ง");
    assert_eq!(count(&app, &at).await, 0, "looking makes nothing");
    let page = at.admin.post(&format!("{import}/confirmation"), &[]).await.is(422);
    page.says("id=\"attested-error\"");
    confirm(&app, &at, &import).await.says("<span class=\"stat-value\">2</span>");
    assert_eq!(count(&app, &at).await, 2);
    let letters = app.letters().await;
    assert!(letters.iter().any(|letter| letter.to == "somchai@home.example.com"));

    let again = send(&app, &at, sheet.as_bytes()).await;
    let (_, found) = outcome(&app, &again).await;
    assert_eq!((found.created, found.changed, found.unchanged), (0, 0, 2));
    let page = at.admin.get(&again).await.is(200);
    assert!(!page.text.contains("name=\"attested\""), "there is nothing to confirm");
    let exported = at.admin.get(&at.path("/export.csv")).await.is(200).text;
    assert_eq!(exported.lines().count(), 3, "{exported}");
    let (_, found) = outcome(&app, &send(&app, &at, exported.as_bytes()).await).await;
    assert_eq!(
        (found.created, found.changed, found.unchanged),
        (0, 0, 2),
        "what went out comes in"
    );
    let template = at.admin.get(&at.path("/imports/template.csv")).await.is(200);
    template.says("ชื่อบัญชี,ชื่อ,นามสกุล");
}

#[tokio::test(flavor = "multi_thread")]
async fn windows_874_and_googles_headers_are_read() {
    let app = TestApp::new().await;
    let at = open(&app, NAME, 10).await;
    let thai = "ชื่อผู้ใช้,ชื่อ,นามสกุล,วิธีตรวจสอบตัวตน,วันที่ตรวจสอบตัวตน\nsomchai,สมชาย,ใจดี,ThaID,1/4/2569\n";
    let import = send(&app, &at, &WINDOWS_874.encode(thai).0).await;
    confirm(&app, &at, &import).await;
    assert_eq!(get(&app, &at, "somchai").await.unwrap().first_name, "สมชาย");
    let google = "First Name [Required],Last Name [Required],Email Address [Required],Recovery Email,\
        identity_checked_how,identity_checked_at\nมาลี,สุขใจ,malee@chiangmai.mail.go.th,,hr_record,2026-04-01\n";
    let import = send(&app, &at, google.as_bytes()).await;
    confirm(&app, &at, &import).await;
    assert_eq!(get(&app, &at, "malee").await.unwrap().identity_how, "hr_record");
    // Google's own sheet has a column of passwords: it is set aside, and the page says so.
    let with_passwords = "Email Address [Required],First Name [Required],Last Name [Required],\
        Password [Required],identity_checked_how,identity_checked_at\n\
        wichai@chiangmai.mail.go.th,วิชัย,ดี,secret,hr_record,2026-04-01\n";
    let import = send(&app, &at, with_passwords.as_bytes()).await;
    let page = at.admin.get(&import).await.is(200).says("Password [Required]");
    assert!(!page.text.contains("secret"));
    for nothing in [&b""[..], b"PK\x03\x04 a workbook"] {
        let page = at.admin.upload(&at.path("/imports"), "file", "a.xlsx", nothing).await.is(422);
        page.says("id=\"file-error\"");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_with_more_than_was_granted_is_refused() {
    let app = TestApp::new().await;
    let at = open(&app, NAME, 3).await;
    make(&at, "kanda.j").await;
    let mut sheet = HEAD.to_owned();
    for n in 1..=3 {
        writeln!(sheet, "person{n},สมชาย,ใจดี,card_seen,1/4/2569").unwrap();
    }
    let (state, found) = outcome(&app, &send(&app, &at, sheet.as_bytes()).await).await;
    assert_eq!((state.as_str(), found.errors.len()), ("refused", 1));
    let expected = Text::new("import-grant-used-up").with("wanted", 3_i64).with("left", 2_i64);
    assert_eq!(found.errors[0].text, expected);
    assert_eq!(count(&app, &at).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_of_a_thousand_and_one_is_refused() {
    let app = TestApp::new().await;
    let at = open(&app, NAME, 2000).await;
    let mut sheet = HEAD.to_owned();
    for n in 1..=1001 {
        writeln!(sheet, "p{n},สมชาย,ใจดี,card_seen,1/4/2569").unwrap();
    }
    let import = send(&app, &at, sheet.as_bytes()).await;
    confirm(&app, &at, &import).await;
    let all: Vec<String> = (1..=1001).map(|n| format!("p{n}")).collect();
    let (everyone, most) = (all.join("\n"), all[1..].join("\n"));
    let group = |members| [("local_part", "all"), ("title", "ทุกคน"), ("destinations", members)];
    let page = at.admin.post(&at.path("/groups"), &group(&everyone)).await.is(422);
    page.says("id=\"destinations-error\"").says("p1001</textarea>");
    at.admin.post(&at.path("/groups"), &group(&most)).await.is(303);
    at.admin.get(&at.path("/groups")).await.is(200).says("/groups/all\"").says("997");
    at.admin.get(&at.path("/accounts/p2")).await.is(200).says("/groups/all").says("ทุกคน");
    let page = at.admin.get(&at.path("/accounts")).await.is(200);
    assert_eq!(page.text.matches("<tr>").count(), 101, "a hundred a page, and the head");
    let (_, rest) = page.text.split_once("rel=\"next\" href=\"").unwrap();
    let next = rest.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
    at.admin.get(&next).await.is(200).says("/accounts/p190\"");
    let exported = at.admin.get(&at.path("/export.csv")).await.is(200).text;
    assert_eq!(exported.lines().count(), 1002, "every account, over several chunks");
}

#[tokio::test(flavor = "multi_thread")]
async fn forwarding_outside_government_needs_the_domains_rule() {
    let app = TestApp::new().await;
    let at = open(&app, NAME, 10).await;
    make(&at, "kanda.j").await;
    let to = |destinations| [("local_part", "press"), ("destinations", destinations)];
    let page = at.admin.post(&at.path("/aliases"), &to("kanda@gmail.com")).await.is(422);
    page.says("id=\"destinations-error\"").says("kanda@gmail.com</textarea>");
    at.admin.post(&at.path("/aliases"), &to("kanda.j, press@dga.go.th")).await.is(303);
    let set = async |forwarding: &str| {
        let mut tx = app.app.db.write().await.unwrap();
        let id = at.admin.id.as_str().into();
        let me = actor(id, Role::AgencyAdmin, Some(at.agency.clone()));
        let settings = Settings { default_quota_mb: 5120, forwarding: forwarding.into() };
        domain::set(&mut tx, &me, &at.domain, &settings).await.unwrap();
        directory::save(tx, &app.app, Scope::Domain(NAME.into())).await.unwrap();
    };
    set("anywhere").await;
    let put = [("_method", "PUT"), ("destinations", "kanda@gmail.com"), ("may_send", "true")];
    at.admin.post(&at.path("/aliases/press"), &put).await.is(303);
    set("none").await;
    at.admin.post(&at.path("/aliases/press"), &put).await.is(422);
    let mut tx = app.app.db.read().await.unwrap();
    let kept = alias::list(&mut tx, &at.domain.id, "alias").await.unwrap();
    let press = kept.iter().find(|alias| alias.local_part() == "press").unwrap();
    assert_eq!(press.destinations, ["kanda@gmail.com"], "what was kept stays");
    drop(tx);
    for wrong in ["press", "nobody", "not an address", ""] {
        let put = [("_method", "PUT"), ("destinations", wrong)];
        at.admin.post(&at.path("/aliases/press"), &put).await.is(422);
    }
    at.admin.post(&at.path("/aliases/press"), &[("_method", "DELETE")]).await.is(303);
    let official = at.path("/aliases/postmaster");
    at.admin.post(&official, &[("_method", "DELETE")]).await.is(409);
    let put = [("_method", "PUT"), ("destinations", "kanda.j")];
    at.admin.post(&official, &put).await.is(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrators_app_password_only_sends() {
    let app = TestApp::new().await;
    let at = open(&app, NAME, 10).await;
    activate(&app, &make(&at, "kanda.j").await).await;
    let path = at.path("/accounts/kanda.j/app-passwords");
    for services in [&["imap"][..], &["smtp", "imap"], &["everything"], &[]] {
        let mut fields = vec![("name", "เครื่องพิมพ์")];
        fields.extend(services.iter().map(|service| ("services", *service)));
        at.admin.post(&path, &fields).await.is(422).says("id=\"services-error\"");
    }
    let fields = [("name", "เครื่องพิมพ์"), ("services", "smtp")];
    let page = at.admin.post(&path, &fields).await.is(201);
    let (_, rest) = page.text.split_once("id=\"secret\">").unwrap();
    let secret = rest.split('<').next().unwrap().to_owned();
    assert_eq!(secret.len(), 30, "{secret}");
    let page = at.admin.get(&at.path("/accounts/kanda.j")).await.is(200).says("เครื่องพิมพ์");
    assert!(!page.text.contains(&secret), "shown once");
    let sends =
        "select count(*) from mail_app_passwords where address = $1 and services = ',smtp,'";
    let address = "kanda.j@chiangmai.mail.go.th";
    assert_eq!(seen_by_servers(&app, sends, address).await, 1);
    let (_, rest) = page.text.split_once("/accounts/kanda.j/app-passwords/").unwrap();
    let id = rest.split('"').next().unwrap();
    at.admin.post(&format!("{path}/{id}"), &[("_method", "DELETE")]).await.is(303);
    assert_eq!(seen_by_servers(&app, sends, address).await, 0);
    at.admin.post(&format!("{path}/{id}"), &[("_method", "DELETE")]).await.is(404);
}
