//! Tries at quizzes as JSON; questions go out, right answers only when the quiz says so.

use poem_openapi::{ApiResponse, Object, OpenApi, param::Path, payload::Json, types::Any};
use serde_json::Value;

use crate::{
    error::Result,
    id::{AttemptId, EnrolmentId},
    learning::{
        attempt::{self, Sitting},
        enrolment,
        quiz::{self, Answer, Answers},
    },
    web::{
        openapi::{Created, Signed},
        visitor::Visit,
    },
};

/// Tries at quizzes.
pub struct AttemptsApi;

/// Which quiz.
#[derive(Object)]
struct NewAttempt {
    /// Id of the lesson.
    #[oai(default)]
    lesson: String,
}

/// A try at a quiz.
#[derive(Object)]
struct Attempt {
    /// Id.
    id: String,
    /// From 1.
    number: i64,
    /// In the order shown.
    questions: Vec<Question>,
    /// What was answered so far.
    answers: Any<Answers>,
    /// When it closes by itself; quizzes without a limit have none.
    closes_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// A question; never its answer.
#[derive(Object)]
struct Question {
    /// Id within the quiz.
    id: String,
    /// `single`, `multiple`, `true_false`, `number` or `short_text`.
    kind: String,
    /// What is asked.
    text: String,
    /// In the order shown; empty where something is typed.
    choices: Vec<Choice>,
}

/// Something to choose.
#[derive(Object)]
struct Choice {
    /// Id within the question.
    id: String,
    /// What it says.
    text: String,
}

/// What was chosen or typed, by question: a list of choices, a text, or a number.
#[derive(Object)]
struct NewAnswers {
    /// By question.
    answers: Any<Answers>,
}

/// The answers are on disk.
#[derive(Object)]
struct Saved {
    /// How many questions have an answer.
    answered: usize,
}

/// The mark.
#[derive(Object)]
struct Mark {
    /// 0 to 100.
    score_percent: i64,
    /// Whether it reaches the course's pass mark.
    passed: bool,
    /// Each question with what is right, when the quiz shows it.
    questions: Option<Vec<Marked>>,
}

/// A question that was marked.
#[derive(Object)]
struct Marked {
    /// Id within the quiz.
    id: String,
    /// Whether the answer was right.
    right: bool,
    /// What is right: choices, or what had to be typed.
    answer: Vec<String>,
    /// Why.
    explain: String,
}

#[derive(ApiResponse)]
enum Handed {
    /// Marked and on disk.
    #[oai(status = 200)]
    Marked(Json<Mark>),
}

fn shown(visit: &Visit, sitting: &Sitting) -> Result<Attempt> {
    let quiz = sitting.quiz()?;
    let questions = sitting.attempt.drawn.0.iter().filter_map(|drawn| {
        let question = quiz.question(&drawn.question)?;
        let choices = drawn.choices.iter().filter_map(|id| {
            let choice = question.choices.iter().find(|choice| choice.id == *id)?;
            let text = match question.answer {
                Answer::TrueFalse { .. } => visit.t(&format!("answer-{id}")),
                _ => choice.text.get(visit.locale).to_owned(),
            };
            Some(Choice { id: id.clone(), text })
        });
        Some(Question {
            id: question.id.clone(),
            kind: question.answer.kind().to_owned(),
            text: question.text.get(visit.locale).to_owned(),
            choices: choices.collect(),
        })
    });
    Ok(Attempt {
        id: sitting.attempt.id.to_string(),
        number: sitting.attempt.number,
        questions: questions.collect(),
        answers: Any(sitting.attempt.answers.0.clone()),
        closes_at: None,
    })
}

fn marked(visit: &Visit, sitting: &Sitting) -> Result<Mark> {
    let quiz = sitting.quiz()?;
    let questions = sitting.shows_answers().then(|| {
        let drawn = sitting.attempt.drawn.0.iter().filter_map(|drawn| {
            let question = quiz.question(&drawn.question)?;
            let answer = sitting.attempt.answers.0.get(&question.id);
            Some(Marked {
                id: question.id.clone(),
                right: answer.is_some_and(|answer| question.is_right(answer)),
                answer: right(question),
                explain: question.explain.get(visit.locale).to_owned(),
            })
        });
        drawn.collect()
    });
    Ok(Mark {
        score_percent: sitting.attempt.score_percent.unwrap_or_default(),
        passed: sitting.attempt.passed.unwrap_or_default(),
        questions,
    })
}

fn right(question: &quiz::Question) -> Vec<String> {
    match &question.answer {
        Answer::Single { choice } => vec![choice.clone()],
        Answer::Multiple { choices } => choices.iter().cloned().collect(),
        Answer::TrueFalse { value } => vec![value.to_string()],
        Answer::Number { value, .. } => vec![value.to_string()],
        Answer::ShortText { accepted } => accepted.clone(),
    }
}

#[OpenApi]
impl AttemptsApi {
    /// Begin a try, or go on with the open one.
    #[oai(path = "/enrolments/:id/attempts", method = "post")]
    async fn begin(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: Json<NewAttempt>,
    ) -> Result<Created<Attempt>> {
        let app = &visit.app;
        let mut tx = app.db.write().await?;
        let id = EnrolmentId::from(id.0);
        let place = enrolment::get(&mut tx, app, &me.0.id, &id).await?;
        let attempt = attempt::begin(&mut tx, &place, &body.lesson).await?;
        let sitting = attempt::get(&mut tx, app, &me.0.id, &attempt.id).await?;
        tx.save_unrecorded("going on with an open attempt changes nothing").await?;
        Ok(Created::Made(Json(shown(&visit, &sitting)?)))
    }

    /// Save answers; the rest stays as it was.
    #[oai(path = "/attempts/:id/answers", method = "put")]
    async fn answer(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: Json<NewAnswers>,
    ) -> Result<Json<Saved>> {
        let mut tx = visit.app.db.write().await?;
        let id = AttemptId::from(id.0);
        let mut sitting = attempt::get(&mut tx, &visit.app, &me.0.id, &id).await?;
        attempt::answer(&mut tx, &mut sitting, body.0.answers.0).await?;
        tx.save_unrecorded("answers are their own record").await?;
        Ok(Json(Saved {
            answered: sitting.attempt.answers.0.values().filter(|it| given(it)).count(),
        }))
    }

    /// Hand in. Handing in again answers as the first time.
    #[oai(path = "/attempts/:id/submission", method = "post")]
    async fn submit(&self, visit: Visit, me: Signed, id: Path<String>) -> Result<Handed> {
        let app = &visit.app;
        let mut tx = app.db.write().await?;
        let id = AttemptId::from(id.0);
        let mut sitting = attempt::get(&mut tx, app, &me.0.id, &id).await?;
        attempt::submit(&mut tx, app, &mut sitting).await?;
        tx.save_unrecorded("handing in twice changes nothing the second time").await?;
        Ok(Handed::Marked(Json(marked(&visit, &sitting)?)))
    }
}

fn given(answer: &Value) -> bool {
    !matches!(answer, Value::Null) && answer != &Value::Array(Vec::new()) && answer != ""
}
