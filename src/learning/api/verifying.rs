//! Files set beside records, certificates in the place of others, and archives of them, as JSON.

mod shapes;

use poem::{Request, http::header};
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Path, Query},
    payload::{Binary, Json},
};

use self::shapes::{
    Archive, CertificateBundle, CertificateComparison, ComparedField, CourseCertificates,
    IssuedMonth, NewCertificateBundle, NewDisclosure, NewReplacement, ProposedChange,
    ReplacementProposal, Sent,
};
use super::certificates::Certificate;
use crate::{
    error::{Error, Result},
    learning::{
        certificate::{
            bundle::{self, Selection, selection},
            comparison, replacement,
            signature::Checked,
            verifying,
        },
        course,
        pages::certificate_bundles::files,
    },
    web::{
        openapi::{Created, Signed},
        visitor::{Address, Visit},
    },
};

/// A replacement that was asked for.
#[derive(Object)]
struct Waiting {
    /// True: another officer has to ask for the same.
    waits_for_second: bool,
}

/// What came of asking for a replacement.
#[derive(ApiResponse)]
enum Replaced {
    /// The new certificate is issued, the old one revoked.
    #[oai(status = 201)]
    Made(Json<Box<Certificate>>),
    /// This was the first of two officers.
    #[oai(status = 202)]
    Waits(Json<Waiting>),
}

/// Comparing, replacing and fetching many.
pub struct VerifyingApi;

#[OpenApi]
impl VerifyingApi {
    /// Compare the file of a certificate with its record; for everyone. Nothing of it is kept.
    #[oai(path = "/certificate-comparisons", method = "post")]
    async fn compare(
        &self,
        visit: Visit,
        address: Address,
        sent: Sent,
    ) -> Result<Json<CertificateComparison>> {
        let bytes = match sent {
            Sent::Pdf(bytes) => bytes.0,
            Sent::Form(form) => form.file.into_vec().await.map_err(Error::internal)?,
        };
        let found = comparison::compare(&visit.app, &address.0, bytes.into()).await?;
        let (signature, signer) = match found.signature {
            Checked::Unsigned => ("unsigned", None),
            Checked::Broken => ("broken", None),
            Checked::Intact { signer, covers_whole_file: true, .. } => ("intact", Some(signer)),
            Checked::Intact { signer, .. } => ("added_to", Some(signer)),
        };
        let is_doubtful = found.is_doubtful;
        let fields = found.compared.findings.into_iter();
        let fields = fields.map(|finding| ComparedField::new(finding, is_doubtful));
        Ok(Json(CertificateComparison {
            verdict: found.verdict.code().to_owned(),
            certificate: found.seen.map(|seen| Certificate::seen(&visit, seen)),
            number: found.number,
            fields: fields.collect(),
            added: found.compared.added,
            disguised: found.compared.is_disguised,
            signature: signature.to_owned(),
            signer,
            checked_at: visit.now(),
        }))
    }

    /// See the whole name where it is hidden, for whoever knows the family name.
    #[oai(path = "/certificates/:number/disclosure", method = "post")]
    async fn disclose(
        &self,
        visit: Visit,
        address: Address,
        number: Path<String>,
        body: Json<NewDisclosure>,
    ) -> Result<Json<Certificate>> {
        let name = &body.family_name;
        let seen = verifying::unmask(&visit.app, &address.0, &number.0, name).await?;
        Ok(Json(Certificate::seen(&visit, seen)))
    }

    /// What a replacement of a certificate would print.
    #[oai(path = "/certificates/:number/replacement", method = "get")]
    async fn propose(
        &self,
        visit: Visit,
        _me: Signed,
        number: Path<String>,
    ) -> Result<Json<ReplacementProposal>> {
        let mut tx = visit.app.db.read().await?;
        let proposal = replacement::propose(&mut tx, &visit.app, &number.0).await?;
        let changes = proposal.changes().into_iter().filter(replacement::Change::is_change);
        let changes = changes.map(|change| ProposedChange {
            field: change.field.code().to_owned(),
            old: change.old,
            new: change.new,
        });
        Ok(Json(ReplacementProposal { number: proposal.old.number, changes: changes.collect() }))
    }

