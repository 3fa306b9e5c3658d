//! The rest of a sign-up through a provider: who somebody is was signed, what is left they type.

use chrono::Duration;

use super::{Kind, assertion::Assertion, settle};
use crate::{
    agencies::agency,
    app::App,
    clock::bytes,
    db::Tx,
    error::{Error, Mistake, Result},
    id::PersonId,
    identity::{
        consent,
        link::{self, Purpose},
        password,
        person::{self, NewPerson},
        seal::{Sealed, SealedColumn},
        session::hash,
        signup::{self, SignUp},
        verification::standing,
    },
    mail, sql,
    thai::name,
    web::locale::{Locale, Text},
};

/// How long the form may stay open.
const LASTS: Duration = Duration::minutes(30);

/// A sign-up that waits for its rest.
pub struct Waiting {
    /// What the provider signed.
    pub assertion: Assertion,
    /// Page of this site to go on to; empty for none.
    pub next: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    provider: String,
    next: String,
    sealed: Vec<u8>,
    sealed_key: i64,
}

/// Keeps an assertion for its browser, sealed, and gives the form's id.
pub async fn keep(
    tx: &mut Tx,
    app: &App,
    assertion: &Assertion,
    next: &str,
    browser: &str,
) -> Result<String> {
    let id = hex::encode(bytes::<24>(tx.random()));
    let plain = assertion.to_bytes()?;
    let sealed = app.keys.seal(&place(&id), &plain, tx.random())?;
    let (browser_hash, expires_at) = (hash(browser), tx.now() + LASTS);
    sql!(
        tx,
        sqlx::query(
            "insert into sign_up (id, provider, browser_hash, next, sealed, sealed_key, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7)"
        )
        .bind(&id)
        .bind(assertion.kind.code())
        .bind(&browser_hash)
        .bind(next)
        .bind(&sealed.bytes)
        .bind(sealed.key)
        .bind(expires_at)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(id)
}

/// What waits under `id` for this browser.
///
/// # Errors
/// `NotFound` when it has expired, was used, or belongs to another browser.
pub async fn get(tx: &mut Tx, app: &App, id: &str, browser: Option<&str>) -> Result<Waiting> {
    let (browser_hash, now) = (browser.map(hash).unwrap_or_default(), tx.now());
    let row: Option<Row> = sql!(
        tx,
        sqlx::query_as(
            "select provider, next, sealed, sealed_key from sign_up
             where id = $1 and browser_hash = $2 and expires_at > $3"
        )
        .bind(id)
        .bind(&browser_hash)
        .bind(now)
        .fetch_optional(tx)
        .await
    )?;
    let gone = || Error::NotFound(Text::new("signin-form-gone"));
    let row = row.ok_or_else(gone)?;
    let kind = Kind::from_code(&row.provider).ok_or_else(gone)?;
    let sealed = Sealed { bytes: row.sealed, key: row.sealed_key };
    let plain = app.keys.open(&place(id), &sealed)?;
    Ok(Waiting { assertion: Assertion::from_bytes(kind, &plain)?, next: row.next })
}

/// Takes the person in, verified as the provider signed it, and gives the token of their session
/// and the page to go on to.
///
/// # Errors
/// `Mistakes` by field, a conflict when that citizen has an account by now, `NotFound`.
pub async fn complete(
    app: &App,
    id: &str,
    browser: Option<&str>,
    typed: &SignUp,
    locale: Locale,
) -> Result<(PersonId, String)> {
    let mut tx = app.db.read().await?;
    let Waiting { assertion, next } = get(&mut tx, app, id, browser).await?;
    drop(tx);
    let mut mistakes = Vec::new();
    let prefix = signup::prefix(&mut mistakes, &typed.prefix);
    let email = person::read_email(&typed.email);
    if email.is_none() {
        mistakes.push(Mistake::new("email", "shape", Text::new("email-shape")));
    }
    if !typed.password.is_empty() {
        let about = [assertion.first_name.as_str(), &assertion.last_name, &typed.email];
        mistakes.extend(password::judge("password", &typed.password, &about));
    }
    let (kind, agency) = signup::belonging(&mut mistakes, typed);
    signup::consents(&mut mistakes, typed);
    let (Some(email), Some(kind), true) = (email, kind, mistakes.is_empty()) else {
        return Err(Error::Mistakes(mistakes));
    };
    let password_hash = match typed.password.as_str() {
        "" => None,
        password => Some(app.passwords.hash(password).await?),
    };

    let mut tx = app.db.write().await?;
    let used: u64 = sql!(
        tx,
        sqlx::query("delete from sign_up where id = $1")
            .bind(id)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
    )?;
    if used == 0 {
        return Err(Error::NotFound(Text::new("signin-form-gone")));
    }
    if person::verified(&mut tx, app, &assertion.citizen_id).await?.is_some() {
        return Err(person::already_joined());
    }
    let found = match &agency {
        Some(name) => agency::find_by_name(&mut tx, name).await?,
        None => None,
    };
    let new = NewPerson {
        prefix: &prefix,
        first_name: &assertion.first_name,
        last_name: &assertion.last_name,
        birth_date: assertion.birth_date.map(|date| date.to_iso()),
        email: &email,
        kind,
        agency_name: agency.as_deref().filter(|_| found.is_none()),
        agency: found,
        citizen_id: Some(&assertion.citizen_id),
        verification: "pending",
        route: None,
        password_hash,
        locale: locale.code(),
    };
    let person = person::add(&mut tx, app, new).await?;
    let (route, facts) = (assertion.kind.route(), assertion.facts());
    if !standing::confirm(&mut tx, Some(&person), &person, route, &facts).await? {
        return Err(person::already_joined());
    }
    consent::give(&mut tx, &person, &consent::TERMS, true).await?;
    consent::give(&mut tx, &person, &consent::PRIVACY, true).await?;
    let token = link::make(&mut tx, &person, Purpose::Email, Duration::days(7)).await?;
    let name = name::full(&prefix, &assertion.first_name, &assertion.last_name);
    let url = app.url(&format!("/email-confirmations/{token}"));
    let values = [("name", name.into()), ("url", url.into())];
    mail::send(&mut tx, &email, locale, "mail-welcome", &values).await?;
    settle::note(&mut tx, &assertion, &person).await?;
    tx.save().await?;
    Ok((person, next))
}

/// Where what a provider said stands until the form is sent.
pub const SEALED: SealedColumn =
    SealedColumn { table: "sign_up", sealed: "sealed", key: "sealed_key", place };

fn place(id: &str) -> String {
    format!("sign_up\0sealed\0{id}")
}
