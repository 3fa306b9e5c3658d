//! Edition: the file of a certificate, byte for byte the same each time it is printed.
//!
//! The first printing draws and signs it. Kept are its hash and the signature, and not the file:
//! later printings draw it again and put the signature back, which gives the same hash. Where the
//! drawing has changed since, the next edition begins, and the files of the earlier one stay known.

use chrono::{DateTime, SubsecRound, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    badge,
    certificate::{self, Certificate},
    data,
    pdf::{self, DRAWING},
    signature::{self, SigningKey, timestamp},
};
use crate::{
    app::App,
    audit,
    clock::bytes,
    db::Tx,
    error::{Error, Result},
    print::{File, Inside, Seal},
    sql,
    web::locale::Text,
};

/// Why it is signed, as the file says.
const REASON: &str = "รับรองว่าออกโดยระบบและไม่ถูกแก้ไข";

/// A row of `certificate_edition`.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Edition {
    edition: i64,
    sha256: String,
    made_at: DateTime<Utc>,
    room: i64,
    signature: Option<Vec<u8>>,
    signer_name: Option<String>,
    credential: Option<String>,
}

/// The number of the certificate whose file has this hash, in any edition.
pub async fn find(tx: &mut Tx, sha256: &str) -> Result<Option<String>> {
    Ok(sql!(
        tx,
        sqlx::query_scalar("select number from certificate_edition where sha256 = $1")
            .bind(sha256)
            .fetch_optional(tx)
            .await
    )?)
}

/// Makes the file of a certificate ahead of its first printing; once.
pub async fn seal(app: &App, number: &str) -> Result<()> {
    let mut tx = app.db.read().await?;
    let certificate = certificate::get(&mut tx, number).await?;
    drop(tx);
    file(app, &certificate).await.map(drop)
}

/// The file of a certificate.
///
/// # Errors
/// Unavailable for a while, where it has to be signed and cannot be.
pub async fn file(app: &App, certificate: &Certificate) -> Result<Vec<u8>> {
    let mut tx = app.db.read().await?;
    let credential = badge::text(&mut tx, &certificate.number).await?;
    drop(tx);
    file_with(app, certificate, credential).await
}

/// The same, with a credential that the first edition takes in.
///
/// # Errors
/// As [`file`].
pub async fn file_with(
    app: &App,
    certificate: &Certificate,
    credential: Option<String>,
) -> Result<Vec<u8>> {
    // Two printings at once may both make it; whoever comes second reads what the first one kept.
    for _ in 0..3 {
        let mut tx = app.db.read().await?;
        let known = latest(&mut tx, &certificate.number).await?;
        drop(tx);
        let number = known.first().map_or(1, |it| it.edition + 1);
        for edition in known.into_iter().filter(|it| it.is_final(app)) {
            let sha256 = edition.sha256.clone();
            let bytes = edition.draw_again(app, certificate).await?;
            if hash(&bytes) == sha256 {
                return Ok(bytes);
            }
        }
        let (edition, bytes) = make(app, certificate, number, credential.clone()).await?;
        if edition.keep(app, &certificate.number, bytes.len()).await? {
            return Ok(bytes);
        }
    }
    Err(not_yet())
}

/// What is said meanwhile to whoever wants a file that cannot be signed.
fn not_yet() -> Error {
    Error::Unavailable(Text::new("seal-not-yet"))
}

/// The last few, as the servers of one installation may draw in two ways while it is updated.
async fn latest(tx: &mut Tx, number: &str) -> Result<Vec<Edition>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select edition, sha256, made_at, room, signature, signer_name, credential
             from certificate_edition where number = $1 order by edition desc limit 4"
        )
        .bind(number)
        .fetch_all(tx)
        .await
    )?)
}

/// Draws and signs an edition that is not kept yet.
async fn make(
    app: &App,
    certificate: &Certificate,
    number: i64,
    credential: Option<String>,
) -> Result<(Edition, Vec<u8>)> {
    let made_at = app.clock.now().trunc_subsecs(0);
    let mut edition = Edition {
        edition: number,
        sha256: String::new(),
        made_at,
        room: 0,
        signature: None,
        signer_name: None,
        credential,
    };
    let signs = match app.signing() {
        Ok(key) => key.is_some(),
        Err(why) => {
            tracing::error!(%why, "certificates cannot be signed");
            return Err(not_yet());
        }
    };
    if signs {
        edition.prepare(app)?;
    }
    let File { mut bytes, hole } = edition.draw(app, certificate).await?;
    if let (Some(hole), true) = (hole, signs) {
        let signature = sign(app, hole.digest(&bytes)).await?;
        hole.fill(&mut bytes, &signature).map_err(Error::internal)?;
        edition.signature = Some(signature);
    }
    edition.sha256 = hash(&bytes);
    Ok((edition, bytes))
}

/// Signs a file with this digest, with a time stamp where a server is configured.
async fn sign(app: &App, digest: [u8; 32]) -> Result<Vec<u8>> {
    let away = |why: String| {
        tracing::error!(%why, "a certificate cannot be signed now");
        not_yet()
    };
    let by = app.clone();
    let signed = tokio::task::spawn_blocking(move || key(&by)?.sign(&digest)).await?;
    let (signature, value) = signed.map_err(away)?;
    let Some(address) = &app.config.timestamp_url else { return Ok(signature) };
    let nonce = u64::from_le_bytes(bytes(&*app.random));
    let stamp = timestamp::ask(address, &value, nonce).await;
    let stamp = stamp.map_err(|why| away(why.to_string()))?;
    key(app).and_then(|key| key.stamped(&digest, &value, stamp)).map_err(away)
}

fn key(app: &App) -> Result<&SigningKey, String> {
    app.signing()?.ok_or_else(|| "there is no key".to_owned())
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

impl Edition {
    /// Whether nothing is missing in it. One made before there was a key is followed by a signed
    /// one.
    fn is_final(&self, app: &App) -> bool {
        self.signature.is_some() || matches!(app.signing(), Ok(None))
    }

    /// Says who will sign, and how much room that takes.
    fn prepare(&mut self, app: &App) -> Result<()> {
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
        Ok(())
    }

    /// Draws it without its signature.
    async fn draw(&self, app: &App, certificate: &Certificate) -> Result<File> {
        let mut tx = app.db.read().await?;
        let dress = certificate.dress(&mut tx).await?;
        drop(tx);
        let (app, certificate, it) = (app.clone(), certificate.clone(), self.clone());
        tokio::task::spawn_blocking(move || {
            let seal = it.signer_name.map(|name| Seal {
                name,
                reason: REASON,
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
    async fn draw_again(self, app: &App, certificate: &Certificate) -> Result<Vec<u8>> {
        let File { mut bytes, hole } = self.draw(app, certificate).await?;
        if let (Some(hole), Some(signature)) = (hole, self.signature) {
            hole.fill(&mut bytes, &signature).map_err(Error::internal)?;
        }
        Ok(bytes)
    }

    /// Keeps it; `false` where another one has the same number already.
    async fn keep(self, app: &App, number: &str, size: usize) -> Result<bool> {
        let mut tx = app.db.write().await?;
        let signer = match (app.signing(), &self.signature) {
            (Ok(Some(key)), Some(_)) => Some(signature::keep(&mut tx, key.chain()).await?),
            _ => None,
        };
        let kept = sql!(
            tx,
            sqlx::query(
                "insert into certificate_edition (number, edition, sha256, size, drawing, made_at,
                     room, signature, signer, signer_name, credential)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
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
