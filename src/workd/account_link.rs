//! Account link: one-time, to choose the password of a mail account; nobody else ever sees it.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    app::App,
    audit,
    clock::bytes,
    db::Tx,
    error::{Error, Result},
    id::AccountId,
    identity::access::{Act, Actor},
    mail, sql,
    web::locale::{Locale, Text, Value},
    workd::{
        account::Account,
        domain::{self, Domain},
    },
};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The first password.
    Activation,
    /// Another password, when one was forgotten.
    Reset,
}

impl Purpose {
    fn code(self) -> &'static str {
        match self {
            Self::Activation => "activation",
            Self::Reset => "reset",
        }
    }

    fn lasts(self) -> Duration {
        match self {
            Self::Activation => Duration::days(14),
            Self::Reset => Duration::hours(24),
        }
    }
}

/// Makes a link, 192 random bits in hex; earlier ones of the account end. Gives its address.
pub async fn make(tx: &mut Tx, app: &App, account: &AccountId, purpose: Purpose) -> Result<String> {
    let token = hex::encode(bytes::<24>(tx.random()));
    let now = tx.now();
    sql!(
        tx,
        sqlx::query("delete from account_link where account_id = $1")
            .bind(account)
            .execute(tx)
            .await
            .map(drop)
    )?;
    sql!(
        tx,
        sqlx::query(
            "insert into account_link (token_hash, account_id, purpose, made_at, expires_at)
             values ($1, $2, $3, $4, $5)"
        )
        .bind(hash(&token))
        .bind(account)
        .bind(purpose.code())
        .bind(now)
        .bind(now + purpose.lasts())
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(app.url(&format!("/mailbox/activations/{token}")))
}

/// Sends the link to the recovery address. Where there is none the link is given back, for whoever
/// asked to hand over.
pub async fn invite(
    tx: &mut Tx,
    app: &App,
    domain: &Domain,
    account: &Account,
    purpose: Purpose,
) -> Result<Option<String>> {
    let url = make(tx, app, &account.id, purpose).await?;
    let Some(to) = &account.recovery_email else { return Ok(Some(url)) };
    let key = match purpose {
        Purpose::Activation => "mail-account-invited",
        Purpose::Reset => "mail-account-reset",
    };
    let values = [
        ("name", Value::from(account.full_name())),
        ("address", account.address.clone().into()),
        ("agency", domain.agency.clone().into()),
        ("url", url.into()),
    ];
    mail::send(tx, to, Locale::Th, key, &values).await?;
    Ok(None)
}

/// Lets the holder choose another password, or the first where none was chosen yet: by a link to the
/// recovery address, or given back where there is none.
///
/// # Errors
/// A conflict when the account is suspended or deleted: its link would open nothing.
pub async fn reset(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    domain: &Domain,
    account: &Account,
) -> Result<Option<String>> {
    let purpose = match account.state.as_str() {
        "invited" => Purpose::Activation,
        "active" => Purpose::Reset,
        _ => return Err(Error::conflict("not-active", Text::new("account-not-active"))),
    };
    // A link that is handed over opens the mailbox: that is for those who answer for the accounts.
    if account.recovery_email.is_none() && !domain::may(me, Act::ManageAccounts, domain) {
        return Err(Error::conflict("no-recovery", Text::new("account-no-recovery")));
    }
    let link = invite(tx, app, domain, account, purpose).await?;
    let facts = json!({"handed_over": link.is_some()});
    let subject = account.id.as_str();
    audit::record(tx, Some(&me.id), "workd.account.link_made", subject, facts).await?;
    Ok(link)
}

/// Whose link it is, if it can still be used; uses nothing up.
pub async fn look(tx: &mut Tx, token: &str) -> Result<Option<AccountId>> {
    let now = tx.now();
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select l.account_id from account_link l join account a on a.id = l.account_id
             where l.token_hash = $1 and l.used_at is null and l.expires_at > $2
                 and a.state in ('invited', 'active')"
        )
        .bind(hash(token))
        .bind(now)
        .fetch_optional(tx)
        .await
    )?)
}

/// Uses the link up, sets the password, and makes an invited account active. `None` when the link
/// was used, has expired or never was, or when the account is suspended or deleted.
pub async fn take(tx: &mut Tx, token: &str, password_hash: &str) -> Result<Option<AccountId>> {
    let now = tx.now();
    let account: Option<AccountId> = sql!(
        tx,
        sqlx::query_scalar(
            "update account_link set used_at = $1
             where token_hash = $2 and used_at is null and expires_at > $1
                 and account_id in (select id from account where state in ('invited', 'active'))
             returning account_id"
        )
        .bind(now)
        .bind(hash(token))
        .fetch_optional(tx)
        .await
    )?;
    let Some(account) = account else { return Ok(None) };
    set_password(tx, &account, password_hash).await?;
    audit::record(tx, None, "workd.account.password_chosen", account.as_str(), json!({})).await?;
    Ok(Some(account))
}

/// Sets the password of an account that is not suspended; an invited one becomes active.
pub async fn set_password(tx: &mut Tx, account: &AccountId, password_hash: &str) -> Result<()> {
    sql!(
        tx,
        sqlx::query(
            "update account set password_hash = $1, state = 'active'
             where id = $2 and state in ('invited', 'active')"
        )
        .bind(password_hash)
        .bind(account)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// Sets another password, as its holder asked.
pub async fn change_password(tx: &mut Tx, account: &AccountId, password_hash: &str) -> Result<()> {
    set_password(tx, account, password_hash).await?;
    audit::record(tx, None, "workd.account.password_changed", account.as_str(), json!({})).await
}

/// When the last link of an account was made.
pub async fn made_at(tx: &mut Tx, account: &AccountId) -> Result<Option<DateTime<Utc>>> {
    Ok(sql!(
        tx,
        sqlx::query_scalar("select max(made_at) from account_link where account_id = $1")
            .bind(account)
            .fetch_one(tx)
            .await
    )?)
}

fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}
