//! The password of a mail account, changed by its holder.

use askama::Template;
use poem::{Response, handler, http::StatusCode};
use serde::Deserialize;

use crate::{
    db::mail_file::Scope,
    error::{Error, Mistake, Result},
    identity::password,
    web::{
        form::{Form, Mistakes, mended},
        locale::Text,
        page::{page, page_with, see_other},
        visitor::{Address, Visit},
    },
    workd::{
        account::Account, account_link, directory, log_in, pages::mailbox::holder::Holder, sessions,
    },
};

#[derive(Template)]
#[template(path = "workd/pages/mailbox/password.html", config = "src/web/askama.toml")]
struct EditPassword<'a> {
    visit: &'a Visit,
    account: &'a Account,
    mistakes: Mistakes,
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Changed {
    current_password: String,
    password: String,
}

/// Shows the form.
#[handler]
pub fn edit(visit: Visit, me: Holder) -> Result<Response> {
    let mistakes = Mistakes::default();
    page(&EditPassword { visit: &visit, account: &me.account, mistakes })
}

/// Changes the password; every other session ends, here and at the mail server.
#[handler]
pub async fn update(
    visit: Visit,
    me: Holder,
    Address(network): Address,
    Form(typed): Form<Changed>,
) -> Result<Response> {
    let app = &visit.app;
    let judged = judge(&visit, &me, &network, &typed).await;
    let status = judged.as_ref().map_or_else(Error::status, |()| StatusCode::OK);
    if let Err(mistakes) = mended(&visit, judged)? {
        let account = &me.account;
        return page_with(status, &EditPassword { visit: &visit, account, mistakes });
    }
    let hash = app.passwords.hash(&typed.password).await?;
    let mut tx = app.db.write().await?;
    account_link::change_password(&mut tx, &me.account.id, &hash).await?;
    sessions::end_own(&mut tx, &me.account.id, &me.token, true).await?;
    sessions::end_at_the_server(&mut tx, &me.account.address).await?;
    directory::save(tx, app, Scope::Address(me.account.address.clone())).await?;
    Ok(see_other("/mailbox?notice=mbx-password-changed"))
}

/// The old password counts as a log-in: whoever found an open page cannot guess it at leisure.
async fn judge(visit: &Visit, me: &Holder, network: &str, typed: &Changed) -> Result<()> {
    let (address, current) = (&me.account.address, &typed.current_password);
    let mut mistakes = Vec::new();
    match log_in::check(&visit.app, address, current, network).await {
        Ok(_) => {}
        Err(Error::WrongLogIn) => {
            let text = Text::new("mbx-current-password-wrong");
            mistakes.push(Mistake::new("current_password", "wrong", text));
        }
        Err(error) => return Err(error),
    }
    mistakes.extend(password::judge("password", &typed.password, &me.words()));
    if mistakes.is_empty() { Ok(()) } else { Err(Error::Mistakes(mistakes)) }
}
