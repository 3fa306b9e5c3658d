//! One's own password and what one says of oneself, as JSON.

use poem_openapi::{Object, OpenApi, payload::Json};

use crate::{
    error::Result,
    identity::{
        description::{self, Description},
        own_password,
    },
    web::{
        openapi::{Gone, Signed},
        visitor::Visit,
    },
};

/// One's own account.
pub struct OwnAccountApi;

/// A new password.
#[derive(Object)]
struct NewPassword {
    /// The present one.
    #[oai(default)]
    current_password: String,
    /// At least twelve characters, hard to guess, on no list of breaches.
    #[oai(default)]
    password: String,
}

/// The session of this request, with the token that it has from now on.
#[derive(Object)]
struct RenewedSession {
    /// For the header `Authorization: Bearer`; the token of the request has ended.
    token: String,
}

/// What a person says of themselves.
#[derive(Object)]
struct AccountDescription {
    /// `civil_servant`, `state_personnel` or `public`.
    #[oai(default)]
    person_kind: String,
    /// Name of the agency; needed unless `public`.
    agency: Option<String>,
    /// Language of letters, `th` or `en`.
    #[oai(default)]
    locale: String,
}

#[OpenApi]
impl OwnAccountApi {
    /// Change the password: every other session and token ends, this one gets a new token.
    #[oai(path = "/me/password", method = "put")]
    async fn password(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewPassword>,
    ) -> Result<Json<RenewedSession>> {
        let (current, new) = (&body.current_password, &body.password);
        let token = own_password::change(&visit.app, &me.0, current, new).await?;
        Ok(Json(RenewedSession { token }))
    }

    /// Kind, agency and language of letters.
    #[oai(path = "/me/description", method = "get")]
    async fn description(&self, visit: Visit, me: Signed) -> Result<Json<AccountDescription>> {
        let mut tx = visit.app.db.read().await?;
        let found = description::of(&mut tx, &me.0.id).await?;
        Ok(Json(AccountDescription {
            person_kind: found.person_kind,
            agency: Some(found.agency).filter(|agency| !agency.is_empty()),
            locale: found.locale,
        }))
    }

    /// Change kind, agency and language of letters.
    #[oai(path = "/me/description", method = "put")]
    async fn describe(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<AccountDescription>,
    ) -> Result<Gone> {
        let typed = Description {
            person_kind: body.person_kind.clone(),
            agency: body.agency.clone().unwrap_or_default(),
            locale: body.locale.clone(),
        };
        description::change(&visit.app, &me.0, &typed).await?;
        Ok(Gone::Done)
    }
}
