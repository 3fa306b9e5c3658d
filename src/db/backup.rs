//! Backup and restore: every row of every table as JSON lines, with the files and the keys, in one
//! compressed archive that either engine can read. It is also the way from SQLite to PostgreSQL.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Read, Write},
    path::Path,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::types::Json;

use crate::{
    app::App,
    config::Config,
    db::{
        Tx,
        columns::{self, Kind},
        rows::row_to_json,
    },
    error::{Error, Result},
    server::{self, Outcome},
    sql,
};

/// The order in which tables are read back: what is referred to comes first.
pub const TABLES: [&str; 86] = [
    "installation",
    "agency",
    "person",
    "audit",
    "audit_head",
    "audit_root",
    "traffic",
    "citizen_id_view",
    "personal_export",
    "erasure",
    "job",
    "notice",
    "verification_check",
    "consent",
    "membership",
    "invitation",
    "merge",
    "merge_move",
    "session",
    "one_time_link",
    "sign_in",
    "sign_up",
    "totp",
    "passkey",
    "passkey_ceremony",
    "recovery_code",
    "half_session",
    "name_change",
    "email_change",
    "course",
    "course_version",
    "enrolment",
    "progress",
    "progress_client",
    "progress_post",
    "attempt",
    "certificate_design",
    "certificate_design_version",
    "seal_image",
    "course_design",
    "certificate_request",
    "certificate",
    "certificate_signer",
    "certificate_edition",
    "badge_key",
    "badge",
    "saved_view",
    "promise_tally",
    "promise_change",
    "promise_uncounted",
    "certificate_message",
    "officer_leave",
    "certificate_policy",
    "evidence_view",
    "certificate_bundle",
    "certificate_reissue",
    "number_series",
    "holiday",
    "holiday_version",
    "domain",
    "request",
    "request_event",
    "request_file",
    "inbound_letter",
    "budget",
    "dkim_key",
    "dns_record",
    "dns_check",
    "demo_dns_record",
    "account",
    "alias",
    "app_password",
    "account_link",
    "account_session",
    "relay_client",
    "smarthost",
    "account_review",
    "account_import",
    "session_end",
    "desk_code",
    "desk_agent",
    "desk_hello",
    "desk_case",
    "desk_paper",
    "attempt_limit",
    "idempotency",
];

/// Rows read or written at a time.
const CHUNK: i64 = 2000;

/// Writes everything into `file` and gives the number of rows. The database may be in use: all rows
/// are of one moment.
pub async fn write(app: &App, file: &Path) -> Result<u64> {
    let out = File::create_new(file)?;
    let mut rows = tempfile::tempfile()?;
    let count = write_rows(app, &mut rows).await?;
    let config = app.config.clone();
    tokio::task::spawn_blocking(move || pack(&config, rows, out)).await??;
    Ok(count)
}

async fn write_rows(app: &App, rows: &mut File) -> Result<u64> {
    let mut out = BufWriter::new(rows);
    let mut tx = app.db.snapshot().await?;
    let mut count = 0;
    for table in TABLES {
        let kinds = columns::of(&mut tx, table).await?;
        let names: Vec<&str> = kinds.iter().map(|(name, _)| name.as_str()).collect();
        writeln!(out, "{}", json!({"table": table, "columns": names}))?;
        let mut offset = 0;
        loop {
            let read = read_rows(&mut tx, table, &kinds, offset).await?;
            for row in &read {
                writeln!(out, "{}", Value::Array(row.clone()))?;
            }
            count += read.len() as u64;
            if (read.len() as i64) < CHUNK {
                break;
            }
            offset += CHUNK;
        }
    }
    out.flush()?;
    Ok(count)
}

async fn read_rows(
    tx: &mut Tx,
    table: &str,
    kinds: &[(String, Kind)],
    offset: i64,
) -> Result<Vec<Vec<Value>>> {
    let names: Vec<&str> = kinds.iter().map(|(name, _)| name.as_str()).collect();
    // The first two columns hold the primary key of every table.
    let order = names.iter().take(3).copied().collect::<Vec<_>>().join(", ");
    let text = format!("select {} from {table} order by {order} limit ", names.join(", "));
    let rows: Result<Vec<Vec<Value>>, sqlx::Error> = sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(text);
        statement.push_bind(CHUNK).push(" offset ").push_bind(offset);
        match statement.build().fetch_all(tx).await {
            Ok(rows) => rows.iter().map(|row| row_to_json!(row, kinds)).collect(),
            Err(error) => Err(error),
        }
    });
    Ok(rows?)
}

fn pack(config: &Config, mut rows: File, out: File) -> Result<()> {
    use std::io::Seek;
    let length = rows.seek(std::io::SeekFrom::End(0))?;
    rows.rewind()?;
    let mut archive = tar::Builder::new(zstd::Encoder::new(out, 0)?);
    let mut header = tar::Header::new_gnu();
    header.set_size(length);
    header.set_mode(0o600);
    header.set_cksum();
    archive.append_data(&mut header, "rows.jsonl", rows)?;
    archive.append_path_with_name(config.key_file(), "rian.key")?;
    let files = config.data.join("files");
    if files.is_dir() {
        archive.append_dir_all("files", files)?;
    }
    archive.into_inner()?.finish()?.sync_all()?;
    Ok(())
}

