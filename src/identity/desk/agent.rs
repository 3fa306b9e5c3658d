//! Agent: a computer with a card reader that speaks for one desk; enrolled, confirmed, revoked.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{AGENT_LIFE, CODE_LIFE, refusal::Refusal};
use crate::{
    audit,
    clock::bytes,
    db::Tx,
    error::{Error, Mistake, Result},
    id::{AgencyId, DeskAgentId},
    identity::{
        access::{Act, Actor},
        desk_protocol::{Encoded, Enrolled, Enrolment, PublicKey, fingerprint},
        session::hash,
    },
    sql,
    thai::text,
    web::locale::Text,
};

/// A reader, as administrators and officers see it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Agent {
    /// Which.
    pub id: DeskAgentId,
    /// For whom it speaks.
    pub agency_id: AgencyId,
    /// The agency's Thai name.
    pub agency: String,
    /// Which desk.
    pub desk: String,
    /// What the computer calls itself.
    pub name: String,
    /// 32 bytes of ed25519.
    pub public_key: Vec<u8>,
    /// Since when it is known.
    pub enrolled_at: DateTime<Utc>,
    /// Since when it may work.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// When it last said hello.
    pub last_seen_at: Option<DateTime<Utc>>,
    /// Since when it may not work any more.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl Agent {
    /// Its key; a row that was tampered with has none.
    pub fn key(&self) -> Result<PublicKey> {
        let key = self.public_key.as_slice().try_into();
        key.map(Encoded).map_err(|_| Error::internal("the key of a reader is cut"))
    }

    /// What two people read to each other.
    pub fn fingerprint(&self) -> String {
        self.key().map(|key| fingerprint(&key)).unwrap_or_default()
    }

    /// `revoked`, `expired`, `pending` or `active`.
    pub fn state(&self, now: DateTime<Utc>) -> &'static str {
        match self.admitted(now) {
            Ok(()) => "active",
            Err(Refusal::Revoked) => "revoked",
            Err(Refusal::Unconfirmed) => "pending",
            Err(_) => "expired",
        }
    }

    /// Whether it was heard within a minute: it asks at least twice in one.
    pub fn is_near(&self, now: DateTime<Utc>) -> bool {
        self.last_seen_at.is_some_and(|at| now - at < chrono::Duration::minutes(1))
    }

    /// Whether it may work now.
    ///
    /// # Errors
    /// `Revoked`, `AgentExpired`, `Unconfirmed`.
    pub fn admitted(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        if self.revoked_at.is_some() {
            Err(Refusal::Revoked)
        } else if self.expires_at <= now {
            Err(Refusal::AgentExpired)
        } else if self.confirmed_at.is_none() {
            Err(Refusal::Unconfirmed)
        } else {
            Ok(())
        }
    }
}

/// Makes a one-time code for the computer of a desk: sixty random bits in letters and digits that
/// are not mistaken for each other, in groups of four.
///
/// # Errors
/// Mistakes in `/agency` and `/desk`.
pub async fn make_code(tx: &mut Tx, me: &Actor, agency: &str, desk: &str) -> Result<String> {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let desk = text::normalise(desk);
    let known: Option<AgencyId> = sql!(
        tx,
        sqlx::query_scalar("select id from agency where id = $1")
            .bind(agency)
            .fetch_optional(tx)
            .await
    )?;
    let mut mistakes = Vec::new();
    if known.is_none() {
        mistakes.push(Mistake::new("agency", "required", Text::new("desk-agency-required")));
    }
    if desk.is_empty() || text::graphemes(&desk) > 80 {
        mistakes.push(Mistake::new("desk", "required", Text::new("desk-name-required")));
    }
    let Some(agency) = known.filter(|_| mistakes.is_empty()) else {
        return Err(Error::Mistakes(mistakes));
    };
    let random = bytes::<12>(tx.random());
    let letters: String =
        random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    let (id, now, kept) = (tx.fresh_id(), tx.now(), hash(&letters));
    sql!(
        tx,
        sqlx::query(
            "insert into desk_code (id, code_hash, agency_id, desk, made_by, created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7)"
        )
        .bind(&id)
        .bind(kept)
        .bind(&agency)
        .bind(&desk)
        .bind(&me.id)
        .bind(now)
        .bind(now + CODE_LIFE)
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(tx, Some(&me.id), "desk.code_made", &id, json!({"agency": agency})).await?;
    Ok(format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..]))
}

