//! Passkey: a key pair on a person's device (Web Authentication, level 3); we keep the public half.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{self, PersonId},
    identity::{
        access::Actor,
        second_factor::{self, ceremony::Registered, proof::Proof},
    },
    sql,
    thai::text,
    web::locale::Text,
};

/// The longest name of a passkey, in graphemes.
const LONGEST_NAME: usize = 60;
/// The most that one person keeps.
const MOST: usize = 20;

/// A passkey, for its owner.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Passkey {
    /// Its id here.
    pub id: String,
    /// As its owner calls it.
    pub name: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it was last used.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// What a passkey's answer is judged by.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Key {
    /// Its id here.
    pub id: String,
    /// Whose.
    pub person_id: PersonId,
    /// The id that its device gave it.
    pub credential_id: Vec<u8>,
    /// Its public key.
    pub static_state: Vec<u8>,
    /// Its counter and its state of backup, as last seen.
    pub dynamic_state: Vec<u8>,
    /// How its device can be reached.
    pub transports: i64,
}

/// The passkeys of a person, the oldest first.
pub async fn of(tx: &mut Tx, person: &PersonId) -> Result<Vec<Passkey>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, name, created_at, last_used_at from passkey
             where person_id = $1 order by id"
        )
        .bind(person)
        .fetch_all(tx)
        .await
    )?)
}

/// The same with their keys.
pub async fn keys_of(tx: &mut Tx, person: &PersonId) -> Result<Vec<Key>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, person_id, credential_id, static_state, dynamic_state, transports
             from passkey where person_id = $1 order by id"
        )
        .bind(person)
        .fetch_all(tx)
        .await
    )?)
}

/// The passkey that its device calls `credential`.
pub async fn find(tx: &mut Tx, credential: &[u8]) -> Result<Option<Key>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, person_id, credential_id, static_state, dynamic_state, transports
             from passkey where credential_id = $1"
        )
        .bind(credential)
        .fetch_optional(tx)
        .await
    )?)
}

/// Keeps a passkey that a ceremony has brought.
///
/// # Errors
/// Mistakes in `name`; conflicts where the device's id is taken or there are too many.
pub async fn add(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    name: &str,
    registered: Registered,
) -> Result<()> {
    second_factor::may_manage(tx, me).await?;
    let name = text::normalise(name);
    if name.is_empty() || text::graphemes(&name) > LONGEST_NAME {
        return Err(Error::mistake("name", "required", Text::new("factor-passkey-name-needed")));
    }
    if of(tx, &me.id).await?.len() >= MOST {
        return Err(Error::conflict("too-many-passkeys", Text::new("factor-passkey-many")));
    }
    let now = tx.now();
    let id = id::fresh(now, tx.random());
    let kept = sql!(
        tx,
        sqlx::query(
            "insert into passkey (id, person_id, name, credential_id, static_state, dynamic_state,
                 transports, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (credential_id) do nothing"
        )
        .bind(id)
        .bind(&me.id)
        .bind(&name)
        .bind(registered.credential_id)
        .bind(registered.static_state)
        .bind(registered.dynamic_state)
        .bind(registered.transports)
        .bind(now)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if kept == 0 {
        return Err(Error::conflict("passkey-taken", Text::new("factor-passkey-refused")));
    }
    second_factor::added(tx, app, me, Proof::Passkey).await
}

/// Notes that `key` was used and what its device said of itself. False when another answer of the
/// same device came between: a copy of it must not pass beside it.
pub async fn used(tx: &mut Tx, key: &Key, state: &[u8]) -> Result<bool> {
    let now = tx.now();
    let written = sql!(
        tx,
        sqlx::query(
            "update passkey set dynamic_state = $1, last_used_at = $2
             where id = $3 and dynamic_state = $4"
        )
        .bind(state)
        .bind(now)
        .bind(&key.id)
        .bind(&key.dynamic_state)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    Ok(written == 1)
}

/// Takes a passkey away.
///
/// # Errors
/// `NotFound`; a conflict where it is the last factor of somebody who must have one.
pub async fn remove(tx: &mut Tx, app: &App, me: &Actor, id: &str) -> Result<()> {
    second_factor::may_lose_one(tx, app, me).await?;
    let gone = sql!(
        tx,
        sqlx::query("delete from passkey where id = $1 and person_id = $2")
            .bind(id)
            .bind(&me.id)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
    )?;
    if gone == 0 {
        return Err(Error::not_found());
    }
    second_factor::removed(tx, app, me, Proof::Passkey).await
}

/// Somebody's passkey gave an answer that does not count; why is kept, in one word.
pub async fn refused(tx: &mut Tx, key: &Key, why: &'static str) -> Result<()> {
    let (facts, person) = (json!({"kind": "passkey", "reason": why}), key.person_id.as_str());
    audit::record(tx, None, "second_factor.refused", person, facts).await
}
