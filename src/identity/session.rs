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
    identity::{
        access::{Actor, Grant, Role, Scope},
        known_device,
        second_factor::{self, proof::Proof},
    },
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

/// Starts a session and gives its token, 256 random bits in hex; `device` is what the browser or
/// program said of itself.
pub async fn start(
    tx: &mut Tx,
    person: &PersonId,
    kind: Kind,
    device: Option<&str>,
) -> Result<String> {
    let token = hex::encode(bytes::<32>(tx.random()));
    let (id, now) = (tx.fresh_id(), tx.now());
    let hash = hash(&token);
    sql!(
        tx,
        sqlx::query(
            "insert into session (token_hash, person_id, kind, created_at, last_seen_at, expires_at,
                 device, id)
             values ($1, $2, $3, $4, $4, $5, $6, $7)"
        )
        .bind(hash)
        .bind(person)
        .bind(kind.code())
        .bind(now)
        .bind(now + kind.idle())
        .bind(device)
        .bind(id)
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

/// Notes that a second proof was given in the session with this hash.
pub async fn prove(tx: &mut Tx, person: &PersonId, session: &str, proof: Proof) -> Result<()> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "update session set second_proof_at = $1, second_proof = $2
             where token_hash = $3 and person_id = $4"
        )
        .bind(now)
        .bind(proof.code())
        .bind(session)
        .bind(person)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let facts = json!({"how": proof.code()});
    audit::record(tx, Some(person), "session.proved", person.as_str(), facts).await
}

/// Notes that the password was given again in the session with this hash. That is no second proof.
pub async fn renew_password(tx: &mut Tx, person: &PersonId, session: &str) -> Result<()> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query("update session set password_at = $1 where token_hash = $2 and person_id = $3")
            .bind(now)
            .bind(session)
            .bind(person)
            .execute(tx)
            .await
            .map(drop)
    )?;
    let facts = json!({"how": "password"});
    audit::record(tx, Some(person), "session.proved", person.as_str(), facts).await
}

/// When the session with this hash last saw the password: at its start, if not again.
pub async fn last_password(tx: &mut Tx, session: &str) -> Result<Option<DateTime<Utc>>> {
    Ok(sql!(
        tx,
        sqlx::query_scalar(
            "select coalesce(password_at, created_at) from session where token_hash = $1"
        )
        .bind(session)
        .fetch_optional(tx)
        .await
    )?)
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

/// Gives the session of this request another token, so that whoever copied the old one holds
/// nothing.
pub async fn rotate(tx: &mut Tx, me: &Actor) -> Result<String> {
    let token = hex::encode(bytes::<32>(tx.random()));
    let (old, new) = (&me.session, hash(&token));
    sql!(
        tx,
        sqlx::query("update session set token_hash = $1 where token_hash = $2")
            .bind(new)
            .bind(old)
            .execute(tx)
            .await
            .map(drop)
    )?;
    audit::record(tx, Some(&me.id), "session.rotated", me.id.as_str(), json!({})).await?;
    Ok(token)
}

/// Ends every session of a person, tokens too, or all but the one with the hash `except`. No
/// device of before is a known one any more.
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
    second_factor::half_session::end_all(tx, person).await?;
    known_device::forget_all(tx, person).await?;
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
    scopes: Option<String>,
    last_seen_at: DateTime<Utc>,
    role: Option<String>,
    agency_id: Option<String>,
    main: Option<bool>,
    domain_id: Option<String>,
    second_proof_at: Option<DateTime<Utc>>,
    has_second_factor: bool,
}

/// Who holds `token`, if it belongs to a session that has not ended.
pub async fn actor(app: &App, token: &str) -> Result<Option<Actor>> {
    Ok(found(app, token).await?.map(|found| found.actor))
}

/// A session that has not ended.
pub struct Found {
    /// Whose.
    pub actor: Actor,
    /// Whether it lives in a browser: a token is for the API alone.
    pub is_browser: bool,
    /// What a personal token is for; `None`: everything its person may do.
    pub scopes: Option<Vec<Scope>>,
}

/// The session of `token`, if it has not ended.
pub async fn found(app: &App, token: &str) -> Result<Option<Found>> {
    let hash = hash(token);
    let mut tx = app.db.read().await?;
    let now = tx.now();
    let rows: Vec<Row> = sql!(
        tx,
        sqlx::query_as(
            "select s.person_id, p.prefix, p.first_name, p.last_name, p.email, p.email_confirmed_at,
                    p.verification, s.kind, s.scopes, s.last_seen_at, m.role, m.agency_id, m.main,
                    s.domain_id, s.second_proof_at,
                    (exists (select 1 from totp t
                             where t.person_id = p.id and t.confirmed_at is not null)
                     or exists (select 1 from passkey k where k.person_id = p.id))
                        as has_second_factor
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
    let grants: Vec<Grant> = grants.collect();
    // A token was made by somebody who had just given the second proof; a session gives its own.
    let is_token = !matches!(first.kind.as_str(), "browser" | "api");
    let is_proved = first.has_second_factor && (is_token || first.second_proof_at.is_some());
    let withheld = !is_proved && second_factor::is_required(app, &grants);
    // A personal token without a word on its scopes can do nothing, not everything.
    let scopes = match (first.kind.as_str(), &first.scopes) {
        ("personal", None) => Some(Vec::new()),
        (_, scopes) => scopes.as_deref().map(Scope::read_all),
    };
    let actor = Actor {
        id: first.person_id.clone(),
        name: name::full(&first.prefix, &first.first_name, &first.last_name),
        email: first.email.clone(),
        email_confirmed: first.email_confirmed_at.is_some(),
        verification: first.verification.clone(),
        grants: if withheld { Vec::new() } else { grants },
        only_domain: first.domain_id.as_deref().map(Into::into),
        is_personal_token: first.kind == "personal",
        second_proof_at: first.second_proof_at,
        has_second_factor: first.has_second_factor,
        withheld,
        session: hash,
    };
    Ok(Some(Found { actor, is_browser: first.kind == "browser", scopes }))
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
