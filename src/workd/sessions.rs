//! Sessions: those of the mailbox page, and those at the mail server, which outlast a suspension
//! until the server is told to end them.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use crate::{
    app::App,
    clock::bytes,
    db::Tx,
    error::Result,
    id::AccountId,
    identity::session::hash,
    jobs, sql,
    workd::{
        account::{self, Account},
        doveadm::Doveadm,
        jobs::EndSessions,
    },
};

/// A session of the mailbox page ends after so long without use.
const IDLE: Duration = Duration::hours(12);

/// How old `last_seen_at` may grow before it is written again: a page view should not cost a write.
const TOUCH_AFTER: Duration = Duration::minutes(10);

/// Ends every session of an account: on its page at once, at the mail server by a job that is
/// repeated until the server has answered.
pub async fn end(tx: &mut Tx, account: &Account) -> Result<()> {
    sql!(
        tx,
        sqlx::query("delete from account_session where account_id = $1")
            .bind(&account.id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    end_at_the_server(tx, &account.address).await
}

/// Ends the sessions of `user` at the mail server: an address, or `*@DOMAIN` for all of a domain.
pub async fn end_at_the_server(tx: &mut Tx, user: &str) -> Result<()> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "insert into session_end (address, since) values ($1, $2)
             on conflict (address) do update set since = $2"
        )
        .bind(user)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    jobs::enqueue(tx, &EndSessions {}).await
}

/// Tells the mail server which sessions to end; what it has not heard stays written down.
///
/// # Errors
/// In words, when the server does not answer.
pub async fn tell_the_server(app: &App) -> Result<(), String> {
    let words = |error: crate::error::Error| error.to_string();
    let Some(doveadm) = Doveadm::of(app) else { return forget(app, None).await.map_err(words) };
    let mut tx = app.db.read().await.map_err(words)?;
    let waiting: Vec<(String, DateTime<Utc>)> = sql!(
        tx,
        sqlx::query_as("select address, since from session_end order by since limit 1000")
            .fetch_all(tx)
            .await
    )
    .map_err(|error| error.to_string())?;
    drop(tx);
    for (user, since) in waiting {
        doveadm.kick(&user).await?;
        forget(app, Some((&user, since))).await.map_err(words)?;
    }
    Ok(())
}

async fn forget(app: &App, which: Option<(&str, DateTime<Utc>)>) -> Result<()> {
    let mut tx = app.db.write().await?;
    let (user, since) = which.unzip();
    sql!(
        tx,
        sqlx::query("delete from session_end where $1 is null or (address = $1 and since = $2)")
            .bind(user)
            .bind(since)
            .execute(tx)
            .await
            .map(drop)
    )?;
    tx.save_unrecorded("the suspension itself is on record").await
}

/// Starts a session on the mailbox page and gives its token, 256 random bits in hex.
pub async fn start(tx: &mut Tx, account: &AccountId) -> Result<String> {
    let token = hex::encode(bytes::<32>(tx.random()));
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "insert into account_session (token_hash, account_id, created_at, last_seen_at,
                 expires_at) values ($1, $2, $3, $3, $4)"
        )
        .bind(hash(&token))
        .bind(account)
        .bind(now)
        .bind(now + IDLE)
        .execute(tx)
        .await
        .map(drop)
    )?;
    sql!(
        tx,
        sqlx::query("update account set last_login_at = $1 where id = $2")
            .bind(now)
            .bind(account)
            .execute(tx)
            .await
            .map(drop)
    )?;
    let subject = account.as_str();
    crate::audit::record(tx, None, "workd.account.logged_in", subject, json!({})).await?;
    Ok(token)
}

/// Whose session the token is, if it has not ended and the account may log in.
pub async fn holder(app: &App, token: &str) -> Result<Option<Account>> {
    let mut tx = app.db.read().await?;
    let now = tx.now();
    let found: Option<(AccountId, DateTime<Utc>)> = sql!(
        tx,
        sqlx::query_as(
            "select a.id, s.last_seen_at from account_session s
             join account a on a.id = s.account_id
             join domain d on d.id = a.domain_id
             where s.token_hash = $1 and s.expires_at > $2 and a.state = 'active'
                 and d.state = 'open'"
        )
        .bind(hash(token))
        .bind(now)
        .fetch_optional(tx)
        .await
    )?;
    let Some((id, seen)) = found else { return Ok(None) };
    let account = account::by_id(&mut tx, &id).await?;
    drop(tx);
    if now - seen > TOUCH_AFTER {
        touch(app, token).await?;
    }
    Ok(Some(account))
}

async fn touch(app: &App, token: &str) -> Result<()> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "update account_session set last_seen_at = $1, expires_at = $2 where token_hash = $3"
        )
        .bind(now)
        .bind(now + IDLE)
        .bind(hash(token))
        .execute(tx)
        .await
        .map(drop)
    )?;
    tx.save_unrecorded("being seen is not a change of record").await
}

/// Ends one session of the mailbox page, as its holder asked.
pub async fn log_out(tx: &mut Tx, account: &AccountId, token: &str) -> Result<()> {
    end_own(tx, account, token, false).await?;
    let subject = account.as_str();
    crate::audit::record(tx, None, "workd.account.logged_out", subject, json!({})).await
}

/// Ends one session of the mailbox page, or all others of the same account.
pub async fn end_own(tx: &mut Tx, account: &AccountId, token: &str, others: bool) -> Result<()> {
    let token = hash(token);
    sql!(
        tx,
        sqlx::query(
            "delete from account_session
             where account_id = $1 and ((token_hash = $2 and not $3) or (token_hash <> $2 and $3))"
        )
        .bind(account)
        .bind(&token)
        .bind(others)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}