    /// Issue a certificate in the place of one whose record was wrong; the old one is revoked. In a
    /// course that two officers decide, the first asks and the second, asking for the same, issues.
    #[oai(path = "/certificates/:number/replacement", method = "post")]
    async fn replace(
        &self,
        visit: Visit,
        me: Signed,
        number: Path<String>,
        body: Json<NewReplacement>,
    ) -> Result<Replaced> {
        let mut tx = visit.app.db.write().await?;
        let new = replacement::issue(&mut tx, &visit.app, &me.0, &number.0, &body.reason).await?;
        tx.save().await?;
        let Some(new) = new else {
            return Ok(Replaced::Waits(Json(Waiting { waits_for_second: true })));
        };
        visit.app.metrics.certificates.inc();
        Ok(Replaced::Made(Json(Box::new(Certificate::new(&visit, &new)))))
    }

    /// How many certificates of a course were issued within a time.
    #[oai(path = "/courses/:slug/certificates", method = "get")]
    async fn count(
        &self,
        visit: Visit,
        _me: Signed,
        slug: Path<String>,
        month: Query<Option<String>>,
        from: Query<Option<String>>,
        to: Query<Option<String>>,
    ) -> Result<Json<CourseCertificates>> {
        let mut tx = visit.app.db.read().await?;
        let course = course::get(&mut tx, &visit.app.shelf, &slug.0).await?.course.clone();
        let text = |text: Option<String>| text.unwrap_or_default();
        let (month, from, to) = (text(month.0), text(from.0), text(to.0));
        let selection = Selection::read(course.clone(), &month, &from, &to)?;
        let count = selection.count(&mut tx).await?;
        let months = selection::months(&mut tx, &course).await?.into_iter();
        drop(tx);
        let months = months.map(|it| IssuedMonth { month: it.month, count: it.count }).collect();
        let bytes = selection.estimate(&visit.app, count).await?;
        Ok(Json(CourseCertificates { count, bytes, months }))
    }

    /// Ask for an archive of certificates of a course.
    #[oai(path = "/certificate-bundles", method = "post")]
    async fn ask(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewCertificateBundle>,
    ) -> Result<Created<CertificateBundle>> {
        let mut tx = visit.app.db.write().await?;
        let course = course::get(&mut tx, &visit.app.shelf, &body.course).await?.course.clone();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (month, from, to) = (text(&body.month), text(&body.from), text(&body.to));
        let selection = Selection::read(course, &month, &from, &to)?;
        let asked = bundle::ask(tx, &me.0, &selection).await?;
        Ok(Created::Made(Json(CertificateBundle::new(asked))))
    }

    /// How far an archive is; for whoever asked for it.
    #[oai(path = "/certificate-bundles/:id", method = "get")]
    async fn look(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
    ) -> Result<Json<CertificateBundle>> {
        let mut tx = visit.app.db.read().await?;
        Ok(Json(CertificateBundle::new(bundle::get(&mut tx, &me.0, &id.0).await?)))
    }

    /// The archive itself, whole or from a byte on.
    #[oai(path = "/certificate-bundles/:id/file", method = "get")]
    async fn fetch(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        request: &Request,
    ) -> Result<Archive> {
        let response = files::handed_out(&visit, &me.0, &id.0, request).await?;
        let head = |name: header::HeaderName| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let range = head(header::CONTENT_RANGE);
        let (tag, length) = (head(header::ETAG), head(header::CONTENT_LENGTH));
        Ok(match response.status().as_u16() {
            416 => Archive::Beyond(range),
            206 => Archive::Part(Binary(response.into_body()), tag, length, range),
            _ => Archive::Whole(Binary(response.into_body()), tag, length),
        })
    }
}