/// Takes the key of a computer whose one-time code fits; an administrator confirms it afterwards.
pub async fn enrol(tx: &mut Tx, sent: &Enrolment) -> Result<Result<Enrolled, Refusal>> {
    if sent.verify().is_err() {
        return Ok(Err(Refusal::Altered));
    }
    let typed: String = sent.code.reveal().chars().filter(char::is_ascii_alphanumeric).collect();
    let (kept, now) = (hash(&typed.to_uppercase()), tx.now());
    let bound: Option<(String, AgencyId, String)> = sql!(
        tx,
        sqlx::query_as(
            "update desk_code set used_at = $1
             where code_hash = $2 and used_at is null and expires_at > $1
             returning id, agency_id, desk"
        )
        .bind(now)
        .bind(kept)
        .fetch_optional(tx)
        .await
    )?;
    let Some((code, agency, desk)) = bound else { return Ok(Err(Refusal::UnknownCode)) };
    let (id, name) = (DeskAgentId::new(tx), text::truncate(&text::normalise(&sent.name), 80));
    let added: Option<DeskAgentId> = sql!(
        tx,
        sqlx::query_scalar(
            "insert into desk_agent (id, agency_id, desk, name, public_key, enrolled_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id"
        )
        .bind(&id)
        .bind(&agency)
        .bind(&desk)
        .bind(&name)
        .bind(sent.public_key.0.to_vec())
        .bind(now)
        .bind(now + AGENT_LIFE)
        .fetch_optional(tx)
        .await
    )?;
    let Some(id) = added else { return Ok(Err(Refusal::KnownKey)) };
    audit::record(tx, None, "desk.agent_enrolled", id.as_str(), json!({"code": code})).await?;
    let agent = get(tx, id.as_str()).await?;
    let fingerprint = agent.fingerprint();
    Ok(Ok(Enrolled { agent_id: id.to_string(), agency: agent.agency, desk, fingerprint }))
}

/// Lets a reader work, after its fingerprint was compared.
///
/// # Errors
/// `NotFound`; a conflict when it does not wait for that.
pub async fn confirm(tx: &mut Tx, me: &Actor, id: &str) -> Result<()> {
    let now = tx.now();
    if get(tx, id).await?.state(now) != "pending" {
        return Err(Error::conflict("desk-not-pending", Text::new("desk-not-pending")));
    }
    sql!(
        tx,
        sqlx::query("update desk_agent set confirmed_at = $1, confirmed_by = $2 where id = $3")
            .bind(now)
            .bind(&me.id)
            .bind(id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    audit::record(tx, Some(&me.id), "desk.agent_confirmed", id, json!({})).await
}

/// Ends a reader at once, for good; its open cases fail.
///
/// # Errors
/// `NotFound`.
pub async fn revoke(tx: &mut Tx, me: &Actor, id: &str) -> Result<()> {
    get(tx, id).await?;
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "update desk_agent set revoked_at = $1, revoked_by = $2
             where id = $3 and revoked_at is null"
        )
        .bind(now)
        .bind(&me.id)
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    sql!(
        tx,
        sqlx::query(
            "update desk_case set state = 'failed', fault = 'revoked', closed_at = $1,
                 read_sealed = null, read_key = null
             where agent_id = $2 and state in ('waiting', 'read')"
        )
        .bind(now)
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(tx, Some(&me.id), "desk.agent_revoked", id, json!({})).await
}

/// The reader with this id.
///
/// # Errors
/// `NotFound`.
pub async fn get(tx: &mut Tx, id: &str) -> Result<Agent> {
    find(tx, id).await?.ok_or_else(Error::not_found)
}

/// The reader with this id, if there is one.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<Agent>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select g.id, g.agency_id, a.name_th as agency, g.desk, g.name, g.public_key,
                    g.enrolled_at, g.confirmed_at, g.expires_at, g.last_seen_at, g.revoked_at
             from desk_agent g join agency a on a.id = g.agency_id where g.id = $1"
        )
        .bind(id)
        .fetch_optional(tx)
        .await
    )?)
}

/// Every reader, the newest first.
pub async fn all(tx: &mut Tx) -> Result<Vec<Agent>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select g.id, g.agency_id, a.name_th as agency, g.desk, g.name, g.public_key,
                    g.enrolled_at, g.confirmed_at, g.expires_at, g.last_seen_at, g.revoked_at
             from desk_agent g join agency a on a.id = g.agency_id order by g.id desc limit 500"
        )
        .fetch_all(tx)
        .await
    )?)
}

/// The readers that work and that `me` may use.
pub async fn of_officer(tx: &mut Tx, me: &Actor) -> Result<Vec<Agent>> {
    let now = tx.now();
    let mut agents = all(tx).await?;
    agents.retain(|it| it.admitted(now).is_ok() && me.may_in(Act::VerifyAtDesk, &it.agency_id));
    agents.sort_by(|a, b| (&a.agency, &a.desk).cmp(&(&b.agency, &b.desk)));
    Ok(agents)
}
