//! Attempt: one try at a quiz, from the draw to the mark.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use sqlx::types::Json;

use crate::{
    app::App,
    audit,
    db::Tx,
    error::{Error, Mistake, Result},
    id::{AttemptId, EnrolmentId, PersonId},
    learning::{
        completion,
        content::{Body, Lesson},
        enrolment::{self, Place},
        progress::{self, Progress},
        quiz::{Answers, Drawn, Quiz, ShowAnswers},
    },
    sql,
    web::locale::Text,
};

/// A row of `attempt`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Attempt {
    /// Which.
    pub id: AttemptId,
    /// In which enrolment.
    pub enrolment_id: EnrolmentId,
    /// At which quiz.
    pub lesson_id: String,
    /// From 1.
    pub number: i64,
    /// Questions and choices as shown.
    pub drawn: Json<Vec<Drawn>>,
    /// So far.
    pub answers: Json<Answers>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it was handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Once marked.
    pub score_percent: Option<i64>,
    /// Once marked.
    pub passed: Option<bool>,
}

/// An attempt with its place and its quiz.
pub struct Sitting {
    /// The row.
    pub attempt: Attempt,
    /// The enrolment it belongs to.
    pub place: Place,
}

impl Sitting {
    /// The lesson.
    pub fn lesson(&self) -> Result<&Lesson> {
        let lesson = self.place.version.content.lesson(&self.attempt.lesson_id);
        lesson.ok_or_else(Error::not_found)
    }

    /// The quiz.
    pub fn quiz(&self) -> Result<&Quiz> {
        quiz_of(self.lesson()?)
    }

    /// Whether the right answers may be shown now.
    pub fn shows_answers(&self) -> bool {
        let show = self.quiz().map(|quiz| quiz.show_answers);
        match (show, self.attempt.submitted_at) {
            (Ok(ShowAnswers::AfterAttempt), Some(_)) => true,
            (Ok(ShowAnswers::AfterPass), Some(_)) => self.attempt.passed == Some(true),
            _ => false,
        }
    }

    /// How many tries are left; `None`: as many as wanted.
    pub fn tries_left(&self) -> Option<i64> {
        let most = self.quiz().map_or(0, |quiz| quiz.attempts);
        (most > 0).then(|| (most - self.attempt.number).max(0))
    }
}

fn quiz_of(lesson: &Lesson) -> Result<&Quiz> {
    match &lesson.body {
        Body::Quiz(quiz) => Ok(quiz),
        _ => Err(Error::mistake("lesson", "no_quiz", Text::new("attempt-no-quiz"))),
    }
}

/// The columns of an attempt, once; what is asked of them follows.
macro_rules! select_attempt {
    ($rest:literal) => {
        concat!(
            "select id, enrolment_id, lesson_id, number, drawn, answers, started_at, submitted_at,
                    score_percent, passed
             from attempt ",
            $rest
        )
    };
}

/// Begins a try at `lesson`, or goes on with the one that is open.
pub async fn begin(tx: &mut Tx, place: &Place, lesson_id: &str) -> Result<Attempt> {
    let person = &place.enrolment.person_id;
    if place.enrolment.state == "left" {
        return Err(Error::conflict("left", Text::new("enrolment-left")));
    }
    if place.enrolment.state == "renewed" {
        return Err(Error::conflict("renewed", Text::new("renewal-set-aside")));
    }
    let Some(lesson) = place.version.content.lesson(lesson_id) else {
        let text = Text::new("event-lesson").with("lesson", lesson_id);
        return Err(Error::mistake("lesson", "unknown", text));
    };
    let quiz = quiz_of(lesson)?;
    if let Some(before) = place.locked_by(lesson_id) {
        let text = Text::new("lesson-locked")
            .with("lesson", lesson.title.value())
            .with("before", before.title.value());
        return Err(Error::conflict("locked", text));
    }
    let enrolment = &place.enrolment.id;
    let past = of_lesson(tx, enrolment, lesson_id).await?;
    if let Some(open) = past.iter().find(|attempt| attempt.submitted_at.is_none()) {
        return Ok(open.clone());
    }
    let used = i64::try_from(past.len()).unwrap_or(i64::MAX);
    if quiz.attempts > 0 && used >= quiz.attempts {
        let text = Text::new("attempts-used").with("most", quiz.attempts);
        return Err(Error::conflict("attempts-used", text));
    }
    let (id, now) = (AttemptId::new(tx), tx.now());
    let drawn = Json(quiz.draw(tx.random()));
    sql!(
        tx,
        sqlx::query(
            "insert into attempt (id, enrolment_id, lesson_id, number, drawn, answers, started_at)
             values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing"
        )
        .bind(&id)
        .bind(enrolment)
        .bind(lesson_id)
        .bind(used + 1)
        .bind(&drawn)
        .bind(Json(Answers::new()))
        .bind(now)
        .execute(tx)
        .await
        .map(drop)
    )?;
    if place.row(lesson_id).is_none() {
        progress::keep(tx, &[Progress::opened(enrolment, lesson_id, now)]).await?;
    }
    let facts = json!({"lesson": lesson_id, "number": used + 1});
    audit::record(tx, Some(person), "attempt.started", enrolment.as_str(), facts).await?;
    // Two presses at once: whichever came first is the one to go on with.
    let now_there = of_lesson(tx, enrolment, lesson_id).await?;
    now_there
        .into_iter()
        .find(|attempt| attempt.submitted_at.is_none())
        .ok_or_else(Error::not_found)
}

