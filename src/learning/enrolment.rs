//! Enrolment: start, look, leave.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    id::{EnrolmentId, PersonId, VersionId},
    learning::{
        completion::{self, Standing},
        content::Lesson,
        course::{self, Version},
        progress::{self, LessonState, Progress},
    },
    sql,
    web::locale::Text,
};

/// A row of `enrolment`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Enrolment {
    /// Which.
    pub id: EnrolmentId,
    /// Whose.
    pub person_id: PersonId,
    /// In which version.
    pub version_id: VersionId,
    /// `active`, `completed`, `left`, or `renewed`: set aside for another one in the same course.
    pub state: String,
    /// 0 to 100.
    pub percent: i64,
    /// Time credited, in seconds.
    pub credited_seconds: i64,
    /// Best score of the final.
    pub score_percent: Option<i64>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// Last sign of life.
    pub last_seen_at: DateTime<Utc>,
    /// When it was completed.
    pub completed_at: Option<DateTime<Utc>>,
}

/// An enrolment with its course and the progress in every lesson.
pub struct Place {
    /// The row.
    pub enrolment: Enrolment,
    /// What is learnt.
    pub version: Arc<Version>,
    /// A row for each lesson that was opened.
    pub rows: Vec<Progress>,
}

impl Place {
    /// The progress in a lesson, if it was opened.
    pub fn row(&self, lesson: &str) -> Option<&Progress> {
        self.rows.iter().find(|row| row.lesson_id == lesson)
    }

    /// 0 to 100 in a lesson.
    pub fn percent(&self, lesson: &str) -> i64 {
        self.row(lesson).map_or(0, |row| row.percent)
    }

    /// Id of the lesson before the one at `index`; empty for the first.
    pub fn before(&self, index: &usize) -> &str {
        let before = index.checked_sub(1).and_then(|index| self.version.content.lessons.get(index));
        before.map_or("", |lesson| &lesson.id)
    }

    /// How far a lesson is.
    pub fn state(&self, lesson: &str) -> LessonState {
        match self.row(lesson) {
            Some(row) if row.is_done() => LessonState::Done,
            Some(_) => LessonState::Started,
            None => LessonState::NotStarted,
        }
    }

    /// How the enrolment stands.
    pub fn standing(&self) -> Standing {
        completion::standing(&self.version.content, &self.rows, &self.enrolment.id)
    }

    /// The lesson that must be finished before `lesson` opens, in a course with an order.
    pub fn locked_by(&self, lesson: &str) -> Option<&Lesson> {
        let content = &self.version.content;
        if !content.ordered {
            return None;
        }
        content
            .lessons
            .iter()
            .take_while(|before| before.id != lesson)
            .find(|before| self.state(&before.id) != LessonState::Done)
    }

    /// Where to go on: the first lesson that is not done, else the first of all.
    pub fn next_lesson(&self) -> Option<&Lesson> {
        let lessons = &self.version.content.lessons;
        let open = lessons.iter().find(|lesson| self.state(&lesson.id) != LessonState::Done);
        open.or(lessons.first())
    }

    /// How many lessons are done.
    pub fn done_count(&self) -> usize {
        self.rows.iter().filter(|row| row.is_done()).count()
    }
}

/// The columns of an enrolment, once; what is asked of them follows.
macro_rules! select_enrolment {
    ($rest:literal) => {
        concat!(
            "select id, person_id, version_id, state, percent, credited_seconds, score_percent,
             started_at, last_seen_at, completed_at
             from enrolment ",
            $rest
        )
    };
}

