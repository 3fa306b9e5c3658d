//! An edition as it is kept: all that decides how the file is drawn, and the signature on it.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{key, not_yet};
use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    learning::certificate::{
        certificate::Certificate,
        data,
        pdf::{self, DRAWING},
        signature::{self, timestamp},
    },
    print::{File, Inside, Seal},
    sql,
};

/// Why it is signed, as the file says where no setting says otherwise.
const REASON: &str = "รับรองว่าออกโดยระบบและไม่ถูกแก้ไข";

/// A row of `certificate_edition`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Edition {
    pub(super) edition: i64,
    pub(super) sha256: String,
    pub(super) made_at: DateTime<Utc>,
    pub(super) room: i64,
    pub(super) signature: Option<Vec<u8>>,
    pub(super) signer_name: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) place: Option<String>,
    pub(super) credential: Option<String>,
}

/// The last few, as the servers of one installation may draw in two ways while it is updated.
pub(super) async fn latest(tx: &mut Tx, number: &str) -> Result<Vec<Edition>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select edition, sha256, made_at, room, signature, signer_name, reason, place,
                 credential
             from certificate_edition where number = $1 order by edition desc limit 4"
        )
        .bind(number)
        .fetch_all(tx)
        .await
    )?)
}

impl Edition {
    /// One that is yet to be drawn.
    pub(super) fn begun(edition: i64, made_at: DateTime<Utc>, credential: Option<String>) -> Self {
        Self {
            edition,
            sha256: String::new(),
            made_at,
            room: 0,
            signature: None,
            signer_name: None,
            reason: None,
            place: None,
            credential,
        }
    }

    /// Whether nothing is missing in it. One made before there was a key is followed by a signed
    /// one.
    pub(super) fn is_final(&self, app: &App) -> bool {
        self.signature.is_some() || matches!(app.signing(), Ok(None))
    }

    /// Says who will sign, and how much room that takes.
    pub(super) fn prepare(&mut self, app: &App) -> Result<()> {
        let room = key(app).and_then(|key| {
            key.standing(self.made_at)?;
            Ok((key.room()?, key.chain().name()))
        });
        let (room, name) = room.map_err(|why| {
            tracing::error!(%why, "certificates cannot be signed");
            not_yet()
        })?;
        let stamp = if app.config.timestamp_url.is_some() { timestamp::ROOM } else { 0 };
        self.room = (room + stamp) as i64;
        self.signer_name = Some(name);
        self.reason = Some(app.config.signing_reason.clone().unwrap_or_else(|| REASON.to_owned()));
        self.place = app.config.signing_place.clone();
        Ok(())
    }

    /// Draws it without its signature.
    pub(super) async fn draw(&self, app: &App, certificate: &Certificate) -> Result<File> {
        let mut tx = app.db.read().await?;
        let dress = certificate.dress(&mut tx).await?;
        drop(tx);
        let (app, certificate, it) = (app.clone(), certificate.clone(), self.clone());
        tokio::task::spawn_blocking(move || {
            let seal = it.signer_name.map(|name| Seal {
                name,
                reason: it.reason.unwrap_or_else(|| REASON.to_owned()),
                place: it.place,
                at: it.made_at,
                room: usize::try_from(it.room).unwrap_or_default(),
            });
            let attachments = data::attachments(&app, &certificate, it.credential.as_deref())?;
            let inside = Inside { attachments, seal };
            pdf::draw_with(&certificate.sheet(&app, &dress), &inside).map_err(Error::internal)
        })
        .await?
    }

    /// Draws it with the signature that was kept.
    pub(super) async fn draw_again(self, app: &App, certificate: &Certificate) -> Result<Vec<u8>> {
        let File { mut bytes, hole } = self.draw(app, certificate).await?;
        if let (Some(hole), Some(signature)) = (hole, self.signature) {
            hole.fill(&mut bytes, &signature).map_err(Error::internal)?;
        }
        Ok(bytes)
    }

    /// Keeps it; `false` where another one has the same number already.
    pub(super) async fn keep(self, app: &App, number: &str, size: usize) -> Result<bool> {
        let mut tx = app.db.write().await?;
        let signer = match (app.signing(), &self.signature) {
            (Ok(Some(key)), Some(_)) => Some(signature::keep(&mut tx, key.chain()).await?),
            _ => None,
        };
        let kept = sql!(
            tx,
            sqlx::query(
                "insert into certificate_edition (number, edition, sha256, size, drawing, made_at,
                     room, signature, signer, signer_name, reason, place, credential)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                 on conflict (number, edition) do nothing"
            )
            .bind(number)
            .bind(self.edition)
            .bind(&self.sha256)
            .bind(size as i64)
            .bind(DRAWING)
            .bind(self.made_at)
            .bind(self.room)
            .bind(&self.signature)
            .bind(&signer)
            .bind(&self.signer_name)
            .bind(&self.reason)
            .bind(&self.place)
            .bind(&self.credential)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
        )?;
        if kept == 0 {
            return Ok(false);
        }
        let facts = json!({"edition": self.edition, "signed": self.signature.is_some()});
        audit::record(&mut tx, None, "certificate.sealed", number, facts).await?;
        tx.save().await?;
        Ok(true)
    }
}
