//! What officers arrange beforehand, as JSON: who is away, and how each course is decided.

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    error::{Error, Result},
    identity::access::Act,
    learning::{
        certificate::desk::{
            officer::leave::{self, Leave as LeaveRow, NewLeave as Typed},
            policy::{self, Mode, Policy},
        },
        course::{self, Version},
    },
    web::{
        openapi::{Created, Gone, Page, Signed},
        visitor::Visit,
    },
};

/// What officers arrange beforehand.
pub struct ArrangementsApi;

/// An officer's leave.
#[derive(Object)]
struct CertificateLeave {
    /// Id.
    id: String,
    /// Id of who is away.
    officer: String,
    /// What they are called.
    officer_name: String,
    /// Id of who stands in.
    stand_in: String,
    /// What they are called.
    stand_in_name: String,
    /// First day, in Bangkok.
    first_day: NaiveDate,
    /// Last day.
    last_day: NaiveDate,
}

impl CertificateLeave {
    fn new(row: &LeaveRow) -> Self {
        Self {
            id: row.id.to_string(),
            officer: row.person_id.to_string(),
            officer_name: row.name(),
            stand_in: row.stand_in_id.to_string(),
            stand_in_name: row.stand_in(),
            first_day: row.first(),
            last_day: row.last(),
        }
    }
}

/// A leave to be entered.
#[derive(Object)]
struct NewCertificateLeave {
    /// ISO, or as Thais write it.
    #[oai(default)]
    first_day: String,
    /// The last day of it.
    #[oai(default)]
    last_day: String,
    /// Id or e-mail address of the officer who stands in.
    #[oai(default)]
    stand_in: String,
}

/// How the certificates of a course are decided. Neither switch: by one officer.
#[derive(Object)]
struct CertificatePolicy {
    /// Slug of the course.
    course: String,
    /// Two officers approve.
    four_eyes: bool,
    /// A request without a flag is approved without an officer.
    by_rule: bool,
    /// Since when; none: it was never changed.
    changed_at: Option<DateTime<Utc>>,
    /// Something less strict that waits for another officer.
    wanted: Option<WantedPolicy>,
}

/// Something less strict that waits for another officer.
#[derive(Object)]
struct WantedPolicy {
    /// Two officers approve.
    four_eyes: bool,
    /// A request without a flag is approved without an officer.
    by_rule: bool,
    /// Who asked, by name.
    by: String,
    /// When.
    at: DateTime<Utc>,
}

impl CertificatePolicy {
    fn new(version: &Version, policy: Policy) -> Self {
        Self {
            course: version.content.slug.clone(),
            four_eyes: policy.mode == Mode::FourEyes,
            by_rule: policy.mode == Mode::Rule,
            changed_at: policy.changed_at,
            wanted: policy.wanted.map(|wanted| WantedPolicy {
                four_eyes: wanted.mode == Mode::FourEyes,
                by_rule: wanted.mode == Mode::Rule,
                by: wanted.name,
                at: wanted.at,
            }),
        }
    }
}

/// The switches of a policy; not both.
#[derive(Object)]
struct NewCertificatePolicy {
    /// Two officers approve.
    #[oai(default)]
    four_eyes: bool,
    /// A request without a flag is approved without an officer.
    #[oai(default)]
    by_rule: bool,
}

#[OpenApi]
impl ArrangementsApi {
    /// Leaves that last or are to come.
    #[oai(path = "/certificate-leaves", method = "get")]
    async fn leaves(&self, visit: Visit, me: Signed) -> Result<Json<Page<CertificateLeave>>> {
        if !me.0.may(Act::ReviewCertificateRequests) {
            return Err(Error::Forbidden);
        }
        let mut tx = visit.app.db.read().await?;
        let leaves = leave::list(&mut tx).await?;
        Ok(Json(Page::whole(leaves.iter().map(CertificateLeave::new).collect())))
    }

    /// Enter one's own leave, with who stands in.
    #[oai(path = "/certificate-leaves", method = "post")]
    async fn enter_leave(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewCertificateLeave>,
    ) -> Result<Created<CertificateLeave>> {
        let NewCertificateLeave { first_day, last_day, stand_in } = body.0;
        let mut tx = visit.app.db.write().await?;
        let id = leave::enter(&mut tx, &visit.app, &me.0, &Typed { first_day, last_day, stand_in })
            .await?;
        let entered = leave::list(&mut tx).await?.into_iter().find(|row| row.id == id);
        tx.save().await?;
        let entered = entered.ok_or_else(|| Error::internal("a leave that is not there"))?;
        Ok(Created::Made(Json(CertificateLeave::new(&entered))))
    }

    /// End one's own leave.
    #[oai(path = "/certificate-leaves/current", method = "delete")]
    async fn end_leave(&self, visit: Visit, me: Signed) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        leave::end(&mut tx, &me.0).await?;
        tx.save().await?;
        Ok(Gone::Done)
    }

    /// How the certificates of every course are decided.
    #[oai(path = "/certificate-policies", method = "get")]
    async fn policies(&self, visit: Visit, me: Signed) -> Result<Json<Page<CertificatePolicy>>> {
        if !me.0.may(Act::ReviewCertificateRequests) {
            return Err(Error::Forbidden);
        }
        let mut tx = visit.app.db.read().await?;
        let mut items = Vec::new();
        for version in course::list(&mut tx, &visit.app.shelf, "").await? {
            if version.content.certificate.offered {
                let policy = policy::get(&mut tx, &version.course).await?;
                items.push(CertificatePolicy::new(&version, policy));
            }
        }
        Ok(Json(Page::whole(items)))
    }

    /// How the certificates of a course are decided.
    #[oai(path = "/certificate-policies/:course", method = "get")]
    async fn policy(
        &self,
        visit: Visit,
        me: Signed,
        course: Path<String>,
    ) -> Result<Json<CertificatePolicy>> {
        if !me.0.may(Act::ReviewCertificateRequests) {
            return Err(Error::Forbidden);
        }
        let mut tx = visit.app.db.read().await?;
        let version = course::get(&mut tx, &visit.app.shelf, &course.0).await?;
        let policy = policy::get(&mut tx, &version.course).await?;
        Ok(Json(CertificatePolicy::new(&version, policy)))
    }

    /// Say how the certificates of a course are decided. What is less strict waits in `wanted` until
    /// another officer asks for the same.
    #[oai(path = "/certificate-policies/:course", method = "put")]
    async fn set_policy(
        &self,
        visit: Visit,
        me: Signed,
        course: Path<String>,
        body: Json<NewCertificatePolicy>,
    ) -> Result<Json<CertificatePolicy>> {
        let mode = Mode::of(body.four_eyes, body.by_rule)?;
        let mut tx = visit.app.db.write().await?;
        let version = course::get(&mut tx, &visit.app.shelf, &course.0).await?;
        let policy = policy::set(&mut tx, &visit.app, &me.0, &version, mode).await?;
        tx.save().await?;
        Ok(Json(CertificatePolicy::new(&version, policy)))
    }
}
