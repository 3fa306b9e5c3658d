//! A try at a quiz: begin, answer, hand in, see the mark.

use std::collections::BTreeMap;

use askama::Template;
use poem::{
    IntoResponse, Response, handler,
    web::{Json, Path},
};
use serde_json::{Value, json};

use crate::{
    error::{Error, Result},
    id::{AttemptId, EnrolmentId},
    identity::access::Actor,
    learning::{
        attempt::{self, Sitting},
        enrolment,
        quiz::{self, Answer, Answers, Choice, Question},
    },
    web::{
        form::Form,
        locale::Text,
        page::{page, see_other},
        visitor::Visit,
    },
};

#[derive(Template)]
#[template(path = "learning/pages/attempts/show.html", config = "src/web/askama.toml")]
struct ShowAttempt<'a> {
    visit: &'a Visit,
    sitting: &'a Sitting,
    asked: Vec<Asked<'a>>,
    title: String,
    pass_percent: i64,
    decides: bool,
}

/// A question as it is shown.
struct Asked<'a> {
    question: &'a Question,
    choices: Vec<&'a Choice>,
    answer: Option<&'a Value>,
}

impl Asked<'_> {
    fn is_chosen(&self, id: &str) -> bool {
        self.answer.is_some_and(|answer| quiz::chosen(answer).contains(id))
    }

    fn typed(&self) -> String {
        self.answer.map(quiz::typed).unwrap_or_default()
    }

    fn is_right(&self) -> bool {
        self.answer.is_some_and(|answer| self.question.is_right(answer))
    }

    fn is_right_choice(&self, id: &str) -> bool {
        self.question.is_right(&json!([id]))
            || matches!(&self.question.answer, Answer::Multiple { choices } if choices.contains(id))
    }

    /// What had to be typed, for questions without choices.
    fn right_text(&self) -> String {
        match &self.question.answer {
            Answer::Number { value, .. } => value.to_string(),
            Answer::ShortText { accepted } => accepted.first().cloned().unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// What a choice says; yes and no have words of their own.
    fn says(&self, visit: &Visit, choice: &Choice) -> String {
        match self.question.answer {
            Answer::TrueFalse { .. } => visit.t(&format!("answer-{}", choice.id)),
            _ => choice.text.get(visit.locale).to_owned(),
        }
    }
}

fn asked(sitting: &Sitting) -> Result<Vec<Asked<'_>>> {
    let quiz = sitting.quiz()?;
    let drawn = sitting.attempt.drawn.0.iter().filter_map(|drawn| {
        let question = quiz.question(&drawn.question)?;
        let choices = drawn
            .choices
            .iter()
            .filter_map(|id| question.choices.iter().find(|choice| choice.id == *id))
            .collect();
        Some(Asked { question, choices, answer: sitting.attempt.answers.0.get(&question.id) })
    });
    Ok(drawn.collect())
}

/// Begins a try, or goes on with the open one.
#[handler]
pub async fn create(
    visit: Visit,
    me: Actor,
    Path((id, lesson)): Path<(EnrolmentId, String)>,
) -> Result<Response> {
    let mut tx = visit.app.db.write().await?;
    let place = enrolment::get(&mut tx, &visit.app, &me.id, &id).await?;
    let attempt = attempt::begin(&mut tx, &place, &lesson).await?;
    tx.save_unrecorded("going on with an open attempt changes nothing").await?;
    Ok(see_other(format!("/attempts/{}", attempt.id)))
}

/// Shows the questions, or the mark once handed in.
#[handler]
pub async fn show(visit: Visit, me: Actor, Path(id): Path<AttemptId>) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let sitting = attempt::get(&mut tx, &visit.app, &me.id, &id).await?;
    let content = &sitting.place.version.content;
    page(&ShowAttempt {
        visit: &visit,
        asked: asked(&sitting)?,
        title: sitting.lesson()?.title.get(visit.locale).to_owned(),
        pass_percent: content.completion.pass_percent,
        decides: content.is_final(&sitting.attempt.lesson_id),
        sitting: &sitting,
    })
}

/// Answers while the person thinks on; sent by the page's script.
pub mod answers {
    use super::*;

    /// Keeps what was chosen so far.
    #[handler]
    pub async fn update(
        visit: Visit,
        me: Actor,
        Path(id): Path<AttemptId>,
        body: String,
    ) -> Result<Response> {
        #[derive(serde::Deserialize)]
        struct Body {
            answers: Answers,
        }
        let body: Body = serde_json::from_str(&body)
            .map_err(|_| Error::BadRequest(Text::new("error-bad-request-detail")))?;
        let mut tx = visit.app.db.write().await?;
        let mut sitting = attempt::get(&mut tx, &visit.app, &me.id, &id).await?;
        attempt::answer(&mut tx, &mut sitting, body.answers).await?;
        tx.save_unrecorded("answers are their own record").await?;
        Ok(Json(json!({"saved": true})).into_response())
    }
}

/// Handing in.
pub mod submission {
    use super::*;

    /// Keeps the form's answers, marks them, and shows the mark.
    #[handler]
    pub async fn create(
        visit: Visit,
        me: Actor,
        Path(id): Path<AttemptId>,
        Form(fields): Form<Vec<(String, String)>>,
    ) -> Result<Response> {
        let mut tx = visit.app.db.write().await?;
        let mut sitting = attempt::get(&mut tx, &visit.app, &me.id, &id).await?;
        if sitting.attempt.submitted_at.is_none() {
            let answers = answers_of(&sitting, fields)?;
            attempt::answer(&mut tx, &mut sitting, answers).await?;
            attempt::submit(&mut tx, &visit.app, &mut sitting).await?;
            tx.save().await?;
        }
        Ok(see_other(format!("/attempts/{id}")))
    }

    /// Gathers the fields of the form by question; every question drawn gets an answer, if an empty
    /// one, because an unticked box sends nothing.
    fn answers_of(sitting: &Sitting, fields: Vec<(String, String)>) -> Result<Answers> {
        let mut by_question: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in fields {
            by_question.entry(name).or_default().push(value);
        }
        let quiz = sitting.quiz()?;
        let mut answers = Answers::new();
        for drawn in &sitting.attempt.drawn.0 {
            let Some(question) = quiz.question(&drawn.question) else { continue };
            let sent = by_question.remove(&drawn.question).unwrap_or_default();
            let answer = match question.answer {
                Answer::Number { .. } | Answer::ShortText { .. } => {
                    json!(sent.into_iter().next().unwrap_or_default())
                }
                _ => json!(sent),
            };
            answers.insert(drawn.question.clone(), answer);
        }
        Ok(answers)
    }
}
