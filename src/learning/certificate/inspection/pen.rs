//! What a page draws and where: its text, and what is painted over it.

use std::rc::Rc;

use super::{
    area::{Area, Matrix, PLAIN, Paint, times},
    budget::Budget,
    font::Font,
    lines::{Lines, Piece},
    object::Object,
    page::Line,
    state::State,
    stroke::Path,
};

/// Paints of a file that are kept, several times what a certificate has; more lie on everything.
pub(super) const PAINTS: usize = 2000;

/// Thousandths of the size by which no mark stands before its letter.
const FAR_BACK: f64 = 2500.0;

/// Follows what is drawn on one page.
pub struct Pen<'a> {
    /// Whether something was drawn that cannot be read.
    pub missed: bool,
    /// How many pictures were drawn.
    pub pictures: usize,
    /// Its lines of text.
    pub(super) lines: Lines,
    budget: &'a Budget,
    number: usize,
    sheet: Area,
    state: State,
    kept: Vec<State>,
    /// How many of those belong to the drawing around this one.
    floor: usize,
    line: Matrix,
    at: Matrix,
    path: Path,
    paints: Vec<Paint>,
    /// How many more are kept.
    room: usize,
    /// Whether more was painted.
    is_overfull: bool,
    /// How much was drawn so far.
    order: usize,
}

impl<'a> Pen<'a> {
    /// A pen on the page of that number, whose sheet is this large; on those before it so much was
    /// painted.
    pub fn new(budget: &'a Budget, number: usize, sheet: Area, painted: usize) -> Self {
        Self {
            missed: false,
            pictures: 0,
            budget,
            number,
            sheet,
            state: State::default(),
            kept: Vec::new(),
            floor: 0,
            line: PLAIN,
            at: PLAIN,
            path: Path::default(),
            lines: Lines::new(number),
            paints: Vec::new(),
            room: PAINTS.saturating_sub(painted),
            is_overfull: false,
            order: 0,
        }
    }

    /// What was drawn.
    pub fn into_parts(self) -> (Vec<Line>, Vec<Paint>) {
        let mut paints = self.paints;
        if self.is_overfull {
            paints.push(Paint { page: self.number, area: Area::EVERYWHERE, order: usize::MAX });
        }
        (self.lines.shown(), paints)
    }

    /// Whether something was drawn that cannot be read.
    pub fn has_missed(&self) -> bool {
        self.missed || self.lines.missed
    }

    /// A drawing in the drawing begins, moved by `matrix`; gives what [`Pen::leave`] asks for.
    pub fn enter(&mut self, matrix: Matrix) -> usize {
        self.kept.push(self.state.clone());
        self.state.page = times(matrix, self.state.page);
        std::mem::replace(&mut self.floor, self.kept.len())
    }

    /// It ends, whatever it set and left open.
    pub fn leave(&mut self, floor: usize) {
        self.kept.truncate(self.floor);
        self.bring_back();
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
        self.pictures += 1;
        self.paint(Area::spanned([0.0, 0.0], [1.0, 1.0], self.state.page));
    }

    /// Something is painted here.
    pub fn paint(&mut self, area: Area) {
        if self.state.is_clear {
            return;
        }
        self.order += 1;
        if self.paints.len() < self.room {
            self.paints.push(Paint { page: self.number, area, order: self.order });
        } else {
            (self.is_overfull, self.missed) = (true, true);
        }
    }

    /// Follows an operator of text, of place or of paint.
    pub fn follow(&mut self, operator: &[u8], operands: &[Object]) {
        let number = |index: usize| operands.get(index).and_then(Object::number).unwrap_or(0.0);
        let matrix = || [number(0), number(1), number(2), number(3), number(4), number(5)];
        match operator {
            b"q" if self.kept.len() < 256 => self.kept.push(self.state.clone()),
            // What stands so deep comes back out of step.
            b"q" => self.missed = true,
            b"Q" if self.kept.len() > self.floor => self.bring_back(),
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

    fn bring_back(&mut self) {
        if let Some(state) = self.kept.pop() {
            self.state = state;
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
                let text = match &font {
                    Some(font) => font.read(codes, self.budget),
                    None => self.budget.letters(1).map(|()| "\u{FFFD}".to_owned()),
                };
                let Some(text) = text else { return };
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
                for part in parts.iter() {
                    if let Some(back) = part.number() {
                        self.missed |= back > FAR_BACK;
                        // A wide step back is a space in fonts that have none.
                        if back < -250.0 && self.budget.letters(1).is_some() {
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
        // What cannot be seen is not shown.
        if text.is_empty() || (!is_space && !is_seen) {
            self.missed |= !is_space && self.state.may_show();
            return;
        }
        self.order += 1;
        let begun = times(self.line, self.state.page);
        let piece = Piece {
            text,
            area,
            height: place[5],
            begun: [begun[4], begun[5]],
            size: self.state.size.abs() * begun[2].hypot(begun[3]),
            order: self.order,
        };
        if !self.lines.add(&piece) {
            self.paint(area);
        }
    }
}
