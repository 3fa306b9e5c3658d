//! How far the verification of one's identity is, and the way on when the source did not answer.

use askama::Template;
use poem::{Response, handler, http::StatusCode};
use serde::Deserialize;

use crate::{
    error::Result,
    identity::{
        access::Actor,
        person::Person,
        signup,
        verification::{
            history::{self, Check},
            pending,
            policy::Judged,
        },
    },
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/verifications/show.html", config = "src/web/askama.toml")]
struct ShowVerification<'a> {
    visit: &'a Visit,
    person: Person,
    judged: Option<Judged>,
    policy: &'static str,
    checks: Vec<Check>,
    held: bool,
    mistakes: Mistakes,
}

/// The code typed again.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Code {
    laser_code: String,
}

async fn shown<'a>(
    visit: &'a Visit,
    me: &Actor,
    mistakes: Mistakes,
) -> Result<ShowVerification<'a>> {
    let mut tx = visit.app.db.read().await?;
    let history::Standing { person, judged, policy, checks } = history::of(&mut tx, &me.id).await?;
    let held = pending::is_held(&visit.app, &me.id);
    Ok(ShowVerification { visit, person, judged, policy, checks, held, mistakes })
}

/// Shows where the verification stands.
#[handler]
pub async fn show(visit: Visit, me: Actor) -> Result<Response> {
    page(&shown(&visit, &me, Mistakes::default()).await?)
}

/// Asks the source again with the code typed anew.
#[handler]
pub async fn create(visit: Visit, me: Actor, Form(typed): Form<Code>) -> Result<Response> {
    let outcome = signup::verify_again(&visit.app, &me.id, &typed.laser_code).await;
    match mended(&visit, outcome)? {
        Ok(true) => Ok(see_other("/me/verification?notice=verified")),
        Ok(false) => Ok(see_other("/me/verification?notice=source-away")),
        Err(mistakes) => {
            let page = shown(&visit, &me, mistakes).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}
