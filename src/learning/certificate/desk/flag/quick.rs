//! Quizzes that were answered faster than they can be read.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::facts::Quick;
use crate::{
    db::Tx,
    error::Result,
    id::AttemptId,
    learning::{
        enrolment::Place,
        quiz::{Answers, Drawn},
    },
    sql,
};

/// Nobody reads a question, its choices, and answers in less; in seconds for each question drawn.
const FLOOR: i64 = 2;

/// A quiz of one or two questions to check oneself says nothing about anybody.
const FEWEST: i64 = 3;

#[derive(sqlx::FromRow)]
struct HandedIn {
    id: AttemptId,
    lesson_id: String,
    number: i64,
    drawn: Json<Vec<Drawn>>,
    answers: Json<Answers>,
    started_at: DateTime<Utc>,
    submitted_at: DateTime<Utc>,
}

/// The attempts that were handed in with answers before they can have been read. An empty sheet is
/// no answer; a later attempt counts like the first, for an officer to judge.
pub async fn attempts(tx: &mut Tx, place: &Place) -> Result<Vec<Quick>> {
    let rows: Vec<HandedIn> = sql!(
        tx,
        sqlx::query_as(
            "select id, lesson_id, number, drawn, answers, started_at, submitted_at from attempt
             where enrolment_id = $1 and submitted_at is not null order by submitted_at, id"
        )
        .bind(&place.enrolment.id)
        .fetch_all(tx)
        .await
    )?;
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let quick = rows.into_iter().filter_map(|row| {
        let (questions, answers) = (count(row.drawn.0.len()), count(row.answers.0.len()));
        let seconds = (row.submitted_at - row.started_at).num_seconds();
        let fast = questions >= FEWEST && answers > 0 && seconds < questions * FLOOR;
        let title = place.version.content.lesson(&row.lesson_id).map(|it| it.title.clone());
        fast.then_some(Quick {
            attempt: row.id,
            lesson: row.lesson_id,
            title,
            number: row.number,
            answers,
            seconds,
        })
    });
    Ok(quick.collect())
}
