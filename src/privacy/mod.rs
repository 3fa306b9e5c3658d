//! What people may ask about the data held about them, in every area: to see it, to have a copy, to
//! have it erased; and the trail for auditors. It stands above the areas, and none imports it.

pub mod api;
pub mod erasure;
pub mod export;
pub mod jobs;
pub mod pages;

use serde_json::json;

use crate::{app::App, audit, error::Result, id::PersonId, identity::consent};

/// Keeps that `person` agrees to the new version of each text, or takes note of it.
pub async fn agree(app: &App, person: &PersonId) -> Result<()> {
    let mut tx = app.db.write().await?;
    let texts = consent::outstanding(&consent::history(&mut tx, person).await?);
    if texts.is_empty() {
        return Ok(());
    }
    for text in texts {
        consent::give(&mut tx, person, text, true).await?;
        let facts = json!({"text": text.name, "version": text.version});
        audit::record(&mut tx, Some(person), "consent.given", person.as_str(), facts).await?;
    }
    tx.save().await
}
