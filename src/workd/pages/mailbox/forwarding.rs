//! Forwarding: where copies of an account's letters go, within the rule of its domain.

use askama::Template;
use poem::{Response, handler, http::StatusCode};
use serde::Deserialize;

use crate::{
    db::mail_file::Scope,
    error::{Error, Result},
    web::{
        form::{Form, Mistakes, mended},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
    workd::{
        account::Account, directory, domain::Domain, forwarding, pages::mailbox::holder::Holder,
    },
};

#[derive(Template)]
#[template(path = "workd/pages/mailbox/forwarding.html", config = "src/web/askama.toml")]
struct EditForwarding<'a> {
    visit: &'a Visit,
    account: &'a Account,
    domain: &'a Domain,
    now: Option<String>,
    typed: String,
    mistakes: Mistakes,
}

impl EditForwarding<'_> {
    /// The sentence that explains the domain's rule.
    fn rule(&self) -> &'static str {
        match self.domain.forwarding.as_str() {
            "anywhere" => "mbx-forwarding-anywhere",
            "government" => "mbx-forwarding-government",
            _ => "mbx-forwarding-none",
        }
    }

    fn is_allowed(&self) -> bool {
        self.domain.forwarding != "none"
    }
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct To {
    forwarding: String,
}

/// Where the letters go now.
async fn present(visit: &Visit, me: &Holder) -> Result<Option<String>> {
    let mut tx = visit.app.db.read().await?;
    Ok(forwarding::of(&mut tx, &me.account).await?.into_iter().next())
}

/// Shows where the letters go, the rule, and the form.
#[handler]
pub async fn edit(visit: Visit, me: Holder) -> Result<Response> {
    let now = present(&visit, &me).await?;
    let typed = now.clone().unwrap_or_default();
    let (account, domain, mistakes) = (&me.account, &me.domain, Mistakes::default());
    page(&EditForwarding { visit: &visit, account, domain, now, typed, mistakes })
}

/// Sets where the letters go; an empty field ends the forwarding.
#[handler]
pub async fn update(visit: Visit, me: Holder, Form(typed): Form<To>) -> Result<Response> {
    let app = &visit.app;
    let mut tx = app.db.write().await?;
    let outcome = forwarding::put(&mut tx, &me.domain, &me.account, Some(&typed.forwarding)).await;
    let status = outcome.as_ref().map_or_else(Error::status, |()| StatusCode::OK);
    if let Err(mistakes) = mended(&visit, outcome)? {
        drop(tx);
        let now = present(&visit, &me).await?;
        let (account, domain, typed) = (&me.account, &me.domain, typed.forwarding);
        let form = EditForwarding { visit: &visit, account, domain, now, typed, mistakes };
        return page_with(status, &form);
    }
    directory::save(tx, app, Scope::Address(me.account.address.clone())).await?;
    let none = typed.forwarding.trim().is_empty();
    Ok(see_other(if none {
        "/mailbox/forwarding?notice=mbx-forwarding-ended"
    } else {
        "/mailbox/forwarding?notice=mbx-forwarding-set"
    }))
}
