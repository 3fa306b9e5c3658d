//! Where text is drawn, and how pieces of one height become a line.

use std::rc::Rc;

use super::{font::Font, object::Object, page::Line};

/// Six numbers that move, turn and scale (ISO 32000-1, 8.3.4).
type Matrix = [f64; 6];

const PLAIN: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Lines kept; nothing that prints a certificate has as many.
const LINES: usize = 2000;

fn times(one: Matrix, other: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = one;
    let [g, h, i, j, k, l] = other;
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

/// The state of drawing as far as text is concerned.
pub struct Pen {
    /// The font that is set.
    pub font: Option<Rc<Font>>,
    page: Matrix,
    kept: Vec<Matrix>,
    line: Matrix,
    leading: f64,
    invisible: bool,
    lines: Vec<Line>,
    /// The height of the last line, while more may come to it.
    height: Option<f64>,
    /// Spans that are open; those that say what they are have their line.
    spans: Vec<Option<usize>>,
}

impl Default for Pen {
    fn default() -> Self {
        Self {
            font: None,
            page: PLAIN,
            kept: Vec::new(),
            line: PLAIN,
            leading: 0.0,
            invisible: false,
            lines: Vec::new(),
            height: None,
            spans: Vec::new(),
        }
    }
}

impl Pen {
    /// The lines that were drawn.
    pub fn into_lines(self) -> Vec<Line> {
        let mut lines = self.lines;
        lines.retain(|line| !line.text.trim().is_empty() || !line.glyphs.trim().is_empty());
        lines
    }

    /// A span begins; where it says what it is, it is a line of its own.
    pub fn begin(&mut self, said: Option<String>) {
        let line = said.filter(|_| self.lines.len() < LINES).map(|text| {
            self.lines.push(Line { text, is_said: true, ..Line::default() });
            self.height = None;
            self.lines.len() - 1
        });
        if self.spans.len() < 256 {
            self.spans.push(line);
        }
    }

    /// The last span ends.
    pub fn end(&mut self) {
        if self.spans.pop().flatten().is_some() {
            self.height = None;
        }
    }

    /// Follows an operator of text or of place.
    pub fn follow(&mut self, operator: &[u8], operands: &[Object]) {
        let number = |index: usize| operands.get(index).and_then(Object::number).unwrap_or(0.0);
        let matrix = || [number(0), number(1), number(2), number(3), number(4), number(5)];
        match operator {
            b"q" if self.kept.len() < 256 => self.kept.push(self.page),
            b"Q" => self.page = self.kept.pop().unwrap_or(self.page),
            b"cm" => self.page = times(matrix(), self.page),
            b"BT" => self.line = PLAIN,
            b"Tm" => self.line = matrix(),
            b"TL" => self.leading = number(0),
            b"Tr" => self.invisible = matches!(number(0) as i64, 3 | 7),
            b"Td" => self.step(number(0), number(1)),
            b"TD" => {
                self.leading = -number(1);
                self.step(number(0), number(1));
            }
            b"T*" => self.step(0.0, -self.leading),
            b"Tj" | b"TJ" => operands.iter().for_each(|shown| self.show(shown)),
            b"'" | b"\"" => {
                self.step(0.0, -self.leading);
                operands.iter().for_each(|shown| self.show(shown));
            }
            _ => {}
        }
    }

    fn step(&mut self, x: f64, y: f64) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
    }

    fn show(&mut self, shown: &Object) {
        match shown {
            Object::String(codes) => {
                let text = self.font.as_ref().map_or("\u{FFFD}".to_owned(), |it| it.read(codes));
                self.write(&text);
            }
            Object::Array(parts) => {
                for part in parts {
                    // A wide step back is a space in fonts that have none.
                    if part.number().is_some_and(|step| step < -250.0) {
                        self.write(" ");
                    } else if let Object::String(_) = part {
                        self.show(part);
                    }
                }
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        // What is said of a span is what is copied; what cannot be seen is not shown.
        if self.invisible || text.is_empty() {
            return;
        }
        if let Some(line) = self.spans.iter().rev().find_map(|span| *span) {
            if let Some(line) = self.lines.get_mut(line) {
                line.glyphs.push_str(text);
            }
            return;
        }
        let height = times(self.line, self.page)[5];
        let goes_on = self.height.is_some_and(|last| (last - height).abs() < 1.0);
        if !goes_on {
            if self.lines.len() >= LINES {
                return;
            }
            self.lines.push(Line::default());
            self.height = Some(height);
        }
        if let Some(line) = self.lines.last_mut() {
            line.text.push_str(text);
            line.glyphs.push_str(text);
        }
    }
}
