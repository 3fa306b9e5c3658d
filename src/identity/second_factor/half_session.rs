//! Half session: the password was right and the second proof is owed. It opens that one page.

use chrono::Duration;
use poem::web::cookie::CookieJar;

use crate::{
    app::App,
    clock::bytes,
    db::Tx,
    error::Result,
    id::PersonId,
    identity::session::{cookie, hash},
    sql,
};

/// How long the proof may take.
const LASTS: Duration = Duration::minutes(10);
/// Proofs that may be tried before the password is asked again.
const MOST_TRIES: i64 = 5;

/// Who owes a proof.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Half {
    /// Who.
    pub person_id: PersonId,
    /// Where to go after log-in.
    pub next: String,
}

/// Starts one and gives its token, 256 random bits in hex.
pub async fn start(tx: &mut Tx, person: &PersonId, next: &str) -> Result<String> {
    let token = hex::encode(bytes::<32>(tx.random()));
    let (hash, now) = (hash(&token), tx.now());
    sql!(
        tx,
        sqlx::query("delete from half_session where expires_at <= $1")
            .bind(now)
            .execute(tx)
            .await
            .map(drop)
    )?;
    sql!(
        tx,
        sqlx::query(
            "insert into half_session (token_hash, person_id, next, tries, expires_at)
             values ($1, $2, $3, $4, $5)"
        )
        .bind(hash)
        .bind(person)
        .bind(next)
        .bind(0_i64)
        .bind(now + LASTS)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(token)
}

/// Who holds `token`, if it can still be used.
pub async fn look(tx: &mut Tx, token: &str) -> Result<Option<Half>> {
    let (hash, now) = (hash(token), tx.now());
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select person_id, next from half_session
             where token_hash = $1 and expires_at > $2 and tries < $3"
        )
        .bind(hash)
        .bind(now)
        .bind(MOST_TRIES)
        .fetch_optional(tx)
        .await
    )?)
}

/// The same, counting one try before it is known whether it is right.
pub async fn count_try(app: &App, token: &str) -> Result<Option<Half>> {
    let mut tx = app.db.write().await?;
    let (hash, now) = (hash(token), tx.now());
    let half = sql!(
        tx,
        sqlx::query_as(
            "update half_session set tries = tries + 1
             where token_hash = $1 and expires_at > $2 and tries < $3
             returning person_id, next"
        )
        .bind(hash)
        .bind(now)
        .bind(MOST_TRIES)
        .fetch_optional(tx)
        .await
    )?;
    tx.save_unrecorded("a counter is not a change of record").await?;
    Ok(half)
}

/// Ends every half session of a person: one was completed, or what it rested on has changed.
pub async fn end_all(tx: &mut Tx, person: &PersonId) -> Result<()> {
    sql!(
        tx,
        sqlx::query("delete from half_session where person_id = $1")
            .bind(person)
            .execute(tx)
            .await
            .map(drop)
    )?;
    Ok(())
}

fn cookie_name(app: &App) -> &'static str {
    if app.config.is_secure() { "__Host-half-session" } else { "half-session" }
}

/// The token that came with the browser's cookie.
pub fn token_in_cookie(app: &App, jar: &CookieJar) -> Option<String> {
    jar.get(cookie_name(app)).map(|cookie| cookie.value_str().to_owned())
}

/// Gives the token to the browser.
pub fn put_cookie(app: &App, jar: &CookieJar, token: &str) {
    jar.add(cookie(app, cookie_name(app), token));
}

/// Takes it back.
pub fn clear_cookie(app: &App, jar: &CookieJar) {
    let mut cookie = cookie(app, cookie_name(app), "");
    cookie.make_removal();
    jar.add(cookie);
}
