//! Who is asking: `Visit` on every request, `Actor` where only someone logged in may go on.

mod frame;
mod menu;
mod words;

use std::sync::Arc;

use poem::{FromRequest, Request, RequestBody};

pub use self::frame::{around_api, around_pages};
use crate::{app::App, error::Error, identity::access::Actor, web::locale::Locale};

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
