//! The way to a provider and back: what is remembered of it, for ten minutes and one use.

use chrono::{DateTime, Duration, Utc};
use openidconnect::{
    CsrfToken, Nonce, PkceCodeChallenge, PkceCodeVerifier, Scope, core::CoreAuthenticationFlow,
};
use url::Url;

use super::{Provider, failure::Failure};
use crate::{
    app::App,
    clock::bytes,
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::{
        seal::{Sealed, SealedColumn},
        session::hash,
    },
    sql,
};

/// How long somebody may stay at the provider.
const LASTS: Duration = Duration::minutes(10);

/// What the way is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Logging in, or signing up where there is no account yet.
    SignIn,
    /// Confirming the identity of this person, who is logged in and waits for it.
    Link(PersonId),
}

/// A way that was begun.
pub struct Begun {
    /// Where to send the browser.
    pub url: Url,
    /// What the browser keeps in its cookie.
    pub browser: String,
}

/// A way that came back, and may be gone on with.
pub struct Back {
    /// What it was taken for.
    pub purpose: Purpose,
    /// Page of this site to go on to; empty for none.
    pub next: String,
    /// What the id_token must repeat.
    pub nonce: Nonce,
    /// What proves to the provider that it was us who asked.
    pub verifier: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    provider: String,
    browser_hash: String,
    purpose: String,
    person_id: Option<PersonId>,
    next: String,
    sealed: Vec<u8>,
    sealed_key: i64,
    expires_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
}

/// Begins the way to `provider`.
///
/// # Errors
/// The inner one is `Away`, when the provider does not tell where to send people.
pub async fn begin(
    app: &App,
    provider: &Provider,
    purpose: &Purpose,
    next: &str,
) -> Result<Result<Begun, Failure>> {
    let known = match provider.known(app.clock.now()).await {
        Ok(known) => known,
        Err(reason) => {
            let provider = provider.kind.code();
            tracing::warn!(provider, %reason, "an identity provider does not answer");
            return Ok(Err(Failure::Away));
        }
    };
    let secret = || hex::encode(bytes::<32>(&*app.random));
    let (state, nonce, verifier, browser) = (secret(), secret(), secret(), secret());
    let challenge =
        PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.clone()));
    let client = provider.client(&known).set_auth_uri(known.authorize.clone());
    let (state_of_url, nonce_of_url) = (state.clone(), nonce.clone());
    let mut request = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(state_of_url),
            move || Nonce::new(nonce_of_url),
        )
        .set_pkce_challenge(challenge);
    for scope in provider.kind.scopes() {
        request = request.add_scope(Scope::new((*scope).to_owned()));
    }
    let (url, _, _) = request.url();

    let mut tx = app.db.write().await?;
    let state_hash = hash(&state);
    let plain = format!("{nonce} {verifier}");
    let sealed = app.keys.seal(&place(&state_hash), plain.as_bytes(), tx.random())?;
    let (purpose, person) = match purpose {
        Purpose::SignIn => ("sign_in", None),
        Purpose::Link(person) => ("link", Some(person)),
    };
    let expires_at = tx.now() + LASTS;
    let browser_hash = hash(&browser);
    sql!(
        tx,
        sqlx::query(
            "insert into sign_in (id, provider, browser_hash, purpose, person_id, next,
                 sealed, sealed_key, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        )
        .bind(&state_hash)
        .bind(provider.kind.code())
        .bind(&browser_hash)
        .bind(purpose)
        .bind(person)
        .bind(next)
        .bind(&sealed.bytes)
        .bind(sealed.key)
        .bind(expires_at)
        .execute(tx)
        .await
        .map(drop)
    )?;
    tx.save_unrecorded("being sent away changes nothing; coming back does").await?;
    Ok(Ok(Begun { url, browser }))
}

/// Takes the way back, once, in the browser that was sent.
pub async fn back(
    app: &App,
    provider: &Provider,
    state: &str,
    browser: Option<&str>,
) -> Result<Result<Back, Failure>> {
    let mut tx = app.db.write().await?;
    let (state_hash, now) = (hash(state), tx.now());
    let row: Option<Row> = sql!(
        tx,
        sqlx::query_as(
            "select provider, browser_hash, purpose, person_id, next, sealed, sealed_key,
                    expires_at, used_at
             from sign_in where id = $1"
        )
        .bind(&state_hash)
        .fetch_optional(tx)
        .await
    )?;
    let Some(row) = row.filter(|row| row.provider == provider.kind.code()) else {
        return Ok(Err(Failure::Unknown));
    };
    // A stranger with the address in hand changes nothing, not even for the browser it belongs to.
    if browser.map(hash).as_ref() != Some(&row.browser_hash) {
        return Ok(Err(Failure::OtherBrowser));
    }
    if row.used_at.is_some() {
        return Ok(Err(Failure::Used));
    }
    if row.expires_at <= now {
        return Ok(Err(Failure::Expired));
    }
    let taken: u64 = sql!(
        tx,
        sqlx::query("update sign_in set used_at = $1 where id = $2 and used_at is null")
            .bind(now)
            .bind(&state_hash)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
    )?;
    if taken == 0 {
        return Ok(Err(Failure::Used));
    }
    tx.save_unrecorded("what comes of it is recorded when it is known").await?;
    let sealed = Sealed { bytes: row.sealed, key: row.sealed_key };
    let plain = app.keys.open(&place(&state_hash), &sealed)?;
    let plain = String::from_utf8_lossy(&plain);
    let (nonce, verifier) =
        plain.split_once(' ').ok_or_else(|| Error::internal("a cut sign-in"))?;
    let purpose = match (row.purpose.as_str(), row.person_id) {
        ("link", Some(person)) => Purpose::Link(person),
        _ => Purpose::SignIn,
    };
    let (nonce, verifier) = (Nonce::new(nonce.to_owned()), verifier.to_owned());
    Ok(Ok(Back { purpose, next: row.next, nonce, verifier }))
}

/// Forgets what nobody came back from, and what providers said of people who did not go on.
pub async fn prune(tx: &mut Tx) -> Result<()> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query("delete from sign_in where expires_at < $1")
            .bind(now)
            .execute(tx)
            .await
            .map(drop)
    )?;
    sql!(
        tx,
        sqlx::query("delete from sign_up where expires_at < $1")
            .bind(now)
            .execute(tx)
            .await
            .map(drop)
    )?;
    Ok(())
}

/// Where what was sent along stands.
pub const SEALED: SealedColumn =
    SealedColumn { table: "sign_in", sealed: "sealed", key: "sealed_key", place };

fn place(state_hash: &str) -> String {
    format!("sign_in\0sealed\0{state_hash}")
}
