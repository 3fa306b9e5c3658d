//! Around every page and every call of the API: finds out who asks, and dresses errors.

use std::sync::Arc;

use poem::{
    Endpoint, FromRequest, IntoResponse, Request, Response,
    http::{HeaderValue, Method, header},
    web::{CsrfToken, Query, cookie::Cookie},
};
use serde::Deserialize;

use super::{Inner, Visit};
use crate::{
    app::App,
    error::Error,
    identity::{
        access::{self, Actor},
        session,
    },
    web::{form, locale::Locale, problem},
};

#[derive(Deserialize)]
struct FrameQuery {
    lang: Option<String>,
    notice: Option<String>,
}

/// Finds out who asks, before any page of the site sees the request; dresses errors as pages.
pub async fn around_pages<E: Endpoint>(
    endpoint: E,
    mut request: Request,
) -> poem::Result<Response> {
    let Some(app) = request.data::<App>().cloned() else {
        return Err(Error::internal("the product is missing from the request").into());
    };
    let frame = Query::<FrameQuery>::from_request_without_body(&request).await;
    let frame = frame.map_or(FrameQuery { lang: None, notice: None }, |query| query.0);
    let asked = frame.lang.as_deref().and_then(Locale::from_code);
    // Thai first: what a browser prefers says little here, where most are set up in English.
    let locale = asked
        .or_else(|| {
            Locale::from_code(request.cookie().get("lang").as_ref().map(Cookie::value_str)?)
        })
        .unwrap_or_default();
    if asked.is_some() {
        let mut cookie = Cookie::new_with_str("lang", locale.code());
        cookie.set_path("/");
        cookie.set_same_site(poem::web::cookie::SameSite::Lax);
        cookie.set_secure(app.config.is_secure());
        cookie.set_max_age(std::time::Duration::from_secs(365 * 24 * 3600));
        request.cookie().add(cookie);
    }
    let token = session::token_in_cookie(&app, &request);
    let actor = match token {
        // A token for programs opens no page, not even in a browser's cookie.
        Some(token) => {
            let found = session::found(&app, &token).await?;
            found.filter(|found| found.is_browser).map(|found| found.actor)
        }
        None => None,
    };
    let path = page_path(&request);
    let csrf = request.extensions().get::<CsrfToken>().map(|t| t.0.clone()).unwrap_or_default();
    let visit = Visit(Arc::new(Inner {
        app,
        locale,
        actor,
        csrf,
        path,
        notice: frame.notice.map(|key| format!("notice-{key}")).filter(|key| locale.has(key)),
    }));
    request.extensions_mut().insert(visit.clone());
    let get = request.method() == Method::GET;
    match endpoint.call(request).await {
        Ok(response) => Ok(response.into_response()),
        Err(error) => Ok(problem::as_page(&visit, get, explained(&visit, error))),
    }
}

/// A refusal that the second proof would lift says so.
fn explained(visit: &Visit, error: poem::Error) -> poem::Error {
    let withheld = visit.actor.as_ref().is_some_and(|actor| actor.withheld);
    if withheld && matches!(error.downcast_ref::<Error>(), Some(Error::Forbidden)) {
        Error::SecondFactorNeeded.into()
    } else {
        error
    }
}

/// Path and query of the page on screen: for an answer to a form, the page that held it.
fn page_path(request: &Request) -> String {
    let own = || request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    if request.method() == Method::GET {
        return own();
    }
    let referer = request.header(header::REFERER).and_then(|it| url::Url::parse(it).ok());
    referer.map_or_else(own, |it| match it.query() {
        Some(query) => format!("{}?{query}", it.path()),
        None => it.path().to_owned(),
    })
}

/// The same for the API: a bearer token instead of a cookie, JSON instead of pages.
pub async fn around_api<E: Endpoint>(endpoint: E, mut request: Request) -> poem::Result<Response> {
    let Some(app) = request.data::<App>().cloned() else {
        return Err(Error::internal("the product is missing from the request").into());
    };
    let locale = locale_of(&request);
    let path = request.original_uri().path().to_owned();
    // `NUMBER.pdf` is the printed form of `NUMBER`; a document of paths cannot say that.
    if let Some(printed) = request.uri().path().strip_suffix(".pdf") {
        let printed = format!("{printed}/pdf");
        *request.uri_mut() = printed.parse().map_err(Error::internal)?;
    }
    let token = request
        .header(header::AUTHORIZATION)
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(str::trim)
        .map(str::to_owned);
    let actor = match &token {
        Some(token) => by_token(&app, &request, token).await,
        None => Ok(None),
    };
    let is_known = matches!(actor, Ok(Some(_)));
    let actor = match form::bound(&mut request, is_known).await {
        Ok(()) => actor,
        Err(error) => Err(error),
    };
    let actor = match actor {
        Ok(None) if token.is_some() => Err(Error::LogInNeeded),
        other => other,
    };
    let outcome = match actor {
        Ok(actor) => {
            let visit = Visit(Arc::new(Inner {
                app: app.clone(),
                locale,
                actor,
                csrf: String::new(),
                path: path.clone(),
                notice: None,
            }));
            request.extensions_mut().insert(visit.clone());
            let outcome = crate::web::once::call(&app, endpoint, request).await;
            outcome.map_err(|error| explained(&visit, error))
        }
        Err(error) => Err(error.into()),
    };
    let mut response = match outcome {
        Ok(response) => response,
        Err(error) => problem::as_json(locale, &path, error),
    };
    let language = HeaderValue::from_static(locale.code());
    response.headers_mut().insert(header::CONTENT_LANGUAGE, language);
    Ok(response)
}

/// Whoever holds the token, where the token is for what is asked.
async fn by_token(
    app: &App,
    request: &Request,
    token: &str,
) -> crate::error::Result<Option<Actor>> {
    let Some(found) = session::found(app, token).await? else { return Ok(None) };
    if let Some(scopes) = &found.scopes {
        access::admit_scoped(request.method(), request.uri().path(), scopes)?;
    }
    Ok(Some(found.actor))
}

fn locale_of(request: &Request) -> Locale {
    request.header(header::ACCEPT_LANGUAGE).map_or_else(Locale::default, Locale::from_header)
}
