//! Tokens with which an agency's own systems manage one domain by the API.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::access::{Act, Actor},
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
    workd::{
        domain::{self, Domain},
        token::{self, Token},
    },
};

#[derive(Template)]
#[template(path = "workd/pages/domains/tokens.html", config = "src/web/askama.toml")]
struct Tokens<'a> {
    visit: &'a Visit,
    domain: Domain,
    tokens: Vec<Token>,
    manages: bool,
    fresh: Option<String>,
    mistakes: Mistakes,
    typed: NewToken,
}

/// The form as typed.
#[derive(Deserialize)]
#[serde(default)]
pub struct NewToken {
    name: String,
    days: String,
}

impl Default for NewToken {
    fn default() -> Self {
        Self { name: String::new(), days: "90".into() }
    }
}

/// Shows the tokens that are alive.
#[handler]
pub async fn index(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
    page(&list(&visit, &me, &name, None, Mistakes::default(), NewToken::default()).await?)
}

async fn list<'a>(
    visit: &'a Visit,
    me: &Actor,
    name: &str,
    fresh: Option<String>,
    mistakes: Mistakes,
    typed: NewToken,
) -> Result<Tokens<'a>> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, me, name, Act::SeeDomains).await?;
    let tokens = token::of(&mut tx, &domain.id).await?;
    let manages = domain::may(me, Act::ManageAccounts, &domain);
    Ok(Tokens { visit, domain, tokens, manages, fresh, mistakes, typed })
}

/// Makes a token and shows it, this once.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(name): Path<String>,
    Form(form): Form<NewToken>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::ManageAccounts).await?;
    let days = crate::thai::digits::to_arabic(&form.days).trim().parse().unwrap_or(0);
    let outcome = token::create(&mut tx, &me, &domain, &form.name, days).await;
    let status = outcome.as_ref().err().map(Error::status);
    match mended(&visit, outcome)? {
        Ok(fresh) => {
            tx.save().await?;
            let (mistakes, typed) = (Mistakes::default(), NewToken::default());
            let again = list(&visit, &me, &name, Some(fresh), mistakes, typed).await?;
            page_with(StatusCode::CREATED, &again)
        }
        Err(mistakes) => {
            drop(tx);
            let again = list(&visit, &me, &name, None, mistakes, form).await?;
            page_with(status.unwrap_or_default(), &again)
        }
    }
}

/// Ends a token.
#[handler]
pub async fn destroy(
    visit: Visit,
    me: Actor,
    Path((name, id)): Path<(String, String)>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::ManageAccounts).await?;
    token::revoke(&mut tx, &me, &domain, &id).await?;
    tx.save().await?;
    Ok(see_other(format!("/workd/domains/{}/tokens?notice=dom-token-ended", domain.name)))
}
