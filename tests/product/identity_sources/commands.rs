//! `rian check` and `rian serve` with an identity source, right and wrong.

use std::process::Output;

use rian::identity::verification::breaker::SILENCES;
use tokio::process::Command;

use crate::support::{
    TestApp,
    sources::{
        KUSUMAL, Said,
        gdx::{AGENT, Gdx, KEY, SECRET},
        nobody,
        registry::{self, PATH},
    },
};

async fn rian(command: &[&str], settings: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_rian"))
        .arg("--data")
        .arg(folder.path())
        .args(command)
        .env("RIAN_LOG", "info")
        .envs(settings.iter().copied())
        .output()
        .await
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// The line about the source in what `rian check` prints.
async fn line(settings: &[(&str, &str)]) -> String {
    let said = said(&rian(&["check"], settings).await);
    for secret in [SECRET, KEY, AGENT] {
        assert!(!said.contains(secret), "{said}");
    }
    let mut lines = said.lines().filter(|line| line.contains(" identity source:"));
    lines.next().unwrap_or_else(|| panic!("no line in: {said}")).to_owned()
}

#[tokio::test]
async fn a_wrong_setting_is_named_and_nothing_starts_with_it() {
    let entitled = ("RIAN_DOPA_ENTITLEMENT", "ทดสอบ 1/2569; 1 เม.ย. 2569; เลเซอร์โค้ด");
    let dopa = ("RIAN_IDENTITY_SOURCE", "dopa");
    let gateway = ("RIAN_IDENTITY_SOURCE", "gateway");
    let key = ("RIAN_GATEWAY_CONSUMER_KEY", KEY);
    let cases: [(&[(&str, &str)], &str); 8] = [
        (&[("RIAN_IDENTITY_SOURCE", "laser")], "“dopa” or “gateway”"),
        (&[dopa], "dopa_entitlement is missing"),
        (&[dopa, ("RIAN_DOPA_ENTITLEMENT", "1/2569; laser")], "number, date and scope"),
        (&[dopa, ("RIAN_DOPA_ENTITLEMENT", "1/2569; soon; laser")], "“soon” is not a date"),
        (&[dopa, entitled, ("RIAN_DOPA_URL", "http://dopa.example/x")], "https://"),
        (&[dopa, entitled, ("RIAN_DOPA_URL", "dopa")], "dopa_url"),
        (&[gateway, key], "gateway_consumer_secret, gateway_agent missing"),
        (&[gateway, key, ("RIAN_GATEWAY_URL", "x")], "gateway_consumer_secret"),
    ];
    for (settings, words) in cases {
        let line = line(settings).await;
        assert!(line.starts_with("wrong ") && line.contains(words), "{line}");
        let started = rian(&["serve", "--listen", "127.0.0.1:0"], settings).await;
        assert!(!started.status.success() && said(&started).contains(words), "{}", said(&started));
    }
    assert!(line(&[]).await.contains("wait for a desk"));
}

#[tokio::test]
async fn the_registry_is_reached_and_its_absence_told() {
    let registry = registry::start().await;
    let address = format!("{}{PATH}", registry.base);
    let entitled = ("RIAN_DOPA_ENTITLEMENT", "ทดสอบ 1/2569; 1 เม.ย. 2569; เลเซอร์โค้ด");
    let dopa = ("RIAN_IDENTITY_SOURCE", "dopa");
    let settings = [dopa, entitled, ("RIAN_DOPA_URL", address.as_str())];
    let answers = line(&settings).await;
    assert!(answers.starts_with("ok ") && answers.contains("ทดสอบ 1/2569"), "{answers}");
    let all = said(&rian(&["check"], &settings).await);
    assert!(all.contains("identity source, breaker: no server answers"), "{all}");
    registry.says(Said::Answer(404, String::new()));
    assert!(line(&settings).await.contains("status 404: is dopa_url"));
    assert!(registry.calls().iter().all(|call| call.method == "GET" && call.query.is_empty()));

    let away = nobody().await;
    let settings = [dopa, entitled, ("RIAN_DOPA_URL", away.as_str())];
    assert!(line(&settings).await.contains("no connection"));
    let settings = [dopa, entitled, ("RIAN_DOPA_URL", "https://no-such-host.invalid/x")];
    assert!(line(&settings).await.contains("name of the host is not found"));
}

#[tokio::test]
async fn the_gateway_gives_a_token_or_the_settings_to_compare() {
    let gdx = Gdx::start().await;
    let mut settings = [
        ("RIAN_IDENTITY_SOURCE", "gateway"),
        ("RIAN_GATEWAY_URL", gdx.service.base.as_str()),
        ("RIAN_GATEWAY_CONSUMER_KEY", KEY),
        ("RIAN_GATEWAY_CONSUMER_SECRET", SECRET),
        // Thirteen digits arrive as a number.
        ("RIAN_GATEWAY_AGENT", AGENT),
    ];
    let answers = line(&settings).await;
    assert!(answers.starts_with("ok ") && answers.contains("token"), "{answers}");
    assert_eq!(gdx.counts().1, 0, "nobody was asked about");
    settings[3].1 = "another";
    let wrong = line(&settings).await;
    assert!(wrong.contains("gateway_consumer_secret") && wrong.contains("status 401"), "{wrong}");
}

#[tokio::test]
async fn a_trial_setting_that_was_left_on_is_named() {
    let registry = registry::start().await;
    let address = format!("{}{PATH}", registry.base);
    let settings = [
        ("RIAN_IDENTITY_SOURCE", "dopa"),
        ("RIAN_DOPA_ENTITLEMENT", "ทดสอบ 1/2569; 1 เม.ย. 2569; เลเซอร์โค้ด"),
        ("RIAN_DOPA_URL", address.as_str()),
        ("RIAN_ALLOW_UNISSUED_IDS", "true"),
    ];
    let all = said(&rian(&["check"], &settings).await);
    assert!(all.contains("wrong  allow_unissued_ids"), "{all}");
}

#[tokio::test]
async fn the_breaker_of_the_running_server_is_shown() {
    let registry = registry::start().await;
    let app = TestApp::with(|config| registry::configure(config, &registry)).await;
    let config = &app.app.config;
    let settings = [
        ("RIAN_IDENTITY_SOURCE", "dopa"),
        ("RIAN_DOPA_ENTITLEMENT", config.dopa_entitlement.as_deref().unwrap()),
        ("RIAN_DOPA_URL", config.dopa_url.as_str()),
        ("RIAN_LISTEN", config.listen.as_str()),
    ];
    let all = said(&rian(&["check"], &settings).await);
    assert!(all.contains("ok     identity source, breaker: closed"), "{all}");
    registry.says(Said::Answer(500, String::new()));
    for number in 0..SILENCES {
        let body = KUSUMAL.sign_up(&format!("kusumal{number}@example.org"));
        app.stranger().write("/signups", body).await.is(202);
    }
    let all = said(&rian(&["check"], &settings).await);
    assert!(all.contains("wrong  identity source, breaker: open"), "{all}");
}
