//! When a course counts as done: what is missing, by name, and the row that says so.

use serde_json::json;

use crate::{
    audit,
    db::Tx,
    error::{Missing, Result},
    id::{EnrolmentId, PersonId},
    learning::{
        content::{Body, Content, Lesson},
        progress::Progress,
        ranges::Ranges,
    },
    sql,
    web::locale::Text,
};

/// How an enrolment stands, worked out from its rows.
pub struct Standing {
    /// 0 to 100; 100 only when nothing is missing.
    pub percent: i64,
    /// Wall-clock time spent, what overlaps counted once.
    pub credited_seconds: i64,
    /// Best score of the final.
    pub score_percent: Option<i64>,
    /// What is still to be done; empty: complete.
    pub missing: Vec<Missing>,
}

/// Works out how an enrolment stands.
pub fn standing(content: &Content, rows: &[Progress], enrolment: &EnrolmentId) -> Standing {
    let row = |lesson: &Lesson| rows.iter().find(|row| row.lesson_id == lesson.id);
    let mut spent = Ranges::default();
    for progress in rows {
        spent.add_all(&progress.spent.0);
    }
    let credited_seconds = spent.length();
    let done = |lesson: &&Lesson| row(lesson).is_some_and(Progress::is_done);
    let done_count = content.lessons.iter().filter(done).count();
    let short = content.lessons_needed() - i64::try_from(done_count).unwrap_or(0);
    let final_quiz = content.completion.final_quiz.as_deref().and_then(|id| content.lesson(id));
    let mut missing = Vec::new();
    if short > 0 {
        let open: Vec<&Lesson> = content.lessons.iter().filter(|lesson| !done(lesson)).collect();
        if i64::try_from(open.len()).is_ok_and(|open| open > short) {
            let text = Text::new("missing-lessons").with("count", short);
            missing.push(Missing { lesson: None, field: None, code: "lessons", text, url: None });
        } else {
            missing.extend(
                open.into_iter().map(|lesson| what_lesson(lesson, row(lesson), content, enrolment)),
            );
        }
    }
    let final_open = final_quiz.filter(|lesson| !row(lesson).is_some_and(Progress::is_done));
    if let Some(lesson) = final_open
        && !missing.iter().any(|one| one.lesson.as_deref() == Some(&lesson.id))
    {
        missing.push(what_lesson(lesson, row(lesson), content, enrolment));
    }
    let wanted = content.completion.min_minutes * 60;
    if credited_seconds < wanted {
        let text = Text::new("missing-minutes")
            .with("needed", content.completion.min_minutes)
            .with("left", (wanted - credited_seconds + 59) / 60);
        missing.push(Missing { lesson: None, field: None, code: "minutes", text, url: None });
    }
    let (mut reached, mut all) = (0, 0);
    for lesson in &content.lessons {
        all += 100 * lesson.minutes;
        reached += row(lesson).map_or(0, |row| row.percent) * lesson.minutes;
    }
    let share = if all == 0 { 0 } else { (100 * reached / all).min(99) };
    Standing {
        percent: if missing.is_empty() { 100 } else { share },
        credited_seconds,
        score_percent: final_quiz.and_then(|lesson| row(lesson)?.score_percent),
        missing,
    }
}

fn what_lesson(
    lesson: &Lesson,
    row: Option<&Progress>,
    content: &Content,
    enrolment: &EnrolmentId,
) -> Missing {
    let (code, text) = match (&lesson.body, row) {
        (Body::Quiz(_), row) if content.is_final(&lesson.id) => {
            let needed = content.completion.pass_percent;
            match row.and_then(|row| row.score_percent) {
                Some(score) => (
                    "score",
                    Text::new("missing-score").with("score", score).with("needed", needed),
                ),
                None => ("final", Text::new("missing-final").with("needed", needed)),
            }
        }
        (Body::Quiz(_), _) => ("quiz", Text::new("missing-quiz")),
        (Body::Reading { pages }, Some(row)) => {
            let left = i64::try_from(pages.len()).unwrap_or(0) - row.pages.0.length();
            ("pages", Text::new("missing-pages").with("left", left))
        }
        (Body::Video(video), Some(row)) => {
            let wanted = (video.millis * video.watch_percent + 99) / 100;
            let left = (wanted - row.watched.0.length() + 999) / 1000;
            ("seconds", Text::new("missing-seconds").with("left", left))
        }
        (_, None) => ("not_started", Text::new("missing-not-started")),
    };
    Missing {
        lesson: Some(lesson.id.clone()),
        field: None,
        code,
        text: text.with("lesson", lesson.title.value()),
        url: Some(format!("/learn/{enrolment}/lessons/{}", lesson.id)),
    }
}

/// Writes down that an enrolment is complete, once, in the transaction that made it so.
pub async fn record(tx: &mut Tx, enrolment: &EnrolmentId, person: &PersonId) -> Result<()> {
    let now = tx.now();
    let first = sql!(
        tx,
        sqlx::query(
            "update enrolment set state = 'completed', completed_at = $1
             where id = $2 and state not in ('completed', 'renewed')"
        )
        .bind(now)
        .bind(enrolment)
        .execute(tx)
        .await
        .map(|done| done.rows_affected())
    )?;
    if first == 1 {
        audit::record(tx, Some(person), "enrolment.completed", enrolment.as_str(), json!({}))
            .await?;
    }
    Ok(())
}
