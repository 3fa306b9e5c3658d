//! Gathers the progress posts of many connections into few commits; every answer follows its commit.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use tokio::sync::{mpsc, oneshot};

use crate::{
    db::{Db, Tx},
    error::{Error, Mistake, Result},
    id::{EnrolmentId, PersonId, VersionId},
    learning::{
        completion,
        content::Content,
        course::{Shelf, Version},
        progress::{self, Event, Progress},
        ranges::Ranges,
    },
    metrics::Metrics,
    sql,
    web::locale::{Text, Value},
};

/// The most posts that one commit carries.
const BATCH: usize = 256;
/// The most events that one post carries.
pub const MOST_EVENTS: usize = 500;

/// One post of a browser.
pub struct Post {
    /// To which enrolment.
    pub enrolment: EnrolmentId,
    /// Whose it must be.
    pub person: PersonId,
    /// Name of the browser's log.
    pub client: String,
    /// Its events.
    pub events: Vec<Event>,
}

/// What is answered once the post is on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// Every sequence number of this client up to here has arrived.
    pub accepted_up_to: i64,
    /// Of the course.
    pub percent: i64,
    /// Id, state and percent of each lesson that was opened.
    pub lessons: Vec<(String, String, i64)>,
}

type Reply = oneshot::Sender<Result<Accepted>>;

/// The way in for posts.
pub struct Recorder {
    posts: mpsc::Sender<(Post, Reply)>,
}

impl Recorder {
    /// Starts the task that gathers and commits.
    pub fn start(db: Db, shelf: Shelf, metrics: Arc<Metrics>) -> Self {
        let (posts, inbox) = mpsc::channel(BATCH * 4);
        tokio::spawn(gather(db, shelf, metrics, inbox));
        Self { posts }
    }

    /// Merges a post and answers when it is on disk.
    ///
    /// # Errors
    /// Mistakes by event, not found for somebody else's enrolment, conflict for one that was left.
    pub async fn record(&self, post: Post) -> Result<Accepted> {
        let (reply, answer) = oneshot::channel();
        let stopped = || Error::internal("the recorder has stopped");
        self.posts.send((post, reply)).await.map_err(|_| stopped())?;
        answer.await.map_err(|_| stopped())?
    }
}

async fn gather(
    db: Db,
    shelf: Shelf,
    metrics: Arc<Metrics>,
    mut inbox: mpsc::Receiver<(Post, Reply)>,
) {
    let mut batch = Vec::with_capacity(BATCH);
    while inbox.recv_many(&mut batch, BATCH).await > 0 {
        let (posts, replies): (Vec<Post>, Vec<Reply>) = batch.drain(..).unzip();
        match commit(&db, &shelf, &posts).await {
            Ok(outcomes) => {
                let accepted = posts.iter().zip(&outcomes).filter(|(_, outcome)| outcome.is_ok());
                metrics.events.inc_by(accepted.map(|(post, _)| post.events.len() as u64).sum());
                metrics.event_commits.inc();
                for (reply, outcome) in replies.into_iter().zip(outcomes) {
                    // A visitor who hung up will send the post again.
                    let _ = reply.send(outcome);
                }
            }
            Err(error) => {
                tracing::error!(%error, posts = posts.len(), "progress could not be kept");
                for reply in replies {
                    let _ = reply.send(Err(Error::internal("progress could not be kept")));
                }
            }
        }
    }
}

/// The state of one enrolment while a batch is merged into it.
struct Desk {
    person: PersonId,
    version: Arc<Version>,
    state: String,
    started_at: DateTime<Utc>,
    rows: BTreeMap<String, Progress>,
    changed: BTreeSet<String>,
    clients: HashMap<String, Client>,
}

/// How far a client's log has arrived.
#[derive(Clone, Default)]
struct Client {
    received: Ranges,
    latest: Option<Latest>,
    changed: bool,
}

