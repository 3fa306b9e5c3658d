//! Rows of any table as JSON, each value by the kind of its column.

use serde_json::{Map, Value};

use super::{
    Tx,
    columns::{self, Kind},
};
use crate::{
    error::{Error, Result},
    sql,
};

/// One row as JSON, each value by the kind of its column.
macro_rules! row_to_json {
    ($row:expr, $kinds:expr) => {{
        use base64::Engine as _;
        use sqlx::Row as _;
        let values = $kinds.iter().enumerate().map(|(index, (_, kind))| {
            Ok(match kind {
                Kind::Text => serde_json::json!($row.try_get::<Option<String>, _>(index)?),
                Kind::Boolean => serde_json::json!($row.try_get::<Option<bool>, _>(index)?),
                Kind::Bigint => serde_json::json!($row.try_get::<Option<i64>, _>(index)?),
                Kind::Timestamptz => serde_json::json!(
                    $row.try_get::<Option<chrono::DateTime<chrono::Utc>>, _>(index)?
                ),
                Kind::Jsonb => serde_json::json!(
                    $row.try_get::<Option<sqlx::types::Json<serde_json::Value>>, _>(index)?
                ),
                Kind::Bytea => {
                    let bytes = $row.try_get::<Option<Vec<u8>>, _>(index)?;
                    serde_json::json!(
                        bytes.map(|bytes| base64::engine::general_purpose::STANDARD.encode(bytes))
                    )
                }
            })
        });
        values.collect::<Result<Vec<serde_json::Value>, sqlx::Error>>()
    }};
}

pub(crate) use row_to_json;

/// The named columns of the rows of `table` whose `before` is `value`, as objects; `before` ends
/// where the value stands, and `after` goes on behind it. Everything but `value` is our own text.
pub async fn select(
    tx: &mut Tx,
    table: &'static str,
    wanted: &[&'static str],
    (before, after): (&'static str, &'static str),
    value: &str,
) -> Result<Vec<Value>> {
    let known = columns::of(tx, table).await?;
    let kinds = wanted.iter().map(|name| {
        let found = known.iter().find(|(column, _)| column == name).cloned();
        found.ok_or_else(|| Error::internal(format!("{table} has no column {name}")))
    });
    let kinds: Vec<(String, Kind)> = kinds.collect::<Result<_>>()?;
    let text = format!("select {} from {table} where {before} ", wanted.join(", "));
    let rows: Result<Vec<Vec<Value>>, sqlx::Error> = sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(text);
        statement.push_bind(value.to_owned()).push(" ").push(after);
        match statement.build().fetch_all(tx).await {
            Ok(rows) => rows.iter().map(|row| row_to_json!(row, kinds)).collect(),
            Err(error) => Err(error),
        }
    });
    let named = rows?.into_iter().map(|row| {
        let pairs = wanted.iter().map(|name| (*name).to_owned()).zip(row);
        Value::Object(pairs.collect::<Map<_, _>>())
    });
    Ok(named.collect())
}
