//! Who may read and write letters, from which moment and until which.

use reqwest::Method;
use serde_json::json;

use rian::workd::engines::Directory;
use sqlx::Connection;

use crate::{
    data::PASSWORD,
    engines::client,
    world::{eventually, world},
};

#[test]
fn a_wrong_password_and_an_unknown_person_cannot_log_in() {
    let Some(world) = world() else { return };
    world.data.domain("locked.go.th", "open");
    // Tried before it exists: nothing remembers the refusal.
    assert!(world.log_in("late@locked.go.th", PASSWORD).is_err());
    world.data.account("late@locked.go.th");
    let error = world.log_in("late@locked.go.th", "wrong").err().unwrap();
    assert!(error.contains("AUTHENTICATIONFAILED"), "{error}");
    let me = "late@locked.go.th";
    assert_eq!(world.submit_with("wrong", me, me, me, "wrong").code, 535);
    assert!(world.log_in("LATE@locked.go.th", PASSWORD).is_ok());
}

#[test]
fn only_an_active_account_of_an_open_domain_logs_in() {
    let Some(world) = world() else { return };
    world.data.domain("states.go.th", "open");
    world.data.account("me@states.go.th");
    let may = || {
        let imap = world.log_in("me@states.go.th", PASSWORD).is_ok();
        let answer = world.submit("me@states.go.th", "me@states.go.th", "me@states.go.th", "may");
        assert_eq!(imap, answer.code == 250, "{answer:?}");
        imap
    };
    assert!(may());
    world.data.suspend("me@states.go.th", "reject");
    assert!(!may());
    world.data.resume("me@states.go.th");
    assert!(may());
    let domain = "/workd/domains/states.go.th/suspension";
    world.data.by_officer(Method::POST, domain, Some(json!({"reason": "ละเมิดข้อกำหนด"})));
    assert!(!may());
    let refused = world.deliver("me@states.go.th", "while");
    assert_eq!((refused.code, &refused.text[..5]), (550, "5.2.1"), "{refused:?}");
    world.data.by_officer(Method::DELETE, domain, None);
    assert!(may());
}

#[test]
fn an_app_password_serves_its_services_only_and_ends_with_the_account() {
    let Some(world) = world() else { return };
    world.data.domain("app.go.th", "open");
    world.data.account("me@app.go.th");
    let imap_only = world.data.app_password("me@app.go.th", &["imap"]);
    let smtp_only = world.data.app_password("me@app.go.th", &["smtp"]);
    let me = "me@app.go.th";
    let submit = |secret: &str| world.submit_with(secret, me, me, me, "by-app").code;
    assert!(world.log_in("me@app.go.th", &imap_only).is_ok());
    assert_eq!(submit(&imap_only), 535);
    assert!(world.log_in("me@app.go.th", &smtp_only).is_err());
    assert_eq!(submit(&smtp_only), 250);
    let key = &imap_only[..6];
    assert!(world.log_in("me@app.go.th", &format!("{key}-' OR '1'='1")).is_err());
    assert!(world.log_in("me@app.go.th", PASSWORD).is_ok());
    world.data.suspend("me@app.go.th", "reject");
    assert!(world.log_in("me@app.go.th", &imap_only).is_err());
    assert_eq!(submit(&smtp_only), 535);
}

#[test]
fn a_suspension_ends_the_sessions_that_are_open() {
    let Some(world) = world() else { return };
    world.data.domain("kicked.go.th", "open");
    for name in ["me", "other"] {
        world.data.account(&format!("{name}@kicked.go.th"));
    }
    let mut mine = world.log_in("me@kicked.go.th", PASSWORD).unwrap();
    let mut others = world.log_in("other@kicked.go.th", PASSWORD).unwrap();
    assert!(mine.lives());
    world.data.suspend("me@kicked.go.th", "reject");
    eventually("the end of the session", || (!mine.lives()).then_some(()));
    assert!(others.lives());
    assert!(world.log_in("me@kicked.go.th", PASSWORD).is_err());
    // The whole domain at once.
    let domain = "/workd/domains/kicked.go.th/suspension";
    world.data.by_officer(Method::POST, domain, Some(json!({"reason": "ละเมิดข้อกำหนด"})));
    eventually("the end of every session", || (!others.lives()).then_some(()));
}

#[test]
fn the_space_in_use_is_shown_as_dovecot_says() {
    let Some(world) = world() else { return };
    world.data.domain("used.go.th", "open");
    world.data.account("me@used.go.th");
    assert_eq!(world.deliver("me@used.go.th", "one").code, 250);
    world.arrived("me@used.go.th", "one");
    world.data.wait(async { rian::workd::usage::read(world.data.product()).await.unwrap() });
    let list = world.data.api(Method::GET, "/workd/domains/used.go.th/accounts", None);
    let accounts = list["items"].as_array().unwrap();
    let mine = accounts.iter().find(|one| one["local_part"] == "me").unwrap();
    assert!(mine["used_mb"].as_i64().unwrap() > 0, "{mine}");
}

#[test]
fn dovecots_administration_opens_to_its_key_only() {
    let Some(world) = world() else { return };
    let port = world.engines.settings.ports.doveadm;
    let (status, _) = client::doveadm(port, "guessed", &json!([["who", {}, "tag"]]));
    assert_eq!(status, 401);
}

#[test]
fn the_reading_role_reads_the_views_and_nothing_else() {
    let Some(world) = world() else { return };
    let Directory::Postgres { host, port, user, password, dbname } =
        &world.engines.settings.directory
    else {
        return;
    };
    let url = format!("postgres://{user}:{password}@{host}:{port}/{dbname}");
    world.data.wait(async {
        let mut reader = sqlx::PgConnection::connect(&url).await.unwrap();
        let views = sqlx::query("select address from mail_accounts").fetch_all(&mut reader).await;
        views.unwrap();
        for table in ["account", "person", "enrolment"] {
            let asked = sqlx::AssertSqlSafe(format!("select 1 from {table}"));
            let refusal = sqlx::query(asked).fetch_all(&mut reader).await.unwrap_err().to_string();
            assert!(refusal.contains("permission denied"), "{table}: {refusal}");
        }
    });
}
