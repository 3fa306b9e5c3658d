//! Other names of accounts, and groups: the same pages, told apart by the route.

use askama::Template;
use poem::{
    Response, handler,
    web::{Data, Path},
};
use serde::Deserialize;

use crate::{
    db::{Tx, mail_file::Scope},
    error::{Error, Result},
    identity::access::{Act, Actor},
    web::{
        form::{Form, Mistakes},
        page::{page, page_with, see_other},
        visitor::Visit,
    },
    workd::{
        alias::{self, Alias, MOST, Typed},
        directory,
        domain::{self, Domain},
        pages::accounts::to_mend,
    },
};

/// What a route is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Another name of one account or of a few.
    Alias,
    /// An address of many people, with a title.
    Group,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Alias => "alias",
            Self::Group => "group",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Alias => "aliases",
            Self::Group => "groups",
        }
    }

    fn is_group(self) -> bool {
        self == Self::Group
    }
}

/// Where the page of an alias or group is. `new` is the form for the next one, so that name is
/// spelled out.
pub fn place(domain: &str, kind: &str, address: &str) -> String {
    let path = if kind == "group" { Kind::Group.path() } else { Kind::Alias.path() };
    let local = address.split('@').next().unwrap_or_default();
    let name = if local == "new" { address } else { local };
    format!("/workd/domains/{domain}/{path}/{name}")
}

#[derive(Template)]
#[template(path = "workd/pages/aliases/index.html", config = "src/web/askama.toml")]
struct Aliases<'a> {
    visit: &'a Visit,
    domain: Domain,
    kind: Kind,
    aliases: Vec<Alias>,
    manages: bool,
}

#[derive(Template)]
#[template(path = "workd/pages/aliases/form.html", config = "src/web/askama.toml")]
struct AliasForm<'a> {
    visit: &'a Visit,
    domain: Domain,
    kind: Kind,
    /// The one that is there; none for a new one.
    alias: Option<Alias>,
    typed: AliasTyped,
    mistakes: Mistakes,
    manages: bool,
}

impl AliasForm<'_> {
    fn most(&self) -> usize {
        MOST
    }

    /// Where the form is sent.
    fn action(&self) -> String {
        match &self.alias {
            Some(alias) => place(&self.domain.name, &alias.kind, &alias.address),
            None => format!("/workd/domains/{}/{}", self.domain.name, self.kind.path()),
        }
    }
}

/// The form as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AliasTyped {
    local_part: String,
    title: String,
    destinations: String,
    may_send: bool,
}

impl AliasTyped {
    fn of(alias: &Alias) -> Self {
        Self {
            local_part: alias.local_part().to_owned(),
            title: alias.title.clone(),
            destinations: alias.destinations.join("\n"),
            may_send: alias.may_send,
        }
    }

    fn typed(&self, kind: Kind, local_part: &str) -> Typed {
        let destinations = self.destinations.split(['\n', ',', ';']).map(str::to_owned);
        Typed {
            local_part: local_part.to_owned(),
            kind: kind.code(),
            title: self.title.clone(),
            destinations: destinations.collect(),
            may_send: self.may_send,
        }
    }
}

async fn find(tx: &mut Tx, domain: &Domain, kind: Kind, local: &str) -> Result<Alias> {
    let local = local.split('@').next().unwrap_or_default().to_lowercase();
    let there = alias::list(tx, &domain.id, kind.code()).await?;
    there.into_iter().find(|alias| alias.local_part() == local).ok_or_else(Error::not_found)
}

/// Lists the aliases or groups of a domain.
#[handler]
pub async fn index(
    visit: Visit,
    me: Actor,
    Data(kind): Data<&Kind>,
    Path(name): Path<String>,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::SeeDomains).await?;
    let aliases = alias::list(&mut tx, &domain.id, kind.code()).await?;
    let manages = domain::may(&me, Act::ManageAccounts, &domain);
    page(&Aliases { visit: &visit, domain, kind: *kind, aliases, manages })
}

/// Shows the empty form.
#[handler]
pub async fn new(
    visit: Visit,
    me: Actor,
    Data(kind): Data<&Kind>,
    Path(name): Path<String>,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::ManageAccounts).await?;
    let typed = AliasTyped { may_send: *kind == Kind::Alias, ..AliasTyped::default() };
    let mistakes = Mistakes::default();
    let (alias, manages, kind) = (None, true, *kind);
    page(&AliasForm { visit: &visit, domain, kind, alias, typed, mistakes, manages })
}

/// Makes an alias or group.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Data(kind): Data<&Kind>,
    Path(name): Path<String>,
    Form(typed): Form<AliasTyped>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::ManageAccounts).await?;
    keep(&visit, &me, tx, domain, *kind, None, typed).await
}

/// Shows one with its destinations, to be changed by those who may.
#[handler]
pub async fn edit(
    visit: Visit,
    me: Actor,
    Data(kind): Data<&Kind>,
    Path((name, local)): Path<(String, String)>,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::SeeDomains).await?;
    let alias = find(&mut tx, &domain, *kind, &local).await?;
    let (typed, mistakes) = (AliasTyped::of(&alias), Mistakes::default());
    let manages = domain::may(&me, Act::ManageAccounts, &domain);
    let (alias, kind) = (Some(alias), *kind);
    page(&AliasForm { visit: &visit, domain, kind, alias, typed, mistakes, manages })
}

/// Gives one other destinations.
#[handler]
pub async fn update(
    visit: Visit,
    me: Actor,
    Data(kind): Data<&Kind>,
    Path((name, local)): Path<(String, String)>,
    Form(typed): Form<AliasTyped>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::ManageAccounts).await?;
    let alias = find(&mut tx, &domain, *kind, &local).await?;
    keep(&visit, &me, tx, domain, *kind, Some(alias), typed).await
}

async fn keep(
    visit: &Visit,
    me: &Actor,
    mut tx: Tx,
    domain: Domain,
    kind: Kind,
    alias: Option<Alias>,
    typed: AliasTyped,
) -> Result<Response> {
    let local = alias.as_ref().map_or(typed.local_part.as_str(), |alias| alias.local_part());
    let wanted = typed.typed(kind, local);
    let kept = alias::put(&mut tx, Some(&me.id), &domain, &wanted, alias.is_none()).await;
    match kept {
        Ok(kept) => {
            directory::save(tx, &visit.app, Scope::Address(kept.address)).await?;
            let place = format!("/workd/domains/{}/{}", domain.name, kind.path());
            Ok(see_other(format!("{place}?notice=acc-saved")))
        }
        Err(error) => {
            drop(tx);
            let (status, mistakes) = to_mend(visit, error)?;
            let manages = true;
            let form = AliasForm { visit, domain, kind, alias, typed, mistakes, manages };
            page_with(status, &form)
        }
    }
}

/// Ends one.
#[handler]
pub async fn destroy(
    visit: Visit,
    me: Actor,
    Data(kind): Data<&Kind>,
    Path((name, local)): Path<(String, String)>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let domain = domain::get_for(&mut tx, &me, &name, Act::ManageAccounts).await?;
    let alias = find(&mut tx, &domain, *kind, &local).await?;
    let local = alias.local_part();
    let address = alias::remove(&mut tx, &me.id, &domain, kind.code(), local).await?;
    directory::save(tx, &visit.app, Scope::Address(address)).await?;
    let place = format!("/workd/domains/{}/{}", domain.name, kind.path());
    Ok(see_other(format!("{place}?notice=acc-alias-ended")))
}
