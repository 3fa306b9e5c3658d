//! Which text was agreed to, in which version, and when; each text apart from the other.

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
pub const PRIVACY: ConsentText = ConsentText { name: "privacy", version: "2569-1" };

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
