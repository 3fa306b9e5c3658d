//! Every sealed field of the product: how many stand under which key, and the change to a new one.

use std::collections::BTreeMap;

use chrono::Duration;
use futures_util::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, path::Path};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::{Tx, columns},
    error::{Error, Result},
    identity::{
        citizen_id,
        desk::on_card,
        seal::{Sealed, SealedColumn, SealedFiles},
        second_factor::totp,
        traffic,
        verification::oidc::{completion, flow},
    },
    jobs::{self, Failure, Job, JobContext},
    learning::certificate::{badge, bundle},
    privacy::export,
    sql,
    workd::{
        dkim,
        request::{draft, evidence},
    },
};

/// Every column of sealed fields; what the areas seal stands here or could not be opened once its
/// key is gone.
pub const COLUMNS: [SealedColumn; 9] = [
    citizen_id::SEALED,
    traffic::SEALED,
    totp::SEALED,
    on_card::SEALED,
    flow::SEALED,
    completion::SEALED,
    draft::SEALED,
    dkim::SEALED,
    badge::key::SEALED,
];

/// Every folder of sealed files.
pub const FILES: [SealedFiles; 3] = [evidence::SEALED, export::SEALED, bundle::SEALED];

/// Every server has looked at the key file again by then.
pub const SETTLES_AFTER: Duration = Duration::minutes(2);

/// Fields sealed anew in one transaction.
const BATCH: i64 = 200;

/// Batches in one run of the job; another run goes on.
const BATCHES: usize = 20;

/// How many fields or files stand under each version of the key.
#[derive(Debug, PartialEq, Eq)]
pub struct Count {
    /// Table, folder, or kind of record.
    pub place: &'static str,
    /// Version to count.
    pub versions: BTreeMap<i64, i64>,
}

/// Counts every sealed field, file and kept answer by the version of its key.
pub async fn count(app: &App) -> Result<Vec<Count>> {
    let mut counts = Vec::new();
    let mut tx = app.db.read().await?;
    for column in COLUMNS {
        let SealedColumn { table, key, .. } = column;
        let text =
            format!("select {key}, count(*) from {table} where {key} is not null group by {key}");
        let rows: Vec<(i64, i64)> =
            sql!(tx, sqlx::QueryBuilder::new(text).build_query_as().fetch_all(tx).await)?;
        counts.push(Count { place: table, versions: rows.into_iter().collect() });
    }
    let answers: Vec<(Vec<u8>, i64)> = sql!(
        tx,
        sqlx::query_as(
            "select substr(answer, 1, 8), count(*) from idempotency where answer is not null
             group by substr(answer, 1, 8)"
        )
        .fetch_all(tx)
        .await
    )?;
    drop(tx);
    let versions = answers.into_iter().map(|(front, count)| (version(&front), count)).collect();
    counts.push(Count { place: "idempotency", versions });
    for files in FILES {
        let mut versions = BTreeMap::new();
        let mut listed = app.files.list(Some(&Path::from(files.folder)));
        while let Some(found) = listed.try_next().await? {
            let front = app.files.get_range(&found.location, 0..8.min(found.size)).await?;
            *versions.entry(version(&front)).or_insert(0) += 1;
        }
        counts.push(Count { place: files.folder, versions });
    }
    Ok(counts)
}

/// The version in front of a sealed file or answer; 0 where there is none.
fn version(front: &[u8]) -> i64 {
    front.first_chunk::<8>().map_or(0, |bytes| i64::from_be_bytes(*bytes))
}

/// Versions that fields were sealed with and the key file lacks, found by the indexes alone.
pub async fn missing(app: &App) -> Result<Vec<i64>> {
    let known = app.keys.versions();
    let mut missing = Vec::new();
    let mut tx = app.db.read().await?;
    for SealedColumn { table, key, .. } in COLUMNS {
        if columns::of(&mut tx, table).await?.is_empty() {
            continue;
        }
        let mut last = i64::MIN;
        loop {
            let text = format!("select min({key}) from {table} where {key} > ");
            let next: Option<i64> = sql!(tx, {
                let mut statement = sqlx::QueryBuilder::new(text);
                statement.push_bind(last).build_query_scalar().fetch_one(tx).await
            })?;
            let Some(next) = next else { break };
            if !known.contains(&next) && !missing.contains(&next) {
                missing.push(next);
            }
            last = next;
        }
    }
    Ok(missing)
}

