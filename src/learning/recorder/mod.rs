//! Gathers the progress posts of many connections into few commits; every answer follows its commit.

mod desk;
mod keep;

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use self::desk::{Desk, open};
use crate::{
    db::Db,
    error::{Error, Result},
    id::{EnrolmentId, PersonId},
    learning::{
        completion,
        course::Shelf,
        progress::{Event, Progress},
    },
    metrics::Metrics,
    web::locale::Text,
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

async fn commit(db: &Db, shelf: &Shelf, posts: &[Post]) -> Result<Vec<Result<Accepted>>> {
    let mut tx = db.write().await?;
    let now = tx.now();
    let mut desks = open(&mut tx, shelf, posts).await?;
    let mut outcomes = Vec::with_capacity(posts.len());
    let mut kept = Vec::new();
    for post in posts {
        let merged = match desks.get_mut(&post.enrolment) {
            Some(desk) if desk.person == post.person => desk.merge(post, now),
            _ => Err(Error::NotFound(Text::new("error-no-enrolment"))),
        };
        if let Ok(fresh) = &merged
            && !fresh.is_empty()
        {
            kept.push((post, fresh.clone()));
        }
        outcomes.push(merged.map(|_| ()));
    }
    keep::desks(&mut tx, &desks, &kept, now).await?;
    tx.save_unrecorded("progress is its own record").await?;
    let answered = posts.iter().zip(outcomes).map(|(post, outcome)| {
        outcome?;
        let desk = desks.get(&post.enrolment).ok_or_else(Error::not_found)?;
        Ok(answer(desk, post))
    });
    Ok(answered.collect())
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
