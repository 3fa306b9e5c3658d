//! Case: one person at one desk, opened by one officer, answered once by one reader.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{agent, closing::CloseDeskCase, find, on_card};
use crate::{
    app::App,
    audit,
    clock::bytes,
    db::Tx,
    error::{Error, Result},
    id::{DeskAgentId, DeskCaseId, PersonId},
    identity::{
        access::Actor,
        card::record::Card,
        desk_protocol::{CHALLENGE_LIFE, Purpose},
        seal::Sealed,
    },
    jobs, sql,
    web::locale::Text,
};

/// A case as it stands.
#[derive(Clone, sqlx::FromRow)]
pub struct Case {
    /// Which.
    pub id: DeskCaseId,
    /// Whose account; none for somebody who has none.
    pub person_id: Option<PersonId>,
    /// Which reader was asked.
    pub agent_id: DeskAgentId,
    /// Who opened it.
    pub officer_id: PersonId,
    /// `identity` or `card_status`.
    pub purpose: String,
    /// Four digits, the same in the reader's window.
    pub code: String,
    /// 32 bytes.
    pub nonce: Vec<u8>,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Until when the card may be read.
    pub expires_at: DateTime<Utc>,
    /// When the answer came.
    pub used_at: Option<DateTime<Utc>>,
    /// As stored; [`Case::state`] knows the time.
    pub stored_state: String,
    /// Why it failed, as a code; while it waits, what went wrong last.
    pub fault: Option<String>,
    read_sealed: Option<Vec<u8>>,
    read_key: Option<i64>,
    /// `unasked`, `asking`, `live`, `refused` or `unreachable`.
    pub card_status: String,
    /// Who was asked about the card.
    pub card_source: Option<String>,
    /// What that source said.
    pub card_result: Option<String>,
    /// The agency of the desk.
    pub agency: String,
    /// The desk.
    pub desk: String,
}

impl Case {
    /// `waiting`, `read`, `failed`, `expired`, `confirmed` or `declined`.
    pub fn state(&self, now: DateTime<Utc>) -> &str {
        let over = match self.stored_state.as_str() {
            "waiting" => self.expires_at <= now,
            "read" => self.decide_until() <= now,
            _ => false,
        };
        if over { "expired" } else { &self.stored_state }
    }

    /// Until when the officer may decide.
    pub fn decide_until(&self) -> DateTime<Utc> {
        self.used_at.unwrap_or(self.opened_at) + super::READ_LIFE
    }

    /// Whether the registry is being asked. A process that died while asking is not waited for.
    pub fn is_asking(&self, now: DateTime<Utc>) -> bool {
        let since = self.used_at.unwrap_or(self.opened_at);
        self.card_status == "asking" && now - since < chrono::Duration::seconds(30)
    }

    /// What the card said, while the case is open.
    pub fn card(&self, app: &App) -> Result<Option<Card>> {
        let (Some(bytes), Some(key)) = (self.read_sealed.clone(), self.read_key) else {
            return Ok(None);
        };
        on_card::open(app, self.id.as_str(), &Sealed { bytes, key }).map(Some)
    }

    /// What the card was read for.
    pub fn purpose(&self) -> Purpose {
        self.purpose.parse().unwrap_or(Purpose::Identity)
    }
}

/// What an officer asked for.
#[derive(Clone, Default)]
pub struct NewCase {
    /// E-mail address or citizen id, as the person says it.
    pub who: String,
    /// Whether the person has no account yet.
    pub without_account: bool,
    /// Which reader.
    pub agent: String,
    /// `identity` or `card_status`; empty: as much as can be asked.
    pub purpose: String,
}

