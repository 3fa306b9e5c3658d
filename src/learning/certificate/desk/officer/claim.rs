//! Claim: who works on a request. It is taken, given back, handed over, and taken over only by an
//! act that says so.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{CertificateRequestId, PersonId},
    identity::access::{Act, Actor},
    learning::certificate::desk::{
        officer::{self, Officer, leave},
        record::{self, Record},
        thread::{self, Kind, Said, Side},
    },
    mail, sql,
    thai::text,
    web::locale::Text,
};

/// A claim lapses after half a working day: who went home must not hold up the promise of two days.
pub const LASTS: Duration = Duration::hours(4);

/// Who has a request now: the claim has not lapsed, and who is away is stood in for. Somebody who
/// stands in and is away too has nothing.
pub async fn holder(tx: &mut Tx, record: &Record) -> Result<Option<PersonId>> {
    let now = tx.now();
    let (Some(by), Some(at)) = (&record.claimed_by, record.claimed_at) else { return Ok(None) };
    if record.state != "pending" || now - at >= LASTS {
        return Ok(None);
    }
    present(tx, by.clone(), now).await
}

/// `person`, or who stands in for them at `now`.
pub async fn present(
    tx: &mut Tx,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<PersonId>> {
    match leave::stand_in(tx, &person, now).await? {
        None => Ok(Some(person)),
        Some(other) if leave::stand_in(tx, &other, now).await?.is_some() => Ok(None),
        Some(other) => Ok(Some(other)),
    }
}

/// Refuses what `me` wants to do to a request that somebody else has; gives whom `me` stands in for.
///
/// # Errors
/// A conflict that names the holder.
pub async fn check(tx: &mut Tx, me: &PersonId, record: &Record) -> Result<Option<PersonId>> {
    match holder(tx, record).await? {
        Some(holder) if holder != *me => Err(held(tx, &holder).await?),
        Some(_) => Ok(record.claimed_by.clone().filter(|by| by != me)),
        None => Ok(None),
    }
}

async fn held(tx: &mut Tx, holder: &PersonId) -> Result<Error> {
    let name = officer::name_of(tx, Some(holder)).await?;
    Ok(Error::conflict("claimed", Text::new("decide-claimed").with("name", name)))
}

/// Takes a request to work on; `take_over` also takes it from somebody else.
pub async fn take(
    tx: &mut Tx,
    me: &Actor,
    id: &CertificateRequestId,
    take_over: bool,
) -> Result<()> {
    let record = pending(tx, me, id).await?;
    let now = tx.now();
    if let Some(stand_in) = leave::stand_in(tx, &me.id, now).await? {
        let name = officer::name_of(tx, Some(&stand_in)).await?;
        let text = Text::new("decide-claim-on-leave").with("name", name);
        return Err(Error::conflict("on-leave", text));
    }
    let holder = holder(tx, &record).await?;
    let others = holder.as_ref().is_some_and(|holder| *holder != me.id);
    if let Some(holder) = holder.as_ref().filter(|_| others && !take_over) {
        return Err(held(tx, holder).await?);
    }
    give(tx, &record, Some(&me.id)).await?;
    let act = if others { "certificate.taken_over" } else { "certificate.claimed" };
    audit::record(tx, Some(&me.id), act, id.as_str(), json!({})).await
}

/// Gives a request back, so that anybody may take it.
pub async fn release(tx: &mut Tx, me: &Actor, id: &CertificateRequestId) -> Result<()> {
    let record = pending(tx, me, id).await?;
    if holder(tx, &record).await?.as_ref() != Some(&me.id) {
        return Err(Error::conflict("not-claimed", Text::new("decide-not-claimed")));
    }
    give(tx, &record, None).await?;
    audit::record(tx, Some(&me.id), "certificate.released", id.as_str(), json!({})).await
}

/// Hands a request over to another officer, or to who stands in for them; gives who has it now.
pub async fn hand_over(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    id: &CertificateRequestId,
    to: &str,
    note: &str,
) -> Result<Officer> {
    let record = pending(tx, me, id).await?;
    check(tx, &me.id, &record).await?;
    let note = text::normalise(note);
    if text::graphemes(&note) > thread::LONGEST {
        return Err(Error::mistake("note", "long", Text::new("decide-message-long")));
    }
    let chosen = officer::chosen(tx, to, "to").await?;
    let (now, name) = (tx.now(), chosen.full_name());
    let there = match present(tx, chosen.id.clone(), now).await? {
        Some(person) if person == chosen.id => Some(chosen),
        Some(person) => officer::find(tx, person.as_str()).await?,
        None => None,
    };
    let Some(to) = there else {
        return Err(Error::mistake("to", "away", Text::new("decide-officer-away")));
    };
    if to.id == me.id {
        let text = if name == to.full_name() {
            Text::new("decide-hand-over-own")
        } else {
            Text::new("decide-hand-over-back").with("name", name)
        };
        return Err(Error::mistake("to", "own", text));
    }
    if to.id == record.person_id {
        return Err(Error::mistake("to", "learner", Text::new("decide-hand-over-learner")));
    }
    give(tx, &record, Some(&to.id)).await?;
    let facts = json!({"to": to.id, "with_note": !note.is_empty()});
    audit::record(tx, Some(&me.id), "certificate.handed_over", id.as_str(), facts).await?;
    let said = Said {
        kind: Kind::HandedOver,
        side: Side::Officer,
        code: None,
        body: &note,
        other: Some(&to.id),
    };
    thread::add(tx, &record, Some(&me.id), said).await?;
    let values = [
        ("name", to.full_name().into()),
        ("from", me.name.clone().into()),
        ("note", note.into()),
        ("url", app.url(&format!("/approvals/{id}")).into()),
    ];
    mail::send(tx, &to.email, to.locale(), "mail-decide-handed-over", &values).await?;
    Ok(to)
}

async fn pending(tx: &mut Tx, me: &Actor, id: &CertificateRequestId) -> Result<Record> {
    if !me.may(Act::DecideCertificateRequests) {
        return Err(Error::Forbidden);
    }
    let record = record::get(tx, id).await?;
    if record.person_id == me.id {
        return Err(Error::conflict("own-request", Text::new("decision-own-request")));
    }
    if record.state != "pending" {
        return Err(Error::conflict("already-decided", Text::new("decision-already")));
    }
    Ok(record)
}

/// Sets the claim, unless it changed since `record` was read.
async fn give(tx: &mut Tx, record: &Record, to: Option<&PersonId>) -> Result<()> {
    let at = to.map(|_| tx.now());
    let given = sql!(
        tx,
        sqlx::query(
            "update certificate_request set claimed_by = $1, claimed_at = $2
             where id = $3 and state = 'pending' and coalesce(claimed_by, '') = $4"
        )
        .bind(to)
        .bind(at)
        .bind(&record.id)
        .bind(record.claim_seen())
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if given == 0 {
        return Err(record::changed());
    }
    Ok(())
}

/// Gives back what nobody has any more: from then on it stands among what nobody works on.
pub async fn lapse(app: &App) -> Result<()> {
    let mut tx = app.db.write().await?;
    let until = tx.now() - LASTS;
    let lapsed: Vec<CertificateRequestId> = sql!(
        tx,
        sqlx::query_scalar(
            "select id from certificate_request where state = 'pending' and claimed_at <= $1"
        )
        .bind(until)
        .fetch_all(tx)
        .await
    )?;
    if lapsed.is_empty() {
        return Ok(());
    }
    for id in record::in_order(&lapsed) {
        sql!(
            tx,
            sqlx::query(
                "update certificate_request set claimed_by = null, claimed_at = null
                 where id = $1 and state = 'pending' and claimed_at <= $2"
            )
            .bind(id)
            .bind(until)
            .execute(tx)
            .await
            .map(drop)
        )?;
    }
    let facts = json!({"requests": lapsed.len()});
    audit::record(&mut tx, None, "certificate.claims_lapsed", "certificate_request", facts).await?;
    tx.save().await
}
