//! Account: made within what was granted, after an identity check; changed, suspended, ended with grace.

mod making;
mod reading;
mod standing;

use chrono::{DateTime, Duration, Utc};

pub use self::{
    making::{Change, change, check_room, create, insert, lock},
    reading::{Ready, Typed},
    standing::{delete, restore, resume, suspend},
};
use crate::{
    db::Tx,
    error::{Error, Result},
    id::{AccountId, DomainId},
    sql,
    thai::{name, text},
    web::locale::Text,
    workd::{alias, domain::Domain, local_part},
};

/// How long a deleted account can be brought back.
pub const GRACE: Duration = Duration::days(30);

const MB: i64 = 1024 * 1024;

/// How many local parts are proposed at a time.
const PROPOSALS: usize = 4;

/// A row of `account`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// Of which domain.
    pub domain_id: DomainId,
    /// Before the `@`.
    pub local_part: String,
    /// The whole address.
    pub address: String,
    /// `user`, or `saraban` for the official mailbox.
    pub kind: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Given name in Latin script.
    pub first_name_en: Option<String>,
    /// Family name in Latin script.
    pub last_name_en: Option<String>,
    /// Where one-time links go.
    pub recovery_email: Option<String>,
    /// Size of the mailbox.
    pub quota_bytes: i64,
    /// `invited`, `active`, `suspended` or `deleted`.
    pub state: String,
    /// What a letter to a suspended account meets: `reject`, `defer` or `keep`.
    pub when_suspended: String,
    /// How the holder's identity was checked.
    pub identity_how: String,
    /// On which day.
    pub identity_on: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Since when it is suspended.
    pub suspended_at: Option<DateTime<Utc>>,
    /// Why.
    pub suspension_reason: Option<String>,
    /// When the mailbox goes.
    pub purge_at: Option<DateTime<Utc>>,
    /// Space in use, as Dovecot said.
    pub used_bytes: Option<i64>,
    /// Whether a password was chosen.
    pub has_password: bool,
}

impl Account {
    /// Given and family name.
    pub fn full_name(&self) -> String {
        crate::thai::name::full("", &self.first_name, &self.last_name)
    }

    /// Size of the mailbox, in MB.
    pub fn quota_mb(&self) -> i64 {
        self.quota_bytes / MB
    }

    /// How much of the mailbox is used, of a hundred.
    pub fn used_percent(&self) -> Option<i64> {
        self.used_bytes.map(|used| (used * 100 / self.quota_bytes.max(1)).min(100))
    }

    /// Space in use, in MB, rounded up.
    pub fn used_mb(&self) -> Option<i64> {
        self.used_bytes.map(|used| (used + MB - 1) / MB)
    }

    /// The recovery address so that its owner knows it and nobody else: `k•••@example.com`.
    pub fn masked_recovery(&self) -> Option<String> {
        let (local, host) = self.recovery_email.as_deref()?.rsplit_once('@')?;
        let first: String = local.chars().take(1).collect();
        Some(format!("{first}•••@{host}"))
    }
}

/// A row of `account`, once; which rows follows.
macro_rules! select_account {
    ($rest:literal) => {
        concat!(
            "select id, domain_id, local_part, address, kind, first_name, last_name, first_name_en,
                    last_name_en, recovery_email, quota_bytes, state, when_suspended, identity_how,
                    identity_on, created_at, suspended_at, suspension_reason, purge_at, used_bytes,
                    password_hash is not null as has_password
             from account ",
            $rest
        )
    };
}

/// The account of that local part, deleted ones too.
pub async fn get(tx: &mut Tx, domain: &Domain, local_part: &str) -> Result<Account> {
    let found: Option<Account> = sql!(
        tx,
        sqlx::query_as(select_account!("where domain_id = $1 and local_part = $2"))
            .bind(&domain.id)
            .bind(local_part)
            .fetch_optional(tx)
            .await
    )?;
    let address = format!("{local_part}@{}", domain.name);
    found.ok_or_else(|| Error::NotFound(Text::new("error-no-account").with("address", address)))
}

/// The account with this id.
pub async fn by_id(tx: &mut Tx, id: &AccountId) -> Result<Account> {
    let found: Option<Account> = sql!(
        tx,
        sqlx::query_as(select_account!("where id = $1")).bind(id).fetch_optional(tx).await
    )?;
    found.ok_or_else(Error::not_found)
}

/// Which accounts of a domain to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of a name or an address.
    pub words: String,
    /// A state, or nothing for all that are not deleted.
    pub state: String,
    /// The local part where the page before ended.
    pub after: String,
}

/// Accounts of a domain, by local part.
pub async fn list(
    tx: &mut Tx,
    domain: &DomainId,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<Account>> {
    let words = text::normalise(&filter.words).to_lowercase();
    // The domain is the same for all: of a whole address only what is before it tells them apart.
    let words = words.split('@').next().unwrap_or_default();
    let like = format!("%{}%", words.replace(['%', '_', '\\'], ""));
    Ok(sql!(
        tx,
        sqlx::query_as(select_account!(
            "where domain_id = $1 and local_part > $2
                 and ($3 = '' and state <> 'deleted' or state = $3)
                 and ($4 = '%%' or local_part like $4
                      or lower(first_name || ' ' || last_name) like $4
                      or lower(coalesce(first_name_en, '') || ' ' || coalesce(last_name_en, ''))
                          like $4)
             order by local_part limit $5"
        ))
        .bind(domain)
        .bind(&filter.after)
        .bind(&filter.state)
        .bind(&like)
        .bind(limit)
        .fetch_all(tx)
        .await
    )?)
}

/// How many accounts of a domain are in each state.
pub async fn counts(tx: &mut Tx, domain: &DomainId) -> Result<Vec<(String, i64)>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select state, count(*) from account where domain_id = $1 group by state order by state"
        )
        .bind(domain)
        .fetch_all(tx)
        .await
    )?)
}

/// Proposes free local parts for an English name, the best first and few of them.
pub async fn proposals(
    tx: &mut Tx,
    domain: &Domain,
    first_name_en: &str,
    last_name_en: &str,
) -> Result<Vec<String>> {
    let mut free = Vec::new();
    for proposal in local_part::suggest(first_name_en, last_name_en) {
        let address = format!("{proposal}@{}", domain.name);
        if !alias::is_account(tx, &address).await? && alias::whose(tx, &address).await?.is_none() {
            free.push(proposal);
        }
        if free.len() == PROPOSALS {
            break;
        }
    }
    Ok(free)
}

/// Who made the account and checked its holder's identity; nobody where the product did, as it
/// opened the domain.
pub async fn maker(tx: &mut Tx, account: &Account) -> Result<Option<String>> {
    let found: Option<(String, String, String)> = sql!(
        tx,
        sqlx::query_as(
            "select p.prefix, p.first_name, p.last_name
             from account a join person p on p.id = a.created_by where a.id = $1"
        )
        .bind(&account.id)
        .fetch_optional(tx)
        .await
    )?;
    Ok(found.map(|(prefix, first, last)| name::full(&prefix, &first, &last)))
}
