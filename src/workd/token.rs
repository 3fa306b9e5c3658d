//! Token: lets an agency's own system manage one domain by the API, until a chosen day.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use crate::{
    audit,
    clock::bytes,
    db::Tx,
    error::{Error, Mistake, Result},
    id::DomainId,
    identity::{access::Actor, session::hash},
    sql,
    thai::text,
    web::locale::Text,
    workd::domain::Domain,
};

/// How many days a token may live.
const LONGEST_DAYS: i64 = 366;

/// A living token, without its secret.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Token {
    /// Its hash, by which it is ended.
    pub id: String,
    /// What it is for.
    pub name: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to ten minutes.
    pub last_seen_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Makes a token that acts as `me`, on this domain alone. It is shown once.
///
/// # Errors
/// Mistakes by field.
pub async fn create(
    tx: &mut Tx,
    me: &Actor,
    domain: &Domain,
    name: &str,
    days: i64,
) -> Result<String> {
    me.step_up(tx.now())?;
    let mut mistakes = Vec::new();
    let name = text::normalise(name);
    if name.is_empty() || text::graphemes(&name) > 100 {
        mistakes.push(Mistake::new("name", "required", Text::new("app-password-name")));
    }
    if !(1..=LONGEST_DAYS).contains(&days) {
        let text = Text::new("token-days").with("most", LONGEST_DAYS);
        mistakes.push(Mistake::new("days", "range", text));
    }
    if !mistakes.is_empty() {
        return Err(Error::Mistakes(mistakes));
    }
    let token = format!("rian_{}", hex::encode(bytes::<32>(tx.random())));
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "insert into session (token_hash, person_id, kind, created_at, last_seen_at,
                 expires_at, domain_id, name)
             values ($1, $2, 'domain', $3, $3, $4, $5, $6)"
        )
        .bind(hash(&token))
        .bind(&me.id)
        .bind(now)
        .bind(now + Duration::days(days))
        .bind(&domain.id)
        .bind(&name)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let facts = json!({"days": days});
    audit::record(tx, Some(&me.id), "workd.token.made", domain.id.as_str(), facts).await?;
    Ok(token)
}

/// The living tokens of a domain, the newest first.
pub async fn of(tx: &mut Tx, domain: &DomainId) -> Result<Vec<Token>> {
    let now = tx.now();
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select token_hash as id, name, created_at, last_seen_at, expires_at from session
             where domain_id = $1 and expires_at > $2 order by created_at desc"
        )
        .bind(domain)
        .bind(now)
        .fetch_all(tx)
        .await
    )?)
}

/// Ends a token.
pub async fn revoke(tx: &mut Tx, me: &Actor, domain: &Domain, id: &str) -> Result<()> {
    let gone = sql!(
        tx,
        sqlx::query("delete from session where token_hash = $1 and domain_id = $2")
            .bind(id)
            .bind(&domain.id)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
    )?;
    if gone == 0 {
        return Err(Error::not_found());
    }
    audit::record(tx, Some(&me.id), "workd.token.revoked", domain.id.as_str(), json!({})).await
}
