//! The same question through DGA's government data exchange (GDX): a token first, then the check.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{Client, Response};
use serde_json::Value;
use tokio::sync::Mutex;
use url::Url;
use zeroize::Zeroizing;

use super::{Claim, Outcome, Verifier};
use crate::{
    clock::Clock,
    config::Secret,
    outbound::{self, Silence},
};

/// A token dies after 60 idle minutes; it is renewed a little earlier.
const IDLE_MINUTES: i64 = 55;

/// Who we are to the gateway.
#[derive(Clone)]
pub struct Credentials {
    /// Sent as the header `Consumer-Key`.
    pub key: Secret,
    /// Given for a token.
    pub secret: Secret,
    /// An officer's thirteen digits or the name of a system.
    pub agent: Secret,
}

/// DGA's gateway.
pub struct Gateway {
    client: Client,
    url: Url,
    credentials: Credentials,
    clock: Arc<dyn Clock>,
    token: Mutex<Option<Token>>,
}

struct Token {
    text: Arc<Zeroizing<String>>,
    used: DateTime<Utc>,
}

/// Why nothing is known.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("{}", .0.code())]
    Silent(Silence),
    #[error("status-{0}")]
    Status(u16),
    #[error("unreadable")]
    Unreadable,
    /// The token is not, or no longer, good.
    #[error("token")]
    Token,
    /// No token is given to us.
    #[error("credentials-{0}")]
    Credentials(u16),
}

impl Gateway {
    /// The gateway at `url`, without `/ws`; each call may take as long as `patience`.
    ///
    /// # Errors
    /// In words, when the address cannot be used.
    pub fn new(
        url: &str,
        credentials: Credentials,
        clock: Arc<dyn Clock>,
        patience: Duration,
    ) -> Result<Self, String> {
        let url = outbound::address("gateway_url", url)?;
        let client = outbound::client(patience)?;
        Ok(Self { client, url, credentials, clock, token: Mutex::default() })
    }

    /// Whether the gateway answers and knows us: asks for a token, and sends nothing about anybody
    /// but the agent.
    ///
    /// # Errors
    /// In words for an administrator.
    pub async fn reach(&self) -> Result<(), String> {
        match self.new_token().await {
            Ok(_) => Ok(()),
            Err(Trouble::Silent(silence)) => Err(silence.to_string()),
            Err(Trouble::Credentials(status)) => Err(format!(
                "it gives no token (status {status}): compare gateway_consumer_key, \
                 gateway_consumer_secret and gateway_agent with what DGA registered, and ask \
                 whether this machine's address is allowed"
            )),
            Err(_) => {
                Err("its answer is no token: is gateway_url the right address, without /ws?".into())
            }
        }
    }

    /// The token in hand, or a new one.
    async fn token(&self) -> Result<Arc<Zeroizing<String>>, Trouble> {
        // Held over the call: those who come meanwhile wait for one token instead of asking for many.
        let mut held = self.token.lock().await;
        let now = self.clock.now();
        if let Some(token) = held.as_mut()
            && now - token.used < chrono::Duration::minutes(IDLE_MINUTES)
        {
            token.used = now;
            return Ok(token.text.clone());
        }
        let text = Arc::new(self.new_token().await?);
        *held = Some(Token { text: text.clone(), used: now });
        Ok(text)
    }

    /// Forgets a token that was refused, unless another one is in its place already.
    async fn forget(&self, refused: &Arc<Zeroizing<String>>) {
        let mut held = self.token.lock().await;
        if held.as_ref().is_some_and(|token| Arc::ptr_eq(&token.text, refused)) {
            *held = None;
        }
    }

    async fn new_token(&self) -> Result<Zeroizing<String>, Trouble> {
        let Credentials { secret, agent, .. } = &self.credentials;
        let query = [("ConsumerSecret", secret.reveal()), ("AgentID", agent.reveal())];
        let answer = self.get("/ws/auth/validate", &query, None).await?;
        let status = answer.status().as_u16();
        if status != 200 {
            return Err(match status {
                400..=499 => Trouble::Credentials(status),
                _ => Trouble::Status(status),
            });
        }
        let body = outbound::read(answer).await.map_err(Trouble::Silent)?;
        let body: Value = serde_json::from_slice(&body).map_err(|_| Trouble::Unreadable)?;
        match body["Result"].as_str().map(str::trim) {
            Some(token) if !token.is_empty() => Ok(Zeroizing::new(token.to_owned())),
            _ => Err(Trouble::Unreadable),
        }
    }

