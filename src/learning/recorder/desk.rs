//! The state of the enrolments of one batch, and how a post is merged into it.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::types::Json;

use super::{MOST_EVENTS, Post};
use crate::{
    db::Tx,
    error::{Error, Mistake, Result},
    id::{EnrolmentId, PersonId, VersionId},
    learning::{
        content::Content,
        course::{Shelf, Version},
        progress::{self, Event, Progress},
        ranges::Ranges,
    },
    sql,
    web::locale::{Text, Value},
};

/// The state of one enrolment while a batch is merged into it.
pub struct Desk {
    /// Whose.
    pub person: PersonId,
    /// What is learnt.
    pub version: Arc<Version>,
    /// `active`, `completed`, `left` or `renewed`.
    pub state: String,
    started_at: DateTime<Utc>,
    /// Progress by lesson.
    pub rows: BTreeMap<String, Progress>,
    /// Lessons whose progress this batch moved.
    pub changed: BTreeSet<String>,
    /// Every browser's log.
    pub clients: HashMap<String, Client>,
}

/// How far a client's log has arrived.
#[derive(Clone, Default)]
pub struct Client {
    /// Sequence numbers that arrived.
    pub received: Ranges,
    /// The last of them.
    pub latest: Option<Latest>,
    /// Whether this batch added to it.
    pub changed: bool,
}

/// The event with the highest number that arrived from a client.
#[derive(Clone, Serialize, Deserialize)]
pub struct Latest {
    seq: i64,
    at: DateTime<Utc>,
    lesson: String,
}

#[derive(sqlx::FromRow)]
struct ClientRow {
    enrolment_id: EnrolmentId,
    client: String,
    received: Json<Ranges>,
    latest: Json<Option<Latest>>,
}

#[derive(sqlx::FromRow)]
struct EnrolmentRow {
    id: EnrolmentId,
    person_id: PersonId,
    version_id: VersionId,
    state: String,
    started_at: DateTime<Utc>,
}

/// Locks and reads the enrolments of a batch.
pub async fn open(
    tx: &mut Tx,
    shelf: &Shelf,
    posts: &[Post],
) -> Result<HashMap<EnrolmentId, Desk>> {
    let ids: BTreeSet<&EnrolmentId> = posts.iter().map(|post| &post.enrolment).collect();
    let now = tx.now();
    // The update locks the rows on PostgreSQL, where another process may merge into them as well.
    let found: Vec<EnrolmentRow> = sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new("update enrolment set last_seen_at = ");
        statement.push_bind(now).push(" where id in (");
        let mut list = statement.separated(", ");
        for id in &ids {
            list.push_bind(*id);
        }
        statement.push(") returning id, person_id, version_id, state, started_at");
        statement.build_query_as().fetch_all(tx).await
    })?;
    let rows: Vec<Progress> = sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(
            "select enrolment_id, lesson_id, state, percent, watched, pages, spent, resume,
                    score_percent, opened_at, done_at
             from progress where enrolment_id in (",
        );
        let mut list = statement.separated(", ");
        for id in &ids {
            list.push_bind(*id);
        }
        statement.push(")").build_query_as().fetch_all(tx).await
    })?;
    let clients: Vec<ClientRow> = sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(
            "select enrolment_id, client, received, latest from progress_client
             where enrolment_id in (",
        );
        let mut list = statement.separated(", ");
        for id in &ids {
            list.push_bind(*id);
        }
        statement.push(")").build_query_as().fetch_all(tx).await
    })?;
    let mut desks = HashMap::with_capacity(found.len());
    for row in found {
        let desk = Desk {
            person: row.person_id,
            version: shelf.get(tx, &row.version_id).await?,
            state: row.state,
            started_at: row.started_at,
            rows: BTreeMap::new(),
            changed: BTreeSet::new(),
            clients: HashMap::new(),
        };
        desks.insert(row.id, desk);
    }
    for row in rows {
        if let Some(desk) = desks.get_mut(&row.enrolment_id) {
            desk.rows.insert(row.lesson_id.clone(), row);
        }
    }
    for row in clients {
        if let Some(desk) = desks.get_mut(&row.enrolment_id) {
            let client = Client { received: row.received.0, latest: row.latest.0, changed: false };
            desk.clients.insert(row.client, client);
        }
    }
    Ok(desks)
}

