//! Changes of name, as JSON: to ask, to take back, to decide.

use chrono::{DateTime, Utc};
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};

use crate::{
    error::{Error, Result},
    identity::{
        access::Act,
        name_change::{self, Asked, Decision, NameChange as Row, NewName},
    },
    web::{
        openapi::{Gone, Page, Signed},
        visitor::Visit,
    },
};

/// Changes of name.
pub struct NameChangesApi;

/// A name to bear.
#[derive(Object)]
struct NewNameChange {
    /// Title before the name.
    #[oai(default)]
    prefix: String,
    /// Given name.
    #[oai(default)]
    first_name: String,
    /// Family name; `-` where there is none.
    #[oai(default)]
    last_name: String,
    /// Why; needed of verified people.
    #[oai(default)]
    reason: String,
}

/// A request for another name.
#[derive(Object)]
struct NameChange {
    /// Id.
    id: String,
    /// The full name until then.
    old_name: String,
    /// The full name asked for.
    new_name: String,
    /// Why.
    reason: String,
    /// `pending`, `approved`, `rejected` or `withdrawn`.
    state: String,
    /// When it was asked.
    asked_at: DateTime<Utc>,
    /// When it was decided.
    decided_at: Option<DateTime<Utc>>,
    /// The officer's reason.
    decision_reason: Option<String>,
}

impl From<Row> for NameChange {
    fn from(row: Row) -> Self {
        Self {
            new_name: row.new_name(),
            id: row.id,
            old_name: row.old_name,
            reason: row.reason,
            state: row.state,
            asked_at: row.asked_at,
            decided_at: row.decided_at,
            decision_reason: row.decision_reason,
        }
    }
}

/// What an officer decides.
#[derive(Object)]
struct NewNameDecision {
    /// `approve` or `reject`.
    #[oai(default)]
    decision: String,
    /// Why; needed to reject.
    #[oai(default)]
    reason: String,
}

/// The two good outcomes of asking.
#[derive(ApiResponse)]
enum NameAnswer {
    /// Nobody verified the old name: the new one is borne at once.
    #[oai(status = 204)]
    Done,
    /// An officer will decide.
    #[oai(status = 202)]
    Waits(Json<NameChange>),
}

#[OpenApi]
impl NameChangesApi {
    /// Ask for another name, or take it at once.
    #[oai(path = "/me/name-changes", method = "post")]
    async fn ask(&self, visit: Visit, me: Signed, body: Json<NewNameChange>) -> Result<NameAnswer> {
        let body = body.0;
        let new = NewName {
            prefix: body.prefix,
            first_name: body.first_name,
            last_name: body.last_name,
            reason: body.reason,
        };
        if name_change::ask(&visit.app, &me.0, &new).await? == Asked::Done {
            return Ok(NameAnswer::Done);
        }
        let mut tx = visit.app.db.read().await?;
        let row = name_change::newest(&mut tx, &me.0.id).await?;
        let row = row.ok_or_else(|| Error::internal("a request was not kept"))?;
        Ok(NameAnswer::Waits(Json(row.into())))
    }

    /// One's newest request, whatever became of it.
    #[oai(path = "/me/name-changes", method = "get")]
    async fn mine(&self, visit: Visit, me: Signed) -> Result<Json<Page<NameChange>>> {
        let mut tx = visit.app.db.read().await?;
        let row = name_change::newest(&mut tx, &me.0.id).await?;
        Ok(Json(Page::whole(row.into_iter().map(Into::into).collect())))
    }

    /// Take one's waiting request back.
    #[oai(path = "/me/name-changes/current", method = "delete")]
    async fn withdraw(&self, visit: Visit, me: Signed) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        name_change::withdraw(&mut tx, &me.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// Requests of all people in one state: `pending` unless said, `approved`, `rejected`.
    #[oai(path = "/people/name-changes", method = "get")]
    async fn queue(
        &self,
        visit: Visit,
        me: Signed,
        state: Query<Option<String>>,
    ) -> Result<Json<Page<NameChange>>> {
        may_decide(&me)?;
        let state = match state.0.as_deref() {
            Some("approved") => "approved",
            Some("rejected") => "rejected",
            _ => "pending",
        };
        let mut tx = visit.app.db.read().await?;
        let rows = name_change::queue(&mut tx, state).await?;
        Ok(Json(Page::whole(rows.into_iter().map(Into::into).collect())))
    }

    /// Decide a request.
    #[oai(path = "/people/name-changes/:id/decision", method = "post")]
    async fn decide(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: Json<NewNameDecision>,
    ) -> Result<Gone> {
        may_decide(&me)?;
        let decision = Decision::read(&body.decision, &body.reason)?;
        let mut tx = visit.app.db.write().await?;
        name_change::decide(&mut tx, &visit.app, &me.0, &id.0, &decision).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }
}

fn may_decide(me: &Signed) -> Result<()> {
    if me.0.may(Act::DecideNameChanges) { Ok(()) } else { Err(Error::Forbidden) }
}