/// Opens a case for two minutes.
///
/// # Errors
/// Mistakes in `/who`, `/agent` and `/purpose`; a conflict for one's own account; `TooMany`.
pub async fn open(app: &App, me: &Actor, new: &NewCase) -> Result<DeskCaseId> {
    find::count(app, me).await?;
    let mut tx = app.db.write().await?;
    let purpose = match (new.purpose.as_str(), app.card_status.is_some()) {
        ("", true) | ("card_status", true) => Purpose::CardStatus,
        ("" | "identity", _) => Purpose::Identity,
        _ => {
            return Err(Error::mistake("purpose", "unknown", Text::new("desk-purpose-unknown")));
        }
    };
    let agents = agent::of_officer(&mut tx, me).await?;
    let Some(agent) = agents.into_iter().find(|it| it.id.as_str() == new.agent) else {
        return Err(Error::mistake("agent", "required", Text::new("desk-agent-required")));
    };
    let person = match new.without_account {
        true => None,
        false => Some(find::waiting(&mut tx, app, me, &new.who).await?),
    };
    let (id, now) = (DeskCaseId::new(&tx), tx.now());
    // One reader shows one challenge: what this officer left waiting there is over.
    sql!(
        tx,
        sqlx::query(
            "update desk_case set state = 'expired', closed_at = $1
             where agent_id = $2 and officer_id = $3 and state = 'waiting'"
        )
        .bind(now)
        .bind(&agent.id)
        .bind(&me.id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let nonce = bytes::<32>(tx.random()).to_vec();
    let code = format!("{:04}", u32::from_le_bytes(bytes(tx.random())) % 10_000);
    let expires_at = now + CHALLENGE_LIFE;
    sql!(
        tx,
        sqlx::query(
            "insert into desk_case (id, person_id, agent_id, officer_id, purpose, code, nonce,
                 opened_at, expires_at, state, card_status)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', 'unasked')"
        )
        .bind(&id)
        .bind(&person)
        .bind(&agent.id)
        .bind(&me.id)
        .bind(purpose.code())
        .bind(&code)
        .bind(&nonce)
        .bind(now)
        .bind(expires_at)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let told = json!({"agent": agent.id, "person": person, "purpose": purpose.code()});
    audit::record(&mut tx, Some(&me.id), "desk.case_opened", id.as_str(), told).await?;
    let close = CloseDeskCase { case: id.clone() };
    jobs::enqueue_in(&mut tx, &close, CHALLENGE_LIFE).await?;
    tx.save().await?;
    Ok(id)
}

/// The officer's own case; nobody else's is found.
///
/// # Errors
/// `NotFound`.
pub async fn of(tx: &mut Tx, me: &Actor, id: &str) -> Result<Case> {
    let case = get(tx, id).await?.filter(|case| case.officer_id == me.id);
    case.ok_or_else(Error::not_found)
}

/// The case with this id.
pub async fn get(tx: &mut Tx, id: &str) -> Result<Option<Case>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select c.id, c.person_id, c.agent_id, c.officer_id, c.purpose, c.code, c.nonce,
                    c.opened_at, c.expires_at, c.used_at, c.state as stored_state, c.fault,
                    c.read_sealed, c.read_key, c.card_status, c.card_source, c.card_result,
                    a.name_th as agency, g.desk
             from desk_case c join desk_agent g on g.id = c.agent_id
             join agency a on a.id = g.agency_id
             where c.id = $1"
        )
        .bind(id)
        .fetch_optional(tx)
        .await
    )?)
}

/// A line of the officer's own day.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Line {
    /// Which.
    pub id: DeskCaseId,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// As stored, but for those whose time ran out.
    pub state: String,
    /// Four digits.
    pub code: String,
}

/// What the officer opened in the last day, the newest first; no names.
pub async fn recent(tx: &mut Tx, me: &Actor) -> Result<Vec<Line>> {
    let now = tx.now();
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, opened_at, code,
                    case when state = 'waiting' and expires_at <= $1 then 'expired' else state end
                        as state
             from desk_case where officer_id = $2 and opened_at > $3 order by id desc limit 10"
        )
        .bind(now)
        .bind(&me.id)
        .bind(now - chrono::Duration::days(1))
        .fetch_all(tx)
        .await
    )?)
}