    async fn ask(&self, claim: &Claim) -> Result<Outcome, Trouble> {
        let token = self.token().await?;
        match self.ask_with(&token, claim).await {
            Err(Trouble::Token) => {
                self.forget(&token).await;
                let token = self.token().await?;
                self.ask_with(&token, claim).await
            }
            other => other,
        }
    }

    async fn ask_with(&self, token: &str, claim: &Claim) -> Result<Outcome, Trouble> {
        let birth_date = claim.birth_date.to_registry();
        let query = [
            ("CitizenID", claim.citizen_id.digits()),
            ("FirstName", claim.first_name.as_str()),
            ("LastName", claim.printed_last_name()),
            ("BEBirthDate", birth_date.as_str()),
            ("LaserCode", claim.laser_code.reveal()),
        ];
        let answer = self.get("/ws/dopa/verification/personal", &query, Some(token)).await?;
        let status = answer.status().as_u16();
        let body = outbound::read(answer).await.map_err(Trouble::Silent)?;
        judge(status, &body)
    }

    /// The query is personal or secret: it stands in no error, and nobody may log this address.
    async fn get(
        &self,
        path: &str,
        query: &[(&str, &str)],
        token: Option<&str>,
    ) -> Result<Response, Trouble> {
        // Spaces as %20: a plus sign would be a plus sign to some who read it.
        let pairs = query.iter().map(|(name, value)| {
            format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))
        });
        let pairs = Zeroizing::new(pairs.collect::<Vec<_>>().join("&"));
        let mut url = self.url.clone();
        url.set_path(&format!("{}{path}", self.url.path().trim_end_matches('/')));
        url.set_query(Some(&pairs));
        let mut request = self.client.get(url);
        request = request.header("Consumer-Key", self.credentials.key.reveal());
        if let Some(token) = token {
            request = request.header("Token", token);
        }
        request.send().await.map_err(|error| Trouble::Silent(Silence::of(&error)))
    }
}

/// What an answer means. The gateway says no with status 500 and a number in brackets, so that is
/// looked for before such an answer counts as an outage.
fn judge(status: u16, body: &[u8]) -> Result<Outcome, Trouble> {
    let text = String::from_utf8_lossy(body);
    match status {
        200 => match serde_json::from_slice::<Value>(body).map(|body| body["Result"].as_bool()) {
            Ok(Some(true)) => Ok(Outcome::Confirmed),
            Ok(Some(false)) => Ok(Outcome::Refused("gateway-false")),
            _ => Err(Trouble::Unreadable),
        },
        500 if says(&text, "[2]") => Ok(Outcome::Refused("gateway-2")),
        500 if says(&text, "[4]") => Ok(Outcome::Refused("gateway-4")),
        401 => Err(Trouble::Token),
        _ if text.to_ascii_lowercase().contains("token") => Err(Trouble::Token),
        other => Err(Trouble::Status(other)),
    }
}

/// Whether a message begins with `number`: the answer itself, or a text inside it. An index in a
/// trace, as in `row[2]`, is none.
fn says(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | ':' | '>' | '\u{feff}'))
    })
}

impl Verifier for Gateway {
    fn source(&self) -> &'static str {
        "gateway"
    }

    fn check<'a>(&'a self, claim: &'a Claim) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            self.ask(claim).await.unwrap_or_else(|trouble| {
                if matches!(trouble, Trouble::Credentials(_)) {
                    tracing::error!(source = "gateway", code = %trouble, "the identity source does not know us: run `rian check`");
                } else {
                    tracing::warn!(source = "gateway", code = %trouble, "the identity source gives no answer");
                }
                Outcome::Unreachable
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_brackets_begins_a_message() {
        for text in
            ["[2] x", "\u{feff}[2] x", "{\"Message\": \"[2] x\"}", "Error: [2]", "Error:[2]"]
        {
            assert!(says(text, "[2]"), "{text}");
        }
        for text in ["row[2]", "[4] x", "2", ""] {
            assert!(!says(text, "[2]"), "{text}");
        }
    }
}
