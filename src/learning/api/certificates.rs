//! Certificates as JSON: ask, verify, revoke, print.

mod shapes;

use poem_openapi::{
    OpenApi,
    param::{Path, Query},
    payload::{Binary, Json},
};

pub use self::shapes::{Certificate, QueuedRequest};
use self::shapes::{CertificateRequest, NewRevocation, Printed};
use crate::{
    error::{Error, Result},
    id::{CertificateRequestId, EnrolmentId},
    identity::access::Act,
    learning::{
        certificate::{
            desk::queue::{
                self,
                filter::{Eyes, Filter, Typed},
            },
            request,
            revocation::{self, Reason},
            verifying,
        },
        enrolment,
        pages::certificates::print,
    },
    web::{
        openapi::{Created, Page, Signed, page_size},
        visitor::{Address, Visit},
    },
};

/// Certificates.
pub struct CertificatesApi;

#[OpenApi]
impl CertificatesApi {
    /// Ask for the certificate of a completed course.
    #[oai(path = "/enrolments/:id/certificate-requests", method = "post")]
    async fn ask(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
    ) -> Result<Created<CertificateRequest>> {
        let mut tx = visit.app.db.write().await?;
        let id = EnrolmentId::from(id.0);
        let place = enrolment::get(&mut tx, &visit.app, &me.0.id, &id).await?;
        let asked = request::ask(&mut tx, &me.0, &place).await?;
        tx.save().await?;
        Ok(Created::Made(Json(CertificateRequest {
            id: asked.id.to_string(),
            state: asked.state,
            requested_at: asked.requested_at,
            due_at: asked.due_at,
        })))
    }

    /// The officer's queue: what waits with those due first in front, what was decided with the
    /// latest in front.
    #[oai(path = "/certificate-requests", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the address")]
    async fn queue(
        &self,
        visit: Visit,
        me: Signed,
        /// `pending` unless said; of `returned`, those that were not asked again.
        state: Query<Option<String>>,
        /// Slug of a course.
        course: Query<Option<String>>,
        /// Id of an agency.
        agency: Query<Option<String>>,
        /// `overdue`, `today` or `tomorrow`; of requests that wait.
        due: Query<Option<String>>,
        /// With or without something that an officer should look at.
        flagged: Query<Option<bool>>,
        /// `mine`, `nobody`, or `second`: waiting for a second officer; of requests that wait.
        claimed: Query<Option<String>>,
        /// The beginning of a name, a family name, or the number of a certificate.
        q: Query<Option<String>>,
        limit: Query<Option<i64>>,
        after: Query<Option<String>>,
    ) -> Result<Json<Page<QueuedRequest>>> {
        if !me.0.may(Act::ReviewCertificateRequests) {
            return Err(Error::Forbidden);
        }
        let said = |text: Option<String>| text.unwrap_or_default();
        let typed = Typed {
            state: said(state.0),
            course: said(course.0),
            agency: said(agency.0),
            due: said(due.0),
            flagged: said(flagged.0.map(|it| it.to_string())),
            claimed: said(claimed.0),
            q: said(q.0),
            ..Typed::default()
        };
        let (filter, mistakes) = Filter::read(&typed);
        if !mistakes.is_empty() {
            return Err(Error::Mistakes(mistakes));
        }
        let eyes = Eyes { person: me.0.id.clone(), now: visit.now() };
        let after = after.0.map(CertificateRequestId::from);
        let mut tx = visit.app.db.read().await?;
        let limit = page_size(limit.0);
        let part = queue::behind(&mut tx, &filter, &eyes, after.as_ref(), limit).await?;
        let next = part.lines.last().filter(|_| part.has_next).map(|last| last.id.to_string());
        let rows = part.lines;
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            let version = visit.app.shelf.get(&mut tx, &row.version_id).await?;
            let title = version.content.title.get(visit.locale).to_owned();
            items.push(QueuedRequest::new(row, version.content.slug.clone(), title));
        }
        Ok(Json(Page { items, next }))
    }

    /// Verify a certificate; for everyone.
    #[oai(path = "/certificates/:number", method = "get")]
    async fn verify(
        &self,
        visit: Visit,
        address: Address,
        number: Path<String>,
    ) -> Result<Json<Certificate>> {
        let seen =
            verifying::look_up(&visit.app, &address.0, visit.actor.as_ref(), &number.0).await?;
        Ok(Json(Certificate::seen(&visit, seen)))
    }

    /// The page to print, for its holder and for officers.
    #[oai(path = "/certificates/:number/pdf", method = "get")]
    async fn print(&self, visit: Visit, me: Signed, number: Path<String>) -> Result<Printed> {
        let drawn = print(&visit, &me.0, &number.0).await?;
        let bytes = drawn.into_body().into_vec().await.map_err(Error::internal)?;
        Ok(Printed::Pdf(Binary(bytes)))
    }

    /// Revoke a certificate.
    #[oai(path = "/certificates/:number/revocation", method = "post")]
    async fn revoke(
        &self,
        visit: Visit,
        me: Signed,
        number: Path<String>,
        body: Json<NewRevocation>,
    ) -> Result<Created<Certificate>> {
        let reason = Reason::read(body.code.as_deref().unwrap_or("other"), &body.reason)?;
        let mut tx = visit.app.db.write().await?;
        let app = &visit.app;
        let row = revocation::revoke(&mut tx, app, &me.0, &number.0, &reason).await?;
        tx.save().await?;
        Ok(Created::Made(Json(Certificate::new(&visit, &row))))
    }
}
