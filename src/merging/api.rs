//! Merging two accounts of one person, as JSON.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    error::{Error, Result},
    identity::access::{Act, Actor},
    merging::{
        self, Comparison, Side,
        past::{self, Past},
    },
    web::{
        openapi::{Created, Gone, MissingItem, Page, Signed},
        visitor::Visit,
    },
};

/// Two accounts of one person.
pub struct MergesApi;

/// Two exact addresses.
#[derive(Object)]
struct TwoAddresses {
    /// Of one account.
    #[oai(default)]
    first: String,
    /// Of the other.
    #[oai(default)]
    second: String,
}

/// Two accounts to make one.
#[derive(Object)]
struct NewMerge {
    /// Address of one account.
    #[oai(default)]
    first: String,
    /// Address of the other.
    #[oai(default)]
    second: String,
    /// Why.
    #[oai(default)]
    reason: String,
}

/// One of two accounts.
#[derive(Object)]
struct AccountSide {
    /// Full name.
    name: String,
    /// Address.
    email: String,
    /// `pending`, `verified`, `refused` or `none`.
    verification: String,
    /// When the account was made.
    created_at: DateTime<Utc>,
    /// Thai titles of its courses.
    courses: Vec<String>,
    /// Numbers of its certificates.
    certificates: Vec<String>,
    /// How many requests for the mail service it filed.
    requests: i64,
    /// Codes of its roles, which do not move.
    roles: Vec<String>,
}

impl From<Side> for AccountSide {
    fn from(side: Side) -> Self {
        Self {
            name: side.person.full_name(),
            email: side.person.email,
            verification: side.person.verification,
            created_at: side.created_at,
            courses: side.courses.into_iter().map(|course| course.title).collect(),
            certificates: side.certificates.into_iter().map(|it| it.number).collect(),
            requests: side.requests,
            roles: side.appointments.into_iter().map(|it| it.role).collect(),
        }
    }
}

/// Two accounts side by side.
#[derive(Object)]
struct MergeComparison {
    /// The one that would remain.
    remains: AccountSide,
    /// The one that would be closed.
    closes: AccountSide,
    /// Whether both gave the same citizen id; null where one gave none.
    same_citizen: Option<bool>,
    /// Why they cannot become one.
    obstacles: Vec<MissingItem>,
}

impl MergeComparison {
    fn new(visit: &Visit, pair: Comparison) -> Self {
        Self {
            remains: pair.remains.into(),
            closes: pair.closes.into(),
            same_citizen: pair.same_citizen,
            obstacles: pair.obstacles.iter().map(|it| MissingItem::said(visit, it)).collect(),
        }
    }
}

/// A merge that was made.
#[derive(Object)]
struct PastMerge {
    /// Id.
    id: String,
    /// Address of the account that remained.
    remaining: String,
    /// Address of the account that was closed.
    former: String,
    /// Why.
    reason: String,
    /// Name of the officer.
    merged_by: String,
    /// When.
    merged_at: DateTime<Utc>,
    /// Until when it can be undone.
    undo_until: DateTime<Utc>,
    /// When it was undone.
    undone_at: Option<DateTime<Utc>>,
}

impl From<Past> for PastMerge {
    fn from(past: Past) -> Self {
        Self {
            undo_until: past.undo_until(),
            id: past.id,
            remaining: past.remaining,
            former: past.former,
            reason: past.reason,
            merged_by: past.merged_by,
            merged_at: past.merged_at,
            undone_at: past.undone_at,
        }
    }
}

fn may_merge(me: &Actor) -> Result<()> {
    if me.may(Act::MergePeople) { Ok(()) } else { Err(Error::Forbidden) }
}

#[OpenApi]
impl MergesApi {
    /// Set two accounts side by side; changes nothing.
    #[oai(path = "/merge-comparisons", method = "post")]
    async fn compare(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<TwoAddresses>,
    ) -> Result<Json<MergeComparison>> {
        let mut tx = visit.app.db.read().await?;
        let (first, second) = (&body.first, &body.second);
        let pair = merging::compare(&mut tx, &visit.app, &me.0, first, second).await?;
        Ok(Json(MergeComparison::new(&visit, pair)))
    }

    /// Merges, the newest first.
    #[oai(path = "/merges", method = "get")]
    async fn list(&self, visit: Visit, me: Signed) -> Result<Json<Page<PastMerge>>> {
        may_merge(&me.0)?;
        let mut tx = visit.app.db.read().await?;
        let all = past::all(&mut tx).await?;
        Ok(Json(Page::whole(all.into_iter().map(PastMerge::from).collect())))
    }

    /// Make two accounts one: the verified or older one remains, the other one is closed.
    #[oai(path = "/merges", method = "post")]
    async fn merge(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewMerge>,
    ) -> Result<Created<PastMerge>> {
        let (first, second, reason) = (&body.first, &body.second, &body.reason);
        let mut tx = visit.app.db.write().await?;
        let id = merging::merge(&mut tx, &visit.app, &me.0, first, second, reason).await?;
        let one = past::get(&mut tx, &id).await?;
        tx.save().await?;
        Ok(Created::Made(Json(one.into())))
    }

    /// One merge.
    #[oai(path = "/merges/:id", method = "get")]
    async fn show(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Json<PastMerge>> {
        may_merge(&me.0)?;
        let mut tx = visit.app.db.read().await?;
        Ok(Json(past::get(&mut tx, &id.0).await?.into()))
    }

    /// Undo a merge, within thirty days.
    #[oai(path = "/merges/:id", method = "delete")]
    async fn undo(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        merging::undo(&mut tx, &visit.app, &me.0, &id.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }
}
