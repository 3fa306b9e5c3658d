//! Card readers of desks: one-time codes, fingerprints to compare, and the end of a reader.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use super::to_mend;
use crate::{
    agencies::agency::{self, Agency},
    error::Result,
    identity::{
        access::Actor,
        desk::agent::{self, Agent},
    },
    web::{
        form::{Form, Mistakes},
        page::{page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/desk/agents/index.html", config = "src/web/askama.toml")]
struct Agents<'a> {
    visit: &'a Visit,
    agents: Vec<Agent>,
    agencies: Vec<Agency>,
    typed: NewCode,
    code: Option<String>,
    mistakes: Mistakes,
}

/// For which desk.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewCode {
    agency: String,
    desk: String,
}

async fn shown(
    visit: &Visit,
    status: StatusCode,
    typed: NewCode,
    code: Option<String>,
    mistakes: Mistakes,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let agents = agent::all(&mut tx).await?;
    let agencies = agency::all(&mut tx).await?;
    drop(tx);
    page_with(status, &Agents { visit, agents, agencies, typed, code, mistakes })
}

/// Shows every reader and the form for a code.
#[handler]
pub async fn index(visit: Visit) -> Result<Response> {
    shown(&visit, StatusCode::OK, NewCode::default(), None, Mistakes::default()).await
}

/// One-time codes.
pub mod codes {
    use super::*;

    /// Makes a code and shows it, once.
    #[handler]
    pub async fn create(visit: Visit, me: Actor, Form(typed): Form<NewCode>) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        match agent::make_code(&mut tx, &me, &typed.agency, &typed.desk).await {
            Ok(code) => {
                tx.save().await?;
                let mistakes = Mistakes::default();
                shown(&visit, StatusCode::CREATED, typed, Some(code), mistakes).await
            }
            Err(error) => {
                drop(tx);
                let (status, mistakes) = to_mend(&visit, error)?;
                shown(&visit, status, typed, None, mistakes).await
            }
        }
    }
}

/// The word that the fingerprints are equal.
pub mod confirmations {
    use super::*;

    /// Lets a reader work.
    #[handler]
    pub async fn create(visit: Visit, me: Actor, Path(id): Path<String>) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        agent::confirm(&mut tx, &me, &id).await?;
        tx.save().await?;
        Ok(see_other("/desk/agents?notice=desk-agent-confirmed"))
    }
}

/// The end of a reader.
pub mod revocations {
    use super::*;

    /// Ends a reader at once.
    #[handler]
    pub async fn create(visit: Visit, me: Actor, Path(id): Path<String>) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        agent::revoke(&mut tx, &me, &id).await?;
        tx.save().await?;
        Ok(see_other("/desk/agents?notice=desk-agent-revoked"))
    }
}
