//! A database of the test's own: a SQLite file, or a fresh PostgreSQL database.

use std::path::Path;

use sqlx::{Connection, PgConnection};

/// A database that goes when the test goes.
pub struct Database {
    /// Its address.
    pub url: String,
}

/// Makes one on the engine that `TEST_DATABASE_URL` chooses.
pub async fn fresh(folder: &Path) -> Database {
    match server() {
        Some(server) => Database { url: on_postgres(&server).await },
        None => Database { url: format!("sqlite:{}", folder.join("rian.db").display()) },
    }
}

/// The address of the PostgreSQL server, if that is the engine of this run.
pub fn server() -> Option<String> {
    std::env::var("TEST_DATABASE_URL").ok().filter(|url| url.starts_with("postgres"))
}

/// A fresh database on `server`. They all go with the server's temporary folder.
pub async fn on_postgres(server: &str) -> String {
    let mut name = [0; 8];
    rian::clock::Random::fill(&rian::clock::SystemRandom, &mut name);
    let name = format!("test_{}", hex::encode(name));
    let mut connection = PgConnection::connect(server).await.unwrap();
    let statement = format!("create database {name}");
    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}
