//! Usage: how full the mailboxes are, as Dovecot says once an hour.

use crate::{app::App, error::Error, sql, workd::doveadm::Doveadm};

/// Rows written in one statement's transaction.
const AT_ONCE: usize = 500;

/// Asks the mail server and notes the answer; without one set up there is nothing to ask.
///
/// # Errors
/// In words, when the server does not answer.
pub async fn read(app: &App) -> Result<(), String> {
    let Some(doveadm) = Doveadm::of(app) else { return Ok(()) };
    let used = doveadm.usage().await?;
    for some in used.chunks(AT_ONCE) {
        note(app, some).await.map_err(|error| error.to_string())?;
    }
    Ok(())
}

async fn note(app: &App, some: &[(String, i64)]) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new("update account set used_at = ");
        statement.push_bind(now);
        statement.push(", used_bytes = v.column2 from (");
        statement.push_values(some, |mut row, (address, used)| {
            row.push("cast(").push_bind_unseparated(address).push_unseparated(" as text)");
            row.push("cast(").push_bind_unseparated(used).push_unseparated(" as bigint)");
        });
        statement
            .push(") as v where account.address = v.column1")
            .build()
            .execute(tx)
            .await
            .map(drop)
    })?;
    tx.save_unrecorded("how full a mailbox is changes with every letter").await
}
