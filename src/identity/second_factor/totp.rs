//! Totp: an app that shows six digits, new every half minute (RFC 6238). The secret lies sealed.

use chrono::{DateTime, Utc};
use totp_rs::{Builder, Totp};

use crate::{
    app::App,
    clock::bytes,
    db::Tx,
    error::{Error, Result},
    id::{self, PersonId},
    identity::{
        access::Actor,
        seal::{Sealed, SealedColumn},
        second_factor::{self, proof::Proof},
    },
    sql,
    web::locale::Text,
};

/// Bytes of a secret (RFC 4226, section 4).
const SECRET: usize = 20;
/// Steps before and after the present one whose code is taken: clocks differ.
const SKEW: u16 = 1;

/// An app that counts.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Enrolled {
    /// Since when.
    pub confirmed_at: DateTime<Utc>,
    /// When a code of it was last used.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// An app that is being set up.
pub struct Begun {
    /// The secret in base32, to type.
    pub secret: String,
    /// The same as an address, for the QR code.
    pub url: String,
}

impl Begun {
    /// The secret in groups of four.
    pub fn groups(&self) -> String {
        let letters: Vec<char> = self.secret.chars().collect();
        let groups = letters.chunks(4).map(|group| group.iter().collect::<String>());
        groups.collect::<Vec<_>>().join(" ")
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    secret_sealed: Vec<u8>,
    secret_key: i64,
}

impl Row {
    fn open(self, app: &App, account: &str) -> Result<Totp> {
        let sealed = Sealed { bytes: self.secret_sealed, key: self.secret_key };
        let secret = app.keys.open(&place(&self.id), &sealed)?;
        // A colon would part the issuer from the account in the address of the QR code.
        Builder::new()
            .with_secret(secret.to_vec())
            .with_skew(SKEW)
            .with_issuer(Some("Rian"))
            .with_account_name(account.replace(':', " "))
            .build()
            .map_err(|error| Error::internal(error.to_string()))
    }
}

/// The place that a secret is sealed for.
/// Where the secrets of apps stand.
pub const SEALED: SealedColumn =
    SealedColumn { table: "totp", sealed: "secret_sealed", key: "secret_key", place };

fn place(row: &str) -> String {
    format!("totp/secret/{row}")
}

/// The app of a person, if it counts.
pub async fn enrolled(tx: &mut Tx, person: &PersonId) -> Result<Option<Enrolled>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select confirmed_at, last_used_at from totp
             where person_id = $1 and confirmed_at is not null"
        )
        .bind(person)
        .fetch_optional(tx)
        .await
    )?)
}

/// Makes a secret for `me`; an earlier one that was never confirmed is forgotten.
pub async fn begin(tx: &mut Tx, app: &App, me: &Actor) -> Result<Begun> {
    second_factor::may_manage(tx, me).await?;
    sql!(
        tx,
        sqlx::query("delete from totp where person_id = $1 and confirmed_at is null")
            .bind(&me.id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    let now = tx.now();
    let row = id::fresh(now, tx.random());
    let secret = zeroize::Zeroizing::new(bytes::<SECRET>(tx.random()));
    let sealed = app.keys.seal(&place(&row), &*secret, tx.random())?;
    sql!(
        tx,
        sqlx::query(
            "insert into totp (id, person_id, secret_sealed, secret_key, created_at, last_step)
             values ($1, $2, $3, $4, $5, $6)"
        )
        .bind(row)
        .bind(&me.id)
        .bind(sealed.bytes)
        .bind(sealed.key)
        .bind(now)
        .bind(0_i64)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let begun = begun(tx, app, me).await?;
    begun.ok_or_else(|| Error::internal("a secret that was just made is gone"))
}

/// The secret that `me` has begun with and not confirmed.
pub async fn begun(tx: &mut Tx, app: &App, me: &Actor) -> Result<Option<Begun>> {
    let Some(row) = row(tx, &me.id, false).await? else { return Ok(None) };
    let totp = row.open(app, &me.email)?;
    let url = totp.to_url().map_err(|error| Error::internal(error.to_string()))?;
    Ok(Some(Begun { secret: totp.secret().to_base32(), url }))
}

/// Makes the begun app count, once a code of it is typed back. It takes the place of an earlier one.
///
/// # Errors
/// A mistake in `code`; `NotFound` where nothing was begun.
pub async fn confirm(tx: &mut Tx, app: &App, me: &Actor, code: &str) -> Result<()> {
    second_factor::may_manage(tx, me).await?;
    let row = row(tx, &me.id, false).await?.ok_or_else(Error::not_found)?;
    let (id, now) = (row.id.clone(), tx.now());
    let Some(step) = check(&row.open(app, &me.email)?, code, now) else {
        return Err(wrong());
    };
    sql!(
        tx,
        sqlx::query("delete from totp where person_id = $1 and confirmed_at is not null")
            .bind(&me.id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    sql!(
        tx,
        sqlx::query("update totp set confirmed_at = $1, last_step = $2 where id = $3")
            .bind(now)
            .bind(step)
            .bind(id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    second_factor::added(tx, app, me, Proof::Totp).await
}

/// Whether `code` is one of the person's app now, and was not used before; uses it up.
pub async fn accept(tx: &mut Tx, app: &App, person: &PersonId, code: &str) -> Result<bool> {
    let Some(row) = row(tx, person, true).await? else { return Ok(false) };
    let (id, now) = (row.id.clone(), tx.now());
    let Some(step) = check(&row.open(app, "-")?, code, now) else { return Ok(false) };
    let used = sql!(
        tx,
        sqlx::query(
            "update totp set last_step = $1, last_used_at = $2 where id = $3 and last_step < $1"
        )
        .bind(step)
        .bind(now)
        .bind(id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    Ok(used == 1)
}

/// Takes the app away.
///
/// # Errors
/// `NotFound`; a conflict where it is the last factor of somebody who must have one.
pub async fn remove(tx: &mut Tx, app: &App, me: &Actor) -> Result<()> {
    second_factor::may_lose_one(tx, app, me).await?;
    let gone = sql!(
        tx,
        sqlx::query("delete from totp where person_id = $1 and confirmed_at is not null")
            .bind(&me.id)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
    )?;
    if gone == 0 {
        return Err(Error::not_found());
    }
    second_factor::removed(tx, app, me, Proof::Totp).await
}

/// A code that does not count.
pub(crate) fn wrong() -> Error {
    Error::mistake("code", "wrong", Text::new("factor-code-wrong"))
}

async fn row(tx: &mut Tx, person: &PersonId, confirmed: bool) -> Result<Option<Row>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, secret_sealed, secret_key from totp
             where person_id = $1 and (confirmed_at is not null) = $2"
        )
        .bind(person)
        .bind(confirmed)
        .fetch_optional(tx)
        .await
    )?)
}

/// The number of the step whose code this is.
fn check(totp: &Totp, code: &str, now: DateTime<Utc>) -> Option<i64> {
    let seconds = u64::try_from(now.timestamp()).ok()?;
    totp.check(code, seconds).and_then(|step| i64::try_from(step).ok())
}
