//! Where a person stands: verified by which route, when, and at which level by the policy in force.

use serde_json::json;
use sqlx::types::Json;

use super::{
    Outcome,
    policy::{self, Facts, Judged, Route},
    record,
};
use crate::{audit, db::Tx, error::Result, id::PersonId, sql};

/// Keeps facts that speak for a person, and marks the person verified where the policy says that
/// they suffice and nobody verified has the same citizen id. Gives whether the person is verified
/// now. Whoever was verified before keeps that route; the new facts are kept beside.
pub async fn confirm(
    tx: &mut Tx,
    by: Option<&PersonId>,
    person: &PersonId,
    route: Route,
    facts: &Facts,
) -> Result<bool> {
    record(tx, by, person, route, Outcome::Confirmed, facts).await?;
    let judged = policy::judge(route, facts);
    if !judged.is_verified {
        return Ok(false);
    }
    let now = tx.now();
    let done: u64 = sql!(
        tx,
        sqlx::query(
            "update person set verification = 'verified', verified_route = $1, verified_at = $2
             where id = $3 and verification in ('pending', 'none') and closed_at is null
             and not exists (
                 select 1 from person other where other.verification = 'verified'
                 and other.citizen_id_index = person.citizen_id_index)"
        )
        .bind(route.code())
        .bind(now)
        .bind(person)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 1 {
        let told = json!({"route": route.code(), "policy": policy::version()});
        audit::record(tx, by, "person.verified", person.as_str(), told).await?;
    }
    Ok(done == 1)
}

/// Marks a person whose identity cannot be confirmed.
pub async fn refuse(tx: &mut Tx, by: Option<&PersonId>, person: &PersonId) -> Result<()> {
    sql!(
        tx,
        sqlx::query("update person set verification = 'refused' where id = $1")
            .bind(person)
            .execute(tx)
            .await
            .map(drop)
    )?;
    audit::record(tx, by, "person.not_verified", person.as_str(), json!({})).await
}

/// What the facts that verified a person amount to now; `None` for whoever is not verified.
pub async fn judged(tx: &mut Tx, person: &PersonId) -> Result<Option<Judged>> {
    let found: Option<(String, Option<Json<Facts>>)> = sql!(
        tx,
        sqlx::query_as(
            "select c.route, c.facts from verification_check c join person p on p.id = c.person_id
             where c.person_id = $1 and c.outcome = 'confirmed' and c.route = p.verified_route
             and p.verification = 'verified'
             order by c.id desc limit 1"
        )
        .bind(person)
        .fetch_optional(tx)
        .await
    )?;
    Ok(found.and_then(|(route, facts)| {
        let route = Route::from_code(&route)?;
        // Before facts were kept, a confirmed laser code was a confirmed live card.
        let facts = facts.map_or_else(
            || Facts { card_is_live: route == Route::Laser, ..Facts::default() },
            |facts| facts.0,
        );
        Some(policy::judge(route, &facts))
    }))
}
