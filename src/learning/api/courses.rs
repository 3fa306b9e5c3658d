//! The catalogue as JSON.

use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};

use crate::{
    error::Result,
    learning::{content::Content, course},
    web::{openapi::Page, visitor::Visit},
};

/// The catalogue.
pub struct CoursesApi;

/// A course.
#[derive(Object)]
pub struct Course {
    /// Name in addresses.
    slug: String,
    /// Title in the reader's language.
    title: String,
    /// A sentence or two.
    summary: String,
    /// Learning time promised.
    minutes: i64,
    /// Kinds of people it is for.
    audience: Vec<String>,
    /// `ordered` or `free`.
    sequence: String,
    /// In their order.
    lessons: Vec<Lesson>,
    /// What completion takes.
    completion: Completion,
    /// Whether it is certified.
    certificate: Certificate,
}

/// A lesson of a course.
#[derive(Object)]
struct Lesson {
    /// Id within the course.
    id: String,
    /// `reading`, `video` or `quiz`.
    kind: String,
    /// Title in the reader's language.
    title: String,
    /// Minutes it takes.
    minutes: i64,
    /// Pages of a reading lesson.
    pages: Option<i64>,
    /// Running time of a film, in seconds.
    seconds: Option<i64>,
}

/// What completion takes.
#[derive(Object)]
struct Completion {
    /// Lessons to be done.
    lessons: i64,
    /// The quiz that decides.
    r#final: Option<String>,
    /// Score it asks for.
    pass_percent: i64,
    /// Credited minutes asked for; 0: none.
    min_minutes: i64,
}

/// The certificate of a course.
#[derive(Object)]
#[oai(rename = "CourseCertificate")]
struct Certificate {
    /// Whether one can be asked for.
    offered: bool,
    /// What is printed on top.
    title: String,
    /// How long it is valid; 0: for good.
    valid_months: u32,
}

impl Course {
    fn new(visit: &Visit, content: &Content) -> Self {
        let lessons = content.lessons.iter().map(|lesson| Lesson {
            id: lesson.id.clone(),
            kind: lesson.kind().to_owned(),
            title: lesson.title.get(visit.locale).to_owned(),
            minutes: lesson.minutes,
            pages: (lesson.kind() == "reading").then(|| lesson.pages()),
            seconds: lesson.seconds(),
        });
        Self {
            slug: content.slug.clone(),
            title: content.title.get(visit.locale).to_owned(),
            summary: content.summary.get(visit.locale).to_owned(),
            minutes: content.minutes,
            audience: content.audience.clone(),
            sequence: if content.ordered { "ordered" } else { "free" }.to_owned(),
            lessons: lessons.collect(),
            completion: Completion {
                lessons: content.lessons_needed(),
                r#final: content.completion.final_quiz.clone(),
                pass_percent: content.completion.pass_percent,
                min_minutes: content.completion.min_minutes,
            },
            certificate: Certificate {
                offered: content.certificate.offered,
                title: content.certificate.title.get(visit.locale).to_owned(),
                valid_months: content.certificate.valid_months,
            },
        }
    }
}

#[OpenApi]
impl CoursesApi {
    /// The catalogue, or what a search finds.
    #[oai(path = "/courses", method = "get")]
    async fn index(
        &self,
        visit: Visit,
        /// Words to search for.
        q: Query<Option<String>>,
    ) -> Result<Json<Page<Course>>> {
        let mut tx = visit.app.db.read().await?;
        let found = course::list(&mut tx, &visit.app.shelf, q.as_deref().unwrap_or("")).await?;
        let courses = found.iter().map(|version| Course::new(&visit, &version.content));
        Ok(Json(Page::whole(courses.collect())))
    }

    /// One course.
    #[oai(path = "/courses/:slug", method = "get")]
    async fn show(&self, visit: Visit, slug: Path<String>) -> Result<Json<Course>> {
        let mut tx = visit.app.db.read().await?;
        let version = course::get(&mut tx, &visit.app.shelf, &slug).await?;
        Ok(Json(Course::new(&visit, &version.content)))
    }
}
