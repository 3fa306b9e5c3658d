//! What is counted and measured, as Prometheus text.

use std::{sync::atomic::AtomicU64, time::Duration};

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Status {
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct SourceOutcome {
    outcome: &'static str,
}

/// The counters of one process.
pub struct Metrics {
    registry: Registry,
    requests: Family<Status, Counter>,
    seconds: Histogram,
    /// Progress events acknowledged.
    pub events: Counter,
    /// Commits that carried them; events per commit tells how well they were gathered.
    pub event_commits: Counter,
    /// Jobs that wait.
    pub jobs_waiting: Gauge,
    /// Jobs that failed for good: somebody must look.
    pub jobs_failed: Gauge,
    /// Certificates issued by this process.
    pub certificates: Counter<u64, AtomicU64>,
    source_answers: Family<SourceOutcome, Counter>,
    /// The identity source's breaker: 0 closed, 1 on trial, 2 open.
    pub source_breaker: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("rian");
        let requests = Family::default();
        let seconds = Histogram::new([0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0]);
        let events = Counter::default();
        let event_commits = Counter::default();
        let (jobs_waiting, jobs_failed) = (Gauge::default(), Gauge::default());
        let certificates = Counter::default();
        let (source_answers, source_breaker) = (Family::default(), Gauge::default());
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register("http_request_seconds", "Time to answer", seconds.clone());
        registry.register("progress_events", "Progress events acknowledged", events.clone());
        registry.register("progress_commits", "Commits of progress events", event_commits.clone());
        registry.register("jobs_waiting", "Jobs in the queue", jobs_waiting.clone());
        registry.register("jobs_failed", "Jobs given up", jobs_failed.clone());
        registry.register("certificates_issued", "Certificates issued", certificates.clone());
        let help = "Questions to the identity source by how they ended";
        registry.register("identity_source_answers", help, source_answers.clone());
        let help = "Breaker of the identity source: 0 closed, 1 on trial, 2 open";
        registry.register("identity_source_breaker", help, source_breaker.clone());
        Self {
            registry,
            requests,
            seconds,
            events,
            event_commits,
            jobs_waiting,
            jobs_failed,
            certificates,
            source_answers,
            source_breaker,
        }
    }
}

impl Metrics {
    /// Counts one answered request.
    pub fn observe(&self, status: u16, elapsed: Duration) {
        self.requests.get_or_create(&Status { status }).inc();
        self.seconds.observe(elapsed.as_secs_f64());
    }

    /// Counts one question that went to the identity source.
    pub fn source_answered(&self, outcome: &'static str) {
        self.source_answers.get_or_create(&SourceOutcome { outcome }).inc();
    }

    /// Everything as Prometheus text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
