//! Evidence: signed scans and what came with letters; sealed, and kept by their content.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use object_store::{ObjectStoreExt, PutPayload, path::Path};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{LetterId, PersonId, RequestId},
    identity::seal::SealedFiles,
    mail::inbound::FileKind,
    sql,
    web::locale::Text,
    workd::request::timeline,
};

/// The most that a scan may weigh, in bytes.
pub const LARGEST: usize = 20 * 1024 * 1024;

/// How a file came.
#[derive(Clone, Copy)]
pub enum Came<'a> {
    /// Uploaded by somebody.
    Upload(&'a PersonId),
    /// With a letter.
    Mail(&'a LetterId),
}

/// A file of a request.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct File {
    /// Which.
    pub id: String,
    /// `signed_form`, `letter` or `attachment`.
    pub kind: String,
    /// Its name, as it came.
    pub name: String,
    /// What it is, by its content.
    pub media_type: String,
    /// Its size.
    pub bytes: i64,
    /// `upload` or `mail`.
    pub came_by: String,
    /// When it came.
    pub added_at: DateTime<Utc>,
    /// Hash of its content.
    pub content_hash: String,
}

/// What was sent, once it is known to be a scan and is kept.
pub struct Scan {
    name: String,
    kind: FileKind,
    hash: String,
    bytes: usize,
}

/// Checks that `bytes` are a PDF or a picture, and keeps them sealed. Nothing refers to them until
/// `add` does so in a transaction: this is slow, and no transaction should wait for it.
///
/// # Errors
/// A mistake in `/file` when it is empty, too large, or something else than a scan.
pub async fn keep_scan(app: &App, name: &str, bytes: Bytes) -> Result<Scan> {
    if bytes.is_empty() {
        return Err(Error::mistake("file", "required", Text::new("scan-required")));
    }
    if bytes.len() > LARGEST {
        let most = i64::try_from(LARGEST / 1024 / 1024).unwrap_or(0);
        return Err(Error::mistake("file", "large", Text::new("scan-large").with("most", most)));
    }
    let kind = FileKind::of(&bytes);
    if !kind.is_scan() {
        return Err(Error::mistake("file", "kind", Text::new("scan-kind")));
    }
    let hash = keep(app, &bytes).await?;
    Ok(Scan { name: name.to_owned(), kind, hash, bytes: bytes.len() })
}

/// Keeps bytes sealed under their hash, and gives it. Keeping them again changes nothing.
pub async fn keep(app: &App, bytes: &[u8]) -> Result<String> {
    let hash = hex::encode(Sha256::digest(bytes));
    let sealed = app.keys.seal_answer(&place(&hash), bytes, &*app.random)?;
    app.files.put(&path(&hash), PutPayload::from(sealed)).await?;
    Ok(hash)
}

/// Reads what `keep` kept.
pub async fn read(app: &App, hash: &str) -> Result<Vec<u8>> {
    let sealed = match app.files.get(&path(hash)).await {
        Ok(found) => found.bytes().await?,
        Err(object_store::Error::NotFound { .. }) => return Err(Error::not_found()),
        Err(error) => return Err(error.into()),
    };
    Ok(app.keys.open_answer(&place(hash), &sealed)?.to_vec())
}

/// Adds a scan to a request; the same content a second time changes nothing.
pub async fn add(tx: &mut Tx, request: &RequestId, scan: &Scan, came: Came<'_>) -> Result<bool> {
    let (id, now) = (tx.fresh_id(), tx.now());
    let (came_by, by, letter) = match came {
        Came::Upload(person) => ("upload", Some(person), None),
        Came::Mail(letter) => ("mail", None, Some(letter)),
    };
    let added = sql!(
        tx,
        sqlx::query(
            "insert into request_file (id, request_id, kind, name, media_type, bytes, content_hash,
                 came_by, added_by, letter_id, added_at)
             values ($1, $2, 'signed_form', $3, $4, $5, $6, $7, $8, $9, $10)
             on conflict (request_id, content_hash) do nothing"
        )
        .bind(id)
        .bind(request)
        .bind(&scan.name)
        .bind(scan.kind.media_type())
        .bind(i64::try_from(scan.bytes).unwrap_or(i64::MAX))
        .bind(&scan.hash)
        .bind(came_by)
        .bind(by)
        .bind(letter)
        .bind(now)
        .execute(tx)
        .await
        .map(|done| done.rows_affected() > 0)
    )?;
    if added {
        timeline::add(tx, request, by, "file_added", Some(&scan.name)).await?;
        let facts = json!({"came_by": came_by, "bytes": scan.bytes});
        audit::record(tx, by, "workd.request.file_added", request.as_str(), facts).await?;
    }
    Ok(added)
}

/// The files of a request, the newest first.
pub async fn of(tx: &mut Tx, request: &RequestId) -> Result<Vec<File>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, kind, name, media_type, bytes, came_by, added_at, content_hash
             from request_file where request_id = $1 order by id desc"
        )
        .bind(request)
        .fetch_all(tx)
        .await
    )?)
}

/// One file of a request.
pub async fn get(tx: &mut Tx, request: &RequestId, id: &str) -> Result<File> {
    let found: Option<File> = sql!(
        tx,
        sqlx::query_as(
            "select id, kind, name, media_type, bytes, came_by, added_at, content_hash
             from request_file where request_id = $1 and id = $2"
        )
        .bind(request)
        .bind(id)
        .fetch_optional(tx)
        .await
    )?;
    found.ok_or_else(Error::not_found)
}

/// Whether a signed scan is there.
pub async fn has_scan(tx: &mut Tx, request: &RequestId) -> Result<bool> {
    let scans: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from request_file where request_id = $1 and kind = 'signed_form'"
        )
        .bind(request)
        .fetch_one(tx)
        .await
    )?;
    Ok(scans > 0)
}

fn path(hash: &str) -> Path {
    Path::from_iter(["evidence", hash])
}

/// Where scans and letters stand.
pub const SEALED: SealedFiles = SealedFiles { folder: "evidence", place };

fn place(hash: &str) -> String {
    format!("evidence\0{hash}")
}
