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
    workd::{
        api::{WORKD, WorkdApi},
        pages::{self as workd, domains, mailbox},
    },
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
    let mut pages = workd_pages(pages());
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

/// Every part of the API.
type Apis =
    (IdentityApi, CoursesApi, EnrolmentsApi, ProgressApi, AttemptsApi, CertificatesApi, WorkdApi);

/// The API's service, with its document.
pub fn api() -> OpenApiService<Apis, ()> {
    let apis =
        (IdentityApi, CoursesApi, EnrolmentsApi, ProgressApi, AttemptsApi, CertificatesApi, WORKD);
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

/// workD: requests and the officer's desk, domains, and the page of a mail account.
fn workd_pages(pages: Route) -> Route {
    account_pages(pages)
        // workD: an agency's requests
        .at("/workd", get(workd::services::show))
        .at("/workd/requests", get(workd::requests::index).post(workd::requests::create))
        .at("/workd/requests/new", get(workd::requests::new))
        .at("/workd/requests/:id", get(workd::requests::show).put(workd::requests::update))
        .at("/workd/requests/:id/edit", get(workd::requests::edit))
        .at("/workd/requests/:id/form.pdf", get(workd::printed_forms::show))
        .at("/workd/requests/:id/signed-form", post(workd::signed_forms::create))
        .at("/workd/requests/:id/submission", post(workd::submissions::create))
        .at("/workd/requests/:id/withdrawal", post(workd::withdrawals::create))
        .at("/workd/requests/:id/files/:file", get(workd::files::show))
        // workD: the officer's desk
        .at("/workd/review", get(workd::reviews::index))
        .at("/workd/review/:id", get(workd::reviews::show))
        .at("/workd/review/:id/decision", post(workd::request_decisions::create))
        .at("/workd/budget", get(workd::budgets::show).post(workd::budgets::create))
        .at("/workd/holidays", get(workd::holidays::index).post(workd::holidays::create))
        .at("/workd/holidays/:day", delete(workd::holidays::destroy))
        .at("/workd/letters", get(workd::letters::index))
        .at("/workd/letters/:id", get(workd::letters::show))
        .at("/workd/letters/:id/source", get(workd::letters::source::show))
        .at("/workd/letters/:id/attachments/:n", get(workd::letters::attachments::show))
        .at("/workd/letters/:id/settlement", post(workd::settlements::create))
        // Mail domains
        .at("/workd/domains", get(domains::index))
        .at("/workd/domains/:name", get(domains::show))
        .at("/workd/domains/:name/dns-checks", post(domains::dns_checks::create))
        .at("/workd/domains/:name/dkim-rotations", post(domains::dkim_rotations::create))
        .at("/workd/domains/:name/opening", post(domains::openings::create))
        .at(
            "/workd/domains/:name/suspension",
            post(domains::suspensions::create).delete(domains::suspensions::destroy),
        )
        .at(
            "/workd/domains/:name/settings",
            get(domains::settings::show).put(domains::settings::update),
        )
        .at("/workd/domains/:name/route", put(domains::relay::routes::update))
        .at("/workd/domains/:name/relay-clients", post(domains::relay::clients::create))
        .at("/workd/domains/:name/relay-clients/:id", delete(domains::relay::clients::destroy))
        .at(
            "/workd/domains/:name/admins",
            get(domains::admins::index).post(domains::admins::create),
        )
        .at("/workd/domains/:name/admins/:id", delete(domains::admins::destroy))
        .at("/workd/domains/:name/reviews", get(domains::reviews::index))
        .at("/workd/domains/:name/reviews/completion", post(domains::reviews::completion::create))
        .at(
            "/workd/domains/:name/tokens",
            get(domains::tokens::index).post(domains::tokens::create),
        )
        .at("/workd/domains/:name/tokens/:id", delete(domains::tokens::destroy))
        .at("/workd/domains/:name/log", get(domains::log::index))
        // Mail accounts, by their holders
        .at("/mailbox", get(mailbox::show))
        .at(
            "/mailbox/activations/:token",
            get(mailbox::activations::new).post(mailbox::activations::create),
        )
        .at("/mailbox/sessions", get(mailbox::sessions::new).post(mailbox::sessions::create))
        .at("/mailbox/sessions/current", delete(mailbox::sessions::destroy))
        .at("/mailbox/password", get(mailbox::passwords::edit).put(mailbox::passwords::update))
        .at(
            "/mailbox/app-passwords",
            get(mailbox::app_passwords::index).post(mailbox::app_passwords::create),
        )
        .at("/mailbox/app-passwords/:id", delete(mailbox::app_passwords::destroy))
        .at("/mailbox/forwarding", get(mailbox::forwarding::edit).put(mailbox::forwarding::update))
        .at("/mailbox/devices", get(mailbox::devices::show))
        .at("/mailbox/profile.mobileconfig", get(mailbox::profile::show))
        .at("/.well-known/autoconfig/mail/config-v1.1.xml", get(mailbox::autoconfig::show))
        .at("/mail/config-v1.1.xml", get(mailbox::autoconfig::show))
}

/// Accounts, aliases and groups of a domain.
fn account_pages(pages: Route) -> Route {
    use workd::{
        accounts::{self, app_passwords, card, creation, editing, links, standing},
        aliases::{self, Kind},
        exports, imports,
    };
    let pages = pages
        .at("/workd/domains/:name/accounts", get(accounts::index).post(creation::create))
        .at("/workd/domains/:name/accounts/new", get(creation::new))
        .at(
            "/workd/domains/:name/accounts/:local",
            get(card::show).put(editing::update).delete(standing::deletion::destroy),
        )
        .at("/workd/domains/:name/accounts/:local/edit", get(editing::edit))
        .at(
            "/workd/domains/:name/accounts/:local/suspension",
            post(standing::suspension::create).delete(standing::suspension::destroy),
        )
        .at("/workd/domains/:name/accounts/:local/restoration", post(standing::restoration::create))
        .at("/workd/domains/:name/accounts/:local/password-resets", post(links::create))
        .at("/workd/domains/:name/accounts/:local/app-passwords", post(app_passwords::create))
        .at(
            "/workd/domains/:name/accounts/:local/app-passwords/:id",
            delete(app_passwords::destroy),
        )
        .at("/workd/domains/:name/export.csv", get(exports::show))
        .at("/workd/domains/:name/imports", post(imports::create))
        .at("/workd/domains/:name/imports/new", get(imports::new))
        .at("/workd/domains/:name/imports/template.csv", get(imports::template::show))
        .at("/workd/domains/:name/imports/:id", get(imports::show))
        .at("/workd/domains/:name/imports/:id/confirmation", post(imports::confirmation::create));
    [(Kind::Alias, "aliases"), (Kind::Group, "groups")].into_iter().fold(
        pages,
        |pages, (kind, path)| {
            let all = format!("/workd/domains/:name/{path}");
            let one = get(aliases::edit).put(aliases::update).delete(aliases::destroy);
            pages
                .at(&all, get(aliases::index).post(aliases::create).data(kind))
                .at(format!("{all}/new"), get(aliases::new).data(kind))
                .at(format!("{all}/:local"), one.data(kind))
        },
    )
}

/// Pages of the demonstration; they exist only with `--demo`.
fn demo_pages(pages: Route) -> Route {
    pages
        .at("/demo", get(demo::demos::show))
        .at("/demo.json", get(demo::demos::json_form::show))
        .at("/demo/identity-source", post(demo::sources::create).delete(demo::sources::destroy))
        .at("/demo/outbox", get(demo::letters::index))
        .at("/demo/outbox.json", get(demo::letters::json_form::index))
        .at("/demo/dns/:name", post(demo::zones::create).delete(demo::zones::destroy))
        .at("/demo/dns/:name/faults", post(demo::zones::faults_of::create))
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
