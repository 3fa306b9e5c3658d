//! Load: one task a connection, each asking again as soon as it was answered.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use tokio::{task::JoinSet, time::timeout};

use crate::{Outcome, http::Connection};

/// What one connection asks for, request by request.
pub trait Script: Send + 'static {
    /// Writes the next request into `request`, which is empty.
    fn next(&mut self, request: &mut Vec<u8>);
}

/// The same requests in turn, again and again.
pub struct Turns {
    requests: Vec<Vec<u8>>,
    sent: usize,
}

impl Turns {
    /// Begins with the first of `requests`.
    pub fn new(requests: Vec<Vec<u8>>) -> Self {
        Self { requests, sent: 0 }
    }
}

impl Script for Turns {
    fn next(&mut self, request: &mut Vec<u8>) {
        request.extend_from_slice(&self.requests[self.sent % self.requests.len()]);
        self.sent += 1;
    }
}

/// What came of it.
pub struct Tally {
    /// Requests answered with 200, each second.
    pub per_second: f64,
    /// How long an answer took, in milliseconds, in no order.
    pub millis: Vec<f64>,
}

/// Asks for `time`, each script over a connection of its own.
///
/// # Errors
/// When anything but 200 is answered, or nothing at all.
pub async fn run<S: Script>(
    address: SocketAddr,
    scripts: &mut Vec<S>,
    time: Duration,
) -> Outcome<Tally> {
    let mut connections = Vec::with_capacity(scripts.len());
    for script in scripts.drain(..) {
        connections.push((Connection::open(address).await?, script));
    }
    let begin = Instant::now();
    let mut tasks = JoinSet::new();
    for (connection, script) in connections {
        tasks.spawn(ask(connection, script, begin + time));
    }
    let mut millis = Vec::new();
    while let Some(done) = timeout(time + Duration::from_secs(20), tasks.join_next()).await? {
        let (script, took) = done??;
        scripts.push(script);
        millis.extend(took);
    }
    let per_second = millis.len() as f64 / begin.elapsed().as_secs_f64();
    Ok(Tally { per_second, millis })
}

async fn ask<S: Script>(
    mut connection: Connection,
    mut script: S,
    end: Instant,
) -> Outcome<(S, Vec<f64>)> {
    let (mut request, mut millis) = (Vec::new(), Vec::new());
    let mut before = Instant::now();
    while before < end {
        request.clear();
        script.next(&mut request);
        let status = connection.ask(&request).await?;
        if status != 200 {
            let body = String::from_utf8_lossy(connection.body());
            return Err(format!("answered {status}: {body}").into());
        }
        let now = Instant::now();
        millis.push((now - before).as_secs_f64() * 1000.0);
        before = now;
    }
    Ok((script, millis))
}

/// The value below which `part` of the values lie.
pub fn quantile(values: &mut [f64], part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
    let index = (values.len() as f64 * part) as usize;
    values.get(index).copied().unwrap_or(f64::NAN)
}