/// Whether any field stands under an older key than the newest.
pub async fn is_behind(app: &App) -> Result<bool> {
    let newest = app.keys.newest();
    let mut tx = app.db.read().await?;
    for column in COLUMNS {
        if !older(&mut tx, column, newest, 1).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Seals everything anew that stands under an older key: fields, then files. It runs in pieces and
/// queues itself until nothing is left; old keys go on opening meanwhile.
#[derive(Default, Serialize, Deserialize)]
pub struct Reseal {
    /// Fields sealed so far.
    #[serde(default)]
    pub fields: i64,
    /// Files looked at so far: index of the folder, and the last name in it.
    #[serde(default)]
    pub after: Option<(usize, String)>,
}

impl Job for Reseal {
    const NAME: &'static str = "reseal";

    async fn run(mut self, context: &JobContext<'_>) -> Result<(), Failure> {
        let app = context.app;
        app.keys.refresh().map_err(Failure::retry)?;
        let newest = app.keys.newest();
        for _ in 0..BATCHES {
            let done = fields(app, newest).await?;
            self.fields += done;
            if done == 0 {
                return self.files(app, newest).await;
            }
        }
        self.go_on(app).await
    }
}

impl Reseal {
    async fn go_on(&self, app: &App) -> Result<(), Failure> {
        let mut tx = app.db.write().await?;
        jobs::enqueue(&mut tx, self).await?;
        Ok(tx.save_unrecorded("the queue keeps no record of its own").await?)
    }

    /// A part of the files; at the end the change is recorded.
    async fn files(mut self, app: &App, newest: i64) -> Result<(), Failure> {
        let (mut folder, mut after) = self.after.take().unwrap_or_default();
        let mut left = BATCH;
        while let Some(files) = FILES.get(folder) {
            let (seen, last) = files_after(app, files, &after, left, newest).await?;
            left -= seen;
            match last {
                Some(last) if left <= 0 => {
                    self.after = Some((folder, last));
                    return self.go_on(app).await;
                }
                _ => (folder, after) = (folder + 1, String::new()),
            }
        }
        let mut tx = app.db.write().await?;
        let facts = json!({"key": newest, "fields": self.fields});
        audit::record(&mut tx, None, "key.resealed", "keys", facts).await?;
        Ok(tx.save().await?)
    }
}

/// A sealed field: id of its row, bytes, version.
type Field = (String, Vec<u8>, i64);

async fn older(tx: &mut Tx, column: SealedColumn, newest: i64, limit: i64) -> Result<Vec<Field>> {
    let SealedColumn { table, sealed, key, .. } = column;
    let text = format!("select id, {sealed}, {key} from {table} where {key} < ");
    Ok(sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(text);
        statement.push_bind(newest).push(" limit ").push_bind(limit);
        statement.build_query_as().fetch_all(tx).await
    })?)
}

/// Seals one batch of fields anew and gives its size; 0 when nothing is left.
async fn fields(app: &App, newest: i64) -> Result<i64> {
    for column in COLUMNS {
        let mut tx = app.db.write().await?;
        let rows = older(&mut tx, column, newest, BATCH).await?;
        if rows.is_empty() {
            continue;
        }
        let mut done = 0;
        for (id, bytes, version) in rows {
            let place = (column.place)(&id);
            let plain = app.keys.open(&place, &Sealed { bytes, key: version })?;
            let fresh = app.keys.seal(&place, &plain, &*app.random)?;
            let SealedColumn { table, sealed, key, .. } = column;
            let text = format!("update {table} set {sealed} = ");
            sql!(tx, {
                let mut statement = sqlx::QueryBuilder::new(text);
                statement.push_bind(fresh.bytes).push(format!(", {key} = ")).push_bind(fresh.key);
                statement.push(" where id = ").push_bind(&id);
                statement.push(format!(" and {key} = ")).push_bind(version);
                statement.build().execute(tx).await.map(drop)
            })?;
            done += 1;
        }
        tx.save_unrecorded("the same values under another key; the end is recorded").await?;
        return Ok(done);
    }
    Ok(0)
}

/// Seals up to `limit` files behind `after` anew; gives how many were looked at, and the last.
async fn files_after(
    app: &App,
    files: &SealedFiles,
    after: &str,
    limit: i64,
    newest: i64,
) -> Result<(i64, Option<String>)> {
    let folder = Path::from(files.folder);
    let mut names = Vec::new();
    let mut listed = app.files.list(Some(&folder));
    while let Some(found) = listed.try_next().await? {
        names.push(found.location.filename().unwrap_or_default().to_owned());
    }
    drop(listed);
    names.sort();
    let wanted = usize::try_from(limit.max(0)).unwrap_or(0);
    let names = names.into_iter().filter(|name| name.as_str() > after).take(wanted);
    let (mut seen, mut last) = (0, None);
    for name in names {
        let path = folder.clone().join(name.as_str());
        match app.files.get(&path).await {
            Ok(found) => {
                let sealed = found.bytes().await?;
                if version(&sealed) < newest {
                    let place = (files.place)(&name);
                    let plain = app.keys.open_answer(&place, &sealed)?;
                    let fresh = app.keys.seal_answer(&place, &plain, &*app.random)?;
                    app.files.put(&path, PutPayload::from(fresh)).await?;
                }
            }
            // Taken away meanwhile.
            Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(Error::from(error)),
        }
        seen += 1;
        last = Some(name);
    }
    Ok((seen, last))
}
