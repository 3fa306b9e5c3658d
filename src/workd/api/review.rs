//! The officer's decision, as JSON.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    db::mail_file::Scope,
    error::{Error, Result},
    identity::access::Act,
    web::{openapi::Signed, visitor::Visit},
    workd::{
        api::{
            request::{AccountNumbers, FieldToMend, MailRequest},
            requests::id,
        },
        directory, domain,
        request::request,
        review::{self, Decision, TypedDecision},
    },
};

/// Decisions.
pub struct ReviewApi;

/// A decision on a request.
#[derive(Object)]
#[oai(rename = "NewMailRequestDecision")]
struct NewDecision {
    /// `approve`, `return`, `reject` or `wait`.
    #[oai(default)]
    decision: String,
    /// How many accounts are granted; what was asked for unless said.
    granted: Option<AccountNumbers>,
    /// Needed unless approved.
    reason: Option<String>,
    /// Fields that the agency has to mend.
    to_mend: Option<Vec<FieldToMend>>,
    /// How the coordinator's identity was checked.
    identity_checked: Option<IdentityChecked>,
    /// When the form that was looked at was sent: one that was sent again meanwhile is not decided.
    submitted_at: Option<DateTime<Utc>>,
}

/// How a coordinator's identity was checked.
#[derive(Object)]
#[oai(rename = "CoordinatorChecked")]
struct IdentityChecked {
    /// `signed_form`, `phone`, `in_person`, `thaid` or `deciding_officer`.
    #[oai(default)]
    how: String,
}

#[OpenApi]
impl ReviewApi {
    /// Decide a request.
    #[oai(path = "/workd/requests/:id/decision", method = "post")]
    async fn decide(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: Json<NewDecision>,
    ) -> Result<Json<MailRequest>> {
        let app = &visit.app;
        let mut tx = app.db.write().await?;
        let request = request::get(&mut tx, &me.0, &self::id(id)).await?;
        if !me.0.may(Act::DecideRequests) {
            return Err(Error::Forbidden);
        }
        let body = body.0;
        let granted = body.granted.unwrap_or_default();
        let to_mend = body.to_mend.unwrap_or_default();
        let seen = body.submitted_at.map(|at| at.to_rfc3339()).unwrap_or_default();
        let typed = TypedDecision {
            decision: &body.decision,
            mail_accounts: granted.mail_accounts,
            conference_accounts: granted.conference_accounts,
            reason: body.reason.as_deref().unwrap_or_default(),
            to_mend: to_mend.into_iter().map(|one| (one.field, one.text)).collect(),
            identity_how: body.identity_checked.as_ref().map_or("", |check| &check.how),
            seen: &seen,
        };
        let decision = Decision::read(typed)?;
        let request = review::decide(&mut tx, app, &me.0, &request, &decision).await?;
        let domain = match &request.domain_id {
            Some(id) => Some(domain::get(&mut tx, id).await?.name),
            None => None,
        };
        let said = MailRequest::alone(&mut tx, &visit, request).await?;
        match domain {
            Some(name) => directory::save(tx, app, Scope::Domain(name)).await?,
            None => tx.save().await?,
        }
        Ok(Json(said))
    }
}
