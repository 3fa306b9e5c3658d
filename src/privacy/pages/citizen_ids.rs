//! A full citizen id, shown once to an officer who says why; the person sees that it was seen.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use crate::{
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::{
        access::{Actor, Role},
        citizen_id_view::{self, Revealed},
        person::{self, Person},
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with},
        visitor::Visit,
    },
    workd,
};

#[derive(Template)]
#[template(path = "privacy/pages/citizen_ids/show.html", config = "src/web/askama.toml")]
struct ShowCitizenId<'a> {
    visit: &'a Visit,
    person: Person,
    masked: Option<String>,
    revealed: Option<Revealed>,
    reason: String,
    mistakes: Mistakes,
}

/// Why the number is needed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    reason: String,
}

/// The person, if it is `me`'s business: a desk serves whoever stands before it, a service officer
/// those who filed a request that waits for a decision.
async fn found(
    tx: &mut Tx,
    visit: &Visit,
    me: &Actor,
    id: &PersonId,
) -> Result<(Person, Option<String>)> {
    let masked = citizen_id_view::masked(tx, &visit.app, id).await?;
    let at_a_desk = me.grants.iter().any(|grant| grant.role == Role::DeskOfficer);
    if !at_a_desk && !workd::held::has_request_to_decide(tx, id).await? {
        return Err(Error::not_found());
    }
    Ok((person::get(tx, id).await?, masked))
}

/// Shows the masked number and asks for the reason.
#[handler]
pub async fn new(visit: Visit, me: Actor, Path(id): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let (person, masked) = found(&mut tx, &visit, &me, &id.as_str().into()).await?;
    let (reason, mistakes) = (String::new(), Mistakes::default());
    page(&ShowCitizenId { visit: &visit, person, masked, revealed: None, reason, mistakes })
}

/// Leaves the trace, then shows the number.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let id = PersonId::from(id);
    let mut tx = visit.app.db.write().await?;
    let (person, masked) = found(&mut tx, &visit, &me, &id).await?;
    let outcome =
        citizen_id_view::reveal_for_view(&mut tx, &visit.app, &me, &id, &typed.reason).await;
    let (status, revealed, mistakes) = match mended(&visit, outcome)? {
        Ok(revealed) => {
            tx.save().await?;
            (StatusCode::OK, Some(revealed), Mistakes::default())
        }
        Err(mistakes) => (StatusCode::UNPROCESSABLE_ENTITY, None, mistakes),
    };
    let reason = typed.reason;
    page_with(status, &ShowCitizenId { visit: &visit, person, masked, revealed, reason, mistakes })
}
