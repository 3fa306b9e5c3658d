//! The letters of the demonstration, newest first, with the links they hold.

use chrono::{DateTime, Utc};

use crate::{db::Tx, error::Result, sql};

/// A letter as the outbox shows it.
#[derive(Debug, serde::Serialize)]
pub struct Letter {
    /// Address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Body, plain text.
    pub text: String,
    /// Every address of a page in the body.
    pub links: Vec<String>,
    /// When it was written.
    pub at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    to_address: String,
    subject: String,
    body: Option<String>,
    created_at: DateTime<Utc>,
}

/// The newest `limit` letters.
pub async fn newest(tx: &mut Tx, limit: i64) -> Result<Vec<Letter>> {
    let rows: Vec<Row> = sql!(
        tx,
        sqlx::query_as(
            "select to_address, subject, body, created_at from notice
             order by created_at desc, id desc limit $1"
        )
        .bind(limit)
        .fetch_all(tx)
        .await
    )?;
    Ok(rows.into_iter().map(Letter::from).collect())
}

impl From<Row> for Letter {
    fn from(row: Row) -> Self {
        let text = row.body.unwrap_or_default();
        let links = text
            .split_whitespace()
            .filter(|word| word.starts_with("http://") || word.starts_with("https://"))
            .map(str::to_owned)
            .collect();
        Self { to: row.to_address, subject: row.subject, text, links, at: row.created_at }
    }
}
