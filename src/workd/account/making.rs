//! Makes an account within what was granted, and changes one.

use serde_json::json;

use super::{
    Account, MB, by_id,
    reading::{Ready, Typed, latin, read_names, read_recovery},
};
use crate::{
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    id::AccountId,
    identity::access::Actor,
    sql,
    thai::text,
    web::locale::Text,
    workd::{
        account_link::{self, Purpose},
        alias,
        domain::Domain,
    },
};

/// Makes an account. The holder chooses the password by a link, which goes to the recovery address;
/// where there is none it is given back, for the administrator to hand over.
///
/// # Errors
/// A conflict when the domain is not open or the grant is used up; a mistake when the address is
/// taken.
pub async fn create(
    tx: &mut Tx,
    app: &crate::app::App,
    me: &Actor,
    domain: &Domain,
    new: &Ready,
) -> Result<(Account, Option<String>)> {
    if domain.state != "open" {
        return Err(Error::conflict("domain-not-open", Text::new("domain-not-open")));
    }
    lock(tx, domain).await?;
    check_room(tx, domain, 1).await?;
    let account = insert(tx, Some(me), domain, new, "user").await?;
    let link = account_link::invite(tx, app, domain, &account, Purpose::Activation).await?;
    Ok((account, link))
}

/// Holds every other change of the domain's accounts back until this transaction ends: the grant
/// is counted and used in one go.
pub async fn lock(tx: &mut Tx, domain: &Domain) -> Result<()> {
    sql!(
        tx,
        sqlx::query(
            "update domain set granted_mail_accounts = granted_mail_accounts where id = $1"
        )
        .bind(&domain.id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// Refuses when fewer than `wanted` accounts are left of the grant, as it stands under the lock.
pub async fn check_room(tx: &mut Tx, domain: &Domain, wanted: i64) -> Result<()> {
    let (used, granted): (i64, i64) = sql!(
        tx,
        sqlx::query_as(
            "select (select count(*) from account
                     where domain_id = d.id and state <> 'deleted' and kind = 'user'),
                    d.granted_mail_accounts
             from domain d where d.id = $1"
        )
        .bind(&domain.id)
        .fetch_one(tx)
        .await
    )?;
    if used + wanted > granted {
        let text = Text::new("grant-used-up").with("granted", granted).with("used", used);
        return Err(Error::conflict("grant-used-up", text));
    }
    Ok(())
}

/// Keeps the row of an account.
pub async fn insert(
    tx: &mut Tx,
    by: Option<&Actor>,
    domain: &Domain,
    new: &Ready,
    kind: &'static str,
) -> Result<Account> {
    let address = format!("{}@{}", new.local_part, domain.name);
    if let Some(taken) = alias::whose(tx, &address).await? {
        let text = Text::new("local-part-is-alias").with("address", taken);
        return Err(Error::mistake("local_part", "taken", text));
    }
    let (id, now) = (AccountId::new(tx), tx.now());
    let sort_key = text::sort_key(&format!("{} {}", new.first_name, new.last_name));
    let made = sql!(
        tx,
        sqlx::query(
            "insert into account (id, domain_id, local_part, address, kind, first_name, last_name,
                 first_name_en, last_name_en, sort_key, recovery_email, quota_bytes, state,
                 when_suspended, identity_how, identity_by, identity_on, created_at, created_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'invited', 'reject', $13,
                 $14, $15, $16, $14)
             on conflict (address) do nothing"
        )
        .bind(&id)
        .bind(&domain.id)
        .bind(&new.local_part)
        .bind(&address)
        .bind(kind)
        .bind(&new.first_name)
        .bind(&new.last_name)
        .bind(&new.first_name_en)
        .bind(&new.last_name_en)
        .bind(&sort_key)
        .bind(&new.recovery_email)
        .bind(new.quota_bytes)
        .bind(&new.identity_how)
        .bind(by.map(|by| by.id.as_str()))
        .bind(new.identity_on.to_string())
        .bind(now)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if made == 0 {
        let text = Text::new("local-part-taken").with("address", address);
        return Err(Error::mistake("local_part", "taken", text));
    }
    let facts = json!({"domain": domain.id, "kind": kind, "identity_how": "recorded"});
    audit::record(tx, by.map(|by| &by.id), "workd.account.made", id.as_str(), facts).await?;
    by_id(tx, &id).await
}

/// What may be changed of an account; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Given name in Latin script.
    pub first_name_en: Option<String>,
    /// Family name in Latin script.
    pub last_name_en: Option<String>,
    /// Size of the mailbox, in MB.
    pub quota_mb: Option<i64>,
    /// Where one-time links go; empty for nowhere.
    pub recovery_email: Option<String>,
    /// What a letter to it meets while it is suspended.
    pub when_suspended: Option<String>,
}

/// Changes an account.
///
/// # Errors
/// Mistakes by field.
pub async fn change(tx: &mut Tx, me: &Actor, account: &Account, change: &Change) -> Result<()> {
    let mut mistakes = Vec::new();
    let typed = Typed {
        first_name: change.first_name.clone().unwrap_or_else(|| account.first_name.clone()),
        last_name: change.last_name.clone().unwrap_or_else(|| account.last_name.clone()),
        ..Typed::default()
    };
    let names = read_names(&typed, &mut mistakes);
    let quota_mb = change.quota_mb.unwrap_or(account.quota_mb());
    if !(1..=1_000_000).contains(&quota_mb) {
        mistakes.push(Mistake::new("quota_mb", "range", Text::new("quota-shape")));
    }
    let recovery = match &change.recovery_email {
        Some(typed) => read_recovery(Some(typed), &mut mistakes),
        None => account.recovery_email.clone(),
    };
    let when = change.when_suspended.as_deref().unwrap_or(&account.when_suspended);
    if !["reject", "defer", "keep"].contains(&when) {
        let text = Text::new("request-choice-unknown");
        mistakes.push(Mistake::new("when_suspended", "unknown", text));
    }
    let (Some((first_name, last_name)), true) = (names, mistakes.is_empty()) else {
        return Err(Error::Mistakes(mistakes));
    };
    let sort_key = text::sort_key(&format!("{first_name} {last_name}"));
    let english = |changed: &Option<String>, kept: &Option<String>| match changed {
        Some(name) => latin(Some(name)),
        None => kept.clone(),
    };
    sql!(
        tx,
        sqlx::query(
            "update account set first_name = $1, last_name = $2, first_name_en = $3,
                 last_name_en = $4, sort_key = $5, quota_bytes = $6, recovery_email = $7,
                 when_suspended = $8
             where id = $9"
        )
        .bind(&first_name)
        .bind(&last_name)
        .bind(english(&change.first_name_en, &account.first_name_en))
        .bind(english(&change.last_name_en, &account.last_name_en))
        .bind(&sort_key)
        .bind(quota_mb * MB)
        .bind(&recovery)
        .bind(when)
        .bind(&account.id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(tx, Some(&me.id), "workd.account.changed", account.id.as_str(), json!({})).await
}
