//! Designs of certificates as JSON: list, make, change, preview, choose for a course.

mod shapes;

use poem_openapi::{
    ApiResponse, OpenApi,
    param::{Path, Query},
    payload::{Binary, Json},
};

use self::shapes::{
    CertificateDesign, CertificateSeal, ChosenDesign, NewCertificateDesign, SealFile,
};
use crate::{
    error::{Error, Result},
    id::DesignId,
    identity::access::Act,
    learning::{
        certificate::design::{
            self, choice,
            sample::Sample,
            seal::{self, NewSeal},
        },
        pages::certificate_designs::draw,
    },
    web::{
        locale::Text,
        openapi::{Created, Page, Signed},
        visitor::Visit,
    },
};

/// Designs of certificates.
pub struct DesignsApi;

#[derive(ApiResponse)]
enum Sampled {
    /// A sample, marked as one.
    #[oai(status = 200, content_type = "application/pdf")]
    Pdf(Binary<Vec<u8>>),
}

fn allow(me: &Signed) -> Result<()> {
    if me.0.may(Act::SeeDesigns) { Ok(()) } else { Err(Error::Forbidden) }
}

#[OpenApi]
impl DesignsApi {
    /// The designs of certificates, the standard one first.
    #[oai(path = "/certificate-designs", method = "get")]
    async fn list(&self, visit: Visit, me: Signed) -> Result<Json<Page<CertificateDesign>>> {
        allow(&me)?;
        let mut tx = visit.app.db.read().await?;
        let designs = design::list(&mut tx).await?;
        let choices = choice::list(&mut tx).await?;
        let all = [design::standard()].into_iter().chain(designs);
        let items = all.map(|design| CertificateDesign::new(design, &choices)).collect();
        Ok(Json(Page::whole(items)))
    }

    /// Make a design.
    #[oai(path = "/certificate-designs", method = "post")]
    async fn create(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewCertificateDesign>,
    ) -> Result<Created<CertificateDesign>> {
        let mut tx = visit.app.db.write().await?;
        let made = design::create(&mut tx, &me.0, &body.0.into()).await?;
        tx.save().await?;
        Ok(Created::Made(Json(CertificateDesign::new(made, &[]))))
    }

    /// A design.
    #[oai(path = "/certificate-designs/:id", method = "get")]
    async fn show(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
    ) -> Result<Json<CertificateDesign>> {
        allow(&me)?;
        let mut tx = visit.app.db.read().await?;
        let design = design::get(&mut tx, &DesignId::from(id.0)).await?;
        let choices = choice::list(&mut tx).await?;
        Ok(Json(CertificateDesign::new(design, &choices)))
    }

    /// Make the next version of a design. Certificates that were issued keep theirs.
    #[oai(path = "/certificate-designs/:id", method = "put")]
    async fn update(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: Json<NewCertificateDesign>,
    ) -> Result<Json<CertificateDesign>> {
        let mut tx = visit.app.db.write().await?;
        let id = DesignId::from(id.0);
        let kept = design::update(&mut tx, &me.0, &id, &body.0.into()).await?;
        let choices = choice::list(&mut tx).await?;
        tx.save().await?;
        Ok(Json(CertificateDesign::new(kept, &choices)))
    }

    /// A sample in a design, as a PDF.
    #[oai(path = "/certificate-designs/:id/preview/pdf", method = "get")]
    async fn preview(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        /// `short` unless said, or `long`: the length of name and title.
        sample: Query<Option<String>>,
    ) -> Result<Sampled> {
        allow(&me)?;
        let mut tx = visit.app.db.read().await?;
        let design = design::get(&mut tx, &DesignId::from(id.0)).await?;
        drop(tx);
        let sample = Sample::from_code(sample.0.as_deref().unwrap_or_default());
        Ok(Sampled::Pdf(Binary(draw(&visit, design.look.0, sample).await?)))
    }

    /// Send the picture of a seal, in the field `file`.
    #[oai(path = "/certificate-seals", method = "post")]
    async fn send_seal(
        &self,
        visit: Visit,
        me: Signed,
        body: SealFile,
    ) -> Result<Created<CertificateSeal>> {
        if !me.0.may(Act::KeepDesigns) {
            return Err(Error::Forbidden);
        }
        let bytes = match body.file {
            Some(file) => file.into_vec().await.map_err(Error::internal)?,
            None => Vec::new(),
        };
        if bytes.is_empty() {
            let text = Text::new("design-seal-required");
            return Err(Error::mistake("file", "required", text));
        }
        let seal = NewSeal::read(bytes.into()).await?;
        let mut tx = visit.app.db.write().await?;
        seal::keep(&mut tx, &me.0, &seal).await?;
        tx.save().await?;
        let (width, height) = seal.picture.size();
        Ok(Created::Made(Json(CertificateSeal { hash: seal.hash, width, height })))
    }

    /// Choose the design of a course: certificates issued from now on look like it.
    #[oai(path = "/courses/:slug/certificate-design", method = "put")]
    async fn choose(
        &self,
        visit: Visit,
        me: Signed,
        slug: Path<String>,
        body: Json<ChosenDesign>,
    ) -> Result<Json<CertificateDesign>> {
        let mut tx = visit.app.db.write().await?;
        let id = DesignId::from(body.0.design);
        let chosen = choice::choose(&mut tx, &me.0, &id, &slug.0).await?;
        let choices = choice::list(&mut tx).await?;
        tx.save().await?;
        Ok(Json(CertificateDesign::new(chosen, &choices)))
    }
}
