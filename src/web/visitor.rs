//! Who is asking: `Visit` on every request, `Actor` where only someone logged in may go on.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use poem::{
    Endpoint, FromRequest, IntoResponse, Request, RequestBody, Response,
    http::{HeaderValue, Method, header},
    web::{CsrfToken, Query, cookie::Cookie},
};
use serde::Deserialize;

use crate::{
    app::App,
    error::Error,
    identity::{
        access::{self, Act, Actor},
        session,
    },
    thai::date,
    web::{
        form,
        locale::{Locale, ToValue},
        problem,
    },
};

/// One request: the product, the language, the visitor, and what every page's frame needs.
#[derive(Clone)]
pub struct Visit(Arc<Inner>);

/// What a `Visit` knows.
pub struct Inner {
    /// The product.
    pub app: App,
    /// The language to answer in.
    pub locale: Locale,
    /// Who is logged in, if anyone is.
    pub actor: Option<Actor>,
    /// The token that forms on this page carry.
    pub csrf: String,
    /// Path and query of this page, for "back here after log-in" and the language switch.
    pub path: String,
    /// Key of a notice to show on top, left by the page before.
    pub notice: Option<String>,
}

impl std::ops::Deref for Visit {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Inner {
    /// The sentence for `key` in the visitor's language; for templates.
    pub fn t(&self, key: &str) -> String {
        self.locale.t(key)
    }

    /// The sentence for `key` with one value.
    pub fn t1(&self, key: &str, name: &'static str, value: impl ToValue) -> String {
        self.locale.with(key, &[(name, value.to_value())])
    }

    /// The sentence for `key` with two values.
    pub fn t2(
        &self,
        key: &str,
        name: &'static str,
        value: impl ToValue,
        other_name: &'static str,
        other: impl ToValue,
    ) -> String {
        self.locale.with(key, &[(name, value.to_value()), (other_name, other.to_value())])
    }

    /// The address of an asset.
    pub fn asset(&self, name: &str) -> String {
        crate::web::assets::url(name)
    }

    /// Whether this is the demonstration.
    pub fn is_demo(&self) -> bool {
        self.app.config.demo
    }

    /// Whether the visitor may do `act`; for menus and buttons.
    pub fn may(&self, act: Act) -> bool {
        self.actor.as_ref().is_some_and(|actor| actor.may(act))
    }

    /// The name of a route of verification; a code without a name stays a code.
    pub fn route(&self, code: &str) -> String {
        let key = format!("route-{}", code.replace('_', "-"));
        if self.locale.has(&key) { self.locale.t(&key) } else { code.to_owned() }
    }

    /// The name of a role.
    pub fn role(&self, code: &str) -> String {
        self.locale.t(&format!("role-{}", code.replace('_', "-")))
    }

    /// Whether appointments wait for a second proof; for the notice on every page.
    pub fn is_withheld(&self) -> bool {
        self.actor.as_ref().is_some_and(|actor| actor.withheld)
    }

    /// Whether the visitor has a second factor.
    pub fn has_second_factor(&self) -> bool {
        self.actor.as_ref().is_some_and(|actor| actor.has_second_factor)
    }

    /// Whether the visitor may take away the second factor of others; for the menu.
    pub fn resets_second_factors(&self) -> bool {
        self.may(Act::ResetSecondFactor)
    }

    /// Whether the visitor sees the queue of certificate requests; for the menu.
    pub fn reviews_certificates(&self) -> bool {
        self.may(Act::ReviewCertificateRequests)
    }

    /// Whether the visitor decides certificate requests; for buttons.
    pub fn decides_certificates(&self) -> bool {
        self.may(Act::DecideCertificateRequests)
    }

    /// Whether the visitor considers the agencies' requests; for the menu.
    pub fn reviews_requests(&self) -> bool {
        self.may(Act::ReviewRequests)
    }

    /// Whether the visitor decides the agencies' requests; for buttons.
    pub fn decides_requests(&self) -> bool {
        self.may(Act::DecideRequests)
    }

    /// Whether the visitor appoints people; for the menu.
    pub fn appoints_people(&self) -> bool {
        self.may(Act::AppointPeople)
    }

    /// Whether the visitor makes two accounts one; for the menu.
    pub fn merges_people(&self) -> bool {
        self.may(Act::MergePeople)
    }

    /// Whether the visitor sees domains; for the menu.
    pub fn sees_domains(&self) -> bool {
        self.may(Act::SeeDomains)
    }

    /// Whether the visitor verifies people at a desk; for the menu.
    pub fn works_at_desk(&self) -> bool {
        self.may(Act::VerifyAtDesk)
    }

    /// Whether the visitor enrols card readers; for the menu.
    pub fn enrols_desks(&self) -> bool {
        self.may(Act::EnrolDesks)
    }

    /// Whether the visitor decides about names; for the menu.
    pub fn decides_names(&self) -> bool {
        self.may(Act::DecideNameChanges)
    }

