//! Merge: what making two accounts one needs from everybody, the rows it moved, and closing an account.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::types::Json;

use crate::{
    audit,
    db::Tx,
    error::Result,
    id::PersonId,
    identity::{person, session},
    sql,
};

/// A merge under way.
pub struct Merge<'a> {
    /// Which.
    pub id: &'a str,
    /// The account that will be closed.
    pub from: &'a PersonId,
    /// The account that remains.
    pub into: &'a PersonId,
}

/// One row that a merge touched.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Move {
    /// In which table.
    pub table_name: String,
    /// Key of the row.
    pub row_id: String,
    /// Whose it was.
    pub from_owner: PersonId,
    /// Whose it became.
    pub into_owner: PersonId,
    /// What stood in it, where more than its owner changed.
    pub before_merge: Option<Json<Value>>,
    /// What stood in it afterwards.
    pub after_merge: Option<Json<Value>>,
}

/// Writes down a row that a merge touched; `change` is what stood in it before and stands now.
pub async fn record(
    tx: &mut Tx,
    merge: &Merge<'_>,
    table: &str,
    row: &str,
    change: Option<(Value, Value)>,
) -> Result<()> {
    let id = tx.fresh_id();
    let (before, after) =
        change.map_or((None, None), |(before, after)| (Some(Json(before)), Some(Json(after))));
    sql!(
        tx,
        sqlx::query(
            "insert into merge_move (id, merge_id, table_name, row_id, from_owner, into_owner,
                 before_merge, after_merge)
             values ($1, $2, $3, $4, $5, $6, $7, $8)"
        )
        .bind(id)
        .bind(merge.id)
        .bind(table)
        .bind(row)
        .bind(merge.from)
        .bind(merge.into)
        .bind(before)
        .bind(after)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// Everything that a merge touched, in the order it did.
pub async fn moves(tx: &mut Tx, merge: &str) -> Result<Vec<Move>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select table_name, row_id, from_owner, into_owner, before_merge, after_merge
             from merge_move where merge_id = $1 order by id"
        )
        .bind(merge)
        .fetch_all(tx)
        .await
    )?)
}

/// Gives every row of `$table` to the remaining account and writes each down.
macro_rules! hand_over {
    ($tx:ident, $merge:ident, $table:literal, $key:literal) => {{
        let rows: Vec<String> = $crate::sql!(
            $tx,
            sqlx::query_scalar(concat!(
                "update ",
                $table,
                " set person_id = $1 where person_id = $2 returning ",
                $key
            ))
            .bind($merge.into)
            .bind($merge.from)
            .fetch_all($tx)
            .await
        )?;
        for row in rows {
            $crate::identity::merge::record($tx, $merge, $table, &row, None).await?;
        }
    }};
}

/// Gives the rows of `$table` that a merge moved back to whom they were.
macro_rules! hand_back {
    ($tx:ident, $moves:ident, $table:literal, $key:literal) => {
        for moved in $moves.iter().filter(|it| it.table_name == $table && it.before_merge.is_none())
        {
            $crate::sql!(
                $tx,
                sqlx::query(concat!(
                    "update ",
                    $table,
                    " set person_id = $1 where person_id = $2 and ",
                    $key,
                    " = $3"
                ))
                .bind(&moved.from_owner)
                .bind(&moved.into_owner)
                .bind(&moved.row_id)
                .execute($tx)
                .await
                .map(drop)
            )?;
        }
    };
}

pub(crate) use {hand_back, hand_over};

/// What decides whether two accounts may become one, and which of them remains.
#[derive(sqlx::FromRow)]
pub struct Facts {
    /// Who.
    pub id: PersonId,
    /// `pending`, `verified`, `refused` or `none`.
    pub verification: String,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    citizen_id_index: Option<Vec<u8>>,
}

impl Facts {
    /// Whether a citizen identity stands behind the account.
    pub fn is_verified(&self) -> bool {
        self.verification == "verified"
    }

    /// Whether both gave the same citizen id; `None` where one gave none.
    pub fn same_citizen(&self, other: &Self) -> Option<bool> {
        Some(self.citizen_id_index.as_ref()? == other.citizen_id_index.as_ref()?)
    }
}

/// The account of exactly this address, closed or not.
pub async fn facts(tx: &mut Tx, email: &str) -> Result<Option<Facts>> {
    let email = person::email_key(email);
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, verification, created_at, closed_at, citizen_id_index
             from person where email = $1"
        )
        .bind(email)
        .fetch_optional(tx)
        .await
    )?)
}

/// Holds back whoever else would merge or undo with one of these, until this transaction ends.
pub async fn hold(tx: &mut Tx, one: &PersonId, other: &PersonId) -> Result<()> {
    // Always in the same order, or two of them would wait for each other.
    for id in [one.min(other), one.max(other)] {
        sql!(
            tx,
            sqlx::query("update person set closed_at = closed_at where id = $1")
                .bind(id)
                .execute(tx)
                .await
                .map(drop)
        )?;
    }
    Ok(())
}

/// Moves what identity keeps about a person, and closes the account: no log-in, no link, no session.
pub async fn merge_person(tx: &mut Tx, by: &PersonId, merge: &Merge<'_>) -> Result<()> {
    hand_over!(tx, merge, "consent", "id");
    let now = tx.now();
    // Papers were seen for an account that is no more: nobody shall be verified by them there.
    sql!(
        tx,
        sqlx::query(
            "update desk_paper set state = 'rejected', reason = 'merged', note = null,
                 second_officer = $1, decided_at = $2
             where person_id = $3 and state = 'waiting'"
        )
        .bind(by)
        .bind(now)
        .bind(merge.from)
        .execute(tx)
        .await
        .map(drop)
    )?;
    sql!(
        tx,
        sqlx::query("update person set closed_at = $1, merged_into = $2 where id = $3")
            .bind(now)
            .bind(merge.into)
            .bind(merge.from)
            .execute(tx)
            .await
            .map(drop)
    )?;
    sql!(
        tx,
        sqlx::query("delete from one_time_link where person_id = $1")
            .bind(merge.from)
            .execute(tx)
            .await
            .map(drop)
    )?;
    session::end_all(tx, merge.from, None).await?;
    let facts = json!({"merge": merge.id});
    audit::record(tx, Some(by), "person.closed", merge.from.as_str(), facts).await
}

/// Puts back what `merge_person` did; sessions and links that ended stay ended.
pub async fn unmerge_person(
    tx: &mut Tx,
    by: &PersonId,
    merge: &Merge<'_>,
    moves: &[Move],
) -> Result<()> {
    hand_back!(tx, moves, "consent", "id");
    sql!(
        tx,
        sqlx::query("update person set closed_at = null, merged_into = null where id = $1")
            .bind(merge.from)
            .execute(tx)
            .await
            .map(drop)
    )?;
    let facts = json!({"merge": merge.id});
    audit::record(tx, Some(by), "person.reopened", merge.from.as_str(), facts).await
}
