//! Inviting people to roles: the form, a new letter, and taking an invitation back.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use crate::{
    agencies::agency::{self, Agency},
    error::{Error, Mistake, Result},
    identity::{
        access::{Actor, Role},
        invitation::{self, NewInvitation},
    },
    thai::text,
    web::{
        form::{Form, Mistakes, mended},
        locale::Text,
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/invitations/new.html", config = "src/web/askama.toml")]
struct NewPage<'a> {
    visit: &'a Visit,
    agencies: Vec<Agency>,
    typed: Typed,
    mistakes: Mistakes,
}

/// The form as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    role: String,
    agency: String,
    prefix: String,
    first_name: String,
    last_name: String,
    email: String,
}

/// Shows the form.
#[handler]
pub async fn new(visit: Visit) -> Result<Response> {
    page(&form(&visit, Typed::default(), Mistakes::default()).await?)
}

async fn form(visit: &Visit, typed: Typed, mistakes: Mistakes) -> Result<NewPage<'_>> {
    let mut tx = visit.app.db.read().await?;
    let agencies = agency::all(&mut tx).await?;
    Ok(NewPage { visit, agencies, typed, mistakes })
}

/// Invites by a letter.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(typed): Form<Typed>) -> Result<Response> {
    let outcome = invite(&visit, &me, &typed).await;
    let status = outcome.as_ref().map_or_else(Error::status, |()| StatusCode::OK);
    if let Err(mistakes) = mended(&visit, outcome)? {
        return page_with(status, &form(&visit, typed, mistakes).await?);
    }
    Ok(see_other("/people/appointments?notice=people-invited"))
}

async fn invite(visit: &Visit, me: &Actor, typed: &Typed) -> Result<()> {
    let mut tx = visit.app.db.write().await?;
    let Some(role) = Role::from_code(&typed.role) else {
        return Err(Error::mistake("role", "unknown", Text::new("people-role-required")));
    };
    let mut mistakes = Vec::new();
    if text::check_name(&typed.last_name).is_err() {
        mistakes.push(Mistake::new("last_name", "name", Text::new("request-name-shape")));
    }
    // The agency is asked for where the role is an agency's; what stands there otherwise is left.
    let name = if role.is_the_operators() { "" } else { typed.agency.trim() };
    let agency = agency::find_by_name(&mut tx, name).await?;
    if !name.is_empty() && agency.is_none() {
        mistakes.push(Mistake::new("agency", "unknown", Text::new("people-agency-unknown")));
    }
    if !mistakes.is_empty() {
        return Err(Error::Mistakes(mistakes));
    }
    let one = NewInvitation {
        prefix: &typed.prefix,
        first_name: &typed.first_name,
        last_name: &typed.last_name,
        email: &typed.email,
    };
    let by = Some(&me.id);
    invitation::invite(&mut tx, &visit.app, by, &one, role, agency.as_ref()).await?;
    tx.save().await
}

/// Takes an invitation back.
#[handler]
pub async fn destroy(visit: Visit, me: Actor, Path(id): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    invitation::withdraw(&mut tx, &me.id, &id).await?;
    tx.save().await?;
    Ok(see_other("/people/appointments?notice=people-withdrawn"))
}

/// Letters of an invitation.
pub mod letters {
    use super::*;

    /// Writes the letter anew, with a new link.
    #[handler]
    pub async fn create(visit: Visit, me: Actor, Path(id): Path<String>) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        invitation::send_again(&mut tx, &visit.app, &me.id, &id).await?;
        tx.save().await?;
        Ok(see_other("/people/appointments?notice=people-sent-again"))
    }
}
