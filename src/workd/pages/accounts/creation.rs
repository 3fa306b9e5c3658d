//! Making an account: names, a proposed address, the identity check; then the link, never a password.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};
use serde::Deserialize;

use crate::{
    clock::bytes,
    db::mail_file::Scope,
    error::{Error, Result},
    identity::access::{Act, Actor},
    thai::digits,
    web::{
        form::{Form, Mistakes},
        page::{page, page_with},
        visitor::Visit,
    },
    workd::{
        account::{self, Account, Typed},
        directory,
        domain::{self, Domain},
        import,
        pages::accounts::to_mend,
    },
};

/// The choice that stands for the agency's own words.
pub const OTHER: &str = "other";

#[derive(Template)]
#[template(path = "workd/pages/accounts/new.html", config = "src/web/askama.toml")]
struct NewAccount<'a> {
    visit: &'a Visit,
    domain: Domain,
    typed: NewForm,
    proposals: Option<Vec<String>>,
    mistakes: Mistakes,
    form_key: String,
}

impl NewAccount<'_> {
    fn ways(&self) -> [&'static str; 4] {
        import::usual_ways()
    }
}

#[derive(Template)]
#[template(path = "workd/pages/accounts/made.html", config = "src/web/askama.toml")]
struct Made<'a> {
    visit: &'a Visit,
    domain: Domain,
    account: Account,
    link: Option<String>,
}

/// The form as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewForm {
    first_name: String,
    last_name: String,
    first_name_en: String,
    last_name_en: String,
    local_part: String,
    quota_mb: String,
    recovery_email: String,
    #[serde(rename = "identity_checked-how")]
    how: String,
    how_words: String,
    #[serde(rename = "identity_checked-at")]
    at: String,
    /// Pressed to have addresses proposed.
    suggest: String,
    /// The proposal that was pressed.
    pick: String,
}

impl NewForm {
    fn typed(&self) -> Typed {
        let how = if self.how == OTHER { import::way(&self.how_words) } else { self.how.clone() };
        Typed {
            local_part: self.local_part.clone(),
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            first_name_en: Some(self.first_name_en.clone()),
            last_name_en: Some(self.last_name_en.clone()),
            quota_mb: quota_mb(&self.quota_mb),
            recovery_email: Some(self.recovery_email.clone()),
            identity_how: how,
            identity_at: self.at.clone(),
        }
    }
}

/// Megabytes as typed, nothing for an empty field; what is no number is out of every range.
pub fn quota_mb(typed: &str) -> Option<i64> {
    let typed = digits::to_arabic(typed).replace([',', ' '], "");
    (!typed.is_empty()).then(|| typed.parse().unwrap_or(-1))
}

/// Shows the empty form.
#[handler]
pub async fn new(visit: Visit, me: Actor, Path(name): Path<String>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::ManageAccounts).await?;
    page(&form(&visit, domain, NewForm::default(), None, Mistakes::default()))
}

fn form<'a>(
    visit: &'a Visit,
    domain: Domain,
    typed: NewForm,
    proposals: Option<Vec<String>>,
    mistakes: Mistakes,
) -> NewAccount<'a> {
    let form_key = hex::encode(bytes::<16>(&*visit.app.random));
    NewAccount { visit, domain, typed, proposals, mistakes, form_key }
}

/// Makes the account, or shows the form again with proposals or mistakes.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path(name): Path<String>,
    Form(mut typed): Form<NewForm>,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::ManageAccounts).await?;
    if !typed.suggest.is_empty() || !typed.pick.is_empty() {
        let (first, last) = (&typed.first_name_en, &typed.last_name_en);
        let proposals = account::proposals(&mut tx, &domain, first, last).await?;
        if !typed.pick.is_empty() {
            typed.local_part = std::mem::take(&mut typed.pick);
        }
        let form = form(&visit, domain, typed, Some(proposals), Mistakes::default());
        // Nothing is made yet: the same form goes on, with the same key.
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &form);
    }
    drop(tx);
    match make(&visit, &me, &domain, &typed).await {
        Ok((account, link)) => {
            let made = Made { visit: &visit, domain, account, link };
            page_with(StatusCode::CREATED, &made)
        }
        Err(error) => {
            let (status, mistakes) = to_mend(&visit, error)?;
            page_with(status, &form(&visit, domain, typed, None, mistakes))
        }
    }
}

async fn make(
    visit: &Visit,
    me: &Actor,
    domain: &Domain,
    typed: &NewForm,
) -> Result<(Account, Option<String>), Error> {
    let ready = typed.typed().read(domain, visit.today())?;
    let mut tx = visit.app.db.write().await?;
    let made = account::create(&mut tx, &visit.app, me, domain, &ready).await?;
    directory::save(tx, &visit.app, Scope::Address(made.0.address.clone())).await?;
    Ok(made)
}