    /// Whether the visitor reads the audit trail; for the menu.
    pub fn reads_audit(&self) -> bool {
        self.may(Act::ReadAudit)
    }

    /// What was done, in words where there are some, else its code.
    pub fn act(&self, code: &str) -> String {
        let key = format!("act-{}", code.replace(['.', '_'], "-"));
        if self.locale.has(&key) { self.locale.t(&key) } else { code.to_owned() }
    }

    /// Whether this page is one of workD, so that the frame shows its menu.
    pub fn is_in_workd(&self) -> bool {
        self.is_at("/workd") || self.is_at("/mailbox")
    }

    /// Where the visitor of this page logs in: a mail account is no person of the product.
    pub fn log_in_page(&self) -> &'static str {
        if self.is_at("/mailbox") { "/mailbox/sessions" } else { "/login" }
    }

    /// The name of a field of the request form.
    pub fn field(&self, field: &crate::workd::request::fields::Field) -> String {
        self.locale.t(&field.label())
    }

    /// A sentence that was put together elsewhere.
    pub fn say(&self, text: &crate::web::locale::Text) -> String {
        self.locale.say(text)
    }

    /// The name of a choice, as `choice-CODE` in the sentences; words that are no code stay.
    pub fn choice(&self, code: &str) -> String {
        let key = format!("choice-{}", code.replace('_', "-"));
        if self.locale.has(&key) { self.locale.t(&key) } else { code.to_owned() }
    }

    /// Whether this page belongs to the menu entry `prefix`.
    pub fn is_at(&self, prefix: &str) -> bool {
        self.path
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    }

    /// The name of a state, as `state-CODE` in the sentences.
    pub fn state(&self, code: &str) -> String {
        self.locale.t(&format!("state-{}", code.replace('_', "-")))
    }

    /// This page in the other language.
    pub fn in_language(&self, code: &str) -> String {
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let kept = query.split('&').filter(|pair| {
            !pair.is_empty() && !pair.starts_with("lang=") && !pair.starts_with("notice=")
        });
        let query: Vec<&str> = kept.collect();
        let more = if query.is_empty() { String::new() } else { format!("&{}", query.join("&")) };
        format!("{path}?lang={code}{more}")
    }

    /// A day, as pages write it.
    pub fn day(&self, date: impl Plain<NaiveDate>) -> String {
        self.locale.day(date.plain())
    }

    /// The day of an instant in Bangkok.
    pub fn day_of(&self, instant: impl Plain<DateTime<Utc>>) -> String {
        self.day(date::bangkok_date(instant.plain()))
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    /// Today in Bangkok.
    pub fn today(&self) -> NaiveDate {
        date::bangkok_date(self.now())
    }

    /// Day and time of an instant in Bangkok.
    pub fn moment(&self, instant: impl Plain<DateTime<Utc>>) -> String {
        self.locale.moment(instant.plain())
    }
}

/// A copy of something that a template holds by however many references.
pub trait Plain<T> {
    /// The copy.
    fn plain(&self) -> T;
}

impl Plain<Self> for NaiveDate {
    fn plain(&self) -> Self {
        *self
    }
}

impl Plain<Self> for DateTime<Utc> {
    fn plain(&self) -> Self {
        *self
    }
}

impl<T, P: Plain<T>> Plain<T> for &P {
    fn plain(&self) -> T {
        (**self).plain()
    }
}

impl Visit {
    /// The same visit after something about the visitor has changed.
    pub fn with_actor(&self, actor: Option<Actor>) -> Self {
        Self(Arc::new(Inner {
            app: self.app.clone(),
            locale: self.locale,
            actor,
            csrf: self.csrf.clone(),
            path: self.path.clone(),
            notice: self.notice.clone(),
        }))
    }
}

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

/// The visitor's network address, as far as it can be known; only ever kept hashed, in limits, or
/// sealed, in the traffic log.
pub fn address(app: &App, request: &Request) -> String {
    if let Some(name) = &app.config.client_address_header
        && let Some(value) = request.header(name.as_str())
    {
        // The last entry is the one that our own proxy wrote.
        return value.rsplit(',').next().unwrap_or(value).trim().to_owned();
    }
    match request.remote_addr().as_socket_addr() {
        Some(address) => address.ip().to_string(),
        None => "unknown".to_owned(),
    }
}

/// The visitor's network address as an extractor.
pub struct Address(pub String);

impl<'a> FromRequest<'a> for Address {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        let visit = Visit::from_request_without_body(request).await?;
        Ok(Self(address(&visit.app, request)))
    }
}

impl<'a> FromRequest<'a> for Visit {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        let visit = request.extensions().get::<Self>().cloned();
        visit.ok_or_else(|| Error::internal("a route stands outside the frame").into())
    }
}

impl<'a> FromRequest<'a> for Actor {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        let visit = Visit::from_request_without_body(request).await?;
        Ok(visit.actor.clone().ok_or(Error::LogInNeeded)?)
    }
}
