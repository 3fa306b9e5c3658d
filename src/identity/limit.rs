//! How often something that can be guessed may be tried: by address, by citizen id, by account.

use std::net::Ipv6Addr;

use chrono::{DateTime, Duration, Utc};

use crate::{
    app::App,
    db::Tx,
    error::{Error, Result},
    sql,
};

/// A limit: so many tries in a window of time.
pub struct Limit {
    /// What is tried and by what it is counted.
    pub name: &'static str,
    /// Tries allowed in a window.
    pub tries: i64,
    /// Length of a window.
    pub window: Duration,
}

/// Sign-ups from one network address; a counter with one connection serves a whole queue.
pub const SIGNUP_BY_ADDRESS: Limit =
    Limit { name: "signup-address", tries: 120, window: Duration::hours(1) };
/// Sign-ups with one citizen id that the identity source refused.
pub const SIGNUP_BY_CITIZEN: Limit =
    Limit { name: "signup-citizen", tries: 5, window: Duration::days(1) };
/// People sent to an identity provider from one network address.
pub const SIGN_IN_BY_ADDRESS: Limit =
    Limit { name: "sign-in-address", tries: 600, window: Duration::hours(1) };
/// Failed log-ins from one network address.
pub const LOGIN_BY_ADDRESS: Limit =
    Limit { name: "login-address", tries: 100, window: Duration::hours(1) };
/// Failed log-ins to one account from one address, so that a stranger cannot lock the owner out.
pub const LOGIN_BY_ACCOUNT: Limit =
    Limit { name: "login-account", tries: 10, window: Duration::minutes(15) };
/// Failed log-ins to one account by everybody whose device it does not know, wherever they are.
pub const LOGIN_BY_STRANGERS: Limit =
    Limit { name: "login-strangers", tries: 50, window: Duration::hours(1) };
/// Failed log-ins to one account from one device that it knows.
pub const LOGIN_BY_DEVICE: Limit =
    Limit { name: "login-device", tries: 10, window: Duration::minutes(15) };
/// The password asked again of somebody who is logged in.
pub const PASSWORD_AGAIN: Limit =
    Limit { name: "password-again", tries: 10, window: Duration::minutes(15) };
/// Failed log-ins to pages of mail accounts from one network address.
pub const MAILBOX_BY_ADDRESS: Limit =
    Limit { name: "mailbox-address", tries: 100, window: Duration::hours(1) };
/// Failed log-ins to the page of one mail account from one network address.
pub const MAILBOX_BY_ACCOUNT: Limit =
    Limit { name: "mailbox-account", tries: 10, window: Duration::minutes(15) };
/// Second proofs of one person that were wrong, from one address.
pub const PROOF_BY_ACCOUNT: Limit =
    Limit { name: "proof-account", tries: 10, window: Duration::minutes(15) };
/// The same from anywhere: six digits are few for whoever asks from a thousand addresses.
pub const PROOF_BY_PERSON: Limit =
    Limit { name: "proof-person", tries: 60, window: Duration::hours(1) };
/// Questions for passkeys that strangers asked from one network address.
pub const PASSKEY_BY_ADDRESS: Limit =
    Limit { name: "passkey-address", tries: 300, window: Duration::hours(1) };
/// Letters with a link to set a new password, to one address.
pub const RESET_BY_ACCOUNT: Limit =
    Limit { name: "reset-account", tries: 5, window: Duration::hours(1) };
/// The same, asked from one network address.
pub const RESET_BY_ADDRESS: Limit =
    Limit { name: "reset-address", tries: 30, window: Duration::hours(1) };
/// Certificate numbers looked up from one network address that were none; right ones are never
/// counted, and are answered even where this is used up.
///
/// How it was chosen: a clerk who types from paper mistypes about one number in twenty and looks up
/// one every two minutes at most, which is two wrong ones an hour. Thirty clerks behind the one address
/// of an agency come to sixty, and go on verifying whatever happens. A number has 80 random bits, so
/// that sixty guesses an hour or six hundred find nothing: the limit is there for the log and the
/// load, not for the secret.
pub const VERIFY_WRONG: Limit =
    Limit { name: "verify-wrong", tries: 60, window: Duration::hours(1) };

/// The same, before the address sees masked names only.
pub const VERIFY_GUESSES: Limit =
    Limit { name: "verify-guesses", tries: 5, window: Duration::hours(1) };
/// Family names typed for one certificate number from one address.
pub const UNMASK_BY_ADDRESS: Limit =
    Limit { name: "unmask-address", tries: 5, window: Duration::hours(1) };
/// Family names typed for one certificate number from anywhere.
pub const UNMASK_BY_NUMBER: Limit =
    Limit { name: "unmask-number", tries: 50, window: Duration::days(1) };
/// Files compared with their records for one address.
pub const COMPARE_BY_ADDRESS: Limit =
    Limit { name: "compare-address", tries: 120, window: Duration::hours(1) };

/// Counts one try of `limit` for `key`; keys are kept as keyed hashes.
///
/// # Errors
/// `TooMany` when the window is used up.
pub async fn count(app: &App, limit: &Limit, key: &str) -> Result<()> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    let (start, key) = (window_start(now, limit.window), hashed(app, limit, key));
    let used: Option<i64> = sql!(
        tx,
        sqlx::query_scalar(
            "insert into attempt_limit (key, window_start, used) values ($1, $2, 1)
             on conflict (key, window_start) do update set used = attempt_limit.used + 1
             where attempt_limit.used < $3
             returning used"
        )
        .bind(key)
        .bind(start)
        .bind(limit.tries)
        .fetch_optional(tx)
        .await
    )?;
    tx.save_unrecorded("a counter is not a change of record").await?;
    if used.is_some() { Ok(()) } else { Err(too_many(now, start, limit)) }
}

