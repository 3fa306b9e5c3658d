//! What a person may see of their own verification: where it stands, by which policy, and every check.

use chrono::{DateTime, Utc};

use super::{
    policy::{self, Judged},
    standing,
};
use crate::{
    db::Tx,
    error::Result,
    id::PersonId,
    identity::person::{self, Person},
    sql,
};

/// One check, without the reasons that are for staff.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Check {
    /// By which route.
    pub route: String,
    /// `confirmed`, `refused` or `unreachable`.
    pub outcome: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Where somebody stands.
pub struct Standing {
    /// Who.
    pub person: Person,
    /// What the facts amount to by the policy in force, if the person is verified.
    pub judged: Option<Judged>,
    /// The edition of that policy.
    pub policy: &'static str,
    /// Every check, the newest first.
    pub checks: Vec<Check>,
}

/// Everything about `id` that its person may see.
pub async fn of(tx: &mut Tx, id: &PersonId) -> Result<Standing> {
    let person = person::get(tx, id).await?;
    let judged = standing::judged(tx, id).await?;
    let checks = sql!(
        tx,
        sqlx::query_as(
            "select route, outcome, at from verification_check where person_id = $1
             order by id desc limit 50"
        )
        .bind(id)
        .fetch_all(tx)
        .await
    )?;
    Ok(Standing { person, judged, policy: policy::version(), checks })
}
