//! Roots: the end of the chain at each night, kept in the database, in a file and, where it is set,
//! in a letter; whoever rewrites history would have to rewrite all of them.

use std::{collections::BTreeSet, io::Write, path::PathBuf};

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use super::chain;
use crate::{
    app::App, audit, config::Config, db::Tx, error::Result, mail, sql, thai::date,
    web::locale::Locale,
};

/// The end of the chain when a day had ended.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Root {
    /// ISO day in Bangkok.
    pub day: String,
    /// When it was taken.
    pub at: DateTime<Utc>,
    /// Number of the last entry.
    pub seq: i64,
    /// Its hash.
    pub hash: Vec<u8>,
    /// How many entries there were.
    pub entries: i64,
}

impl Root {
    /// One line of the file and of the letter: day, number, count, hash, instant.
    pub fn line(&self) -> String {
        let (hash, at) = (hex::encode(&self.hash), self.at.to_rfc3339());
        format!("{} {} {} {hash} {at}", self.day, self.seq, self.entries)
    }

    /// The hash in hex; for pages.
    pub fn hex(&self) -> String {
        hex::encode(&self.hash)
    }

    fn read(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        Some(Self {
            day: words.next()?.to_owned(),
            seq: words.next()?.parse().ok()?,
            entries: words.next()?.parse().ok()?,
            hash: hex::decode(words.next()?).ok()?,
            at: words.next()?.parse().ok()?,
        })
    }
}

/// The roots of a text with a line for each, such as the file or copies from letters. Lines that
/// begin with `#` are skipped.
///
/// # Errors
/// In words: which line cannot be read.
pub fn read(text: &str) -> Result<Vec<Root>, String> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let roots = lines.map(|(index, line)| {
        Root::read(line).ok_or_else(|| format!("line {} is no root", index + 1))
    });
    roots.collect()
}

/// Where the file stands.
pub fn file(config: &Config) -> PathBuf {
    config.data.join("audit-roots.txt")
}

/// Every root in the database, the latest first.
pub async fn all(tx: &mut Tx, limit: i64) -> Result<Vec<Root>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select day, at, seq, hash, entries from audit_root order by day desc limit $1"
        )
        .bind(limit)
        .fetch_all(tx)
        .await
    )?)
}

/// Keeps the root of the day that ended, once, wherever it is to be kept.
pub async fn take(app: &App) -> Result<()> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    let day = date::bangkok_date(now - Duration::days(1)).to_string();
    if let Some(head) = chain::head(&mut tx).await? {
        let entries: i64 = sql!(
            tx,
            sqlx::query_scalar("select count(*) from audit where seq is not null")
                .fetch_one(tx)
                .await
        )?;
        let root = Root { day, at: now, seq: head.seq, hash: head.hash, entries };
        let is_new = keep(&mut tx, &root).await?;
        if is_new {
            if let Some(address) = &app.config.audit_root_mail {
                let values = [("day", root.day.clone().into()), ("line", root.line().into())];
                mail::send(&mut tx, address, Locale::Th, "mail-audit-root", &values).await?;
            }
            let facts = json!({"seq": root.seq, "entries": root.entries});
            audit::record(&mut tx, None, "audit.root_kept", &root.day, facts).await?;
            tx.save().await?;
        }
    }
    write_file(app).await
}

async fn keep(tx: &mut Tx, root: &Root) -> Result<bool> {
    Ok(sql!(
        tx,
        sqlx::query(
            "insert into audit_root (day, at, seq, hash, entries) values ($1, $2, $3, $4, $5)
             on conflict (day) do nothing"
        )
        .bind(&root.day)
        .bind(root.at)
        .bind(root.seq)
        .bind(&root.hash)
        .bind(root.entries)
        .execute(tx)
        .await
        .map(|done| done.rows_affected() > 0)
    )?)
}

/// Appends the days that the file does not have; a line that is there stays as it is.
async fn write_file(app: &App) -> Result<()> {
    let mut tx = app.db.read().await?;
    let mut roots = all(&mut tx, 400).await?;
    drop(tx);
    roots.reverse();
    let path = file(&app.config);
    tokio::task::spawn_blocking(move || {
        let known = std::fs::read_to_string(&path).unwrap_or_default();
        let days: BTreeSet<&str> =
            known.lines().filter_map(|line| line.split_whitespace().next()).collect();
        let new: Vec<&Root> =
            roots.iter().filter(|root| !days.contains(root.day.as_str())).collect();
        if new.is_empty() {
            return Ok(());
        }
        let mut out = std::fs::OpenOptions::new().create(true).append(true).open(&path)?;
        for root in new {
            writeln!(out, "{}", root.line())?;
        }
        out.sync_all()
    })
    .await??;
    Ok(())
}
