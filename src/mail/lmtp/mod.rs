//! A receiver of letters by LMTP (RFC 2033): one answer for each recipient, given when the letter is kept.
//!
//! It trusts whoever connects, so its caller binds loopback only.

mod command;
mod data;
mod lines;
mod session;
#[cfg(test)]
mod tests;

use std::{future::Future, sync::Arc, time::Duration};

use bytes::Bytes;
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    task::JoinSet,
    time::{sleep, timeout},
};
use tracing::warn;

/// What a client may use up.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Largest letter in bytes, as it is after dots are undone.
    pub message_bytes: usize,
    /// Longest command in bytes, its line end included.
    pub line_bytes: usize,
    /// How long a client may send or take nothing.
    pub idle: Duration,
    /// Most connections at a time; one more is answered 421.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message_bytes: 50 * 1024 * 1024,
            line_bytes: 4096,
            idle: Duration::from_secs(5 * 60),
            connections: 20,
        }
    }
}

/// A letter for one recipient.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Envelope sender without brackets; empty for the null sender of reports.
    pub sender: String,
    /// Envelope recipient without brackets, as the client wrote it.
    pub recipient: String,
    /// The letter, shared among its recipients.
    pub message: Bytes,
}

/// What became of a delivery. The words are ASCII and go to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is kept for good: 250.
    Kept,
    /// The client keeps it and tries again: 451.
    TryLater(&'static str),
    /// It goes back to its sender: 550.
    Refused(&'static str),
}

/// Receives letters until `stop` is true, and returns when letters under way are answered.
///
/// `handler` is called once for each recipient, in order, after the whole letter has come in; a panic in
/// it counts as `TryLater`. It runs to its end even if the client leaves, and the client then sends the
/// letter again, so it has to know a letter that it has kept.
pub async fn serve<H, F>(
    listener: TcpListener,
    limits: Limits,
    handler: H,
    mut stop: watch::Receiver<bool>,
) where
    H: Fn(Delivery) -> F + Send + Sync + 'static,
    F: Future<Output = Verdict> + Send + 'static,
{
    let handler = Arc::new(handler);
    let places = Arc::new(Semaphore::new(limits.connections));
    let mut sessions = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = stopped(&mut stop) => break,
            Some(_) = sessions.join_next() => continue,
            accepted = listener.accept() => accepted,
        };
        match (accepted, places.clone().try_acquire_owned()) {
            (Ok((stream, _)), Ok(place)) => {
                let (handler, stop) = (handler.clone(), stop.clone());
                sessions.spawn(async move {
                    // A client that leaves has nothing more to be told.
                    let _ = session::run(stream, limits, handler, stop).await;
                    drop(place);
                });
            }
            (Ok((stream, _)), Err(_)) => drop(sessions.spawn(turn_away(stream, limits.idle))),
            (Err(error), _) => {
                warn!(%error, "A connection for LMTP could not be accepted");
                // Without file descriptors the next attempt would fail at once.
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    while sessions.join_next().await.is_some() {}
}

/// Waits until `stop` is true. A sender that is gone cannot say so any more, and means it.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    let _ = stop.wait_for(|&stop| stop).await;
}

async fn turn_away(mut stream: TcpStream, idle: Duration) {
    let answer = stream.write_all(b"421 4.3.2 Too many connections, try again later\r\n");
    // A client that does not even take this is left.
    let _ = timeout(idle.min(Duration::from_secs(5)), answer).await;
}
