//! The commands, as somebody types them.

use std::process::{Command, Output};

use crate::support::database;

async fn rian(folder: &std::path::Path, url: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rian"))
        .arg("--data")
        .arg(folder)
        .args(args)
        .env("RIAN_DATABASE_URL", url)
        .env("RIAN_LOG", "error")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[tokio::test]
async fn an_installation_is_set_up_and_the_first_officer_invited() {
    let folder = tempfile::tempdir().unwrap();
    let url = database::fresh(folder.path()).await.url;
    let data = folder.path().join("data");
    let run = async |args: &[&str]| rian(&data, &url, args).await;
    let migrated = run(&["migrate"]).await;
    assert!(migrated.status.success(), "{}", said(&migrated));
    let create = [
        "admin",
        "create",
        "--role",
        "certificate_officer",
        "--email",
        "malee@dga.example",
        "--name",
        "มาลี รอบคอบ",
    ];
    let made = run(&create).await;
    assert!(said(&made).starts_with("http://127.0.0.1:8080/invitations/"), "{}", said(&made));
    assert!(!run(&create).await.status.success(), "the address is invited");
    let wrong =
        run(&["admin", "create", "--role", "king", "--email", "a@b.example", "--name", "ก"]).await;
    assert!(said(&wrong).contains("certificate_officer"));
    let reset = ["admin", "reset-second-factor", "--reason", "lost_device", "--email"];
    let nobody = run(&[&reset[..], &["nobody@dga.example"]].concat()).await;
    assert!(!nobody.status.success() && !said(&nobody).contains("taken away"), "{}", said(&nobody));

    let courses = concat!(env!("CARGO_MANIFEST_DIR"), "/courses/online-safety");
    let checked = run(&["course", "check", courses]).await;
    assert!(said(&checked).contains("nothing is wrong"), "{}", said(&checked));
    assert!(said(&run(&["course", "import", courses]).await).contains("version 1"));
    assert!(said(&run(&["course", "import", courses]).await).contains("unchanged"));

    // The demonstration does not start on data that it did not make.
    let refused = run(&["serve", "--demo", "--listen", "127.0.0.1:0"]).await;
    assert!(!refused.status.success() && said(&refused).contains("refuses"), "{}", said(&refused));

    // What is missing for real use is said, part by part.
    let checked = run(&["check"]).await;
    assert!(!checked.status.success());
    assert!(
        said(&checked).contains("ok     database") && said(&checked).contains("wrong  smtp_url")
    );

    // Without its keys nothing starts.
    std::fs::remove_file(data.join("rian.key")).unwrap();
    let refused = run(&["serve", "--listen", "127.0.0.1:0"]).await;
    assert!(said(&refused).contains("rian.key is missing"), "{}", said(&refused));
}

#[tokio::test]
async fn a_setting_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("rian.toml"), "listen = 8080\n").unwrap();
    let output = rian(folder.path(), "sqlite::memory:", &["check"]).await;
    assert!(!output.status.success() && said(&output).contains("listen"), "{}", said(&output));
}
