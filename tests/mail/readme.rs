//! The page "Put real mail behind it" of the README, followed word by word on a fresh folder.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::{
    engines::{client, installed},
    support::database,
};

const PASSWORD: &str = "mango-rice-four-plates-1";

/// The commands of the page, one a line.
fn commands() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(path).unwrap();
    let page = text.split("## Put real mail behind it").nth(1).unwrap();
    let page = page.split("\n## ").next().unwrap();
    let blocks = page.split("```sh\n").skip(1).map(|block| block.split("```").next().unwrap());
    blocks.flat_map(str::lines).map(str::to_owned).collect()
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Stops the mail servers, however the test ends.
struct Stop(std::path::PathBuf);

impl Drop for Stop {
    fn drop(&mut self) {
        let _ = Command::new(self.0.join("stop.sh")).output();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_readmes_page_leads_to_a_letter_that_is_read() {
    if std::env::var("CI").as_deref() != Ok("true") {
        println!("skipped: this test makes users of the system; it runs with CI=true");
        return;
    }
    assert!(installed());
    let folder = tempfile::Builder::new().prefix("rian-readme").tempdir().unwrap();
    let rights = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(folder.path(), rights).unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let database = database::fresh(folder.path()).await;
    let conf = folder.path().join("conf");
    // Only folders, ports and the address differ from what the page says.
    let tried = |line: &str| {
        let line = line
            .replace("target/release/rian", env!("CARGO_BIN_EXE_rian"))
            .replace("--data data", &format!("--data {}", at("data")))
            .replace("data/rian.toml", &format!("{}/rian.toml", at("data")))
            .replace("/etc/rian-mail", &at("conf"));
        if line.contains("mail config") {
            let (state, mail) = (at("state"), at("mail"));
            format!("{line} --listen 127.0.0.1 --ports-from 20000 --state {state} --mail {mail}")
        } else if line.ends_with(" serve") {
            format!("{line} --demo --listen 127.0.0.1:0")
        } else {
            line
        }
    };
    std::fs::create_dir(at("data")).unwrap();
    let mut server = None;
    let stop = Stop(conf.clone());
    for line in commands() {
        let line = tried(&line);
        println!("$ {line}");
        let shell = |line: &str| {
            let mut shell = Command::new("sh");
            shell.args(["-ec", line]).env("RIAN_DATABASE_URL", &database.url);
            shell.env("RIAN_LOG", "warn");
            shell
        };
        if line.contains(" serve") {
            let mut shell = shell(&format!("exec {line}"));
            let mut child = shell.stdout(Stdio::piped()).spawn().unwrap();
            let mut first = String::new();
            BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
            server = Some((Server(child), first.trim().to_owned()));
            // The owner of the database makes the reading role.
            if let Ok(role) = std::fs::read_to_string(conf.join("reader.sql")) {
                let mut owner =
                    <sqlx::PgConnection as sqlx::Connection>::connect(&database.url).await.unwrap();
                sqlx::raw_sql(sqlx::AssertSqlSafe(role)).execute(&mut owner).await.unwrap();
            }
            continue;
        }
        // Into a file: servers that go on in the background would hold a pipe open.
        let out = std::fs::File::create(at("said")).unwrap();
        let mut shell = shell(&line);
        let status = shell.stdout(out.try_clone().unwrap()).stderr(out).status().unwrap();
        let said = std::fs::read_to_string(at("said")).unwrap();
        // The demonstration has no identity source and no address with TLS: `check` says so.
        let fine = status.success() || line.ends_with(" check");
        assert!(fine, "{line}:\n{said}");
        if line.ends_with(" check") {
            assert!(said.contains("ok     lmtp_listen"), "{said}");
        }
    }
    let (_server, base) = server.unwrap();
    rian::outbound::prepare();

    let api = |method: Method, path: &str, token: Option<&str>, body: Value| {
        let mut request = Client::new().request(method, format!("{base}/api/v1{path}"));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        async move {
            let answer = request.json(&body).send().await.unwrap();
            let (status, text) = (answer.status(), answer.text().await.unwrap());
            assert!(status.is_success(), "{status}: {text}");
            serde_json::from_str::<Value>(&text).unwrap_or_default()
        }
    };
    let login = json!({"login": "napa@demo.example", "password": "demo-rian-2569"});
    let session = api(Method::POST, "/sessions", None, login).await;
    let token = session["token"].as_str();
    let domains = api(Method::GET, "/workd/domains", token, json!({})).await;
    let domain = domains["items"][0]["name"].as_str().unwrap().to_owned();
    let account = json!({
        "local_part": "readme", "first_name": "อ่าน", "last_name": "ดี",
        "identity_checked": {"how": "card_seen", "at": "2026-01-05"},
    });
    let made =
        api(Method::POST, &format!("/workd/domains/{domain}/accounts"), token, account).await;
    let browser = Client::builder().cookie_store(true).build().unwrap();
    let link = made["activation_link"].as_str().unwrap();
    let page = browser.get(link).send().await.unwrap().text().await.unwrap();
    let csrf =
        page.split("name=\"csrf_token\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form = serde_html_form::to_string([("password", PASSWORD), ("csrf_token", csrf)]).unwrap();
    let chosen = browser
        .post(link)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form)
        .send()
        .await
        .unwrap();
    assert!(chosen.status().is_success(), "{}", chosen.status());

    let address = format!("readme@{domain}");
    let letter = format!("From: a@example.com\r\nTo: {address}\r\nSubject: hello\r\n\r\nx\r\n");
    tokio::task::spawn_blocking(move || {
        // Postfix is up when it answers; a first letter may find it starting.
        let start = Instant::now();
        loop {
            let answer = std::panic::catch_unwind(|| {
                client::deliver(20025, "a@example.com", &address, &letter, "127.0.0.3")
            });
            match answer {
                Ok(answer) if answer.code == 250 => break,
                Ok(answer) => assert!(start.elapsed().as_secs() < 30, "{answer:?}"),
                Err(_) => assert!(start.elapsed().as_secs() < 30, "Postfix does not answer"),
            }
            sleep(Duration::from_millis(500));
        }
        let arrived = client::imap_await(20993, &address, PASSWORD, "hello");
        assert_eq!(arrived.subject, "hello");
    })
    .await
    .unwrap();
    drop(stop);
}