/// Reads `file` into the empty installation that `config` names, and gives the number of rows.
///
/// # Errors
/// In words: the installation is not empty, or the file is no backup.
pub async fn restore(config: Config, file: &Path) -> Outcome<u64> {
    let key_file = config.key_file();
    if key_file.exists() {
        return Err(format!(
            "{} exists: restore only into an empty installation",
            key_file.display()
        ));
    }
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    unpack(file, folder.path()).map_err(|error| format!("{}: {error}", file.display()))?;
    std::fs::create_dir_all(&config.data).map_err(|error| error.to_string())?;
    let app = server::open(config, true).await?;
    // The fresh key that opening made gives way to the one that sealed the rows.
    std::fs::copy(folder.path().join("rian.key"), &key_file).map_err(|error| error.to_string())?;
    let read = read_back(&app, &folder.path().join("rows.jsonl")).await;
    let read = match read {
        Ok(read) => read,
        Err(error) => {
            let _ = std::fs::remove_file(&key_file);
            return Err(error.to_string());
        }
    };
    copy_files(&folder.path().join("files"), &app.config.data.join("files"))
        .map_err(|error| error.to_string())?;
    app.db.close().await;
    Ok(read)
}

fn unpack(file: &Path, folder: &Path) -> std::io::Result<()> {
    let mut archive = tar::Archive::new(zstd::Decoder::new(File::open(file)?)?);
    // `unpack` refuses names that lead out of the folder.
    archive.unpack(folder)
}

fn copy_files(from: &Path, to: &Path) -> std::io::Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_files(&entry.path(), &target)?;
        } else {
            let mut bytes = Vec::new();
            File::open(entry.path())?.read_to_end(&mut bytes)?;
            let mut out = File::create(&target)?;
            out.write_all(&bytes)?;
            out.sync_all()?;
        }
    }
    Ok(())
}

async fn read_back(app: &App, rows: &Path) -> Result<u64> {
    let mut tx = app.db.write().await?;
    for table in ["person", "audit", "course"] {
        let text = format!("select count(*) from {table}");
        let found: i64 = sql!(tx, {
            let mut statement = sqlx::QueryBuilder::new(text);
            statement.build_query_scalar().fetch_one(tx).await
        })?;
        if found > 0 {
            return Err(Error::internal("the database is not empty"));
        }
    }
    // What opening an empty installation noted about itself gives way to what was noted before.
    for table in ["installation", "audit_head"] {
        let text = format!("delete from {table}");
        sql!(tx, sqlx::QueryBuilder::new(text).build().execute(tx).await.map(drop))?;
    }
    let mut table: Option<Table> = None;
    let mut count = 0;
    for line in BufReader::new(File::open(rows)?).lines() {
        match serde_json::from_str(&line?)? {
            Value::Object(head) => table = Some(Table::open(&mut tx, &head).await?),
            Value::Array(row) => {
                let into = table.as_ref().ok_or_else(|| Error::internal("a row of no table"))?;
                into.insert(&mut tx, &row).await?;
                count += 1;
            }
            _ => return Err(Error::internal("a line is neither a table nor a row")),
        }
    }
    tx.save_unrecorded("a restored audit trail needs no entry of its own").await?;
    Ok(count)
}

/// A table that rows are read into.
struct Table {
    name: &'static str,
    columns: Vec<(String, Kind)>,
}

impl Table {
    async fn open(tx: &mut Tx, head: &serde_json::Map<String, Value>) -> Result<Self> {
        let told = head.get("table").and_then(Value::as_str);
        let known = TABLES.into_iter().find(|name| told == Some(*name));
        let name = known.ok_or_else(|| Error::internal("an unknown table"))?;
        let kinds = columns::of(tx, name).await?;
        let wanted = head.get("columns").and_then(Value::as_array).cloned().unwrap_or_default();
        let columns = wanted.iter().map(|wanted| {
            let found = kinds.iter().find(|(name, _)| wanted.as_str() == Some(name.as_str()));
            found.cloned().ok_or_else(|| Error::internal(format!("{name} has no column {wanted}")))
        });
        Ok(Self { name, columns: columns.collect::<Result<_>>()? })
    }

    async fn insert(&self, tx: &mut Tx, row: &[Value]) -> Result<()> {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        let text = format!("insert into {} ({}) values (", self.name, names.join(", "));
        sql!(tx, {
            let mut statement = sqlx::QueryBuilder::new(text);
            let mut values = statement.separated(", ");
            for ((_, kind), value) in self.columns.iter().zip(row) {
                match kind {
                    Kind::Text => values.push_bind(value.as_str().map(str::to_owned)),
                    Kind::Boolean => values.push_bind(value.as_bool()),
                    Kind::Bigint => values.push_bind(value.as_i64()),
                    Kind::Timestamptz => values.push_bind(instant(value)),
                    Kind::Jsonb => values.push_bind(document(value)),
                    Kind::Bytea => values.push_bind(bytes(value)),
                };
            }
            statement.push(")");
            statement.build().execute(tx).await.map(drop)
        })?;
        Ok(())
    }
}

fn instant(value: &Value) -> Option<DateTime<Utc>> {
    value.as_str().and_then(|text| text.parse().ok())
}

fn document(value: &Value) -> Option<Json<Value>> {
    (!value.is_null()).then(|| Json(value.clone()))
}

fn bytes(value: &Value) -> Option<Vec<u8>> {
    value.as_str().and_then(|text| STANDARD.decode(text).ok())
}
