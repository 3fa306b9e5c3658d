//! The columns of a table and their kinds, asked of the engine; for copies of whole tables.

use super::{Conn, Tx};
use crate::error::{Error, Result};

/// The six kinds of columns that the schema uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `text`
    Text,
    /// `boolean`
    Boolean,
    /// `bigint`
    Bigint,
    /// `timestamptz`
    Timestamptz,
    /// `jsonb`
    Jsonb,
    /// `bytea`
    Bytea,
}

/// Name and kind of each column of `table`, in order; empty where there is no such table.
pub async fn of(tx: &mut Tx, table: &str) -> Result<Vec<(String, Kind)>> {
    let rows: Vec<(String, String)> = match &mut tx.conn {
        Conn::Sqlite(conn) => {
            sqlx::query_as("select name, lower(type) from pragma_table_info($1) order by cid")
                .bind(table)
                .fetch_all(conn.get())
                .await?
        }
        Conn::Postgres(conn) => {
            sqlx::query_as(
                "select column_name::text, data_type::text from information_schema.columns
                 where table_schema = current_schema() and table_name = $1
                 order by ordinal_position",
            )
            .bind(table)
            .fetch_all(&mut **conn)
            .await?
        }
    };
    let kinds = rows.into_iter().map(|(name, kind)| {
        let kind = match kind.as_str() {
            "text" => Kind::Text,
            "boolean" => Kind::Boolean,
            "bigint" => Kind::Bigint,
            "timestamptz" | "timestamp with time zone" => Kind::Timestamptz,
            "jsonb" => Kind::Jsonb,
            "bytea" => Kind::Bytea,
            other => return Err(Error::internal(format!("{table}.{name} is of kind {other}"))),
        };
        Ok((name, kind))
    });
    kinds.collect()
}
