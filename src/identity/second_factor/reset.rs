//! Reset: somebody lost every factor, and a system administrator takes them away for a reason.

use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::{
        access::{Act, Actor},
        person,
        second_factor::{self, recovery},
        session,
    },
    mail, sql,
    web::locale::{Locale, Text, Value},
};

/// Why factors are taken away: each has its words as `choice-CODE`.
pub const REASONS: [&str; 3] = ["lost_device", "new_device", "stolen_device"];

/// Takes away everything that the person called `login` has set up, ends their sessions, and
/// writes to them. They log in by password and set up anew.
///
/// # Errors
/// `Forbidden`, `SecondFactorStale`; mistakes in `login` and `reason`.
pub async fn reset(tx: &mut Tx, app: &App, me: &Actor, login: &str, reason: &str) -> Result<()> {
    if !me.may(Act::ResetSecondFactor) {
        return Err(Error::Forbidden);
    }
    me.step_up(tx.now())?;
    take_away(tx, app, Some(&me.id), login, reason).await
}

/// The same from the server's own command line, for when the last administrator lost theirs:
/// whoever may run it there may read the database too.
///
/// # Errors
/// Mistakes in `login` and `reason`.
pub async fn reset_from_server(tx: &mut Tx, app: &App, login: &str, reason: &str) -> Result<()> {
    take_away(tx, app, None, login, reason).await
}

async fn take_away(
    tx: &mut Tx,
    app: &App,
    by: Option<&PersonId>,
    login: &str,
    reason: &str,
) -> Result<()> {
    let Some(reason) = REASONS.into_iter().find(|known| *known == reason) else {
        return Err(Error::mistake("reason", "unknown", Text::new("factor-reset-reason-needed")));
    };
    let wrong = |text| Error::mistake("login", "unknown", Text::new(text));
    let found = person::credentials(tx, app, login).await?;
    let person = found.ok_or_else(|| wrong("factor-reset-nobody"))?.id;
    if by == Some(&person) {
        return Err(wrong("factor-reset-own"));
    }
    if !second_factor::is_set_up(tx, &person).await? {
        return Err(wrong("factor-reset-nothing"));
    }
    forget(tx, &person).await?;
    recovery::forget(tx, &person).await?;
    session::end_all(tx, &person, None).await?;
    let facts = json!({"reason": reason});
    audit::record(tx, by, "second_factor.reset", person.as_str(), facts).await?;
    let theirs = person::get(tx, &person).await?;
    let locale = Locale::from_code(&theirs.locale).unwrap_or_default();
    let values = [
        ("name", Value::from(theirs.full_name())),
        ("reason", locale.t(&format!("choice-{}", reason.replace('_', "-"))).into()),
        ("url", app.url("/me/second-factor").into()),
    ];
    mail::send(tx, &theirs.email, locale, "mail-factor-reset", &values).await
}

async fn forget(tx: &mut Tx, person: &PersonId) -> Result<()> {
    sql!(
        tx,
        sqlx::query("delete from totp where person_id = $1")
            .bind(person)
            .execute(tx)
            .await
            .map(drop)
    )?;
    sql!(
        tx,
        sqlx::query("delete from passkey where person_id = $1")
            .bind(person)
            .execute(tx)
            .await
            .map(drop)
    )?;
    Ok(())
}
