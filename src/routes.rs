//! Every URL of the product, grouped by area.

mod identity;
mod learning;
mod operations;
mod privacy;
mod workd;

use std::sync::Arc;

use poem::{
    Endpoint, EndpointExt, IntoResponse, Response, Route, get, handler,
    http::{StatusCode, header},
    middleware::{CatchPanic, Compression, Csrf},
    web::{Data, cookie::SameSite},
};
use poem_openapi::OpenApiService;

use crate::{
    app::App,
    demo::pages as demo,
    error::Result,
    identity::{
        access::{Act, To},
        api::{
            IdentityApi,
            appointments::AppointmentsApi,
            desk::DeskApi,
            own::{OWN, OwnApi},
            second_factor::SecondFactorApi,
            verification::VerificationApi,
        },
    },
    jobs::queue,
    learning::api::{
        attempts::AttemptsApi,
        badges::BadgesApi,
        certificates::CertificatesApi,
        courses::CoursesApi,
        decisions::DecisionsApi,
        designs::DesignsApi,
        enrolments::EnrolmentsApi,
        progress::ProgressApi,
        promises::PromisesApi,
        queue::QueueApi,
        verdicts::{VerdictsApi, arrangements::ArrangementsApi},
        verifying::VerifyingApi,
    },
    merging::api::MergesApi,
    privacy::api::PrivacyApi,
    web::{
        api_docs,
        api_table::{self, Operations},
        assets, download, form, headers, log,
        page::see_other,
        pages_table::Pages,
        visitor,
    },
    workd::api::{WORKD, WorkdApi},
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
    let table = Arc::new(operations());
    let guard = move |endpoint, request| {
        let table = table.clone();
        async move { api_table::around(&table, endpoint, request).await }
    };
    let document = service.spec_endpoint();
    let pages = pages(app.config.demo).into_route();
    let mut everything = Route::new()
        .nest("/api/v1", service.around(guard).around(visitor::around_api))
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
        .around(download::as_it_is)
        .with(CatchPanic::new())
        .around(log::around)
        .data(app.clone())
        .map_to_response()
}

/// What the `metrics_listen` address serves.
pub fn metrics_endpoint(app: &App) -> impl Endpoint + 'static {
    Route::new().at("/metrics", get(metrics)).data(app.clone())
}

/// Every part of the API.
type Apis = (
    (IdentityApi, OwnApi, SecondFactorApi, VerificationApi, DeskApi, PrivacyApi),
    (AppointmentsApi, MergesApi),
    CoursesApi,
    EnrolmentsApi,
    ProgressApi,
    AttemptsApi,
    (CertificatesApi, QueueApi, BadgesApi, DesignsApi, VerifyingApi),
    (PromisesApi, DecisionsApi, VerdictsApi, ArrangementsApi),
    WorkdApi,
);

/// The API's service, with its document.
pub fn api() -> OpenApiService<Apis, ()> {
    let apis = (
        (IdentityApi, OWN, SecondFactorApi, VerificationApi, DeskApi, PrivacyApi),
        (AppointmentsApi, MergesApi),
        CoursesApi,
        EnrolmentsApi,
        ProgressApi,
        AttemptsApi,
        (CertificatesApi, QueueApi, BadgesApi, DesignsApi, VerifyingApi),
        (PromisesApi, DecisionsApi, VerdictsApi, ArrangementsApi),
        WORKD,
    );
    OpenApiService::new(apis, "Rian", "1")
        .description("Learning and mail for the Thai government.")
        .server("/api/v1")
}

/// Every operation of the API with the people it is for.
pub fn operations() -> Operations {
    operations::all()
}

/// Every page with the people it is for.
pub fn pages(demo: bool) -> Pages {
    let pages = Pages::default().get("/api/docs", To::Everyone, api_docs::show);
    let pages = workd::add(learning::add(privacy::add(identity::add(pages))));
    if demo { demo_pages(pages) } else { pages }
}

/// Pages of the demonstration; they exist only with `--demo`.
fn demo_pages(pages: Pages) -> Pages {
    pages
        .get("/demo", To::Everyone, demo::demos::show)
        .get("/demo.json", To::Everyone, demo::demos::json_form::show)
        .post("/demo/identity-source", To::Everyone, demo::sources::create)
        .delete("/demo/identity-source", To::Everyone, demo::sources::destroy)
        .get("/demo/outbox", To::Everyone, demo::letters::index)
        .get("/demo/outbox.json", To::Everyone, demo::letters::json_form::index)
        .post("/demo/dns/:name", To::May(&[Act::SeeDomains]), demo::zones::create)
        .delete("/demo/dns/:name", To::May(&[Act::SeeDomains]), demo::zones::destroy)
        .post("/demo/dns/:name/faults", To::May(&[Act::SeeDomains]), demo::zones::faults_of::create)
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
