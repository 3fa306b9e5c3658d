//! Course: the catalogue, its search, and the versions people take.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::json;
use sqlx::types::Json;

use crate::{
    audit,
    db::Tx,
    error::{Error, Result},
    id::{CourseId, VersionId},
    learning::{content::Content, import::Imported},
    sql,
    thai::{digits, segment, text},
    web::locale::Text,
};

/// One version of a course. It never changes, so a process reads it from the database once.
#[derive(Debug)]
pub struct Version {
    /// Which version.
    pub id: VersionId,
    /// Of which course.
    pub course: CourseId,
    /// What it holds.
    pub content: Content,
}

/// Versions kept in memory.
#[derive(Clone, Default)]
pub struct Shelf(Arc<Mutex<HashMap<VersionId, Arc<Version>>>>);

#[derive(sqlx::FromRow)]
struct VersionRow {
    id: VersionId,
    course_id: CourseId,
    content: Json<Content>,
}

impl Shelf {
    /// The version with this id.
    pub async fn get(&self, tx: &mut Tx, id: &VersionId) -> Result<Arc<Version>> {
        if let Some(version) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id) {
            return Ok(version.clone());
        }
        let row: VersionRow = sql!(
            tx,
            sqlx::query_as("select id, course_id, content from course_version where id = $1")
                .bind(id)
                .fetch_one(tx)
                .await
        )?;
        let version =
            Arc::new(Version { id: row.id, course: row.course_id, content: row.content.0 });
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.insert(id.clone(), version.clone());
        Ok(version)
    }
}

/// The version of `slug` that new learners take.
pub async fn get(tx: &mut Tx, shelf: &Shelf, slug: &str) -> Result<Arc<Version>> {
    let current: Option<VersionId> = sql!(
        tx,
        sqlx::query_scalar("select current_version_id from course where slug = $1")
            .bind(slug)
            .fetch_optional(tx)
            .await
    )?;
    match current {
        Some(id) => shelf.get(tx, &id).await,
        None => Err(Error::NotFound(Text::new("error-no-course").with("slug", slug))),
    }
}

/// The version of a course that new learners take, by the course's id.
pub async fn current(tx: &mut Tx, shelf: &Shelf, id: &CourseId) -> Result<Arc<Version>> {
    let current: Option<VersionId> = sql!(
        tx,
        sqlx::query_scalar("select current_version_id from course where id = $1")
            .bind(id)
            .fetch_optional(tx)
            .await
    )?;
    shelf.get(tx, &current.ok_or_else(Error::not_found)?).await
}

/// The id of the course called `slug`.
pub async fn id_of(tx: &mut Tx, slug: &str) -> Result<CourseId> {
    let id: Option<CourseId> = sql!(
        tx,
        sqlx::query_scalar("select id from course where slug = $1")
            .bind(slug)
            .fetch_optional(tx)
            .await
    )?;
    id.ok_or_else(|| Error::NotFound(Text::new("error-no-course").with("slug", slug)))
}

/// The catalogue in the order Thai readers expect, or the courses in which every word of `query`
/// stands; words typed without spaces are cut by dictionary.
pub async fn list(tx: &mut Tx, shelf: &Shelf, query: &str) -> Result<Vec<Arc<Version>>> {
    let mut found: Vec<VersionId> = Vec::new();
    let whole: Vec<String> = text::normalise(query).split_whitespace().map(folded).collect();
    let mut tries = vec![whole];
    let cut = segment::query_words(query);
    if !tries.contains(&cut) {
        tries.push(cut);
    }
    for words in tries {
        let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        found = sql!(tx, {
            let mut statement = sqlx::QueryBuilder::new("select current_version_id from course");
            let mut joint = " where ";
            for word in &words {
                statement.push(joint).push("search_text like ");
                statement.push_bind(format!("%{}%", escaped(word))).push(" escape '!'");
                joint = " and ";
            }
            statement.push(" order by sort_key, id").build_query_scalar().fetch_all(tx).await
        })?;
        if !found.is_empty() {
            break;
        }
    }
    let mut versions = Vec::with_capacity(found.len());
    for id in found {
        versions.push(shelf.get(tx, &id).await?);
    }
    Ok(versions)
}

fn escaped(word: &str) -> String {
    word.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

/// Makes `content` the version that new learners take. People who are in an older version stay
/// there. The same bytes again change nothing.
pub async fn publish(tx: &mut Tx, content: &Content, hash: &str) -> Result<Imported> {
    let now = tx.now();
    let known: Option<CourseId> = sql!(
        tx,
        sqlx::query_scalar("select id from course where slug = $1")
            .bind(&content.slug)
            .fetch_optional(tx)
            .await
    )?;
    let version = VersionId::new(tx);
    let course = known.clone().unwrap_or_else(|| CourseId::new(tx));
    if known.is_none() {
        let sort_key = text::sort_key(content.title.th());
        sql!(
            tx,
            sqlx::query(
                "insert into course (id, slug, current_version_id, search_text, sort_key, published_at)
                 values ($1, $2, $3, '', $4, $5)"
            )
            .bind(&course)
            .bind(&content.slug)
            .bind(&version)
            .bind(sort_key)
            .bind(now)
            .execute(tx)
            .await
            .map(drop)
        )?;
    }
    let number: Option<i64> = sql!(
        tx,
        sqlx::query_scalar(
            "insert into course_version (id, course_id, number, content_hash, content, imported_at)
             select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5
             from course_version where course_id = $2
             on conflict (course_id, content_hash) do nothing returning number"
        )
        .bind(&version)
        .bind(&course)
        .bind(hash)
        .bind(Json(content))
        .bind(now)
        .fetch_optional(tx)
        .await
    )?;
    // Bytes that were imported before may have been replaced since: they become current again.
    let current: VersionId = sql!(
        tx,
        sqlx::query_scalar(
            "select id from course_version where course_id = $1 and content_hash = $2"
        )
        .bind(&course)
        .bind(hash)
        .fetch_one(tx)
        .await
    )?;
    let moved = sql!(
        tx,
        sqlx::query(
            "update course set current_version_id = $1, search_text = $2, sort_key = $3
             where id = $4 and (current_version_id <> $1 or search_text = '')"
        )
        .bind(&current)
        .bind(search_text(content))
        .bind(text::sort_key(content.title.th()))
        .bind(&course)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if moved == 0 {
        return Ok(Imported::Unchanged);
    }
    audit::record(tx, None, "course.published", course.as_str(), json!({"version": current}))
        .await?;
    Ok(Imported::New(number.unwrap_or_default()))
}

/// Everything a search may hit, folded: titles, summary, group, and the words of reading lessons.
fn search_text(content: &Content) -> String {
    let mut parts = vec![
        content.slug.as_str(),
        content.title.th(),
        content.title.en(),
        content.summary.th(),
        content.summary.en(),
        content.skill_group.as_str(),
    ];
    for lesson in &content.lessons {
        parts.extend([lesson.title.th(), lesson.title.en()]);
    }
    folded(&parts.join(" "))
}

/// Text as searches compare it: normalised, Arabic digits, small letters.
fn folded(typed: &str) -> String {
    digits::to_arabic(&text::normalise(typed)).to_lowercase()
}
