//! A new password for whoever knows the present one.

use askama::Template;
use poem::{Response, handler, web::cookie::CookieJar};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    identity::{access::Actor, known_device, origin::Origin, own_password, session},
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "identity/pages/own/password.html", config = "src/web/askama.toml")]
struct EditPassword<'a> {
    visit: &'a Visit,
    email: &'a str,
    mistakes: Mistakes,
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewPassword {
    current_password: String,
    password: String,
}

/// Shows the form.
#[handler]
pub fn edit(visit: Visit, me: Actor) -> Result<Response> {
    page(&EditPassword { visit: &visit, email: &me.email, mistakes: Mistakes::default() })
}

/// Sets it, ends every other session and gives this one a new token.
#[handler]
pub async fn update(
    visit: Visit,
    me: Actor,
    from: Origin,
    jar: &CookieJar,
    Form(typed): Form<NewPassword>,
) -> Result<Response> {
    let app = &visit.app;
    let outcome = own_password::change(app, &me, &typed.current_password, &typed.password).await;
    let status = outcome.as_ref().err().map(Error::status).unwrap_or_default();
    match mended(&visit, outcome)? {
        Ok(token) => {
            session::put_cookie(app, jar, &token);
            known_device::remember(app, jar, &from.devices, &me.id);
            Ok(see_other("/me/account?notice=own-password-changed"))
        }
        Err(mistakes) => {
            page_with(status, &EditPassword { visit: &visit, email: &me.email, mistakes })
        }
    }
}
