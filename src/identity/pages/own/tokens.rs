//! Personal tokens, for one's own programs.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::{
        access::{Actor, Scope},
        personal_token::{self, NewToken, PersonalToken},
    },
    thai::digits,
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/own/tokens.html", config = "src/web/askama.toml")]
struct Tokens<'a> {
    visit: &'a Visit,
    tokens: Vec<PersonalToken>,
    fresh: Option<String>,
    typed: Typed,
    mistakes: Mistakes,
}

impl Tokens<'_> {
    fn scopes(&self) -> [Scope; 6] {
        Scope::ALL
    }

    fn is_chosen(&self, scope: &Scope) -> bool {
        self.typed.scopes.iter().any(|code| code == scope.code())
    }
}

/// The form as typed.
#[derive(Deserialize)]
#[serde(default)]
pub struct Typed {
    name: String,
    scopes: Vec<String>,
    days: String,
}

impl Default for Typed {
    fn default() -> Self {
        Self { name: String::new(), scopes: Vec::new(), days: "90".into() }
    }
}

async fn list<'a>(
    visit: &'a Visit,
    me: &Actor,
    fresh: Option<String>,
    typed: Typed,
    mistakes: Mistakes,
) -> Result<Tokens<'a>> {
    let mut tx = visit.app.db.read().await?;
    let tokens = personal_token::of(&mut tx, me).await?;
    Ok(Tokens { visit, tokens, fresh, typed, mistakes })
}

/// Shows the tokens that are alive.
#[handler]
pub async fn index(visit: Visit, me: Actor) -> Result<Response> {
    page(&list(&visit, &me, None, Typed::default(), Mistakes::default()).await?)
}

/// Makes a token and shows it, this once.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(typed): Form<Typed>) -> Result<Response> {
    let days = digits::to_arabic(&typed.days).trim().parse().unwrap_or(0);
    let new = NewToken { name: &typed.name, scopes: &typed.scopes, days };
    let mut tx = visit.app.db.write().await?;
    let outcome = personal_token::create(&mut tx, &me, &new).await;
    let status = outcome.as_ref().err().map(Error::status).unwrap_or_default();
    match mended(&visit, outcome)? {
        Ok((fresh, _)) => {
            tx.save().await?;
            let again = list(&visit, &me, Some(fresh), Typed::default(), Mistakes::default());
            page_with(StatusCode::CREATED, &again.await?)
        }
        Err(mistakes) => {
            drop(tx);
            page_with(status, &list(&visit, &me, None, typed, mistakes).await?)
        }
    }
}

/// Ends a token.
#[handler]
pub async fn destroy(visit: Visit, me: Actor, Path(id): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    personal_token::end(&mut tx, &me, &id).await?;
    tx.save().await?;
    Ok(see_other("/me/tokens?notice=own-token-ended"))
}
