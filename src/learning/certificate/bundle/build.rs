//! Drawing an archive: a hundred certificates at a time, each part sealed and written before the next.

use chrono::DateTime;
use object_store::{ObjectStoreExt, PutPayload};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::types::Json;

use super::{Bundle, KEPT, archive, archive::Entry, find, part_name, path, place};
use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    identity::person,
    jobs,
    learning::{
        certificate::{certificate::Certificate, edition},
        jobs::{BuildBundle, ForgetBundle},
    },
    mail, sql,
    thai::date,
    web::locale::Locale,
};

/// Certificates in a part: a few megabytes, drawn within a second or two.
const BATCH: i64 = 100;

/// What the end of the archive must know of a part.
#[derive(Default, Serialize, Deserialize)]
struct List {
    entries: Vec<Entry>,
    /// Lines of the list for people, as CSV.
    lines: String,
}

/// Columns of the list for people.
const COLUMNS: [&str; 12] = [
    "number",
    "state",
    "full_name",
    "course_title",
    "minutes",
    "score_percent",
    "issued_on",
    "valid_until",
    "office",
    "replaces",
    "revocation_code",
    "file",
];

/// Draws the next part, or the end. Does nothing when that was done.
pub async fn next_part(app: &App, id: &str) -> Result<()> {
    let mut tx = app.db.read().await?;
    let bundle = find(&mut tx, id).await?.filter(|bundle| bundle.state == "waiting");
    let Some(bundle) = bundle else { return Ok(()) };
    let last = (
        bundle.last_issued_at.unwrap_or(DateTime::UNIX_EPOCH),
        bundle.last_number.as_deref().unwrap_or_default(),
    );
    let selection = bundle.selection();
    let found = selection.after(&mut tx, last, bundle.asked_at, BATCH).await?;
    drop(tx);
    let Some(end) = found.last().cloned() else { return finish(app, &bundle).await };
    let (part, list, count) = packed(app, found).await?;
    let number = bundle.parts.len();
    put(app, &part_name(id, number), part.clone()).await?;
    let list = serde_json::to_vec(&list)?;
    put(app, &list_name(id, number), list.into()).await?;

    let mut parts = bundle.parts.0.clone();
    parts.push(part.len() as u64);
    let mut tx = app.db.write().await?;
    let kept = sql!(
        tx,
        sqlx::query(
            "update certificate_bundle set done = done + $1, last_issued_at = $2, last_number = $3,
                 parts = $4, bytes = $5
             where id = $6 and state = 'waiting' and done = $7 and bytes = $8"
        )
        .bind(count)
        .bind(end.issued_at)
        .bind(&end.number)
        .bind(Json(&parts))
        .bind(total(&parts))
        .bind(id)
        .bind(bundle.done)
        .bind(bundle.bytes)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if kept > 0 {
        jobs::enqueue(&mut tx, &BuildBundle { bundle: id.to_owned() }).await?;
    }
    tx.save_unrecorded("how far an archive is, is no change of record").await
}

async fn packed(app: &App, found: Vec<Certificate>) -> Result<(bytes::Bytes, List, i64)> {
    let today = date::bangkok_date(app.clock.now());
    let (mut part, mut list) = (Vec::new(), List::default());
    let mut csv = csv::Writer::from_writer(Vec::new());
    let mut count = 0;
    for certificate in &found {
        let mut file = String::new();
        if certificate.revoked_at.is_none() {
            file = format!("{}.pdf", certificate.number);
            let bytes = edition::file(app, certificate).await?;
            let day = certificate.issued_date();
            let entry = archive::add(&mut part, &file, &bytes, day);
            list.entries.push(entry.ok_or_else(too_large)?);
            count += 1;
        }
        csv.write_record(row(certificate, certificate.state(today), file))
            .map_err(Error::internal)?;
    }
    let lines = csv.into_inner().map_err(|error| Error::internal(error.to_string()))?;
    list.lines = String::from_utf8(lines).map_err(Error::internal)?;
    Ok((part.into(), list, count))
}

fn row(certificate: &Certificate, state: &str, file: String) -> [String; 12] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        certificate.number.clone(),
        state.to_owned(),
        plain(&certificate.full_name),
        plain(&certificate.course_title),
        certificate.minutes.to_string(),
        certificate.score_percent.map(|score| score.to_string()).unwrap_or_default(),
        certificate.issued_on.clone(),
        text(&certificate.valid_until),
        plain(&certificate.office),
        text(&certificate.replaces),
        text(&certificate.revocation_code),
        file,
    ]
}

