//! PostgreSQL for this run: one that is named, or one of our own that is gone afterwards; pgbench.

use std::{
    fs,
    os::unix::{
        fs::{MetadataExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use sqlx::{Connection, PgConnection};
use tempfile::TempDir;
use url::Url;

use crate::Outcome;

/// Names a server where we may make the database `rian_bench`.
const VARIABLE: &str = "RIAN_BENCH_POSTGRES";
/// As many as work at once in the yardstick.
const CLIENTS: usize = 8;

/// A server with an empty database.
pub struct Postgres {
    /// The empty database.
    pub url: String,
    /// As the server tells it.
    pub version: String,
    server: String,
    pgbench: Option<PathBuf>,
    own: Option<Own>,
}

impl Postgres {
    /// The server that is named, or else one of our own if Debian's programs are installed.
    pub async fn find() -> Outcome<Option<Self>> {
        let bin = programs();
        let named = std::env::var(VARIABLE).ok();
        let (server, own) = match (named, &bin) {
            (Some(url), _) => (url, None),
            (None, Some(bin)) => {
                let own = Own::start(bin)?;
                (own.url.clone(), Some(own))
            }
            (None, None) => return Ok(None),
        };
        let mut connection = until_connected(&server).await?;
        let version: String =
            sqlx::query_scalar("show server_version").fetch_one(&mut connection).await?;
        sqlx::query("drop database if exists rian_bench with (force)")
            .execute(&mut connection)
            .await?;
        sqlx::query("create database rian_bench").execute(&mut connection).await?;
        let mut url = Url::parse(&server)?;
        url.set_path("rian_bench");
        let mut connection = PgConnection::connect(url.as_str()).await?;
        sqlx::query(
            "create table yardstick (id bigint generated always as identity primary key,
                 learner text, lesson text, kind text)",
        )
        .execute(&mut connection)
        .await?;
        let pgbench = bin.map(|bin| bin.join("pgbench")).filter(|program| program.exists());
        Ok(Some(Self { url: url.into(), version, server, pgbench, own }))
    }

    /// What the yardstick is called.
    pub fn commits_title(&self) -> &'static str {
        match self.pgbench {
            Some(_) => "  single-row durable commits, pgbench with 8 clients",
            None => "  single-row durable commits, 8 connections of one process",
        }
    }

    /// Rows committed each second by eight clients, each row by itself.
    pub async fn commits(&self, time: Duration) -> Outcome<f64> {
        let Some(pgbench) = &self.pgbench else { return commits(&self.url, time).await };
        let script = tempfile::NamedTempFile::new()?;
        fs::write(
            script.path(),
            "insert into yardstick (learner, lesson, kind)
                 values ('01kasq4b7pmb8qd5e2z1fx9n3c', '01-one-sheet-of-paper', 'read');\n"
                .replace("\n                ", ""),
        )?;
        let done = Command::new(pgbench)
            .args(["--no-vacuum", "--protocol=prepared", "--jobs=2"])
            .arg(format!("--client={CLIENTS}"))
            .arg(format!("--time={}", time.as_secs()))
            .arg("--file")
            .arg(script.path())
            .arg(&self.url)
            .output()?;
        let told = String::from_utf8_lossy(&done.stdout);
        let rate = told.lines().find_map(|line| line.strip_prefix("tps = "));
        let rate = rate.and_then(|rate| rate.split(' ').next()).and_then(|rate| rate.parse().ok());
        rate.ok_or_else(|| String::from_utf8_lossy(&done.stderr).into_owned().into())
    }

    /// Drops the database, and stops a server of our own.
    pub async fn stop(self) -> Outcome<()> {
        let mut connection = PgConnection::connect(&self.server).await?;
        sqlx::query("drop database rian_bench with (force)").execute(&mut connection).await?;
        drop(self.own);
        Ok(())
    }
}

/// The same as pgbench does, where it is not installed.
async fn commits(url: &str, time: Duration) -> Outcome<f64> {
    let mut tasks = tokio::task::JoinSet::new();
    let begin = Instant::now();
    for _ in 0..CLIENTS {
        let mut connection = PgConnection::connect(url).await?;
        tasks.spawn(async move {
            let mut rows = 0;
            while begin.elapsed() < time {
                sqlx::query(
                    "insert into yardstick (learner, lesson, kind) values ($1, $2, 'read')",
                )
                .bind("01kasq4b7pmb8qd5e2z1fx9n3c")
                .bind("01-one-sheet-of-paper")
                .execute(&mut connection)
                .await?;
                rows += 1;
            }
            Ok::<u32, sqlx::Error>(rows)
        });
    }
    let mut rows = 0;
    while let Some(done) = tasks.join_next().await {
        rows += done??;
    }
    Ok(f64::from(rows) / begin.elapsed().as_secs_f64())
}

/// The newest programs that Debian installed.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let version = |path: &Path| -> Option<u32> { path.file_name()?.to_str()?.parse().ok() };
    let newest = versions.map(|entry| entry.path()).max_by_key(|path| version(path))?;
    Some(newest.join("bin")).filter(|bin| bin.join("initdb").exists())
}

async fn until_connected(url: &str) -> Outcome<PgConnection> {
    let begin = Instant::now();
    loop {
        match PgConnection::connect(url).await {
            Ok(connection) => return Ok(connection),
            Err(error) if begin.elapsed() > Duration::from_secs(20) => return Err(error.into()),
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// A server in a temporary folder, on a free port; it ends with this value.
struct Own {
    url: String,
    bin: PathBuf,
    folder: TempDir,
    user: Option<(u32, u32)>,
}

impl Own {
    fn start(bin: &Path) -> Outcome<Self> {
        let folder = TempDir::new()?;
        let user = ordinary_user()?;
        if let Some((user, group)) = user {
            chown(folder.path(), Some(user), Some(group))?;
        }
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let url = format!("postgres://rian@127.0.0.1:{port}/postgres");
        let own = Self { url, bin: bin.to_owned(), folder, user };
        own.run("initdb", &["--username=rian", "--auth=trust", "--encoding=UTF8", "--locale=C"])?;
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={}",
            own.folder.path().display()
        );
        let log = own.folder.path().join("log").display().to_string();
        own.run("pg_ctl", &["start", "--wait", "--log", &log, "--options", &options])?;
        Ok(own)
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Outcome<()> {
        let mut command = Command::new(self.bin.join(program));
        command.arg("--pgdata").arg(self.folder.path().join("data")).args(arguments);
        command.current_dir(self.folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        let status = command.status()?;
        if status.success() { Ok(()) } else { Err(format!("{program}: {status}").into()) }
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        // The folder goes with it, so nothing has to be written any more.
        let _ = self.run("pg_ctl", &["stop", "--mode=immediate"]);
    }
}

/// Whose the server must be when we are root, whom PostgreSQL refuses: user and group of `postgres`.
fn ordinary_user() -> Outcome<Option<(u32, u32)>> {
    if fs::metadata("/proc/self")?.uid() != 0 {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd")?;
    let line = users.lines().find(|line| line.starts_with("postgres:"));
    let mut fields = line.ok_or("there is no user postgres")?.split(':').skip(2);
    let mut id = || fields.next().and_then(|id| id.parse().ok()).ok_or("no number");
    Ok(Some((id()?, id()?)))
}
