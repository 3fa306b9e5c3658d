//! The table of pages: every method and path with the people it is for, guarded before its page runs.

use std::collections::BTreeMap;

use poem::{
    Endpoint, FromRequest, IntoEndpoint, IntoResponse, Request, Response, Route, RouteMethod,
    http::Method,
};

use crate::{
    error::Error,
    identity::{
        access::{self, To},
        pages::second_factors::step_up,
    },
    web::visitor::Visit,
};

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How it is asked.
    pub method: Method,
    /// Path with `:names` for what varies.
    pub path: String,
    /// Whom it is for.
    pub to: To,
}

/// Pages being gathered. Nothing is served without a line that says whom it is for.
#[derive(Default)]
pub struct Pages {
    methods: BTreeMap<String, RouteMethod>,
    rows: Vec<Row>,
}

impl Pages {
    /// A page that shows something.
    pub fn get<E: IntoEndpoint>(self, path: &str, to: To, page: E) -> Self
    where
        E::Endpoint: 'static,
    {
        self.add(Method::GET, path, to, page)
    }

    /// A page that makes something.
    pub fn post<E: IntoEndpoint>(self, path: &str, to: To, page: E) -> Self
    where
        E::Endpoint: 'static,
    {
        self.add(Method::POST, path, to, page)
    }

    /// A page that changes something.
    pub fn put<E: IntoEndpoint>(self, path: &str, to: To, page: E) -> Self
    where
        E::Endpoint: 'static,
    {
        self.add(Method::PUT, path, to, page)
    }

    /// A page that ends something.
    pub fn delete<E: IntoEndpoint>(self, path: &str, to: To, page: E) -> Self
    where
        E::Endpoint: 'static,
    {
        self.add(Method::DELETE, path, to, page)
    }

    fn add<E: IntoEndpoint>(mut self, method: Method, path: &str, to: To, page: E) -> Self
    where
        E::Endpoint: 'static,
    {
        let page = Guarded { to, page: page.into_endpoint() };
        let methods = self.methods.remove(path).unwrap_or_default();
        self.methods.insert(path.to_owned(), methods.method(method.clone(), page));
        self.rows.push(Row { method, path: path.to_owned(), to });
        self
    }

    /// Every line, in the order of the table.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The pages as poem serves them.
    pub fn into_route(self) -> Route {
        self.methods.into_iter().fold(Route::new(), |route, (path, page)| route.at(path, page))
    }
}

/// A page behind its line.
struct Guarded<E> {
    to: To,
    page: E,
}

impl<E: Endpoint> Endpoint for Guarded<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let visit = Visit::from_request_without_body(&request).await?;
        match access::admit(&self.to, visit.actor.as_ref(), visit.now()) {
            Ok(()) => self.page.call(request).await.map(IntoResponse::into_response),
            Err(Error::SecondFactorStale) => step_up::around(&self.page, request, &visit).await,
            Err(error) => Err(error.into()),
        }
    }
}
