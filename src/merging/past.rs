//! Merges that were made: the list, and one with what it moved.

use chrono::{DateTime, Utc};

use crate::{
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    merging::UNDO,
    sql,
    web::locale::Text,
};

/// A row of `merge` with the addresses around it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Past {
    /// Which.
    pub id: String,
    /// The account that was closed.
    pub from_person: PersonId,
    /// The account that remained.
    pub into_person: PersonId,
    /// The former address.
    pub former: String,
    /// The address that remained.
    pub remaining: String,
    /// Name of the person.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Name of the officer.
    pub merged_by: String,
    /// When.
    pub merged_at: DateTime<Utc>,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
}

impl Past {
    /// Until when it can be undone.
    pub fn undo_until(&self) -> DateTime<Utc> {
        self.merged_at + UNDO
    }

    /// Whether it can still be undone.
    pub fn can_be_undone(&self, now: DateTime<Utc>) -> bool {
        self.undone_at.is_none() && self.undo_until() >= now
    }
}

/// The columns of a merge, once; what is asked of them follows.
macro_rules! select_past {
    ($rest:literal) => {
        concat!(
            "select g.id, g.from_person, g.into_person, f.email as former, i.email as remaining,
                    trim(i.prefix || i.first_name || ' ' || i.last_name) as name, g.reason,
                    trim(o.prefix || o.first_name || ' ' || o.last_name) as merged_by,
                    g.merged_at, g.undone_at
             from merge g join person f on f.id = g.from_person
             join person i on i.id = g.into_person join person o on o.id = g.merged_by ",
            $rest
        )
    };
}

/// The newest merges.
pub async fn all(tx: &mut Tx) -> Result<Vec<Past>> {
    Ok(sql!(tx, sqlx::query_as(select_past!("order by g.id desc limit 100")).fetch_all(tx).await)?)
}

/// The merge with this id.
pub async fn get(tx: &mut Tx, id: &str) -> Result<Past> {
    let found: Option<Past> = sql!(
        tx,
        sqlx::query_as(select_past!("where g.id = $1")).bind(id).fetch_optional(tx).await
    )?;
    found.ok_or_else(|| Error::NotFound(Text::new("people-merge-none")))
}

/// How many rows of each table a merge moved, by table.
pub async fn counts(tx: &mut Tx, id: &str) -> Result<Vec<(String, i64)>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select table_name, count(distinct row_id) from merge_move
             where merge_id = $1 group by table_name order by table_name"
        )
        .bind(id)
        .fetch_all(tx)
        .await
    )?)
}
