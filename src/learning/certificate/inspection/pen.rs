//! What a page draws and where: how pieces of text of one height become a line, and what is painted
//! over them.

use std::rc::Rc;

use super::{
    area::{Area, Matrix, PLAIN, Paint, times},
    flat::is_mark,
    font::Font,
    object::Object,
    page::Line,
    state::State,
    stroke::Path,
};

/// Lines kept; nothing that prints a certificate has as many.
const LINES: usize = 2000;

/// Paints kept; what comes after them counts as lying everywhere.
const PAINTS: usize = 20_000;

/// Follows what is drawn on one page.
pub struct Pen {
    number: usize,
    sheet: Area,
    state: State,
    kept: Vec<State>,
    /// How many of those belong to the drawing around this one.
    floor: usize,
    line: Matrix,
    at: Matrix,
    path: Path,
    lines: Vec<Line>,
    paints: Vec<Paint>,
    /// How much was drawn so far.
    order: usize,
    /// The height of the last line, while more may come to it.
    height: Option<f64>,
    /// Spans that are open; those that say what they are have their line.
    spans: Vec<Option<usize>>,
}

impl Pen {
    /// A pen on the page of that number, whose sheet is this large.
    pub fn new(number: usize, sheet: Area) -> Self {
        Self {
            number,
            sheet,
            state: State::default(),
            kept: Vec::new(),
            floor: 0,
            line: PLAIN,
            at: PLAIN,
            path: Path::default(),
            lines: Vec::new(),
            paints: Vec::new(),
            order: 0,
            height: None,
            spans: Vec::new(),
        }
    }

    /// What was drawn.
    pub fn into_parts(self) -> (Vec<Line>, Vec<Paint>) {
        let mut lines = self.lines;
        lines.retain(|line| !line.text.trim().is_empty() || !line.glyphs.trim().is_empty());
        (lines, self.paints)
    }

