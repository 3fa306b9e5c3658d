//! Progress events acknowledged over HTTP, beside durable commits of one row on the same engine.

use std::{
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use rian::clock::{Clock, SystemClock};
use sqlx::{
    ConnectOptions, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use crate::{
    FOLDER, Outcome,
    figures::{Rounds, beside, line, number},
    http::Connection,
    load::{self, Script, quantile},
    people::{Learner, SHARE},
    postgres::Postgres,
    product::Product,
};

const ROUNDS: usize = 5;
const TIME: Duration = Duration::from_secs(3);
const YARDSTICK_TIME: Duration = Duration::from_secs(2);
/// Events of one post.
const EVENTS: usize = 5;
/// The first lesson of the course, a text.
const LESSON: &str = "01-one-sheet-of-paper";

/// Measures both in turn and prints them.
pub async fn measure(
    product: &Product,
    learners: &[Learner],
    postgres: Option<&Postgres>,
) -> Outcome<()> {
    let mut reports: Vec<Reports> = learners.chunks(SHARE).map(Reports::new).collect();
    let mut events = Rounds::new("progress events acknowledged, 5 a post", "/s");
    let title = match postgres {
        Some(postgres) => postgres.commits_title(),
        None => "  single-row durable commits, one process",
    };
    let mut commits = Rounds::new(title, "/s");
    let folder = tempfile::tempdir_in(FOLDER)?;
    let mut sqlite = sqlite(folder.path()).await?;
    let mut millis = Vec::new();

    load::run(product.address, &mut reports, Duration::from_secs(1)).await?;
    let before = counters(product).await?;
    let cpu = product.cpu_seconds()?;
    for _ in 0..ROUNDS {
        let tally = load::run(product.address, &mut reports, TIME).await?;
        events.values.push(tally.per_second * EVENTS as f64);
        millis.extend(tally.millis);
        commits.values.push(match postgres {
            Some(postgres) => postgres.commits(YARDSTICK_TIME).await?,
            None => commit(&mut sqlite, YARDSTICK_TIME).await?,
        });
    }
    let after = counters(product).await?;
    let cpu = (product.cpu_seconds()? - cpu) * 1e6 / millis.len() as f64;

    let aim = if postgres.is_some() { "at least 1" } else { "at least 5" };
    beside(&events, &commits, aim);
    let times = format!(
        "{} ms, 99 of 100 within {} ms; {} µs of processor time a post",
        number(quantile(&mut millis, 0.5)),
        number(quantile(&mut millis, 0.99)),
        number(cpu)
    );
    line("  time to answer a post", &times);
    line("  events a commit", &number((after.0 - before.0) / (after.1 - before.1)));
    Ok(())
}

/// The posts of one connection: those of its learners in turn.
struct Reports {
    learners: Vec<(String, String)>,
    clock: SystemClock,
    sent: usize,
}

impl Reports {
    fn new(learners: &[Learner]) -> Self {
        let learners = learners.iter().map(|it| (it.enrolment.clone(), it.bearer.clone()));
        Self { learners: learners.collect(), clock: SystemClock, sent: 0 }
    }
}

impl Script for Reports {
    fn next(&mut self, request: &mut Vec<u8>) {
        let (enrolment, bearer) = &self.learners[self.sent % self.learners.len()];
        let first = self.sent / self.learners.len() * EVENTS + 1;
        let body = body(first, self.clock.now());
        self.sent += 1;
        // Writing into a vector cannot fail.
        let _ = write!(
            request,
            "POST /api/v1/enrolments/{enrolment}/events HTTP/1.1\r\nhost: localhost\r\n\
             authorization: Bearer {bearer}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
    }
}

/// A lesson opened, three pages read, the lesson closed, a second from each to the next.
fn body(first: usize, now: DateTime<Utc>) -> String {
    let kinds = [
        r#""opened""#,
        r#""read","page":1"#,
        r#""read","page":2"#,
        r#""read","page":3"#,
        r#""closed""#,
    ];
    let mut events = String::with_capacity(640);
    for (index, kind) in kinds.into_iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let seq = first + index;
        let ago = TimeDelta::seconds(i64::try_from(EVENTS - 1 - index).unwrap_or_default());
        let at = (now - ago).to_rfc3339_opts(SecondsFormat::Secs, true);
        events.push_str(&format!(
            r#"{comma}{{"seq":{seq},"at":"{at}","lesson":"{LESSON}","kind":{kind}}}"#
        ));
    }
    format!(r#"{{"client":"bench","events":[{events}]}}"#)
}

/// Events acknowledged and commits made so far, as the product counts them.
async fn counters(product: &Product) -> Outcome<(f64, f64)> {
    let mut connection = Connection::open(product.address).await?;
    connection.get("/metrics", "").await?;
    let text = str::from_utf8(connection.body())?;
    let count = |name: &str| -> Outcome<f64> {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        Ok(line.ok_or("not counted")?.trim().parse()?)
    };
    Ok((count("rian_progress_events_total ")?, count("rian_progress_commits_total ")?))
}

/// A file of its own, as durable as the product's.
async fn sqlite(folder: &Path) -> Outcome<SqliteConnection> {
    let mut connection = SqliteConnectOptions::new()
        .filename(folder.join("yardstick.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .connect()
        .await?;
    sqlx::query(
        "create table event (id integer primary key, learner text, lesson text, kind text)",
    )
    .execute(&mut connection)
    .await?;
    Ok(connection)
}

/// Rows committed each second, one after the other; a statement of its own is a transaction.
async fn commit(connection: &mut SqliteConnection, time: Duration) -> Outcome<f64> {
    let (begin, mut rows) = (Instant::now(), 0);
    while begin.elapsed() < time {
        sqlx::query("insert into event (learner, lesson, kind) values ($1, $2, 'read')")
            .bind("01kasq4b7pmb8qd5e2z1fx9n3c")
            .bind(LESSON)
            .execute(&mut *connection)
            .await?;
        rows += 1;
    }
    Ok(f64::from(rows) / begin.elapsed().as_secs_f64())
}
