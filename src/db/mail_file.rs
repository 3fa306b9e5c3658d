//! MailFile: the second SQLite file, with the tables that mail servers read and nothing else.
//!
//! The views of the main database are the one definition; this file holds copies of their rows,
//! written right after each commit, so that no mail server ever opens the database with people's
//! data. On PostgreSQL the views are read directly and there is no such file.

use std::path::{Path, PathBuf};

use sqlx::{
    AssertSqlSafe, Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use tokio::sync::Mutex;

use crate::error::Result;

/// Which rows are copied anew.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Those of one address.
    Address(String),
    /// Those of a domain with all its addresses.
    Domain(String),
    /// All of them.
    Everything,
}

/// A table of the file: name, columns, index columns, and which rows belong to an address (`$1`)
/// and to a domain (`$1`, with `$2` for what its addresses end with).
struct Copied {
    table: &'static str,
    columns: &'static str,
    indexed: &'static [&'static str],
    of_address: Option<&'static str>,
    of_domain: &'static str,
}

const COPIED: [Copied; 9] = [
    Copied {
        table: "mail_domains",
        columns: "domain",
        indexed: &["domain"],
        of_address: None,
        of_domain: "domain = $1",
    },
    Copied {
        table: "mail_pending_domains",
        columns: "domain, action",
        indexed: &["domain"],
        of_address: None,
        of_domain: "domain = $1",
    },
    Copied {
        table: "mail_accounts",
        columns: "address, local_part, domain, password, quota_bytes, login_enabled, rcpt_action",
        indexed: &["address"],
        of_address: Some("address = $1"),
        of_domain: "domain = $1",
    },
    Copied {
        table: "mail_aliases",
        columns: "address, destination",
        indexed: &["address", "destination"],
        of_address: Some("(address = $1 or destination = $1)"),
        of_domain: "(address like $2 or destination like $2)",
    },
    Copied {
        table: "mail_senders",
        columns: "sender, login",
        indexed: &["sender", "login"],
        of_address: Some("(sender = $1 or login = $1)"),
        of_domain: "(sender like $2 or login like $2)",
    },
    Copied {
        table: "mail_app_passwords",
        columns: "address, key_id, password, services",
        indexed: &["address"],
        of_address: Some("address = $1"),
        of_domain: "address like $2",
    },
    Copied {
        table: "mail_relay_domains",
        columns: "domain, transport",
        indexed: &["domain"],
        of_address: None,
        of_domain: "domain = $1",
    },
    Copied {
        table: "mail_relay_clients",
        columns: "client, action",
        indexed: &["client"],
        of_address: None,
        of_domain: "$1 <> ''",
    },
    Copied {
        table: "mail_smarthosts",
        columns: "sender, nexthop, credentials",
        indexed: &["sender"],
        of_address: None,
        of_domain: "$1 <> ''",
    },
];

/// The file and the one connection that writes it, opened at the first need.
pub struct MailFile {
    file: PathBuf,
    source: PathBuf,
    connection: Mutex<Option<SqliteConnection>>,
}

impl MailFile {
    /// The file for mail servers beside the SQLite database at `url`; none for PostgreSQL.
    pub fn beside(url: &str, file: PathBuf) -> Option<Self> {
        let source = url.strip_prefix("sqlite:")?;
        let source = source.trim_start_matches("//").split('?').next().unwrap_or_default();
        Some(Self { file, source: PathBuf::from(source), connection: Mutex::new(None) })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.file
    }

    /// Copies the rows of `scope` from the views, in one transaction of the file. Publications
    /// wait for one another, so that the newest state is also the last one written.
    ///
    /// # Errors
    /// When the file cannot be written; the copies stay as they were.
    pub async fn publish(&self, scope: &Scope) -> Result<()> {
        let mut held = self.connection.lock().await;
        let connection = match held.take() {
            Some(connection) => held.insert(connection),
            None => held.insert(self.open().await?),
        };
        let mut tx = connection.begin().await?;
        for copied in &COPIED {
            let (which, values): (&str, [String; 2]) = match scope {
                Scope::Address(address) => match copied.of_address {
                    Some(which) => (which, [address.clone(), String::new()]),
                    None => continue,
                },
                Scope::Domain(domain) => {
                    (copied.of_domain, [domain.clone(), format!("%@{domain}")])
                }
                Scope::Everything => ("$1 = '' and $2 = ''", [String::new(), String::new()]),
            };
            let Copied { table, columns, .. } = copied;
            for statement in [
                format!("delete from main.{table} where {which} and coalesce($2, '') is not null"),
                format!(
                    "insert into main.{table} ({columns}) select {columns} from source.{table}
                     where {which} and coalesce($2, '') is not null"
                ),
            ] {
                // The pieces are constants of this file; values are bound.
                let query = sqlx::query(AssertSqlSafe(statement));
                query.bind(&values[0]).bind(&values[1]).execute(&mut *tx).await?;
            }
        }
        tx.commit().await?;
        Ok(())
    }

    async fn open(&self) -> Result<SqliteConnection> {
        if let Some(folder) = self.file.parent() {
            make_folder(folder)?;
        }
        make_file(&self.file)?;
        let options = SqliteConnectOptions::new()
            .filename(&self.file)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(std::time::Duration::from_secs(10));
        let mut connection = SqliteConnection::connect_with(&options).await?;
        for copied in &COPIED {
            let Copied { table, columns, indexed, .. } = copied;
            let create = format!("create table if not exists {table} ({columns})");
            sqlx::query(AssertSqlSafe(create)).execute(&mut connection).await?;
            for column in *indexed {
                let index =
                    format!("create index if not exists {table}_by_{column} on {table} ({column})");
                sqlx::query(AssertSqlSafe(index)).execute(&mut connection).await?;
            }
        }
        let source = self.source.display().to_string();
        sqlx::query("attach database $1 as source").bind(source).execute(&mut connection).await?;
        Ok(connection)
    }
}

impl Drop for MailFile {
    /// The connection is left open on purpose: closing it last would remove the write-ahead log,
    /// and mail servers that may only read could not make a new one.
    fn drop(&mut self) {
        std::mem::forget(self.connection.get_mut().take());
    }
}

/// The folder of the file, which only its owner and a group may enter; the group's own files
/// inherit it, so that mail servers that belong to the group can read them.
fn make_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        return Ok(());
    }
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o2750))?;
    }
    Ok(())
}

fn make_file(file: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o640);
    options.open(file)?;
    Ok(())
}
