//! Aliases and groups of a domain, as JSON.

use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    db::mail_file::Scope,
    error::{Error, Result},
    identity::access::Act,
    web::{
        openapi::{Created, Gone, Page, Signed},
        visitor::Visit,
    },
    workd::{
        alias::{self, Alias as Row},
        api::domain_for,
        directory,
    },
};

/// Aliases and groups.
pub struct AliasesApi;

/// An address with its destinations.
#[derive(Object)]
struct MailAlias {
    /// The whole address.
    address: String,
    /// Before the `@`.
    local_part: String,
    /// `alias` or `group`.
    kind: String,
    /// What a group is called.
    title: String,
    /// Where its letters go.
    destinations: Vec<String>,
    /// Whether those behind it may write as it.
    may_send: bool,
}

impl From<Row> for MailAlias {
    fn from(row: Row) -> Self {
        Self {
            local_part: row.local_part().to_owned(),
            address: row.address,
            kind: row.kind,
            title: row.title,
            destinations: row.destinations,
            may_send: row.may_send,
        }
    }
}

/// An alias or a group to make, or what it becomes.
#[derive(Object)]
struct NewMailAlias {
    /// Before the `@`; as in the path where there is one.
    #[oai(default)]
    local_part: String,
    /// What a group is called.
    #[oai(default)]
    title: String,
    /// Addresses, whole or local parts of this domain.
    #[oai(default)]
    destinations: Vec<String>,
    /// Whether those behind it may write as it; an alias's may unless said, a group's may not.
    may_send: Option<bool>,
}

const ALIAS: &str = "alias";
const GROUP: &str = "group";

async fn listed(
    visit: &Visit,
    me: &Signed,
    name: &str,
    kind: &'static str,
) -> Result<Json<Page<MailAlias>>> {
    let mut tx = visit.app.db.read().await?;
    let domain = domain_for(&mut tx, &me.0, name, &[Act::SeeDomains]).await?;
    let rows = alias::list(&mut tx, &domain.id, kind).await?;
    Ok(Json(Page::whole(rows.into_iter().map(MailAlias::from).collect())))
}

/// Makes the address, or gives the one in `known` other destinations.
async fn put(
    visit: &Visit,
    me: &Signed,
    name: &str,
    kind: &'static str,
    known: Option<&str>,
    new: NewMailAlias,
) -> Result<Json<MailAlias>> {
    let mut tx = visit.app.db.write().await?;
    let domain = domain_for(&mut tx, &me.0, name, &[Act::ManageAccounts]).await?;
    let mut local_part = new.local_part;
    let mut may_send = new.may_send.unwrap_or(kind == ALIAS);
    if let Some(known) = known {
        let rows = alias::list(&mut tx, &domain.id, kind).await?;
        let row = rows.iter().find(|row| row.local_part() == known.to_lowercase());
        let row = row.ok_or_else(Error::not_found)?;
        local_part = row.local_part().to_owned();
        may_send = new.may_send.unwrap_or(row.may_send);
    }
    let typed = alias::Typed {
        local_part,
        kind,
        title: new.title,
        destinations: new.destinations,
        may_send,
    };
    let row = alias::put(&mut tx, Some(&me.0.id), &domain, &typed, known.is_none()).await?;
    directory::save(tx, &visit.app, Scope::Address(row.address.clone())).await?;
    Ok(Json(row.into()))
}

async fn removed(
    visit: &Visit,
    me: &Signed,
    name: &str,
    kind: &str,
    local_part: &str,
) -> Result<Gone> {
    let mut tx = visit.app.db.write().await?;
    let domain = domain_for(&mut tx, &me.0, name, &[Act::ManageAccounts]).await?;
    let address = alias::remove(&mut tx, &me.0.id, &domain, kind, local_part).await?;
    directory::save(tx, &visit.app, Scope::Address(address)).await?;
    Ok(Gone::Done)
}

#[OpenApi]
impl AliasesApi {
    /// Aliases of a domain, by address.
    #[oai(path = "/workd/domains/:name/aliases", method = "get")]
    async fn aliases(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
    ) -> Result<Json<Page<MailAlias>>> {
        listed(&visit, &me, &name.0, ALIAS).await
    }

    /// Make an alias.
    #[oai(path = "/workd/domains/:name/aliases", method = "post")]
    async fn create_alias(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        body: Json<NewMailAlias>,
    ) -> Result<Created<MailAlias>> {
        Ok(Created::Made(put(&visit, &me, &name.0, ALIAS, None, body.0).await?))
    }

    /// Give an alias other destinations.
    #[oai(path = "/workd/domains/:name/aliases/:local_part", method = "put")]
    async fn update_alias(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        local_part: Path<String>,
        body: Json<NewMailAlias>,
    ) -> Result<Json<MailAlias>> {
        put(&visit, &me, &name.0, ALIAS, Some(&local_part.0), body.0).await
    }

    /// End an alias.
    #[oai(path = "/workd/domains/:name/aliases/:local_part", method = "delete")]
    async fn remove_alias(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        local_part: Path<String>,
    ) -> Result<Gone> {
        removed(&visit, &me, &name.0, ALIAS, &local_part.0).await
    }

    /// Groups of a domain, by address.
    #[oai(path = "/workd/domains/:name/groups", method = "get")]
    async fn groups(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
    ) -> Result<Json<Page<MailAlias>>> {
        listed(&visit, &me, &name.0, GROUP).await
    }

    /// Make a group.
    #[oai(path = "/workd/domains/:name/groups", method = "post")]
    async fn create_group(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        body: Json<NewMailAlias>,
    ) -> Result<Created<MailAlias>> {
        Ok(Created::Made(put(&visit, &me, &name.0, GROUP, None, body.0).await?))
    }

    /// Give a group other members.
    #[oai(path = "/workd/domains/:name/groups/:local_part", method = "put")]
    async fn update_group(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        local_part: Path<String>,
        body: Json<NewMailAlias>,
    ) -> Result<Json<MailAlias>> {
        put(&visit, &me, &name.0, GROUP, Some(&local_part.0), body.0).await
    }

    /// End a group.
    #[oai(path = "/workd/domains/:name/groups/:local_part", method = "delete")]
    async fn remove_group(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        local_part: Path<String>,
    ) -> Result<Gone> {
        removed(&visit, &me, &name.0, GROUP, &local_part.0).await
    }
}
