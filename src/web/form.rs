//! Forms: the token against forgery, the hidden method, a bounded body, and mistakes beside their fields.

use poem::{
    Endpoint, FromRequest, IntoResponse, Request, RequestBody, Response,
    http::{Method, header},
    web::{CsrfVerifier, Multipart},
};
use serde::de::DeserializeOwned;
use tokio::io::AsyncReadExt;

use crate::{
    error::{Error, Mistake, Result},
    web::{locale::Text, once, visitor::Visit},
};

/// The most that any form, event post or call of the API may weigh, in bytes.
const BODY_LIMIT: usize = 512 * 1024;

/// The same for files from somebody who is logged in.
const UPLOAD_LIMIT: usize = 24 * 1024 * 1024;

/// The same for files that strangers may send too: a certificate to compare, and the form around it.
const STRANGERS_UPLOAD: usize = 2 * 1024 * 1024 + 16 * 1024;

/// The most that is let in and thrown away of a body over its limit, so that its sender hears why.
const PASSED_OVER: u64 = 32 * 1024 * 1024;

/// Where strangers may send files: pages, and operations below `/api/v1`.
const FOR_STRANGERS: [&str; 2] = ["/verifications", "/certificate-comparisons"];

fn takes_files_of_strangers(request: &Request) -> bool {
    let path = request.uri().path();
    FOR_STRANGERS.contains(&path.strip_prefix("/api/v1").unwrap_or(path))
}

/// Guards everything that changes something: reads the body within its limit, checks the token in
/// the field `csrf_token` or the header `X-CSRF-Token`, and obeys a hidden `_method`.
pub async fn around<E: Endpoint>(endpoint: E, mut request: Request) -> poem::Result<Response> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return endpoint.call(request).await.map(IntoResponse::into_response);
    }
    let visit = Visit::from_request_without_body(&request).await?;
    let kind = request.header(header::CONTENT_TYPE).unwrap_or_default().to_owned();
    let for_strangers = takes_files_of_strangers(&request);
    let is_multipart = kind.starts_with("multipart/form-data");
    let with_files = is_multipart && (visit.actor.is_some() || for_strangers);
    let limit = match (with_files, for_strangers) {
        (true, true) => STRANGERS_UPLOAD,
        (true, false) => UPLOAD_LIMIT,
        (false, _) => BODY_LIMIT,
    };
    let body = match read(&mut request, limit).await {
        // Nothing was read, so nothing can be done: the page says beside its field what is wrong.
        Err(Error::TooLarge) if with_files && for_strangers => {
            request.extensions_mut().insert(Upload { is_too_large: true, ..Upload::default() });
            return endpoint.call(request).await.map(IntoResponse::into_response);
        }
        body => body?,
    };
    let fields: Vec<(String, String)> = if kind.starts_with("application/x-www-form-urlencoded") {
        serde_html_form::from_bytes(&body).unwrap_or_default()
    } else if with_files {
        let upload = Upload::read(&request, body.clone()).await?;
        let fields = upload.fields.clone();
        request.extensions_mut().insert(upload);
        fields
    } else {
        Vec::new()
    };
    let field =
        |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let token = field("csrf_token").or_else(|| request.header("x-csrf-token")).unwrap_or_default();
    let valid = request.extensions().get::<CsrfVerifier>().is_some_and(|it| it.is_valid(token));
    if !valid {
        return Err(Error::StaleForm.into());
    }
    match field("_method") {
        Some("DELETE") => request.set_method(Method::DELETE),
        Some("PUT") => request.set_method(Method::PUT),
        _ => {}
    }
    if let Some(key) = field("form_key").filter(|key| !key.is_empty()) {
        request.extensions_mut().insert(once::FormKey(key.to_owned()));
    }
    request.set_body(body);
    once::call(&visit.app, endpoint, request).await
}

/// Reads the body within its limit and puts it back, for calls of the API; somebody with a token
/// may send files and sheets.
pub async fn bound(request: &mut Request, is_known: bool) -> Result<()> {
    if !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        let kind = request.header(header::CONTENT_TYPE).unwrap_or_default();
        let is_file = !kind.starts_with("application/json");
        let limit = match (is_file, takes_files_of_strangers(request)) {
            (true, true) => STRANGERS_UPLOAD,
            (true, false) if is_known => UPLOAD_LIMIT,
            _ => BODY_LIMIT,
        };
        let body = read(request, limit).await?;
        request.set_body(body);
    }
    Ok(())
}