impl Desk {
    /// Merges a post and gives the events that had not arrived before; all of it or nothing.
    pub fn merge(&mut self, post: &Post, now: DateTime<Utc>) -> Result<Vec<Event>> {
        if self.state == "left" {
            return Err(Error::conflict("left", Text::new("enrolment-left")));
        }
        if self.state == "renewed" {
            return Err(Error::conflict("renewed", Text::new("renewal-set-aside")));
        }
        let version = self.version.clone();
        let content = &version.content;
        let mistakes = mistakes(content, &post.events, now);
        if !mistakes.is_empty() {
            return Err(Error::Mistakes(mistakes));
        }
        if let Some((lesson, before)) = locked(self, content, &post.events) {
            let text = Text::new("lesson-locked").with("lesson", lesson).with("before", before);
            return Err(Error::conflict("locked", text));
        }
        let mut events: Vec<&Event> = post.events.iter().collect();
        events.sort_by_key(|event| event.seq);
        let client = self.clients.entry(post.client.clone()).or_default();
        let mut fresh = Vec::new();
        for event in events {
            let before =
                client.latest.as_ref().filter(|it| it.seq < event.seq && it.lesson == event.lesson);
            let spell = before.map_or(0, |before| (event.at - before.at).num_seconds());
            if client.latest.as_ref().is_none_or(|latest| latest.seq < event.seq) {
                let lesson = event.lesson.clone();
                client.latest = Some(Latest { seq: event.seq, at: event.at, lesson });
            }
            if client.received.contains(event.seq) {
                continue;
            }
            client.received.add(event.seq, event.seq + 1);
            client.changed = true;
            let Some(lesson) = content.lesson(&event.lesson) else { continue };
            let row = self
                .rows
                .entry(event.lesson.clone())
                .or_insert_with(|| Progress::opened(&post.enrolment, &event.lesson, now));
            row.merge(lesson, event, spell, self.started_at, now);
            self.changed.insert(event.lesson.clone());
            fresh.push(event.clone());
        }
        Ok(fresh)
    }
}

fn mistakes(content: &Content, events: &[Event], now: DateTime<Utc>) -> Vec<Mistake> {
    if events.len() > MOST_EVENTS {
        let text = Text::new("events-too-many").with("most", MOST_EVENTS);
        return vec![Mistake::new("events", "too_many", text)];
    }
    let mut seen = BTreeSet::new();
    let mut mistakes = Vec::new();
    for (index, event) in events.iter().enumerate() {
        if !seen.insert(event.seq) {
            let field = format!("/events/{index}/seq");
            mistakes.push(Mistake { field, code: "repeated", text: Text::new("event-seq") });
        }
        mistakes.extend(progress::mistake(content, event, index, now));
    }
    mistakes
}

/// In a course with an order: the first event in a lesson that is not open yet, counting what this
/// very post finishes as not yet finished.
fn locked(desk: &Desk, content: &Content, events: &[Event]) -> Option<(Value, Value)> {
    if !content.ordered {
        return None;
    }
    let touched: BTreeSet<&str> = events.iter().map(|event| event.lesson.as_str()).collect();
    let mut open = true;
    let mut blocker = None;
    for lesson in &content.lessons {
        if !open && touched.contains(lesson.id.as_str()) {
            return blocker.map(|before| (lesson.title.value(), before));
        }
        let done = desk.rows.get(&lesson.id).is_some_and(Progress::is_done)
            || touched.contains(lesson.id.as_str());
        if open && !done {
            open = false;
            blocker = Some(lesson.title.value());
        }
    }
    None
}
