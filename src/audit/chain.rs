//! The chain: each entry is hashed together with the hash before it, across all writers.

use chrono::{DateTime, Utc};
use serde_json::{Number, Value};
use sha2::{Digest, Sha256};
use sqlx::types::Json;

use super::Entry;
use crate::{
    db::{Db, Tx},
    error::Result,
    sql,
};

/// What stands before the first entry.
pub const GENESIS: [u8; 32] = [0; 32];

/// Entries written by one statement, below the limits of both engines.
const CHUNK: usize = 500;

/// The end of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of the last entry, counted from 1; 0 before the first.
    pub seq: i64,
    /// Its hash.
    pub hash: Vec<u8>,
}

/// The hash of an entry at place `seq` behind `prev`: SHA-256 over the hash before it and every
/// column. No two entries share an encoding: each value carries its length, and a missing one
/// differs from an empty one.
pub fn hash(prev: &[u8], seq: i64, entry: &Entry) -> Vec<u8> {
    let mut bytes = b"rian/audit/v1\0".to_vec();
    put(&mut bytes, prev);
    put(&mut bytes, &seq.to_be_bytes());
    put(&mut bytes, entry.id.as_bytes());
    put(&mut bytes, &entry.at.timestamp_micros().to_be_bytes());
    match &entry.actor {
        None => bytes.push(0),
        Some(actor) => {
            bytes.push(1);
            put(&mut bytes, actor.as_bytes());
        }
    }
    put(&mut bytes, entry.act.as_bytes());
    put(&mut bytes, entry.subject.as_bytes());
    put(&mut bytes, canonical(&entry.detail).as_bytes());
    Sha256::digest(&bytes).to_vec()
}

fn put(bytes: &mut Vec<u8>, value: &[u8]) {
    bytes.extend_from_slice(&(value.len() as u64).to_be_bytes());
    bytes.extend_from_slice(value);
}

/// JSON in one form: keys sorted, no spaces, and numbers as both engines give them back.
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| name.as_str());
            let fields = fields.into_iter().map(|(name, value)| {
                format!("{}:{}", Value::String(name.clone()), canonical(value))
            });
            format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(","))
        }
        Value::Number(number) => plain(number),
        other => other.to_string(),
    }
}

/// PostgreSQL gives `1e2` back as `100`.
fn plain(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e19 => {
            format!("{float:.0}").replace("-0", "0")
        }
        _ => number.to_string(),
    }
}

/// Gives the entries of a transaction their places and writes them. Called by `Tx::save` right
/// before the commit, so that the row of the end is the last lock taken, and held shortly.
pub(crate) async fn link(tx: &mut Tx, entries: Vec<Entry>) -> Result<()> {
    let mut head = take(tx, entries.len()).await?;
    for chunk in entries.chunks(CHUNK) {
        let rows: Vec<(i64, Vec<u8>, Vec<u8>, &Entry)> = chunk
            .iter()
            .map(|entry| {
                head.seq += 1;
                let hash = hash(&head.hash, head.seq, entry);
                let prev = std::mem::replace(&mut head.hash, hash.clone());
                (head.seq, prev, hash, entry)
            })
            .collect();
        sql!(tx, {
            let mut statement = sqlx::QueryBuilder::new(
                "insert into audit (id, at, actor_id, act, subject, detail, seq, prev, hash) ",
            );
            statement.push_values(&rows, |mut row, (seq, prev, hash, entry)| {
                row.push_bind(&entry.id)
                    .push_bind(entry.at)
                    .push_bind(&entry.actor)
                    .push_bind(&entry.act)
                    .push_bind(&entry.subject)
                    .push_bind(Json(&entry.detail))
                    .push_bind(*seq)
                    .push_bind(prev)
                    .push_bind(hash);
            });
            statement.build().execute(tx).await.map(drop)
        })?;
    }
    keep(tx, &head).await
}

/// Locks the end of the chain and gives it as it was, with room made for `count` entries.
async fn take(tx: &mut Tx, count: usize) -> Result<Head> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let (seq, hash): (i64, Option<Vec<u8>>) = sql!(
        tx,
        sqlx::query_as(
            "insert into audit_head (name, seq) values ('audit', $1)
             on conflict (name) do update set seq = audit_head.seq + $1
             returning seq, hash"
        )
        .bind(count)
        .fetch_one(tx)
        .await
    )?;
    Ok(Head { seq: seq - count, hash: hash.unwrap_or_else(|| GENESIS.to_vec()) })
}

