//! Personal tokens, as JSON.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    error::{Error, Result},
    identity::{
        access::Scope,
        personal_token::{self, NewToken, PersonalToken as Row},
    },
    web::{
        openapi::{Created, Gone, Page, Signed},
        visitor::Visit,
    },
};

/// Personal tokens.
pub struct PersonalTokensApi;

/// A token of one's own, without its secret.
#[derive(Object)]
struct PersonalToken {
    /// Id, by which it is ended.
    id: String,
    /// What it is called.
    name: String,
    /// What it may do.
    scopes: Vec<String>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it was last used, to ten minutes.
    last_used_at: Option<DateTime<Utc>>,
    /// When it ends.
    expires_at: DateTime<Utc>,
    /// The token itself, shown once.
    token: Option<String>,
}

/// A token to make.
#[derive(Object)]
struct NewPersonalToken {
    /// What to call it.
    #[oai(default)]
    name: String,
    /// Of `learning:read`, `learning:write`, `certificates:review`, `workd:read`, `workd:manage`,
    /// `account:read`.
    #[oai(default)]
    scopes: Vec<String>,
    /// How many days it lives, 1 to 365; 90 unless said.
    days: Option<i64>,
}

impl PersonalToken {
    fn new(row: Row, token: Option<String>) -> Self {
        Self {
            scopes: row.scopes().into_iter().map(|scope| Scope::code(scope).to_owned()).collect(),
            last_used_at: row.last_used_at(),
            id: row.id,
            name: row.name,
            created_at: row.created_at,
            expires_at: row.expires_at,
            token,
        }
    }
}

#[OpenApi]
impl PersonalTokensApi {
    /// One's living tokens, the newest first.
    #[oai(path = "/me/tokens", method = "get")]
    async fn list(&self, visit: Visit, me: Signed) -> Result<Json<Page<PersonalToken>>> {
        let mut tx = visit.app.db.read().await?;
        let rows = personal_token::of(&mut tx, &me.0).await?;
        let items = rows.into_iter().map(|row| PersonalToken::new(row, None));
        Ok(Json(Page::whole(items.collect())))
    }

    /// Make a token that acts as oneself within its scopes.
    #[oai(path = "/me/tokens", method = "post")]
    async fn create(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewPersonalToken>,
    ) -> Result<Created<PersonalToken>> {
        let days = body.days.unwrap_or(90);
        let new = NewToken { name: &body.name, scopes: &body.scopes, days };
        let mut tx = visit.app.db.write().await?;
        let (token, id) = personal_token::create(&mut tx, &me.0, &new).await?;
        let rows = personal_token::of(&mut tx, &me.0).await?;
        let row = rows.into_iter().find(|row| row.id == id);
        let row = row.ok_or_else(|| Error::internal("a token was not kept"))?;
        tx.save().await?;
        Ok(Created::Made(Json(PersonalToken::new(row, Some(token)))))
    }

    /// End a token.
    #[oai(path = "/me/tokens/:id", method = "delete")]
    async fn end(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        personal_token::end(&mut tx, &me.0, &id.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }
}
