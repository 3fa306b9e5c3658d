//! Checking a log-in name and a password: the same answer and the same work for every wrong pair.

use serde_json::json;

use crate::{
    app::App,
    audit,
    error::{Error, Result},
    id::PersonId,
    identity::{
        limit::{self, LOGIN_BY_ACCOUNT, LOGIN_BY_ADDRESS},
        person,
    },
};

/// Whose name and password these are.
///
/// # Errors
/// `WrongLogIn`, or `TooMany` after too many wrong ones from one address or at one account from
/// one address; the owner elsewhere is not locked out.
pub async fn check(app: &App, login: &str, password: &str, address: &str) -> Result<PersonId> {
    let account = format!("{}\n{address}", person::email_key(login).replace([' ', '-'], ""));
    limit::check(app, &LOGIN_BY_ADDRESS, address).await?;
    limit::check(app, &LOGIN_BY_ACCOUNT, &account).await?;
    let mut tx = app.db.read().await?;
    let found = person::credentials(&mut tx, app, login).await?;
    drop(tx);
    let hash = found.as_ref().and_then(|found| found.password_hash.as_deref());
    if app.passwords.verify(password, hash).await?
        && let Some(found) = &found
    {
        return Ok(found.id.clone());
    }
    limit::count(app, &LOGIN_BY_ADDRESS, address).await?;
    limit::count(app, &LOGIN_BY_ACCOUNT, &account).await?;
    if let Some(found) = found {
        let mut tx = app.db.write().await?;
        audit::record(&mut tx, None, "session.refused", found.id.as_str(), json!({})).await?;
        tx.save().await?;
    }
    Err(Error::WrongLogIn)
}
