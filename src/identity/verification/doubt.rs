//! What may be in doubt about who somebody is, for whoever certifies something in their name.

use chrono::{DateTime, Utc};

use super::standing;
use crate::{db::Tx, error::Result, id::PersonId, identity::person::Person, sql, thai::name};

/// What is in doubt; nothing is, where both are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doubts {
    /// Why the identity itself is: `not_verified`, `papers_wait`, `below_policy`, or `papers` for
    /// whoever was verified by papers alone, which no chip and no registry confirmed.
    pub identity: Option<&'static str>,
    /// Why the name is.
    pub name: Option<NameDoubt>,
}

/// Two names of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameDoubt {
    /// `changed` after the verification, or another one is `asked` for and not decided.
    pub why: &'static str,
    /// The name that was verified.
    pub verified: String,
    /// The other one: of the account now, or asked for.
    pub other: String,
    /// When it was changed or asked for.
    pub at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Change {
    prefix: String,
    first_name: String,
    last_name: String,
    old_name: String,
    state: String,
    asked_at: DateTime<Utc>,
    decided_at: Option<DateTime<Utc>>,
}

/// Works out what is in doubt about `person`.
pub async fn of(tx: &mut Tx, person: &Person) -> Result<Doubts> {
    let identity = identity(tx, person).await?;
    // A name that nobody verified cannot differ from a verified one.
    let name = match person.verification.as_str() {
        "verified" => name_doubt(tx, person).await?,
        _ => None,
    };
    Ok(Doubts { identity, name })
}

async fn identity(tx: &mut Tx, person: &Person) -> Result<Option<&'static str>> {
    let waiting: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from desk_paper where person_id = $1 and state = 'waiting'"
        )
        .bind(&person.id)
        .fetch_one(tx)
        .await
    )?;
    if waiting > 0 {
        return Ok(Some("papers_wait"));
    }
    if person.verification != "verified" {
        return Ok(Some("not_verified"));
    }
    if person.verified_route.as_deref() == Some("manual") {
        return Ok(Some("papers"));
    }
    // Facts gathered under an earlier edition of the policy may not suffice any more.
    let judged = standing::judged(tx, &person.id).await?;
    Ok(judged.filter(|judged| !judged.is_verified).map(|_| "below_policy"))
}

/// The name of an account is the verified one by construction: a source compared it, or it was taken
/// from the card or from the provider's word. It parts from it by a change of name that an officer
/// granted after the latest verification, and may be about to by one that was asked for.
async fn name_doubt(tx: &mut Tx, person: &Person) -> Result<Option<NameDoubt>> {
    let since = verified_last(tx, &person.id).await?.or(person.verified_at);
    let changes: Vec<Change> = sql!(
        tx,
        sqlx::query_as(
            "select prefix, first_name, last_name, old_name, state, asked_at, decided_at
             from name_change where person_id = $1 and state in ('approved', 'pending')
             order by asked_at, id"
        )
        .bind(&person.id)
        .fetch_all(tx)
        .await
    )?;
    let now = person.full_name();
    let after = |change: &&Change| match (change.decided_at, since) {
        (Some(decided), Some(since)) => decided > since,
        (Some(_), None) => true,
        (None, _) => false,
    };
    let granted: Vec<&Change> = changes.iter().filter(after).collect();
    if let (Some(first), Some(last)) = (granted.first(), granted.last())
        && first.old_name != now
    {
        let (verified, at) = (first.old_name.clone(), last.decided_at.unwrap_or(last.asked_at));
        return Ok(Some(NameDoubt { why: "changed", verified, other: now, at }));
    }
    let asked = changes.iter().find(|change| change.state == "pending");
    Ok(asked.map(|change| NameDoubt {
        why: "asked",
        verified: now,
        other: name::full(&change.prefix, &change.first_name, &change.last_name),
        at: change.asked_at,
    }))
}

/// When a source last confirmed this person.
async fn verified_last(tx: &mut Tx, person: &PersonId) -> Result<Option<DateTime<Utc>>> {
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select at from verification_check where person_id = $1 and outcome = 'confirmed'
             order by id desc limit 1"
        )
        .bind(person)
        .fetch_optional(tx)
        .await
    )?)
}
