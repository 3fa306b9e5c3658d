//! Reviews of a domain's accounts, as JSON.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    db::mail_file::Scope,
    error::Result,
    identity::access::Act,
    web::{
        locale::Locale,
        openapi::{Created, Page, Signed},
        visitor::Visit,
    },
    workd::{
        account_review::{self, Review as Row},
        api::domain_for,
        directory,
    },
};

/// Reviews.
pub struct AccountReviewsApi;

/// A review of a domain's accounts.
#[derive(Object)]
struct AccountReview {
    /// Id.
    id: String,
    /// By when it is to be done.
    due_at: DateTime<Utc>,
    /// When it was done.
    finished_at: Option<DateTime<Utc>>,
    /// Accounts that were kept.
    kept: Option<i64>,
    /// Accounts that were suspended.
    suspended: Option<i64>,
}

impl From<Row> for AccountReview {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            due_at: row.due_at,
            finished_at: row.finished_at,
            kept: row.kept,
            suspended: row.suspended,
        }
    }
}

/// What a review found; every account that is not named is confirmed.
#[derive(Object)]
struct NewAccountReview {
    /// Local parts of accounts to suspend.
    #[oai(default)]
    suspend: Vec<String>,
    /// Why; that the review found it, unless said.
    reason: Option<String>,
}

#[OpenApi]
impl AccountReviewsApi {
    /// Reviews of a domain, the newest first.
    #[oai(path = "/workd/domains/:name/reviews", method = "get")]
    async fn list(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
    ) -> Result<Json<Page<AccountReview>>> {
        let mut tx = visit.app.db.read().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::SeeDomains]).await?;
        let rows = account_review::of(&mut tx, &domain.id).await?;
        Ok(Json(Page::whole(rows.into_iter().map(AccountReview::from).collect())))
    }

    /// Finish the open review.
    #[oai(path = "/workd/domains/:name/reviews", method = "post")]
    async fn finish(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        body: Json<NewAccountReview>,
    ) -> Result<Created<AccountReview>> {
        let mut tx = visit.app.db.write().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::ManageAccounts]).await?;
        let body = body.0;
        let reason = body.reason.unwrap_or_else(|| Locale::Th.t("api-suspended-by-review"));
        let row = account_review::finish(&mut tx, &me.0, &domain, &body.suspend, &reason).await?;
        directory::save(tx, &visit.app, Scope::Domain(domain.name)).await?;
        Ok(Created::Made(Json(row.into())))
    }
}
