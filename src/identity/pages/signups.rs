//! Signing up: one form, one sitting.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::cookie::CookieJar};

use crate::{
    agencies::agency::{self, Agency},
    clock::bytes,
    error::Result,
    identity::{
        origin::Origin,
        pages::entrance,
        person::PersonKind,
        signup::{self, SignUp},
        traffic::{self, Whom},
    },
    thai::name::PREFIXES,
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/signups/new.html", config = "src/web/askama.toml")]
struct NewSignUp<'a> {
    visit: &'a Visit,
    typed: SignUp,
    mistakes: Mistakes,
    agencies: Vec<Agency>,
    form_key: String,
}

impl NewSignUp<'_> {
    fn kinds(&self) -> [PersonKind; 3] {
        PersonKind::ALL
    }

    fn prefixes(&self) -> &'static [&'static str] {
        PREFIXES
    }
}

async fn form<'a>(visit: &'a Visit, typed: SignUp, mistakes: Mistakes) -> Result<NewSignUp<'a>> {
    let mut tx = visit.app.db.read().await?;
    let agencies = agency::all(&mut tx).await?;
    let form_key = hex::encode(bytes::<16>(&*visit.app.random));
    Ok(NewSignUp { visit, typed, mistakes, agencies, form_key })
}

/// Shows the empty form.
#[handler]
pub async fn new(visit: Visit) -> Result<Response> {
    if visit.actor.is_some() {
        return Ok(see_other("/me"));
    }
    page(&form(&visit, SignUp::default(), Mistakes::default()).await?)
}

/// Takes the person in and logs them in, or shows the form again with the mistakes; secrets and
/// the citizen id are not shown again.
#[handler]
pub async fn create(
    visit: Visit,
    from: Origin,
    jar: &CookieJar,
    Form(typed): Form<SignUp>,
) -> Result<Response> {
    let outcome = signup::join(&visit.app, &typed, &from.address, visit.locale).await;
    let joined = match mended(&visit, outcome)? {
        Ok(joined) => joined,
        Err(mistakes) => {
            let typed = SignUp {
                citizen_id: String::new(),
                laser_code: String::new(),
                password: String::new(),
                ..typed
            };
            let form = form(&visit, typed, mistakes).await?;
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &form);
        }
    };
    let notice = match (joined.verified, &visit.app.verifier) {
        (true, _) => "signed-up",
        (false, Some(_)) => "signed-up-pending",
        (false, None) => "signed-up-desk",
    };
    let mut tx = visit.app.db.write().await?;
    let whom = Whom::Person(&joined.person);
    traffic::keep(&mut tx, &visit.app, &from, traffic::Kind::SignUp, whom, "ok").await?;
    let next = format!("/me?notice={notice}");
    entrance::enter(&visit, jar, tx, &joined.person, None, &next, &from).await
}