/// A text that no spreadsheet takes for a formula.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Writes the list for people and the one for programs, and tells the officer.
async fn finish(app: &App, bundle: &Bundle) -> Result<()> {
    let day = date::bangkok_date(bundle.asked_at);
    let (mut groups, mut start) = (Vec::new(), 0);
    // Excel reads UTF-8 only behind its mark.
    let mut lines = format!("\u{feff}{}\r\n", COLUMNS.join(","));
    for (number, size) in bundle.parts.iter().enumerate() {
        let list = open(app, &list_name(&bundle.id, number)).await?;
        let list: List = serde_json::from_slice(&list)?;
        lines.push_str(&list.lines.replace("\r\n", "\n").replace('\n', "\r\n"));
        groups.push((start, list.entries));
        start += size;
    }
    let mut part = Vec::new();
    let index = archive::add(&mut part, "index.csv", lines.as_bytes(), day);
    groups.push((start, vec![index.ok_or_else(too_large)?]));
    part.extend(archive::end(&groups, start + part.len() as u64).ok_or_else(too_large)?);
    let mut parts = bundle.parts.0.clone();
    parts.push(part.len() as u64);
    put(app, &part_name(&bundle.id, parts.len() - 1), part.into()).await?;
    let mut tx = app.db.write().await?;
    if ready(&mut tx, bundle, &parts).await? {
        tell(&mut tx, app, bundle).await?;
        jobs::enqueue_in(&mut tx, &ForgetBundle { bundle: bundle.id.clone() }, KEPT).await?;
        tx.save().await?;
    }
    Ok(())
}

async fn ready(tx: &mut Tx, bundle: &Bundle, parts: &[u64]) -> Result<bool> {
    let now = tx.now();
    let kept = sql!(
        tx,
        sqlx::query(
            "update certificate_bundle set state = 'ready', total = done, parts = $1, bytes = $2,
                 ready_at = $3, expires_at = $4
             where id = $5 and state = 'waiting'"
        )
        .bind(Json(parts))
        .bind(total(parts))
        .bind(now)
        .bind(now + KEPT)
        .bind(&bundle.id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    let facts = json!({"count": bundle.done, "bytes": total(parts)});
    audit::record(tx, None, "certificates.ready", &bundle.id, facts).await?;
    Ok(kept > 0)
}

async fn tell(tx: &mut Tx, app: &App, bundle: &Bundle) -> Result<()> {
    let officer = person::get(tx, &bundle.asked_by).await?;
    let locale = Locale::from_code(&officer.locale).unwrap_or_default();
    let values = [
        ("name", officer.full_name().into()),
        ("count", bundle.done.into()),
        ("when", locale.moment(tx.now() + KEPT).into()),
        ("url", app.url(&format!("/certificate-bundles/{}", bundle.id)).into()),
    ];
    mail::send(tx, &officer.email, locale, "mail-bundle-ready", &values).await
}

fn list_name(id: &str, number: usize) -> String {
    format!("{}-list", part_name(id, number))
}

fn total(parts: &[u64]) -> i64 {
    i64::try_from(parts.iter().sum::<u64>()).unwrap_or(i64::MAX)
}

fn too_large() -> Error {
    Error::internal("an archive grew past what its format holds")
}

/// Seals a file and writes it.
async fn put(app: &App, name: &str, bytes: bytes::Bytes) -> Result<()> {
    let (shared, at) = (app.clone(), place(name));
    let sealed =
        tokio::task::spawn_blocking(move || shared.keys.seal_answer(&at, &bytes, &*shared.random))
            .await??;
    app.files.put(&path(name), PutPayload::from(sealed)).await?;
    Ok(())
}

/// Reads a file and opens it.
pub(super) async fn open(app: &App, name: &str) -> Result<bytes::Bytes> {
    let sealed = match app.files.get(&path(name)).await {
        Ok(found) => found.bytes().await?,
        Err(object_store::Error::NotFound { .. }) => return Err(Error::not_found()),
        Err(error) => return Err(error.into()),
    };
    let (shared, at) = (app.clone(), place(name));
    tokio::task::spawn_blocking(move || {
        Ok(bytes::Bytes::from(shared.keys.open_answer(&at, &sealed)?.to_vec()))
    })
    .await?
}
