//! Places on courses and the learning history, as JSON.

use chrono::{DateTime, Utc};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use crate::{
    error::Result,
    id::EnrolmentId,
    learning::{
        api::certificates::Certificate,
        enrolment::{self, Place},
        history,
    },
    web::{
        openapi::{Created, Gone, MissingItem, Page, Signed},
        visitor::Visit,
    },
};

/// Places on courses.
pub struct EnrolmentsApi;

/// Which course.
#[derive(Object)]
struct NewEnrolment {
    /// Its slug.
    #[oai(default)]
    course: String,
}

/// A place on a course.
#[derive(Object)]
pub struct Enrolment {
    /// Id.
    id: String,
    /// Slug of the course.
    course: String,
    /// `active`, `completed`, `left`, or `renewed`: set aside for another one in the same course.
    state: String,
    /// 0 to 100.
    percent: i64,
    /// Learning time credited, in minutes.
    minutes_credited: i64,
    /// Best score of the final.
    score_percent: Option<i64>,
    /// When it began.
    started_at: DateTime<Utc>,
    /// When it was completed.
    completed_at: Option<DateTime<Utc>>,
    /// Every lesson of the version that is taken.
    lessons: Vec<Lesson>,
    /// What completion still asks for.
    missing: Vec<MissingItem>,
}

/// How far a lesson is.
#[derive(Object)]
#[oai(rename = "EnrolmentLesson")]
struct Lesson {
    /// Id within the course.
    id: String,
    /// `reading`, `video` or `quiz`.
    kind: String,
    /// `not_started`, `started` or `done`.
    state: String,
    /// 0 to 100.
    percent: i64,
    /// Where to go on: a page, or a second of the film.
    resume: i64,
    /// Pages of a reading lesson.
    pages: Option<i64>,
    /// Running time of a film, in seconds.
    seconds: Option<i64>,
    /// Whether a lesson before it must be done first.
    locked: bool,
}

impl Enrolment {
    /// As it stands.
    pub fn new(visit: &Visit, place: &Place) -> Self {
        let standing = place.standing();
        let lessons = place.version.content.lessons.iter().map(|lesson| {
            let row = place.row(&lesson.id);
            Lesson {
                id: lesson.id.clone(),
                kind: lesson.kind().to_owned(),
                state: place.state(&lesson.id).code().to_owned(),
                percent: row.map_or(0, |row| row.percent),
                resume: row.map_or(0, |row| row.resume),
                pages: (lesson.kind() == "reading").then(|| lesson.pages()),
                seconds: lesson.seconds(),
                locked: place.locked_by(&lesson.id).is_some(),
            }
        });
        Self {
            id: place.enrolment.id.to_string(),
            course: place.version.content.slug.clone(),
            state: place.enrolment.state.clone(),
            percent: standing.percent,
            minutes_credited: standing.credited_seconds / 60,
            score_percent: standing.score_percent,
            started_at: place.enrolment.started_at,
            completed_at: place.enrolment.completed_at,
            lessons: lessons.collect(),
            missing: standing.missing.iter().map(|one| MissingItem::said(visit, one)).collect(),
        }
    }
}

/// Everything one has learnt.
#[derive(Object)]
struct History {
    /// The latest first.
    courses: Vec<Taken>,
    /// The latest first.
    certificates: Vec<Certificate>,
    /// Over all courses.
    minutes_credited: i64,
}

/// A course in the history.
#[derive(Object)]
struct Taken {
    /// Id of the enrolment.
    enrolment: String,
    /// Slug.
    course: String,
    /// Title in the reader's language.
    title: String,
    /// `active`, `completed` or `renewed`.
    state: String,
    /// 0 to 100.
    percent: i64,
    /// Learning time credited.
    minutes_credited: i64,
    /// Best score of the final.
    score_percent: Option<i64>,
    /// When it began.
    started_at: DateTime<Utc>,
    /// When it was completed.
    completed_at: Option<DateTime<Utc>>,
}

#[OpenApi]
impl EnrolmentsApi {
    /// Take a place on a course.
    #[oai(path = "/enrolments", method = "post")]
    async fn start(
        &self,
        visit: Visit,
        me: Signed,
        body: Json<NewEnrolment>,
    ) -> Result<Created<Enrolment>> {
        let app = &visit.app;
        let mut tx = app.db.write().await?;
        let id = enrolment::start(&mut tx, app, &me.0.id, &body.course).await?;
        let place = enrolment::get(&mut tx, app, &me.0.id, &id).await?;
        tx.save().await?;
        Ok(Created::Made(Json(Enrolment::new(&visit, &place))))
    }

    /// Look at one's place.
    #[oai(path = "/enrolments/:id", method = "get")]
    async fn show(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Json<Enrolment>> {
        let mut tx = visit.app.db.read().await?;
        let id = EnrolmentId::from(id.0);
        let place = enrolment::get(&mut tx, &visit.app, &me.0.id, &id).await?;
        Ok(Json(Enrolment::new(&visit, &place)))
    }

    /// Give one's place up; what was learnt is kept.
    #[oai(path = "/enrolments/:id", method = "delete")]
    async fn leave(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Gone> {
        let mut tx = visit.app.db.write().await?;
        enrolment::leave(&mut tx, &me.0.id, &EnrolmentId::from(id.0)).await?;
        tx.save_unrecorded("leaving twice changes nothing the second time").await?;
        Ok(Gone::Done)
    }

    /// Every place one has.
    #[oai(path = "/me/enrolments", method = "get")]
    async fn mine(&self, visit: Visit, me: Signed) -> Result<Json<Page<Enrolment>>> {
        let app = &visit.app;
        let mut tx = app.db.read().await?;
        let mut items = Vec::new();
        for enrolment in enrolment::all(&mut tx, &me.0.id).await? {
            let place = enrolment::get(&mut tx, app, &me.0.id, &enrolment.id).await?;
            items.push(Enrolment::new(&visit, &place));
        }
        Ok(Json(Page::whole(items)))
    }

    /// Everything one has learnt.
    #[oai(path = "/me/history", method = "get")]
    async fn history(&self, visit: Visit, me: Signed) -> Result<Json<History>> {
        let mut tx = visit.app.db.read().await?;
        let history = history::of(&mut tx, &visit.app, &me.0.id).await?;
        let courses = history.courses.into_iter().map(|taken| Taken {
            enrolment: taken.enrolment.to_string(),
            course: taken.slug,
            title: taken.title.get(visit.locale).to_owned(),
            state: taken.state,
            percent: taken.percent,
            minutes_credited: taken.minutes_credited,
            score_percent: taken.score_percent,
            started_at: taken.started_at,
            completed_at: taken.completed_at,
        });
        Ok(Json(History {
            courses: courses.collect(),
            certificates: history
                .certificates
                .iter()
                .map(|it| Certificate::new(&visit, it))
                .collect(),
            minutes_credited: history.minutes_credited,
        }))
    }
}
