//! The server, as the agent sees it: four requests, and what can go wrong with each.

use std::time::Duration;

use ed25519_dalek::SigningKey;
use reqwest::{Client, Response, StatusCode, header, redirect::Policy};
use rian::{
    clock::{SystemRandom, bytes},
    identity::desk_protocol::{
        Accepted, CardRead, Challenge, Encoded, Enrolled, Enrolment, Hello, ReadFailure, paths,
    },
};
use serde::{Serialize, de::DeserializeOwned};
use url::{Host, Url};

use crate::{
    clocks::Clocks,
    words::{self, Words},
};

/// Longer than the 25 seconds for which the server holds a poll.
const PATIENCE: Duration = Duration::from_secs(45);

/// The server and the clock that is set beside its own.
pub struct Server {
    base: String,
    client: Client,
    pub clocks: Clocks,
}

/// Why a request did not succeed.
pub enum Trouble {
    /// No answer, or none that is understood: trying later is right.
    Later(Words),
    /// The server understood and refused.
    Refused {
        /// The last part of the problem's `type`.
        slug: String,
        words: Words,
    },
}

impl Trouble {
    pub fn words(self) -> Words {
        match self {
            Self::Later(words) | Self::Refused { words, .. } => words,
        }
    }
}

impl Server {
    /// The server at `address`: HTTPS, or HTTP to this same device in tests.
    pub fn at(address: &str) -> Result<Self, Words> {
        let wrong = || {
            Words::new(
                "ที่อยู่เซิร์ฟเวอร์ต้องขึ้นต้นด้วย https://",
                "The address of the server must begin with https://",
            )
        };
        let url = Url::parse(address).map_err(|_| wrong())?;
        let here = match url.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            _ => false,
        };
        if url.scheme() != "https" && !(url.scheme() == "http" && here) {
            return Err(wrong());
        }
        // A signed body belongs to this server alone, so it follows no redirect.
        let client = Client::builder()
            .redirect(Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .timeout(PATIENCE)
            .user_agent(concat!("card-agent/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| unreachable(&error.without_url()))?;
        let base = address.trim_end_matches('/').to_owned();
        Ok(Self { base, client, clocks: Clocks::default() })
    }

    /// Becomes the agent of a desk.
    pub async fn enrol(&self, enrolment: &Enrolment) -> Result<Enrolled, Trouble> {
        read(self.post(paths::AGENTS, enrolment).await?).await
    }

    /// Waits for a challenge; `None` when there was none for a while.
    pub async fn challenge(
        &self,
        key: &SigningKey,
        agent_id: &str,
    ) -> Result<Option<Challenge>, Trouble> {
        let nonce = Encoded(bytes(&SystemRandom));
        let hello = Hello::sign(key, agent_id, self.clocks.now(), nonce);
        let response = self.post(paths::CHALLENGES, &hello).await?;
        if response.status() == StatusCode::NO_CONTENT {
            return Ok(None);
        }
        read(response).await.map(Some)
    }

    /// Hands in a read.
    pub async fn report(&self, card: &CardRead) -> Result<Accepted, Trouble> {
        read(self.post(paths::READS, card).await?).await
    }

    /// Tells that there was none.
    pub async fn report_failure(&self, failure: &ReadFailure) -> Result<(), Trouble> {
        self.post(paths::FAILURES, failure).await.map(drop)
    }

    async fn post(&self, path: &str, body: &impl Serialize) -> Result<Response, Trouble> {
        let sent = self
            .client
            .post(format!("{}{path}", self.base))
            .header(header::ACCEPT_LANGUAGE, "th")
            .json(body)
            .send()
            .await;
        let response = sent.map_err(|error| Trouble::Later(unreachable(&error.without_url())))?;
        let date = response.headers().get(header::DATE);
        self.clocks.heard(date.and_then(|date| date.to_str().ok()));
        if response.status().is_success() { Ok(response) } else { Err(refusal(response).await) }
    }
}

/// A problem after RFC 9457, of which the agent needs the type and the words.
#[derive(serde::Deserialize)]
struct Problem {
    r#type: String,
    #[serde(default)]
    title: String,
    /// Says more than the title, where there is one.
    detail: Option<String>,
}

async fn refusal(response: Response) -> Trouble {
    let status = response.status();
    match response.json::<Problem>().await {
        Ok(problem) => {
            let slug = problem.r#type.rsplit('/').next().unwrap_or_default().to_owned();
            let words =
                words::problem(&slug, &words::plain(&problem.detail.unwrap_or(problem.title)));
            if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
                return Trouble::Later(words);
            }
            Trouble::Refused { slug, words }
        }
        Err(_) => Trouble::Later(Words::new(
            format!("เซิร์ฟเวอร์ตอบว่า {status}"),
            format!("The server answered {status}"),
        )),
    }
}

async fn read<T: DeserializeOwned>(response: Response) -> Result<T, Trouble> {
    response.json().await.map_err(|_| {
        Trouble::Later(Words::new(
            "ไม่เข้าใจคำตอบของเซิร์ฟเวอร์ โปรดปรับปรุงโปรแกรม card-agent เป็นรุ่นล่าสุด",
            "The server's answer is not understood. Bring card-agent up to date.",
        ))
    })
}

fn unreachable(error: &reqwest::Error) -> Words {
    // The chain of causes tells "connection refused" from "unknown certificate".
    let mut cause = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        cause = inner.to_string();
        source = inner.source();
    }
    Words::new(
        format!("ติดต่อเซิร์ฟเวอร์ไม่ได้ ({cause})"),
        format!("The server cannot be reached ({cause})"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_device_is_spoken_to_without_tls() {
        let _ = rustls::crypto::ring::default_provider().install_default();
        for address in ["https://rian.example.go.th", "http://127.0.0.1:8000/", "http://[::1]:1"] {
            assert!(Server::at(address).is_ok(), "{address}");
        }
        for address in [
            "http://rian.example.go.th",
            "http://localhost",
            "ftp://127.0.0.1",
            "rian",
            "http://10.0.0.1",
        ] {
            assert!(Server::at(address).is_err(), "{address}");
        }
    }
}
