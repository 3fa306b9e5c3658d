//! Wish: where two officers decide, what one wants replaced waits until another wants the same.

use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::Proposal;
use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::access::Actor,
    learning::certificate::desk::{
        officer,
        policy::{self, Mode},
    },
    sql,
    web::locale::Text,
};

/// What one officer wants.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Wish {
    /// Who.
    pub asked_by: PersonId,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Why.
    pub reason: String,
    mark: String,
    /// What the officer is called.
    #[sqlx(skip)]
    pub name: String,
}

/// Fingerprint of what would be printed.
fn mark(proposal: &Proposal) -> String {
    let mut hash = Sha256::new();
    for change in proposal.changes() {
        hash.update(change.new.as_bytes());
        hash.update([0]);
    }
    hash.update(proposal.new.course_title_en.as_bytes());
    hex::encode(hash.finalize())
}

/// Whether replacing that certificate takes two officers.
pub async fn is_needed(tx: &mut Tx, proposal: &Proposal) -> Result<bool> {
    Ok(policy::mode(tx, proposal.old.course_id.as_ref()).await? == Mode::FourEyes)
}

/// What waits for a second officer; nothing where the record has changed since it was wanted.
pub async fn waiting(tx: &mut Tx, proposal: &Proposal) -> Result<Option<Wish>> {
    let found: Option<Wish> = sql!(
        tx,
        sqlx::query_as(
            "select asked_by, asked_at, reason, mark from certificate_reissue where number = $1"
        )
        .bind(&proposal.old.number)
        .fetch_optional(tx)
        .await
    )?;
    let Some(mut wish) = found.filter(|wish| wish.mark == mark(proposal)) else { return Ok(None) };
    wish.name = officer::name_of(tx, Some(&wish.asked_by)).await?;
    Ok(Some(wish))
}

/// Whether another officer wants the same, so that it may be done now; otherwise the wish is kept and
/// the other officers are told.
///
/// # Errors
/// A conflict where this officer wants it already.
pub async fn confirm(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    proposal: &Proposal,
    reason: &str,
) -> Result<bool> {
    let number = &proposal.old.number;
    match waiting(tx, proposal).await? {
        Some(wish) if wish.asked_by == me.id => {
            return Err(Error::conflict("second-officer", Text::new("reissue-second-officer")));
        }
        Some(_) => {
            forget(tx, number).await?;
            return Ok(true);
        }
        None => {}
    }
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "insert into certificate_reissue (number, asked_by, asked_at, reason, mark)
             values ($1, $2, $3, $4, $5)
             on conflict (number) do update set asked_by = excluded.asked_by,
                 asked_at = excluded.asked_at, reason = excluded.reason, mark = excluded.mark"
        )
        .bind(number)
        .bind(&me.id)
        .bind(now)
        .bind(reason)
        .bind(mark(proposal))
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(tx, Some(&me.id), "certificate.reissue_wanted", number, json!({})).await?;
    let url = app.url(&format!("/certificates/{number}/replacement/new"));
    officer::tell_others(tx, me, "mail-reissue-wanted", |_| {
        vec![("number", number.clone().into()), ("url", url.clone().into())]
    })
    .await?;
    Ok(false)
}

/// Whatever waited is over: the certificate was replaced or revoked.
pub async fn forget(tx: &mut Tx, number: &str) -> Result<()> {
    Ok(sql!(
        tx,
        sqlx::query("delete from certificate_reissue where number = $1")
            .bind(number)
            .execute(tx)
            .await
            .map(drop)
    )?)
}
