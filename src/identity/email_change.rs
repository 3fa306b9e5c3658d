//! Another address: the new mailbox answers, and the old one agrees or keeps silent for three days.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::{
        access::Actor,
        limit::{self, RESET_BY_ACCOUNT},
        link::{self, Purpose},
        own_password,
        person::{self, Person},
        session,
    },
    jobs::{self, Failure, Job, JobContext},
    mail, sql,
    web::locale::{Locale, Text},
};

/// How long the old address may object, when it says nothing at all.
pub const SILENCE: Duration = Duration::hours(72);

/// How long a request lives in all.
const LASTS: Duration = Duration::days(7);

/// The links of one request.
const LINKS: [Purpose; 3] = [Purpose::NewEmail, Purpose::EmailApproval, Purpose::EmailRefusal];

/// A request for another address.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct EmailChange {
    /// Its id.
    pub id: String,
    /// Whose.
    pub person_id: PersonId,
    /// The address to be.
    pub new_email: String,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// The session that asked.
    session_id: Option<String>,
    /// When the new address answered.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When the old address agreed.
    pub approved_at: Option<DateTime<Utc>>,
}

impl EmailChange {
    /// From when the silence of the old address is enough.
    pub fn silent_until(&self) -> DateTime<Utc> {
        self.asked_at + SILENCE
    }

    fn is_ripe(&self, now: DateTime<Utc>) -> bool {
        self.confirmed_at.is_some() && (self.approved_at.is_some() || now >= self.silent_until())
    }
}

/// What an answer from one of the two addresses led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The new address counts now.
    Done,
    /// The other side has not answered yet.
    Waits,
    /// Meanwhile somebody else has that address: nothing changed.
    Taken,
}

/// Asks for another address: a letter goes to each side. An earlier request ends.
///
/// # Errors
/// Mistakes in `email` and `password`, `TooMany`.
pub async fn ask(app: &App, me: &Actor, email: &str, password: &str) -> Result<EmailChange> {
    let Some(email) = person::read_email(email) else {
        return Err(Error::mistake("email", "shape", Text::new("email-shape")));
    };
    own_password::ask(app, me, "password", password).await?;
    limit::count(app, &RESET_BY_ACCOUNT, &format!("email {}", me.id)).await?;
    let mut tx = app.db.write().await?;
    let person = person::get(&mut tx, &me.id).await?;
    if person.email == email {
        return Err(Error::mistake("email", "same", Text::new("own-email-same")));
    }
    if person::has_email(&mut tx, &email).await? {
        return Err(Error::mistake("email", "taken", Text::new("email-taken")));
    }
    end(&mut tx, &me.id, "cancelled").await?;
    let (id, now) = (tx.fresh_id(), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into email_change (id, person_id, new_email, asked_at, session_id, state)
             values ($1, $2, $3, $4, (select s.id from session s where s.token_hash = $5), 'waiting')"
        )
        .bind(&id)
        .bind(&me.id)
        .bind(&email)
        .bind(now)
        .bind(&me.session)
        .execute(tx)
        .await
        .map(drop)
    )?;
    write_letters(&mut tx, app, &person, &email).await?;
    for wait in [SILENCE, LASTS] {
        jobs::enqueue_in(&mut tx, &SettleEmailChange { change: id.clone() }, wait).await?;
    }
    audit::record(&mut tx, Some(&me.id), "email_change.asked", me.id.as_str(), json!({})).await?;
    let made = waiting(&mut tx, &me.id).await?;
    tx.save().await?;
    made.ok_or_else(|| Error::internal("a request was not kept"))
}

async fn write_letters(tx: &mut Tx, app: &App, person: &Person, email: &str) -> Result<()> {
    let locale = Locale::from_code(&person.locale).unwrap_or_default();
    let confirm = link::make(tx, &person.id, Purpose::NewEmail, LASTS).await?;
    // Whoever reads there may be a stranger: the letter does not say whose account it is.
    let values = [("url", app.url(&format!("/email-changes/confirmations/{confirm}")).into())];
    mail::send(tx, email, locale, "mail-email-new", &values).await?;
    let approve = link::make(tx, &person.id, Purpose::EmailApproval, LASTS).await?;
    let refuse = link::make(tx, &person.id, Purpose::EmailRefusal, LASTS).await?;
    let values = [
        ("name", person.full_name().into()),
        ("new_email", email.into()),
        ("approve", app.url(&format!("/email-changes/approvals/{approve}")).into()),
        ("refuse", app.url(&format!("/email-changes/refusals/{refuse}")).into()),
        ("until", locale.moment(tx.now() + SILENCE).into()),
    ];
    mail::send(tx, &person.email, locale, "mail-email-old", &values).await
}

/// The unfinished request of a person.
pub async fn waiting(tx: &mut Tx, person: &PersonId) -> Result<Option<EmailChange>> {
    let from = tx.now() - LASTS;
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, person_id, new_email, asked_at, session_id, confirmed_at, approved_at
             from email_change where person_id = $1 and state = 'waiting' and asked_at > $2"
        )
        .bind(person)
        .bind(from)
        .fetch_optional(tx)
        .await
    )?)
}

/// Takes one's own request back.
///
/// # Errors
/// `NotFound` where none waits.
pub async fn cancel(tx: &mut Tx, me: &Actor) -> Result<()> {
    if end(tx, &me.id, "cancelled").await? == 0 {
        return Err(Error::not_found());
    }
    audit::record(tx, Some(&me.id), "email_change.cancelled", me.id.as_str(), json!({})).await
}

