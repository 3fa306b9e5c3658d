//! How much of what a file says is told to whoever brought it.

use super::{Compared, Outcome};

/// Lines and findings that are told.
const MOST: usize = 50;

/// Letters of each that are told.
const LETTERS: usize = 300;

impl Compared {
    /// Cuts what the file says to what anybody reads of it.
    pub(super) fn cut(&mut self) {
        self.added.truncate(MOST);
        self.added.iter_mut().for_each(cut);
        self.findings.truncate(MOST);
        for finding in &mut self.findings {
            for outcome in [&mut finding.shown, &mut finding.data] {
                if let Outcome::Differs(text) | Outcome::Covered(text) = outcome {
                    cut(text);
                }
            }
        }
    }
}

fn cut(text: &mut String) {
    if let Some((end, _)) = text.char_indices().nth(LETTERS) {
        text.truncate(end);
        text.push('…');
    }
}
