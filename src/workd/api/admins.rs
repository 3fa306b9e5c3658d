//! Administrators and helpers of an agency, as JSON.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    error::Result,
    identity::access::Act,
    web::{
        openapi::{Created, Gone, Page, Signed},
        visitor::Visit,
    },
    workd::{
        admin::{self, Listed, Named},
        api::{as_a_person, domain_for},
    },
};

/// Administrators.
pub struct AdminsApi;

/// Somebody appointed in an agency.
#[derive(Object)]
struct DomainAdmin {
    /// Id of the appointment, or of the invitation until it is taken up.
    id: String,
    /// Full name.
    name: String,
    /// Where letters go.
    email: String,
    /// `agency_admin` or `agency_helper`.
    role: String,
    /// Whether this is the one main administrator.
    main: bool,
    /// Since when it is granted, or was offered.
    granted_at: DateTime<Utc>,
    /// Whether the invitation was taken up.
    joined: bool,
}

impl From<Listed> for DomainAdmin {
    fn from(one: Listed) -> Self {
        let Listed { id, name, email, role, main, since, joined } = one;
        Self { id, name, email, role, main, granted_at: since, joined }
    }
}

/// Somebody to appoint.
#[derive(Object)]
struct NewDomainAdmin {
    /// `agency_admin` unless said, or `agency_helper`.
    role: Option<String>,
    /// Title before the name.
    #[oai(default)]
    prefix: String,
    /// Given name.
    #[oai(default)]
    first_name: String,
    /// Family name.
    #[oai(default)]
    last_name: String,
    /// Where the invitation goes.
    #[oai(default)]
    email: String,
}

#[OpenApi]
impl AdminsApi {
    /// Administrators and helpers of the domain's agency, the main one first.
    #[oai(path = "/workd/domains/:name/admins", method = "get")]
    async fn list(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
    ) -> Result<Json<Page<DomainAdmin>>> {
        let mut tx = visit.app.db.read().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::SeeDomains]).await?;
        let there = admin::listed(&mut tx, &domain.agency_id).await?;
        Ok(Json(Page::whole(there.into_iter().map(DomainAdmin::from).collect())))
    }

    /// Invite another administrator or a helper; for the main administrator. The role is granted when
    /// the invitation is accepted.
    #[oai(path = "/workd/domains/:name/admins", method = "post")]
    async fn appoint(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        body: Json<NewDomainAdmin>,
    ) -> Result<Created<DomainAdmin>> {
        as_a_person(&me.0)?;
        let app = &visit.app;
        let mut tx = app.db.write().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::AppointAdmins]).await?;
        let role = body.role.as_deref().unwrap_or("agency_admin");
        let named = Named {
            prefix: &body.prefix,
            first_name: &body.first_name,
            last_name: &body.last_name,
            email: &body.email,
        };
        let one = admin::appoint(&mut tx, app, &me.0, &domain, role, &named).await?;
        tx.save().await?;
        Ok(Created::Made(Json(one.into())))
    }

    /// End an appointment; for the main administrator, whose own is changed by a request.
    #[oai(path = "/workd/domains/:name/admins/:id", method = "delete")]
    async fn dismiss(
        &self,
        visit: Visit,
        me: Signed,
        name: Path<String>,
        id: Path<String>,
    ) -> Result<Gone> {
        as_a_person(&me.0)?;
        let mut tx = visit.app.db.write().await?;
        let domain = domain_for(&mut tx, &me.0, &name.0, &[Act::AppointAdmins]).await?;
        admin::dismiss(&mut tx, &me.0, &domain, &id.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }
}
