//! Checking a log-in name and a password: the same answer and the same work for every wrong pair.

use serde_json::json;

use crate::{
    app::App,
    audit,
    error::{Error, Result},
    id::PersonId,
    identity::{
        known_device,
        limit::{
            self, LOGIN_BY_ACCOUNT, LOGIN_BY_ADDRESS, LOGIN_BY_DEVICE, LOGIN_BY_STRANGERS, Limit,
        },
        origin::Origin,
        person,
    },
};

/// Somebody whose name and password fit.
pub struct LoggedIn {
    /// Who.
    pub person: PersonId,
    /// The id of the browser, where the account knows it.
    pub device: Option<String>,
}

/// Whose name and password these are. Tries are counted before they are made and given back when
/// they go well. A device that the account knows has a count of its own; all others share one for
/// each account, wherever they are, beside those of their addresses. So guessing from many
/// addresses is stopped, and cannot shut the owner's own devices out.
///
/// # Errors
/// `WrongLogIn`; `TooMany` after too many wrong ones from one address, from one device, or at one
/// account from one address; `LetterNeeded` after too many from anywhere at one account.
pub async fn check(app: &App, login: &str, password: &str, from: &Origin) -> Result<LoggedIn> {
    let mut tx = app.db.read().await?;
    let found = person::credentials(&mut tx, app, login).await?;
    drop(tx);
    // A person may be named by address and by number: both count as one. A name that nobody has
    // is treated alike, down to the entry of the trail.
    let (who, devices_from) = match &found {
        Some(found) => (found.id.clone(), found.devices_from),
        None => {
            let key = person::email_key(login).replace([' ', '-'], "");
            (PersonId::from(format!("nobody {key}")), None)
        }
    };
    let device = known_device::of(app, &from.devices, &who, devices_from);
    let pair = format!("{who}\n{}", device.as_deref().unwrap_or(&from.address));
    let tries: &[(&Limit, &str)] = match &device {
        Some(_) => &[(&LOGIN_BY_DEVICE, &pair)],
        None => &[
            (&LOGIN_BY_ADDRESS, &from.address),
            (&LOGIN_BY_ACCOUNT, &pair),
            (&LOGIN_BY_STRANGERS, who.as_str()),
        ],
    };
    if let Some(full) = limit::take(app, tries).await? {
        let retry_after = full.retry_after;
        return Err(if full.limit == LOGIN_BY_STRANGERS.name {
            Error::LetterNeeded { retry_after }
        } else {
            Error::TooMany { retry_after }
        });
    }
    let hash = found.as_ref().and_then(|found| found.password_hash.as_deref());
    if app.passwords.verify(password, hash).await?
        && let Some(found) = found
    {
        let mut tx = app.db.write().await?;
        limit::give_back(&mut tx, app, tries).await?;
        tx.save_unrecorded("a counter is not a change of record").await?;
        return Ok(LoggedIn { person: found.id, device });
    }
    let subject = if found.is_some() { who.as_str() } else { "nobody" };
    let mut tx = app.db.write().await?;
    audit::record(&mut tx, None, "session.refused", subject, json!({})).await?;
    tx.save().await?;
    Err(Error::WrongLogIn)
}
