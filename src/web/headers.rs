//! The headers of every answer: what a browser may load, and what it must not guess.

use poem::{
    Endpoint, IntoResponse, Request, Response, Result,
    http::{HeaderValue, header},
};

use crate::app::App;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'; manifest-src 'self'";

/// The API's browsable page builds its styles while it runs; nothing else on the site may.
const DOCS_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The pages with buttons that lead to identity providers, the only forms that leave the site.
const PAGES_WITH_PROVIDERS: [&str; 3] = ["/login", "/signup", "/me/verification"];

/// The policy of one page; forms may lead to identity providers from those pages alone.
fn policy(request: &Request) -> HeaderValue {
    let path = request.uri().path();
    if path.starts_with("/api/docs") {
        return HeaderValue::from_static(DOCS_POLICY);
    }
    let origins = match request.data::<App>() {
        Some(app) if PAGES_WITH_PROVIDERS.contains(&path) => app.providers.origins(),
        _ => Vec::new(),
    };
    if origins.is_empty() {
        return HeaderValue::from_static(POLICY);
    }
    // A browser holds the answer to a form, a redirect to the provider, to the form's own policy.
    let forms = format!("form-action 'self' {}", origins.join(" "));
    HeaderValue::from_str(&POLICY.replace("form-action 'self'", &forms))
        .unwrap_or(HeaderValue::from_static(POLICY))
}

/// Adds the security headers.
pub async fn around<E: Endpoint>(endpoint: E, request: Request) -> Result<Response> {
    let policy = policy(&request);
    let mut response = endpoint.call(request).await?.into_response();
    let headers = response.headers_mut();
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert(
        "permissions-policy",
        HeaderValue::from_static("camera=(), microphone=(), geolocation=()"),
    );
    // What other sites may read is nobody's own.
    if headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN) {
        headers.remove(header::SET_COOKIE);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    Ok(response)
}
