//! Domains: seen, looked at, opened, suspended and set, as JSON.

use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};

use crate::{
    db::{Tx, mail_file::Scope},
    error::{Error, Result},
    identity::access::Act,
    web::{
        openapi::{Page, Signed, page_size},
        visitor::Visit,
    },
    workd::{
        api::{
            bodies::MaybeJson,
            cut,
            domain::{MailDomain, looked_at},
            domain_for,
        },
        directory, dkim, dns_state,
        domain::{self, Domain, Settings},
        opening, suspension,
    },
};

/// Domains.
pub struct DomainsApi;

/// Why a domain is suspended.
#[derive(Object, Default)]
#[oai(rename = "NewDomainSuspension")]
struct NewSuspension {
    /// In the officer's words.
    #[oai(default)]
    reason: String,
    /// `breach` unless said, `unlawful`, `security` or `agency_request`.
    code: Option<String>,
    /// The day from which it counts, today unless said; it may lie in the past.
    effective_on: Option<String>,
}

/// What an agency's administrator may set; what is left out stays.
#[derive(Object)]
struct DomainSettings {
    /// Size of a new mailbox, in MB.
    default_quota_mb: Option<i64>,
    /// Where holders may forward to: `none`, `government` or `anywhere`.
    forwarding: Option<String>,
}

/// Says the domain as the transaction leaves it, and commits.
async fn saved(mut tx: Tx, visit: &Visit, domain: Domain) -> Result<Json<MailDomain>> {
    let domain = domain::get(&mut tx, &domain.id).await?;
    let scope = Scope::Domain(domain.name.clone());
    let said = MailDomain::said(&mut tx, visit, domain).await?;
    directory::save(tx, &visit.app, scope).await?;
    Ok(Json(said))
}

#[OpenApi]
impl DomainsApi {
    /// Domains that one may see, by name.
    #[oai(path = "/workd/domains", method = "get")]
    async fn list(
        &self,
        visit: Visit,
        me: Signed,
        /// A state, or nothing for all of them.
        state: Query<Option<String>>,
        limit: Query<Option<i64>>,
        after: Query<Option<String>>,
    ) -> Result<Json<Page<MailDomain>>> {
        let limit = page_size(limit.0);
        let mut tx = visit.app.db.read().await?;
        if me.0.withheld {
            return Err(Error::SecondFactorNeeded);
        }
        let mut rows = domain::visible(&mut tx, &me.0).await?;
        rows.retain(|row| {
            state.0.as_ref().is_none_or(|state| row.state == *state)
                && after.0.as_ref().is_none_or(|after| row.name > *after)
        });
        let (rows, next) = cut(rows, limit, |row| row.name.clone());
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            items.push(MailDomain::said(&mut tx, &visit, row).await?);
        }
        Ok(Json(Page { items, next }))
    }

    /// Look at a domain.
    #[oai(path = "/workd/domains/:name", method = "get")]
    async fn show(&self, visit: Visit, me: Signed, name: Path<String>) -> Result<Json<MailDomain>> {
        let mut tx = visit.app.db.read().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::SeeDomains]).await?;
        drop(tx);
        let domain = looked_at(&visit.app, &me.0, domain).await?;
        let mut tx = visit.app.db.read().await?;
        Ok(Json(MailDomain::said(&mut tx, &visit, domain).await?))
    }

    /// Look at the domain's DNS now.
    #[oai(path = "/workd/domains/:name/dns-checks", method = "post")]
    async fn look(&self, visit: Visit, me: Signed, name: Path<String>) -> Result<Json<MailDomain>> {
        let mut tx = visit.app.db.read().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::SeeDomains]).await?;
        drop(tx);
        dns_state::look(&visit.app, &domain.id, Some(&me.0.id)).await?;
        let mut tx = visit.app.db.read().await?;
        let domain = domain::get(&mut tx, &domain.id).await?;
        Ok(Json(MailDomain::said(&mut tx, &visit, domain).await?))
    }

    /// Open the domain and notify its administrator.
    #[oai(path = "/workd/domains/:name/opening", method = "post")]
    async fn open(&self, visit: Visit, me: Signed, name: Path<String>) -> Result<Json<MailDomain>> {
        let mut tx = visit.app.db.read().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::OpenDomains]).await?;
        drop(tx);
        dns_state::look_before_opening(&visit.app, &domain, &me.0.id).await?;
        let mut tx = visit.app.db.write().await?;
        let domain = domain::get(&mut tx, &domain.id).await?;
        opening::open(&mut tx, &visit.app, Some(&me.0), &domain).await?;
        saved(tx, &visit, domain).await
    }

    /// Suspend the domain at once.
    #[oai(path = "/workd/domains/:name/suspension", method = "post")]
    async fn suspend(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        body: MaybeJson<NewSuspension>,
    ) -> Result<Json<MailDomain>> {
        let mut tx = visit.app.db.write().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::OpenDomains]).await?;
        let typed = suspension::Typed {
            code: body.0.code.as_deref().unwrap_or_default(),
            reason: &body.0.reason,
            effective_on: body.0.effective_on.as_deref().unwrap_or_default(),
        };
        suspension::suspend(&mut tx, &me.0, &domain, &typed).await?;
        saved(tx, &visit, domain).await
    }

    /// Let a suspended domain go on.
    #[oai(path = "/workd/domains/:name/suspension", method = "delete")]
    async fn resume(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
    ) -> Result<Json<MailDomain>> {
        let mut tx = visit.app.db.write().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::OpenDomains]).await?;
        suspension::resume(&mut tx, &me.0, &domain).await?;
        saved(tx, &visit, domain).await
    }

    /// Have another signing key made and published; it signs once it is seen everywhere.
    #[oai(path = "/workd/domains/:name/dkim-rotations", method = "post")]
    async fn rotate(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
    ) -> Result<Json<MailDomain>> {
        let mut tx = visit.app.db.write().await?;
        let acts = [Act::ManageAccounts, Act::OpenDomains];
        let domain = domain_for(&mut tx, &me.0, &name.0, &acts).await?;
        dkim::rotate(&mut tx, &me.0, &domain).await?;
        let said = MailDomain::said(&mut tx, &visit, domain).await?;
        tx.save().await?;
        Ok(Json(said))
    }

    /// Set what the agency may set.
    #[oai(path = "/workd/domains/:name/settings", method = "put")]
    async fn set(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        body: Json<DomainSettings>,
    ) -> Result<Json<MailDomain>> {
        let mut tx = visit.app.db.write().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::ManageAccounts]).await?;
        let body = body.0;
        let settings = Settings {
            default_quota_mb: body.default_quota_mb.unwrap_or(domain.default_quota_mb),
            forwarding: body.forwarding.unwrap_or_else(|| domain.forwarding.clone()),
        };
        domain::set(&mut tx, &me.0, &domain, &settings).await?;
        saved(tx, &visit, domain).await
    }
}
