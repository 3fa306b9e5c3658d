//! What is said at the start, and by `rian check`, of settings that do not fit.

use std::process::{Command, Output};

use crate::support::{
    database,
    identity_provider::{FORGERS_SECRET, Forger},
};

async fn rian(arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let url = database::fresh(folder.path()).await.url;
    let mut command = Command::new(env!("CARGO_BIN_EXE_rian"));
    command.arg("--data").arg(folder.path()).args(arguments);
    command.env("RIAN_DATABASE_URL", url).env("RIAN_LOG", "error");
    for (name, value) in settings {
        command.env(format!("RIAN_{}", name.to_uppercase()), value);
    }
    tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[tokio::test]
async fn settings_that_do_not_fit_are_said_at_the_start_and_by_check() {
    let https = ("base_url", "https://rian.example.go.th");
    let id = ("thaid_client_id", "rian");
    let secret = ("thaid_client_secret", "hidden-thing");
    let dga = [("digital_id_client_id", "rian"), ("digital_id_client_secret", "hidden-thing")];
    let cases: [(&[(&str, &str)], &str); 8] = [
        (&[https, id], "thaid_client_secret is not"),
        (&[https, secret], "thaid_client_id is not"),
        (&[https, id, secret, ("thaid_issuer", "http://imauth.example")], "thaid_issuer"),
        (&[https, id, secret, ("thaid_issuer", "imauth")], "thaid_issuer is no address"),
        (&[("base_url", "http://rian.example.go.th"), id, secret], "base_url"),
        (&[https, dga[0], dga[1], ("digital_id_jwks_url", "https://a.example")], "belong together"),
        (
            &[https, dga[0], dga[1], ("digital_id_token_url", "http://a.example")],
            "digital_id_token_url",
        ),
        (&[https, ("digital_id_token_url", "https://a.example")], "digital_id_…_url"),
    ];
    for (settings, words) in cases {
        for command in [&["check"][..], &["serve", "--listen", "127.0.0.1:0"]] {
            let output = rian(command, settings).await;
            let said = said(&output);
            assert!(!output.status.success() && said.contains(words), "{words}: {said}");
            assert!(!said.contains("hidden-thing"));
        }
    }
}

#[tokio::test]
async fn check_reaches_the_provider_and_names_the_callback_to_register() {
    let forger = Forger::start().await;
    let issuer = forger.issuer.clone();
    let settings = [
        ("base_url", "https://rian.example.go.th"),
        ("thaid_issuer", issuer.as_str()),
        ("thaid_client_id", "rian"),
        ("thaid_client_secret", FORGERS_SECRET),
    ];
    let fine = said(&rian(&["check"], &settings).await);
    let callback = "https://rian.example.go.th/sign-ins/thaid/callback";
    let line = fine.lines().find(|line| line.contains("ThaID")).unwrap();
    assert!(line.starts_with("ok ") && line.contains(callback), "{fine}");
    // Over http only this machine can be meant, and it is said.
    let here = said(&rian(&["check"], &settings[1..]).await);
    assert!(here.contains("wrong  ThaID: people come back over http"), "{here}");
    forger.script().is_broken = true;
    let away = said(&rian(&["check"], &settings).await);
    assert!(away.contains("wrong  ThaID") && away.contains("status 502"), "{away}");
    let other = [settings[0], ("thaid_issuer", "http://127.0.0.1:1"), settings[2], settings[3]];
    let silent = said(&rian(&["check"], &other).await);
    assert!(silent.contains("wrong  ThaID") && silent.contains("no connection"), "{silent}");
}
