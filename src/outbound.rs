//! Asking others: the one HTTP client for services outside, and why one of them gave no answer.

use std::{error::Error, io, time::Duration};

use reqwest::{Client, Response, redirect::Policy};
use url::{Host, Url};

/// How long a service may take, from the first byte sent to the last one read.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// The most that an answer may weigh, in bytes.
pub const ANSWER_LIMIT: usize = 64 * 1024;

/// Why there was no answer to read. It never holds an address or a value that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Silence {
    /// The host has no address.
    #[error("the name of the host is not found: is it spelt right, and does DNS work here?")]
    Name,
    /// Nobody takes the connection.
    #[error("no connection: does a firewall, here or there, keep this machine out?")]
    Connection,
    /// The other side does not prove who it is.
    #[error(
        "TLS fails, for instance because the certificate is not trusted: is the address right, \
         and are this machine's certificate authorities (ca-certificates) up to date?"
    )]
    Tls,
    /// It took too long.
    #[error("no answer within the time allowed")]
    Time,
    /// The answer stopped in the middle.
    #[error("the connection ended before the answer did")]
    Broken,
    /// The answer is larger than `ANSWER_LIMIT`.
    #[error("the answer is larger than 64 KB")]
    TooLarge,
}

impl Silence {
    /// What went wrong with a call, without its address.
    pub fn of(error: &reqwest::Error) -> Self {
        if error.is_timeout() {
            return Self::Time;
        }
        let mut cause = error.source();
        while let Some(it) = cause {
            if is_tls(it) {
                return Self::Tls;
            }
            if it.to_string().starts_with("dns error") {
                return Self::Name;
            }
            cause = it.source();
        }
        if error.is_connect() { Self::Connection } else { Self::Broken }
    }

    /// A stable word for logs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Connection => "connection",
            Self::Tls => "tls",
            Self::Time => "time",
            Self::Broken => "broken",
            Self::TooLarge => "too-large",
        }
    }
}

/// Whether TLS failed; errors of input and output hide what they wrap from their `source`.
fn is_tls(error: &(dyn Error + 'static)) -> bool {
    let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    error.is::<rustls::Error>() || wrapped.is_some_and(|inner| is_tls(inner))
}

/// Says once for this process which cryptography TLS uses; without it no client can be built.
pub fn prepare() {
    // Whoever comes second finds the first one's choice, which is the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// A client that verifies certificates, follows no redirect, and goes through no proxy: what it
/// sends is personal, and a proxy may keep a log of addresses.
///
/// # Errors
/// In words, when this machine trusts no certificate authority.
pub fn client(patience: Duration) -> Result<Client, String> {
    prepare();
    Client::builder()
        .timeout(patience)
        .redirect(Policy::none())
        .no_proxy()
        .user_agent("rian")
        .build()
        .map_err(|_| "TLS cannot be set up: install this machine's ca-certificates".to_owned())
}

/// Reads an answer whole, up to `ANSWER_LIMIT`.
///
/// # Errors
/// `TooLarge`, or why it ended early.
pub async fn read(mut response: Response) -> Result<Vec<u8>, Silence> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| Silence::of(&error))? {
        if body.len() + chunk.len() > ANSWER_LIMIT {
            return Err(Silence::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Reads the address of a service: https, or http on this machine alone.
///
/// # Errors
/// In words, naming the `setting`.
pub fn address(setting: &str, text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("{setting}: {error}"))?;
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    if url.scheme() != "https" && !(url.scheme() == "http" && here) {
        return Err(format!("{setting}: must begin with https://, what is sent there is personal"));
    }
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() {
        return Err(format!("{setting}: takes no user, password or query"));
    }
    Ok(url)
}
