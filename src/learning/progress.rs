//! Progress of one person in one lesson: events merged by union, so that it only grows.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use sqlx::types::Json;

use crate::{
    db::Tx,
    error::{Mistake, Result},
    id::EnrolmentId,
    learning::{
        content::{Body, Content, Lesson},
        ranges::Ranges,
    },
    sql,
    web::locale::Text,
};

/// Between two signs of life in a text, no more than this is credited: the person may have left.
const LONGEST_SPELL: i64 = 600;

/// How far a browser's clock may run ahead of ours.
const CLOCK_SLACK: Duration = Duration::minutes(2);

/// What a browser reports. Times are its own; sequence numbers count up within one `client`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Place in the client's log.
    pub seq: i64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// In which lesson.
    pub lesson: String,
    /// What happened.
    pub kind: EventKind,
    /// Start of what was watched, in seconds of the film.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<f64>,
    /// End of what was watched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<f64>,
    /// The page that was read, from 1; left out: the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<i64>,
}

/// The four kinds of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The lesson was opened.
    Opened,
    /// Part of a film was watched.
    Watched,
    /// A page was read.
    Read,
    /// The lesson was left.
    Closed,
}

/// How far a lesson is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum LessonState {
    /// Never opened; there is no row.
    NotStarted,
    /// Opened.
    Started,
    /// Finished; it stays so.
    Done,
}

impl LessonState {
    /// The name in API and templates.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::Started => "started",
            Self::Done => "done",
        }
    }
}

/// A row of `progress`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Progress {
    /// Whose.
    pub enrolment_id: EnrolmentId,
    /// In which lesson.
    pub lesson_id: String,
    /// How far.
    pub state: String,
    /// 0 to 100.
    pub percent: i64,
    /// Milliseconds of the film.
    pub watched: Json<Ranges>,
    /// Pages, from 1.
    pub pages: Json<Ranges>,
    /// Seconds of the wall clock since 1970.
    pub spent: Json<Ranges>,
    /// Where to go on: a second of the film, or a page.
    pub resume: i64,
    /// Best score of a quiz.
    pub score_percent: Option<i64>,
    /// First opened.
    pub opened_at: DateTime<Utc>,
    /// Finished.
    pub done_at: Option<DateTime<Utc>>,
}

impl Progress {
    /// A lesson just opened.
    pub fn opened(enrolment: &EnrolmentId, lesson: &str, at: DateTime<Utc>) -> Self {
        Self {
            enrolment_id: enrolment.clone(),
            lesson_id: lesson.to_owned(),
            state: LessonState::Started.code().to_owned(),
            percent: 0,
            watched: Json(Ranges::default()),
            pages: Json(Ranges::default()),
            spent: Json(Ranges::default()),
            resume: 0,
            score_percent: None,
            opened_at: at,
            done_at: None,
        }
    }

    /// Whether the lesson is finished.
    pub fn is_done(&self) -> bool {
        self.done_at.is_some()
    }

    /// Merges one event; `spell` is the time since the client's event before this one, in seconds,
    /// if that was in the same lesson. `now` is our clock, `since` the start of the enrolment.
    pub fn merge(
        &mut self,
        lesson: &Lesson,
        event: &Event,
        spell: i64,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) {
        let mut lasted = spell.clamp(0, LONGEST_SPELL);
        match (&lesson.body, event.kind) {
            (Body::Video(video), EventKind::Watched) => {
                let from = millis(event.from).clamp(0, video.millis);
                let to = millis(event.to).clamp(0, video.millis);
                self.watched.0.add(from, to);
                self.resume = to / 1000;
                lasted = (to - from) / 1000;
                self.percent = self.percent.max(100 * self.watched.0.length() / video.millis);
                if self.percent >= video.watch_percent {
                    self.finish(now);
                }
            }
            (Body::Reading { pages }, EventKind::Read) => {
                let last = i64::try_from(pages.len()).unwrap_or(i64::MAX);
                let page = event.page.unwrap_or(last);
                self.pages.0.add(page, page + 1);
                self.resume = page;
                self.percent = self.percent.max(100 * self.pages.0.length() / last);
                // Who reached the end has read the text; people skip what they know.
                if page == last {
                    self.finish(now);
                }
            }
            _ => {}
        }
        // The credited spell lies within the enrolment and before now: no client can claim more
        // time than has passed, and what overlaps counts once.
        let end = event.at.min(now).timestamp();
        let begin = (end - lasted).max(since.timestamp());
        self.spent.0.add(begin, end);
    }

