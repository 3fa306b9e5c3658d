//! Handing a case to its reader: a signed hello, then a wait until there is something to read.

use std::time::Duration;

use tokio::time::Instant;

use super::{agent, agent::Agent, refusal::Refusal};
use crate::{
    app::App,
    db::Tx,
    error::Result,
    id::DeskAgentId,
    identity::desk_protocol::{Challenge, Encoded, Hello, Purpose, SKEW},
    sql,
    thai::name,
};

/// The longest that a hello waits for its answer; proxies give up at thirty seconds.
pub const LONGEST_WAIT: Duration = Duration::from_secs(25);

/// How often the database is asked, since any process may have opened the case.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// A case that was handed out and not answered is handed out again after so long: the answer that
/// carried it may have been lost.
const AGAIN_AFTER: chrono::Duration = chrono::Duration::seconds(10);

/// Answers a hello with the next case of its reader, or with none after `wait`. Waiting goes by
/// the computer's own time, and what is late goes by the product's clock.
///
/// # Errors
/// A refusal in words.
pub async fn answer(app: &App, hello: &Hello, wait: Duration) -> Result<Option<Challenge>> {
    // Strangers cost no turn of the one writer.
    let mut tx = app.db.read().await?;
    let agent = known(&mut tx, hello).await??;
    drop(tx);
    let mut tx = app.db.write().await?;
    see(&mut tx, hello, &agent.id).await??;
    tx.save_unrecorded("being seen is not a change of record").await?;
    let began = Instant::now();
    loop {
        let mut tx = app.db.read().await?;
        let waiting = is_waiting(&mut tx, &agent.id).await?;
        drop(tx);
        if waiting {
            let mut tx = app.db.write().await?;
            let handed = hand_out(&mut tx, &agent).await?;
            tx.save_unrecorded("the opened case is the record; handing it out is none").await?;
            if handed.is_some() {
                return Ok(handed);
            }
        }
        if began.elapsed() + LOOK_EVERY > wait.min(LONGEST_WAIT) {
            return Ok(None);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// The reader that says hello. Only whoever holds the key learns how the reader stands.
async fn known(tx: &mut Tx, hello: &Hello) -> Result<Result<Agent, Refusal>> {
    let now = tx.now();
    let Some(agent) = agent::find(tx, &hello.agent_id).await? else {
        return Ok(Err(Refusal::UnknownDevice));
    };
    if hello.verify(&agent.key()?).is_err() {
        return Ok(Err(Refusal::Altered));
    }
    if let Err(refusal) = agent.admitted(now) {
        return Ok(Err(refusal));
    }
    if (hello.at - now).abs() > SKEW {
        return Ok(Err(Refusal::Clock));
    }
    Ok(Ok(agent))
}

/// Notes that a reader was seen; a hello is heard once.
async fn see(tx: &mut Tx, hello: &Hello, agent: &DeskAgentId) -> Result<Result<(), Refusal>> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query("delete from desk_hello where at < $1")
            .bind(now - SKEW * 4)
            .execute(tx)
            .await
            .map(drop)
    )?;
    let fresh: u64 = sql!(
        tx,
        sqlx::query("insert into desk_hello (nonce, at) values ($1, $2) on conflict do nothing")
            .bind(hello.nonce.0.to_vec())
            .bind(now)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
    )?;
    if fresh == 0 {
        return Ok(Err(Refusal::Replayed));
    }
    sql!(
        tx,
        sqlx::query("update desk_agent set last_seen_at = $1 where id = $2")
            .bind(now)
            .bind(agent)
            .execute(tx)
            .await
            .map(drop)
    )?;
    Ok(Ok(()))
}

async fn is_waiting(tx: &mut Tx, agent: &DeskAgentId) -> Result<bool> {
    let now = tx.now();
    let waiting: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from desk_case c join desk_agent g on g.id = c.agent_id
             where c.agent_id = $1 and c.state = 'waiting' and c.expires_at > $2
             and (c.handed_at is null or c.handed_at < $3)
             and g.revoked_at is null and g.confirmed_at is not null and g.expires_at > $2"
        )
        .bind(agent)
        .bind(now)
        .bind(now - AGAIN_AFTER)
        .fetch_one(tx)
        .await
    )?;
    Ok(waiting > 0)
}

#[derive(sqlx::FromRow)]
struct Handed {
    id: String,
    officer_id: String,
    purpose: String,
    code: String,
    nonce: Vec<u8>,
    expires_at: chrono::DateTime<chrono::Utc>,
}

/// Takes the newest waiting case of the reader; two processes never hand out the same one at once.
async fn hand_out(tx: &mut Tx, agent: &Agent) -> Result<Option<Challenge>> {
    let now = tx.now();
    let handed: Option<Handed> = sql!(
        tx,
        sqlx::query_as(
            "update desk_case set handed_at = $1
             where id = (select id from desk_case
                         where agent_id = $2 and state = 'waiting' and expires_at > $1
                         and (handed_at is null or handed_at < $3)
                         order by id desc limit 1)
             and state = 'waiting' and (handed_at is null or handed_at < $3)
             and exists (select 1 from desk_agent g where g.id = $2 and g.revoked_at is null)
             returning id, officer_id, purpose, code, nonce, expires_at"
        )
        .bind(now)
        .bind(&agent.id)
        .bind(now - AGAIN_AFTER)
        .fetch_optional(tx)
        .await
    )?;
    let Some(handed) = handed else { return Ok(None) };
    let named: Option<(String, String, String)> = sql!(
        tx,
        sqlx::query_as("select prefix, first_name, last_name from person where id = $1")
            .bind(&handed.officer_id)
            .fetch_optional(tx)
            .await
    )?;
    let purpose: Purpose = handed.purpose.parse().unwrap_or(Purpose::Identity);
    let nonce = handed.nonce.as_slice().try_into();
    Ok(Some(Challenge {
        case_id: handed.id,
        nonce: Encoded(nonce.map_err(|_| crate::error::Error::internal("a nonce is cut"))?),
        agent_id: agent.id.to_string(),
        officer_id: handed.officer_id,
        officer_name: named.map(|(prefix, first, last)| name::full(&prefix, &first, &last)),
        agency: agent.agency.clone(),
        desk: agent.desk.clone(),
        purpose,
        code: handed.code,
        fields: purpose.fields().to_vec(),
        expires_at: handed.expires_at,
    }))
}
