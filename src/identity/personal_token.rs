//! Personal tokens: for a person's own programs, with scopes and a last day, shown once.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use crate::{
    audit,
    clock::bytes,
    db::Tx,
    error::{Error, Mistake, Result},
    identity::{
        access::{Actor, Scope},
        session::hash,
    },
    sql,
    thai::text,
    web::locale::Text,
};

/// How many days a token may live.
pub const LONGEST_DAYS: i64 = 365;

/// How many living tokens a person may have.
const MOST: i64 = 50;

/// A living token, without its secret.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PersonalToken {
    /// By which it is ended.
    pub id: String,
    /// What its person calls it.
    pub name: String,
    /// Codes with spaces between.
    pub scopes: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to ten minutes; before it was made where it never was.
    pub last_seen_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

impl PersonalToken {
    /// What it may do.
    pub fn scopes(&self) -> Vec<Scope> {
        Scope::read_all(&self.scopes)
    }

    /// When it was last used, if it was.
    pub fn last_used_at(&self) -> Option<DateTime<Utc>> {
        (self.last_seen_at >= self.created_at).then_some(self.last_seen_at)
    }
}

/// What was asked for.
pub struct NewToken<'a> {
    /// What to call it.
    pub name: &'a str,
    /// Codes of scopes.
    pub scopes: &'a [String],
    /// How many days it lives.
    pub days: i64,
}

/// Makes a token that acts as `me` within its scopes. Its text and its id; the text is shown once.
///
/// # Errors
/// Mistakes by field.
pub async fn create(tx: &mut Tx, me: &Actor, new: &NewToken<'_>) -> Result<(String, String)> {
    let mut mistakes = Vec::new();
    let name = text::normalise(new.name);
    if name.is_empty() || text::graphemes(&name) > 100 {
        mistakes.push(Mistake::new("name", "required", Text::new("own-token-name-required")));
    }
    let scopes: Vec<Option<Scope>> = new.scopes.iter().map(|it| Scope::from_code(it)).collect();
    if scopes.is_empty() || scopes.contains(&None) {
        mistakes.push(Mistake::new("scopes", "required", Text::new("own-token-scopes-required")));
    }
    if !(1..=LONGEST_DAYS).contains(&new.days) {
        let text = Text::new("own-token-days-range").with("most", LONGEST_DAYS);
        mistakes.push(Mistake::new("days", "range", text));
    }
    if !mistakes.is_empty() {
        return Err(Error::Mistakes(mistakes));
    }
    if i64::try_from(of(tx, me).await?.len()).unwrap_or(i64::MAX) >= MOST {
        let text = Text::new("own-token-most").with("most", MOST);
        return Err(Error::conflict("too-many-tokens", text));
    }
    let codes: Vec<&str> = Scope::ALL
        .into_iter()
        .filter(|scope| scopes.contains(&Some(*scope)))
        .map(Scope::code)
        .collect();
    let token = format!("rian_{}", hex::encode(bytes::<32>(tx.random())));
    let (id, now) = (tx.fresh_id(), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into session (token_hash, person_id, kind, created_at, last_seen_at,
                 expires_at, name, scopes, id)
             values ($1, $2, 'personal', $3, $4, $5, $6, $7, $8)"
        )
        .bind(hash(&token))
        .bind(&me.id)
        .bind(now)
        // Never used: seen before it was made. The first use is written at once.
        .bind(now - Duration::hours(1))
        .bind(now + Duration::days(new.days))
        .bind(&name)
        .bind(codes.join(" "))
        .bind(&id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    let facts = json!({"scopes": codes, "days": new.days});
    audit::record(tx, Some(&me.id), "token.made", me.id.as_str(), facts).await?;
    Ok((token, id))
}

/// The living tokens of whoever asks, the newest first.
pub async fn of(tx: &mut Tx, me: &Actor) -> Result<Vec<PersonalToken>> {
    let now = tx.now();
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, coalesce(name, '') as name, coalesce(scopes, '') as scopes, created_at,
                    last_seen_at, expires_at
             from session
             where person_id = $1 and kind = 'personal' and expires_at > $2
             order by created_at desc, id"
        )
        .bind(&me.id)
        .bind(now)
        .fetch_all(tx)
        .await
    )?)
}

/// Ends one of one's own tokens.
///
/// # Errors
/// `NotFound`, also for somebody else's.
pub async fn end(tx: &mut Tx, me: &Actor, id: &str) -> Result<()> {
    let gone = sql!(
        tx,
        sqlx::query("delete from session where id = $1 and person_id = $2 and kind = 'personal'")
            .bind(id)
            .bind(&me.id)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
    )?;
    if gone == 0 {
        return Err(Error::not_found());
    }
    audit::record(tx, Some(&me.id), "token.ended", me.id.as_str(), json!({})).await
}
