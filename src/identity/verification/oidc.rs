//! Identity providers that people sign in through: ThaID and DGA Digital ID, by OpenID Connect.
//!
//! Code flow with PKCE. A provider's tokens prove who somebody is once; they are not kept, and they
//! are never our own log-in. Sources: OpenID Connect Core 1.0, RFC 6749, RFC 7636, RFC 9207.

pub mod assertion;
pub mod check;
pub mod completion;
mod digital_id;
mod exchange;
pub mod failure;
pub mod flow;
mod http;
mod metadata;
pub mod settle;
mod thaid;

use std::sync::Mutex;

use chrono::{DateTime, Utc};
use openidconnect::{ClientId, ClientSecret, IssuerUrl, RedirectUrl};
use url::Url;

use self::{
    http::Http,
    metadata::{ByHand, Cached},
};
use super::policy::Route;
use crate::config::{Config, Secret};

/// Which provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// ThaID, of the Department of Provincial Administration (DOPA).
    Thaid,
    /// Digital ID, of the Digital Government Development Agency (DGA).
    DigitalId,
}

impl Kind {
    /// Every provider, in the order of their buttons.
    pub const ALL: [Self; 2] = [Self::Thaid, Self::DigitalId];

    /// The name in addresses, database and audit; the same as its route's.
    pub fn code(self) -> &'static str {
        self.route().code()
    }

    /// The provider with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The name that people know it by, in both languages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Thaid => "ThaID",
            Self::DigitalId => "DGA Digital ID",
        }
    }

    /// The route of verification that an assertion of it counts for.
    pub fn route(self) -> Route {
        match self {
            Self::Thaid => Route::Thaid,
            Self::DigitalId => Route::DigitalId,
        }
    }

    /// What is asked for, beside `openid`.
    fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::Thaid => &thaid::SCOPES,
            Self::DigitalId => &digital_id::SCOPES,
        }
    }
}

/// One provider that is set up.
pub struct Provider {
    /// Which.
    pub kind: Kind,
    issuer: IssuerUrl,
    client_id: ClientId,
    /// As it is sent: transformed where the provider wants that.
    client_secret: ClientSecret,
    by_hand: Option<ByHand>,
    callback: RedirectUrl,
    http: Http,
    cached: Mutex<Option<Cached>>,
}

impl Provider {
    /// The address to register with the provider, where people come back to.
    pub fn callback(&self) -> &str {
        self.callback.as_str()
    }

    /// Origins that a form may lead to: the issuer's, and that of its page for people.
    fn origins(&self) -> Vec<String> {
        let mut origins = vec![self.issuer.url().origin().ascii_serialization()];
        if let Some(page) = self.known_page() {
            let origin = page.origin().ascii_serialization();
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        origins
    }
}

/// Every provider that is set up.
#[derive(Default)]
pub struct Providers(Vec<Provider>);

impl Providers {
    /// Reads the settings: providers that can be used, and in words what is wrong.
    pub fn read(config: &Config) -> (Self, Vec<String>) {
        let (mut providers, mut wrong) = (Vec::new(), Vec::new());
        for kind in Kind::ALL {
            match provider(config, kind) {
                Ok(provider) => providers.extend(provider),
                Err(found) => wrong.extend(found),
            }
        }
        (Self(providers), wrong)
    }

    /// All of them, in the order of their buttons.
    pub fn all(&self) -> &[Provider] {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The provider of an address of ours, if it is set up.
    pub fn named(&self, code: &str) -> Option<&Provider> {
        self.0.iter().find(|provider| provider.kind.code() == code)
    }

    /// Asks each provider for its endpoints and keys ahead of time; one that does not answer is
    /// asked again when somebody needs it.
    pub async fn warm(&self, now: DateTime<Utc>) {
        for provider in &self.0 {
            if let Err(reason) = provider.known(now).await {
                let provider = provider.kind.code();
                tracing::warn!(provider, %reason, "an identity provider does not answer");
            }
        }
    }

    /// Origins that forms of ours lead to.
    pub fn origins(&self) -> Vec<String> {
        self.0.iter().flat_map(Provider::origins).collect()
    }
}

/// One provider from its settings; none when it is off.
fn provider(config: &Config, kind: Kind) -> Result<Option<Provider>, Vec<String>> {
    let (name, issuer, id, secret) = match kind {
        Kind::Thaid => {
            ("thaid", &config.thaid_issuer, &config.thaid_client_id, &config.thaid_client_secret)
        }
        Kind::DigitalId => (
            "digital_id",
            &config.digital_id_issuer,
            &config.digital_id_client_id,
            &config.digital_id_client_secret,
        ),
    };
    let id = id.as_deref().map(str::trim).filter(|id| !id.is_empty());
    let secret = secret.as_ref().map(Secret::reveal).filter(|secret| !secret.trim().is_empty());
    let by_hand = if kind == Kind::DigitalId { digital_id::by_hand(config) } else { Ok(None) };
    let (id, secret) = match (id, secret) {
        (None, None) if matches!(by_hand, Ok(None)) => return Ok(None),
        (None, None) => {
            return Err(vec!["digital_id_…_url is set, and digital_id_client_id is not".into()]);
        }
        (None, Some(_)) => {
            return Err(vec![format!("{name}_client_secret is set, and {name}_client_id is not")]);
        }
        (Some(_), None) => {
            return Err(vec![format!("{name}_client_id is set, and {name}_client_secret is not")]);
        }
        (Some(id), Some(secret)) => (id, secret),
    };
    let mut wrong = Vec::new();
    let callback = config.url(&format!("/sign-ins/{}/callback", kind.code()));
    if let Err(error) = address(&callback) {
        wrong.push(format!(
            "{} needs a base_url that {error}: people come back to {callback}",
            kind.name()
        ));
    }
    if let Err(error) = address(issuer) {
        wrong.push(format!("{name}_issuer {error}"));
    }
    let by_hand = by_hand.unwrap_or_else(|error| {
        wrong.push(error);
        None
    });
    let http = Http::new().map_err(|error| wrong.push(error)).ok();
    let urls = (IssuerUrl::new(issuer.clone()).ok(), RedirectUrl::new(callback).ok());
    let ((Some(issuer), Some(callback)), Some(http), true) = (urls, http, wrong.is_empty()) else {
        return Err(wrong);
    };
    let secret = match kind {
        Kind::Thaid => secret.to_owned(),
        Kind::DigitalId => digital_id::password(secret),
    };
    Ok(Some(Provider {
        kind,
        issuer,
        client_id: ClientId::new(id.to_owned()),
        client_secret: ClientSecret::new(secret),
        by_hand,
        callback,
        http,
        cached: Mutex::new(None),
    }))
}

/// Reads an address that secrets travel to: over TLS, or on this machine alone.
fn address(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("is no address ({error})"))?;
    let is_here = match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    if url.scheme() == "https" || (url.scheme() == "http" && is_here) {
        Ok(url)
    } else {
        Err("begins with https://".into())
    }
}
