//! The rows of a sheet as cells: numbered as a spreadsheet numbers them, and safe from being formulas.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use super::header::Header;
use crate::thai::text;

/// What makes a spreadsheet take a cell for a formula; the apostrophe is with them so that one that was there stays.
const DANGEROUS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// Gives the cell to write for `value`: one that a spreadsheet could take for a formula gets an apostrophe in front.
pub fn guarded(value: &str) -> Cow<'_, str> {
    if value.starts_with(DANGEROUS) {
        Cow::Owned(format!("'{value}"))
    } else {
        Cow::Borrowed(value)
    }
}

/// Gives the value of a cell, without the apostrophe of [`guarded`].
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|value| value.starts_with(DANGEROUS)).unwrap_or(cell)
}

/// The most bytes of a row, whose cells may have several lines: 64 KiB.
const MOST_IN_ROW: usize = 64 * 1024;

/// One row.
pub struct Cells<'r> {
    /// Its number in a spreadsheet, where the first row is 1 and empty rows count too.
    pub row: u64,
    /// Whether a quotation mark in it is never closed, so that the rest of the sheet lies in one cell.
    pub is_open: bool,
    record: &'r StringRecord,
}

impl<'r> Cells<'r> {
    /// The cells as they are.
    pub fn record(&self) -> &'r StringRecord {
        self.record
    }

    /// Whether there is more in the row than any account has.
    pub fn is_long(&self) -> bool {
        self.record.as_slice().len() > MOST_IN_ROW
    }

    /// The value in a column, normalised; empty where the row is shorter.
    pub fn value(&self, column: usize) -> String {
        let cell = text::normalise(self.record.get(column).unwrap_or_default());
        unguarded(&cell).to_owned()
    }
}

/// Reads row after row out of a text, holding one at a time.
pub struct Records<'a> {
    text: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    record: StringRecord,
    row: u64,
}

impl<'a> Records<'a> {
    /// Starts at the first row.
    pub fn new(text: &'a str, separator: u8) -> Self {
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(separator);
        let reader = builder.from_reader(text.as_bytes());
        Self { text: text.as_bytes(), reader, record: StringRecord::new(), row: 0 }
    }

    /// Gives the next row that has a cell with something in it.
    pub fn next(&mut self) -> Option<Cells<'_>> {
        loop {
            let start = self.offset();
            // Nothing can go wrong in memory and UTF-8, with rows of any length.
            if !self.reader.read_record(&mut self.record).unwrap_or(false) {
                return None;
            }
            let end = self.offset();
            // The reader passes over empty lines in silence.
            self.row += self.empty_lines(start) + 1;
            let is_empty = self.record.iter().all(|cell| cell.trim().is_empty());
            if !is_empty {
                let is_open = end == self.text.len() && self.is_open(start);
                return Some(Cells { row: self.row, is_open, record: &self.record });
            }
        }
    }

    fn offset(&self) -> usize {
        usize::try_from(self.reader.position().byte()).unwrap_or(self.text.len())
    }

    /// Counts the line ends from `start` on to the next thing that is none.
    fn empty_lines(&self, start: usize) -> u64 {
        let mut before = start.checked_sub(1).map(|last| self.text[last]);
        let mut lines = 0;
        for byte in self.text[start..].iter().take_while(|it| matches!(it, b'\r' | b'\n')) {
            // The second half of CR LF ends no line of its own.
            lines += u64::from(!(*byte == b'\n' && before == Some(b'\r')));
            before = Some(*byte);
        }
        lines
    }

    /// Whether the last row, which begins at `start`, opens a quotation mark and never closes it.
    fn is_open(&self, start: usize) -> bool {
        let marks = self.text[start..].iter().filter(|byte| **byte == b'"').count();
        marks % 2 == 1 && self.record.iter().any(|cell| cell.contains('\n'))
    }
}

/// Finds the separator of a sheet: comma, semicolon or tab, whichever makes most sense of its first row.
pub fn separator(text: &str) -> u8 {
    let score = |separator: &u8| {
        let mut records = Records::new(text, *separator);
        let first = records.next().map(|cells| (Header::understood(&cells), cells.record().len()));
        first.unwrap_or_default()
    };
    // Of equals the last is taken, which is the comma.
    *[b'\t', b';', b','].iter().max_by_key(|it| score(it)).unwrap_or(&b',')
}
