//! Time and chance, injected so that tests own them; the only callers of the system's sources.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Duration, SubsecRound, Utc};

/// Where the product gets the time from.
pub trait Clock: Send + Sync {
    /// The present instant, cut to microseconds: what PostgreSQL can keep, so that what is read
    /// back equals what was written.
    fn now(&self) -> DateTime<Utc>;
}

/// The computer's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the system")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }
}

/// A clock that stands still until it is told to move; for tests.
#[derive(Clone)]
pub struct StandingClock(Arc<Mutex<DateTime<Utc>>>);

impl StandingClock {
    /// A clock that stands at `instant`.
    pub fn at(instant: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(instant.trunc_subsecs(6))))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let mut now = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        *now += by;
    }
}

impl Clock for StandingClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// Where the product gets chance from: ids, secrets, the draw of questions.
pub trait Random: Send + Sync {
    /// Fills `bytes` with unpredictable bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's randomness.
pub struct SystemRandom;

impl Random for SystemRandom {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the system")]
    #[expect(clippy::expect_used, reason = "without randomness no secret is safe: stop at once")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives no randomness");
    }
}

/// `N` random bytes.
pub fn bytes<const N: usize>(random: &dyn Random) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}

/// Puts `items` into a random order (Fisher–Yates).
pub fn shuffle<T>(items: &mut [T], random: &dyn Random) {
    for last in (1..items.len()).rev() {
        let draw = u64::from_le_bytes(bytes(random));
        // The bias of a 64-bit remainder over a few hundred items is below one in 10^16.
        let other = usize::try_from(draw % (last as u64 + 1)).unwrap_or(last);
        items.swap(last, other);
    }
}
