//! How much work one file may cause: bytes looked at or unpacked, objects made, letters kept, and
//! time.

use std::{
    cell::Cell,
    time::{Duration, Instant},
};

/// What is left to spend. A file that asks for more is refused, whatever it holds.
pub struct Budget {
    bytes: Cell<usize>,
    objects: Cell<usize>,
    letters: Cell<usize>,
    begun: Instant,
}

/// The largest a single stream may unpack to.
pub const STREAM: usize = 6 * 1024 * 1024;

/// Letters of a file that are kept: fifty times what the longest certificate prints.
const LETTERS: usize = 100_000;

/// The last resort, should anything cost more time than it is counted for.
const TIME: Duration = Duration::from_secs(8);

impl Default for Budget {
    /// Enough for any certificate a hundred times over: 32 MB and 400 000 objects, which take about
    /// a second.
    fn default() -> Self {
        Self {
            bytes: Cell::new(32 * 1024 * 1024),
            objects: Cell::new(400_000),
            letters: Cell::new(LETTERS),
            begun: Instant::now(),
        }
    }
}

impl Budget {
    /// Takes `count` bytes; none when they are not there, and never again any.
    pub fn bytes(&self, count: usize) -> Option<()> {
        take(&self.bytes, count)
    }

    /// Takes one object.
    pub fn object(&self) -> Option<()> {
        if self.begun.elapsed() > TIME {
            self.objects.set(0);
        }
        take(&self.objects, 1)
    }

    /// Takes `count` letters, before they are copied from where they stand.
    pub fn letters(&self, count: usize) -> Option<()> {
        take(&self.letters, count)
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.bytes.get()
    }

    /// Whether more was asked for than there was.
    pub fn is_spent(&self) -> bool {
        [&self.bytes, &self.objects, &self.letters].iter().any(|left| left.get() == 0)
    }
}

fn take(left: &Cell<usize>, count: usize) -> Option<()> {
    let rest = left.get().checked_sub(count).filter(|rest| *rest > 0);
    left.set(rest.unwrap_or(0));
    rest.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_its_time_nothing_is_given() {
        let begun = Instant::now().checked_sub(2 * TIME).unwrap();
        let budget = Budget { begun, ..Budget::default() };
        assert_eq!(budget.object(), None);
        assert!(budget.is_spent());
    }
}
