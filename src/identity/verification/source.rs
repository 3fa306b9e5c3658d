//! Which identity source an installation has, as its configuration says, and whether it may be used.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    Verifier,
    breaker::Breaker,
    card_status::CardStatus,
    dopa::Dopa,
    gateway::{Credentials, Gateway},
};
use crate::{
    clock::Clock,
    config::{Config, Secret},
    metrics::Metrics,
    outbound, thai,
};

/// A configured source.
pub enum Source {
    /// DOPA's card check, with the document that entitles the agency to it.
    Dopa(Arc<Dopa>, Entitlement),
    /// DGA's gateway.
    Gateway(Arc<Gateway>),
}

/// The document by which DOPA lets the agency check laser codes.
#[derive(Debug, PartialEq, Eq)]
pub struct Entitlement {
    /// Its number.
    pub number: String,
    /// Its day.
    pub date: NaiveDate,
    /// What it allows.
    pub scope: String,
}

impl Entitlement {
    /// Reads `number; date; scope`.
    ///
    /// # Errors
    /// In words.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut parts = text.splitn(3, ';').map(str::trim).filter(|part| !part.is_empty());
        let (Some(number), Some(date), Some(scope)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err("dopa_entitlement: write number, date and scope of DOPA's permission with \
                semicolons between, such as \"มท 0309.4/999; 1 เม.ย. 2569; เลขประจำตัว ชื่อ วันเกิด เลเซอร์โค้ด\""
                .into());
        };
        let date = thai::date::read(date)
            .map_err(|_| format!("dopa_entitlement: “{date}” is not a date, such as 2026-04-01"))?;
        Ok(Self { number: number.to_owned(), date, scope: scope.to_owned() })
    }
}

impl Source {
    /// The source that the configuration names; none where it names none. The demonstration has its
    /// own and none of these.
    ///
    /// # Errors
    /// In words for an administrator: which setting is missing or wrong.
    pub fn of(config: &Config, clock: Arc<dyn Clock>) -> Result<Option<Self>, String> {
        if config.demo {
            return Ok(None);
        }
        match config.identity_source.trim() {
            "" => Ok(None),
            "dopa" => {
                let entitlement = config.dopa_entitlement.as_deref().unwrap_or_default();
                if entitlement.trim().is_empty() {
                    return Err(
                        "dopa_entitlement is missing: laser codes may be checked only by an \
                        agency that DOPA entitled to it; write number, date and scope of that \
                        document"
                            .into(),
                    );
                }
                let entitlement = Entitlement::read(entitlement)?;
                let dopa = Dopa::new(&config.dopa_url, outbound::PATIENCE)?;
                Ok(Some(Self::Dopa(Arc::new(dopa), entitlement)))
            }
            "gateway" => {
                let credentials = credentials(config)?;
                let url = &config.gateway_url;
                let gateway = Gateway::new(url, credentials, clock, outbound::PATIENCE)?;
                Ok(Some(Self::Gateway(Arc::new(gateway))))
            }
            other => Err(format!(
                "identity_source is “{other}”: it can be “dopa” or “gateway”, or be left out"
            )),
        }
    }

    /// The source behind its breaker, as sign-up asks it.
    pub fn verifier(&self, clock: Arc<dyn Clock>, metrics: Arc<Metrics>) -> Arc<dyn Verifier> {
        let source: Arc<dyn Verifier> = match self {
            Self::Dopa(dopa, _) => dopa.clone(),
            Self::Gateway(gateway) => gateway.clone(),
        };
        Arc::new(Breaker::new(source, clock, metrics))
    }

    /// The same source as desks ask it about a card that was read, where it can be asked.
    pub fn card_status(&self) -> Option<Arc<dyn CardStatus>> {
        match self {
            Self::Dopa(dopa, _) => Some(dopa.clone()),
            Self::Gateway(_) => None,
        }
    }

    /// Reaches the source without sending anything about anybody; says what was found.
    ///
    /// # Errors
    /// In words for an administrator.
    pub async fn reach(&self) -> Result<String, String> {
        match self {
            Self::Dopa(dopa, entitlement) => {
                dopa.reach().await.map_err(|why| format!("DOPA's card check: {why}"))?;
                let Entitlement { number, date, scope } = entitlement;
                Ok(format!("DOPA's card check answers; entitled by {number} of {date}: {scope}"))
            }
            Self::Gateway(gateway) => {
                gateway.reach().await.map_err(|why| format!("DGA's gateway: {why}"))?;
                Ok("DGA's gateway answers and gave a token".into())
            }
        }
    }

    /// Says in the log which source serves, and by what right.
    pub fn announce(&self) {
        match self {
            Self::Dopa(_, Entitlement { number, date, scope }) => {
                tracing::info!(source = "dopa", entitlement = number, %date, scope, "identity source");
            }
            Self::Gateway(_) => tracing::info!(source = "gateway", "identity source"),
        }
    }
}

fn credentials(config: &Config) -> Result<Credentials, String> {
    let mut missing = Vec::new();
    let mut given = |name: &'static str, secret: &Option<Secret>| {
        let secret = secret.clone().unwrap_or_default();
        if secret.reveal().trim().is_empty() {
            missing.push(name);
        }
        secret
    };
    let credentials = Credentials {
        key: given("gateway_consumer_key", &config.gateway_consumer_key),
        secret: given("gateway_consumer_secret", &config.gateway_consumer_secret),
        agent: given("gateway_agent", &config.gateway_agent),
    };
    if missing.is_empty() {
        return Ok(credentials);
    }
    Err(format!("{} missing: DGA gives them when the system is registered", missing.join(", ")))
}
