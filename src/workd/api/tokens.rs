//! Tokens of one domain, for an agency's own systems, as JSON.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    error::Result,
    identity::{access::Act, session::hash},
    web::{
        openapi::{Created, Gone, Page, Signed},
        visitor::Visit,
    },
    workd::{
        api::{as_a_person, domain_for},
        token::{self, Token as Row},
    },
};

/// How long a token lives unless said, in days.
const DAYS: i64 = 90;

/// Tokens.
pub struct TokensApi;

/// A token of a domain, without its secret.
#[derive(Object)]
struct DomainToken {
    /// Id, by which it is ended.
    id: String,
    /// What it is for.
    name: Option<String>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it was last used, to ten minutes.
    last_seen_at: DateTime<Utc>,
    /// When it ends.
    expires_at: DateTime<Utc>,
    /// The token itself, shown once.
    token: Option<String>,
}

/// A token to make.
#[derive(Object)]
struct NewDomainToken {
    /// What it is for.
    #[oai(default)]
    name: String,
    /// How many days it lives, 366 at most; 90 unless said.
    days: Option<i64>,
}

impl DomainToken {
    fn new(row: Row, token: Option<String>) -> Self {
        Self {
            id: row.id,
            name: row.name,
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
            expires_at: row.expires_at,
            token,
        }
    }
}

#[OpenApi]
impl TokensApi {
    /// Living tokens of a domain, the newest first.
    #[oai(path = "/workd/domains/:name/tokens", method = "get")]
    async fn list(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
    ) -> Result<Json<Page<DomainToken>>> {
        let mut tx = visit.app.db.read().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::ManageAccounts]).await?;
        let rows = token::of(&mut tx, &domain.id).await?;
        let items = rows.into_iter().map(|row| DomainToken::new(row, None));
        Ok(Json(Page::whole(items.collect())))
    }

    /// Make a token that acts as oneself on this domain alone.
    #[oai(path = "/workd/domains/:name/tokens", method = "post")]
    async fn create(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        body: Json<NewDomainToken>,
    ) -> Result<Created<DomainToken>> {
        as_a_person(&me.0)?;
        let mut tx = visit.app.db.write().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::ManageAccounts]).await?;
        let days = body.days.unwrap_or(DAYS);
        let secret = token::create(&mut tx, &me.0, &domain, &body.name, days).await?;
        let id = hash(&secret);
        let rows = token::of(&mut tx, &domain.id).await?;
        let row = rows.into_iter().find(|row| row.id == id);
        let row = row.ok_or_else(|| crate::error::Error::internal("a token was not kept"))?;
        tx.save().await?;
        Ok(Created::Made(Json(DomainToken::new(row, Some(secret)))))
    }

    /// End a token.
    #[oai(path = "/workd/domains/:name/tokens/:id", method = "delete")]
    async fn revoke(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        id: Path<String>,
    ) -> Result<Gone> {
        as_a_person(&me.0)?;
        let mut tx = visit.app.db.write().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::ManageAccounts]).await?;
        token::revoke(&mut tx, &me.0, &domain, &id.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }
}
