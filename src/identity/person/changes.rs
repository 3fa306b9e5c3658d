//! Changes of a person: password, name, address, appointment; each with its entry in the trail.

use serde_json::json;

use super::PersonKind;
use crate::{
    audit,
    db::Tx,
    error::Result,
    id::{AgencyId, PersonId},
    identity::access::Role,
    sql,
    thai::text,
};

/// Sets the password.
pub async fn set_password(tx: &mut Tx, id: &PersonId, hash: &str) -> Result<()> {
    sql!(
        tx,
        sqlx::query("update person set password_hash = $1 where id = $2")
            .bind(hash)
            .bind(id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    audit::record(tx, Some(id), "person.password_set", id.as_str(), json!({})).await
}

/// Gives a person another name.
pub async fn rename(
    tx: &mut Tx,
    by: Option<&PersonId>,
    id: &PersonId,
    prefix: &str,
    first_name: &str,
    last_name: &str,
) -> Result<()> {
    let sort_key = text::sort_key(&format!("{first_name} {last_name}"));
    sql!(
        tx,
        sqlx::query(
            "update person set prefix = $1, first_name = $2, last_name = $3, sort_key = $4
             where id = $5"
        )
        .bind(prefix)
        .bind(first_name)
        .bind(last_name)
        .bind(&sort_key)
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(tx, by, "person.renamed", id.as_str(), json!({})).await
}

/// Sets what a person says of themselves: kind, agency, language of letters.
pub async fn describe(
    tx: &mut Tx,
    id: &PersonId,
    kind: PersonKind,
    agency: Option<&AgencyId>,
    agency_name: Option<&str>,
    locale: &str,
) -> Result<()> {
    sql!(
        tx,
        sqlx::query(
            "update person set person_kind = $1, agency_id = $2, agency_name = $3, locale = $4
             where id = $5"
        )
        .bind(kind.code())
        .bind(agency)
        .bind(agency_name)
        .bind(locale)
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(tx, Some(id), "person.described", id.as_str(), json!({"kind": kind.code()})).await
}

/// Gives a person another address, which is known to be theirs; whether nobody else has it.
pub async fn set_email(tx: &mut Tx, id: &PersonId, email: &str) -> Result<bool> {
    let now = tx.now();
    let done = sql!(
        tx,
        sqlx::query(
            "update person set email = $1, email_confirmed_at = $2 where id = $3
             and not exists (select 1 from person other where other.email = $1 and other.id <> $3)"
        )
        .bind(email)
        .bind(now)
        .bind(id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 1 {
        audit::record(tx, Some(id), "person.email_changed", id.as_str(), json!({})).await?;
    }
    Ok(done == 1)
}

/// Takes the password away: nobody logs in until a new one is chosen by a link.
pub async fn take_password(tx: &mut Tx, id: &PersonId) -> Result<()> {
    sql!(
        tx,
        sqlx::query("update person set password_hash = null where id = $1")
            .bind(id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    audit::record(tx, None, "person.password_taken", id.as_str(), json!({})).await
}

/// Notes that letters to the address arrive at its owner.
pub async fn confirm_email(tx: &mut Tx, id: &PersonId) -> Result<()> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "update person set email_confirmed_at = coalesce(email_confirmed_at, $1) where id = $2"
        )
        .bind(now)
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(tx, Some(id), "person.email_confirmed", id.as_str(), json!({})).await
}

/// Appoints a person to a role.
pub async fn appoint(
    tx: &mut Tx,
    by: Option<&PersonId>,
    id: &PersonId,
    role: Role,
    agency: Option<&AgencyId>,
) -> Result<()> {
    let (membership, now) = (tx.fresh_id(), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into membership (id, person_id, agency_id, role, granted_at, granted_by)
             values ($1, $2, $3, $4, $5, $6)"
        )
        .bind(membership)
        .bind(id)
        .bind(agency)
        .bind(role.code())
        .bind(now)
        .bind(by)
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(tx, by, "membership.granted", id.as_str(), json!({"role": role.code()})).await
}
