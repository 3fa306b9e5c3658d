//! App passwords: one for each program, shown once, ended one by one.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use crate::{
    clock::bytes,
    db::mail_file::Scope,
    error::{Error, Result},
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
    workd::{
        account::Account,
        app_password::{self, AppPassword, SERVICES},
        directory,
        pages::mailbox::holder::Holder,
        sessions,
    },
};

#[derive(Template)]
#[template(path = "workd/pages/mailbox/app_passwords.html", config = "src/web/askama.toml")]
struct AppPasswords<'a> {
    visit: &'a Visit,
    account: &'a Account,
    list: Vec<AppPassword>,
    typed: New,
    mistakes: Mistakes,
    form_key: String,
}

#[derive(Template)]
#[template(path = "workd/pages/mailbox/app_password_made.html", config = "src/web/askama.toml")]
struct AppPasswordMade<'a> {
    visit: &'a Visit,
    account: &'a Account,
    made: AppPassword,
    secret: String,
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct New {
    name: String,
    services: Vec<String>,
}

impl New {
    fn has(&self, service: &str) -> bool {
        self.services.iter().any(|one| one == service)
    }
}

/// What a program may do with an app password, in words.
fn services_said(visit: &Visit, services: &str) -> String {
    let said = services.split(',').map(|one| visit.t(service_key(one)));
    said.collect::<Vec<_>>().join(", ")
}

fn service_key(service: &str) -> &'static str {
    match service {
        "imap" => "mbx-service-imap",
        "smtp" => "mbx-service-smtp",
        _ => "mbx-service-sieve",
    }
}

fn service_hint(service: &str) -> &'static str {
    match service {
        "imap" => "mbx-service-imap-hint",
        "smtp" => "mbx-service-smtp-hint",
        _ => "mbx-service-sieve-hint",
    }
}

async fn list<'a>(
    visit: &'a Visit,
    me: &'a Holder,
    typed: New,
    mistakes: Mistakes,
) -> Result<AppPasswords<'a>> {
    let mut tx = visit.app.db.read().await?;
    let list = app_password::list(&mut tx, &me.account).await?;
    let form_key = hex::encode(bytes::<16>(&*visit.app.random));
    Ok(AppPasswords { visit, account: &me.account, list, typed, mistakes, form_key })
}

/// Lists what there is, and shows the form for another one.
#[handler]
pub async fn index(visit: Visit, me: Holder) -> Result<Response> {
    let services = vec!["imap".to_owned(), "smtp".to_owned()];
    let typed = New { name: String::new(), services };
    page(&list(&visit, &me, typed, Mistakes::default()).await?)
}

/// Makes one and shows it, this once.
#[handler]
pub async fn create(visit: Visit, me: Holder, Form(typed): Form<New>) -> Result<Response> {
    let app = &visit.app;
    let fresh = app_password::fresh(app).await?;
    let mut tx = app.db.write().await?;
    let outcome =
        app_password::create(&mut tx, None, &me.account, &typed.name, &typed.services, &fresh)
            .await;
    let status = outcome.as_ref().map_or_else(Error::status, |_| StatusCode::CREATED);
    match mended(&visit, outcome)? {
        Ok(made) => {
            directory::save(tx, app, Scope::Address(me.account.address.clone())).await?;
            let (account, secret) = (&me.account, fresh.secret);
            page_with(status, &AppPasswordMade { visit: &visit, account, made, secret })
        }
        Err(mistakes) => {
            drop(tx);
            page_with(status, &list(&visit, &me, typed, mistakes).await?)
        }
    }
}

/// Ends one; programs that use it are logged out.
#[handler]
pub async fn destroy(visit: Visit, me: Holder, Path(id): Path<String>) -> Result<Response> {
    let app = &visit.app;
    let mut tx = app.db.write().await?;
    app_password::revoke(&mut tx, None, &me.account, &id).await?;
    sessions::end_at_the_server(&mut tx, &me.account.address).await?;
    directory::save(tx, app, Scope::Address(me.account.address.clone())).await?;
    Ok(see_other("/mailbox/app-passwords?notice=mbx-app-password-ended"))
}
