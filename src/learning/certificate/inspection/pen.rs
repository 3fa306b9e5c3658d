//! Where text is drawn, and how pieces of one height become a line.

use std::rc::Rc;

use super::{budget::Budget, font::Font, object::Object, page::Line};

/// Six numbers that move, turn and scale (ISO 32000-1, 8.3.4).
type Matrix = [f64; 6];

const PLAIN: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Lines kept; nothing that prints a certificate has as many.
const LINES: usize = 2000;

/// Thousandths of the size by which no mark stands before its letter.
const FAR_BACK: f64 = 2500.0;

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
pub struct Pen<'a> {
    /// What is left to spend.
    pub budget: &'a Budget,
    /// Whether something was drawn that cannot be read.
    pub missed: bool,
    /// How many pictures were drawn.
    pub pictures: usize,
    state: State,
    kept: Vec<State>,
    /// How many of those belong to the drawing around this one.
    floor: usize,
    line: Matrix,
    lines: Vec<Line>,
    /// The height of the last line, while more may come to it.
    height: Option<f64>,
    /// Where the last piece of it began.
    last: Option<[f64; 2]>,
    /// Spans that are open; those that say what they are have their line.
    spans: Vec<Option<usize>>,
}

/// What `q` keeps and `Q` brings back (8.4 and 9.3).
#[derive(Clone)]
struct State {
    font: Option<Rc<Font>>,
    size: f64,
    page: Matrix,
    leading: f64,
    invisible: bool,
}

impl<'a> Pen<'a> {
    /// A pen on an empty page.
    pub fn new(budget: &'a Budget) -> Self {
        Self {
            budget,
            missed: false,
            pictures: 0,
            state: State { font: None, size: 12.0, page: PLAIN, leading: 0.0, invisible: false },
            kept: Vec::new(),
            floor: 0,
            line: PLAIN,
            lines: Vec::new(),
            height: None,
            last: None,
            spans: Vec::new(),
        }
    }

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
            (self.height, self.last) = (None, None);
            self.lines.len() - 1
        });
        if self.spans.len() < 256 {
            self.spans.push(line);
        } else {
            self.missed = true;
        }
    }

    /// The last span ends.
    pub fn end(&mut self) {
        if self.spans.pop().flatten().is_some() {
            (self.height, self.last) = (None, None);
        }
    }

    /// A drawing in the drawing begins; gives what [`Pen::leave`] asks for.
    pub fn enter(&mut self) -> usize {
        self.kept.push(self.state.clone());
        std::mem::replace(&mut self.floor, self.kept.len())
    }

    /// It ends, whatever it set and left open.
    pub fn leave(&mut self, floor: usize) {
        self.kept.truncate(self.floor);
        if let Some(state) = self.kept.pop() {
            self.state = state;
        }
        self.floor = floor;
    }

    /// Sets the font.
    pub fn set_font(&mut self, font: Rc<Font>, size: f64) {
        (self.state.font, self.state.size) = (Some(font), size);
    }

    /// Follows an operator of text or of place.
    pub fn follow(&mut self, operator: &[u8], operands: &[Object]) {
        let number = |index: usize| operands.get(index).and_then(Object::number).unwrap_or(0.0);
        let matrix = || [number(0), number(1), number(2), number(3), number(4), number(5)];
        match operator {
            b"q" if self.kept.len() < 256 => self.kept.push(self.state.clone()),
            // What stands so deep comes back out of step.
            b"q" => self.missed = true,
            b"Q" if self.kept.len() > self.floor => {
                if let Some(state) = self.kept.pop() {
                    self.state = state;
                }
            }
            b"cm" => self.state.page = times(matrix(), self.state.page),
            b"BT" => self.line = PLAIN,
            b"Tm" => self.line = matrix(),
            b"TL" => self.state.leading = number(0),
            b"Tr" => self.state.invisible = matches!(number(0) as i64, 3 | 7),
            b"Td" => self.step(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.step(number(0), number(1));
            }
            b"T*" => self.step(0.0, -self.state.leading),
            b"Tj" | b"TJ" => operands.iter().for_each(|shown| self.show(shown)),
            b"'" | b"\"" => {
                self.step(0.0, -self.state.leading);
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
                let font = self.state.font.clone();
                let text = match &font {
                    Some(font) => font.read(codes, self.budget),
                    None => self.budget.letters(1).map(|()| "\u{FFFD}".to_owned()),
                };
                self.write(&text.unwrap_or_default());
            }
            Object::Array(parts) => {
                for part in parts.iter() {
                    self.missed |= part.number().is_some_and(|step| step > FAR_BACK);
                    // A wide step back is a space in fonts that have none.
                    if part.number().is_some_and(|step| step < -250.0) {
                        if self.budget.letters(1).is_some() {
                            self.write(" ");
                        }
                    } else if let Object::String(_) = part {
                        self.show(part);
                    }
                }
            }
            _ => {}
        }
    }

    /// Letters that stand before or apart from those that were drawn before them are seen in another
    /// order than they are read in.
    fn follow_order(&mut self, place: Matrix) {
        let size = self.state.size.abs() * place[2].hypot(place[3]);
        if let Some([x, y]) = self.last {
            self.missed |= place[4] < x - 0.6 * size || (place[5] - y).abs() > size;
        }
        self.last = Some([place[4], place[5]]);
    }

    fn write(&mut self, text: &str) {
        // What is said of a span is what is copied; what cannot be seen is not shown.
        if self.state.invisible || text.is_empty() {
            return;
        }
        let place = times(self.line, self.state.page);
        if let Some(line) = self.spans.iter().rev().find_map(|span| *span) {
            self.follow_order(place);
            if let Some(line) = self.lines.get_mut(line) {
                line.glyphs.push_str(text);
            }
            return;
        }
        let height = place[5];
        let goes_on = self.height.is_some_and(|last| (last - height).abs() < 1.0);
        if !goes_on {
            if self.lines.len() >= LINES {
                self.missed = true;
                return;
            }
            self.lines.push(Line::default());
            (self.height, self.last) = (Some(height), None);
        }
        self.follow_order(place);
        if let Some(line) = self.lines.last_mut() {
            line.text.push_str(text);
            line.glyphs.push_str(text);
        }
    }
}