/// The event with the highest number that arrived from a client.
#[derive(Clone, Serialize, Deserialize)]
struct Latest {
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

async fn commit(db: &Db, shelf: &Shelf, posts: &[Post]) -> Result<Vec<Result<Accepted>>> {
    let mut tx = db.write().await?;
    let now = tx.now();
    let mut desks = open_desks(&mut tx, shelf, posts).await?;
    let mut outcomes = Vec::with_capacity(posts.len());
    let mut kept = Vec::new();
    for post in posts {
        let merged = match desks.get_mut(&post.enrolment) {
            Some(desk) if desk.person == post.person => merge(desk, post, now),
            _ => Err(Error::NotFound(Text::new("error-no-enrolment"))),
        };
        if let Ok(fresh) = &merged
            && !fresh.is_empty()
        {
            kept.push((post, fresh.clone()));
        }
        outcomes.push(merged.map(|_| ()));
    }
    close_desks(&mut tx, &desks, &kept, now).await?;
    tx.save_unrecorded("progress is its own record").await?;
    let answered = posts.iter().zip(outcomes).map(|(post, outcome)| {
        outcome?;
        let desk = desks.get(&post.enrolment).ok_or_else(Error::not_found)?;
        Ok(answer(desk, post))
    });
    Ok(answered.collect())
}

async fn open_desks(
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

/// Merges a post and gives the events that had not arrived before; all of it or nothing.
fn merge(desk: &mut Desk, post: &Post, now: DateTime<Utc>) -> Result<Vec<Event>> {
    if desk.state == "left" {
        return Err(Error::conflict("left", Text::new("enrolment-left")));
    }
    let version = desk.version.clone();
    let content = &version.content;
    let mistakes = mistakes(content, &post.events, now);
    if !mistakes.is_empty() {
        return Err(Error::Mistakes(mistakes));
    }
    if let Some((lesson, before)) = locked(desk, content, &post.events) {
        let text = Text::new("lesson-locked").with("lesson", lesson).with("before", before);
        return Err(Error::conflict("locked", text));
    }
    let mut events: Vec<&Event> = post.events.iter().collect();
    events.sort_by_key(|event| event.seq);
    let client = desk.clients.entry(post.client.clone()).or_default();
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
        let row = desk
            .rows
            .entry(event.lesson.clone())
            .or_insert_with(|| Progress::opened(&post.enrolment, &event.lesson, now));
        row.merge(lesson, event, spell, desk.started_at, now);
        desk.changed.insert(event.lesson.clone());
        fresh.push(event.clone());
    }
    Ok(fresh)
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

async fn close_desks(
    tx: &mut Tx,
    desks: &HashMap<EnrolmentId, Desk>,
    kept: &[(&Post, Vec<Event>)],
    now: DateTime<Utc>,
) -> Result<()> {
    let changed: Vec<Progress> = desks
        .values()
        .flat_map(|desk| desk.changed.iter().filter_map(|lesson| desk.rows.get(lesson)))
        .cloned()
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    progress::keep(tx, &changed).await?;
    keep_clients(tx, desks).await?;
    keep_posts(tx, kept, now).await?;
    let mut standings = Vec::new();
    let mut complete = Vec::new();
    for (id, desk) in desks.iter().filter(|(_, desk)| !desk.changed.is_empty()) {
        let rows: Vec<Progress> = desk.rows.values().cloned().collect();
        let standing = completion::standing(&desk.version.content, &rows, id);
        if standing.missing.is_empty() && desk.state == "active" {
            complete.push((id, &desk.person));
        }
        standings.push((id, standing));
    }
    sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(
            "update enrolment set percent = v.column2, credited_seconds = v.column3,
                 score_percent = v.column4 from (",
        );
        statement.push_values(&standings, |mut row, (id, standing)| {
            row.push("cast(").push_bind_unseparated(*id).push_unseparated(" as text)");
            row.push("cast(").push_bind_unseparated(standing.percent);
            row.push_unseparated(" as bigint)");
            row.push("cast(").push_bind_unseparated(standing.credited_seconds);
            row.push_unseparated(" as bigint)");
            row.push("cast(").push_bind_unseparated(standing.score_percent);
            row.push_unseparated(" as bigint)");
        });
        statement.push(") as v where enrolment.id = v.column1").build().execute(tx).await.map(drop)
    })?;
    for (id, person) in complete {
        completion::record(tx, id, person).await?;
    }
    Ok(())
}

async fn keep_clients(tx: &mut Tx, desks: &HashMap<EnrolmentId, Desk>) -> Result<()> {
    let clients: Vec<(&EnrolmentId, &String, &Client)> = desks
        .iter()
        .flat_map(|(id, desk)| desk.clients.iter().map(move |(name, client)| (id, name, client)))
        .filter(|(_, _, client)| client.changed)
        .collect();
    sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(
            "insert into progress_client (enrolment_id, client, received, latest) ",
        );
        statement.push_values(&clients, |mut row, (id, name, client)| {
            row.push_bind(*id).push_bind(*name);
            row.push_bind(Json(&client.received)).push_bind(Json(&client.latest));
        });
        statement.push(
            " on conflict (enrolment_id, client) do update set received = excluded.received,
               latest = excluded.latest",
        );
        statement.build().execute(tx).await.map(drop)
    })?;
    Ok(())
}

async fn keep_posts(tx: &mut Tx, kept: &[(&Post, Vec<Event>)], now: DateTime<Utc>) -> Result<()> {
    let rows: Vec<(String, &Post, Json<&Vec<Event>>)> =
        kept.iter().map(|(post, events)| (tx.fresh_id(), *post, Json(events))).collect();
    sql!(tx, {
        let mut statement = sqlx::QueryBuilder::new(
            "insert into progress_post (id, enrolment_id, client, events, received_at) ",
        );
        statement.push_values(&rows, |mut row, (id, post, events)| {
            row.push_bind(id)
                .push_bind(&post.enrolment)
                .push_bind(&post.client)
                .push_bind(events)
                .push_bind(now);
        });
        statement.build().execute(tx).await.map(drop)
    })?;
    Ok(())
}

fn answer(desk: &Desk, post: &Post) -> Accepted {
    let rows: Vec<Progress> = desk.rows.values().cloned().collect();
    let standing = completion::standing(&desk.version.content, &rows, &post.enrolment);
    let received = desk.clients.get(&post.client).and_then(|client| client.received.first_end());
    Accepted {
        accepted_up_to: received.map_or(0, |end| end - 1),
        percent: standing.percent,
        lessons: rows.into_iter().map(|row| (row.lesson_id, row.state, row.percent)).collect(),
    }
}
