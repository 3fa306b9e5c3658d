//! Reading the trail: by page, by what is looked for, and as JSON lines.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use serde_json::{Value, json};
use sqlx::types::Json;

use super::Entry;
use crate::{
    db::{Db, Tx},
    error::Result,
    sql,
};

/// An entry at its place in the chain.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Linked {
    /// Its number, from 1.
    pub seq: i64,
    /// Which.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor_id: Option<String>,
    /// What.
    pub act: String,
    /// To which record.
    pub subject: String,
    /// Facts.
    pub detail: Json<Value>,
    /// Hash of the entry before.
    pub prev: Option<Vec<u8>>,
    /// Its own hash.
    pub hash: Option<Vec<u8>>,
}

impl Linked {
    /// The entry without its place.
    pub fn entry(&self) -> Entry {
        Entry {
            id: self.id.clone(),
            at: self.at,
            actor: self.actor_id.clone(),
            act: self.act.clone(),
            subject: self.subject.clone(),
            detail: self.detail.0.clone(),
        }
    }

    /// The key of the sentence that says what was done.
    pub fn key(&self) -> String {
        format!("act-{}", self.act.replace(['.', '_'], "-"))
    }

    /// One line of JSON, from which the hash can be computed again.
    pub fn line(&self) -> String {
        let line = json!({
            "seq": self.seq, "id": self.id, "at": self.at, "actor": self.actor_id,
            "act": self.act, "subject": self.subject, "detail": self.detail.0,
            "prev": self.prev.as_ref().map(hex::encode),
            "hash": self.hash.as_ref().map(hex::encode),
        });
        format!("{line}\n")
    }
}

/// What is looked for; an empty filter finds everything.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// An act, or the beginning of its name.
    pub act: String,
    /// Somebody who did it, or to whom it was done.
    pub person: Option<String>,
    /// Id of the record.
    pub subject: String,
    /// Day in Bangkok.
    pub day: Option<NaiveDate>,
}

/// The columns of an entry, once; which entries follows.
macro_rules! select_linked {
    ($rest:literal) => {
        concat!("select seq, id, at, actor_id, act, subject, detail, prev, hash from audit ", $rest)
    };
}

/// Entries behind place `after`, in the order of the chain.
pub async fn page(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<Linked>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_linked!("where seq > $1 order by seq limit $2"))
            .bind(after)
            .bind(limit)
            .fetch_all(tx)
            .await
    )?)
}

/// The newest entries before place `before` that match.
pub async fn newest(tx: &mut Tx, filter: &Filter, before: i64, limit: i64) -> Result<Vec<Linked>> {
    let (from, to) = bounds(filter);
    let beginning = like(&filter.act);
    Ok(sql!(
        tx,
        sqlx::query_as(select_linked!(
            "where seq < $1 and at >= $2 and at < $3
                 and ($4 = '' or act = $4 or act like $5 escape '!')
                 and ($6 = '' or subject = $6)
                 and ($7 = '' or actor_id = $7 or subject = $7)
             order by seq desc limit $8"
        ))
        .bind(before)
        .bind(from)
        .bind(to)
        .bind(&filter.act)
        .bind(&beginning)
        .bind(&filter.subject)
        .bind(filter.person.as_deref().unwrap_or_default())
        .bind(limit)
        .fetch_all(tx)
        .await
    )?)
}

/// A part of an act's name matches whole words of it: `session` finds `session.started`.
fn like(act: &str) -> String {
    let escaped = act.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("{escaped}.%")
}

fn bounds(filter: &Filter) -> (DateTime<Utc>, DateTime<Utc>) {
    match filter.day {
        Some(day) => {
            let start = start_of(day);
            (start, start + Duration::days(1))
        }
        None => (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH + Duration::days(365 * 1000)),
    }
}

/// Midnight in Bangkok, seven hours before that of Greenwich.
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() - Duration::hours(7)
}

/// The place before the first entry since `day`.
pub async fn before_day(tx: &mut Tx, day: NaiveDate) -> Result<i64> {
    let first: Option<i64> = sql!(
        tx,
        sqlx::query_scalar("select min(seq) from audit where at >= $1")
            .bind(start_of(day))
            .fetch_one(tx)
            .await
    )?;
    match first {
        Some(first) => Ok(first - 1),
        None => Ok(super::chain::head(tx).await?.map_or(0, |head| head.seq)),
    }
}

/// Entries read at a time when all are wanted.
const CHUNK: i64 = 1000;

/// Hands every entry behind `after` to `each` as a line, in the order of the chain; memory stays
/// flat. Gives their number.
pub async fn lines(
    db: &Db,
    mut after: i64,
    mut each: impl FnMut(&str) -> std::io::Result<()>,
) -> Result<u64> {
    let mut count = 0;
    loop {
        let mut tx = db.read().await?;
        let entries = page(&mut tx, after, CHUNK).await?;
        drop(tx);
        let Some(last) = entries.last() else { return Ok(count) };
        after = last.seq;
        for entry in &entries {
            each(&entry.line())?;
            count += 1;
        }
    }
}
