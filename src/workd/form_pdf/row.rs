//! Rows of the form: labels with what was filled in beside them, or dots to write on; and boxes.

use super::{
    flow::{BASE, Flow, LEFT, PROSE, RIGHT, ROW, lines},
    mark::{BOX, Look, Mark},
};

/// The least room for handwriting after a label.
const HAND: f32 = 14.0;
/// The height of a row that goes on with the one above it.
const DENSE: f32 = ROW - 0.8;
/// Free space between a label and its value, and between two cells.
const GAP: f32 = 2.0;
/// The widest label beside which a value stands that takes several lines.
const BESIDE: f32 = 75.0;
/// Where the rows of a group begin.
pub(super) const INDENT: f32 = LEFT + 5.0;

/// A label and its value.
pub(super) struct Cell {
    /// What the form says.
    pub(super) label: String,
    /// What was filled in; `None` leaves dots.
    pub(super) value: Option<String>,
    /// Its part of the row's width, against the other cells.
    pub(super) share: f32,
}

impl Cell {
    /// A cell; an empty value is none.
    pub(super) fn new(label: impl Into<String>, value: Option<&str>, share: f32) -> Self {
        let value = value.map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned);
        Self { label: label.into(), value, share }
    }

    fn label_width(&self) -> f32 {
        Look::Label.width(&self.label) + GAP
    }

    fn fits(&self, width: f32) -> bool {
        let value = self.value.as_ref().map_or(HAND, |value| Look::Value.width(value));
        let is_one_line = self.value.as_ref().is_none_or(|value| !value.contains('\n'));
        is_one_line && self.label_width() + value + GAP <= width
    }
}

impl Flow {
    /// Cells beside each other if all of them fit so, else each on lines of its own.
    pub(super) fn row(&mut self, cells: &[Cell]) {
        let total: f32 = cells.iter().map(|cell| cell.share).sum();
        let width = |cell: &Cell| (RIGHT - INDENT) * cell.share / total;
        if cells.len() > 1 && !cells.iter().all(|cell| cell.fits(width(cell))) {
            cells.iter().for_each(|cell| self.field(cell));
            return;
        }
        if let [cell] = cells {
            self.field(cell);
            return;
        }
        let mut x = INDENT;
        let mut marks = Vec::new();
        for (index, cell) in cells.iter().enumerate() {
            let (start, end) = (x + cell.label_width(), x + width(cell));
            let dots_end = if index + 1 == cells.len() { RIGHT } else { end - GAP };
            marks.push(Mark::text(&cell.label, x, BASE, Look::Label));
            marks.push(Mark::Dots { from: start - 1.0, to: dots_end, y: BASE });
            if let Some(value) = &cell.value {
                marks.push(Mark::text(value, start, BASE, Look::Value));
            }
            x = end;
        }
        self.put(marks, ROW);
    }

    /// One cell over the whole width.
    fn field(&mut self, cell: &Cell) {
        let label_end = INDENT + cell.label_width();
        let is_beside = cell.label_width() <= BESIDE || cell.fits(RIGHT - INDENT);
        let value_x = if is_beside { label_end } else { INDENT + 5.0 };
        let mut written = match &cell.value {
            Some(value) => lines(value, Look::Value, RIGHT - value_x).into_iter(),
            None => vec![String::new()].into_iter(),
        };
        let on_line = |text: String| {
            let text = (!text.is_empty()).then(|| Mark::text(text, value_x, BASE, Look::Value));
            [Mark::Dots { from: value_x - 1.0, to: RIGHT, y: BASE }].into_iter().chain(text)
        };
        if is_beside {
            let label = Mark::text(&cell.label, INDENT, BASE, Look::Label);
            let first = written.next().unwrap_or_default();
            self.put([label].into_iter().chain(on_line(first)), DENSE);
        } else {
            self.keep_together(2.0 * ROW);
            for label in lines(&cell.label, Look::Label, RIGHT - INDENT) {
                self.put([Mark::text(label, INDENT, BASE, Look::Label)], DENSE);
            }
        }
        for line in written {
            self.put(on_line(line), DENSE);
        }
        self.skip(ROW - DENSE);
    }

    /// A label, and below it room for a paragraph over the whole width.
    pub(super) fn paragraph(&mut self, label: &str, value: Option<&str>) {
        self.keep_together(2.0 * ROW);
        for label in lines(label, Look::Label, RIGHT - INDENT) {
            self.put([Mark::text(label, INDENT, BASE, Look::Label)], DENSE);
        }
        let x = INDENT + 5.0;
        let written = match value {
            Some(value) => lines(value, Look::Value, RIGHT - x),
            None => vec![String::new(), String::new()],
        };
        for line in written {
            let text = (!line.is_empty()).then(|| Mark::text(line, x, BASE, Look::Value));
            let dots = Mark::Dots { from: x - 1.0, to: RIGHT, y: BASE };
            self.put([dots].into_iter().chain(text), DENSE);
        }
        self.skip(ROW - DENSE);
    }

    /// Boxes beside each other, on as many rows as they need; a choice is not parted by a page.
    pub(super) fn boxes(&mut self, label: &str, boxes: &[(bool, String)]) {
        // About three of them stand on a row.
        self.keep_together(boxes.len().div_ceil(3) as f32 * ROW);
        let mut x = INDENT;
        let mut marks = Vec::new();
        if !label.is_empty() {
            marks.push(Mark::text(label, x, BASE, Look::Label));
            x += Look::Label.width(label) + 4.0;
        }
        let first = x;
        for (is_ticked, text) in boxes {
            let mut parts =
                lines(text, Look::Label, RIGHT - INDENT - BOX - GAP).into_iter().peekable();
            let width = parts.peek().map_or(0.0, |text| Look::Label.width(text));
            if x + BOX + GAP + width > RIGHT && !marks.is_empty() {
                self.put(std::mem::take(&mut marks), ROW - 0.4);
                x = if first + BOX + GAP + width <= RIGHT { first } else { INDENT };
            }
            marks.push(Mark::Box { x, y: BASE, is_ticked: *is_ticked });
            let beside = x + BOX + GAP;
            while let Some(part) = parts.next() {
                marks.push(Mark::text(part, beside, BASE, Look::Label));
                if parts.peek().is_some() {
                    self.put(std::mem::take(&mut marks), PROSE);
                }
            }
            x = beside + width + 7.0;
        }
        self.put(marks, ROW - 0.2);
    }

    /// A box with a number of accounts at the end of its row.
    pub(super) fn counted(&mut self, text: &str, number: Option<&str>, [count, unit]: [&str; 2]) {
        let unit_x = RIGHT - Look::Label.width(unit);
        let (from, to) = (unit_x - 32.0, unit_x - 2.0);
        let count_x = from - 2.0 - Look::Label.width(count);
        let mut marks = vec![
            Mark::Box { x: INDENT, y: BASE, is_ticked: number.is_some() },
            Mark::text(text, INDENT + BOX + GAP, BASE, Look::Label),
            Mark::text(count, count_x, BASE, Look::Label),
            Mark::Dots { from, to, y: BASE },
            Mark::text(unit, unit_x, BASE, Look::Label),
        ];
        if let Some(number) = number {
            let x = (from + to - Look::Value.width(number)) / 2.0;
            marks.insert(3, Mark::text(number, x, BASE, Look::Value));
        }
        self.put(marks, ROW);
    }
}
