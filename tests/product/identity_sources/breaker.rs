//! The breaker around a source, on a clock that stands.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use chrono::Duration;
use futures_util::future::BoxFuture;
use rian::{
    clock::StandingClock,
    identity::verification::{
        Claim, Outcome, Verifier,
        breaker::{Breaker, PAUSE, SILENCES, WINDOW},
    },
    metrics::Metrics,
};
use tokio::sync::Semaphore;

use crate::support::sources::{KUSUMAL, clock};

/// A source that says what it is told, counts, and answers only when it is let.
struct Puppet {
    says: Mutex<Outcome>,
    asked: AtomicUsize,
    answers: Semaphore,
}

impl Verifier for Puppet {
    fn source(&self) -> &'static str {
        "puppet"
    }

    fn check<'a>(&'a self, _: &'a Claim) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            self.asked.fetch_add(1, Ordering::SeqCst);
            drop(self.answers.acquire().await.unwrap());
            *self.says.lock().unwrap()
        })
    }
}

struct Stage {
    puppet: Arc<Puppet>,
    clock: StandingClock,
    metrics: Arc<Metrics>,
    breaker: Arc<Breaker>,
}

impl Stage {
    fn new() -> Self {
        let puppet = Arc::new(Puppet {
            says: Mutex::new(Outcome::Unreachable),
            asked: AtomicUsize::new(0),
            answers: Semaphore::new(100),
        });
        let (clock, metrics) = (clock(), Arc::new(Metrics::default()));
        let breaker = Breaker::new(puppet.clone(), Arc::new(clock.clone()), metrics.clone());
        Self { puppet, clock, metrics, breaker: Arc::new(breaker) }
    }

    fn says(&self, outcome: Outcome) {
        *self.puppet.says.lock().unwrap() = outcome;
    }

    fn asked(&self) -> usize {
        self.puppet.asked.load(Ordering::SeqCst)
    }

    async fn check(&self) -> Outcome {
        self.breaker.check(&KUSUMAL.claim()).await
    }

    async fn opened() -> Self {
        let stage = Self::new();
        for _ in 0..SILENCES {
            assert_eq!(stage.check().await, Outcome::Unreachable);
        }
        stage
    }

    #[track_caller]
    fn shows(&self, line: &str) {
        let text = self.metrics.text();
        assert!(text.lines().any(|it| it == line), "no «{line}» in: {text}");
    }
}

#[tokio::test]
async fn silence_in_a_row_opens_it_and_then_nobody_waits() {
    let stage = Stage::new();
    for _ in 1..SILENCES {
        stage.check().await;
    }
    stage.shows("rian_identity_source_breaker 0");
    stage.check().await;
    stage.shows("rian_identity_source_breaker 2");
    stage.says(Outcome::Confirmed);
    assert_eq!(stage.check().await, Outcome::Unreachable);
    assert_eq!(stage.asked(), SILENCES, "an open breaker asks nobody");
    stage.shows("rian_identity_source_answers_total{outcome=\"unreachable\"} 5");
}

#[tokio::test]
async fn after_the_pause_one_answer_closes_it() {
    let stage = Stage::opened().await;
    stage.says(Outcome::Confirmed);
    stage.clock.advance(PAUSE - Duration::seconds(1));
    assert_eq!(stage.check().await, Outcome::Unreachable);
    stage.clock.advance(Duration::seconds(1));
    assert_eq!(stage.check().await, Outcome::Confirmed);
    stage.shows("rian_identity_source_breaker 0");
    // It counts from the beginning.
    stage.says(Outcome::Unreachable);
    for _ in 1..SILENCES {
        stage.check().await;
    }
    stage.shows("rian_identity_source_breaker 0");
}

#[tokio::test]
async fn a_refusal_is_an_answer_too() {
    let stage = Stage::opened().await;
    stage.says(Outcome::Refused("dopa-4"));
    stage.clock.advance(PAUSE);
    assert_eq!(stage.check().await, Outcome::Refused("dopa-4"));
    stage.shows("rian_identity_source_breaker 0");
}

#[tokio::test]
async fn after_the_pause_silence_opens_it_again() {
    let stage = Stage::opened().await;
    stage.clock.advance(PAUSE);
    assert_eq!(stage.check().await, Outcome::Unreachable);
    assert_eq!(stage.asked(), SILENCES + 1);
    stage.check().await;
    assert_eq!(stage.asked(), SILENCES + 1);
    stage.shows("rian_identity_source_breaker 2");
}

#[tokio::test]
async fn only_one_question_goes_on_trial_and_an_abandoned_one_is_no_answer() {
    let stage = Stage::opened().await;
    stage.says(Outcome::Confirmed);
    stage.clock.advance(PAUSE);
    stage.puppet.answers.forget_permits(100);
    let breaker = stage.breaker.clone();
    let trial = tokio::spawn(async move { breaker.check(&KUSUMAL.claim()).await });
    while stage.asked() == SILENCES {
        tokio::task::yield_now().await;
    }
    stage.shows("rian_identity_source_breaker 1");
    assert_eq!(stage.check().await, Outcome::Unreachable);
    assert_eq!(stage.asked(), SILENCES + 1);

    // The visitor of the trial goes away; the next trial comes after another pause.
    trial.abort();
    assert!(trial.await.unwrap_err().is_cancelled());
    stage.shows("rian_identity_source_breaker 2");
    stage.puppet.answers.add_permits(100);
    stage.clock.advance(PAUSE);
    assert_eq!(stage.check().await, Outcome::Confirmed);
}

#[tokio::test]
async fn silences_far_apart_or_with_an_answer_between_do_not_open_it() {
    let stage = Stage::new();
    for _ in 0..SILENCES * 2 {
        stage.check().await;
        stage.clock.advance(WINDOW / 2);
    }
    stage.shows("rian_identity_source_breaker 0");
    stage.clock.advance(WINDOW);
    for _ in 0..3 {
        stage.says(Outcome::Unreachable);
        for _ in 1..SILENCES {
            stage.check().await;
        }
        stage.says(Outcome::Refused("dopa-4"));
        stage.check().await;
    }
    stage.shows("rian_identity_source_breaker 0");
}
