//! What a provider publishes of itself, its endpoints and keys; kept a while and asked for again.

use std::sync::{Arc, PoisonError};

use chrono::{DateTime, Duration, Utc};
use openidconnect::{
    AuthUrl, DiscoveryError, JsonWebKeySetUrl, TokenUrl, UserInfoUrl,
    core::{CoreJsonWebKeySet, CoreProviderMetadata},
};
use url::Url;

use super::{Provider, http::Fault};

/// How long what was published is used without asking again.
const FRESH: Duration = Duration::hours(1);

/// How long it is used while the provider does not answer.
const STALE: Duration = Duration::hours(24);

/// How soon it is asked for again because of a key nobody knows: anyone can invent one.
const RENEW_AFTER: Duration = Duration::minutes(1);

/// Endpoints set by hand, for a provider that publishes none.
pub struct ByHand {
    /// Where people are sent.
    pub authorize: String,
    /// Where codes are exchanged.
    pub token: String,
    /// Where claims are asked for.
    pub userinfo: Option<String>,
    /// Where the keys are.
    pub jwks: String,
}

/// Endpoints and keys.
pub struct Known {
    /// Where people are sent.
    pub authorize: AuthUrl,
    /// Where codes are exchanged.
    pub token: TokenUrl,
    /// Where claims are asked for.
    pub userinfo: Option<UserInfoUrl>,
    /// Public keys of its signatures.
    pub keys: CoreJsonWebKeySet,
}

/// What is kept, and since when.
pub struct Cached {
    at: DateTime<Utc>,
    known: Arc<Known>,
}

impl Provider {
    /// Endpoints and keys, as kept or as published now.
    ///
    /// # Errors
    /// In words, when nothing is kept and the provider does not tell.
    pub async fn known(&self, now: DateTime<Utc>) -> Result<Arc<Known>, String> {
        let kept = self.kept();
        if let Some((at, known)) = &kept
            && now - *at < FRESH
        {
            return Ok(known.clone());
        }
        match (self.renew(now).await, kept) {
            (Err(reason), Some((at, known))) if now - at < STALE => {
                let provider = self.kind.code();
                tracing::warn!(provider, %reason, "an identity provider's keys are not renewed");
                Ok(known)
            }
            (outcome, _) => outcome,
        }
    }

    /// Endpoints and keys as published now, for a key that is not among those kept; `None` when
    /// they were asked for a moment ago.
    pub async fn known_anew(&self, now: DateTime<Utc>) -> Option<Arc<Known>> {
        match self.kept() {
            Some((at, _)) if now - at < RENEW_AFTER => None,
            _ => self.renew(now).await.ok(),
        }
    }

    /// The page for people, if it is known by now.
    pub(super) fn known_page(&self) -> Option<Url> {
        match &self.by_hand {
            Some(by_hand) => Url::parse(&by_hand.authorize).ok(),
            None => self.kept().map(|(_, known)| known.authorize.url().clone()),
        }
    }

    fn kept(&self) -> Option<(DateTime<Utc>, Arc<Known>)> {
        let cached = self.cached.lock().unwrap_or_else(PoisonError::into_inner);
        cached.as_ref().map(|cached| (cached.at, cached.known.clone()))
    }

    /// Asks the provider, and keeps what it says.
    async fn renew(&self, now: DateTime<Utc>) -> Result<Arc<Known>, String> {
        let known = Arc::new(self.fetch().await?);
        let mut cached = self.cached.lock().unwrap_or_else(PoisonError::into_inner);
        *cached = Some(Cached { at: now, known: known.clone() });
        Ok(known)
    }

    async fn fetch(&self) -> Result<Known, String> {
        let known = match &self.by_hand {
            Some(by_hand) => {
                let parse = |error: url::ParseError| error.to_string();
                let jwks = JsonWebKeySetUrl::new(by_hand.jwks.clone()).map_err(parse)?;
                let userinfo = by_hand.userinfo.clone().map(UserInfoUrl::new).transpose();
                Known {
                    authorize: AuthUrl::new(by_hand.authorize.clone()).map_err(parse)?,
                    token: TokenUrl::new(by_hand.token.clone()).map_err(parse)?,
                    userinfo: userinfo.map_err(parse)?,
                    keys: CoreJsonWebKeySet::fetch_async(&jwks, &self.http)
                        .await
                        .map_err(|error| words("the address of its keys", &error))?,
                }
            }
            None => {
                let found = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.http);
                let found = found.await.map_err(|error| words("its discovery document", &error))?;
                let token = found.token_endpoint().cloned();
                Known {
                    authorize: found.authorization_endpoint().clone(),
                    token: token.ok_or("its discovery document names no token endpoint")?,
                    userinfo: found.userinfo_endpoint().cloned(),
                    keys: found.jwks().clone(),
                }
            }
        };
        for url in [known.authorize.url(), known.token.url()]
            .into_iter()
            .chain(known.userinfo.as_ref().map(|it| it.url()))
        {
            super::address(url.as_str())
                .map_err(|_| "its discovery document names an address without https".to_owned())?;
        }
        if known.keys.keys().is_empty() {
            return Err("it publishes no keys, so its signatures cannot be checked".into());
        }
        Ok(known)
    }
}

/// What went wrong while asking for `part`, in words.
fn words(part: &str, error: &DiscoveryError<Fault>) -> String {
    match error {
        DiscoveryError::Request(fault) => format!("{part}: {fault}"),
        DiscoveryError::Response(status, ..) if status.is_success() => {
            format!("{part}: it answers with something that is no JSON")
        }
        DiscoveryError::Response(status, ..) => {
            format!("{part}: it answers with status {}", status.as_u16())
        }
        DiscoveryError::Parse(error) => format!("{part} cannot be read: {error}"),
        DiscoveryError::Validation(reason) => {
            format!("{part} is another issuer's: {reason}; set the issuer exactly as published")
        }
        _ => format!("{part} cannot be read"),
    }
}
