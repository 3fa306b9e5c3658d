//! Letters to people: written in the transaction that causes them, sent by a job.

pub mod inbound;
pub mod lmtp;
pub mod outbox;
pub mod transport;

use serde::{Deserialize, Serialize};

use crate::{
    db::Tx,
    error::Result,
    jobs::{self, Failure, Job, JobContext},
    sql,
    web::locale::{Locale, Value},
};

/// Writes a letter in the reader's language from the sentences `KEY-subject` and `KEY-body`.
pub async fn send(
    tx: &mut Tx,
    to: &str,
    locale: Locale,
    key: &str,
    values: &[(&'static str, Value)],
) -> Result<()> {
    let subject = locale.with(&format!("{key}-subject"), values);
    let body = format!(
        "{}\n\n{}\n",
        locale.with(&format!("{key}-body"), values),
        locale.t("mail-signature")
    );
    let (id, now) = (tx.fresh_id(), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into notice (id, to_address, subject, body, created_at) values ($1, $2, $3, $4, $5)"
        )
        .bind(&id)
        .bind(to)
        .bind(&subject)
        .bind(&body)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    jobs::enqueue(tx, &SendNotice { notice: id }).await
}

/// Hands one letter to the transport.
#[derive(Serialize, Deserialize)]
pub struct SendNotice {
    /// Id of the letter.
    pub notice: String,
}

#[derive(sqlx::FromRow)]
struct Unsent {
    to_address: String,
    subject: String,
    body: Option<String>,
}

impl Job for SendNotice {
    const NAME: &'static str = "send_notice";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        let mut tx = context.app.db.read().await?;
        let unsent: Option<Unsent> = sql!(
            tx,
            sqlx::query_as(
                "select to_address, subject, body from notice where id = $1 and sent_at is null"
            )
            .bind(&self.notice)
            .fetch_optional(tx)
            .await
        )
        .map_err(crate::error::Error::from)?;
        drop(tx);
        let Some(Unsent { to_address, subject, body: Some(body) }) = unsent else { return Ok(()) };
        context.transport.send(&self.notice, &to_address, &subject, &body).await?;
        // A letter that has left is not kept: it may hold a one-time link. The outbox page of the
        // demonstration has nothing else to show, so there it stays.
        let kept = context.transport.is_outbox();
        let mut tx = context.app.db.write().await?;
        let now = tx.now();
        sql!(
            tx,
            sqlx::query(
                "update notice set sent_at = $1, body = case when $2 then body else null end
                 where id = $3"
            )
            .bind(now)
            .bind(kept)
            .bind(&self.notice)
            .execute(tx)
            .await
            .map(drop)
        )
        .map_err(crate::error::Error::from)?;
        tx.save_unrecorded("a letter that left is no change of record").await?;
        Ok(())
    }
}
