//! One lesson: a text, a film, or the door to a quiz.

use askama::Template;
use poem::{Response, handler, web::Path};

use crate::{
    error::{Error, Missing, Result},
    id::EnrolmentId,
    identity::access::Actor,
    learning::{
        attempt::{self, Attempt},
        completion::Standing,
        content::{Body, Lesson, Video},
        enrolment::{self, Place},
        quiz::Quiz,
    },
    web::{html::CleanHtml, locale::Text, page::page, visitor::Visit},
};

#[derive(Template)]
#[template(path = "learning/pages/lessons/show.html", config = "src/web/askama.toml")]
struct ShowLesson<'a> {
    visit: &'a Visit,
    place: &'a Place,
    lesson: &'a Lesson,
    standing: Standing,
    number: usize,
    attempts: Vec<Attempt>,
}

impl ShowLesson<'_> {
    fn pages(&self) -> &[CleanHtml] {
        match &self.lesson.body {
            Body::Reading { pages } => pages,
            Body::Video(video) => &video.text,
            Body::Quiz(_) => &[],
        }
    }

    fn video(&self) -> Option<&Video> {
        match &self.lesson.body {
            Body::Video(video) => Some(video),
            _ => None,
        }
    }

    fn quiz(&self) -> Option<&Quiz> {
        match &self.lesson.body {
            Body::Quiz(quiz) => Some(quiz),
            _ => None,
        }
    }

    fn resume(&self) -> i64 {
        self.place.row(&self.lesson.id).map_or(0, |row| row.resume)
    }

    fn is_done(&self) -> bool {
        self.place.row(&self.lesson.id).is_some_and(|row| row.is_done())
    }

    fn is_read(&self, index: &usize) -> bool {
        let page = i64::try_from(index + 1).unwrap_or(i64::MAX);
        self.place.row(&self.lesson.id).is_some_and(|row| row.pages.0.contains(page))
    }

    fn previous(&self) -> Option<&Lesson> {
        self.place.version.content.lessons.get(self.number.checked_sub(2)?)
    }

    fn next(&self) -> Option<&Lesson> {
        self.place.version.content.lessons.get(self.number)
    }

    fn questions(&self) -> usize {
        self.quiz().map_or(0, |quiz| if quiz.draw == 0 { quiz.questions.len() } else { quiz.draw })
    }

    fn open_attempt(&self) -> Option<&Attempt> {
        self.attempts.iter().find(|attempt| attempt.submitted_at.is_none())
    }

    fn handed_in(&self) -> Vec<&Attempt> {
        self.attempts.iter().filter(|attempt| attempt.submitted_at.is_some()).collect()
    }

    /// Whether another try can be begun.
    fn can_try(&self) -> bool {
        let used = i64::try_from(self.attempts.len()).unwrap_or(i64::MAX);
        self.quiz().is_some_and(|quiz| quiz.attempts == 0 || used < quiz.attempts)
    }

    fn is_final(&self) -> bool {
        self.place.version.content.is_final(&self.lesson.id)
    }
}

/// Shows a lesson that is open.
#[handler]
pub async fn show(
    visit: Visit,
    me: Actor,
    Path((id, lesson_id)): Path<(EnrolmentId, String)>,
) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let place = enrolment::get(&mut tx, &visit.app, &me.id, &id).await?;
    let lessons = &place.version.content.lessons;
    let Some(index) = lessons.iter().position(|lesson| lesson.id == lesson_id) else {
        return Err(Error::NotFound(Text::new("error-no-lesson")));
    };
    if place.enrolment.state == "left" {
        return Err(Error::conflict("left", Text::new("enrolment-left")));
    }
    if place.enrolment.state == "renewed" {
        return Err(Error::conflict("renewed", Text::new("renewal-set-aside")));
    }
    let lesson = &lessons[index];
    if let Some(before) = place.locked_by(&lesson_id) {
        let text = Text::new("lesson-locked")
            .with("lesson", lesson.title.get(visit.locale))
            .with("before", before.title.get(visit.locale));
        let url = Some(format!("/learn/{id}/lessons/{}", before.id));
        let first = Text::new("lesson-first").with("lesson", before.title.get(visit.locale));
        let lesson = Some(before.id.clone());
        let missing = vec![Missing { lesson, field: None, code: "locked", text: first, url }];
        return Err(Error::Conflict { code: "locked", text, missing });
    }
    let attempts = match lesson.body {
        Body::Quiz(_) => attempt::of_lesson(&mut tx, &id, &lesson_id).await?,
        _ => Vec::new(),
    };
    let standing = place.standing();
    let number = index + 1;
    page(&ShowLesson { visit: &visit, place: &place, lesson, standing, number, attempts })
}