    /// A span begins; where it says what it is, it is a line of its own.
    pub fn begin(&mut self, said: Option<String>) {
        let line = said.filter(|_| self.lines.len() < LINES).map(|text| {
            let page = self.number;
            self.lines.push(Line { text, is_said: true, page, ..Line::default() });
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

    /// A drawing in the drawing begins, moved by `matrix`; gives what [`Pen::leave`] asks for.
    pub fn enter(&mut self, matrix: Matrix) -> usize {
        self.kept.push(self.state.clone());
        self.state.page = times(matrix, self.state.page);
        std::mem::replace(&mut self.floor, self.kept.len())
    }

    /// It ends, whatever it left open.
    pub fn leave(&mut self, floor: usize) {
        self.kept.truncate(self.floor);
        self.state = self.kept.pop().unwrap_or_else(|| self.state.clone());
        self.floor = floor;
    }

    /// Sets the font.
    pub fn set_font(&mut self, font: Rc<Font>, size: f64) {
        (self.state.font, self.state.size) = (Some(font), size);
    }

    /// Sets whether what is filled lets through what is under it.
    pub fn set_clear(&mut self, is_clear: bool) {
        self.state.is_clear = is_clear;
    }

    /// A picture fills the unit square as it is moved here.
    pub fn picture(&mut self) {
        self.paint(Area::spanned([0.0, 0.0], [1.0, 1.0], self.state.page));
    }

    /// Something is painted here.
    pub fn paint(&mut self, area: Area) {
        if self.state.is_clear {
            return;
        }
        self.order += 1;
        let area = if self.paints.len() == PAINTS { Area::EVERYWHERE } else { area };
        if self.paints.len() <= PAINTS {
            self.paints.push(Paint { page: self.number, area, order: self.order });
        }
    }

    /// Follows an operator of text, of place or of paint.
    pub fn follow(&mut self, operator: &[u8], operands: &[Object]) {
        let number = |index: usize| operands.get(index).and_then(Object::number).unwrap_or(0.0);
        let matrix = || [number(0), number(1), number(2), number(3), number(4), number(5)];
        match operator {
            b"q" if self.kept.len() < 256 => self.kept.push(self.state.clone()),
            b"Q" if self.kept.len() > self.floor => {
                self.state = self.kept.pop().unwrap_or_else(|| self.state.clone());
            }
            b"BT" => (self.line, self.at) = (PLAIN, PLAIN),
            b"Tm" => (self.line, self.at) = (matrix(), matrix()),
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
            b"f" | b"F" | b"f*" => self.end_path(true, false),
            b"S" | b"s" => self.end_path(false, true),
            b"B" | b"B*" | b"b" | b"b*" => self.end_path(true, true),
            b"n" => self.path = Path::default(),
            // A blend of colours fills whatever is left open to it.
            b"sh" => self.paint(Area::EVERYWHERE),
            _ if self.state.follow(operator, operands) => {}
            _ => self.path.follow(operator, number, self.state.page),
        }
    }

    fn end_path(&mut self, is_filled: bool, is_drawn: bool) {
        let areas = self.path.paint(is_filled, is_drawn, self.state.thickness());
        areas.into_iter().for_each(|area| self.paint(area));
    }

    fn step(&mut self, x: f64, y: f64) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.at = self.line;
    }

    fn forward(&mut self, x: f64) {
        self.at = times([1.0, 0.0, 0.0, 1.0, x, 0.0], self.at);
    }

    fn show(&mut self, shown: &Object) {
        match shown {
            Object::String(codes) => {
                let State { size, gaps, stretch, rise, .. } = self.state;
                let font = self.state.font.clone();
                let text = font.as_ref().map_or("\u{FFFD}".to_owned(), |it| it.read(codes));
                let (width, count, spaces) = font.map_or((0.5, 1, 0), |it| it.measure(codes));
                let width = width * size + gaps[0] * count as f64 + gaps[1] * spaces as f64;
                let width = width * stretch;
                let place = times(self.at, self.state.page);
                // A mark alone has no width, and stands over what is before it.
                let back = if width.abs() < 0.3 * size { 0.4 * size } else { 0.0 };
                let (low, high) = (rise - 0.2 * size, rise + 0.7 * size);
                self.write(&text, Area::spanned([-back, low], [width, high], place));
                self.forward(width);
            }
            Object::Array(parts) => {
                for part in parts {
                    if let Some(back) = part.number() {
                        // A wide step back is a space in fonts that have none.
                        if back < -250.0 {
                            self.write(" ", Area::spanned([0.0; 2], [0.0; 2], self.state.page));
                        }
                        self.forward(-back / 1000.0 * self.state.size * self.state.stretch);
                    } else if let Object::String(_) = part {
                        self.show(part);
                    }
                }
            }
            _ => {}
        }
    }

    fn write(&mut self, text: &str, area: Area) {
        let is_space = text.trim().is_empty();
        let place = times(self.at, self.state.page);
        let is_seen = self.state.shows_letters(place) && self.sheet.touches(&area);
        // What is said of a span is what is copied; what cannot be seen is not shown.
        if text.is_empty() || (!is_space && !is_seen) {
            return;
        }
        self.order += 1;
        let said = self.spans.iter().rev().find_map(|span| *span);
        let height = place[5];
        let goes_on = said.is_some() || self.height.is_some_and(|it| (it - height).abs() < 1.0);
        if !goes_on {
            if self.lines.len() >= LINES {
                return self.paint(area);
            }
            self.lines.push(Line { page: self.number, ..Line::default() });
            self.height = Some(height);
        }
        let order = self.order;
        let line = match said {
            Some(index) => self.lines.get_mut(index),
            None => self.lines.last_mut(),
        };
        let Some(line) = line else { return };
        if said.is_none() {
            line.text.push_str(text);
        }
        line.glyphs.push_str(text);
        if !is_space {
            match &mut line.area {
                // Marks stand above and under the letters of their line, however high.
                Some(known) if text.chars().all(is_mark) => *known = known.beside(area),
                Some(known) => *known = known.with(area),
                None => (line.area, line.order) = (Some(area), order),
            }
        }
    }
}
