//! Which text was agreed to, in which version, and when; each text apart from the other.

use chrono::{DateTime, Utc};

use crate::{db::Tx, error::Result, id::PersonId, sql};

/// A text that people agree to or take note of.
pub struct ConsentText {
    /// Name in API and database.
    pub name: &'static str,
    /// Version of the wording shown now; a new wording is a new version.
    pub version: &'static str,
}

/// Terms of use.
pub const TERMS: ConsentText = ConsentText { name: "terms", version: "2569-1" };
/// Privacy notice of the learning service.
pub const PRIVACY: ConsentText = ConsentText { name: "privacy", version: "2569-2" };

/// Keeps an answer.
pub async fn give(tx: &mut Tx, person: &PersonId, text: &ConsentText, given: bool) -> Result<()> {
    let (id, now) = (tx.fresh_id(), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into consent (id, person_id, text_name, text_version, given, at)
             values ($1, $2, $3, $4, $5, $6)"
        )
        .bind(id)
        .bind(person)
        .bind(text.name)
        .bind(text.version)
        .bind(given)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// Every text that people agree to or take note of.
pub const TEXTS: [&ConsentText; 2] = [&TERMS, &PRIVACY];

/// An answer that was kept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Answer {
    /// Which text.
    pub text_name: String,
    /// In which version.
    pub text_version: String,
    /// Whether it was given or taken back.
    pub given: bool,
    /// When.
    pub at: DateTime<Utc>,
}

/// Every answer of a person, the latest first.
pub async fn history(tx: &mut Tx, person: &PersonId) -> Result<Vec<Answer>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select text_name, text_version, given, at from consent where person_id = $1
             order by id desc"
        )
        .bind(person)
        .fetch_all(tx)
        .await
    )?)
}

/// The texts of which `history` knows an older version alone. Whoever never was asked, such as the
/// operator's own people, has none.
pub fn outstanding(history: &[Answer]) -> Vec<&'static ConsentText> {
    let latest = |text: &ConsentText| history.iter().find(|answer| answer.text_name == text.name);
    let outdated = |text: &&ConsentText| {
        latest(text).is_some_and(|answer| answer.text_version != text.version)
    };
    TEXTS.into_iter().filter(outdated).collect()
}

/// Where log-in leads: to the new texts first, and from there to `target`.
pub async fn on_the_way(tx: &mut Tx, person: &PersonId, target: String) -> Result<String> {
    if outstanding(&history(tx, person).await?).is_empty() {
        return Ok(target);
    }
    let next: String = url::form_urlencoded::byte_serialize(target.as_bytes()).collect();
    Ok(format!("/me/privacy/consents?next={next}"))
}
