//! Erasing an account: asked for, seven days to change one's mind, then done; what the law keeps is
//! named and stays.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use sqlx::types::Json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::{
        self,
        access::Actor,
        held::Kept,
        person::{self, Person},
    },
    jobs, learning, mail,
    privacy::{
        export,
        jobs::{Erase, ForgetLetters},
    },
    sql,
    web::locale::{Locale, Text, Value},
    workd,
};

/// How long one can change one's mind.
pub const GRACE: Duration = Duration::days(7);

/// The last letter is forgotten once it has surely left.
const LETTER_LEAVES_WITHIN: Duration = Duration::days(3);

/// Somebody's wish to be erased.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Erasure {
    /// Which.
    pub id: String,
    /// `waiting`, `withdrawn`, `refused` or `done`.
    pub state: String,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// When it will be done.
    pub due_at: DateTime<Utc>,
    /// What was kept, once it is done.
    pub kept: Option<Json<Vec<Kept>>>,
}

/// The latest wish of `person`.
pub async fn latest(tx: &mut Tx, person: &PersonId) -> Result<Option<Erasure>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, state, asked_at, due_at, kept from erasure where person_id = $1
             order by id desc limit 1"
        )
        .bind(person)
        .fetch_optional(tx)
        .await
    )?)
}

/// Whether `person` holds an office, which has to be handed over first.
async fn holds_office(tx: &mut Tx, person: &PersonId) -> Result<bool> {
    let offices: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from membership where person_id = $1 and ended_at is null"
        )
        .bind(person)
        .fetch_one(tx)
        .await
    )?;
    Ok(offices > 0)
}

/// Asks for the account to be erased in seven days.
///
/// # Errors
/// A conflict for whoever holds an office, and when it was asked for before.
pub async fn ask(tx: &mut Tx, app: &App, me: &Actor) -> Result<()> {
    if holds_office(tx, &me.id).await? {
        return Err(Error::conflict("holds-office", Text::new("privacy-erasure-office")));
    }
    let (id, now) = (tx.fresh_id(), tx.now());
    let asked = sql!(
        tx,
        sqlx::query(
            "insert into erasure (id, person_id, state, asked_at, due_at)
             values ($1, $2, 'waiting', $3, $4) on conflict do nothing"
        )
        .bind(&id)
        .bind(&me.id)
        .bind(now)
        .bind(now + GRACE)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if asked == 0 {
        return Err(Error::conflict("already-asked", Text::new("privacy-erasure-asked")));
    }
    jobs::enqueue_in(tx, &Erase { erasure: id }, GRACE).await?;
    audit::record(tx, Some(&me.id), "erasure.asked", me.id.as_str(), json!({})).await?;
    let person = person::get(tx, &me.id).await?;
    let due = Some(now + GRACE);
    tell(tx, app, &person, "mail-erasure-asked", due).await
}

/// Takes the wish back.
///
/// # Errors
/// A conflict when there is none.
pub async fn withdraw(tx: &mut Tx, me: &Actor) -> Result<()> {
    let now = tx.now();
    let done = sql!(
        tx,
        sqlx::query(
            "update erasure set state = 'withdrawn', ended_at = $1
             where person_id = $2 and state = 'waiting'"
        )
        .bind(now)
        .bind(&me.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 0 {
        return Err(Error::conflict("not-asked", Text::new("privacy-erasure-not-asked")));
    }
    audit::record(tx, Some(&me.id), "erasure.withdrawn", me.id.as_str(), json!({})).await
}

/// Erases the account, if that is still wanted and due. Whoever was given an office meanwhile is
/// told that it has to be handed over, and the account stays.
pub async fn carry_out(app: &App, id: &str) -> Result<()> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    let wanted: Option<PersonId> = sql!(
        tx,
        sqlx::query_scalar(
            "select person_id from erasure where id = $1 and state = 'waiting' and due_at <= $2"
        )
        .bind(id)
        .bind(now)
        .fetch_optional(tx)
        .await
    )?;
    let Some(owner) = wanted else { return Ok(()) };
    let person = person::get(&mut tx, &owner).await?;
    if holds_office(&mut tx, &owner).await? {
        end(&mut tx, id, "refused", None).await?;
        tell(&mut tx, app, &person, "mail-erasure-refused", None).await?;
        audit::record(&mut tx, None, "erasure.refused", owner.as_str(), json!({})).await?;
        return tx.save().await;
    }
    let mut kept = learning::held::erase(&mut tx, &owner).await?;
    kept.extend(workd::held::erase(&mut tx, &owner).await?);
    kept.extend(identity::held::erase(&mut tx, &owner).await?);
    kept.retain(|kept| kept.count > 0);
    end(&mut tx, id, "done", Some(&kept)).await?;
    // To the address as it was; it is forgotten with the letter.
    tell(&mut tx, app, &person, "mail-erasure-done", None).await?;
    let forget = ForgetLetters { address: person.email, until: now };
    jobs::enqueue_in(&mut tx, &forget, LETTER_LEAVES_WITHIN).await?;
    let facts = json!({"kept": kept});
    audit::record(&mut tx, None, "erasure.done", owner.as_str(), facts).await?;
    tx.save().await?;
    export::prune(app, Some(&owner)).await
}

async fn end(tx: &mut Tx, id: &str, state: &str, kept: Option<&Vec<Kept>>) -> Result<()> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query("update erasure set state = $1, ended_at = $2, kept = $3 where id = $4")
            .bind(state)
            .bind(now)
            .bind(kept.map(Json))
            .bind(id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    Ok(())
}

async fn tell(
    tx: &mut Tx,
    app: &App,
    person: &Person,
    key: &str,
    due: Option<DateTime<Utc>>,
) -> Result<()> {
    let locale = Locale::from_code(&person.locale).unwrap_or_default();
    let mut values: Vec<(&'static str, Value)> = vec![("name", person.full_name().into())];
    values.push(("url", app.url("/me/privacy/erasure").into()));
    if let Some(due) = due {
        values.push(("when", locale.moment(due).into()));
    }
    mail::send(tx, &person.email, locale, key, &values).await
}