/// Gives `person` a place on the course, once; who had left comes back to what they had done. The
/// index `enrolment_once` decides a race.
pub async fn start(tx: &mut Tx, app: &App, person: &PersonId, slug: &str) -> Result<EnrolmentId> {
    let version = course::get(tx, &app.shelf, slug).await?;
    let (id, now) = (EnrolmentId::new(tx), tx.now());
    let started: Option<EnrolmentId> = sql!(
        tx,
        sqlx::query_scalar(
            "insert into enrolment (id, person_id, course_id, version_id, state, percent,
                 credited_seconds, started_at, last_seen_at)
             values ($1, $2, $3, $4, 'active', 0, 0, $5, $5)
             on conflict (person_id, course_id) where state <> 'renewed'
             do update set state = 'active' where enrolment.state = 'left'
             returning id"
        )
        .bind(&id)
        .bind(person)
        .bind(&version.course)
        .bind(&version.id)
        .bind(now)
        .fetch_optional(tx)
        .await
    )?;
    let Some(started) = started else {
        return Err(Error::conflict("already-enrolled", Text::new("enrolment-already")));
    };
    audit::record(tx, Some(person), "enrolment.started", started.as_str(), json!({})).await?;
    Ok(started)
}

/// The enrolment of `person` with this id; somebody else's is not found.
pub async fn get(tx: &mut Tx, app: &App, person: &PersonId, id: &EnrolmentId) -> Result<Place> {
    let row: Option<Enrolment> = sql!(
        tx,
        sqlx::query_as(select_enrolment!("where id = $1")).bind(id).fetch_optional(tx).await
    )?;
    let Some(enrolment) = row.filter(|row| row.person_id == *person) else {
        return Err(Error::NotFound(Text::new("error-no-enrolment")));
    };
    place(tx, app, enrolment).await
}

/// The enrolment with this id, for an officer.
pub async fn get_any(tx: &mut Tx, app: &App, id: &EnrolmentId) -> Result<Place> {
    let row: Option<Enrolment> = sql!(
        tx,
        sqlx::query_as(select_enrolment!("where id = $1")).bind(id).fetch_optional(tx).await
    )?;
    place(tx, app, row.ok_or_else(Error::not_found)?).await
}

async fn place(tx: &mut Tx, app: &App, enrolment: Enrolment) -> Result<Place> {
    let version = app.shelf.get(tx, &enrolment.version_id).await?;
    let rows = progress::of_enrolment(tx, &enrolment.id).await?;
    Ok(Place { enrolment, version, rows })
}

/// The enrolment of `person` in a course, if there is one that was not left.
pub async fn find(tx: &mut Tx, person: &PersonId, version: &Version) -> Result<Option<Enrolment>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_enrolment!(
            "where person_id = $1 and course_id = $2 and state not in ('left', 'renewed')"
        ))
        .bind(person)
        .bind(&version.course)
        .fetch_optional(tx)
        .await
    )?)
}

/// Every place of `person`, the latest first: neither left nor set aside.
pub async fn all(tx: &mut Tx, person: &PersonId) -> Result<Vec<Enrolment>> {
    let mut places = taken(tx, person).await?;
    places.retain(|place| place.state != "renewed");
    Ok(places)
}

/// Everything that `person` took and did not leave, also what was renewed since, the latest first.
pub async fn taken(tx: &mut Tx, person: &PersonId) -> Result<Vec<Enrolment>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_enrolment!(
            "where person_id = $1 and state <> 'left'
             order by last_seen_at desc, id desc"
        ))
        .bind(person)
        .fetch_all(tx)
        .await
    )?)
}

/// Gives the place up. What was learnt is kept; a completed course cannot be left.
pub async fn leave(tx: &mut Tx, person: &PersonId, id: &EnrolmentId) -> Result<()> {
    let left = sql!(
        tx,
        sqlx::query(
            "update enrolment set state = 'left' where id = $1 and person_id = $2 and state = 'active'"
        )
        .bind(id)
        .bind(person)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if left == 0 {
        let state: Option<String> = sql!(
            tx,
            sqlx::query_scalar("select state from enrolment where id = $1 and person_id = $2")
                .bind(id)
                .bind(person)
                .fetch_optional(tx)
                .await
        )?;
        return match state.as_deref() {
            None => Err(Error::NotFound(Text::new("error-no-enrolment"))),
            Some("left") => Ok(()),
            Some("renewed") => Err(Error::conflict("renewed", Text::new("renewal-set-aside"))),
            Some(_) => Err(Error::conflict("completed", Text::new("enrolment-completed"))),
        };
    }
    audit::record(tx, Some(person), "enrolment.left", id.as_str(), json!({})).await
}
