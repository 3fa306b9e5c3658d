//! Device cookies, after OWASP: a browser that logged in before is known to the account, so that
//! guesses by others cannot lock its owner out, and a log-in from elsewhere is told by letter.

use std::time::Duration;

use chrono::{DateTime, Utc};
use poem::{Request, web::cookie::CookieJar};
use serde_json::json;
use subtle::ConstantTimeEq;

use crate::{
    app::App,
    audit,
    clock::bytes,
    db::Tx,
    error::Result,
    id::PersonId,
    identity::{
        agent,
        origin::Origin,
        person,
        session::{self, Kind},
    },
    mail, sql,
    web::locale::Locale,
};

/// How many people a shared browser remembers.
const MOST: usize = 5;

/// Browsers keep no cookie longer.
const LASTS: Duration = Duration::from_secs(400 * 24 * 3600);

/// One person's part of the cookie: a random id, since when in microseconds, and a keyed
/// fingerprint that binds both to the person.
struct Entry<'a> {
    id: &'a str,
    since: &'a str,
    mark: &'a str,
}

fn name(app: &App) -> &'static str {
    if app.config.is_secure() { "__Host-device" } else { "device" }
}

/// The cookie as it came; empty where there is none.
pub fn in_cookie(app: &App, request: &Request) -> String {
    request.cookie().get(name(app)).map(|it| it.value_str().to_owned()).unwrap_or_default()
}

fn entries(cookie: &str) -> impl Iterator<Item = (&str, Entry<'_>)> {
    cookie.split('~').take(MOST).filter_map(|whole| {
        let mut parts = whole.split('.');
        let entry = Entry { id: parts.next()?, since: parts.next()?, mark: parts.next()? };
        parts.next().is_none().then_some((whole, entry))
    })
}

fn mark(app: &App, person: &PersonId, id: &str, since: &str) -> String {
    hex::encode(app.keys.index("device", &format!("{person}\n{id}\n{since}")))
}

fn is_of(app: &App, entry: &Entry<'_>, person: &PersonId) -> bool {
    let own = mark(app, person, entry.id, entry.since);
    own.as_bytes().ct_eq(entry.mark.as_bytes()).into()
}

/// The id by which this browser is known to `person`, unless it was given before `from`. A cookie
/// of somebody else's account, or one that was made up, is none.
pub fn of(
    app: &App,
    cookie: &str,
    person: &PersonId,
    from: Option<DateTime<Utc>>,
) -> Option<String> {
    let from = from.map_or(i64::MIN, |from| from.timestamp_micros());
    let mut found = None;
    // Every entry is looked at, so that time tells nothing of whose they are.
    for (_, entry) in entries(cookie) {
        let fresh = entry.since.parse::<i64>().is_ok_and(|since| since >= from);
        if is_of(app, &entry, person) && fresh {
            found = Some(entry.id.to_owned());
        }
    }
    found
}

/// The id by which this browser is known to a person whose account was found otherwise.
pub async fn find(
    tx: &mut Tx,
    app: &App,
    person: &PersonId,
    from: &Origin,
) -> Result<Option<String>> {
    let devices_from: Option<DateTime<Utc>> = sql!(
        tx,
        sqlx::query_scalar("select devices_from from person where id = $1")
            .bind(person)
            .fetch_one(tx)
            .await
    )?;
    Ok(of(app, &from.devices, person, devices_from))
}

/// Makes this browser a known device of `person`; what it knows of other people stays.
pub fn remember(app: &App, jar: &CookieJar, cookie: &str, person: &PersonId) {
    let id = hex::encode(bytes::<16>(&*app.random));
    let since = app.clock.now().timestamp_micros().to_string();
    let mut kept = vec![format!("{id}.{since}.{}", mark(app, person, &id, &since))];
    let others = entries(cookie).filter(|(_, entry)| !is_of(app, entry, person));
    kept.extend(others.map(|(whole, _)| whole.to_owned()).take(MOST - 1));
    let mut cookie = session::cookie(app, name(app), &kept.join("~"));
    cookie.set_max_age(LASTS);
    jar.add(cookie);
}

/// From now on no device of before is known to `person`.
pub async fn forget_all(tx: &mut Tx, person: &PersonId) -> Result<()> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query("update person set devices_from = $1 where id = $2")
            .bind(now)
            .bind(person)
            .execute(tx)
            .await
            .map(drop)
    )?;
    Ok(())
}

/// Tells a person by letter that a device logged in which the account did not know; called before
/// the session starts. A program has no cookie: it is known by its name while a session of that
/// name lives. The first browser of an account is no news to its owner.
pub async fn greet(
    tx: &mut Tx,
    app: &App,
    person: &PersonId,
    kind: Kind,
    from: &Origin,
    known: Option<&str>,
) -> Result<()> {
    let (now, agent) = (tx.now(), from.agent.as_deref());
    let is_known = match kind {
        Kind::Browser => {
            let first: u64 = sql!(
                tx,
                sqlx::query(
                    "update person set first_device_at = $1
                     where id = $2 and first_device_at is null"
                )
                .bind(now)
                .bind(person)
                .execute(tx)
                .await
                .map(|done| done.rows_affected())
            )?;
            known.is_some() || first == 1
        }
        Kind::Api => {
            let before: i64 = sql!(
                tx,
                sqlx::query_scalar(
                    "select count(*) from session where person_id = $1 and kind = 'api'
                     and expires_at > $2 and coalesce(device, '') = $3"
                )
                .bind(person)
                .bind(now)
                .bind(agent.unwrap_or_default())
                .fetch_one(tx)
                .await
            )?;
            before > 0
        }
    };
    if is_known {
        return Ok(());
    }
    let told = person::get(tx, person).await?;
    let locale = Locale::from_code(&told.locale).unwrap_or_default();
    let values = [
        ("name", told.full_name().into()),
        ("device", locale.say(&agent::words(agent)).into()),
        ("when", locale.moment(now).into()),
        ("sessions", app.url("/me/sessions").into()),
        ("reset", app.url("/password-resets/new").into()),
    ];
    mail::send(tx, &told.email, locale, "mail-new-device", &values).await?;
    audit::record(tx, Some(person), "session.new_device", person.as_str(), json!({})).await
}
