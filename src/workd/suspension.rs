//! Suspension of a whole domain at once, with a reason code (clause 4.5); and its end.

use serde_json::json;

use crate::{
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    identity::access::{Act, Actor},
    mail, sql,
    thai::{date, text},
    web::locale::{Locale, Text, Value},
    workd::{
        admin,
        domain::{self, Domain},
        sessions,
    },
};

/// Why a domain can be suspended.
pub const CODES: [&str; 4] = ["breach", "unlawful", "security", "agency_request"];

/// A suspension as typed or sent.
#[derive(Clone, Debug, Default)]
pub struct Typed<'a> {
    /// One of `CODES`; a breach of the terms unless said.
    pub code: &'a str,
    /// In the officer's words.
    pub reason: &'a str,
    /// The day from which it counts, today unless said; it may lie in the past.
    pub effective_on: &'a str,
}

/// Suspends a domain: log-ins are refused from this commit on, sessions and app passwords end,
/// mail is kept.
///
/// # Errors
/// Mistakes by field; a conflict unless the domain is open.
pub async fn suspend(tx: &mut Tx, me: &Actor, domain: &Domain, typed: &Typed<'_>) -> Result<()> {
    if !domain::may(me, Act::OpenDomains, domain) {
        return Err(Error::Forbidden);
    }
    let today = date::bangkok_date(tx.now());
    let mut mistakes = Vec::new();
    let code = if typed.code.is_empty() { "breach" } else { typed.code };
    if !CODES.contains(&code) {
        let text = Text::new("request-choice-unknown");
        mistakes.push(Mistake::new("code", "unknown", text));
    }
    let reason = text::normalise(typed.reason);
    if reason.is_empty() {
        mistakes.push(Mistake::new("reason", "required", Text::new("reason-required")));
    }
    let effective_on = if typed.effective_on.trim().is_empty() {
        Some(today)
    } else {
        match date::read(typed.effective_on) {
            Ok(day) if day <= today => Some(day),
            Ok(_) => {
                let text = Text::new("suspension-future");
                mistakes.push(Mistake::new("effective_on", "future", text));
                None
            }
            Err(wrong) => {
                mistakes.push(Mistake::new("effective_on", "date", wrong.text()));
                None
            }
        }
    };
    let (Some(effective_on), true) = (effective_on, mistakes.is_empty()) else {
        return Err(Error::Mistakes(mistakes));
    };
    stop(tx, me, domain, code, &reason, &effective_on.to_string()).await?;
    tell(tx, domain, "mail-domain-suspended", &reason).await
}

/// Moves the domain to `suspended` and ends every session; used by a cancellation too.
pub async fn stop(
    tx: &mut Tx,
    me: &Actor,
    domain: &Domain,
    code: &str,
    reason: &str,
    effective_on: &str,
) -> Result<()> {
    let now = tx.now();
    let done = sql!(
        tx,
        sqlx::query(
            "update domain set state = 'suspended', suspended_at = $1, suspended_by = $2,
                 suspension_code = $3, suspension_reason = $4, suspension_effective_on = $5
             where id = $6 and state = 'open'"
        )
        .bind(now)
        .bind(&me.id)
        .bind(code)
        .bind(reason)
        .bind(effective_on)
        .bind(&domain.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 0 {
        return Err(Error::conflict("domain-not-open", Text::new("domain-not-open")));
    }
    sql!(
        tx,
        sqlx::query(
            "delete from account_session
             where account_id in (select id from account where domain_id = $1)"
        )
        .bind(&domain.id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    sessions::end_at_the_server(tx, &format!("*@{}", domain.name)).await?;
    let facts = json!({"code": code});
    audit::record(tx, Some(&me.id), "workd.domain.suspended", domain.id.as_str(), facts).await
}

/// Lets a suspended domain go on. One that ended by a cancellation is taken back with it; one that
/// was suspended for another reason still ends on the day that its agency named.
///
/// # Errors
/// A conflict when it is not suspended.
pub async fn resume(tx: &mut Tx, me: &Actor, domain: &Domain) -> Result<()> {
    if !domain::may(me, Act::OpenDomains, domain) {
        return Err(Error::Forbidden);
    }
    let done = sql!(
        tx,
        sqlx::query(
            "update domain set state = 'open', suspended_at = null, suspended_by = null,
                 closes_at = case when suspension_code = 'cancelled' then null else closes_at end,
                 suspension_code = null, suspension_reason = null, suspension_effective_on = null
             where id = $1 and state = 'suspended'"
        )
        .bind(&domain.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 0 {
        return Err(Error::conflict("not-suspended", Text::new("domain-not-suspended")));
    }
    let subject = domain.id.as_str();
    audit::record(tx, Some(&me.id), "workd.domain.resumed", subject, json!({})).await?;
    tell(tx, domain, "mail-domain-resumed", "").await
}

async fn tell(tx: &mut Tx, domain: &Domain, key: &str, reason: &str) -> Result<()> {
    let Some(main) = admin::main(tx, &domain.agency_id).await? else { return Ok(()) };
    let values = [
        ("name", Value::from(main.full_name())),
        ("domain", domain.name.clone().into()),
        ("reason", reason.into()),
    ];
    mail::send(tx, &main.email, Locale::Th, key, &values).await
}
