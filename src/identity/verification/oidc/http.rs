//! Lends our own HTTP client to the OpenID Connect library: TLS verified, no redirects, bounded.

use std::{future::Future, pin::Pin, time::Duration};

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};

use crate::outbound;

/// How long one call may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The most that an answer may weigh, in bytes.
const LIMIT: usize = 256 * 1024;

/// Why a call had no answer; without address and content, since both may be personal.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Nobody answers there, or not in time.
    #[error("it does not answer ({0})")]
    Silent(String),
    /// It answers with a fault of its own.
    #[error("it answers with status {0}")]
    Status(u16),
    /// It says more than anybody needs to.
    #[error("its answer is larger than 256 KB")]
    TooLarge,
    /// The request or the answer cannot be put together.
    #[error("the answer cannot be read")]
    Unreadable,
}

/// The client.
pub struct Http(reqwest::Client);

impl Http {
    /// Makes the client.
    ///
    /// # Errors
    /// In words, when the system's certificates cannot be read.
    pub fn new() -> Result<Self, String> {
        outbound::client(PATIENCE).map(Self)
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Fault> {
        let silent = |error: reqwest::Error| {
            let word = if error.is_timeout() {
                "it took too long"
            } else if error.is_connect() {
                "no connection"
            } else {
                "the connection broke"
            };
            Fault::Silent(word.to_owned())
        };
        let request = reqwest::Request::try_from(request).map_err(|_| Fault::Unreadable)?;
        let mut answer = self.0.execute(request).await.map_err(silent)?;
        if answer.status().is_server_error() {
            return Err(Fault::Status(answer.status().as_u16()));
        }
        let mut kept = openidconnect::http::Response::builder().status(answer.status());
        for (name, value) in answer.headers() {
            kept = kept.header(name, value);
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(silent)? {
            if body.len() + chunk.len() > LIMIT {
                return Err(Fault::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        kept.body(body).map_err(|_| Fault::Unreadable)
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = Fault;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Fault>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
