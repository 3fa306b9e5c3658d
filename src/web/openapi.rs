//! What the API's documents share: errors as problems, created things, pages of lists, the token.

use poem::Request;
use poem_openapi::{
    ApiResponse, Object, SecurityScheme,
    auth::Bearer,
    payload::Json,
    registry::{MetaMediaType, MetaResponse, MetaResponses, Registry},
    types::{ParseFromJSON, ToJSON, Type},
};

use crate::{error::Error, identity::access::Actor, web::visitor::Visit};

/// An error after RFC 9457.
#[derive(Object)]
pub struct Problem {
    /// Stable name of the kind of problem, `/problems/not-found`.
    r#type: String,
    /// Short title in the reader's language.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What happened and what to do.
    detail: String,
    /// Path of the request.
    instance: String,
    /// For 422: each field with its mistake.
    errors: Option<Vec<FieldProblem>>,
    /// For 409: what has to be done first.
    missing: Option<Vec<MissingItem>>,
}

/// A mistake in a field.
#[derive(Object)]
pub struct FieldProblem {
    /// JSON pointer.
    field: String,
    /// Stable slug.
    code: String,
    /// What to do about it.
    detail: String,
}

/// Something to be done first.
#[derive(Object)]
pub struct MissingItem {
    /// The lesson it concerns.
    pub lesson: Option<String>,
    /// JSON pointer of the field it concerns.
    pub field: Option<String>,
    /// Stable slug.
    pub code: String,
    /// What is missing.
    pub detail: String,
    /// Where on the site it can be done.
    pub url: Option<String>,
}

impl MissingItem {
    /// In the reader's language.
    pub fn said(visit: &Visit, missing: &crate::error::Missing) -> Self {
        Self {
            lesson: missing.lesson.clone(),
            field: missing.field.clone(),
            code: missing.code.to_owned(),
            detail: visit.locale.say(&missing.text),
            url: missing.url.clone(),
        }
    }
}

/// Every error answers as a problem, whatever its status.
impl ApiResponse for Error {
    fn meta() -> MetaResponses {
        MetaResponses {
            responses: vec![MetaResponse {
                description: "A problem, after RFC 9457",
                status: None,
                status_range: None,
                content: vec![MetaMediaType {
                    content_type: "application/problem+json",
                    schema: Problem::schema_ref(),
                }],
                headers: vec![],
            }],
        }
    }

    fn register(registry: &mut Registry) {
        Problem::register(registry);
    }
}

/// Something was made.
#[derive(ApiResponse)]
pub enum Created<T: ParseFromJSON + ToJSON + Send + Sync> {
    /// It is on disk.
    #[oai(status = 201)]
    Made(Json<T>),
}

/// Done; there is nothing to say.
#[derive(ApiResponse)]
pub enum Gone {
    /// It is on disk.
    #[oai(status = 204)]
    Done,
}

/// A part of a list.
#[derive(Object)]
pub struct Page<T: ParseFromJSON + ToJSON + Send + Sync> {
    /// The part.
    pub items: Vec<T>,
    /// Cursor for `after`, or null at the end.
    pub next: Option<String>,
}

impl<T: ParseFromJSON + ToJSON + Send + Sync> Page<T> {
    /// A list that is answered whole.
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next: None }
    }
}

/// The size of a page asked for: 50 unless said, 200 at most.
pub fn page_size(limit: Option<i64>) -> i64 {
    limit.unwrap_or(50).clamp(1, 200)
}

/// Someone with a token from `POST /sessions`.
#[derive(SecurityScheme)]
#[oai(ty = "bearer", key_name = "token", checker = "signed")]
pub struct Signed(pub Actor);

async fn signed(request: &Request, _: Bearer) -> poem::Result<Actor> {
    let actor = request.extensions().get::<Visit>().and_then(|visit| visit.actor.clone());
    let actor = actor.ok_or(Error::LogInNeeded)?;
    // A domain's token opens nothing but that domain's part of the API.
    if actor.only_domain.is_some() && !request.uri().path().starts_with("/workd/domains") {
        return Err(Error::Forbidden.into());
    }
    Ok(actor)
}
