//! Holder trail: what was done to a mail account and by whom, for the eyes of its holder.

use chrono::{DateTime, Utc};

use crate::{
    db::Tx,
    error::Result,
    id::{AccountId, PersonId},
    sql,
    thai::name,
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

/// One act.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which, for the page after.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What, as in the record: `workd.account.suspended`.
    pub act: String,
    /// Who.
    pub who: Who,
}

impl Entry {
    /// The key of the sentence that says what was done.
    pub fn key(&self) -> String {
        format!("act-{}", self.act.replace(['.', '_'], "-"))
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    at: DateTime<Utc>,
    act: String,
    actor_id: Option<PersonId>,
    prefix: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
}

/// What was done to the account, the newest first; `before` is the last id of the page before, or
/// nothing.
pub async fn entries(
    tx: &mut Tx,
    account: &AccountId,
    before: &str,
    limit: i64,
) -> Result<Vec<Entry>> {
    let rows: Vec<Row> = sql!(
        tx,
        sqlx::query_as(
            "select t.id, t.at, t.act, t.actor_id, p.prefix, p.first_name, p.last_name
             from audit t left join person p on p.id = t.actor_id
             where t.subject = $1 and ($2 = '' or t.id < $2)
             order by t.id desc limit $3"
        )
        .bind(account)
        .bind(before)
        .bind(limit)
        .fetch_all(tx)
        .await
    )?;
    Ok(rows.into_iter().map(entry).collect())
}

fn entry(row: Row) -> Entry {
    let name = |part: &Option<String>| part.clone().unwrap_or_default();
    let who = match &row.actor_id {
        Some(_) => Who::Person(name::full(
            &name(&row.prefix),
            &name(&row.first_name),
            &name(&row.last_name),
        )),
        None if BY_HOLDER.contains(&row.act.as_str()) => Who::Yourself,
        None if row.act == BY_STRANGER => Who::Stranger,
        None => Who::System,
    };
    Entry { id: row.id, at: row.at, act: row.act, who }
}
