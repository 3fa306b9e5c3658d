//! How somebody in the demonstration takes a course: what a browser would report, and when.

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};

use crate::learning::{
    content::{Body, Content},
    progress::{Event, EventKind},
    quiz::{Answer, Answers, Drawn, Quiz},
};

/// How somebody learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Most of the time that it takes.
    Steady,
    /// Through the pages without reading, and answers at once.
    Hasty,
}

/// What is sent at one moment.
#[derive(Clone, Debug)]
pub enum Step {
    /// What was read and watched until then.
    Report(Vec<Event>),
    /// A quiz is begun.
    Begin(String),
    /// It is handed in.
    HandIn(String),
}

/// Everything from the first page to the final, each with its time; nothing before `at`.
pub fn steps(content: &Content, pace: Pace, mut at: DateTime<Utc>) -> Vec<(DateTime<Utc>, Step)> {
    let (mut steps, mut events) = (Vec::new(), Vec::<Event>::new());
    let mut seq = 0;
    let mut event = |at, lesson: &str, kind| {
        seq += 1;
        let lesson = lesson.to_owned();
        Event { seq, at, lesson, kind, from: None, to: None, page: None }
    };
    for lesson in &content.lessons {
        let seconds = match pace {
            Pace::Steady => lesson.minutes * 48,
            Pace::Hasty => 8,
        };
        match &lesson.body {
            Body::Reading { pages } => {
                events.push(event(at, &lesson.id, EventKind::Opened));
                let pages = i64::try_from(pages.len()).unwrap_or(1);
                for page in 1..=pages {
                    at += Duration::seconds((seconds / pages).max(1));
                    let read = event(at, &lesson.id, EventKind::Read);
                    events.push(Event { page: Some(page), ..read });
                }
            }
            Body::Video(film) => {
                events.push(event(at, &lesson.id, EventKind::Opened));
                at += Duration::milliseconds(film.millis) + Duration::seconds(1);
                let watched = event(at, &lesson.id, EventKind::Watched);
                #[expect(clippy::cast_precision_loss, reason = "a film lasts some minutes")]
                let end = film.millis as f64 / 1000.0;
                events.push(Event { from: Some(0.0), to: Some(end), ..watched });
            }
            Body::Quiz(_) => {
                if !events.is_empty() {
                    steps.push((at, Step::Report(std::mem::take(&mut events))));
                }
                steps.push((at, Step::Begin(lesson.id.clone())));
                at += Duration::seconds(seconds);
                steps.push((at, Step::HandIn(lesson.id.clone())));
            }
        }
        at += Duration::seconds(1);
    }
    if !events.is_empty() {
        steps.push((at, Step::Report(events)));
    }
    steps
}

/// The right answer to every question drawn, but for the first `missed` of them.
pub fn answers(quiz: &Quiz, drawn: &[Drawn], missed: usize) -> Answers {
    let known = drawn.iter().skip(missed).filter_map(|drawn| quiz.question(&drawn.question));
    known.map(|question| (question.id.clone(), right(&question.answer))).collect()
}

fn right(answer: &Answer) -> Value {
    match answer {
        Answer::Single { choice } => json!([choice]),
        Answer::Multiple { choices } => json!(choices),
        Answer::TrueFalse { value } => json!([value.to_string()]),
        Answer::Number { value, .. } => json!(value),
        Answer::ShortText { accepted } => json!(accepted.first()),
    }
}
