//! Verification: the facts found, by whom and how. A route answers a claim; what it found is kept.

pub mod breaker;
pub mod card_status;
pub mod demo;
pub mod dopa;
pub mod doubt;
pub mod gateway;
pub mod history;
pub mod oidc;
pub mod pending;
pub mod policy;
pub mod soap;
pub mod source;
pub mod standing;

use futures_util::future::BoxFuture;
use serde_json::json;

use self::policy::{Facts, Route};
use crate::{
    audit,
    db::Tx,
    error::Result,
    id::PersonId,
    identity::{citizen_id::CitizenId, laser_code::LaserCode},
    sql,
    thai::date::BirthDate,
};

/// What a person says about themselves, to be compared with the source. The prefix is not sent.
#[derive(Clone)]
pub struct Claim {
    /// The number of the card.
    pub citizen_id: CitizenId,
    /// The code on its back.
    pub laser_code: LaserCode,
    /// Given name as on the card.
    pub first_name: String,
    /// Family name as on the card.
    pub last_name: String,
    /// As far as the card says.
    pub birth_date: BirthDate,
}

impl Claim {
    /// The family name as cards without one print it; registries call an empty value incomplete.
    fn printed_last_name(&self) -> &str {
        if self.last_name.is_empty() { "-" } else { &self.last_name }
    }
}

/// What a source answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The data belong to a live card.
    Confirmed,
    /// They do not; the reason is for staff, the person gets one wording for all.
    Refused(&'static str),
    /// No answer. Nothing is known, and asking again is right.
    Unreachable,
}

impl Outcome {
    /// The word for it in rows and metrics.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Refused(_) => "refused",
            Self::Unreachable => "unreachable",
        }
    }
}

/// An identity source that is asked with the data typed from a card.
pub trait Verifier: Send + Sync {
    /// The name of the source, kept among the facts: `demo`, `dopa`, `gateway`.
    fn source(&self) -> &'static str;

    /// Compares a claim with the source.
    fn check<'a>(&'a self, claim: &'a Claim) -> BoxFuture<'a, Outcome>;
}

/// The facts of a source's answer to typed data.
pub fn facts_of(source: &str, outcome: Outcome) -> Facts {
    let result = match outcome {
        Outcome::Confirmed => None,
        Outcome::Refused(reason) => Some(reason.to_owned()),
        Outcome::Unreachable => Some("unreachable".to_owned()),
    };
    let card_is_live = outcome == Outcome::Confirmed;
    Facts { source: Some(source.to_owned()), result, card_is_live, ..Facts::default() }
}

/// Keeps what was found; `by` is the officer or the person who did it, if anybody did.
pub async fn record(
    tx: &mut Tx,
    by: Option<&PersonId>,
    person: &PersonId,
    route: Route,
    outcome: Outcome,
    facts: &Facts,
) -> Result<()> {
    let word = outcome.word();
    let reason = match outcome {
        Outcome::Refused(reason) => Some(reason),
        Outcome::Confirmed | Outcome::Unreachable => None,
    };
    let (id, now) = (tx.fresh_id(), tx.now());
    let kept = sqlx::types::Json(serde_json::to_value(facts)?);
    sql!(
        tx,
        sqlx::query(
            "insert into verification_check (id, person_id, route, outcome, reason, facts, at)
             values ($1, $2, $3, $4, $5, $6, $7)"
        )
        .bind(id)
        .bind(person)
        .bind(route.code())
        .bind(word)
        .bind(reason)
        .bind(&kept)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let told = json!({"route": route.code(), "outcome": word, "reason": reason});
    audit::record(tx, by, "verification.checked", person.as_str(), told).await
}
