//! The papers of a request: the filled form to sign, the signed scan back, and files to open.

use poem_openapi::{
    ApiResponse, Multipart, OpenApi,
    param::Path,
    payload::Json,
    payload::{Attachment, AttachmentType, Binary},
    types::multipart::Upload,
};

use crate::{
    error::{Error, Result},
    id::RequestId,
    identity::access::Actor,
    web::{
        locale::Text,
        openapi::{Created, Signed},
        visitor::Visit,
    },
    workd::{
        api::{request::MailRequest, requests::id},
        form_pdf,
        request::{
            evidence::{self, Came},
            request,
        },
    },
};

/// Papers of requests.
pub struct PapersApi;

/// A signed form.
#[derive(Multipart)]
struct SignedForm {
    /// The scan: PDF, PNG, JPEG or TIFF.
    file: Option<Upload>,
}

/// The form on paper.
#[derive(ApiResponse)]
enum PrintedForm {
    /// Filled in, to be signed.
    #[oai(status = 200, content_type = "application/pdf")]
    Pdf(Binary<Vec<u8>>),
}

/// The filled form as a PDF, for whoever may see the request.
pub async fn print(visit: &Visit, me: &Actor, id: &RequestId) -> Result<Vec<u8>> {
    let mut tx = visit.app.db.read().await?;
    let request = request::get(&mut tx, me, id).await?;
    drop(tx);
    let contact = visit.app.config.contact_address.clone();
    tokio::task::spawn_blocking(move || form_pdf::draw(&request, &contact)).await?
}

#[OpenApi]
impl PapersApi {
    /// The filled form to sign.
    #[oai(path = "/workd/requests/:id/form/pdf", method = "get")]
    async fn print(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<PrintedForm> {
        let drawn = print(&visit, &me.0, &self::id(id)).await?;
        Ok(PrintedForm::Pdf(Binary(drawn)))
    }

    /// Send the signed scan back, in the field `file`.
    #[oai(path = "/workd/requests/:id/signed-form", method = "post")]
    async fn sign(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: SignedForm,
    ) -> Result<Created<MailRequest>> {
        let app = &visit.app;
        let mut tx = app.db.read().await?;
        let known = request::get(&mut tx, &me.0, &self::id(id)).await?;
        drop(tx);
        if !request::may_file(&me.0, &known) {
            return Err(Error::Forbidden);
        }
        let Some(file) = body.file else {
            return Err(Error::mistake("file", "required", Text::new("scan-required")));
        };
        let name = file.file_name().unwrap_or_default().to_owned();
        let bytes = file.into_vec().await?;
        let scan = evidence::keep_scan(app, &name, bytes.into()).await?;
        let mut tx = app.db.write().await?;
        let request = request::get(&mut tx, &me.0, &known.id).await?;
        if !request.is_open_to_changes() {
            return Err(Error::conflict("not-a-draft", Text::new("request-not-a-draft")));
        }
        let added = evidence::add(&mut tx, &request.id, &scan, Came::Upload(&me.0.id)).await?;
        let said = MailRequest::alone(&mut tx, &visit, request).await?;
        if added {
            tx.save().await?;
        }
        Ok(Created::Made(Json(said)))
    }

    /// Open a file of a request.
    #[oai(path = "/workd/requests/:id/files/:file", method = "get")]
    async fn open(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        file: Path<String>,
    ) -> Result<Attachment<Vec<u8>>> {
        let mut tx = visit.app.db.read().await?;
        let request = request::get(&mut tx, &me.0, &self::id(id)).await?;
        let file = evidence::get(&mut tx, &request.id, &file.0).await?;
        drop(tx);
        let bytes = evidence::read(&visit.app, &file.content_hash).await?;
        let download = Attachment::new(bytes).attachment_type(AttachmentType::Attachment);
        // A header holds visible ASCII alone; the name as it came is in the request.
        let is_plain = |c: &char| c.is_ascii_alphanumeric() || ['.', '-', '_'].contains(c);
        let name: String = file.name.chars().filter(is_plain).collect();
        Ok(download.filename(if name.is_empty() { file.id } else { name }))
    }
}
