//! Taking what a reader sent: everything is checked in one transaction, and the registry is asked after it.

use serde_json::json;

use super::{
    READ_LIFE, agent,
    agent::Agent,
    alarm,
    case::{self, Case},
    closing::{self, CloseDeskCase},
    on_card,
    refusal::Refusal,
};
use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::{
        card::{CardFault, record::Card},
        desk_protocol::{Asked, CardRead, Encoded, Purpose, ReadFailure, SKEW},
        person,
        verification::{
            self, Outcome,
            card_status::ChipNumbers,
            policy::{Facts, Route},
        },
    },
    jobs, sql,
    thai::date,
};

/// Takes a read, and gives the state of the case.
///
/// # Errors
/// `NotFound` for a case that never was; a refusal in words, which is in the audit too.
pub async fn take(app: &App, read: &CardRead) -> Result<&'static str> {
    let mut tx = app.db.write().await?;
    let case = case::get(&mut tx, &read.case_id).await?.ok_or_else(Error::not_found)?;
    let card = match judge(&mut tx, app, &case, read).await? {
        Ok(card) => card,
        Err(refusal) => return refuse(tx, &case, refusal).await,
    };
    let chip = numbers(app, &case, card);
    let sealed = on_card::seal(app, &tx, case.id.as_str(), &read.fields)?;
    let status = if chip.is_some() { "asking" } else { "unasked" };
    sql!(
        tx,
        sqlx::query(
            "update desk_case set state = 'read', fault = null, read_sealed = $1, read_key = $2,
                 card_status = $3
             where id = $4"
        )
        .bind(&sealed.bytes)
        .bind(sealed.key)
        .bind(status)
        .bind(&case.id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let told = json!({"agent": case.agent_id, "purpose": case.purpose});
    audit::record(&mut tx, None, "desk.card_read", case.id.as_str(), told).await?;
    jobs::enqueue_in(&mut tx, &CloseDeskCase { case: case.id.clone() }, READ_LIFE).await?;
    tx.save().await?;
    match chip {
        Some(chip) => ask(app, &case, &chip).await,
        None => Ok("read"),
    }
}

/// Notes why a card was not read. The reader may try again until the case is over, unless the
/// officer chose not to read.
///
/// # Errors
/// As for a read.
pub async fn fail(app: &App, failure: &ReadFailure) -> Result<()> {
    let mut tx = app.db.write().await?;
    let case = case::get(&mut tx, &failure.case_id).await?.ok_or_else(Error::not_found)?;
    let nonce = nonce(&case)?;
    let agent = match admit(&mut tx, &case, &failure.agent_id).await? {
        Ok(agent) => agent,
        Err(refusal) => return refuse(tx, &case, refusal).await,
    };
    if failure.verify(&agent.key()?, asked(&case, &nonce)).is_err() {
        return refuse(tx, &case, Refusal::Altered).await;
    }
    if let Err(refusal) = still_open(&case, tx.now()) {
        return refuse(tx, &case, refusal).await;
    }
    let fault = failure.fault.code();
    if failure.fault == CardFault::Cancelled {
        closing::end(&mut tx, case.id.as_str(), "failed", Some(fault)).await?;
    } else {
        sql!(
            tx,
            sqlx::query("update desk_case set fault = $1 where id = $2 and state = 'waiting'")
                .bind(fault)
                .bind(&case.id)
                .execute(tx)
                .await
                .map(drop)
        )?;
    }
    let told = json!({"agent": case.agent_id, "fault": fault});
    audit::record(&mut tx, None, "desk.read_failed", case.id.as_str(), told).await?;
    tx.save().await
}

/// Everything that has to hold before a word of the card is believed, in this order: the reader,
/// its signature, the one use, the clocks, the card.
async fn judge(
    tx: &mut Tx,
    app: &App,
    case: &Case,
    read: &CardRead,
) -> Result<Result<Card, Refusal>> {
    let now = tx.now();
    let agent = match admit(tx, case, &read.agent_id).await? {
        Ok(agent) => agent,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let nonce = nonce(case)?;
    if read.verify(&agent.key()?, asked(case, &nonce)).is_err() {
        return Ok(Err(Refusal::Altered));
    }
    let used: u64 = sql!(
        tx,
        sqlx::query(
            "update desk_case set used_at = $1
             where id = $2 and used_at is null and expires_at > $1 and state = 'waiting'"
        )
        .bind(now)
        .bind(&case.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if used == 0 {
        // Another process may have taken it since the case was looked at.
        let seen = case::get(tx, case.id.as_str()).await?;
        let reason = seen.map_or(Ok(()), |seen| still_open(&seen, now));
        return Ok(Err(reason.err().unwrap_or(Refusal::Replayed)));
    }
    alarm::ring(tx, app, &case.agent_id, &format!("{} · {}", case.agency, case.desk)).await?;
    if (read.read_at - now).abs() > SKEW {
        return Ok(Err(Refusal::Clock));
    }
    let today = date::bangkok_date(now);
    // Numbers that nobody holds are for trying things out.
    let invented = app.config.demo || app.config.allow_unissued_ids;
    let card = match on_card::check(&read.fields, case.purpose(), today, invented) {
        Ok(card) => card,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let index = card.citizen_id.index(&app.keys);
    if index_of(tx, &case.officer_id).await?.as_ref() == Some(&index) {
        return Ok(Err(Refusal::OwnCard));
    }
    if let Some(person) = &case.person_id
        && index_of(tx, person).await?.is_some_and(|own| own != index)
    {
        return Ok(Err(Refusal::WrongCard));
    }
    if person::is_taken(tx, app, &card.citizen_id).await? {
        return Ok(Err(Refusal::CardTaken));
    }
    Ok(Ok(card))
}

/// The case's own reader, if it may work and its desk is one of the officer's.
async fn admit(tx: &mut Tx, case: &Case, agent_id: &str) -> Result<Result<Agent, Refusal>> {
    let now = tx.now();
    let Some(agent) = agent::find(tx, agent_id).await?.filter(|it| it.id == case.agent_id) else {
        return Ok(Err(Refusal::ForeignAgent));
    };
    if let Err(refusal) = agent.admitted(now) {
        return Ok(Err(refusal));
    }
    let appointed: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from membership where person_id = $1 and role = 'desk_officer'
             and ended_at is null and (agency_id is null or agency_id = $2)"
        )
        .bind(&case.officer_id)
        .bind(&agent.agency_id)
        .fetch_one(tx)
        .await
    )?;
    Ok(if appointed > 0 { Ok(agent) } else { Err(Refusal::ForeignAgent) })
}

fn still_open(case: &Case, now: chrono::DateTime<chrono::Utc>) -> Result<(), Refusal> {
    if case.used_at.is_some() {
        Err(Refusal::Replayed)
    } else if case.state(now) != "waiting" {
        Err(Refusal::Late)
    } else {
        Ok(())
    }
}

fn nonce(case: &Case) -> Result<Encoded<32>> {
    let nonce = case.nonce.as_slice().try_into();
    nonce.map(Encoded).map_err(|_| Error::internal("a nonce is cut"))
}

fn asked<'a>(case: &'a Case, nonce: &'a Encoded<32>) -> Asked<'a> {
    Asked {
        nonce,
        case_id: case.id.as_str(),
        agent_id: case.agent_id.as_str(),
        officer_id: case.officer_id.as_str(),
        purpose: case.purpose(),
    }
}

async fn index_of(tx: &mut Tx, person: &PersonId) -> Result<Option<Vec<u8>>> {
    let found: Option<Option<Vec<u8>>> = sql!(
        tx,
        sqlx::query_scalar("select citizen_id_index from person where id = $1")
            .bind(person)
            .fetch_optional(tx)
            .await
    )?;
    Ok(found.flatten())
}

/// Writes a refusal down and gives it to the reader. One that is about the card ends the case.
async fn refuse<T>(mut tx: Tx, case: &Case, refusal: Refusal) -> Result<T> {
    if let Some(fault) = refusal.fault() {
        closing::end(&mut tx, case.id.as_str(), "failed", Some(fault)).await?;
    }
    let told = json!({"agent": case.agent_id, "reason": refusal.code()});
    audit::record(&mut tx, None, "desk.read_refused", case.id.as_str(), told).await?;
    tx.save().await?;
    Err(refusal.into())
}

/// What the registry is asked with, where it can be asked and the chip gave its number.
fn numbers(app: &App, case: &Case, card: Card) -> Option<ChipNumbers> {
    if case.purpose() != Purpose::CardStatus || app.card_status.is_none() {
        return None;
    }
    let (citizen_id, chip, request) = (card.citizen_id, card.chip_number?, card.request_number?);
    Some(ChipNumbers { citizen_id, chip, request })
}

/// Asks the registry about the card, with no transaction open, and keeps the answer's code.
async fn ask(app: &App, case: &Case, chip: &ChipNumbers) -> Result<&'static str> {
    let Some(registry) = &app.card_status else { return Ok("read") };
    let outcome = registry.ask(chip).await;
    let (status, result) = match outcome {
        Outcome::Confirmed => ("live", None),
        Outcome::Refused(code) => ("refused", Some(code)),
        Outcome::Unreachable => ("unreachable", Some("unreachable")),
    };
    let mut tx = app.db.write().await?;
    sql!(
        tx,
        sqlx::query(
            "update desk_case set card_status = $1, card_source = $2, card_result = $3
             where id = $4 and state = 'read'"
        )
        .bind(status)
        .bind(registry.source())
        .bind(result)
        .bind(&case.id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let refused = status == "refused";
    if refused {
        closing::end(&mut tx, case.id.as_str(), "failed", Some("card_not_live")).await?;
        if let Some(person) = &case.person_id {
            let facts = Facts {
                source: Some(registry.source().to_owned()),
                result: result.map(str::to_owned),
                chip_was_read: true,
                officer: Some(case.officer_id.to_string()),
                agent: Some(case.agent_id.to_string()),
                ..Facts::default()
            };
            let by = Some(&case.officer_id);
            verification::record(&mut tx, by, person, Route::Desk, outcome, &facts).await?;
        }
    }
    let told = json!({"source": registry.source(), "status": status, "result": result});
    audit::record(&mut tx, None, "desk.card_status", case.id.as_str(), told).await?;
    tx.save().await?;
    Ok(if refused { "failed" } else { "read" })
}
