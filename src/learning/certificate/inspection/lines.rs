//! How pieces of text become lines: those of one height, and those of which the file says what they
//! are.

use super::{area::Area, flat::is_mark, page::Line};

/// Lines kept; nothing that prints a certificate has as many.
const MOST: usize = 2000;

/// Spans that may stand in each other.
const DEPTH: usize = 256;

/// Text that is drawn at once.
pub(super) struct Piece<'a> {
    /// Its letters.
    pub(super) text: &'a str,
    /// Where they stand.
    pub(super) area: Area,
    /// How high they stand.
    pub(super) height: f64,
    /// Where the text that it belongs to was put.
    pub(super) begun: [f64; 2],
    /// How large it is drawn.
    pub(super) size: f64,
    /// How much was drawn before it.
    pub(super) order: usize,
}

/// The lines of one page.
#[derive(Default)]
pub(super) struct Lines {
    /// Whether something is seen in another order than it is read in, or is not kept.
    pub(super) missed: bool,
    page: usize,
    all: Vec<Line>,
    /// The height of the last line, while more may come to it.
    height: Option<f64>,
    /// Where the last piece of it began.
    last: Option<[f64; 2]>,
    /// Spans that are open; those that say what they are have their line.
    spans: Vec<Option<usize>>,
}

impl Lines {
    /// None yet, on the page of that number.
    pub(super) fn new(page: usize) -> Self {
        Self { page, ..Self::default() }
    }

    /// Those that show anything. Programs cut a line where they say what some of its letters are; what
    /// goes on in the same line is read as one.
    pub(super) fn shown(self) -> Vec<Line> {
        let mut shown: Vec<Line> = Vec::new();
        for line in self.all {
            if line.text.trim().is_empty() && line.glyphs.trim().is_empty() {
                continue;
            }
            match shown.last_mut().filter(|last| goes_on(last, &line)) {
                Some(last) => join(last, line),
                None => shown.push(line),
            }
        }
        shown
    }

    /// A span begins; where it says what it is, it is a line of its own.
    pub(super) fn begin(&mut self, said: Option<String>) {
        let line = said.filter(|_| self.all.len() < MOST).map(|text| {
            self.all.push(Line { text, is_said: true, page: self.page, ..Line::default() });
            (self.height, self.last) = (None, None);
            self.all.len() - 1
        });
        if self.spans.len() < DEPTH {
            self.spans.push(line);
        } else {
            self.missed = true;
        }
    }

    /// The last span ends.
    pub(super) fn end(&mut self) {
        if self.spans.pop().flatten().is_some() {
            (self.height, self.last) = (None, None);
        }
    }

    /// Adds a piece to its line; false where it stands apart, and where no more lines are kept.
    pub(super) fn add(&mut self, piece: &Piece) -> bool {
        let said = self.spans.iter().rev().find_map(|span| *span);
        let is_level = self.height.is_some_and(|it| (it - piece.height).abs() < 1.0);
        if said.is_none() && !is_level {
            if self.all.len() >= MOST {
                self.missed = true;
                return false;
            }
            self.all.push(Line { page: self.page, ..Line::default() });
            (self.height, self.last) = (Some(piece.height), None);
        }
        self.follow_order(piece);
        let line = match said {
            Some(index) => self.all.get_mut(index),
            None => self.all.last_mut(),
        };
        let Some(line) = line else { return false };
        // What is said of a span is what is copied.
        if said.is_none() {
            line.text.push_str(piece.text);
        }
        line.glyphs.push_str(piece.text);
        if !piece.text.trim().is_empty() {
            match &mut line.area {
                // Marks stand above and under the letters of their line, however high.
                Some(known) if piece.text.chars().all(is_mark) => *known = known.beside(piece.area),
                // What stands apart from its line lies on whatever is there.
                Some(known) if known.top < piece.area.bottom || piece.area.top < known.bottom => {
                    self.missed = true;
                    return false;
                }
                Some(known) => *known = known.with(piece.area),
                None => (line.area, line.order) = (Some(piece.area), piece.order),
            }
        }
        true
    }

    /// Letters that stand before or apart from those that were drawn before them are seen in another
    /// order than they are read in.
    fn follow_order(&mut self, piece: &Piece) {
        let [left, height] = piece.begun;
        if let Some([x, y]) = self.last {
            self.missed |= left < x - 0.6 * piece.size || (height - y).abs() > piece.size;
        }
        self.last = Some(piece.begun);
    }
}

/// Whether `next` stands right behind `line`, at its height.
fn goes_on(line: &Line, next: &Line) -> bool {
    let (Some(one), Some(other)) = (line.area, next.area) else { return false };
    let size = one.height().min(other.height());
    let shared = one.top.min(other.top) - one.bottom.max(other.bottom);
    let gap = other.left - one.right;
    line.page == next.page && shared > 0.5 * size && -0.3 * size < gap && gap < 0.5 * size
}

fn join(line: &mut Line, next: Line) {
    line.text.push_str(&next.text);
    line.glyphs.push_str(&next.glyphs);
    line.is_said |= next.is_said;
    line.order = line.order.min(next.order);
    line.area = line.area.into_iter().chain(next.area).reduce(Area::with);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(lines: &mut Lines, text: &str, left: f64) {
        let area = Area { left, bottom: 0.0, right: left + 10.0, top: 10.0 };
        let (begun, size) = ([left, 0.0], 10.0);
        lines.add(&Piece { text, area, height: 0.0, begun, size, order: 0 });
    }

    #[test]
    fn a_line_goes_on_where_a_program_says_what_some_of_its_letters_are() {
        let mut lines = Lines::new(0);
        add(&mut lines, "รุ่น", 0.0);
        lines.begin(Some("ที่".into()));
        add(&mut lines, "ท\u{FFFD}\u{E48}", 11.0);
        lines.end();
        add(&mut lines, "3", 22.0);
        // Far to the right, and told apart by the file, stands another line.
        lines.begin(Some("เลขที่".into()));
        add(&mut lines, "เลขที่", 80.0);
        lines.end();
        let shown = lines.shown();
        let texts: Vec<&str> = shown.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["รุ่นที่3", "เลขที่"]);
        assert_eq!(shown[0].glyphs, "รุ่นท\u{FFFD}\u{E48}3");
    }
}