/// Every try at a quiz, the first one first.
pub async fn of_lesson(tx: &mut Tx, enrolment: &EnrolmentId, lesson: &str) -> Result<Vec<Attempt>> {
    Ok(sql!(
        tx,
        sqlx::query_as(select_attempt!(
            "where enrolment_id = $1 and lesson_id = $2 order by number"
        ))
        .bind(enrolment)
        .bind(lesson)
        .fetch_all(tx)
        .await
    )?)
}

/// The attempt of `person` with this id; somebody else's is not found.
pub async fn get(tx: &mut Tx, app: &App, person: &PersonId, id: &AttemptId) -> Result<Sitting> {
    let attempt: Option<Attempt> = sql!(
        tx,
        sqlx::query_as(select_attempt!("where id = $1")).bind(id).fetch_optional(tx).await
    )?;
    let unknown = || Error::NotFound(Text::new("error-no-attempt"));
    let attempt = attempt.ok_or_else(unknown)?;
    match enrolment::get(tx, app, person, &attempt.enrolment_id).await {
        Ok(place) => Ok(Sitting { attempt, place }),
        Err(Error::NotFound(_)) => Err(unknown()),
        Err(error) => Err(error),
    }
}

/// Keeps answers; what was answered before stays where nothing new is said.
pub async fn answer(tx: &mut Tx, sitting: &mut Sitting, answers: Answers) -> Result<()> {
    if sitting.attempt.submitted_at.is_some() {
        return Err(Error::conflict("submitted", Text::new("attempt-submitted")));
    }
    let quiz = sitting.quiz()?;
    let mut mistakes = Vec::new();
    for (question, answer) in &answers {
        let field = format!("/answers/{question}");
        let drawn = sitting.attempt.drawn.0.iter().any(|drawn| drawn.question == *question);
        let text = match quiz.question(question).filter(|_| drawn) {
            None => Text::new("answer-no-question"),
            Some(question) if !question.takes(answer) => Text::new("answer-shape"),
            Some(_) => continue,
        };
        mistakes.push(Mistake { field, code: "answer", text });
    }
    if !mistakes.is_empty() {
        return Err(Error::Mistakes(mistakes));
    }
    let id = &sitting.attempt.id;
    let mut merged = sitting.attempt.answers.0.clone();
    merged.extend(answers);
    let merged = Json(merged);
    let kept = sql!(
        tx,
        sqlx::query("update attempt set answers = $1 where id = $2 and submitted_at is null")
            .bind(&merged)
            .bind(id)
            .execute(tx)
            .await
            .map(|done| done.rows_affected())
    )?;
    if kept == 0 {
        return Err(Error::conflict("submitted", Text::new("attempt-submitted")));
    }
    sitting.attempt.answers = merged;
    Ok(())
}

/// Hands the attempt in: marks it, moves the lesson and, where that was the last of it, completes
/// the course. Handing in again answers as the first time.
pub async fn submit(tx: &mut Tx, app: &App, sitting: &mut Sitting) -> Result<()> {
    if sitting.attempt.submitted_at.is_some() {
        return Ok(());
    }
    let now = tx.now();
    let content = &sitting.place.version.content;
    let (id, lesson_id) = (&sitting.attempt.id, &sitting.attempt.lesson_id);
    let quiz = sitting.quiz()?;
    let score = quiz.score(&sitting.attempt.drawn.0, &sitting.attempt.answers.0);
    let decides = content.is_final(lesson_id);
    let passed = score >= content.completion.pass_percent;
    let first = sql!(
        tx,
        sqlx::query(
            "update attempt set submitted_at = $1, score_percent = $2, passed = $3
             where id = $4 and submitted_at is null"
        )
        .bind(now)
        .bind(score)
        .bind(passed)
        .bind(id)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    let (enrolment, person) = (&sitting.place.enrolment.id, &sitting.place.enrolment.person_id);
    if first == 1 {
        let mut row = match sitting.place.row(lesson_id) {
            Some(row) => row.clone(),
            None => Progress::opened(enrolment, lesson_id, now),
        };
        row.score_percent = row.score_percent.max(Some(score));
        if passed || !decides {
            row.finish(now);
        }
        // Time over a quiz counts up to three times what it is meant to take.
        let longest = Duration::minutes(3 * sitting.lesson()?.minutes);
        let begin = sitting.attempt.started_at.max(now - longest);
        row.spent.0.add(begin.timestamp(), now.timestamp());
        progress::keep(tx, &[row]).await?;
        let facts = json!({"lesson": lesson_id, "score_percent": score, "passed": passed});
        audit::record(tx, Some(person), "attempt.submitted", enrolment.as_str(), facts).await?;
        let rows = progress::of_enrolment(tx, enrolment).await?;
        let standing = completion::standing(content, &rows, enrolment);
        sql!(
            tx,
            sqlx::query(
                "update enrolment set percent = $1, credited_seconds = $2, score_percent = $3,
                     last_seen_at = $4 where id = $5"
            )
            .bind(standing.percent)
            .bind(standing.credited_seconds)
            .bind(standing.score_percent)
            .bind(now)
            .bind(enrolment)
            .execute(tx)
            .await
            .map(drop)
        )?;
        if standing.missing.is_empty() {
            completion::record(tx, enrolment, person).await?;
        }
    }
    let (person, id) = (person.clone(), id.clone());
    *sitting = get(tx, app, &person, &id).await?;
    Ok(())
}
