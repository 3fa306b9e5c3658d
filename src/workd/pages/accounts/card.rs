//! One account: its facts, what leads to it, what was done to it, and what can be done.

use askama::Template;
use poem::{Response, handler, http::StatusCode, web::Path};

use crate::{
    clock::bytes,
    error::Result,
    identity::access::{Act, Actor},
    web::{
        form::Mistakes,
        page::{page, page_with},
        visitor::Visit,
    },
    workd::{
        account::{self, Account},
        account_link,
        alias::{self, Leading},
        app_password::{self, AppPassword, SERVICES},
        domain::Domain,
        forwarding,
        pages::accounts::{Rights, find},
        trail::{self, Entry},
    },
};

/// Acts that are told of one account.
const RECORD: i64 = 20;

#[derive(Template)]
#[template(path = "workd/pages/accounts/show.html", config = "src/web/askama.toml")]
struct ShowAccount<'a> {
    visit: &'a Visit,
    domain: Domain,
    account: Account,
    rights: Rights,
    leading: Vec<Leading>,
    forwarding: Vec<String>,
    app_passwords: Vec<AppPassword>,
    maker: Option<String>,
    link_made: Option<String>,
    record: Vec<Entry>,
    again: Again,
    form_key: String,
}

/// What the page shows besides, after something was done or refused.
#[derive(Default)]
pub struct Again {
    /// What is to be mended.
    pub mistakes: Mistakes,
    /// The reason of a suspension, as typed.
    pub reason: String,
    /// What letters meet meanwhile, as chosen.
    pub when_suspended: String,
    /// The name of an app password, as typed.
    pub name: String,
    /// Its services, as chosen.
    pub services: Vec<String>,
    /// A link that was sent, or that is shown this once.
    pub link: Option<Option<String>>,
    /// An app password, shown this once.
    pub secret: Option<String>,
}

impl ShowAccount<'_> {
    /// What an administrator may let a program do: an account's holder alone reads its letters, the
    /// official mailbox is shared by systems.
    fn services(&self) -> &'static [&'static str] {
        if self.account.kind == "user" { &["smtp"] } else { &SERVICES }
    }

    fn is_offered(&self, service: &str) -> bool {
        self.account.kind == "user" || self.again.services.iter().any(|one| one == service)
    }

    fn when_suspended(&self) -> &str {
        let chosen = self.again.when_suspended.as_str();
        if chosen.is_empty() { &self.account.when_suspended } else { chosen }
    }

    fn is_living(&self) -> bool {
        self.account.state == "active" || self.account.state == "invited"
    }

    fn sent_link(&self) -> Option<&Option<String>> {
        self.again.link.as_ref()
    }

    fn link(&self) -> Option<&String> {
        self.again.link.as_ref().and_then(Option::as_ref)
    }

    fn identity_on(&self) -> String {
        match self.account.identity_on.parse() {
            Ok(day) => self.visit.locale.day(day),
            Err(_) => self.account.identity_on.clone(),
        }
    }
}

/// Shows an account.
#[handler]
pub async fn show(
    visit: Visit,
    me: Actor,
    Path((name, local)): Path<(String, String)>,
) -> Result<Response> {
    page(&card(&visit, &me, &name, &local, Again::default()).await?)
}

/// The page again, with mistakes or with something that is shown once.
pub async fn show_again(
    visit: &Visit,
    me: &Actor,
    (name, local): &(String, String),
    status: StatusCode,
    again: Again,
) -> Result<Response> {
    page_with(status, &card(visit, me, name, local, again).await?)
}

async fn card<'a>(
    visit: &'a Visit,
    me: &Actor,
    name: &str,
    local: &str,
    again: Again,
) -> Result<ShowAccount<'a>> {
    let mut tx = visit.app.db.read().await?;
    let (domain, account) = find(&mut tx, me, name, local, Act::SeeDomains).await?;
    let link_made = match account.state.as_str() {
        "invited" => account_link::made_at(&mut tx, &account.id).await?,
        _ => None,
    };
    Ok(ShowAccount {
        visit,
        rights: Rights::of(me, &domain),
        leading: alias::leading_to(&mut tx, &account).await?,
        forwarding: forwarding::of(&mut tx, &account).await?,
        app_passwords: app_password::list(&mut tx, &account).await?,
        maker: account::maker(&mut tx, &account).await?,
        link_made: link_made.map(|at| visit.moment(at)),
        record: trail::latest_of_account(&mut tx, &account, RECORD).await?,
        form_key: hex::encode(bytes::<16>(&*visit.app.random)),
        domain,
        account,
        again,
    })
}
