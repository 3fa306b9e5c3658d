//! Mail accounts of a domain: made, changed, suspended, ended, as JSON.

use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};

use crate::{
    db::{Tx, mail_file::Scope},
    error::{Error, Result},
    identity::access::{Act, Actor},
    web::{
        locale::Locale,
        openapi::{Created, Gone, Page, Signed, page_size},
        visitor::Visit,
    },
    workd::{
        account::{self, Account, Filter},
        api::{
            account::{MailAccount, MailAccountChange, NewMailAccount},
            bodies::MaybeJson,
            cut, domain_for,
        },
        directory,
        domain::Domain,
    },
};

/// Mail accounts.
pub struct AccountsApi;

/// Why an account is suspended.
#[derive(Object, Default)]
#[oai(rename = "NewAccountSuspension")]
struct NewSuspension {
    /// In the administrator's words; that an administrator did it, unless said.
    reason: Option<String>,
}

/// The account of that local part, for somebody who may do one of `acts` to its domain.
pub async fn account_for(
    tx: &mut Tx,
    me: &Actor,
    name: &str,
    local_part: &str,
    acts: &[Act],
) -> Result<(Domain, Account)> {
    let domain = domain_for(tx, me, name, acts).await?;
    let account = account::get(tx, &domain, &local_part.to_lowercase()).await?;
    Ok((domain, account))
}

/// The same for an account that is not deleted: a deleted one can only be brought back.
pub async fn living_for(
    tx: &mut Tx,
    me: &Actor,
    name: &str,
    local_part: &str,
    acts: &[Act],
) -> Result<(Domain, Account)> {
    let (domain, account) = account_for(tx, me, name, local_part, acts).await?;
    if account.state == "deleted" {
        let text = crate::web::locale::Text::new("error-no-account");
        return Err(Error::NotFound(text.with("address", account.address)));
    }
    Ok((domain, account))
}

/// Says the account as the transaction leaves it, and commits.
async fn saved(mut tx: Tx, visit: &Visit, account: &Account) -> Result<Json<MailAccount>> {
    let account = account::by_id(&mut tx, &account.id).await?;
    directory::save(tx, &visit.app, Scope::Address(account.address.clone())).await?;
    Ok(Json(MailAccount::new(account, None)))
}

#[OpenApi]
impl AccountsApi {
    /// Accounts of a domain, by local part.
    #[expect(clippy::too_many_arguments, reason = "each is a part of the address")]
    #[oai(path = "/workd/domains/:name/accounts", method = "get")]
    async fn list(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        /// A part of a name or an address.
        q: Query<Option<String>>,
        /// A state, or nothing for all that are not deleted.
        state: Query<Option<String>>,
        limit: Query<Option<i64>>,
        after: Query<Option<String>>,
    ) -> Result<Json<Page<MailAccount>>> {
        let limit = page_size(limit.0);
        let mut tx = visit.app.db.read().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::SeeDomains]).await?;
        let filter = Filter {
            words: q.0.unwrap_or_default(),
            state: state.0.unwrap_or_default(),
            after: after.0.unwrap_or_default(),
        };
        let rows = account::list(&mut tx, &domain.id, &filter, limit + 1).await?;
        let (rows, next) = cut(rows, limit, |row| row.local_part.clone());
        let items = rows.into_iter().map(|row| MailAccount::new(row, None)).collect();
        Ok(Json(Page { items, next }))
    }

    /// Make an account within what was granted.
    #[oai(path = "/workd/domains/:name/accounts", method = "post")]
    async fn create(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        body: Json<NewMailAccount>,
    ) -> Result<Created<MailAccount>> {
        let app = &visit.app;
        let mut tx = app.db.write().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::ManageAccounts]).await?;
        let new = account::Typed::from(body.0).read(&domain, visit.today())?;
        let (account, link) = account::create(&mut tx, app, &me.0, &domain, &new).await?;
        directory::save(tx, app, Scope::Address(account.address.clone())).await?;
        Ok(Created::Made(Json(MailAccount::new(account, link))))
    }

    /// Look at an account; deleted ones too, as long as they can be brought back.
    #[oai(path = "/workd/domains/:name/accounts/:local_part", method = "get")]
    async fn show(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        local_part: Path<String>,
    ) -> Result<Json<MailAccount>> {
        let mut tx = visit.app.db.read().await?;
        let acts = [Act::SeeDomains];
        let (_, account) = account_for(&mut tx, &me.0, &name.0, &local_part.0, &acts).await?;
        Ok(Json(MailAccount::new(account, None)))
    }

    /// Change an account.
    #[oai(path = "/workd/domains/:name/accounts/:local_part", method = "patch")]
    async fn change(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        local_part: Path<String>,
        body: Json<MailAccountChange>,
    ) -> Result<Json<MailAccount>> {
        let mut tx = visit.app.db.write().await?;
        let acts = [Act::ManageAccounts];
        let (_, account) = living_for(&mut tx, &me.0, &name.0, &local_part.0, &acts).await?;
        account::change(&mut tx, &me.0, &account, &body.0.into()).await?;
        saved(tx, &visit, &account).await
    }

    /// Delete an account; for thirty days it can be brought back with its mail.
    #[oai(path = "/workd/domains/:name/accounts/:local_part", method = "delete")]
    async fn delete(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        local_part: Path<String>,
    ) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        let acts = [Act::ManageAccounts];
        let (_, account) = account_for(&mut tx, &me.0, &name.0, &local_part.0, &acts).await?;
        account::delete(&mut tx, &me.0, &account).await?;
        directory::save(tx, &visit.app, Scope::Address(account.address)).await?;
        Ok(Gone::Done)
    }

    /// Bring a deleted account back, within what was granted.
    #[oai(path = "/workd/domains/:name/accounts/:local_part/restoration", method = "post")]
    async fn restore(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        local_part: Path<String>,
    ) -> Result<Json<MailAccount>> {
        let mut tx = visit.app.db.write().await?;
        let acts = [Act::ManageAccounts];
        let (domain, account) = account_for(&mut tx, &me.0, &name.0, &local_part.0, &acts).await?;
        account::restore(&mut tx, &me.0, &domain, &account).await?;
        saved(tx, &visit, &account).await
    }

    /// Suspend an account at once.
    #[oai(path = "/workd/domains/:name/accounts/:local_part/suspension", method = "post")]
    async fn suspend(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        local_part: Path<String>,
        body: MaybeJson<NewSuspension>,
    ) -> Result<Json<MailAccount>> {
        let mut tx = visit.app.db.write().await?;
        let acts = [Act::ManageAccounts];
        let (_, account) = living_for(&mut tx, &me.0, &name.0, &local_part.0, &acts).await?;
        let unsaid = || Locale::Th.t("api-suspended-by-admin");
        let reason = body.0.reason.unwrap_or_else(unsaid);
        account::suspend(&mut tx, &me.0, &account, &reason).await?;
        saved(tx, &visit, &account).await
    }

    /// Let a suspended account go on.
    #[oai(path = "/workd/domains/:name/accounts/:local_part/suspension", method = "delete")]
    async fn resume(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        local_part: Path<String>,
    ) -> Result<Json<MailAccount>> {
        let mut tx = visit.app.db.write().await?;
        let acts = [Act::ManageAccounts];
        let (_, account) = living_for(&mut tx, &me.0, &name.0, &local_part.0, &acts).await?;
        account::resume(&mut tx, &me.0, &account).await?;
        saved(tx, &visit, &account).await
    }
}
