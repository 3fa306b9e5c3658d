//! Pictures of seals, kept by their content and never changed: a certificate names one by its hash.

use std::sync::Arc;

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    identity::access::{Act, Actor},
    print::{MOST_BYTES, Picture, Unreadable},
    sql,
    web::locale::Text,
};

/// A picture that was sent and is in order, not kept yet.
#[derive(Clone)]
pub struct NewSeal {
    /// The hash of what will be kept.
    pub hash: String,
    /// As it is drawn.
    pub picture: Arc<Picture>,
    png: Vec<u8>,
}

impl NewSeal {
    /// Reads what somebody sent, by its content. Slow: not for a transaction, and on a thread of
    /// its own.
    ///
    /// # Errors
    /// A mistake in `/seal`.
    pub async fn read(bytes: bytes::Bytes) -> Result<Self> {
        let read = tokio::task::spawn_blocking(move || Picture::read(&bytes)).await?;
        let (picture, png) = read.map_err(|why| Error::Mistakes(vec![mistake(why)]))?;
        let hash = hex::encode(Sha256::digest(&png));
        Ok(Self { hash, picture: Arc::new(picture), png })
    }
}

fn mistake(why: Unreadable) -> Mistake {
    let most = i64::try_from(MOST_BYTES / 1024).unwrap_or(0);
    let (code, text) = match why {
        Unreadable::Heavy => ("large", Text::new("design-seal-heavy").with("most", most)),
        Unreadable::Kind => ("kind", Text::new("design-seal-kind")),
        Unreadable::Sides => ("size", Text::new("design-seal-sides")),
    };
    Mistake::new("seal", code, text)
}

/// Keeps a seal; the same one again changes nothing.
pub async fn keep(tx: &mut Tx, author: &Actor, seal: &NewSeal) -> Result<()> {
    if !author.may(Act::KeepDesigns) {
        return Err(Error::Forbidden);
    }
    let (width, height) = seal.picture.size();
    let now = tx.now();
    let added = sql!(
        tx,
        sqlx::query(
            "insert into seal_image (hash, png, width, height, added_by, added_at)
             values ($1, $2, $3, $4, $5, $6) on conflict (hash) do nothing"
        )
        .bind(&seal.hash)
        .bind(&seal.png)
        .bind(i64::from(width))
        .bind(i64::from(height))
        .bind(&author.id)
        .bind(now)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    // What is there already needs no second entry, but the caller's transaction needs one.
    let known = added == 0;
    audit::record(tx, Some(&author.id), "seal.added", &seal.hash, json!({"known": known})).await
}

/// Whether there is a seal with this hash.
pub async fn exists(tx: &mut Tx, hash: &str) -> Result<bool> {
    let found: i64 = sql!(
        tx,
        sqlx::query_scalar("select count(*) from seal_image where hash = $1")
            .bind(hash)
            .fetch_one(tx)
            .await
    )?;
    Ok(found > 0)
}

/// The picture with this hash.
pub async fn get(tx: &mut Tx, hash: &str) -> Result<Arc<Picture>> {
    let png = png(tx, hash).await?;
    let picture = Picture::kept(&png);
    Ok(Arc::new(picture.ok_or_else(|| Error::internal("a kept seal cannot be read"))?))
}

/// The file with this hash.
pub async fn png(tx: &mut Tx, hash: &str) -> Result<Vec<u8>> {
    let found: Option<Vec<u8>> = sql!(
        tx,
        sqlx::query_scalar("select png from seal_image where hash = $1")
            .bind(hash)
            .fetch_optional(tx)
            .await
    )?;
    found.ok_or_else(Error::not_found)
}
