//! The table of the API: every operation with the people it is for. What has no line is not reachable.

use chrono::{DateTime, Utc};
use poem::{Endpoint, FromRequest, IntoResponse, Request, Response, http::Method};

use crate::{
    error::{Error, Result},
    identity::access::{self, Actor, To},
    web::{pages_table::Row, visitor::Visit},
};

/// Lines being gathered.
#[derive(Default)]
pub struct Operations {
    rows: Vec<Row>,
}

impl Operations {
    /// Adds lines for one kind of people; a line is `METHOD /path/{name}`.
    pub fn are(mut self, to: To, lines: &[&str]) -> Self {
        for line in lines {
            let (method, path) = line.split_once(' ').unwrap_or(("", line));
            let method = method.parse().unwrap_or(Method::TRACE);
            self.rows.push(Row { method, path: path.to_owned(), to });
        }
        self
    }

    /// Every line, in the order of the table.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The line that a request comes under: what is spelled out goes before what varies.
    fn find(&self, method: &Method, path: &str) -> Option<&Row> {
        // HEAD is a GET whose body stays away.
        let method = if method == Method::HEAD { &Method::GET } else { method };
        let asked: Vec<&str> = path.split('/').collect();
        self.rows
            .iter()
            .filter(|row| row.method == method && fits(&row.path, &asked))
            .min_by_key(|row| row.path.matches('{').count())
    }

    /// Lets a call through to its operation, or says why not.
    fn admit(
        &self,
        method: &Method,
        path: &str,
        actor: Option<&Actor>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let Some(row) = self.find(method, path) else { return Err(Error::not_found()) };
        // A domain's token is bound to its domain, which the operation asks about.
        if actor.is_some_and(|actor| actor.only_domain.is_some()) {
            return Ok(());
        }
        access::admit(&row.to, actor, now)
    }
}

fn fits(path: &str, asked: &[&str]) -> bool {
    let mut parts = path.split('/');
    let all = asked
        .iter()
        .all(|asked| parts.next().is_some_and(|part| part == *asked || part.starts_with('{')));
    all && parts.next().is_none()
}

/// Asks the table before any operation sees the call.
pub async fn around<E: Endpoint>(
    table: &Operations,
    endpoint: E,
    request: Request,
) -> poem::Result<Response> {
    let visit = Visit::from_request_without_body(&request).await?;
    table.admit(request.method(), request.uri().path(), visit.actor.as_ref(), visit.now())?;
    endpoint.call(request).await.map(IntoResponse::into_response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_without_a_line_reaches_nothing() {
        let table = Operations::default()
            .are(To::Everyone, &["GET /a/{id}"])
            .are(To::Person, &["GET /a/b"]);
        let admit =
            |method: Method, path: &str| table.admit(&method, path, None, DateTime::UNIX_EPOCH);
        assert!(admit(Method::GET, "/a/7").is_ok());
        assert!(matches!(admit(Method::GET, "/a/b"), Err(Error::LogInNeeded)));
        for path in ["/a", "/a/7/8", "/", "/b/7"] {
            assert!(matches!(admit(Method::GET, path), Err(Error::NotFound(_))));
        }
        assert!(matches!(admit(Method::POST, "/a/7"), Err(Error::NotFound(_))));
    }
}