/// Drops a waiting request when its person proves by a letter who they are: whoever asked may have
/// been somebody else.
pub async fn give_up(tx: &mut Tx, person: &PersonId) -> Result<()> {
    if end(tx, person, "cancelled").await? > 0 {
        audit::record(tx, None, "email_change.cancelled", person.as_str(), json!({})).await?;
    }
    Ok(())
}

/// Which side answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The new address proves to be the person's own.
    New,
    /// The old address agrees.
    Old,
}

impl Side {
    fn purpose(self) -> Purpose {
        match self {
            Self::New => Purpose::NewEmail,
            Self::Old => Purpose::EmailApproval,
        }
    }
}

/// The request that a link is about, while it waits; uses nothing up.
///
/// # Errors
/// `NotFound` where the link was used, has expired or never was.
pub async fn behind(tx: &mut Tx, token: &str, purpose: Purpose) -> Result<EmailChange> {
    let gone = || Error::NotFound(Text::new("link-used"));
    let person = link::look(tx, token, purpose).await?.ok_or_else(gone)?;
    waiting(tx, &person).await?.ok_or_else(gone)
}

/// Takes the answer of one side, and makes the change when nothing more is missing.
///
/// # Errors
/// `NotFound` where the link was used, has expired or never was.
pub async fn answer(app: &App, token: &str, side: Side) -> Result<Step> {
    let mut tx = app.db.write().await?;
    let change = behind(&mut tx, token, side.purpose()).await?;
    link::take(&mut tx, token, side.purpose()).await?;
    let now = tx.now();
    sql!(
        tx,
        match side {
            Side::New => sqlx::query("update email_change set confirmed_at = $1 where id = $2"),
            Side::Old => sqlx::query("update email_change set approved_at = $1 where id = $2"),
        }
        .bind(now)
        .bind(&change.id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let act = match side {
        Side::New => "email_change.confirmed",
        Side::Old => "email_change.approved",
    };
    let person = &change.person_id;
    audit::record(&mut tx, Some(person), act, person.as_str(), json!({})).await?;
    let step = settle(&mut tx, person).await?;
    tx.save().await?;
    Ok(step)
}

/// The old address refuses. Whoever asked knew the password, so every session ends as well.
///
/// # Errors
/// `NotFound` where the link was used, has expired or never was.
pub async fn refuse(app: &App, token: &str) -> Result<()> {
    let mut tx = app.db.write().await?;
    let change = behind(&mut tx, token, Purpose::EmailRefusal).await?;
    let person = &change.person_id;
    end(&mut tx, person, "refused").await?;
    session::end_all(&mut tx, person, None).await?;
    audit::record(&mut tx, Some(person), "email_change.refused", person.as_str(), json!({}))
        .await?;
    tx.save().await
}

/// Makes the change if both sides have done their part, or the old one kept silent long enough.
async fn settle(tx: &mut Tx, person: &PersonId) -> Result<Step> {
    let Some(change) = waiting(tx, person).await? else { return Ok(Step::Waits) };
    if !change.is_ripe(tx.now()) {
        return Ok(Step::Waits);
    }
    let before = person::get(tx, person).await?;
    if !person::set_email(tx, person, &change.new_email).await? {
        end(tx, person, "taken").await?;
        audit::record(tx, None, "email_change.taken", person.as_str(), json!({})).await?;
        return Ok(Step::Taken);
    }
    end(tx, person, "done").await?;
    // Links that lie in the old mailbox open nothing any more.
    link::end(tx, person, &[Purpose::Password, Purpose::Email]).await?;
    let asking: Option<String> = sql!(
        tx,
        sqlx::query_scalar("select token_hash from session where id = $1 and person_id = $2")
            .bind(&change.session_id)
            .bind(person)
            .fetch_optional(tx)
            .await
    )?;
    session::end_all(tx, person, asking.as_deref()).await?;
    let locale = Locale::from_code(&before.locale).unwrap_or_default();
    let values = [
        ("name", before.full_name().into()),
        ("new_email", change.new_email.clone().into()),
        ("when", locale.moment(tx.now()).into()),
    ];
    for to in [before.email.as_str(), &change.new_email] {
        mail::send(tx, to, locale, "mail-email-changed", &values).await?;
    }
    Ok(Step::Done)
}

/// Ends the waiting request of a person with its links; how many there were.
async fn end(tx: &mut Tx, person: &PersonId, state: &str) -> Result<u64> {
    let now = tx.now();
    let ended = sql!(
        tx,
        sqlx::query(
            "update email_change set state = $1, ended_at = $2
             where person_id = $3 and state = 'waiting'"
        )
        .bind(state)
        .bind(now)
        .bind(person)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    link::end(tx, person, &LINKS).await?;
    Ok(ended)
}

/// Looks at one request when the silence of the old address is enough, and when its time is over.
#[derive(Serialize, Deserialize)]
pub struct SettleEmailChange {
    /// Id of the request.
    pub change: String,
}

impl Job for SettleEmailChange {
    const NAME: &'static str = "settle_email_change";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        let mut tx = context.app.db.write().await?;
        let found: Option<(PersonId, DateTime<Utc>)> = sql!(
            tx,
            sqlx::query_as(
                "select person_id, asked_at from email_change where id = $1 and state = 'waiting'"
            )
            .bind(&self.change)
            .fetch_optional(tx)
            .await
        )
        .map_err(Error::from)?;
        let Some((person, asked_at)) = found else { return Ok(()) };
        if tx.now() >= asked_at + LASTS {
            end(&mut tx, &person, "expired").await?;
            audit::record(&mut tx, None, "email_change.expired", person.as_str(), json!({}))
                .await?;
            return Ok(tx.save().await?);
        }
        settle(&mut tx, &person).await?;
        Ok(tx.save_unrecorded("what was changed has its entry; what still waits has none").await?)
    }
}
