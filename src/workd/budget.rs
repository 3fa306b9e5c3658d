//! Budget: how many accounts the platform may give out, and how many are left.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::{
    audit,
    db::Tx,
    error::{Error, Result},
    identity::access::{Act, Actor},
    sql,
    thai::text,
    web::locale::Text,
};

/// The frame as it stands, and what was granted of it.
#[derive(Clone, Debug)]
pub struct Budget {
    /// Mail accounts in all.
    pub mail_accounts: i64,
    /// Conference accounts in all.
    pub conference_accounts: i64,
    /// Mail accounts granted to domains that are not closed.
    pub mail_granted: i64,
    /// Conference accounts granted.
    pub conference_granted: i64,
    /// Since when the frame has stood so; none when it was never set.
    pub set_at: Option<DateTime<Utc>>,
}

impl Budget {
    /// Mail accounts that can still be granted.
    pub fn mail_left(&self) -> i64 {
        self.mail_accounts - self.mail_granted
    }

    /// Conference accounts that can still be granted.
    pub fn conference_left(&self) -> i64 {
        self.conference_accounts - self.conference_granted
    }
}

/// The budget as it stands.
pub async fn get(tx: &mut Tx) -> Result<Budget> {
    let frame: Option<(i64, i64, DateTime<Utc>)> = sql!(
        tx,
        sqlx::query_as(
            "select mail_accounts, conference_accounts, at from budget order by at desc, id desc limit 1"
        )
        .fetch_optional(tx)
        .await
    )?;
    let (mail_granted, conference_granted): (i64, i64) = sql!(
        tx,
        sqlx::query_as(
            "select cast(coalesce(sum(granted_mail_accounts), 0) as bigint),
                    cast(coalesce(sum(granted_conference_accounts), 0) as bigint)
             from domain where state <> 'closed'"
        )
        .fetch_one(tx)
        .await
    )?;
    let (mail_accounts, conference_accounts) = frame.map_or((0, 0), |frame| (frame.0, frame.1));
    Ok(Budget {
        mail_accounts,
        conference_accounts,
        mail_granted,
        conference_granted,
        set_at: frame.map(|frame| frame.2),
    })
}

/// Holds every other grant back until this transaction ends: what is left is counted and given out
/// in one go.
pub async fn lock(tx: &mut Tx) -> Result<()> {
    sql!(
        tx,
        sqlx::query(
            "update budget set note = note where id = (select min(first.id) from budget first)"
        )
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// A frame as it was set once.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Frame {
    /// Since when.
    pub at: DateTime<Utc>,
    /// Mail accounts in all.
    pub mail_accounts: i64,
    /// Conference accounts in all.
    pub conference_accounts: i64,
    /// Why, in the words of whoever set it.
    pub note: String,
    /// Given name of whoever set it.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
}

/// Every frame that was set, the newest first.
pub async fn history(tx: &mut Tx) -> Result<Vec<Frame>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select b.at, b.mail_accounts, b.conference_accounts, b.note, p.first_name, p.last_name
             from budget b left join person p on p.id = b.set_by order by b.at desc, b.id desc limit 100"
        )
        .fetch_all(tx)
        .await
    )?)
}

/// Sets the frame.
///
/// # Errors
/// Mistakes when a number is negative or below what is granted already.
pub async fn set(tx: &mut Tx, me: &Actor, mail: i64, conference: i64, note: &str) -> Result<()> {
    if !me.may(Act::SetBudget) {
        return Err(Error::Forbidden);
    }
    me.step_up(tx.now())?;
    lock(tx).await?;
    let standing = get(tx).await?;
    for (field, wanted, granted) in [
        ("mail_accounts", mail, standing.mail_granted),
        ("conference_accounts", conference, standing.conference_granted),
    ] {
        if wanted < granted.max(0) || wanted > 100_000_000 {
            let text = Text::new("budget-below-granted").with("granted", granted);
            return Err(Error::mistake(field, "below_granted", text));
        }
    }
    insert(tx, Some(me), mail, conference, &text::normalise(note)).await?;
    let facts = json!({"mail_accounts": mail, "conference_accounts": conference});
    audit::record(tx, Some(&me.id), "workd.budget.set", "budget", facts).await
}

/// Writes a frame down; the demonstration starts with one.
pub async fn insert(
    tx: &mut Tx,
    by: Option<&Actor>,
    mail: i64,
    conference: i64,
    note: &str,
) -> Result<()> {
    let (id, now) = (tx.fresh_id(), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into budget (id, at, set_by, mail_accounts, conference_accounts, note)
             values ($1, $2, $3, $4, $5, $6)"
        )
        .bind(id)
        .bind(now)
        .bind(by.map(|by| by.id.as_str()))
        .bind(mail)
        .bind(conference)
        .bind(note)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}
