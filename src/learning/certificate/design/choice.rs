//! Which course has which design: certificates issued from now on look like it.

use serde_json::json;

use super::{Design, STANDARD, get};
use crate::{
    audit,
    db::Tx,
    error::{Error, Result},
    id::{CourseId, DesignId, VersionId},
    identity::access::{Act, Actor},
    sql,
    web::locale::Text,
};

/// A course beside its design.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Choice {
    /// Slug of the course.
    pub slug: String,
    /// The version of the course that new learners take.
    pub version_id: VersionId,
    /// Its design; none: the standard one.
    pub design_id: Option<DesignId>,
}

impl Choice {
    /// Whether the course has this design; one without a choice has the standard one.
    pub fn is_of(&self, design: &Design) -> bool {
        self.design_id.as_ref().map_or(STANDARD, DesignId::as_str) == design.id.as_str()
    }
}

/// Every course with its design, in the order Thai readers expect.
pub async fn list(tx: &mut Tx) -> Result<Vec<Choice>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select course.slug, course.current_version_id as version_id, chosen.design_id
             from course left join course_design chosen on chosen.course_id = course.id
             where course.current_version_id is not null
             order by course.sort_key, course.id"
        )
        .fetch_all(tx)
        .await
    )?)
}

/// Chooses a design for a course: certificates issued from now on look like it.
pub async fn choose(tx: &mut Tx, author: &Actor, id: &DesignId, slug: &str) -> Result<Design> {
    if !author.may(Act::KeepDesigns) {
        return Err(Error::Forbidden);
    }
    let design = get(tx, id).await?;
    let course: Option<CourseId> = sql!(
        tx,
        sqlx::query_scalar("select id from course where slug = $1")
            .bind(slug)
            .fetch_optional(tx)
            .await
    )?;
    let Some(course) = course else {
        return Err(Error::mistake("course", "unknown", Text::new("design-course-unknown")));
    };
    let now = tx.now();
    sql!(
        tx,
        sqlx::query("delete from course_design where course_id = $1")
            .bind(&course)
            .execute(tx)
            .await
            .map(drop)
    )?;
    if design.id.as_str() != STANDARD {
        sql!(
            tx,
            sqlx::query(
                "insert into course_design (course_id, design_id, chosen_by, chosen_at)
                 values ($1, $2, $3, $4)
                 on conflict (course_id) do update set design_id = excluded.design_id,
                     chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at"
            )
            .bind(&course)
            .bind(&design.id)
            .bind(&author.id)
            .bind(now)
            .execute(tx)
            .await
            .map(drop)
        )?;
    }
    let facts = json!({"design": design.id.as_str()});
    audit::record(tx, Some(&author.id), "design.chosen", course.as_str(), facts).await?;
    Ok(design)
}
