//! Suspends an account and lets it go on, deletes it and brings it back.

use serde_json::json;

use super::{Account, GRACE, check_room, lock};
use crate::{
    audit,
    db::Tx,
    error::{Error, Result},
    identity::access::Actor,
    sql,
    thai::text,
    web::locale::Text,
    workd::{domain::Domain, forwarding, sessions},
};

/// Suspends an account at once: log-ins and app passwords end with it, sessions are ended by a job.
pub async fn suspend(tx: &mut Tx, me: &Actor, account: &Account, reason: &str) -> Result<()> {
    let reason = text::normalise(reason);
    if reason.is_empty() {
        return Err(Error::mistake("reason", "required", Text::new("reason-required")));
    }
    let now = tx.now();
    let done = sql!(
        tx,
        sqlx::query(
            "update account set state = 'suspended', suspended_at = $1, suspension_reason = $2
             where id = $3 and state in ('invited', 'active')"
        )
        .bind(now)
        .bind(&reason)
        .bind(&account.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 0 {
        return Err(Error::conflict("not-active", Text::new("account-not-active")));
    }
    sessions::end(tx, account).await?;
    audit::record(tx, Some(&me.id), "workd.account.suspended", account.id.as_str(), json!({})).await
}

/// Lets a suspended account go on as it was: active, or invited where no password was chosen yet.
pub async fn resume(tx: &mut Tx, me: &Actor, account: &Account) -> Result<()> {
    let done = sql!(
        tx,
        sqlx::query(
            "update account set state = case when password_hash is null then 'invited'
                 else 'active' end, suspended_at = null, suspension_reason = null
             where id = $1 and state = 'suspended'"
        )
        .bind(&account.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 0 {
        return Err(Error::conflict("not-suspended", Text::new("account-not-suspended")));
    }
    audit::record(tx, Some(&me.id), "workd.account.resumed", account.id.as_str(), json!({})).await
}

/// Deletes an account; for thirty days it can be brought back with its mail.
pub async fn delete(tx: &mut Tx, me: &Actor, account: &Account) -> Result<()> {
    if account.kind != "user" {
        return Err(Error::conflict("official-mailbox", Text::new("account-official")));
    }
    let now = tx.now();
    let done = sql!(
        tx,
        sqlx::query(
            "update account set state = 'deleted', deleted_at = $1, purge_at = $2
             where id = $3 and state <> 'deleted'"
        )
        .bind(now)
        .bind(now + GRACE)
        .bind(&account.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 0 {
        return Err(Error::conflict("already-deleted", Text::new("account-already-deleted")));
    }
    sessions::end(tx, account).await?;
    // A forwarding of an account that is gone would go on accepting letters for it.
    forwarding::switch(tx, &account.address, false).await?;
    audit::record(tx, Some(&me.id), "workd.account.deleted", account.id.as_str(), json!({})).await
}

/// Brings a deleted account back, within the grant.
pub async fn restore(tx: &mut Tx, me: &Actor, domain: &Domain, account: &Account) -> Result<()> {
    lock(tx, domain).await?;
    check_room(tx, domain, 1).await?;
    let done = sql!(
        tx,
        sqlx::query(
            "update account set state = case when password_hash is null then 'invited'
                 else 'active' end, deleted_at = null, purge_at = null
             where id = $1 and state = 'deleted'"
        )
        .bind(&account.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 0 {
        return Err(Error::conflict("not-deleted", Text::new("account-not-deleted")));
    }
    forwarding::switch(tx, &account.address, true).await?;
    audit::record(tx, Some(&me.id), "workd.account.restored", account.id.as_str(), json!({})).await
}
