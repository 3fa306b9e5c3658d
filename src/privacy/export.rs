//! A copy of everything held about a person: gathered from each area by a job, sealed, fetched once.

use std::io::{Cursor, Write};

use chrono::{DateTime, Duration, Utc};
use object_store::{ObjectStoreExt, PutPayload, path::Path};
use serde_json::json;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::PersonId,
    identity::{self, held::Piece, person, seal::SealedFiles},
    jobs, learning, mail,
    privacy::jobs::BuildExport,
    sql,
    web::locale::{Locale, Text},
    workd,
};

/// How long a copy is kept to be fetched.
const KEPT: Duration = Duration::days(7);

/// Areas that hold something, and the packing.
const PARTS: i64 = 4;

/// Where copies stand until they are fetched.
pub const SEALED: SealedFiles = SealedFiles { folder: "exports", place };

/// What each file of a copy is, in Thai and in English.
const README: &str = include_str!("export/README.txt");

fn place(id: &str) -> String {
    format!("export\0{id}")
}

fn path(id: &str) -> Path {
    Path::from_iter([SEALED.folder, id])
}

/// A copy that was asked for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Export {
    /// Which.
    pub id: String,
    /// `waiting`, `ready`, `fetched` or `expired`.
    pub state: String,
    /// When it was asked for.
    pub asked_at: DateTime<Utc>,
    /// Parts done.
    pub done_parts: i64,
    /// Parts in all.
    pub total_parts: i64,
    /// Its size, once it is ready.
    pub bytes: Option<i64>,
    /// Until when it can be fetched.
    pub expires_at: Option<DateTime<Utc>>,
}

/// The latest copy that `person` asked for.
pub async fn latest(tx: &mut Tx, person: &PersonId) -> Result<Option<Export>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select id, state, asked_at, done_parts, total_parts, bytes, expires_at
             from personal_export where person_id = $1 order by id desc limit 1"
        )
        .bind(person)
        .fetch_optional(tx)
        .await
    )?)
}

/// Asks for a copy.
///
/// # Errors
/// A conflict while another one is being made.
pub async fn ask(tx: &mut Tx, person: &PersonId) -> Result<()> {
    let (id, now) = (tx.fresh_id(), tx.now());
    let asked = sql!(
        tx,
        sqlx::query(
            "insert into personal_export (id, person_id, state, asked_at, done_parts, total_parts)
             values ($1, $2, 'waiting', $3, 0, $4) on conflict do nothing"
        )
        .bind(&id)
        .bind(person)
        .bind(now)
        .bind(PARTS)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if asked == 0 {
        return Err(Error::conflict("being-made", Text::new("privacy-export-being-made")));
    }
    audit::record(tx, Some(person), "export.asked", person.as_str(), json!({})).await?;
    jobs::enqueue(tx, &BuildExport { export: id }).await
}

/// Gathers, packs and seals the copy, and tells its owner. Does nothing when that was done.
pub async fn build(app: &App, id: &str) -> Result<()> {
    let mut tx = app.db.read().await?;
    let owner: Option<PersonId> = sql!(
        tx,
        sqlx::query_scalar(
            "select person_id from personal_export where id = $1 and state = 'waiting'"
        )
        .bind(id)
        .fetch_optional(tx)
        .await
    )?;
    drop(tx);
    let Some(owner) = owner else { return Ok(()) };
    // Each area hands out what it holds; an area that holds something new adds it in its `held`.
    let mut pieces = vec![Piece { name: "README.txt".into(), bytes: README.into() }];
    pieces.extend(identity::held::pieces(app, &owner).await?);
    progress(app, id, 1).await?;
    pieces.extend(learning::held::pieces(app, &owner).await?);
    progress(app, id, 2).await?;
    pieces.extend(workd::held::pieces(app, &owner).await?);
    progress(app, id, 3).await?;
    let packed = tokio::task::spawn_blocking(move || pack(&pieces)).await??;
    let sealed = app.keys.seal_answer(&place(id), &packed, &*app.random)?;
    app.files.put(&path(id), PutPayload::from(sealed)).await?;
    ready(app, id, &owner, packed.len()).await
}

fn pack(pieces: &[Piece]) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for piece in pieces {
        zip.start_file(piece.name.as_str(), SimpleFileOptions::default())
            .map_err(Error::internal)?;
        zip.write_all(&piece.bytes)?;
    }
    Ok(zip.finish().map_err(Error::internal)?.into_inner())
}

