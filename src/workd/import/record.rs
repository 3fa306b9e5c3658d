//! An import as a record: what was sent, how far it is, what came of it.

use serde_json::json;
use sqlx::types::Json;

use super::{
    Sheet, SheetMistake,
    run::{self, Outcome, of_whole},
};
use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{DomainId, ImportId, PersonId},
    identity::access::Actor,
    jobs, sql,
    web::locale::Text,
    workd::{
        domain::{self, Domain},
        jobs::RunImport,
        request::evidence,
    },
};

/// A row of `account_import`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Import {
    /// Which.
    pub id: ImportId,
    /// Into which domain.
    pub domain_id: DomainId,
    /// Who sent it.
    pub person_id: PersonId,
    /// Whether nothing is to be kept.
    pub dry_run: bool,
    /// `waiting`, `running`, `done` or `refused`.
    pub state: String,
    /// The sheet, by its content.
    pub content_hash: String,
    /// Rows read so far.
    pub done_rows: i64,
    /// Rows that the sheet seems to have.
    pub total_rows: i64,
    /// What came of it.
    pub outcome: Option<Json<Outcome>>,
}

/// Keeps a sheet and has it looked through; nothing is made before it is confirmed.
pub async fn accept(app: &App, me: &Actor, domain: &Domain, bytes: &[u8]) -> Result<ImportId> {
    let of_sheet = |it: SheetMistake| Error::mistake("file", it.code(), it.text());
    Sheet::read(bytes).map_err(of_sheet)?;
    let hash = evidence::keep(app, bytes).await?;
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
    let mut tx = app.db.write().await?;
    let id = insert(&mut tx, me, domain, &hash, true, lines).await?;
    let facts = json!({"dry_run": true});
    audit::record(&mut tx, Some(&me.id), "workd.import.sent", domain.id.as_str(), facts).await?;
    tx.save().await?;
    Ok(id)
}

/// Has a sheet that was looked through kept for good, with the attestation that every identity was
/// checked (clause 4.2).
///
/// # Errors
/// A mistake in `/attested` without the attestation; a conflict when the sheet has mistakes.
pub async fn confirm(
    tx: &mut Tx,
    me: &Actor,
    domain: &Domain,
    import: &Import,
    attested: bool,
) -> Result<ImportId> {
    if !attested {
        return Err(Error::mistake("attested", "required", Text::new("import-attest-needed")));
    }
    let clean = import.outcome.as_ref().is_some_and(|outcome| outcome.errors.is_empty());
    if import.state != "done" || !clean || !import.dry_run {
        return Err(Error::conflict("import-not-ready", Text::new("import-not-ready")));
    }
    let rows = usize::try_from(import.total_rows).unwrap_or(0);
    let id = insert(tx, me, domain, &import.content_hash, false, rows).await?;
    let facts = json!({"attested": true});
    audit::record(tx, Some(&me.id), "workd.import.confirmed", domain.id.as_str(), facts).await?;
    Ok(id)
}

async fn insert(
    tx: &mut Tx,
    me: &Actor,
    domain: &Domain,
    hash: &str,
    dry_run: bool,
    rows: usize,
) -> Result<ImportId> {
    let (id, now) = (ImportId::new(tx), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into account_import (id, domain_id, person_id, dry_run, state, content_hash,
                 attested, done_rows, total_rows, created_at)
             values ($1, $2, $3, $4, 'waiting', $5, $6, 0, $7, $8)"
        )
        .bind(&id)
        .bind(&domain.id)
        .bind(&me.id)
        .bind(dry_run)
        .bind(hash)
        .bind(!dry_run)
        .bind(i64::try_from(rows).unwrap_or(i64::MAX))
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    jobs::enqueue(tx, &RunImport { import: id.clone() }).await?;
    Ok(id)
}

/// The import with this id.
pub async fn get(tx: &mut Tx, id: &ImportId) -> Result<Import> {
    let found: Option<Import> = sql!(
        tx,
        sqlx::query_as(
            "select id, domain_id, person_id, dry_run, state, content_hash, done_rows, total_rows,
                    outcome
             from account_import where id = $1"
        )
        .bind(id)
        .fetch_optional(tx)
        .await
    )?;
    found.ok_or_else(Error::not_found)
}

/// Runs an import that waits; one that ran is left alone.
pub async fn run(app: &App, id: &ImportId) -> Result<()> {
    let mut tx = app.db.read().await?;
    let import = get(&mut tx, id).await?;
    if import.state == "done" || import.state == "refused" {
        return Ok(());
    }
    let domain = domain::get(&mut tx, &import.domain_id).await?;
    drop(tx);
    let bytes = evidence::read(app, &import.content_hash).await?;
    let by = import.person_id.clone();
    let outcome = match run::import(app, &by, &domain, &bytes, import.dry_run, Some(id)).await {
        Ok(outcome) => outcome,
        Err(Error::Mistakes(mistakes)) => {
            let texts = mistakes.into_iter().map(|it| of_whole(it.code, it.text));
            Outcome { errors: texts.collect(), ..Outcome::default() }
        }
        Err(Error::Conflict { code, text, .. }) => {
            Outcome { errors: vec![of_whole(code, text)], ..Outcome::default() }
        }
        Err(error) => return Err(error),
    };
    let state = if outcome.errors.is_empty() { "done" } else { "refused" };
    note(app, id, state, outcome.rows, Some(&outcome)).await
}

pub(super) async fn note(
    app: &App,
    id: &ImportId,
    state: &str,
    rows: i64,
    outcome: Option<&Outcome>,
) -> Result<()> {
    let mut tx = app.db.write().await?;
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "update account_import set state = $1, done_rows = $2, outcome = $3, finished_at = $4,
                 total_rows = case when $4 is null then total_rows else $2 end
             where id = $5"
        )
        .bind(state)
        .bind(rows)
        .bind(outcome.map(Json))
        .bind(outcome.map(|_| now))
        .bind(id)
        .execute(tx)
        .await
        .map(drop)
    )?;
    tx.save_unrecorded("how far an import is; what it made is on record").await
}
