//! Trail: what was done to a domain and its accounts, and by whom.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::types::Json;

use crate::{
    db::Tx,
    error::Result,
    sql,
    thai::name,
    workd::{account::Account, domain::Domain},
};

/// What only the holder does; the record names no person, since an account is none.
const BY_HOLDER: [&str; 7] = [
    "workd.account.password_chosen",
    "workd.account.password_changed",
    "workd.account.logged_in",
    "workd.account.logged_out",
    "workd.account.forwarding",
    "workd.app_password.made",
    "workd.app_password.revoked",
];

/// What is done by whoever knows the address and not the password.
const BY_STRANGER: &str = "workd.account.log_in_refused";

/// Who did something to the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// The holder.
    Yourself,
    /// A person of the product, by full name.
    Person(String),
    /// Somebody who was not let in.
    Stranger,
    /// The product by itself.
    System,
}

/// One entry of the audit trail with the names of those it is about.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Entry {
    /// Which; ids sort by time.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What, as in `audit::record`.
    pub act: String,
    /// The address of the account that it was done to, unless it was the domain.
    pub address: Option<String>,
    /// Facts, never what was typed into a field.
    pub detail: Json<Value>,
    prefix: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
}

impl Entry {
    /// The key of the sentence that says what was done.
    pub fn key(&self) -> String {
        format!("act-{}", self.act.replace(['.', '_'], "-"))
    }

    /// Who did it; none for the product itself and for a holder with the mailbox's own password.
    pub fn actor(&self) -> Option<String> {
        let (first, last) = (self.first_name.as_deref()?, self.last_name.as_deref()?);
        Some(name::full(self.prefix.as_deref().unwrap_or_default(), first, last))
    }

    /// Who did it, told to the holder of the account.
    pub fn who(&self) -> Who {
        match self.actor() {
            Some(name) => Who::Person(name),
            None if BY_HOLDER.contains(&self.act.as_str()) => Who::Yourself,
            None if self.act == BY_STRANGER => Who::Stranger,
            None => Who::System,
        }
    }

    /// A fact of the entry, if it is a text.
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.detail.get(name).and_then(Value::as_str)
    }
}

/// An entry with its names, once; which entries follows.
macro_rules! select_entry {
    ($rest:literal) => {
        concat!(
            "select e.id, e.at, e.act, a.address, e.detail, p.prefix, p.first_name, p.last_name
             from audit e left join person p on p.id = e.actor_id
             left join account a on a.id = e.subject ",
            $rest
        )
    };
}

/// What was done to a domain, its accounts and its administrators, the newest first. `before` is
/// the id of the last entry on the page before, or empty.
pub async fn of_domain(
    tx: &mut Tx,
    domain: &Domain,
    before: &str,
    limit: i64,
) -> Result<Vec<Entry>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_entry!(
            "where ($3 = '' or e.id < $3)
                 and (e.subject = $1 or (e.subject = $2 and e.act like 'workd.admin.%')
                      or e.subject in (select id from account where domain_id = $1))
             order by e.id desc limit $4"
        ))
        .bind(&domain.id)
        .bind(&domain.agency_id)
        .bind(before)
        .bind(limit)
        .fetch_all(tx)
        .await
    )?)
}

/// What was done to one account, the newest first, as its holder sees it.
pub async fn of_account(
    tx: &mut Tx,
    account: &Account,
    before: &str,
    limit: i64,
) -> Result<Vec<Entry>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_entry!(
            "where ($2 = '' or e.id < $2) and e.subject = $1 order by e.id desc limit $3"
        ))
        .bind(&account.id)
        .bind(before)
        .bind(limit)
        .fetch_all(tx)
        .await
    )?)
}

/// The latest that was done to an account, the newest first, as its administrators see it. When
/// its holder logged in is the holder's own business.
pub async fn latest_of_account(tx: &mut Tx, account: &Account, limit: i64) -> Result<Vec<Entry>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_entry!(
            "where e.subject = $1 and e.act <> 'workd.account.logged_in'
             order by e.id desc limit $2"
        ))
        .bind(&account.id)
        .bind(limit)
        .fetch_all(tx)
        .await
    )?)
}
