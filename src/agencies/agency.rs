//! Agency: names in Thai and English; found by the name as typed.

use serde_json::json;

use crate::{
    agencies::ministries::MINISTRIES, app::App, audit, db::Tx, error::Result, id::AgencyId, sql,
    thai::text,
};

/// An agency of the directory.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Agency {
    /// Which.
    pub id: AgencyId,
    /// Thai name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
}

/// Adds an agency, or finds the one of that Thai name.
pub async fn add(tx: &mut Tx, name_th: &str, name_en: &str) -> Result<AgencyId> {
    let id = AgencyId::new(tx);
    let sort_key = text::sort_key(name_th);
    let added: Option<AgencyId> = sql!(
        tx,
        sqlx::query_scalar(
            "insert into agency (id, name_th, name_en, sort_key) values ($1, $2, $3, $4)
             on conflict (name_th) do nothing returning id"
        )
        .bind(&id)
        .bind(name_th)
        .bind(name_en)
        .bind(&sort_key)
        .fetch_optional(tx)
        .await
    )?;
    if let Some(id) = added {
        audit::record(tx, None, "agency.added", id.as_str(), json!({})).await?;
        return Ok(id);
    }
    Ok(sql!(
        tx,
        sqlx::query_scalar("select id from agency where name_th = $1")
            .bind(name_th)
            .fetch_one(tx)
            .await
    )?)
}

/// The agency whose Thai or English name was typed, letter case and spaces aside.
pub async fn find_by_name(tx: &mut Tx, typed: &str) -> Result<Option<AgencyId>> {
    let typed = text::normalise(typed).to_lowercase();
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select id from agency where lower(name_th) = $1 or lower(name_en) = $1 order by id limit 1"
        )
        .bind(typed)
        .fetch_optional(tx)
        .await
    )?)
}

/// Every agency, in the order Thai readers expect.
pub async fn all(tx: &mut Tx) -> Result<Vec<Agency>> {
    Ok(sql!(
        tx,
        sqlx::query_as("select id, name_th, name_en from agency order by sort_key")
            .fetch_all(tx)
            .await
    )?)
}

/// Fills an empty directory with the ministries.
pub async fn ensure_ministries(app: &App) -> Result<()> {
    let mut tx = app.db.write().await?;
    let known: i64 =
        sql!(tx, sqlx::query_scalar("select count(*) from agency").fetch_one(tx).await)?;
    if known > 0 {
        return Ok(());
    }
    for (_, name_th, name_en) in MINISTRIES {
        add(&mut tx, name_th, name_en).await?;
    }
    tx.save().await
}
