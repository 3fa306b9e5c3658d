//! One's own verification as JSON: where it stands, at which level, and every check.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, payload::Json};

use crate::{
    error::Result,
    identity::verification::history,
    web::{openapi::Signed, visitor::Visit},
};

/// Verification.
pub struct VerificationApi;

/// Where a person's verification stands.
#[derive(Object)]
struct OwnVerification {
    /// `pending`, `verified`, `refused` or `none`.
    state: String,
    /// By which route.
    route: Option<String>,
    /// Since when.
    verified_at: Option<DateTime<Utc>>,
    /// Identity assurance level by the policy in force; null where the facts carry none.
    level: Option<String>,
    /// The edition of that policy.
    policy: Option<String>,
    /// What is open, as codes: `card_status_unknown`, `level_not_asserted`.
    flags: Vec<String>,
    /// Every check, the newest first.
    checks: Vec<OwnCheck>,
}

/// One check.
#[derive(Object)]
struct OwnCheck {
    /// By which route.
    route: String,
    /// `confirmed`, `refused` or `unreachable`.
    outcome: String,
    /// When.
    at: DateTime<Utc>,
}

#[OpenApi]
impl VerificationApi {
    /// One's own verification.
    #[oai(path = "/me/verification", method = "get")]
    async fn show(&self, visit: Visit, me: Signed) -> Result<Json<OwnVerification>> {
        let mut tx = visit.app.db.read().await?;
        let standing = history::of(&mut tx, &me.0.id).await?;
        let judged = standing.judged;
        let checks = standing.checks.into_iter().map(|check| {
            let history::Check { route, outcome, at } = check;
            OwnCheck { route, outcome, at }
        });
        Ok(Json(OwnVerification {
            state: standing.person.verification,
            route: standing.person.verified_route,
            verified_at: standing.person.verified_at,
            policy: judged.is_some().then(|| standing.policy.to_owned()),
            flags: judged.iter().flat_map(|it| it.flags.iter().map(|it| (*it).into())).collect(),
            level: judged.and_then(|it| it.level),
            checks: checks.collect(),
        }))
    }
}
