//! A one-time link: its account's holder chooses the first password, or another one.

use askama::Template;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Path, cookie::CookieJar},
};
use serde::Deserialize;

use crate::{
    app::App,
    db::mail_file::Scope,
    error::Result,
    identity::password,
    web::{
        form::{Form, Mistakes},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
    workd::{
        account::{self, Account},
        account_link, directory,
        domain::{self, Domain},
        pages::mailbox::holder,
        sessions,
    },
};

#[derive(Template)]
#[template(path = "workd/pages/mailbox/activation.html", config = "src/web/askama.toml")]
struct NewPassword<'a> {
    visit: &'a Visit,
    token: &'a str,
    account: &'a Account,
    domain: &'a Domain,
    mistakes: Mistakes,
}

#[derive(Template)]
#[template(path = "workd/pages/mailbox/link_used.html", config = "src/web/askama.toml")]
struct LinkUsed<'a> {
    visit: &'a Visit,
}

/// The new password.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    password: String,
}

/// The account of a link that can still be used.
async fn found(app: &App, token: &str) -> Result<Option<(Account, Domain)>> {
    let mut tx = app.db.read().await?;
    let Some(id) = account_link::look(&mut tx, token).await? else { return Ok(None) };
    let account = account::by_id(&mut tx, &id).await?;
    let domain = domain::get(&mut tx, &account.domain_id).await?;
    Ok(Some((account, domain)))
}

fn link_used(visit: &Visit) -> Result<Response> {
    page_with(StatusCode::GONE, &LinkUsed { visit })
}

/// Shows whose password is to be chosen, and the form.
#[handler]
pub async fn new(visit: Visit, Path(token): Path<String>) -> Result<Response> {
    let Some((account, domain)) = found(&visit.app, &token).await? else {
        return link_used(&visit);
    };
    let mistakes = Mistakes::default();
    let (token, account, domain) = (token.as_str(), &account, &domain);
    page(&NewPassword { visit: &visit, token, account, domain, mistakes })
}

/// Sets the password, uses the link up, ends every older session, and logs the holder in.
#[handler]
pub async fn create(
    visit: Visit,
    Path(token): Path<String>,
    jar: &CookieJar,
    Form(typed): Form<Chosen>,
) -> Result<Response> {
    let app = &visit.app;
    let Some((account, domain)) = found(app, &token).await? else { return link_used(&visit) };
    let words = holder::words(&account, &domain);
    if let Some(mistake) = password::judge("password", &typed.password, &words) {
        let mistakes = Mistakes::said(&visit, &[mistake]);
        let (token, account, domain) = (token.as_str(), &account, &domain);
        let form = NewPassword { visit: &visit, token, account, domain, mistakes };
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &form);
    }
    let hash = app.passwords.hash(&typed.password).await?;
    let mut tx = app.db.write().await?;
    if account_link::take(&mut tx, &token, &hash).await?.is_none() {
        return link_used(&visit);
    }
    // Whoever chooses the first password has no older session that could be somebody else's.
    if account.has_password {
        sessions::end(&mut tx, &account).await?;
    }
    let session = sessions::start(&mut tx, &account.id).await?;
    directory::save(tx, app, Scope::Address(account.address.clone())).await?;
    holder::put_cookie(app, jar, &session);
    // While the domain is suspended nobody's session counts; the password is kept all the same.
    let open = domain.state == "open";
    let page = if open { "/mailbox" } else { "/mailbox/sessions" };
    Ok(see_other(format!("{page}?notice=mbx-password-chosen")))
}
