//! Requests: drafted, read, listed, sent and taken back, as JSON.

use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};

use crate::{
    error::{Error, Result},
    id::RequestId,
    identity::access::Act,
    web::{
        locale::Text,
        openapi::{Created, Signed, page_size},
        visitor::Visit,
    },
    workd::{
        api::{
            budget::BudgetFrame,
            cut,
            form::FormParts,
            request::{MailRequest, earliest_day},
        },
        budget,
        request::{draft, request, submission},
    },
};

/// Requests.
pub struct RequestsApi;

/// A request as it is drafted.
#[derive(Object)]
#[oai(rename = "NewMailRequest")]
struct NewRequest {
    /// `open`, `change` or `cancel`; it stays once the draft is begun.
    #[oai(default)]
    kind: String,
    /// What was filled in so far.
    #[oai(flatten)]
    form: FormParts,
}

/// A part of a list of requests.
#[derive(Object)]
#[oai(rename = "MailRequestPage")]
struct RequestPage {
    /// The part.
    items: Vec<MailRequest>,
    /// Cursor for `after`, or null at the end.
    next: Option<String>,
    /// For officers: how many accounts there are to give.
    budget: Option<BudgetFrame>,
}

/// The id or the number in a path.
pub fn id(path: Path<String>) -> RequestId {
    RequestId::from(path.0)
}

#[OpenApi]
impl RequestsApi {
    /// Begin a draft with what is filled in so far.
    #[oai(path = "/workd/requests", method = "post")]
    async fn create(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewRequest>,
    ) -> Result<Created<MailRequest>> {
        let body = body.0;
        let mut tx = visit.app.db.write().await?;
        let form = body.form.read()?;
        let request = draft::create(&mut tx, &visit.app, &me.0, &body.kind, form).await?;
        let said = MailRequest::alone(&mut tx, &visit, request).await?;
        tx.save().await?;
        Ok(Created::Made(Json(said)))
    }

    /// Requests: for officers the queue of a state, for everybody else their own.
    #[oai(path = "/workd/requests", method = "get")]
    async fn list(
        &self,
        visit: Visit,
        me: Signed,
        /// A state; for officers `under_review` unless said.
        state: Query<Option<String>>,
        limit: Query<Option<i64>>,
        after: Query<Option<String>>,
    ) -> Result<Json<RequestPage>> {
        let limit = page_size(limit.0);
        let mut tx = visit.app.db.read().await?;
        let is_officer = me.0.may(Act::ReviewRequests);
        let rows = if is_officer {
            let state = state.0.unwrap_or_else(|| "under_review".to_owned());
            let after = after.0.map(RequestId::from);
            request::queue(&mut tx, &state, after.as_ref(), limit + 1).await?
        } else {
            let mut rows = request::mine(&mut tx, &me.0).await?;
            rows.retain(|row| {
                state.0.as_ref().is_none_or(|state| row.state == *state)
                    && after.0.as_ref().is_none_or(|after| row.id.as_str() < after.as_str())
            });
            rows
        };
        let (rows, next) = cut(rows, limit, |row| row.id.to_string());
        let earliest = earliest_day(&mut tx).await?;
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            items.push(MailRequest::said(&mut tx, &visit, row, earliest).await?);
        }
        let budget = match is_officer {
            true => Some(budget::get(&mut tx).await?.into()),
            false => None,
        };
        Ok(Json(RequestPage { items, next, budget }))
    }

    /// Look at a request, by its id or its number.
    #[oai(path = "/workd/requests/:id", method = "get")]
    async fn show(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Json<MailRequest>> {
        let mut tx = visit.app.db.read().await?;
        let request = request::get(&mut tx, &me.0, &self::id(id)).await?;
        Ok(Json(MailRequest::alone(&mut tx, &visit, request).await?))
    }

    /// Replace what a draft holds. A citizen id that is left out stays.
    #[oai(path = "/workd/requests/:id", method = "put")]
    async fn update(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: Json<NewRequest>,
    ) -> Result<Json<MailRequest>> {
        let body = body.0;
        let mut tx = visit.app.db.write().await?;
        let request = request::get(&mut tx, &me.0, &self::id(id)).await?;
        if !body.kind.is_empty() && body.kind != request.kind {
            return Err(Error::mistake("kind", "fixed", Text::new("api-request-kind-fixed")));
        }
        let form = body.form.read()?;
        let request = draft::update(&mut tx, &visit.app, &me.0, &request, form).await?;
        let said = MailRequest::alone(&mut tx, &visit, request).await?;
        tx.save().await?;
        Ok(Json(said))
    }

    /// Send a request. The promise of five working days begins.
    #[oai(path = "/workd/requests/:id/submission", method = "post")]
    async fn submit(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
    ) -> Result<Json<MailRequest>> {
        let mut tx = visit.app.db.write().await?;
        let request = request::get(&mut tx, &me.0, &self::id(id)).await?;
        let request = submission::submit(&mut tx, &visit.app, &me.0, &request).await?;
        let said = MailRequest::alone(&mut tx, &visit, request).await?;
        tx.save().await?;
        Ok(Json(said))
    }

    /// Take a request back; final, a new one may follow.
    #[oai(path = "/workd/requests/:id/withdrawal", method = "post")]
    async fn withdraw(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
    ) -> Result<Json<MailRequest>> {
        let mut tx = visit.app.db.write().await?;
        let request = request::get(&mut tx, &me.0, &self::id(id)).await?;
        draft::withdraw(&mut tx, &me.0, &request).await?;
        let request = request::get_any(&mut tx, &request.id).await?;
        let said = MailRequest::alone(&mut tx, &visit, request).await?;
        tx.save().await?;
        Ok(Json(said))
    }
}
