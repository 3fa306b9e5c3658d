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
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register("http_request_seconds", "Time to answer", seconds.clone());
        registry.register("progress_events", "Progress events acknowledged", events.clone());
        registry.register("progress_commits", "Commits of progress events", event_commits.clone());
        registry.register("jobs_waiting", "Jobs in the queue", jobs_waiting.clone());
        registry.register("jobs_failed", "Jobs given up", jobs_failed.clone());
        registry.register("certificates_issued", "Certificates issued", certificates.clone());
        Self {
            registry,
            requests,
            seconds,
            events,
            event_commits,
            jobs_waiting,
            jobs_failed,
            certificates,
        }
    }
}

impl Metrics {
    /// Counts one answered request.
    pub fn observe(&self, status: u16, elapsed: Duration) {
        self.requests.get_or_create(&Status { status }).inc();
        self.seconds.observe(elapsed.as_secs_f64());
    }

    /// Everything as Prometheus text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a string cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
