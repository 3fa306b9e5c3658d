//! Every URL of the product, grouped by area.

use poem::{
    Endpoint, EndpointExt, IntoResponse, Response, Route, delete, get, handler,
    http::{StatusCode, header},
    middleware::{CatchPanic, Compression, Csrf},
    post, put,
    web::{Data, cookie::SameSite},
};
use poem_openapi::OpenApiService;

use crate::{
    app::App,
    demo::pages as demo,
    error::Result,
    identity::{api::IdentityApi, pages as identity},
    jobs::queue,
    learning::{
        api::{
            attempts::AttemptsApi, certificates::CertificatesApi, courses::CoursesApi,
            enrolments::EnrolmentsApi, progress::ProgressApi,
        },
        pages as learning,
    },
    web::{api_docs, assets, form, headers, log, page::see_other, visitor},
};

/// The whole product as one endpoint.
pub fn endpoint(app: &App) -> impl Endpoint<Output = Response> + 'static {
    let csrf = Csrf::new()
        .key(*app.keys.derived("csrf"))
        .cookie_name(if app.config.is_secure() { "__Host-csrf" } else { "csrf" })
        .secure(app.config.is_secure())
        .same_site(SameSite::Lax)
        // Longer than anyone leaves a form open.
        .ttl(std::time::Duration::from_secs(3 * 24 * 3600));
    let service = api();
    let document = service.spec_endpoint();
    let mut pages = pages();
    if app.config.demo {
        pages = demo_pages(pages);
    }
    let mut everything = Route::new()
        .nest("/api/v1", service.around(visitor::around_api))
        .at("/api/v1/openapi.json", document)
        .at("/static/*name", get(assets::show))
        .at("/favicon.ico", get(favicon))
        .at("/healthz", get(healthz))
        .at("/readyz", get(readyz));
    if app.config.metrics_listen.is_none() {
        everything = everything.at("/metrics", get(metrics));
    }
    everything
        .nest_no_strip("/", pages.around(form::around).around(visitor::around_pages).with(csrf))
        .around(headers::around)
        .with(Compression::new())
        .with(CatchPanic::new())
        .around(log::around)
        .data(app.clone())
        .map_to_response()
}

/// What the `metrics_listen` address serves.
pub fn metrics_endpoint(app: &App) -> impl Endpoint + 'static {
    Route::new().at("/metrics", get(metrics)).data(app.clone())
}

/// The API's service, with its document.
pub fn api() -> OpenApiService<
    (IdentityApi, CoursesApi, EnrolmentsApi, ProgressApi, AttemptsApi, CertificatesApi),
    (),
> {
    let apis = (IdentityApi, CoursesApi, EnrolmentsApi, ProgressApi, AttemptsApi, CertificatesApi);
    OpenApiService::new(apis, "Rian", "1")
        .description("Learning and mail for the Thai government.")
        .server("/api/v1")
}

fn pages() -> Route {
    Route::new()
        // Front page and texts
        .at("/", get(learning::home::show))
        .at("/terms", get(identity::documents::terms::show))
        .at("/privacy", get(identity::documents::privacy::show))
        .at("/accessibility", get(identity::documents::accessibility::show))
        .at("/api/docs", get(api_docs::show))
        // Identity
        .at("/signup", get(identity::signups::new).post(identity::signups::create))
        .at("/login", get(identity::sessions::new).post(identity::sessions::create))
        .at("/sessions/current", delete(identity::sessions::destroy))
        .at("/sessions", delete(identity::sessions::all::destroy))
        .at("/password-resets/new", get(identity::password_resets::new))
        .at("/password-resets", post(identity::password_resets::create))
        .at(
            "/password-resets/:token",
            get(identity::password_resets::edit).put(identity::password_resets::update),
        )
        .at("/email-confirmations", post(identity::email_confirmations::create))
        .at("/email-confirmations/:token", get(identity::email_confirmations::show))
        .at("/me/account", get(identity::accounts::show))
        .at(
            "/me/verification",
            get(identity::verifications::show).post(identity::verifications::create),
        )
        // Learning
        .at("/courses", get(learning::courses::index))
        .at("/courses/:slug", get(learning::courses::show))
        .at("/enrolments", post(learning::enrolments::create))
        .at("/enrolments/:id", delete(learning::enrolments::destroy))
        .at("/enrolments/:id/events", post(learning::events::create))
        .at("/enrolments/:id/certificate-requests", post(learning::certificate_requests::create))
        .at("/learn/:enrolment", get(learning::places::show))
        .at("/learn/:enrolment/lessons/:lesson", get(learning::lessons::show))
        .at("/learn/:enrolment/lessons/:lesson/attempts", post(learning::attempts::create))
        .at("/attempts/:id", get(learning::attempts::show))
        .at("/attempts/:id/answers", put(learning::attempts::answers::update))
        .at("/attempts/:id/submission", post(learning::attempts::submission::create))
        .at("/media/:name", get(learning::media::show))
        .at("/me", get(learning::me::show))
        .at("/me/history", get(learning::history::show))
        // Certificates
        .at("/approvals", get(learning::approvals::index))
        .at("/approvals/:id", get(learning::approvals::show))
        .at("/approvals/:id/decision", post(learning::decisions::create))
        .at("/certificate-request-decisions", post(learning::decisions::bulk::create))
        .at("/certificates/:name", get(learning::certificates::show))
        .at("/certificates/:number/revocation", post(learning::revocations::create))
        .at("/verify", get(learning::verifications::new))
        .at("/verify/:number", get(learning::verifications::show))
}

/// Pages of the demonstration; they exist only with `--demo`.
fn demo_pages(pages: Route) -> Route {
    pages
        .at("/demo", get(demo::demos::show))
        .at("/demo.json", get(demo::demos::json_form::show))
        .at("/demo/identity-source", post(demo::sources::create).delete(demo::sources::destroy))
        .at("/demo/outbox", get(demo::letters::index))
        .at("/demo/outbox.json", get(demo::letters::json_form::index))
}

/// Browsers that do not read the page's own link ask here.
#[handler]
fn favicon() -> Response {
    see_other(assets::url("pictures/favicon.svg"))
}

/// The process serves.
#[handler]
fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers and its schema is current.
#[handler]
async fn readyz(app: Data<&App>) -> Response {
    match app.db.is_current().await {
        Ok(true) => "ready\n".into_response(),
        _ => "not ready\n".with_status(StatusCode::SERVICE_UNAVAILABLE).into_response(),
    }
}

/// Everything that is counted.
#[handler]
async fn metrics(app: Data<&App>) -> Result<Response> {
    let (waiting, failed) = queue::count(&app).await?;
    app.metrics.jobs_waiting.set(waiting);
    app.metrics.jobs_failed.set(failed);
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(app.metrics.text().with_header(header::CONTENT_TYPE, kind).into_response())
}
