//! Verification: the facts found, by whom and how. A route answers a claim; what it found is kept.

pub mod breaker;
pub mod demo;
pub mod dopa;
pub mod gateway;
pub mod pending;
pub mod soap;
pub mod source;

use futures_util::future::BoxFuture;
use serde_json::json;

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

/// An identity source.
pub trait Verifier: Send + Sync {
    /// The name of the route: `laser`, later `thaid`, `desk`.
    fn route(&self) -> &'static str;

    /// Compares a claim with the source.
    fn check<'a>(&'a self, claim: &'a Claim) -> BoxFuture<'a, Outcome>;
}

/// Keeps what was found.
pub async fn record(tx: &mut Tx, person: &PersonId, route: &str, outcome: Outcome) -> Result<()> {
    let word = outcome.word();
    let reason = match outcome {
        Outcome::Refused(reason) => Some(reason),
        Outcome::Confirmed | Outcome::Unreachable => None,
    };
    let (id, now) = (tx.fresh_id(), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into verification_check (id, person_id, route, outcome, reason, at)
             values ($1, $2, $3, $4, $5, $6)"
        )
        .bind(id)
        .bind(person)
        .bind(route)
        .bind(word)
        .bind(reason)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let facts = json!({"route": route, "outcome": word, "reason": reason});
    audit::record(tx, Some(person), "verification.checked", person.as_str(), facts).await
}
