//! Changing an account: names, size, recovery address, and what letters meet while it is suspended.

use askama::Template;
use poem::{Response, handler, web::Path};
use serde::Deserialize;

use crate::{
    db::mail_file::Scope,
    error::Result,
    identity::access::{Act, Actor},
    web::{
        form::{Form, Mistakes},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
    workd::{
        account::{self, Account, Change},
        directory,
        domain::Domain,
        pages::accounts::{creation::quota_mb, find, place, to_mend},
    },
};

#[derive(Template)]
#[template(path = "workd/pages/accounts/edit.html", config = "src/web/askama.toml")]
struct EditAccount<'a> {
    visit: &'a Visit,
    domain: Domain,
    account: Account,
    typed: EditForm,
    mistakes: Mistakes,
}

/// The form as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct EditForm {
    first_name: String,
    last_name: String,
    first_name_en: String,
    last_name_en: String,
    quota_mb: String,
    recovery_email: String,
    when_suspended: String,
}

impl EditForm {
    fn of(account: &Account) -> Self {
        Self {
            first_name: account.first_name.clone(),
            last_name: account.last_name.clone(),
            first_name_en: account.first_name_en.clone().unwrap_or_default(),
            last_name_en: account.last_name_en.clone().unwrap_or_default(),
            quota_mb: account.quota_mb().to_string(),
            recovery_email: account.recovery_email.clone().unwrap_or_default(),
            when_suspended: account.when_suspended.clone(),
        }
    }

    fn change(&self) -> Change {
        Change {
            first_name: Some(self.first_name.clone()),
            last_name: Some(self.last_name.clone()),
            first_name_en: Some(self.first_name_en.clone()),
            last_name_en: Some(self.last_name_en.clone()),
            quota_mb: quota_mb(&self.quota_mb),
            recovery_email: Some(self.recovery_email.clone()),
            when_suspended: Some(self.when_suspended.clone()),
        }
    }
}

/// Shows the form with what is kept.
#[handler]
pub async fn edit(
    visit: Visit,
    me: Actor,
    Path((name, local)): Path<(String, String)>,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let (domain, account) = find(&mut tx, &me, &name, &local, Act::ManageAccounts).await?;
    let typed = EditForm::of(&account);
    page(&EditAccount { visit: &visit, domain, account, typed, mistakes: Mistakes::default() })
}

/// Keeps the changes, or shows the form again.
#[handler]
pub async fn update(
    visit: Visit,
    me: Actor,
    Path((name, local)): Path<(String, String)>,
    Form(typed): Form<EditForm>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let (domain, account) = find(&mut tx, &me, &name, &local, Act::ManageAccounts).await?;
    match account::change(&mut tx, &me, &account, &typed.change()).await {
        Ok(()) => {
            directory::save(tx, &visit.app, Scope::Address(account.address.clone())).await?;
            let place = place(&domain.name, &account.local_part);
            Ok(see_other(format!("{place}?notice=acc-saved")))
        }
        Err(error) => {
            drop(tx);
            let (status, mistakes) = to_mend(&visit, error)?;
            page_with(status, &EditAccount { visit: &visit, domain, account, typed, mistakes })
        }
    }
}
