//! Telling administrators when a reader reads more than a desk can: it may be stolen, or a person
//! may be feeding it images of cards.

use chrono::Duration;
use serde_json::json;

use super::READS_PER_HOUR;
use crate::{
    app::App, audit, db::Tx, error::Result, id::DeskAgentId, mail, sql, web::locale::Locale,
};

/// Counts the answers of `agent` in the last hour, and tells once an hour when they are too many.
pub async fn ring(tx: &mut Tx, app: &App, agent: &DeskAgentId, desk: &str) -> Result<()> {
    let since = tx.now() - Duration::hours(1);
    let reads: i64 = sql!(
        tx,
        sqlx::query_scalar("select count(*) from desk_case where agent_id = $1 and used_at > $2")
            .bind(agent)
            .bind(since)
            .fetch_one(tx)
            .await
    )?;
    if reads <= READS_PER_HOUR {
        return Ok(());
    }
    let now = tx.now();
    let first: u64 = sql!(
        tx,
        sqlx::query(
            "update desk_agent set alarmed_at = $1
             where id = $2 and (alarmed_at is null or alarmed_at <= $3)"
        )
        .bind(now)
        .bind(agent)
        .bind(since)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if first == 0 {
        return Ok(());
    }
    let told = json!({"reads": reads, "most": READS_PER_HOUR});
    audit::record(tx, None, "desk.agent_busy", agent.as_str(), told).await?;
    let admins: Vec<(String, String)> = sql!(
        tx,
        sqlx::query_as(
            "select distinct p.email, p.locale from person p join membership m on m.person_id = p.id
             where m.role = 'system_admin' and m.ended_at is null order by p.email"
        )
        .fetch_all(tx)
        .await
    )?;
    for (email, locale) in admins {
        let locale = Locale::from_code(&locale).unwrap_or_default();
        let values =
            [("desk", desk.into()), ("n", reads.into()), ("url", app.url("/desk/agents").into())];
        mail::send(tx, &email, locale, "mail-desk-busy", &values).await?;
    }
    Ok(())
}
