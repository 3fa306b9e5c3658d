//! The real program, killed in the middle: whatever was acknowledged is there, once.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use serde_json::{Value, json};
use sqlx::types::Json;

use crate::support::database;

/// A running program of its own, in demonstration mode.
struct Program {
    child: Child,
    base: String,
}

impl Program {
    fn start(data: &std::path::Path, database: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rian"))
            .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .env("RIAN_DATABASE_URL", database)
            .env("RIAN_LOG", "error")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { child, base: line.trim().to_owned() }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn call(base: &str, token: Option<&str>, path: &str, body: Value) -> Option<(u16, Value)> {
    rian::outbound::prepare();
    let mut request = reqwest::Client::new().post(format!("{base}/api/v1{path}")).json(&body);
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let response = request.send().await.ok()?;
    let status = response.status().as_u16();
    Some((status, response.json().await.ok()?))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_event_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let database = database::fresh(folder.path()).await.url;
    let mut program = Program::start(folder.path(), &database);
    let log_in = json!({"login": "somchai@demo.example", "password": "demo-rian-2569"});
    let (_, session) = call(&program.base, None, "/sessions", log_in).await.unwrap();
    let token = session["token"].as_str().unwrap().to_owned();
    let enrol = json!({"course": "data-governance"});
    let (_, enrolment) = call(&program.base, Some(&token), "/enrolments", enrol).await.unwrap();
    let id = enrolment["id"].as_str().unwrap().to_owned();

    // Eight browsers send one event after the other and note what was acknowledged.
    let acknowledged: Vec<Arc<AtomicI64>> = (0..8).map(|_| Arc::default()).collect();
    let senders: Vec<_> = acknowledged
        .iter()
        .enumerate()
        .map(|(browser, acknowledged)| {
            let (acknowledged, base) = (acknowledged.clone(), program.base.clone());
            let (token, path) = (token.clone(), format!("/enrolments/{id}/events"));
            tokio::spawn(async move {
                for seq in 1.. {
                    let at = rian::clock::Clock::now(&rian::clock::SystemClock);
                    let event = json!({"seq": seq, "at": at, "lesson": "01-why-governance", "kind": "read", "page": 1});
                    let body = json!({"client": format!("browser-{browser}"), "events": [event]});
                    let Some((200, answer)) = call(&base, Some(&token), &path, body).await else {
                        return;
                    };
                    acknowledged.store(answer["accepted_up_to"].as_i64().unwrap(), Ordering::SeqCst);
                }
            })
        })
        .collect();
    while acknowledged.iter().any(|count| count.load(Ordering::SeqCst) < 20) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // SIGKILL: no chance to tidy up.
    program.child.kill().unwrap();
    program.child.wait().unwrap();
    for sender in senders {
        sender.await.unwrap();
    }

    let program = Program::start(folder.path(), &database);
    let clock = Arc::new(rian::clock::SystemClock);
    let random = Arc::new(rian::clock::SystemRandom);
    let db = rian::db::Db::open(&database, clock, random).await.unwrap();
    for (browser, acknowledged) in acknowledged.iter().enumerate() {
        let client = format!("browser-{browser}");
        let mut tx = db.read().await.unwrap();
        let posts: Vec<Json<Vec<Value>>> = rian::sql!(
            tx,
            sqlx::query_scalar(
                "select events from progress_post where enrolment_id = $1 and client = $2 order by id"
            )
            .bind(&id)
            .bind(&client)
            .fetch_all(tx)
            .await
        )
        .unwrap();
        let mut kept: Vec<i64> =
            posts.iter().flat_map(|post| &post.0).map(|it| it["seq"].as_i64().unwrap()).collect();
        kept.sort_unstable();
        let told = acknowledged.load(Ordering::SeqCst);
        // Each once, without a gap, up to what was acknowledged; at most one more had been kept
        // when the answer could no longer leave.
        let last = i64::try_from(kept.len()).unwrap();
        assert_eq!(kept, (1..=last).collect::<Vec<_>>());
        assert!(last >= told && last <= told + 1, "{told} acknowledged, {last} kept");
        // The log goes on where it was.
        let event = json!({"seq": last, "at": "2026-01-01T00:00:00Z", "lesson": "01-why-governance", "kind": "read", "page": 1});
        let body = json!({"client": client, "events": [event]});
        let path = format!("/enrolments/{id}/events");
        let (status, answer) = call(&program.base, Some(&token), &path, body).await.unwrap();
        assert_eq!((status, answer["accepted_up_to"].as_i64()), (200, Some(last)));
    }
    db.close().await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_signal_to_stop_ends_the_program_in_good_order() {
    let folder = tempfile::tempdir().unwrap();
    let database = database::fresh(folder.path()).await.url;
    let mut program = Program::start(folder.path(), &database);
    let healthy = reqwest::get(format!("{}/healthz", program.base)).await.unwrap();
    assert_eq!(healthy.status(), 200);
    assert_eq!(reqwest::get(format!("{}/readyz", program.base)).await.unwrap().status(), 200);
    let pid = program.child.id().to_string();
    assert!(Command::new("kill").arg(pid).status().unwrap().success());
    assert!(program.child.wait().unwrap().success());
}
