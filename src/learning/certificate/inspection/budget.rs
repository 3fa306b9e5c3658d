//! How much work one file may cause: bytes looked at or unpacked, and objects made.

use std::cell::Cell;

/// What is left to spend. A file that asks for more is refused, whatever it holds.
pub struct Budget {
    bytes: Cell<usize>,
    objects: Cell<usize>,
}

/// The largest a single stream may unpack to.
pub const STREAM: usize = 6 * 1024 * 1024;

impl Default for Budget {
    /// Enough for any certificate a hundred times over: 32 MB and 400 000 objects, which take about
    /// a second.
    fn default() -> Self {
        Self { bytes: Cell::new(32 * 1024 * 1024), objects: Cell::new(400_000) }
    }
}

impl Budget {
    /// Takes `count` bytes; none when they are not there, and never again any.
    pub fn bytes(&self, count: usize) -> Option<()> {
        take(&self.bytes, count)
    }

    /// Takes one object.
    pub fn object(&self) -> Option<()> {
        take(&self.objects, 1)
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.bytes.get()
    }

    /// Whether more was asked for than there was.
    pub fn is_spent(&self) -> bool {
        self.bytes.get() == 0 || self.objects.get() == 0
    }
}

fn take(left: &Cell<usize>, count: usize) -> Option<()> {
    let rest = left.get().checked_sub(count).filter(|rest| *rest > 0);
    left.set(rest.unwrap_or(0));
    rest.map(drop)
}
