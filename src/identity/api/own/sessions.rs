//! Where one is logged in, as JSON.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    error::Result,
    identity::{
        own_session::{self, OwnSession},
        session,
    },
    web::{
        openapi::{Gone, Page, Signed},
        visitor::Visit,
    },
};

/// One's own sessions.
pub struct OwnSessionsApi;

/// A session that has not ended.
#[derive(Object)]
struct ListedSession {
    /// Id, by which it is ended.
    id: String,
    /// `browser`, `app` or `api`.
    kind: String,
    /// The device in plain words.
    device: String,
    /// Since when.
    created_at: DateTime<Utc>,
    /// When it was last used, to ten minutes.
    last_seen_at: DateTime<Utc>,
    /// Whether this request came by it.
    current: bool,
}

impl ListedSession {
    fn new(visit: &Visit, row: OwnSession) -> Self {
        Self {
            device: visit.locale.say(&row.words()),
            id: row.id,
            kind: row.kind,
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
            current: row.is_this,
        }
    }
}

#[OpenApi]
impl OwnSessionsApi {
    /// One's sessions that have not ended, this one first.
    #[oai(path = "/me/sessions", method = "get")]
    async fn list(&self, visit: Visit, me: Signed) -> Result<Json<Page<ListedSession>>> {
        let mut tx = visit.app.db.read().await?;
        let rows = own_session::of(&mut tx, &me.0).await?;
        let items = rows.into_iter().map(|row| ListedSession::new(&visit, row));
        Ok(Json(Page::whole(items.collect())))
    }

    /// End one of them.
    #[oai(path = "/me/sessions/:id", method = "delete")]
    async fn end(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        own_session::end(&mut tx, &me.0, &id.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// End all others, personal tokens too.
    #[oai(path = "/me/sessions", method = "delete")]
    async fn end_others(&self, visit: Visit, me: Signed) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        session::end_all(&mut tx, &me.0.id, Some(&me.0.session)).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }
}
