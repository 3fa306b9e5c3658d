//! Changes of address, as JSON: to ask, to take back, to answer from either mailbox.

use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object, OpenApi, payload::Json};

use crate::{
    error::Result,
    identity::email_change::{self, EmailChange as Row, Side, Step},
    web::{
        openapi::{Created, Gone, Page, Signed},
        visitor::Visit,
    },
};

/// Changes of address.
pub struct EmailChangesApi;

/// An address to have.
#[derive(Object)]
struct NewEmailChange {
    /// The new address.
    #[oai(default)]
    email: String,
    /// The password; may be left out right after a second proof.
    #[oai(default)]
    password: String,
}

/// An unfinished request.
#[derive(Object)]
struct EmailChange {
    /// Id.
    id: String,
    /// The address to be.
    new_email: String,
    /// When it was asked.
    asked_at: DateTime<Utc>,
    /// When the new address answered.
    confirmed_at: Option<DateTime<Utc>>,
    /// When the old address agreed.
    approved_at: Option<DateTime<Utc>>,
    /// From when the silence of the old address is enough.
    silent_until: DateTime<Utc>,
}

impl From<Row> for EmailChange {
    fn from(row: Row) -> Self {
        Self {
            silent_until: row.silent_until(),
            id: row.id,
            new_email: row.new_email,
            asked_at: row.asked_at,
            confirmed_at: row.confirmed_at,
            approved_at: row.approved_at,
        }
    }
}

/// The last part of a link from a letter.
#[derive(Object)]
struct EmailToken {
    /// As in the letter.
    #[oai(default)]
    token: String,
}

/// What an answer led to.
#[derive(Enum)]
#[oai(rename_all = "snake_case")]
enum EmailStep {
    /// The new address counts now.
    Done,
    /// The other side has not answered yet.
    Waits,
    /// Meanwhile somebody else has that address.
    Taken,
}

/// How far the change is.
#[derive(Object)]
struct EmailProgress {
    /// How far.
    state: EmailStep,
}

async fn answered(visit: &Visit, token: &str, side: Side) -> Result<Json<EmailProgress>> {
    let state = match email_change::answer(&visit.app, token, side).await? {
        Step::Done => EmailStep::Done,
        Step::Waits => EmailStep::Waits,
        Step::Taken => EmailStep::Taken,
    };
    Ok(Json(EmailProgress { state }))
}

#[OpenApi]
impl EmailChangesApi {
    /// Ask for another address: a letter goes to the new one and to the old one.
    #[oai(path = "/me/email-changes", method = "post")]
    async fn ask(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewEmailChange>,
    ) -> Result<Created<EmailChange>> {
        let made = email_change::ask(&visit.app, &me.0, &body.email, &body.password).await?;
        Ok(Created::Made(Json(made.into())))
    }

    /// One's unfinished request, if there is one.
    #[oai(path = "/me/email-changes", method = "get")]
    async fn mine(&self, visit: Visit, me: Signed) -> Result<Json<Page<EmailChange>>> {
        let mut tx = visit.app.db.read().await?;
        let row = email_change::waiting(&mut tx, &me.0.id).await?;
        Ok(Json(Page::whole(row.into_iter().map(Into::into).collect())))
    }

    /// Take one's request back.
    #[oai(path = "/me/email-changes/current", method = "delete")]
    async fn cancel(&self, visit: Visit, me: Signed) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        email_change::cancel(&mut tx, &me.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// Confirm from the new mailbox.
    #[oai(path = "/email-changes/confirmations", method = "post")]
    async fn confirm(&self, visit: Visit, body: Json<EmailToken>) -> Result<Json<EmailProgress>> {
        answered(&visit, &body.token, Side::New).await
    }

    /// Agree from the old mailbox.
    #[oai(path = "/email-changes/approvals", method = "post")]
    async fn approve(&self, visit: Visit, body: Json<EmailToken>) -> Result<Json<EmailProgress>> {
        answered(&visit, &body.token, Side::Old).await
    }

    /// Refuse from the old mailbox: the request and every session end.
    #[oai(path = "/email-changes/refusals", method = "post")]
    async fn refuse(&self, visit: Visit, body: Json<EmailToken>) -> Result<Gone> {
        email_change::refuse(&visit.app, &body.token).await?;
        Ok(Gone::Done)
    }
}
