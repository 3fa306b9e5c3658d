//! The budget of accounts, as JSON.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, payload::Json};

use crate::{
    error::{Error, Result},
    identity::access::Act,
    web::{openapi::Signed, visitor::Visit},
    workd::{
        api::request::AccountNumbers,
        budget::{self, Budget},
    },
};

/// The budget.
pub struct BudgetApi;

/// How many accounts the platform may give out, and how many are left.
#[derive(Object)]
#[oai(rename = "AccountBudget")]
pub struct BudgetFrame {
    /// In all.
    frame: AccountNumbers,
    /// Granted to domains that are not closed.
    granted: AccountNumbers,
    /// That can still be granted.
    left: AccountNumbers,
    /// Since when the frame has stood so; none when it was never set.
    set_at: Option<DateTime<Utc>>,
}

impl From<Budget> for BudgetFrame {
    fn from(budget: Budget) -> Self {
        let numbers = |mail, conference| AccountNumbers {
            mail_accounts: Some(mail),
            conference_accounts: Some(conference),
        };
        Self {
            frame: numbers(budget.mail_accounts, budget.conference_accounts),
            granted: numbers(budget.mail_granted, budget.conference_granted),
            left: numbers(budget.mail_left(), budget.conference_left()),
            set_at: budget.set_at,
        }
    }
}

/// A frame to set.
#[derive(Object)]
#[oai(rename = "NewAccountBudget")]
struct NewBudget {
    /// Mail accounts in all; as before unless said.
    mail_accounts: Option<i64>,
    /// Conference accounts in all; as before unless said.
    conference_accounts: Option<i64>,
    /// Where the number comes from.
    note: Option<String>,
}

#[OpenApi]
impl BudgetApi {
    /// The budget as it stands.
    #[oai(path = "/workd/budget", method = "get")]
    async fn show(&self, visit: Visit, me: Signed) -> Result<Json<BudgetFrame>> {
        if !me.0.may(Act::ReviewRequests) && !me.0.may(Act::SetBudget) {
            return Err(Error::Forbidden);
        }
        let mut tx = visit.app.db.read().await?;
        Ok(Json(budget::get(&mut tx).await?.into()))
    }

    /// Set the budget.
    #[oai(path = "/workd/budget", method = "put")]
    async fn set(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewBudget>,
    ) -> Result<Json<BudgetFrame>> {
        let mut tx = visit.app.db.write().await?;
        let standing = budget::get(&mut tx).await?;
        let mail = body.mail_accounts.unwrap_or(standing.mail_accounts);
        let conference = body.conference_accounts.unwrap_or(standing.conference_accounts);
        let note = body.note.as_deref().unwrap_or_default();
        budget::set(&mut tx, &me.0, mail, conference, note).await?;
        let said = budget::get(&mut tx).await?.into();
        tx.save().await?;
        Ok(Json(said))
    }
}
