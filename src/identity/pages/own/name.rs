//! One's own name: changed at once, or asked for where an officer must decide.

use askama::Template;
use poem::{Response, handler};

use crate::{
    error::{Error, Result},
    identity::{
        access::Actor,
        name_change::{self, Asked, NameChange, NewName},
        person::{self, Person},
    },
    thai::name::PREFIXES,
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/own/name.html", config = "src/web/askama.toml")]
struct EditName<'a> {
    visit: &'a Visit,
    person: Person,
    newest: Option<NameChange>,
    typed: NewName,
    mistakes: Mistakes,
}

impl EditName<'_> {
    fn prefixes(&self) -> &'static [&'static str] {
        PREFIXES
    }

    fn is_pending(&self) -> bool {
        self.newest.as_ref().is_some_and(NameChange::is_pending)
    }

    fn is_verified(&self) -> bool {
        self.person.verification == "verified"
    }
}

async fn form<'a>(
    visit: &'a Visit,
    me: &Actor,
    typed: Option<NewName>,
    mistakes: Mistakes,
) -> Result<EditName<'a>> {
    let mut tx = visit.app.db.read().await?;
    let person = person::get(&mut tx, &me.id).await?;
    let newest = name_change::newest(&mut tx, &me.id).await?;
    let typed = typed.unwrap_or_else(|| NewName {
        prefix: person.prefix.clone(),
        first_name: person.first_name.clone(),
        last_name: person.last_name.clone(),
        reason: String::new(),
    });
    Ok(EditName { visit, person, newest, typed, mistakes })
}

/// Shows the name, what became of the last request, and the form.
#[handler]
pub async fn edit(visit: Visit, me: Actor) -> Result<Response> {
    page(&form(&visit, &me, None, Mistakes::default()).await?)
}

/// Changes the name or asks for it.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(typed): Form<NewName>) -> Result<Response> {
    let outcome = name_change::ask(&visit.app, &me, &typed).await;
    let status = outcome.as_ref().err().map(Error::status).unwrap_or_default();
    match mended(&visit, outcome)? {
        Ok(Asked::Done) => Ok(see_other("/me/account?notice=own-name-changed")),
        Ok(Asked::Waits) => Ok(see_other("/me/name?notice=own-name-asked")),
        Err(mistakes) => page_with(status, &form(&visit, &me, Some(typed), mistakes).await?),
    }
}

/// Takes the request back.
#[handler]
pub async fn destroy(visit: Visit, me: Actor) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    name_change::withdraw(&mut tx, &me).await?;
    tx.save().await?;
    Ok(see_other("/me/name?notice=own-name-withdrawn"))
}
