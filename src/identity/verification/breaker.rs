//! A circuit breaker around an identity source: after some silence in a row it is left alone for a
//! while, so that people need not wait for it to say nothing.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Duration, Utc};
use futures_util::future::BoxFuture;

use super::{Claim, Outcome, Verifier};
use crate::{clock::Clock, metrics::Metrics};

/// So many silent answers in a row open the breaker.
pub const SILENCES: usize = 5;
/// They count when they lie within this time.
pub const WINDOW: Duration = Duration::seconds(60);
/// How long the source is left alone before one trial.
pub const PAUSE: Duration = Duration::seconds(30);

/// A source behind a breaker.
pub struct Breaker {
    source: Arc<dyn Verifier>,
    clock: Arc<dyn Clock>,
    metrics: Arc<Metrics>,
    state: Mutex<State>,
}

enum State {
    /// Questions go through; when it was silent last, since its last answer.
    Closed(Vec<DateTime<Utc>>),
    /// The source is left alone until then.
    Open(DateTime<Utc>),
    /// One question is under way, all others wait for how it ends.
    Trial,
}

impl State {
    /// As the metric says it.
    fn number(&self) -> i64 {
        match self {
            Self::Closed(_) => 0,
            Self::Trial => 1,
            Self::Open(_) => 2,
        }
    }
}

/// What a question may do.
enum Pass {
    Go,
    Trial,
    Stop,
}

impl Breaker {
    /// A closed breaker around `source`.
    pub fn new(source: Arc<dyn Verifier>, clock: Arc<dyn Clock>, metrics: Arc<Metrics>) -> Self {
        Self { source, clock, metrics, state: Mutex::new(State::Closed(Vec::new())) }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn enter(&self) -> Pass {
        let mut state = self.lock();
        match &*state {
            State::Closed(_) => Pass::Go,
            State::Open(until) if self.clock.now() >= *until => {
                self.turn(&mut state, State::Trial);
                Pass::Trial
            }
            State::Open(_) | State::Trial => Pass::Stop,
        }
    }

    fn turn(&self, state: &mut State, to: State) {
        let (from, into) = (state.number(), to.number());
        *state = to;
        self.metrics.source_breaker.set(into);
        match (from, into) {
            (0, 2) => tracing::error!("the identity source is silent and left alone for a while"),
            (1, 0) => tracing::info!("the identity source answers again"),
            _ => {}
        }
    }

    /// Counts what an ordinary question met; what was asked before the breaker opened and ends
    /// later changes nothing.
    fn count(&self, outcome: Outcome) {
        let mut state = self.lock();
        let State::Closed(silences) = &mut *state else { return };
        if outcome != Outcome::Unreachable {
            silences.clear();
            return;
        }
        let now = self.clock.now();
        silences.retain(|at| now - *at < WINDOW);
        silences.push(now);
        if silences.len() >= SILENCES {
            self.turn(&mut state, State::Open(now + PAUSE));
        }
    }

    async fn ask(&self, claim: &Claim) -> Outcome {
        let outcome = match self.enter() {
            Pass::Stop => return Outcome::Unreachable,
            Pass::Go => {
                let outcome = self.source.check(claim).await;
                self.count(outcome);
                outcome
            }
            Pass::Trial => {
                let mut trial = Trial { breaker: self, answered: false };
                let outcome = self.source.check(claim).await;
                trial.answered = outcome != Outcome::Unreachable;
                outcome
            }
        };
        self.metrics.source_answered(outcome.word());
        outcome
    }
}

/// The one question of a half-open breaker. Dropped, it decides; also when the visitor went away
/// before the answer, which counts as none.
struct Trial<'a> {
    breaker: &'a Breaker,
    answered: bool,
}

impl Drop for Trial<'_> {
    fn drop(&mut self) {
        let next = if self.answered {
            State::Closed(Vec::new())
        } else {
            State::Open(self.breaker.clock.now() + PAUSE)
        };
        let mut state = self.breaker.lock();
        self.breaker.turn(&mut state, next);
    }
}

impl Verifier for Breaker {
    fn source(&self) -> &'static str {
        self.source.source()
    }

    fn check<'a>(&'a self, claim: &'a Claim) -> BoxFuture<'a, Outcome> {
        Box::pin(self.ask(claim))
    }
}
