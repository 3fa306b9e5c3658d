//! Who did what to which record, and when; written in the caller's transaction.

use serde_json::Value;

use crate::{db::Tx, error::Result, id::PersonId, sql};

/// Writes one entry. `actor` is `None` for the product itself and for strangers; `detail` holds
/// facts (a route, a count, a reason code), never what was typed into a field.
pub async fn record(
    tx: &mut Tx,
    actor: Option<&PersonId>,
    act: &'static str,
    subject: &str,
    detail: Value,
) -> Result<()> {
    let (id, now) = (tx.fresh_id(), tx.now());
    tx.mark_recorded();
    sql!(
        tx,
        sqlx::query(
            "insert into audit (id, at, actor_id, act, subject, detail)
             values ($1, $2, $3, $4, $5, $6)"
        )
        .bind(id)
        .bind(now)
        .bind(actor.map(PersonId::as_str))
        .bind(act)
        .bind(subject)
        .bind(sqlx::types::Json(detail))
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}
