//! Edition: the file of a certificate, byte for byte the same each time it is printed.
//!
//! The first printing draws and signs it. Kept are its hash and the signature, and not the file:
//! later printings draw it again and put the signature back, which gives the same hash. Where the
//! drawing has changed since, the next edition begins, and the files of the earlier one stay known.

mod row;

use chrono::SubsecRound;
use sha2::{Digest, Sha256};

use self::row::{Edition, latest};
use super::{
    badge,
    certificate::{self, Certificate},
    signature::{SigningKey, timestamp},
};
use crate::{
    app::App,
    clock::bytes,
    db::Tx,
    error::{Error, Result},
    print::File,
    sql,
    web::locale::Text,
};

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

/// Draws and signs an edition that is not kept yet.
async fn make(
    app: &App,
    certificate: &Certificate,
    number: i64,
    credential: Option<String>,
) -> Result<(Edition, Vec<u8>)> {
    let made_at = app.clock.now().trunc_subsecs(0);
    let mut edition = Edition::begun(number, made_at, credential);
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
