//! App password: for one program and for chosen services; shown once, ended on its own or with the account.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    clock::bytes,
    db::Tx,
    error::{Error, Mistake, Result},
    id::PersonId,
    sql,
    thai::text,
    web::locale::Text,
    workd::account::Account,
};

/// What a program may do with it, as Dovecot and Postfix call it.
pub const SERVICES: [&str; 3] = ["imap", "smtp", "sieve"];

/// The most that one account may have.
const MOST: i64 = 30;

/// Letters and digits that cannot be taken for one another.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A row of `app_password`, without its hash.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AppPassword {
    /// Which.
    pub id: String,
    /// What it is for, in its owner's words.
    pub name: String,
    /// With commas between.
    pub services: String,
    /// The beginning of the secret, to tell one from another.
    pub key_id: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A secret and its hash, made before a transaction begins: hashing takes long.
pub struct Fresh {
    /// Shown once, `k7f3a9-…`.
    pub secret: String,
    hash: String,
}

/// Makes a secret: six characters that find it, and twenty that guard it (100 random bits).
pub async fn fresh(app: &App) -> Result<Fresh> {
    let draw = bytes::<26>(&*app.random);
    let letters: String =
        draw.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    let (key, rest) = letters.split_at(6);
    let mut secret = key.to_owned();
    for group in rest.as_bytes().chunks(5) {
        secret.push('-');
        secret.extend(group.iter().map(|byte| char::from(*byte)));
    }
    let hash = app.passwords.hash(&secret).await?;
    Ok(Fresh { secret, hash })
}

/// Keeps an app password. An administrator makes one for sending alone, since reading is the
/// holder's; for the official mailbox, which systems share, for reading too.
///
/// # Errors
/// Mistakes by field.
pub async fn create(
    tx: &mut Tx,
    by: Option<&PersonId>,
    account: &Account,
    name: &str,
    services: &[String],
    fresh: &Fresh,
) -> Result<AppPassword> {
    let mut mistakes = Vec::new();
    let name = text::normalise(name);
    if name.is_empty() || text::graphemes(&name) > 100 {
        let text = Text::new("app-password-name");
        mistakes.push(Mistake::new("name", "required", text));
    }
    let known: Vec<&str> =
        SERVICES.into_iter().filter(|known| services.iter().any(|one| one == known)).collect();
    if known.is_empty() || services.iter().any(|one| !SERVICES.contains(&one.as_str())) {
        let text = Text::new("app-password-services");
        mistakes.push(Mistake::new("services", "unknown", text));
    }
    if by.is_some() && account.kind == "user" && known.iter().any(|one| *one != "smtp") {
        let text = Text::new("app-password-holder-only");
        mistakes.push(Mistake::new("services", "holder_only", text));
    }
    if !mistakes.is_empty() {
        return Err(Error::Mistakes(mistakes));
    }
    if account.state != "active" && account.state != "invited" {
        return Err(Error::conflict("not-active", Text::new("account-not-active")));
    }
    let there = list(tx, account).await?;
    if i64::try_from(there.len()).unwrap_or(i64::MAX) >= MOST {
        let text = Text::new("app-password-too-many").with("most", MOST);
        return Err(Error::conflict("too-many", text));
    }
    let (id, now) = (tx.fresh_id(), tx.now());
    let (key_id, services) = (&fresh.secret[..6], known.join(","));
    sql!(
        tx,
        sqlx::query(
            "insert into app_password (id, account_id, key_id, password_hash, name, services,
                 created_at) values ($1, $2, $3, $4, $5, $6, $7)"
        )
        .bind(&id)
        .bind(&account.id)
        .bind(key_id)
        .bind(&fresh.hash)
        .bind(&name)
        .bind(&services)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let facts = json!({"services": services, "by_holder": by.is_none()});
    audit::record(tx, by, "workd.app_password.made", account.id.as_str(), facts).await?;
    Ok(AppPassword { id, name, services, key_id: key_id.to_owned(), created_at: now })
}

/// The living app passwords of an account, the newest first.
pub async fn list(tx: &mut Tx, account: &Account) -> Result<Vec<AppPassword>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, name, services, key_id, created_at from app_password
             where account_id = $1 and revoked_at is null order by id desc"
        )
        .bind(&account.id)
        .fetch_all(tx)
        .await
    )?)
}

/// Ends an app password.
pub async fn revoke(tx: &mut Tx, by: Option<&PersonId>, account: &Account, id: &str) -> Result<()> {
    let now = tx.now();
    let done = sql!(
        tx,
        sqlx::query(
            "update app_password set revoked_at = $1
             where id = $2 and account_id = $3 and revoked_at is null"
        )
        .bind(now)
        .bind(id)
        .bind(&account.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if done == 0 {
        return Err(Error::not_found());
    }
    let facts = json!({"by_holder": by.is_none()});
    audit::record(tx, by, "workd.app_password.revoked", account.id.as_str(), facts).await
}
