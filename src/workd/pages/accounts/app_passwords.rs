//! App passwords that an administrator makes, for programs that send; each is shown once.

use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use crate::{
    db::mail_file::Scope,
    error::{Error, Result},
    identity::access::{Act, Actor},
    web::{form::Form, page::see_other, visitor::Visit},
    workd::{
        app_password, directory,
        pages::accounts::{
            card::{Again, show_again},
            find, place, to_mend,
        },
    },
};

/// The form as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewAppPassword {
    name: String,
    services: Vec<String>,
}

/// The key of the sentence for what a program may do.
pub fn service_key(service: &str) -> &'static str {
    match service {
        "imap" => "acc-service-imap",
        "sieve" => "acc-service-sieve",
        _ => "acc-service-smtp",
    }
}

/// Makes an app password and shows it.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(path): Path<(String, String)>,
    Form(typed): Form<NewAppPassword>,
) -> Result<Response> {
    let (status, again) = match make(&visit, &me, &path, &typed).await {
        Ok(secret) => (StatusCode::CREATED, Again { secret: Some(secret), ..Again::default() }),
        Err(error) => {
            let (status, mistakes) = to_mend(&visit, error)?;
            let NewAppPassword { name, services } = typed;
            (status, Again { mistakes, name, services, ..Again::default() })
        }
    };
    show_again(&visit, &me, &path, status, again).await
}

async fn make(
    visit: &Visit,
    me: &Actor,
    (name, local): &(String, String),
    typed: &NewAppPassword,
) -> Result<String, Error> {
    let mut tx = visit.app.db.read().await?;
    find(&mut tx, me, name, local, Act::ManageAccounts).await?;
    drop(tx);
    let fresh = app_password::fresh(&visit.app).await?;
    let mut tx = visit.app.db.write().await?;
    let (_, account) = find(&mut tx, me, name, local, Act::ManageAccounts).await?;
    let (by, services) = (Some(&me.id), &typed.services);
    app_password::create(&mut tx, by, &account, &typed.name, services, &fresh).await?;
    directory::save(tx, &visit.app, Scope::Address(account.address)).await?;
    Ok(fresh.secret)
}

/// Ends an app password.
#[handler]
pub async fn destroy(
    visit: Visit,
    me: Actor,
    Path((name, local, id)): Path<(String, String, String)>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let (domain, account) = find(&mut tx, &me, &name, &local, Act::ManageAccounts).await?;
    app_password::revoke(&mut tx, Some(&me.id), &account, &id).await?;
    let place = place(&domain.name, &account.local_part);
    directory::save(tx, &visit.app, Scope::Address(account.address)).await?;
    Ok(see_other(format!("{place}?notice=acc-app-password-ended")))
}
