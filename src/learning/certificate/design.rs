//! Design: how the certificates of a course look. It is edited in versions, and a certificate keeps
//! the one under which it was issued.

pub mod choice;
pub mod draft;
pub mod dress;
pub mod look;
pub mod sample;
pub mod seal;

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::types::Json;

use self::{draft::Draft, look::Look};
use crate::{
    audit,
    db::Tx,
    error::{Error, Result},
    id::{CourseId, DesignId},
    identity::access::{Act, Actor},
    sql,
    web::locale::Text,
};

/// The id of the design that needs no row: every course has it that has no other.
pub const STANDARD: &str = "standard";

/// A design with what its latest version decides.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Design {
    /// Which.
    pub id: DesignId,
    /// What authors call it.
    pub name: String,
    /// Counted from one.
    pub version: i64,
    /// When the latest version was made.
    pub changed_at: DateTime<Utc>,
    /// What it decides.
    pub look: Json<Look>,
}

/// The columns of a design, once; what is asked of them follows.
macro_rules! select_design {
    ($rest:literal) => {
        concat!(
            "select d.id, d.name, d.version, d.changed_at, v.look from certificate_design d
             join certificate_design_version v on v.design_id = d.id and v.version = d.version ",
            $rest
        )
    };
}

/// Every design that authors made, those changed last in front.
pub async fn list(tx: &mut Tx) -> Result<Vec<Design>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_design!("order by d.changed_at desc, d.id")).fetch_all(tx).await
    )?)
}

/// The design with this id, the standard one too.
pub async fn get(tx: &mut Tx, id: &DesignId) -> Result<Design> {
    if id.as_str() == STANDARD {
        return Ok(standard());
    }
    let found: Option<Design> = sql!(
        tx,
        sqlx::query_as(select_design!("where d.id = $1")).bind(id).fetch_optional(tx).await
    )?;
    found.ok_or_else(|| Error::NotFound(Text::new("design-unknown")))
}

/// The design of every course that chose none.
pub fn standard() -> Design {
    Design {
        id: STANDARD.into(),
        name: String::new(),
        version: 1,
        changed_at: DateTime::UNIX_EPOCH,
        look: Json(Look::default()),
    }
}

/// Makes a design.
///
/// # Errors
/// `Forbidden`; mistakes in the fields of the draft.
pub async fn create(tx: &mut Tx, author: &Actor, draft: &Draft) -> Result<Design> {
    let (name, look) = check(tx, author, draft).await?;
    let (id, now) = (DesignId::new(tx), tx.now());
    sql!(
        tx,
        sqlx::query(
            "insert into certificate_design (id, name, version, changed_at) values ($1, $2, 1, $3)"
        )
        .bind(&id)
        .bind(&name)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    add_version(tx, author, &id, 1, look).await?;
    audit::record(tx, Some(&author.id), "design.created", id.as_str(), json!({})).await?;
    get(tx, &id).await
}

/// Makes the next version of a design. Certificates that were issued keep theirs.
///
/// # Errors
/// `Forbidden`; a conflict where somebody changed it since, or it is the standard one; mistakes.
pub async fn update(tx: &mut Tx, author: &Actor, id: &DesignId, draft: &Draft) -> Result<Design> {
    let (name, look) = check(tx, author, draft).await?;
    if id.as_str() == STANDARD {
        return Err(Error::conflict("built-in", Text::new("design-is-built-in")));
    }
    let seen = get(tx, id).await?.version.min(draft.version);
    let now = tx.now();
    let changed = sql!(
        tx,
        sqlx::query(
            "update certificate_design set name = $1, version = version + 1, changed_at = $2
             where id = $3 and version = $4"
        )
        .bind(&name)
        .bind(now)
        .bind(id)
        .bind(seen)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if changed == 0 {
        return Err(Error::conflict("changed-meanwhile", Text::new("design-changed-meanwhile")));
    }
    add_version(tx, author, id, seen + 1, look).await?;
    let facts = json!({"version": seen + 1});
    audit::record(tx, Some(&author.id), "design.updated", id.as_str(), facts).await?;
    get(tx, id).await
}

/// Reads a draft; the seal that it names must be there.
async fn check(tx: &mut Tx, author: &Actor, draft: &Draft) -> Result<(String, Look)> {
    if !author.may(Act::KeepDesigns) {
        return Err(Error::Forbidden);
    }
    let (name, look) = draft.read()?;
    if let Some(hash) = &look.seal
        && !seal::exists(tx, hash).await?
    {
        return Err(Error::mistake("seal", "unknown", Text::new("design-seal-unknown")));
    }
    Ok((name, look))
}

async fn add_version(
    tx: &mut Tx,
    author: &Actor,
    id: &DesignId,
    version: i64,
    look: Look,
) -> Result<()> {
    let now = tx.now();
    sql!(
        tx,
        sqlx::query(
            "insert into certificate_design_version (design_id, version, look, made_by, made_at)
             values ($1, $2, $3, $4, $5)"
        )
        .bind(id)
        .bind(version)
        .bind(Json(look))
        .bind(&author.id)
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    Ok(())
}

/// The design of a course with its version and look; none: the standard one.
pub async fn of_course(tx: &mut Tx, course: &CourseId) -> Result<Option<(String, i64, Look)>> {
    let found: Option<Design> = sql!(
        tx,
        sqlx::query_as(select_design!(
            "join course_design chosen on chosen.design_id = d.id where chosen.course_id = $1"
        ))
        .bind(course)
        .fetch_optional(tx)
        .await
    )?;
    Ok(found.map(|found| (found.id.to_string(), found.version, found.look.0)))
}