async fn read(request: &mut Request, limit: usize) -> Result<bytes::Bytes> {
    let broken = |_| Error::BadRequest(Text::new("error-bad-request-detail"));
    let mut rest = request.take_body().into_async_read();
    let mut body = Vec::new();
    let most = limit as u64 + 1;
    (&mut rest).take(most).read_to_end(&mut body).await.map_err(broken)?;
    if body.len() <= limit {
        return Ok(body.into());
    }
    // A browser that still sends shows no answer but a broken line: it may finish, within reason.
    tokio::io::copy(&mut rest.take(PASSED_OVER), &mut tokio::io::sink()).await.map_err(broken)?;
    Err(Error::TooLarge)
}

/// The fields of a form. Types of fields are texts with defaults: a missing field is a mistake to
/// show, not a broken request.
pub struct Form<T>(pub T);

impl<'a, T: DeserializeOwned> FromRequest<'a> for Form<T> {
    async fn from_request(_: &'a Request, body: &mut RequestBody) -> poem::Result<Self> {
        let bytes = body.take()?.into_bytes().await?;
        let fields = serde_html_form::from_bytes(&bytes)
            .map_err(|_| Error::BadRequest(Text::new("error-bad-request-detail")))?;
        Ok(Self(fields))
    }
}

/// A form with files, as a page sends it.
#[derive(Clone, Default)]
pub struct Upload {
    /// Name and text of each plain field.
    pub fields: Vec<(String, String)>,
    /// What was chosen in fields of files.
    pub files: Vec<UploadedFile>,
    /// Whether it weighed so much that nothing of it was read.
    pub is_too_large: bool,
}

/// A file of a form.
#[derive(Clone)]
pub struct UploadedFile {
    /// Name of the field.
    pub field: String,
    /// Name of the file, as the browser says.
    pub name: String,
    /// Its content.
    pub bytes: bytes::Bytes,
}

impl Upload {
    async fn read(request: &Request, body: bytes::Bytes) -> Result<Self> {
        let broken = || Error::BadRequest(Text::new("error-bad-request-detail"));
        let mut body = RequestBody::new(body.into());
        let multipart = Multipart::from_request(request, &mut body).await;
        let mut multipart = multipart.map_err(|_| broken())?;
        let mut upload = Self::default();
        while let Some(field) = multipart.next_field().await.map_err(|_| broken())? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(str::to_owned);
            let bytes = field.bytes().await.map_err(|_| broken())?;
            match file {
                // A browser sends an empty, nameless file where none was chosen.
                Some(file) if file.is_empty() && bytes.is_empty() => {}
                Some(file) => {
                    upload.files.push(UploadedFile {
                        field: name,
                        name: file,
                        bytes: bytes.into(),
                    });
                }
                None => {
                    let text = String::from_utf8(bytes).map_err(|_| broken())?;
                    upload.fields.push((name, text));
                }
            }
        }
        Ok(upload)
    }

    /// The text of a plain field.
    pub fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, text)| text)
    }

    /// The file of a field, if one was chosen.
    pub fn file(&self, field: &str) -> Option<&UploadedFile> {
        self.files.iter().find(|file| file.field == field)
    }
}

impl<'a> FromRequest<'a> for Upload {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        Ok(request.extensions().get::<Self>().cloned().unwrap_or_default())
    }
}

/// The mistakes of a form, for the page that shows it again.
#[derive(Clone, Default)]
pub struct Mistakes(Vec<(String, String)>);

impl Mistakes {
    /// Puts the mistakes into the reader's language.
    pub fn said(visit: &Visit, mistakes: &[Mistake]) -> Self {
        let said = mistakes.iter().map(|mistake| {
            (
                mistake.field.trim_start_matches('/').replace('/', "-"),
                visit.locale.say(&mistake.text),
            )
        });
        Self(said.collect())
    }

    /// A message that belongs to the whole form.
    pub fn general(visit: &Visit, error: &Error) -> Self {
        Self(vec![(String::new(), visit.locale.say(&error.detail()))])
    }

    /// The same with another message that belongs to the whole form.
    pub fn and(mut self, message: String) -> Self {
        self.0.push((String::new(), message));
        self
    }

    /// The message beside the field called `name`.
    pub fn of(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, message)| message.as_str())
    }

    /// Field and message of each, for the summary on top.
    pub fn all(&self) -> &[(String, String)] {
        &self.0
    }

    /// Whether there is nothing to mend.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Splits an outcome into what went well and what the form's page can show; everything else is an
/// error for the visitor.
pub fn mended<T>(visit: &Visit, outcome: Result<T>) -> Result<Result<T, Mistakes>> {
    match outcome {
        Ok(value) => Ok(Ok(value)),
        Err(Error::Mistakes(mistakes)) => Ok(Err(Mistakes::said(visit, &mistakes))),
        Err(
            error @ (Error::NotConfirmed
            | Error::WrongLogIn
            | Error::Conflict { .. }
            | Error::TooMany { .. }
            | Error::LetterNeeded { .. }),
        ) => Ok(Err(Mistakes::general(visit, &error))),
        Err(error) => Err(error),
    }
}
