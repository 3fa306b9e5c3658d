//! Directory: what mail servers read, kept in step with every commit.

use serde_json::json;

use crate::{
    app::App,
    db::{Tx, mail_file::Scope},
    error::Result,
    jobs,
    workd::jobs::PublishDirectory,
};

/// Commits a change of domains, accounts, aliases or app passwords, and lets mail servers see it
/// before the answer goes out. Where they read a file of their own, a job repeats the copy in case
/// the program dies between the commit and the copy.
pub async fn save(mut tx: Tx, app: &App, scope: Scope) -> Result<()> {
    let Some(file) = &app.mail_file else { return tx.save().await };
    jobs::enqueue(&mut tx, &PublishDirectory { scope: json!(scope) }).await?;
    tx.save().await?;
    if let Err(error) = file.publish(&scope).await {
        // The change is kept and the job will publish it; the visitor need not try again.
        tracing::warn!(%error, "the mail directory could not be written, a job will do it");
    }
    Ok(())
}

/// Copies what `scope` names, again or for the first time.
pub async fn publish(app: &App, scope: &Scope) -> Result<()> {
    match &app.mail_file {
        Some(file) => file.publish(scope).await,
        None => Ok(()),
    }
}
