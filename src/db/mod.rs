//! Db, Tx and sql!: two drivers, one SQL text. Read, write and save; the engines are named here only.

pub mod backup;
pub mod columns;
pub mod mail_file;
#[cfg(test)]
pub mod plan;
pub mod rows;
pub mod unique;

use std::{str::FromStr, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use sqlx::{
    PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction,
    migrate::Migrator,
    pool::PoolConnection,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{
    audit::{self, Entry},
    clock::{Clock, Random},
    error::Result,
    id,
};

/// The schema, one folder for both engines.
static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Runs one query text on whichever engine the transaction belongs to.
///
/// The body is written into both arms of a `match`; inside it the transaction's name means a
/// native connection, so the compiler checks binds and rows against both drivers.
#[macro_export]
macro_rules! sql {
    ($tx:ident, $body:expr) => {
        match &mut $tx.conn {
            $crate::db::Conn::Sqlite(conn) => {
                let $tx = conn.get();
                $body
            }
            $crate::db::Conn::Postgres(conn) => {
                let $tx = &mut **conn;
                $body
            }
        }
    };
}

/// The database: SQLite with many readers and one writer, or PostgreSQL.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    strict: bool,
    url: Arc<str>,
}

#[derive(Clone)]
enum Pools {
    Sqlite { readers: SqlitePool, writer: SqlitePool },
    Postgres(PgPool),
}

/// A connection in one of the two drivers; only `sql!` looks inside.
pub enum Conn {
    /// SQLite.
    Sqlite(SqliteConn),
    /// PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

/// SQLite's two ways to be used: a plain connection to read, a transaction to write or to copy.
pub enum SqliteConn {
    /// Each statement sees the latest commit; no round trip is spent on begin and end.
    Read(PoolConnection<Sqlite>),
    /// `begin immediate`: the one writer.
    Write(Transaction<'static, Sqlite>),
}

impl SqliteConn {
    /// The native connection.
    pub fn get(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Read(conn) => conn,
            Self::Write(tx) => tx,
        }
    }
}

/// One unit of work. It knows the instant it began at, so that all it writes bears one time, and
/// dropping it keeps nothing.
pub struct Tx {
    /// Used by `sql!`.
    pub conn: Conn,
    now: DateTime<Utc>,
    random: Arc<dyn Random>,
    entries: Vec<Entry>,
    strict: bool,
}

impl Db {
    /// Opens `url` (`sqlite:PATH` or `postgres://…`) without touching the schema.
    ///
    /// # Errors
    /// When the address cannot be read or the engine cannot be reached.
    pub async fn open(url: &str, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Result<Self> {
        let pools = if url.starts_with("postgres") {
            let pool = PgPoolOptions::new()
                .max_connections(16)
                .acquire_timeout(Duration::from_secs(10))
                .connect(url)
                .await?;
            Pools::Postgres(pool)
        } else {
            let options = SqliteConnectOptions::from_str(url)?
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(10))
                .pragma("cache_size", "-16000")
                .statement_cache_capacity(256);
            let writer =
                SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
            let readers = SqlitePoolOptions::new().max_connections(4).connect_with(options).await?;
            Pools::Sqlite { readers, writer }
        };
        Ok(Self { pools, clock, random, strict: false, url: url.into() })
    }

    /// Makes `save` refuse a change without an audit entry; switched on in tests.
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// The same database under another clock.
    pub fn at(&self, clock: Arc<dyn Clock>) -> Self {
        Self { clock, ..self.clone() }
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// When a migration fails or a past one was edited.
    pub async fn migrate(&self) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => MIGRATIONS.run(writer).await?,
            Pools::Postgres(pool) => MIGRATIONS.run(pool).await?,
        }
        Ok(())
    }

    /// Whether every migration of this program has run.
    pub async fn is_current(&self) -> Result<bool> {
        let mut tx = self.read().await?;
        let newest: Option<i64> = sql!(
            tx,
            sqlx::query_scalar("select max(version) from _sqlx_migrations where success")
                .fetch_one(tx)
                .await
        )?;
        Ok(newest == MIGRATIONS.iter().map(|migration| migration.version).max())
    }

    /// A transaction to read in.
    pub async fn read(&self) -> Result<Tx> {
        let conn = match &self.pools {
            Pools::Sqlite { readers, .. } => {
                Conn::Sqlite(SqliteConn::Read(readers.acquire().await?))
            }
            Pools::Postgres(pool) => Conn::Postgres(
                pool.begin_with("begin isolation level repeatable read read only").await?,
            ),
        };
        Ok(self.tx(conn))
    }

    /// A transaction to write in; on SQLite it waits for the one writer.
    pub async fn write(&self) -> Result<Tx> {
        let conn = match &self.pools {
            Pools::Sqlite { writer, .. } => {
                Conn::Sqlite(SqliteConn::Write(writer.begin_with("begin immediate").await?))
            }
            Pools::Postgres(pool) => Conn::Postgres(pool.begin().await?),
        };
        Ok(self.tx(conn))
    }

    /// A transaction that sees one moment of the whole database, for copies.
    pub async fn snapshot(&self) -> Result<Tx> {
        let conn = match &self.pools {
            Pools::Sqlite { readers, .. } => {
                Conn::Sqlite(SqliteConn::Write(readers.begin().await?))
            }
            Pools::Postgres(_) => return self.read().await,
        };
        Ok(self.tx(conn))
    }

    /// How many people there are, the invited among them; 0 before the first migration.
    pub async fn count_people(&self) -> Result<i64> {
        let mut tx = self.read().await?;
        if columns::of(&mut tx, "person").await?.is_empty() {
            return Ok(0);
        }
        let people: i64 =
            sql!(tx, sqlx::query_scalar("select count(*) from person").fetch_one(tx).await)?;
        if columns::of(&mut tx, "invitation").await?.is_empty() {
            return Ok(people);
        }
        let invited: i64 =
            sql!(tx, sqlx::query_scalar("select count(*) from invitation").fetch_one(tx).await)?;
        Ok(people + invited)
    }

    /// The address it was opened with; it may hold a password.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The engine's name, for people and for `rian check`.
    pub fn engine(&self) -> &'static str {
        match self.pools {
            Pools::Sqlite { .. } => "SQLite",
            Pools::Postgres(_) => "PostgreSQL",
        }
    }

    /// Ends every connection; on SQLite this folds the write-ahead log into the file.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    fn tx(&self, conn: Conn) -> Tx {
        Tx {
            conn,
            now: self.clock.now(),
            random: self.random.clone(),
            entries: Vec::new(),
            strict: self.strict,
        }
    }
}

