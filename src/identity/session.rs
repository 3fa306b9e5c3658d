//! Session: start, find, end. The token is known to the visitor alone; we keep its hash.

use chrono::{DateTime, Duration, Utc};
use poem::{
    Request,
    web::cookie::{Cookie, CookieJar, SameSite},
};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    app::App,
    audit,
    clock::bytes,
    db::Tx,
    error::Result,
    id::PersonId,
    identity::access::{Actor, Grant, Role},
    sql,
    thai::name,
};

/// How a session is carried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// In a cookie; ends after half a day without use.
    Browser,
    /// As a bearer token; ends after thirty days without use.
    Api,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Self::Browser => "browser",
            Self::Api => "api",
        }
    }

    fn idle(self) -> Duration {
        match self {
            Self::Browser => Duration::hours(12),
            Self::Api => Duration::days(30),
        }
    }
}

/// How old `last_seen_at` may grow before it is written again: a page view should not cost a write.
const TOUCH_AFTER: Duration = Duration::minutes(10);

/// Starts a session and gives its token, 256 random bits in hex.
pub async fn start(tx: &mut Tx, person: &PersonId, kind: Kind) -> Result<String> {
    let token = hex::encode(bytes::<32>(tx.random()));
    let now = tx.now();
    let hash = hash(&token);
    sql!(
        tx,
        sqlx::query(
            "insert into session (token_hash, person_id, kind, created_at, last_seen_at, expires_at)
             values ($1, $2, $3, $4, $4, $5)"
        )
        .bind(hash)
        .bind(person)
        .bind(kind.code())
        .bind(now)
        .bind(now + kind.idle())
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(
        tx,
        Some(person),
        "session.started",
        person.as_str(),
        json!({"kind": kind.code()}),
    )
    .await?;
    Ok(token)
}

/// Ends one session.
pub async fn end(tx: &mut Tx, me: &Actor) -> Result<()> {
    let hash = &me.session;
    sql!(
        tx,
        sqlx::query("delete from session where token_hash = $1")
            .bind(hash)
            .execute(tx)
            .await
            .map(drop)
    )?;
    audit::record(tx, Some(&me.id), "session.ended", me.id.as_str(), json!({})).await
}

/// Ends every session of a person, or all but the one with the hash `except`.
pub async fn end_all(tx: &mut Tx, person: &PersonId, except: Option<&str>) -> Result<()> {
    let except = except.unwrap_or_default();
    sql!(
        tx,
        sqlx::query("delete from session where person_id = $1 and token_hash <> $2")
            .bind(person)
            .bind(except)
            .execute(tx)
            .await
            .map(drop)
    )?;
    audit::record(tx, Some(person), "session.all_ended", person.as_str(), json!({})).await
}

#[derive(sqlx::FromRow)]
struct Row {
    person_id: PersonId,
    prefix: String,
    first_name: String,
    last_name: String,
    email: String,
    email_confirmed_at: Option<DateTime<Utc>>,
    verification: String,
    kind: String,
    last_seen_at: DateTime<Utc>,
    role: Option<String>,
    agency_id: Option<String>,
    main: Option<bool>,
    domain_id: Option<String>,
}

/// Who holds `token`, if it belongs to a session that has not ended.
pub async fn actor(app: &App, token: &str) -> Result<Option<Actor>> {
    let hash = hash(token);
    let mut tx = app.db.read().await?;
    let now = tx.now();
    let rows: Vec<Row> = sql!(
        tx,
        sqlx::query_as(
            "select s.person_id, p.prefix, p.first_name, p.last_name, p.email, p.email_confirmed_at,
                    p.verification, s.kind, s.last_seen_at, m.role, m.agency_id, m.main,
                    s.domain_id
             from session s
             join person p on p.id = s.person_id
             left join membership m on m.person_id = p.id and m.ended_at is null
             where s.token_hash = $1 and s.expires_at > $2 and p.closed_at is null
             order by m.id"
        )
        .bind(&hash)
        .bind(now)
        .fetch_all(tx)
        .await
    )?;
    drop(tx);
    let Some(first) = rows.first() else { return Ok(None) };
    if now - first.last_seen_at > TOUCH_AFTER {
        let idle = match first.kind.as_str() {
            "browser" => Some(Kind::Browser.idle()),
            "api" => Some(Kind::Api.idle()),
            // A domain's token ends on the day that was chosen, used or not.
            _ => None,
        };
        touch(app, &hash, idle).await?;
    }
    let grants = rows.iter().filter_map(|row| {
        let role = Role::from_code(row.role.as_deref()?)?;
        let agency = row.agency_id.as_deref().map(Into::into);
        Some(Grant { role, agency, main: row.main == Some(true) })
    });
    Ok(Some(Actor {
        id: first.person_id.clone(),
        name: name::full(&first.prefix, &first.first_name, &first.last_name),
        email: first.email.clone(),
        email_confirmed: first.email_confirmed_at.is_some(),
        verification: first.verification.clone(),
        grants: grants.collect(),
        only_domain: first.domain_id.as_deref().map(Into::into),
        session: hash,
    }))
}

async fn touch(app: &App, hash: &str, idle: Option<Duration>) -> Result<()> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    let expires = idle.map(|idle| now + idle);
    sql!(
        tx,
        sqlx::query(
            "update session set last_seen_at = $1, expires_at = coalesce($2, expires_at)
             where token_hash = $3"
        )
        .bind(now)
        .bind(expires)
        .bind(hash)
        .execute(tx)
        .await
        .map(drop)
    )?;
    tx.save_unrecorded("being seen is not a change of record").await
}

/// What is kept of a token.
pub fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

/// The name of a cookie: with the `__Host-` prefix wherever the site is reached over TLS.
fn cookie_name(app: &App) -> &'static str {
    if app.config.is_secure() { "__Host-session" } else { "session" }
}

/// The token that came with the browser's cookie.
pub fn token_in_cookie(app: &App, request: &Request) -> Option<String> {
    request.cookie().get(cookie_name(app)).map(|cookie| cookie.value_str().to_owned())
}

/// Gives the token to the browser.
pub fn put_cookie(app: &App, jar: &CookieJar, token: &str) {
    jar.add(cookie(app, cookie_name(app), token));
}

/// A cookie that carries a session: no script reads it, and over TLS nothing else does.
pub fn cookie(app: &App, name: &str, token: &str) -> Cookie {
    let mut cookie = Cookie::new_with_str(name, token);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_secure(app.config.is_secure());
    // Lax, so that a link in a letter finds the person logged in.
    cookie.set_same_site(SameSite::Lax);
    cookie
}

/// Takes the token back from the browser.
pub fn clear_cookie(app: &App, jar: &CookieJar) {
    let mut cookie = cookie(app, cookie_name(app), "");
    cookie.make_removal();
    jar.add(cookie);
}
