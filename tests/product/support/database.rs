//! A database of the test's own: a SQLite file, or a fresh PostgreSQL database.

use std::{path::Path, sync::Arc};

use rian::{
    clock::{Random, SystemClock, SystemRandom},
    db::Db,
};
use sqlx::{Connection, PgConnection};
use tokio::sync::OnceCell;

/// A database that goes when the test goes.
pub struct Database {
    /// Its address.
    pub url: String,
}

/// Makes an empty one on the engine that `TEST_DATABASE_URL` chooses.
pub async fn fresh(folder: &Path) -> Database {
    match server() {
        Some(server) => Database { url: on_postgres(&server).await },
        None => Database { url: on_sqlite(&folder.join("rian.db")) },
    }
}

/// Makes one whose schema is up to date. The migrations run once, and each test gets a copy.
pub async fn migrated(folder: &Path) -> Database {
    static FILE: OnceCell<Vec<u8>> = OnceCell::const_new();
    static NAME: OnceCell<String> = OnceCell::const_new();
    let Some(server) = server() else {
        let path = folder.join("rian.db");
        std::fs::write(&path, FILE.get_or_init(sqlite_template).await).unwrap();
        return Database { url: on_sqlite(&path) };
    };
    let template = NAME.get_or_init(|| postgres_template(&server)).await;
    Database { url: create(&server, &format!("template {template}")).await }
}

/// The address of the PostgreSQL server, if that is the engine of this run.
pub fn server() -> Option<String> {
    std::env::var("TEST_DATABASE_URL").ok().filter(|url| url.starts_with("postgres"))
}

/// A fresh database on `server`. They all go with the server's temporary folder.
pub async fn on_postgres(server: &str) -> String {
    create(server, "").await
}

fn on_sqlite(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

async fn create(server: &str, how: &str) -> String {
    let mut name = [0; 8];
    SystemRandom.fill(&mut name);
    let name = format!("test_{}", hex::encode(name));
    let mut connection = PgConnection::connect(server).await.unwrap();
    let statement = format!("create database {name} {how}");
    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}

async fn migrate(url: &str) {
    let db = Db::open(url, Arc::new(SystemClock), Arc::new(SystemRandom)).await.unwrap();
    db.migrate().await.unwrap();
    db.close().await;
}

async fn sqlite_template() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("template.db");
    migrate(&on_sqlite(&path)).await;
    std::fs::read(path).unwrap()
}

async fn postgres_template(server: &str) -> String {
    let url = on_postgres(server).await;
    migrate(&url).await;
    url.rsplit_once('/').unwrap().1.to_owned()
}