    /// Adds what the same person did in the same lesson elsewhere; `lesson` is as it is now.
    pub fn unite(&mut self, other: &Self, lesson: Option<&Lesson>, now: DateTime<Utc>) {
        self.watched.0.add_all(&other.watched.0);
        self.pages.0.add_all(&other.pages.0);
        self.spent.0.add_all(&other.spent.0);
        self.score_percent = self.score_percent.max(other.score_percent);
        self.resume = self.resume.max(other.resume);
        self.percent = self.percent.max(other.percent);
        let done = [self.done_at, other.done_at].into_iter().flatten().min();
        match lesson.map(|lesson| &lesson.body) {
            Some(Body::Video(video)) => {
                let reached = 100 * self.watched.0.length() / video.millis.max(1);
                self.percent = self.percent.max(reached.min(100));
                if self.percent >= video.watch_percent {
                    self.finish(now);
                }
            }
            Some(Body::Reading { pages }) => {
                let last = i64::try_from(pages.len()).unwrap_or(i64::MAX);
                let reached = 100 * self.pages.0.length() / last.max(1);
                self.percent = self.percent.max(reached.min(100));
            }
            _ => {}
        }
        if let Some(done) = done {
            self.finish(done);
            self.done_at = Some(done);
        }
    }

    /// Finishes the lesson; once finished it stays so.
    pub fn finish(&mut self, now: DateTime<Utc>) {
        self.percent = 100;
        self.state = LessonState::Done.code().to_owned();
        self.done_at.get_or_insert(now);
    }
}

/// Seconds of a film in milliseconds; nonsense becomes 0.
fn millis(seconds: Option<f64>) -> i64 {
    let seconds = seconds.filter(|seconds| seconds.is_finite()).unwrap_or(0.0);
    #[expect(clippy::cast_possible_truncation, reason = "clamped to some days")]
    let millis = (seconds.clamp(0.0, 1e6) * 1000.0).round() as i64;
    millis
}

/// What is wrong with event number `index` of a post.
pub fn mistake(
    content: &Content,
    event: &Event,
    index: usize,
    now: DateTime<Utc>,
) -> Option<Mistake> {
    let wrong = |field: &str, code: &'static str, text: Text| {
        Some(Mistake { field: format!("/events/{index}/{field}"), code, text })
    };
    if event.seq < 0 {
        return wrong("seq", "negative", Text::new("event-seq"));
    }
    if event.at > now + CLOCK_SLACK {
        return wrong("at", "future", Text::new("event-future"));
    }
    let Some(lesson) = content.lesson(&event.lesson) else {
        let text = Text::new("event-lesson").with("lesson", event.lesson.as_str());
        return wrong("lesson", "unknown", text);
    };
    match (event.kind, &lesson.body) {
        (EventKind::Opened | EventKind::Closed, _) => None,
        (EventKind::Watched, Body::Video(video)) => {
            let (from, to) = (event.from.unwrap_or(-1.0), event.to.unwrap_or(-1.0));
            let sane = from.is_finite() && to.is_finite() && from >= 0.0 && from <= to;
            // A player rounds; more than two seconds past the end is no rounding.
            if !sane || millis(Some(to)) > video.millis + 2000 {
                let text = Text::new("event-range").with("seconds", video.millis / 1000);
                return wrong("to", "range", text);
            }
            None
        }
        (EventKind::Read, Body::Reading { pages }) => {
            let last = i64::try_from(pages.len()).unwrap_or(i64::MAX);
            if event.page.is_some_and(|page| !(1..=last).contains(&page)) {
                return wrong("page", "range", Text::new("event-page").with("pages", last));
            }
            None
        }
        _ => wrong("kind", "mismatch", Text::new("event-kind")),
    }
}

/// The progress of an enrolment in every lesson that was opened.
pub async fn of_enrolment(tx: &mut Tx, enrolment: &EnrolmentId) -> Result<Vec<Progress>> {
    Ok(sql!(
        tx,
        sqlx::query_as(
            "select enrolment_id, lesson_id, state, percent, watched, pages, spent, resume,
                    score_percent, opened_at, done_at
             from progress where enrolment_id = $1"
        )
        .bind(enrolment)
        .fetch_all(tx)
        .await
    )?)
}

/// Writes rows, new and changed alike.
pub async fn keep(tx: &mut Tx, rows: &[Progress]) -> Result<()> {
    for rows in rows.chunks(500) {
        sql!(tx, {
            let mut statement = sqlx::QueryBuilder::new(
                "insert into progress (enrolment_id, lesson_id, state, percent, watched, pages, spent,
                     resume, score_percent, opened_at, done_at) ",
            );
            statement.push_values(rows, |mut row, progress| {
                row.push_bind(&progress.enrolment_id)
                    .push_bind(&progress.lesson_id)
                    .push_bind(&progress.state)
                    .push_bind(progress.percent)
                    .push_bind(&progress.watched)
                    .push_bind(&progress.pages)
                    .push_bind(&progress.spent)
                    .push_bind(progress.resume)
                    .push_bind(progress.score_percent)
                    .push_bind(progress.opened_at)
                    .push_bind(progress.done_at);
            });
            statement.push(
                " on conflict (enrolment_id, lesson_id) do update set state = excluded.state,
                   percent = excluded.percent, watched = excluded.watched, pages = excluded.pages,
                   spent = excluded.spent, resume = excluded.resume,
                   score_percent = excluded.score_percent, done_at = excluded.done_at",
            );
            statement.build().execute(tx).await.map(drop)
        })?;
    }
    Ok(())
}
