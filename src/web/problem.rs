//! Errors dressed for their readers: a page with ways out, or RFC 9457 JSON.

use askama::Template;
use poem::{
    IntoResponse, Response,
    error::ResponseError,
    http::{StatusCode, header},
};
use serde_json::{Value, json};

use crate::{
    error::{Error, Missing},
    web::{
        locale::{Locale, Text},
        page::{page_with, see_other},
        visitor::Visit,
    },
};

impl ResponseError for Error {
    fn status(&self) -> StatusCode {
        Error::status(self)
    }
}

/// The page of an error.
#[derive(Template)]
#[template(path = "web/error.html", config = "src/web/askama.toml")]
struct ErrorPage<'a> {
    visit: &'a Visit,
    title: String,
    detail: String,
    status: u16,
    missing: Vec<(String, Option<String>)>,
    mistakes: Vec<String>,
}

/// Turns what poem or we ourselves raised into one of our errors, and logs our own faults once.
fn ours(error: poem::Error) -> Error {
    let status = error.status();
    let error = match error.downcast::<Error>() {
        Ok(error) => error,
        Err(_) if status == StatusCode::NOT_FOUND => Error::not_found(),
        Err(_) if status == StatusCode::UNAUTHORIZED => Error::LogInNeeded,
        Err(_) if status == StatusCode::METHOD_NOT_ALLOWED => Error::not_found(),
        Err(_) if status == StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        Err(error) if status.is_server_error() => Error::internal(error.to_string()),
        Err(error) => {
            Error::BadRequest(Text::new("error-unreadable").with("reason", error.to_string()))
        }
    };
    if let Error::Internal(cause) = &error {
        tracing::error!(%cause, "a request failed");
    }
    error
}

/// An error as a page of the site; someone who has to log in first is sent there and back.
pub fn as_page(visit: &Visit, get: bool, error: poem::Error) -> Response {
    let error = ours(error);
    if matches!(error, Error::LogInNeeded) && get {
        let next: String = url::form_urlencoded::byte_serialize(visit.path.as_bytes()).collect();
        return see_other(format!("{}?next={next}", visit.log_in_page()));
    }
    let missing = match &error {
        Error::Conflict { missing, .. } | Error::Incomplete(missing) => {
            missing.iter().map(|one| (visit.locale.say(&one.text), one.url.clone())).collect()
        }
        Error::SecondFactorNeeded | Error::SecondFactorStale => vec![way_out(visit)],
        _ => Vec::new(),
    };
    let mistakes = match &error {
        Error::Mistakes(mistakes) => {
            mistakes.iter().map(|mistake| visit.locale.say(&mistake.text)).collect()
        }
        _ => Vec::new(),
    };
    let page = ErrorPage {
        visit,
        title: visit.locale.say(&error.title()),
        detail: visit.locale.say(&error.detail()),
        status: error.status().as_u16(),
        missing,
        mistakes,
    };
    let mut response = match page_with(error.status(), &page) {
        Ok(response) => response,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    add_retry(&error, &mut response);
    response
}

/// Where a second proof is given, or set up by whoever has none yet.
fn way_out(visit: &Visit) -> (String, Option<String>) {
    let has_one = visit.actor.as_ref().is_some_and(|me| me.has_second_factor);
    let (said, url) = if has_one {
        ("factor-prove-now", "/me/second-factor/proof")
    } else {
        ("factor-set-up-now", "/me/second-factor")
    };
    (visit.locale.t(said), Some(url.to_owned()))
}

/// An error as `application/problem+json`; `path` is the instance.
pub fn as_json(locale: Locale, path: &str, error: poem::Error) -> Response {
    let error = ours(error);
    let mut response = Response::builder()
        .status(error.status())
        .header(header::CONTENT_TYPE, "application/problem+json")
        .body(body(locale, path, &error).to_string());
    add_retry(&error, &mut response);
    response
}

fn body(locale: Locale, path: &str, error: &Error) -> Value {
    let mut problem = json!({
        "type": format!("/problems/{}", error.code()),
        "title": locale.say(&error.title()),
        "status": error.status().as_u16(),
        "detail": locale.say(&error.detail()),
        "instance": path,
    });
    match error {
        Error::Mistakes(mistakes) => {
            let errors = mistakes.iter().map(|mistake| {
                json!({
                    "field": mistake.field,
                    "code": mistake.code,
                    "detail": locale.say(&mistake.text),
                })
            });
            problem["errors"] = errors.collect();
        }
        Error::Incomplete(missing) => problem["missing"] = listed(locale, missing),
        Error::Conflict { missing, .. } if !missing.is_empty() => {
            problem["missing"] = listed(locale, missing);
        }
        _ => {}
    }
    problem
}

/// What has to be done first, as JSON.
fn listed(locale: Locale, missing: &[Missing]) -> Value {
    let missing = missing.iter().map(|one| {
        json!({
            "lesson": one.lesson,
            "field": one.field,
            "code": one.code,
            "detail": locale.say(&one.text),
            "url": one.url,
        })
    });
    missing.collect()
}

fn add_retry(error: &Error, response: &mut Response) {
    if let Error::TooMany { retry_after } | Error::LetterNeeded { retry_after } = error {
        response.headers_mut().insert(header::RETRY_AFTER, (*retry_after).into());
    }
}