impl Tx {
    /// The instant this transaction began at.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The product's randomness.
    pub fn random(&self) -> &dyn Random {
        &*self.random
    }

    /// A fresh id text; use the typed ids of `id.rs` instead where there is one.
    pub fn fresh_id(&self) -> String {
        id::fresh(self.now, &*self.random)
    }

    /// Keeps an audit entry of this change for the moment of the commit, when it is linked to the
    /// chain; called by `audit::record` alone.
    pub(crate) fn record(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Commits a change that left its audit entry.
    ///
    /// # Panics
    /// In tests, when no entry was written.
    pub async fn save(self) -> Result<()> {
        assert!(
            !self.strict || !self.entries.is_empty(),
            "a change was saved without an audit entry"
        );
        self.commit().await
    }

    /// Commits a change that needs no audit entry; `_reason` says why not.
    pub async fn save_unrecorded(self, _reason: &'static str) -> Result<()> {
        self.commit().await
    }

    async fn commit(mut self) -> Result<()> {
        let entries = std::mem::take(&mut self.entries);
        if !entries.is_empty() {
            // Last of all: who holds the end of the chain waits for nothing but the disk.
            audit::chain::link(&mut self, entries).await?;
        }
        match self.conn {
            Conn::Sqlite(SqliteConn::Write(tx)) => tx.commit().await?,
            Conn::Sqlite(SqliteConn::Read(_)) => {}
            Conn::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