async fn keep(tx: &mut Tx, head: &Head) -> Result<()> {
    sql!(
        tx,
        sqlx::query("update audit_head set seq = $1, hash = $2 where name = 'audit'")
            .bind(head.seq)
            .bind(&head.hash)
            .execute(tx)
            .await
            .map(drop)
    )?;
    Ok(())
}

/// The end of the chain, if there is an entry.
pub async fn head(tx: &mut Tx) -> Result<Option<Head>> {
    let found: Option<(i64, Option<Vec<u8>>)> = sql!(
        tx,
        sqlx::query_as("select seq, hash from audit_head where name = 'audit'")
            .fetch_optional(tx)
            .await
    )?;
    Ok(found.and_then(|(seq, hash)| Some(Head { seq, hash: hash? })))
}

/// An entry of a release that had no chain.
type Unlinked = (String, DateTime<Utc>, Option<String>, String, String, Json<Value>);

/// Links the entries of earlier releases, in the order of their time; once in the life of a
/// database, since an entry that appears without a link later on was not written by the product.
/// Gives their number.
pub async fn adopt(db: &Db) -> Result<u64> {
    let mut linked = 0;
    loop {
        let mut tx = db.write().await?;
        let done: i64 = sql!(
            tx,
            sqlx::query_scalar("select count(*) from installation where name = 'audit_chain'")
                .fetch_one(tx)
                .await
        )?;
        if done > 0 {
            return Ok(linked);
        }
        let mut head = take(&mut tx, 0).await?;
        let limit = i64::try_from(CHUNK).unwrap_or(i64::MAX);
        let rows: Vec<Unlinked> = sql!(
            tx,
            sqlx::query_as(
                "select id, at, actor_id, act, subject, detail from audit where seq is null
                 order by at, id limit $1"
            )
            .bind(limit)
            .fetch_all(tx)
            .await
        )?;
        let is_last = rows.len() < CHUNK;
        for (id, at, actor, act, subject, detail) in rows {
            let entry = Entry { id, at, actor, act, subject, detail: detail.0 };
            head.seq += 1;
            let hash = hash(&head.hash, head.seq, &entry);
            sql!(
                tx,
                sqlx::query(
                    "update audit set seq = $1, prev = $2, hash = $3 where id = $4 and seq is null"
                )
                .bind(head.seq)
                .bind(&head.hash)
                .bind(&hash)
                .bind(&entry.id)
                .execute(tx)
                .await
                .map(drop)
            )?;
            head.hash = hash;
            linked += 1;
        }
        if head.seq > 0 {
            keep(&mut tx, &head).await?;
        }
        if is_last {
            sql!(
                tx,
                sqlx::query(
                    "insert into installation (name, value) values ('audit_chain', 'linked')
                     on conflict (name) do nothing"
                )
                .execute(tx)
                .await
                .map(drop)
            )?;
        }
        tx.save_unrecorded("entries are linked, none is added").await?;
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry() -> Entry {
        Entry {
            id: "01a".into(),
            at: "2026-04-07T03:00:00Z".parse().unwrap(),
            actor: None,
            act: "a".into(),
            subject: "bc".into(),
            detail: json!({"b": 1, "a": [true, null, "x"]}),
        }
    }

    #[test]
    fn no_two_entries_share_an_encoding() {
        let base = hash(&GENESIS, 1, &entry());
        let others = [
            hash(&GENESIS, 2, &entry()),
            hash(&[1; 32], 1, &entry()),
            hash(&GENESIS, 1, &Entry { act: "ab".into(), subject: "c".into(), ..entry() }),
            hash(&GENESIS, 1, &Entry { actor: Some(String::new()), ..entry() }),
            hash(&GENESIS, 1, &Entry { detail: json!({"b": 1, "a": [true, null]}), ..entry() }),
        ];
        for other in others {
            assert_ne!(other, base);
        }
    }

    #[test]
    fn facts_have_one_form_whatever_the_engine_gives_back() {
        assert_eq!(canonical(&entry().detail), r#"{"a":[true,null,"x"],"b":1}"#);
        let read = |text: &str| canonical(&serde_json::from_str(text).unwrap());
        assert_eq!(read("1e2"), read("100"));
        assert_eq!(read("1e16"), read("10000000000000000"));
        assert_eq!(read("2.0"), read("2"));
        assert_ne!(read("2.5"), read("2"));
    }
}
