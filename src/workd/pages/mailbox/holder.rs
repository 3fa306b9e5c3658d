//! Holder: who is logged in to the page of a mail account, by a cookie of its own.

use poem::{FromRequest, Request, RequestBody, web::cookie::CookieJar};

use crate::{
    app::App,
    error::{Error, Result},
    identity::session,
    web::visitor::Visit,
    workd::{
        account::Account,
        domain::{self, Domain},
        sessions,
    },
};

/// The holder of a mail account. Whoever is none is sent to the log-in page of mail accounts.
pub struct Holder {
    /// The account.
    pub account: Account,
    /// Its domain.
    pub domain: Domain,
    /// The token of this session.
    pub token: String,
}

impl Holder {
    async fn of(app: &App, token: String) -> Result<Option<Self>> {
        let Some(account) = sessions::holder(app, &token).await? else { return Ok(None) };
        let mut tx = app.db.read().await?;
        let domain = domain::get(&mut tx, &account.domain_id).await?;
        Ok(Some(Self { account, domain, token }))
    }

    /// Words that make a password of this account easy to guess.
    pub fn words(&self) -> Vec<&str> {
        words(&self.account, &self.domain)
    }
}

impl<'a> FromRequest<'a> for Holder {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        let visit = Visit::from_request_without_body(request).await?;
        let token = request.cookie().get(cookie_name(&visit.app));
        let token = token.map(|cookie| cookie.value_str().to_owned()).ok_or(Error::LogInNeeded)?;
        Ok(Self::of(&visit.app, token).await?.ok_or(Error::LogInNeeded)?)
    }
}

/// Words that make a password of the account easy to guess: its names and its address.
pub fn words<'a>(account: &'a Account, domain: &'a Domain) -> Vec<&'a str> {
    let english = [account.first_name_en.as_deref(), account.last_name_en.as_deref()];
    let names = [account.first_name.as_str(), &account.last_name, &account.local_part];
    let labels = domain.name.split('.');
    names.into_iter().chain(english.into_iter().flatten()).chain(labels).collect()
}

/// A cookie that only this host can have set, where there is TLS.
fn cookie_name(app: &App) -> &'static str {
    if app.config.is_secure() { "__Host-mailbox" } else { "mailbox" }
}

/// Gives the token to the browser.
pub fn put_cookie(app: &App, jar: &CookieJar, token: &str) {
    jar.add(session::cookie(app, cookie_name(app), token));
}

/// Takes the token back from the browser.
pub fn clear_cookie(app: &App, jar: &CookieJar) {
    let mut cookie = session::cookie(app, cookie_name(app), "");
    cookie.make_removal();
    jar.add(cookie);
}
