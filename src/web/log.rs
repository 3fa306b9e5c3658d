//! One log line and one measurement for each request, without anything personal in it.

use std::time::Instant;

use poem::{Endpoint, IntoResponse, Request, Response, Result};

use crate::app::App;

/// Logs method, shape of the path, status and time.
pub async fn around<E: Endpoint>(endpoint: E, request: Request) -> Result<Response> {
    let start = Instant::now();
    let method = request.method().clone();
    let shape = shape(request.uri().path());
    let app = request.data::<App>().cloned();
    let response = endpoint.call(request).await.map(IntoResponse::into_response);
    let status = match &response {
        Ok(response) => response.status().as_u16(),
        Err(error) => error.status().as_u16(),
    };
    let elapsed = start.elapsed();
    if let Some(app) = app {
        app.metrics.observe(status, elapsed);
    }
    tracing::info!(%method, path = %shape, status, duration_ms = elapsed.as_millis(), "request answered");
    response
}

/// The path with ids, numbers and tokens taken out: they may point at a person.
fn shape(path: &str) -> String {
    let segments = path.split('/').map(|segment| {
        let telling = segment.chars().any(|c| c.is_ascii_digit() || !c.is_ascii())
            || segment.len() > 24
            || segment.contains('@');
        if telling && segment != "v1" { "…" } else { segment }
    });
    segments.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn a_log_line_has_no_id_and_no_token() {
        assert_eq!(shape("/learn/01hx2c3/lessons/02-law"), "/learn/…/lessons/…");
        assert_eq!(shape("/password-resets/QmFzZTY0"), "/password-resets/…");
        assert_eq!(shape("/api/v1/courses"), "/api/v1/courses");
    }
}
