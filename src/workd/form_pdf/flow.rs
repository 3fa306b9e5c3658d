//! Flow: rows put under each other, on as many pages as they need; nothing is cut.

use unicode_segmentation::UnicodeSegmentation;

use super::{
    mark::{Look, Mark},
    words::Heading,
};
use crate::print;

/// Where the text stands on a page.
pub(super) const LEFT: f32 = 20.0;
pub(super) const RIGHT: f32 = 190.0;
/// Where the rows begin on the first page and on the others, and where they end on all.
const FIRST_TOP: f32 = 43.0;
const NEXT_TOP: f32 = 39.0;
const BOTTOM: f32 = 266.0;
/// The height of a row that can be written on by hand, and of a line of prose.
pub(super) const ROW: f32 = 6.8;
pub(super) const PROSE: f32 = 5.0;
/// How far below its upper edge the baseline of a row stands.
pub(super) const BASE: f32 = 4.6;

/// The pages as far as they are laid out.
pub(super) struct Flow {
    pages: Vec<Vec<Mark>>,
    y: f32,
}

impl Flow {
    /// One page with nothing on it but room for its head.
    pub(super) fn new() -> Self {
        Self { pages: vec![Vec::new()], y: FIRST_TOP }
    }

    /// The finished pages.
    pub(super) fn into_pages(self) -> Vec<Vec<Mark>> {
        self.pages
    }

    /// Puts marks, whose `y` counts from the upper edge of the row, below what is there; on the
    /// next page if this one has no `height` left.
    pub(super) fn put(&mut self, marks: impl IntoIterator<Item = Mark>, height: f32) {
        self.keep_together(height);
        let y = self.y;
        if let Some(page) = self.pages.last_mut() {
            page.extend(marks.into_iter().map(|mark| mark.lowered(y)));
        }
        self.y += height;
    }

    /// Goes on to the next page unless this one has `height` left.
    pub(super) fn keep_together(&mut self, height: f32) {
        let is_used = self.pages.last().is_some_and(|page| !page.is_empty());
        if self.y + height > BOTTOM && is_used {
            self.pages.push(Vec::new());
            self.y = NEXT_TOP;
        }
    }

    /// Leaves `height` free.
    pub(super) fn skip(&mut self, height: f32) {
        self.y += height;
    }

    /// The heading of a part, with the first rows that follow it.
    pub(super) fn part(&mut self, (thai, english): Heading) {
        self.skip(2.2);
        self.keep_together(4.0 * ROW);
        let band = Mark::Band { x: LEFT, top: 0.0, width: RIGHT - LEFT, height: 6.4 };
        let x = LEFT + 2.0;
        let beside = x + Look::Heading.width(thai) + 3.0;
        let marks = [
            band,
            Mark::text(thai, x, BASE, Look::Heading),
            Mark::text(english, beside, BASE, Look::Small),
        ];
        self.put(marks, 7.4);
    }

    /// The heading of a numbered group, with the first row that follows it.
    pub(super) fn group(&mut self, (thai, english): Heading) {
        self.keep_together(2.0 * ROW);
        let beside = LEFT + Look::Heading.width(thai) + 2.5;
        let marks = [
            Mark::text(thai, LEFT, BASE, Look::Heading),
            Mark::text(english, beside, BASE, Look::Small),
        ];
        self.put(marks, 6.0);
    }

    /// Prose with its number at the margin.
    pub(super) fn clause(&mut self, (number, text): (&str, &str)) {
        let x = LEFT + 8.0;
        for (index, line) in lines(text, Look::Label, RIGHT - x).into_iter().enumerate() {
            let number = (index == 0).then(|| Mark::text(number, LEFT, 3.8, Look::Label));
            self.put(number.into_iter().chain([Mark::text(line, x, 3.8, Look::Label)]), PROSE);
        }
    }
}

/// Breaks `text` into lines of at most `width`: between words, and within one only where it is
/// wider by itself, as a long address of mail may be.
pub(super) fn lines(text: &str, look: Look, width: f32) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines().flat_map(|line| print::wrap(line, look.weight(), look.size(), width)) {
        if look.width(&line) <= width {
            lines.push(line);
        } else {
            split(&line, look, width, &mut lines);
        }
    }
    lines
}

/// Breaks what has to stay whole by its meaning and is too wide for that: at its last space that
/// still fits, else between two letters.
fn split(text: &str, look: Look, width: f32, lines: &mut Vec<String>) {
    let mut rest = text;
    while look.width(rest) > width {
        let ends = rest.grapheme_indices(true).map(|(at, letter)| at + letter.len());
        let fitting = ends.take_while(|&end| look.width(&rest[..end]) <= width).last();
        let first = rest.graphemes(true).next().map_or(rest.len(), str::len);
        let most = fitting.unwrap_or(first);
        let end = rest[..most].rfind(' ').map_or(most, |space| space + 1);
        lines.push(rest[..end].trim_end().to_owned());
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        lines.push(rest.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(text in "[\u{E01}-\u{E2E}\u{E30}-\u{E3A}\u{E40}-\u{E4E}a-z0-9()@. ]{0,300}") {
            let lines = lines(&text, Look::Value, 60.0);
            let bare = |text: &str| text.replace(' ', "");
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
            prop_assert!(lines.iter().all(|line| Look::Value.width(line) <= 60.1));
        }
    }
}
