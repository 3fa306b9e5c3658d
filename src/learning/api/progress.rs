//! The event protocol: a browser's log in, what has arrived and how far one is out.

use poem_openapi::{Object, OpenApi, param::Path, payload::Json, types::Any};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    error::{Error, Mistake, Result},
    id::EnrolmentId,
    learning::{
        progress::Event,
        recorder::{Accepted, Post},
    },
    web::{locale::Text, openapi::Signed, visitor::Visit},
};

/// Progress.
pub struct ProgressApi;

/// A piece of a browser's event log.
#[derive(Object)]
struct NewEvents {
    /// Name of the log: one for each browser and enrolment.
    #[oai(default)]
    client: String,
    /// `{seq, at, lesson, kind: opened|watched|read|closed, from?, to?, page?}`; seconds of the film
    /// for `watched`, a page from 1 for `read`.
    #[oai(default)]
    events: Vec<Any<Value>>,
}

/// What has arrived.
#[derive(Object, Serialize)]
pub struct EventAnswer {
    /// Every sequence number of this client up to here is on disk.
    accepted_up_to: i64,
    /// Of the course.
    percent: i64,
    /// Each lesson that was opened.
    lessons: Vec<LessonPercent>,
}

/// How far a lesson is.
#[derive(Object, Serialize)]
struct LessonPercent {
    /// Id within the course.
    id: String,
    /// `started` or `done`.
    state: String,
    /// 0 to 100.
    percent: i64,
}

/// The answer to a post that is on disk.
pub fn accepted(done: Accepted) -> EventAnswer {
    let lessons = done.lessons.into_iter();
    EventAnswer {
        accepted_up_to: done.accepted_up_to,
        percent: done.percent,
        lessons: lessons.map(|(id, state, percent)| LessonPercent { id, state, percent }).collect(),
    }
}

/// A post as it comes from a page's script.
#[derive(Deserialize)]
pub struct EventPost {
    /// Name of the log.
    #[serde(default)]
    pub client: String,
    /// Its events.
    pub events: Vec<Event>,
}

impl EventPost {
    /// Reads a body: what is no JSON is a bad request, what is no event is a mistake by its place.
    pub fn read(body: &str) -> Result<Self> {
        #[derive(Deserialize)]
        struct Raw {
            #[serde(default)]
            client: String,
            #[serde(default)]
            events: Vec<Value>,
        }
        let raw: Raw = serde_json::from_str(body)
            .map_err(|_| Error::BadRequest(Text::new("error-bad-request-detail")))?;
        Self::parse(raw.client, raw.events)
    }

    fn parse(client: String, raw: Vec<Value>) -> Result<Self> {
        let mut mistakes = Vec::new();
        if client.is_empty() || client.len() > 64 {
            mistakes.push(Mistake::new("client", "required", Text::new("event-client")));
        }
        let mut events = Vec::with_capacity(raw.len());
        for (index, value) in raw.into_iter().enumerate() {
            match serde_json::from_value(value) {
                Ok(event) => events.push(event),
                Err(error) => {
                    let text = Text::new("event-shape").with("reason", error.to_string());
                    let field = format!("/events/{index}");
                    mistakes.push(Mistake { field, code: "shape", text });
                }
            }
        }
        if mistakes.is_empty() {
            Ok(Self { client, events })
        } else {
            Err(Error::Mistakes(mistakes))
        }
    }
}

#[OpenApi]
impl ProgressApi {
    /// Report progress. The same body again gets the same answer.
    #[oai(path = "/enrolments/:id/events", method = "post")]
    async fn report(
        &self,
        visit: Visit,
        me: Signed,
        id: Path<String>,
        body: Json<NewEvents>,
    ) -> Result<Json<EventAnswer>> {
        let raw = body.0.events.into_iter().map(|event| event.0).collect();
        let post = EventPost::parse(body.0.client, raw)?;
        let enrolment = EnrolmentId::from(id.0);
        let (client, events) = (post.client, post.events);
        let post = Post { enrolment, person: me.0.id, client, events };
        Ok(Json(accepted(visit.app.recorder.record(post).await?)))
    }
}
