//! Text as it is kept: one spelling for what looks the same, lengths that people would count, and the order of a dictionary.

mod length;
mod names;
mod normal;
mod sorting;

pub use length::{graphemes, truncate};
pub use names::{MOST_IN_NAME, NameMistake, check_name};
pub use normal::normalise;
pub use sorting::sort_key;
