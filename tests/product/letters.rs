//! Letters: by a real SMTP server on the loopback address, and waiting where there is none.

use std::{
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use rian::{
    config::Config,
    jobs::{queue, worker},
    mail::transport::Transport,
};

use crate::support::TestApp;

/// A real SMTP server that keeps letters in a maildir.
struct Relay {
    process: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl Relay {
    async fn start() -> Option<Self> {
        let program =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/test-tools/bin/aiosmtpd");
        if !program.exists() {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "aiosmtpd is missing");
            println!("skipped: aiosmtpd is not installed");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new(program)
            .args(["-n", "-l", &format!("127.0.0.1:{port}"), "-c", "aiosmtpd.handlers.Mailbox"])
            .arg(folder.path().join("box"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Some(Self { process, port, folder })
    }

    fn letters(&self) -> Vec<Vec<u8>> {
        let Ok(entries) = std::fs::read_dir(self.folder.path().join("box/new")) else {
            return vec![];
        };
        entries.map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn transport(port: u16) -> Transport {
    let config = Config {
        smtp_url: Some(format!("smtp://127.0.0.1:{port}").into()),
        mail_from: "Rian <no-reply@rian.example>".into(),
        ..Config::default()
    };
    Transport::from_config(&config).unwrap()
}

async fn forget_password(app: &TestApp) {
    let somchai = app.learner("somchai").await;
    // The letters about new devices are on their way before.
    worker::run_all(&app.app, &Transport::Outbox).await.unwrap();
    somchai.post("/password-resets", &[("login", "somchai@example.org")]).await.is(200);
}

#[tokio::test]
async fn a_letter_leaves_by_smtp_once_and_is_not_kept() {
    let Some(relay) = Relay::start().await else { return };
    let app = TestApp::new().await;
    forget_password(&app).await;
    worker::run_all(&app.app, &transport(relay.port)).await.unwrap();
    worker::run_all(&app.app, &transport(relay.port)).await.unwrap();
    let letters = relay.letters();
    assert_eq!(letters.len(), 1);
    let letter = mail_parser::MessageParser::default().parse(&letters[0]).unwrap();
    assert_eq!(letter.to().unwrap().first().unwrap().address(), Some("somchai@example.org"));
    assert_eq!(letter.from().unwrap().first().unwrap().address(), Some("no-reply@rian.example"));
    let body = letter.body_text(0).unwrap();
    assert!(body.contains("นายสมชาย somchai") && body.contains(&app.base));
    // Its one-time link is no longer in the database.
    assert_eq!(app.letters().await[0].text, "");
}

#[tokio::test]
async fn a_relay_that_is_down_gets_the_letter_when_it_is_back() {
    let Some(relay) = Relay::start().await else { return };
    let app = TestApp::new().await;
    forget_password(&app).await;
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    worker::run_all(&app.app, &transport(closed)).await.unwrap();
    worker::run_all(&app.app, &transport(relay.port)).await.unwrap();
    assert!(relay.letters().is_empty(), "it waits before it is tried again");
    app.advance(chrono::Duration::minutes(1));
    worker::run_all(&app.app, &transport(relay.port)).await.unwrap();
    assert_eq!(relay.letters().len(), 1);
}

#[tokio::test]
async fn a_job_that_never_succeeds_is_given_up_and_seen() {
    let app = TestApp::new().await;
    forget_password(&app).await;
    for _ in 0..20 {
        worker::run_all(&app.app, &Transport::None).await.unwrap();
        app.advance(chrono::Duration::hours(1));
    }
    assert_eq!(queue::count(&app.app).await.unwrap(), (0, 1));
}
