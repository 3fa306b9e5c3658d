//! Account record: who made an account, and what was done to it lately.

use chrono::{DateTime, Utc};

use crate::{db::Tx, error::Result, sql, thai::name, workd::account::Account};

/// Acts that are told of one account.
const MOST: i64 = 20;

/// Something that was done to an account.
#[derive(Clone, Debug)]
pub struct Done {
    /// When.
    pub at: DateTime<Utc>,
    /// The act, as in the audit.
    pub act: String,
    /// Who did it; nobody where the holder or the product itself did.
    pub by: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    at: DateTime<Utc>,
    act: String,
    prefix: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
}

impl Row {
    fn done(self) -> Done {
        let by = match (self.prefix, self.first_name, self.last_name) {
            (Some(prefix), Some(first), Some(last)) => Some(name::full(&prefix, &first, &last)),
            _ => None,
        };
        Done { at: self.at, act: self.act, by }
    }
}

/// The latest acts, the newest first. When its holder logged in is the holder's own business.
pub async fn latest(tx: &mut Tx, account: &Account) -> Result<Vec<Done>> {
    let rows: Vec<Row> = sql!(
        tx,
        sqlx::query_as(
            "select a.at, a.act, p.prefix, p.first_name, p.last_name
             from audit a left join person p on p.id = a.actor_id
             where a.subject = $1 and a.act <> 'workd.account.logged_in'
             order by a.id desc limit $2"
        )
        .bind(&account.id)
        .bind(MOST)
        .fetch_all(tx)
        .await
    )?;
    Ok(rows.into_iter().map(Row::done).collect())
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
