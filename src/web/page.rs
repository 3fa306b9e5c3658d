//! A struct that is a page: the only place where HTML becomes an answer.

use askama::Template;
use poem::{IntoResponse, Response, http::StatusCode};

use crate::error::Result;

/// A page that is answered with 200.
pub fn page(template: &impl Template) -> Result<Response> {
    page_with(StatusCode::OK, template)
}

/// A page with another status, such as 422 for a form to mend.
#[expect(clippy::disallowed_methods, reason = "this is the one place where HTML leaves")]
pub fn page_with(status: StatusCode, template: &impl Template) -> Result<Response> {
    let html = template.render()?;
    Ok(poem::web::Html(html).with_status(status).into_response())
}

/// Sends the browser on after a form was kept (303).
pub fn see_other(location: impl AsRef<str>) -> Response {
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(poem::http::header::LOCATION, location.as_ref())
        .finish()
}
