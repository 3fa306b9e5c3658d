//! Another name: at once for those whom no card names yet; asked for and decided for the verified.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    id::PersonId,
    identity::{access::Actor, person, signup},
    mail, sql,
    thai::{name, text},
    web::locale::{Locale, Text},
};

/// The longest reason, in graphemes.
const LONGEST_REASON: usize = 1000;

/// How many requests the queue shows at once.
const SHOWN: i64 = 200;

/// A name as typed, and why.
#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct NewName {
    /// Title before the name.
    pub prefix: String,
    /// Given name.
    pub first_name: String,
    /// Family name; `-` where there is none.
    pub last_name: String,
    /// Why; asked of verified people alone.
    pub reason: String,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The person bears the new name now.
    Done,
    /// An officer will decide.
    Waits,
}

/// A request for another name.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct NameChange {
    /// Its id.
    pub id: String,
    /// Who asks.
    pub person_id: PersonId,
    /// New title.
    pub prefix: String,
    /// New given name.
    pub first_name: String,
    /// New family name.
    pub last_name: String,
    /// The full name until then.
    pub old_name: String,
    /// Why.
    pub reason: String,
    /// `pending`, `approved`, `rejected` or `withdrawn`.
    pub state: String,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// The officer's reason.
    pub decision_reason: Option<String>,
    /// By which route the person was verified.
    pub verified_route: Option<String>,
}

impl NameChange {
    /// The name asked for, as Thais write it.
    pub fn new_name(&self) -> String {
        name::full(&self.prefix, &self.first_name, &self.last_name)
    }

    /// Whether it waits for an officer.
    pub fn is_pending(&self) -> bool {
        self.state == "pending"
    }
}

/// Asks for another name, or takes it at once where nobody verified the old one.
///
/// # Errors
/// Mistakes by field; a conflict while an earlier request waits.
pub async fn ask(app: &App, me: &Actor, new: &NewName) -> Result<Asked> {
    let mut mistakes = Vec::new();
    let (prefix, first_name, last_name) =
        signup::names(&mut mistakes, &new.prefix, &new.first_name, &new.last_name);
    let mut tx = app.db.write().await?;
    let person = person::get(&mut tx, &me.id).await?;
    let is_verified = person.verification == "verified";
    let reason = if is_verified { read_reason(&mut mistakes, &new.reason) } else { String::new() };
    let same =
        person.prefix == prefix && person.first_name == first_name && person.last_name == last_name;
    if mistakes.is_empty() && same {
        mistakes.push(Mistake::new("first_name", "same", Text::new("own-name-same")));
    }
    if !mistakes.is_empty() {
        return Err(Error::Mistakes(mistakes));
    }
    if !is_verified {
        person::rename(&mut tx, Some(&me.id), &me.id, &prefix, &first_name, &last_name).await?;
        tx.save().await?;
        // A claim that waits for the identity source is about the old name.
        app.pending.drop_claim(&me.id);
        return Ok(Asked::Done);
    }
    let (id, now) = (tx.fresh_id(), tx.now());
    let added = sql!(
        tx,
        sqlx::query(
            "insert into name_change (id, person_id, prefix, first_name, last_name, old_name,
                 reason, state, asked_at)
             values ($1, $2, $3, $4, $5, $6, $7, 'pending', $8) on conflict do nothing"
        )
        .bind(&id)
        .bind(&me.id)
        .bind(&prefix)
        .bind(&first_name)
        .bind(&last_name)
        .bind(person.full_name())
        .bind(&reason)
        .bind(now)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if added == 0 {
        return Err(Error::conflict("name-change-waits", Text::new("own-name-waits-already")));
    }
    audit::record(&mut tx, Some(&me.id), "name_change.asked", &id, json!({})).await?;
    tx.save().await?;
    Ok(Asked::Waits)
}

fn read_reason(mistakes: &mut Vec<Mistake>, typed: &str) -> String {
    let reason = text::normalise(typed);
    if reason.is_empty() {
        mistakes.push(Mistake::new("reason", "required", Text::new("reason-required")));
    }
    if text::graphemes(&reason) > LONGEST_REASON {
        mistakes.push(Mistake::new("reason", "long", Text::new("reason-long")));
    }
    reason
}

/// Takes one's own waiting request back.
///
/// # Errors
/// `NotFound` where none waits.
pub async fn withdraw(tx: &mut Tx, me: &Actor) -> Result<()> {
    let now = tx.now();
    let id: Option<String> = sql!(
        tx,
        sqlx::query_scalar(
            "update name_change set state = 'withdrawn', decided_at = $1
             where person_id = $2 and state = 'pending' returning id"
        )
        .bind(now)
        .bind(&me.id)
        .fetch_optional(tx)
        .await
    )?;
    let id = id.ok_or_else(Error::not_found)?;
    audit::record(tx, Some(&me.id), "name_change.withdrawn", &id, json!({})).await
}