/// A window that is used up.
pub struct Full {
    /// Which limit, by its name.
    pub limit: &'static str,
    /// Seconds until the window ends.
    pub retry_after: i64,
}

/// Counts one try of each limit before it is made, so that many at the same time cannot pass
/// together; counts nothing where one of them is used up, and gives that one.
pub async fn take(app: &App, tries: &[(&Limit, &str)]) -> Result<Option<Full>> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    for (limit, key) in tries {
        let (start, key) = (window_start(now, limit.window), hashed(app, limit, key));
        let used: Option<i64> = sql!(
            tx,
            sqlx::query_scalar(
                "insert into attempt_limit (key, window_start, used) values ($1, $2, 1)
                 on conflict (key, window_start) do update set used = attempt_limit.used + 1
                 where attempt_limit.used < $3
                 returning used"
            )
            .bind(key)
            .bind(start)
            .bind(limit.tries)
            .fetch_optional(tx)
            .await
        )?;
        if used.is_none() {
            let retry_after = (start + limit.window - now).num_seconds().max(1);
            return Ok(Some(Full { limit: limit.name, retry_after }));
        }
    }
    tx.save_unrecorded("a counter is not a change of record").await?;
    Ok(None)
}

/// Takes back what `take` or `count` counted: the try went well.
pub async fn give_back(tx: &mut Tx, app: &App, tries: &[(&Limit, &str)]) -> Result<()> {
    let now = tx.now();
    for (limit, key) in tries {
        let (start, key) = (window_start(now, limit.window), hashed(app, limit, key));
        sql!(
            tx,
            sqlx::query(
                "update attempt_limit set used = used - 1
                 where key = $1 and window_start = $2 and used > 0"
            )
            .bind(key)
            .bind(start)
            .execute(tx)
            .await
            .map(drop)
        )?;
    }
    Ok(())
}

/// Refuses when the window of `limit` for `key` is used up, without counting.
pub async fn check(app: &App, limit: &Limit, key: &str) -> Result<()> {
    let mut tx = app.db.read().await?;
    let now = tx.now();
    let (start, key) = (window_start(now, limit.window), hashed(app, limit, key));
    let used: Option<i64> = sql!(
        tx,
        sqlx::query_scalar("select used from attempt_limit where key = $1 and window_start = $2")
            .bind(key)
            .bind(start)
            .fetch_optional(tx)
            .await
    )?;
    if used.is_some_and(|used| used >= limit.tries) {
        Err(too_many(now, start, limit))
    } else {
        Ok(())
    }
}

/// Whether the tries of this window and of the one before would use one window up: what follows from
/// it then does not end at the stroke of a clock.
pub async fn is_used_lately(app: &App, limit: &Limit, key: &str) -> Result<bool> {
    let mut tx = app.db.read().await?;
    let (start, key) = (window_start(tx.now(), limit.window), hashed(app, limit, key));
    let used: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select cast(coalesce(sum(used), 0) as bigint) from attempt_limit
             where key = $1 and window_start >= $2"
        )
        .bind(key)
        .bind(start - limit.window)
        .fetch_one(tx)
        .await
    )?;
    Ok(used >= limit.tries)
}

/// Forgets windows that have passed; called by a job once a day.
pub async fn prune(app: &App) -> Result<()> {
    let mut tx = app.db.write().await?;
    let before = tx.now() - Duration::days(2);
    sql!(
        tx,
        sqlx::query("delete from attempt_limit where window_start < $1")
            .bind(before)
            .execute(tx)
            .await
            .map(drop)
    )?;
    tx.save_unrecorded("a counter is not a change of record").await
}

fn hashed(app: &App, limit: &Limit, key: &str) -> String {
    let parts: Vec<_> = key.split('\0').map(network).collect();
    hex::encode(app.keys.index(limit.name, &parts.join("\0")))
}

/// An IPv6 address as its network of 64 bits, since one line has all of those addresses; whatever
/// else as it is.
fn network(part: &str) -> String {
    match part.parse::<Ipv6Addr>() {
        Ok(address) => match address.to_ipv4_mapped() {
            Some(address) => address.to_string(),
            None => Ipv6Addr::from(u128::from(address) >> 64 << 64).to_string(),
        },
        Err(_) => part.to_owned(),
    }
}

fn window_start(now: DateTime<Utc>, window: Duration) -> DateTime<Utc> {
    let seconds = now.timestamp() - now.timestamp().rem_euclid(window.num_seconds());
    DateTime::from_timestamp(seconds, 0).unwrap_or(now)
}

fn too_many(now: DateTime<Utc>, start: DateTime<Utc>, limit: &Limit) -> Error {
    Error::TooMany { retry_after: (start + limit.window - now).num_seconds().max(1) }
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn addresses_of_one_line_count_as_one() {
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), network("2001:db8:1:2::9"));
        assert_ne!(network("2001:db8:1:2::9"), network("2001:db8:1:3::9"));
        assert_eq!(network("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(network("192.0.2.7"), "192.0.2.7");
        assert_eq!(network("somchai@example.go.th"), "somchai@example.go.th");
    }
}
