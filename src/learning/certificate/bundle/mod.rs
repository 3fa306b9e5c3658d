//! All certificates of a course in one archive: asked for by an officer, drawn by jobs into sealed
//! parts, fetched within a day as often as the line breaks, from where it broke.

pub mod archive;
pub mod build;
pub mod fetch;
pub mod selection;

use chrono::{DateTime, Duration, Utc};
use futures_util::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt, path::Path};
use serde_json::json;
use sqlx::types::Json;

pub use self::selection::Selection;
use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{CourseId, PersonId},
    identity::{
        access::{Act, Actor},
        seal::SealedFiles,
    },
    jobs,
    learning::jobs::BuildBundle,
    sql,
    web::locale::Text,
};

/// How long an archive is kept to be fetched.
pub const KEPT: Duration = Duration::hours(24);

/// Where the parts of archives stand.
pub const SEALED: SealedFiles = SealedFiles { folder: "bundles", place };

fn place(name: &str) -> String {
    format!("bundle\0{name}")
}

/// The file of part `number` of an archive.
fn path(name: &str) -> Path {
    Path::from_iter([SEALED.folder, name])
}

/// Name of part `number`.
fn part_name(id: &str, number: usize) -> String {
    format!("{id}-{number:05}")
}

/// An archive that was asked for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Bundle {
    /// Which.
    pub id: String,
    /// Of which course.
    pub course_id: CourseId,
    /// Who asked, and alone may fetch it.
    pub asked_by: PersonId,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// First day of issue, ISO.
    pub from_day: Option<String>,
    /// Last day of issue, ISO.
    pub to_day: Option<String>,
    /// `waiting`, `ready` or `expired`.
    pub state: String,
    /// Certificates in all.
    pub total: i64,
    /// Certificates drawn.
    pub done: i64,
    /// The last one drawn.
    pub last_issued_at: Option<DateTime<Utc>>,
    /// Its number.
    pub last_number: Option<String>,
    /// Bytes of each part.
    pub parts: Json<Vec<u64>>,
    /// Bytes of all parts.
    pub bytes: i64,
    /// Until when it can be fetched.
    pub expires_at: Option<DateTime<Utc>>,
}

impl Bundle {
    /// What it was asked to hold.
    pub fn selection(&self) -> Selection {
        let day = |day: &Option<String>| day.as_deref().and_then(|day| day.parse().ok());
        Selection {
            course: self.course_id.clone(),
            from: day(&self.from_day),
            to: day(&self.to_day),
        }
    }
}

/// The columns of an archive, once.
macro_rules! select_bundle {
    ($rest:literal) => {
        concat!(
            "select id, course_id, asked_by, asked_at, from_day, to_day, state, total, done,
                    last_issued_at, last_number, parts, bytes, expires_at
             from certificate_bundle ",
            $rest
        )
    };
}

/// Asks for an archive; who asks while the same one is being made is shown that one.
///
/// # Errors
/// `Forbidden`; a mistake where there is none, or too many for one archive.
pub async fn ask(mut tx: Tx, officer: &Actor, selection: &Selection) -> Result<Bundle> {
    let asked = begin(&mut tx, officer, selection).await?;
    // Asked again while it is being made, it is the same one, and nothing is changed.
    if asked.is_new {
        tx.save().await?;
    }
    Ok(asked.bundle)
}

/// What asking came to.
struct Asked {
    bundle: Bundle,
    is_new: bool,
}

async fn begin(tx: &mut Tx, officer: &Actor, selection: &Selection) -> Result<Asked> {
    if !officer.may(Act::TakeCertificates) {
        return Err(Error::Forbidden);
    }
    officer.step_up(tx.now())?;
    let total = selection.count(tx).await?;
    if total == 0 {
        return Err(Error::mistake("from", "empty", Text::new("bundle-none")));
    }
    if total > archive::MOST_ENTRIES {
        return Err(Error::mistake("from", "too_many", Text::new("bundle-too-many")));
    }
    if let Some(bundle) = being_made(tx, officer, selection).await? {
        return Ok(Asked { bundle, is_new: false });
    }
    let (id, now) = (tx.fresh_id(), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into certificate_bundle (id, course_id, asked_by, asked_at, from_day, to_day,
                 state, total, done, parts, bytes)
             values ($1, $2, $3, $4, $5, $6, 'waiting', $7, 0, $8, 0)"
        )
        .bind(&id)
        .bind(&selection.course)
        .bind(&officer.id)
        .bind(now)
        .bind(selection.from.map(|day| day.to_string()))
        .bind(selection.to.map(|day| day.to_string()))
        .bind(total)
        .bind(Json(Vec::<u64>::new()))
        .execute(tx)
        .await
        .map(drop)
    )?;
    let facts = json!({"course": selection.course, "count": total});
    audit::record(tx, Some(&officer.id), "certificates.asked", &id, facts).await?;
    jobs::enqueue(tx, &BuildBundle { bundle: id.clone() }).await?;
    Ok(Asked { bundle: get(tx, officer, &id).await?, is_new: true })
}

/// The same archive, if it is on its way; one that was begun a day ago will not come any more.
async fn being_made(tx: &mut Tx, officer: &Actor, selection: &Selection) -> Result<Option<Bundle>> {
    let since = tx.now() - Duration::days(1);
    let waiting: Vec<Bundle> = sql!(
        tx,
        sqlx::query_as(select_bundle!(
            "where course_id = $1 and asked_by = $2 and state = 'waiting' and asked_at > $3
             order by asked_at"
        ))
        .bind(&selection.course)
        .bind(&officer.id)
        .bind(since)
        .fetch_all(tx)
        .await
    )?;
    Ok(waiting.into_iter().find(|bundle| bundle.selection() == *selection))
}

/// An archive that `officer` asked for; somebody else's is not found.
pub async fn get(tx: &mut Tx, officer: &Actor, id: &str) -> Result<Bundle> {
    let found = find(tx, id).await?;
    found.filter(|bundle| bundle.asked_by == officer.id).ok_or_else(Error::not_found)
}

async fn find(tx: &mut Tx, id: &str) -> Result<Option<Bundle>> {
    Ok(sql!(tx, sqlx::query_as(select_bundle!("where id = $1")).bind(id).fetch_optional(tx).await)?)
}

/// The latest archives of a course that `officer` asked for.
pub async fn latest(tx: &mut Tx, officer: &Actor, course: &CourseId) -> Result<Vec<Bundle>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_bundle!(
            "where course_id = $1 and asked_by = $2 and state <> 'expired'
             order by asked_at desc, id desc limit 5"
        ))
        .bind(course)
        .bind(&officer.id)
        .fetch_all(tx)
        .await
    )?)
}

/// Deletes an archive with its parts.
pub async fn forget(app: &App, id: &str) -> Result<()> {
    let mut tx = app.db.write().await?;
    let gone = sql!(
        tx,
        sqlx::query(
            "update certificate_bundle set state = 'expired' where id = $1 and state <> 'expired'"
        )
        .bind(id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if gone > 0 {
        audit::record(&mut tx, None, "certificates.forgotten", id, json!({})).await?;
        tx.save().await?;
    } else {
        drop(tx);
    }
    let mut names = Vec::new();
    let folder = Path::from(SEALED.folder);
    let mut listed = app.files.list(Some(&folder));
    while let Some(found) = listed.try_next().await? {
        let name = found.location.filename().unwrap_or_default();
        if name.strip_prefix(id).is_some_and(|rest| rest.starts_with('-')) {
            names.push(found.location.clone());
        }
    }
    drop(listed);
    for name in names {
        match app.files.delete(&name).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
