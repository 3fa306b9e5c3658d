//! A forgotten password: a one-time link by letter, then a new password.

use askama::Template;
use chrono::Duration;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Path, cookie::CookieJar},
};
use serde::Deserialize;

use crate::{
    error::{Error, Mistake, Result},
    identity::{
        email_change, known_device,
        limit::{self, RESET_BY_ACCOUNT, RESET_BY_ADDRESS},
        link::{self, Purpose},
        origin::Origin,
        password, person, session,
    },
    mail,
    web::{
        form::{Form, Mistakes, mended},
        locale::{Locale, Text},
        page::{page, page_with, see_other},
        visitor::{Address, Visit},
    },
};

#[derive(Template)]
#[template(path = "identity/pages/password_resets/new.html", config = "src/web/askama.toml")]
struct NewReset<'a> {
    visit: &'a Visit,
    login: String,
    mistakes: Mistakes,
    sent: bool,
}

#[derive(Template)]
#[template(path = "identity/pages/password_resets/edit.html", config = "src/web/askama.toml")]
struct EditReset<'a> {
    visit: &'a Visit,
    token: String,
    mistakes: Mistakes,
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    login: String,
}

/// The new password.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    password: String,
}

/// Shows the form that asks for a letter.
#[handler]
pub fn new(visit: Visit) -> Result<Response> {
    let (login, mistakes) = (String::new(), Mistakes::default());
    page(&NewReset { visit: &visit, login, mistakes, sent: false })
}

/// Sends the letter if there is such an account, and says the same if there is none.
#[handler]
pub async fn create(
    visit: Visit,
    Address(address): Address,
    Form(typed): Form<Asked>,
) -> Result<Response> {
    let app = &visit.app;
    if typed.login.trim().is_empty() {
        let mistake = Mistake::new("login", "required", Text::new("login-required"));
        let mistakes = Mistakes::said(&visit, &[mistake]);
        let form = NewReset { visit: &visit, login: String::new(), mistakes, sent: false };
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &form);
    }
    let key = person::email_key(&typed.login);
    limit::count(app, &RESET_BY_ADDRESS, &address).await?;
    limit::count(app, &RESET_BY_ACCOUNT, &key).await?;
    let mut tx = app.db.write().await?;
    if let Some(found) = person::credentials(&mut tx, app, &typed.login).await? {
        let person = person::get(&mut tx, &found.id).await?;
        let token = link::make(&mut tx, &found.id, Purpose::Password, Duration::hours(1)).await?;
        let values = [
            ("name", person.full_name().into()),
            ("url", app.url(&format!("/password-resets/{token}")).into()),
        ];
        let locale = Locale::from_code(&person.locale).unwrap_or_default();
        mail::send(&mut tx, &person.email, locale, "mail-password", &values).await?;
        tx.save_unrecorded("asking for a letter changes nothing; setting the password does")
            .await?;
    }
    let (login, mistakes) = (String::new(), Mistakes::default());
    page(&NewReset { visit: &visit, login, mistakes, sent: true })
}

/// Shows the form for the new password.
#[handler]
pub async fn edit(visit: Visit, Path(token): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    if link::look(&mut tx, &token, Purpose::Password).await?.is_none() {
        return Err(Error::NotFound(Text::new("link-used")));
    }
    page(&EditReset { visit: &visit, token, mistakes: Mistakes::default() })
}

/// Sets the new password, uses the link up, and logs out everywhere.
#[handler]
pub async fn update(
    visit: Visit,
    Path(token): Path<String>,
    from: Origin,
    jar: &CookieJar,
    Form(typed): Form<Chosen>,
) -> Result<Response> {
    let app = &visit.app;
    let judged = match password::judge("password", &typed.password, &[]) {
        Some(mistake) => Err(Error::Mistakes(vec![mistake])),
        None => Ok(()),
    };
    if let Err(mistakes) = mended(&visit, judged)? {
        let form = EditReset { visit: &visit, token, mistakes };
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &form);
    }
    let hash = app.passwords.hash(&typed.password).await?;
    let mut tx = app.db.write().await?;
    let Some(person) = link::take(&mut tx, &token, Purpose::Password).await? else {
        return Err(Error::NotFound(Text::new("link-used")));
    };
    person::set_password(&mut tx, &person, &hash).await?;
    // The letter reached its owner, or there would be no link.
    person::confirm_email(&mut tx, &person).await?;
    email_change::give_up(&mut tx, &person).await?;
    session::end_all(&mut tx, &person, None).await?;
    tx.save().await?;
    // The owner logs in from here next, even while strangers keep the account's door busy.
    known_device::remember(app, jar, &from.devices, &person);
    session::clear_cookie(app, jar);
    Ok(see_other("/login?notice=password-set"))
}
