//! One-time links in letters: to set a password, to confirm an address.

use chrono::Duration;
use sha2::{Digest, Sha256};

use crate::{clock::bytes, db::Tx, error::Result, id::PersonId, sql};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Choosing a password, forgotten or never set.
    Password,
    /// Proving that an address is one's own.
    Email,
    /// Choosing a first password and answering the texts, for an account that a desk made.
    Welcome,
    /// Proving that a new address is one's own, before it takes the place of the old.
    NewEmail,
    /// Agreeing, from the old address, to the new one.
    EmailApproval,
    /// Refusing, from the old address, the new one.
    EmailRefusal,
}

impl Purpose {
    fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Email => "email",
            Self::Welcome => "welcome",
            Self::NewEmail => "new_email",
            Self::EmailApproval => "email_approval",
            Self::EmailRefusal => "email_refusal",
        }
    }
}

/// Makes a link's token, 192 random bits in hex. Earlier links of the same purpose end.
pub async fn make(
    tx: &mut Tx,
    person: &PersonId,
    purpose: Purpose,
    lasts: Duration,
) -> Result<String> {
    let token = hex::encode(bytes::<24>(tx.random()));
    let now = tx.now();
    sql!(
        tx,
        sqlx::query("delete from one_time_link where person_id = $1 and purpose = $2")
            .bind(person)
            .bind(purpose.code())
            .execute(tx)
            .await
            .map(drop)
    )?;
    let hash = hash(&token);
    sql!(
        tx,
        sqlx::query(
            "insert into one_time_link (token_hash, person_id, purpose, expires_at)
             values ($1, $2, $3, $4)"
        )
        .bind(hash)
        .bind(person)
        .bind(purpose.code())
        .bind(now + lasts)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(token)
}

/// Whose link it is, if it can still be used; uses nothing up.
pub async fn look(tx: &mut Tx, token: &str, purpose: Purpose) -> Result<Option<PersonId>> {
    let (hash, now) = (hash(token), tx.now());
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select person_id from one_time_link
             where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3"
        )
        .bind(hash)
        .bind(purpose.code())
        .bind(now)
        .fetch_optional(tx)
        .await
    )?)
}

/// Uses the link up and gives its person; `None` when it was used, has expired or never was.
pub async fn take(tx: &mut Tx, token: &str, purpose: Purpose) -> Result<Option<PersonId>> {
    let (hash, now) = (hash(token), tx.now());
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "update one_time_link set used_at = $3
             where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3
             returning person_id"
        )
        .bind(hash)
        .bind(purpose.code())
        .bind(now)
        .fetch_optional(tx)
        .await
    )?)
}

/// Ends every link of these purposes that a person still has.
pub async fn end(tx: &mut Tx, person: &PersonId, purposes: &[Purpose]) -> Result<()> {
    for purpose in purposes {
        sql!(
            tx,
            sqlx::query("delete from one_time_link where person_id = $1 and purpose = $2")
                .bind(person)
                .bind(purpose.code())
                .execute(tx)
                .await
                .map(drop)
        )?;
    }
    Ok(())
}

/// Whether the link was used before.
pub async fn was_used(tx: &mut Tx, token: &str, purpose: Purpose) -> Result<bool> {
    let hash = hash(token);
    let used: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from one_time_link
             where token_hash = $1 and purpose = $2 and used_at is not null"
        )
        .bind(hash)
        .bind(purpose.code())
        .fetch_one(tx)
        .await
    )?;
    Ok(used > 0)
}

fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}