/// The newest request of a person, whatever became of it.
pub async fn newest(tx: &mut Tx, person: &PersonId) -> Result<Option<NameChange>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select n.id, n.person_id, n.prefix, n.first_name, n.last_name, n.old_name, n.reason,
                    n.state, n.asked_at, n.decided_at, n.decision_reason, p.verified_route
             from name_change n join person p on p.id = n.person_id
             where n.person_id = $1 order by n.asked_at desc, n.id desc limit 1"
        )
        .bind(person)
        .fetch_optional(tx)
        .await
    )?)
}

/// Requests in one state: waiting ones from the oldest, decided ones from the newest.
pub async fn queue(tx: &mut Tx, state: &str) -> Result<Vec<NameChange>> {
    let mut found: Vec<NameChange> = sql!(
        tx,
        sqlx::query_as(
            "select n.id, n.person_id, n.prefix, n.first_name, n.last_name, n.old_name, n.reason,
                    n.state, n.asked_at, n.decided_at, n.decision_reason, p.verified_route
             from name_change n join person p on p.id = n.person_id
             where n.state = $1 order by n.asked_at, n.id limit $2"
        )
        .bind(state)
        .bind(SHOWN)
        .fetch_all(tx)
        .await
    )?;
    if state != "pending" {
        found.reverse();
    }
    Ok(found)
}

/// What an officer decided.
pub struct Decision {
    approves: bool,
    reason: Option<String>,
}

impl Decision {
    /// Reads `approve` or `reject`; a rejection says why.
    ///
    /// # Errors
    /// Mistakes by field.
    pub fn read(verdict: &str, reason: &str) -> Result<Self> {
        let mut mistakes = Vec::new();
        let approves = match verdict {
            "approve" => true,
            "reject" => false,
            _ => return Err(Error::mistake("decision", "unknown", Text::new("decision-unknown"))),
        };
        let reason = if approves && reason.trim().is_empty() {
            String::new()
        } else {
            read_reason(&mut mistakes, reason)
        };
        if !mistakes.is_empty() {
            return Err(Error::Mistakes(mistakes));
        }
        Ok(Self { approves, reason: (!reason.is_empty()).then_some(reason) })
    }
}

/// Decides a request, and tells the person. What was issued under the old name keeps it.
///
/// # Errors
/// `NotFound`; `Forbidden` for one's own; a conflict where it was decided before.
pub async fn decide(
    tx: &mut Tx,
    app: &App,
    me: &Actor,
    id: &str,
    decision: &Decision,
) -> Result<()> {
    let now = tx.now();
    let state = if decision.approves { "approved" } else { "rejected" };
    let asked: Option<NameChange> = sql!(
        tx,
        sqlx::query_as(
            "select n.id, n.person_id, n.prefix, n.first_name, n.last_name, n.old_name, n.reason,
                    n.state, n.asked_at, n.decided_at, n.decision_reason, p.verified_route
             from name_change n join person p on p.id = n.person_id where n.id = $1"
        )
        .bind(id)
        .fetch_optional(tx)
        .await
    )?;
    let asked = asked.ok_or_else(Error::not_found)?;
    if asked.person_id == me.id {
        return Err(Error::Forbidden);
    }
    let decided = sql!(
        tx,
        sqlx::query(
            "update name_change set state = $1, decided_at = $2, decided_by = $3,
                 decision_reason = $4
             where id = $5 and state = 'pending'"
        )
        .bind(state)
        .bind(now)
        .bind(&me.id)
        .bind(&decision.reason)
        .bind(id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if decided == 0 {
        return Err(Error::conflict("already-decided", Text::new("own-name-decided-already")));
    }
    let act = if decision.approves { "name_change.approved" } else { "name_change.rejected" };
    audit::record(tx, Some(&me.id), act, id, json!({})).await?;
    if decision.approves {
        let (prefix, first, last) = (&asked.prefix, &asked.first_name, &asked.last_name);
        person::rename(tx, Some(&me.id), &asked.person_id, prefix, first, last).await?;
    }
    let person = person::get(tx, &asked.person_id).await?;
    let locale = Locale::from_code(&person.locale).unwrap_or_default();
    let key = if decision.approves { "mail-name-approved" } else { "mail-name-rejected" };
    let values = [
        ("name", person.full_name().into()),
        ("new_name", asked.new_name().into()),
        ("reason", decision.reason.clone().unwrap_or_else(|| "–".to_owned()).into()),
        ("url", app.url("/me/name").into()),
    ];
    mail::send(tx, &person.email, locale, key, &values).await
}
