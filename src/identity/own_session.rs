//! One's own sessions: where one is logged in, to end one of them or all others.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::{
    audit,
    db::Tx,
    error::{Error, Result},
    identity::{access::Actor, agent},
    sql,
    web::locale::Text,
};

/// A session that has not ended. Tokens are listed with the tokens.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OwnSession {
    /// By which it is ended.
    pub id: String,
    /// `browser`, `app` or `api`.
    pub kind: String,
    /// What the browser or program said of itself.
    pub device: Option<String>,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to ten minutes.
    pub last_seen_at: DateTime<Utc>,
    /// Whether this request came by it.
    pub is_this: bool,
}

impl OwnSession {
    /// The device in plain words.
    pub fn words(&self) -> Text {
        agent::words(self.device.as_deref())
    }

    /// Key of the sentence that names its kind.
    pub fn kind_label(&self) -> &'static str {
        match self.kind.as_str() {
            "browser" => "own-session-browser",
            "api" => "own-session-api",
            _ => "own-session-app",
        }
    }
}

/// The sessions of whoever asks: this one first, then the one seen last.
pub async fn of(tx: &mut Tx, me: &Actor) -> Result<Vec<OwnSession>> {
    let now = tx.now();
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, kind, device, created_at, last_seen_at, token_hash = $2 as is_this
             from session
             where person_id = $1 and id is not null and kind not in ('personal', 'domain')
             and expires_at > $3
             order by case when token_hash = $2 then 0 else 1 end, last_seen_at desc, id"
        )
        .bind(&me.id)
        .bind(&me.session)
        .bind(now)
        .fetch_all(tx)
        .await
    )?)
}

/// Ends one of one's own sessions; whether it was the one of this request.
///
/// # Errors
/// `NotFound`, also for somebody else's.
pub async fn end(tx: &mut Tx, me: &Actor, id: &str) -> Result<bool> {
    let ended: Option<String> = sql!(
        tx,
        sqlx::query_scalar(
            "delete from session where id = $1 and person_id = $2
             and kind not in ('personal', 'domain') returning token_hash"
        )
        .bind(id)
        .bind(&me.id)
        .fetch_optional(tx)
        .await
    )?;
    let ended = ended.ok_or_else(Error::not_found)?;
    audit::record(tx, Some(&me.id), "session.ended", me.id.as_str(), json!({})).await?;
    Ok(ended == me.session)
}
