//! Invitations of imported accounts: each holder gets a link, some hundred at a time.

use serde_json::json;

use crate::{
    app::App,
    audit,
    error::Result,
    id::{AccountId, DomainId},
    sql,
    workd::{
        account,
        account_link::{self, Purpose},
        domain,
    },
};

/// Letters written in one transaction.
const AT_ONCE: i64 = 100;

/// Invites holders who have a recovery address and no link yet; says whether more are left.
pub async fn send_some(app: &App, domain: &DomainId) -> Result<bool> {
    let mut tx = app.db.write().await?;
    let ids: Vec<AccountId> = sql!(
        tx,
        sqlx::query_scalar(
            "select a.id from account a
             where a.domain_id = $1 and a.state = 'invited' and a.recovery_email is not null
                 and not exists (select 1 from account_link l where l.account_id = a.id)
             order by a.id limit $2"
        )
        .bind(domain)
        .bind(AT_ONCE)
        .fetch_all(tx)
        .await
    )?;
    if ids.is_empty() {
        return Ok(false);
    }
    let domain = domain::get(&mut tx, domain).await?;
    for id in &ids {
        let account = account::by_id(&mut tx, id).await?;
        account_link::invite(&mut tx, app, &domain, &account, Purpose::Activation).await?;
    }
    let facts = json!({"accounts": ids.len()});
    audit::record(&mut tx, None, "workd.accounts.invited", domain.id.as_str(), facts).await?;
    tx.save().await?;
    Ok(true)
}