async fn progress(app: &App, id: &str, done: i64) -> Result<()> {
    let mut tx = app.db.write().await?;
    sql!(
        tx,
        sqlx::query("update personal_export set done_parts = $1 where id = $2")
            .bind(done)
            .bind(id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    tx.save_unrecorded("how far a copy is, is no change of record").await
}

async fn ready(app: &App, id: &str, owner: &PersonId, bytes: usize) -> Result<()> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "update personal_export set state = 'ready', done_parts = total_parts, bytes = $1,
                 ready_at = $2, expires_at = $3
             where id = $4"
        )
        .bind(i64::try_from(bytes).unwrap_or(i64::MAX))
        .bind(now)
        .bind(now + KEPT)
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    audit::record(&mut tx, None, "export.ready", owner.as_str(), json!({"bytes": bytes})).await?;
    let person = person::get(&mut tx, owner).await?;
    let locale = Locale::from_code(&person.locale).unwrap_or_default();
    let values = [
        ("name", person.full_name().into()),
        ("when", locale.moment(now + KEPT).into()),
        ("url", app.url("/me/privacy/export").into()),
    ];
    mail::send(&mut tx, &person.email, locale, "mail-export-ready", &values).await?;
    tx.save().await
}

/// Hands the copy to its owner, once; it is gone afterwards.
///
/// # Errors
/// `NotFound` when none is ready: not asked for, fetched already, or past its days.
pub async fn fetch(app: &App, person: &PersonId) -> Result<Vec<u8>> {
    let none = || Error::NotFound(Text::new("privacy-export-none"));
    let mut tx = app.db.write().await?;
    let now = tx.now();
    let id: Option<String> = sql!(
        tx,
        sqlx::query_scalar(
            "update personal_export set state = 'fetched', fetched_at = $1
             where person_id = $2 and state = 'ready' and expires_at > $1
             and id = (select max(id) from personal_export where person_id = $2)
             returning id"
        )
        .bind(now)
        .bind(person)
        .fetch_optional(tx)
        .await
    )?;
    let id = id.ok_or_else(none)?;
    let sealed = app.files.get(&path(&id)).await?.bytes().await?;
    let packed = app.keys.open_answer(&place(&id), &sealed)?.to_vec();
    audit::record(&mut tx, Some(person), "export.fetched", person.as_str(), json!({})).await?;
    tx.save().await?;
    remove(app, &id).await?;
    Ok(packed)
}

async fn remove(app: &App, id: &str) -> Result<()> {
    match app.files.delete(&path(id)).await {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Deletes copies that nobody fetched within their days, and those of `person` at once.
pub async fn prune(app: &App, person: Option<&PersonId>) -> Result<()> {
    let mut tx = app.db.read().await?;
    let now = tx.now();
    let gone: Vec<String> = sql!(
        tx,
        sqlx::query_scalar(
            "select id from personal_export
             where state = 'ready' and (expires_at <= $1 or person_id = $2)"
        )
        .bind(now)
        .bind(person)
        .fetch_all(tx)
        .await
    )?;
    drop(tx);
    for id in gone {
        remove(app, &id).await?;
        let mut tx = app.db.write().await?;
        sql!(
            tx,
            sqlx::query("update personal_export set state = 'expired' where id = $1")
                .bind(&id)
                .execute(tx)
                .await
                .map(drop)
        )?;
        audit::record(&mut tx, None, "export.expired", &id, json!({})).await?;
        tx.save().await?;
    }
    Ok(())
}
