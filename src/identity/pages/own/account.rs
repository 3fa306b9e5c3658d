//! What a person says of themselves: kind, agency, language of letters.

use askama::Template;
use poem::{Response, handler};

use crate::{
    agencies::agency::{self, Agency},
    error::{Error, Result},
    identity::{
        access::Actor,
        description::{self, Description},
        person::PersonKind,
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/own/account.html", config = "src/web/askama.toml")]
struct EditAccount<'a> {
    visit: &'a Visit,
    typed: Description,
    agencies: Vec<Agency>,
    mistakes: Mistakes,
}

impl EditAccount<'_> {
    fn kinds(&self) -> [PersonKind; 3] {
        PersonKind::ALL
    }
}

/// Shows the form.
#[handler]
pub async fn edit(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let typed = description::of(&mut tx, &me.id).await?;
    let agencies = agency::all(&mut tx).await?;
    page(&EditAccount { visit: &visit, typed, agencies, mistakes: Mistakes::default() })
}

/// Keeps it.
#[handler]
pub async fn update(visit: Visit, me: Actor, Form(typed): Form<Description>) -> Result<Response> {
    let outcome = description::change(&visit.app, &me, &typed).await;
    let status = outcome.as_ref().err().map(Error::status).unwrap_or_default();
    match mended(&visit, outcome)? {
        Ok(()) => Ok(see_other("/me/account?notice=own-account-saved")),
        Err(mistakes) => {
            let mut tx = visit.app.db.read().await?;
            let agencies = agency::all(&mut tx).await?;
            page_with(status, &EditAccount { visit: &visit, typed, agencies, mistakes })
        }
    }
}
