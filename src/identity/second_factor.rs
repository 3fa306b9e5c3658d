//! Second factor: what a person sets up beside the password, and who must have one.

pub mod ceremony;
pub mod half_session;
pub mod passkey;
pub mod proof;
pub mod recovery;
pub mod reset;
pub mod totp;

use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::{
        access::{Actor, FRESH, Grant},
        person, session,
    },
    mail, sql,
    web::locale::{Locale, Text, Value},
};

use proof::Proof;

/// What a person has set up.
pub struct Standing {
    /// The app, once a code of it was typed back.
    pub app: Option<totp::Enrolled>,
    /// Passkeys, the oldest first.
    pub passkeys: Vec<passkey::Passkey>,
    /// Recovery codes that have not been used.
    pub recovery_codes: i64,
    /// Whether the person's appointments count only with a second factor.
    pub is_required: bool,
}

impl Standing {
    /// Whether there is a factor at all; recovery codes alone are none.
    pub fn is_set_up(&self) -> bool {
        self.factors() > 0
    }

    /// Whether one of them can be taken away.
    pub fn can_lose_one(&self) -> bool {
        !self.is_required || self.factors() > 1
    }

    fn factors(&self) -> usize {
        self.passkeys.len() + usize::from(self.app.is_some())
    }
}

/// What `me` has set up.
pub async fn standing(tx: &mut Tx, app: &App, me: &Actor) -> Result<Standing> {
    Ok(Standing {
        app: totp::enrolled(tx, &me.id).await?,
        passkeys: passkey::of(tx, &me.id).await?,
        recovery_codes: recovery::left(tx, &me.id).await?,
        is_required: me.withheld || is_required(app, &me.grants),
    })
}

/// Whether appointments like these count only with a second factor. Every role has a say over
/// others; the demonstration's people log in with a password alone.
pub fn is_required(app: &App, grants: &[Grant]) -> bool {
    !app.config.demo && !grants.is_empty()
}

/// Whether a person has an app or a passkey.
pub async fn is_set_up(tx: &mut Tx, person: &PersonId) -> Result<bool> {
    let found: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select (select count(*) from totp where person_id = $1 and confirmed_at is not null)
                  + (select count(*) from passkey where person_id = $1)"
        )
        .bind(person)
        .fetch_one(tx)
        .await
    )?;
    Ok(found > 0)
}

/// Whether `me` may add, take away and make codes now: in person and freshly proved. Who has
/// nothing to prove with yet has logged in or given the password lately, so that a browser left
/// open is not enough to lock its owner out.
///
/// # Errors
/// `Forbidden` for tokens, `SecondFactorStale`.
pub async fn may_manage(tx: &mut Tx, me: &Actor) -> Result<()> {
    if me.is_personal_token || me.only_domain.is_some() {
        return Err(Error::Forbidden);
    }
    let now = tx.now();
    let is_fresh = if me.has_second_factor {
        me.has_proved_lately(now)
    } else {
        let since = session::last_password(tx, &me.session).await?;
        since.is_some_and(|at| now - at <= FRESH)
    };
    if is_fresh { Ok(()) } else { Err(Error::SecondFactorStale) }
}

/// Refuses to take away the last factor of somebody who must have one.
pub(crate) async fn may_lose_one(tx: &mut Tx, app: &App, me: &Actor) -> Result<()> {
    may_manage(tx, me).await?;
    // The row of the person stands for all of theirs: two at once cannot both be the other's rest.
    sql!(
        tx,
        sqlx::query("update person set locale = locale where id = $1")
            .bind(&me.id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    if standing(tx, app, me).await?.can_lose_one() {
        return Ok(());
    }
    Err(Error::conflict("last-second-factor", Text::new("factor-last-one")))
}

/// A factor was set up, and was proved by that.
pub(crate) async fn added(tx: &mut Tx, app: &App, me: &Actor, how: Proof) -> Result<()> {
    let facts = json!({"kind": how.code()});
    audit::record(tx, Some(&me.id), "second_factor.added", me.id.as_str(), facts).await?;
    session::prove(tx, &me.id, &me.session, how).await?;
    letter(tx, app, &me.id, "mail-factor-added", how).await
}

/// A factor was taken away. With the last one go the recovery codes: they stand for nothing else.
pub(crate) async fn removed(tx: &mut Tx, app: &App, me: &Actor, how: Proof) -> Result<()> {
    let facts = json!({"kind": how.code()});
    audit::record(tx, Some(&me.id), "second_factor.removed", me.id.as_str(), facts).await?;
    if !is_set_up(tx, &me.id).await? {
        recovery::forget(tx, &me.id).await?;
    }
    letter(tx, app, &me.id, "mail-factor-removed", how).await
}

async fn letter(tx: &mut Tx, app: &App, id: &PersonId, key: &str, how: Proof) -> Result<()> {
    let person = person::get(tx, id).await?;
    let locale = Locale::from_code(&person.locale).unwrap_or_default();
    let values = [
        ("name", Value::from(person.full_name())),
        ("factor", locale.t(how.name()).into()),
        ("url", app.url("/me/second-factor").into()),
    ];
    mail::send(tx, &person.email, locale, key, &values).await
}
