//! A sheet of mail accounts, read row by row.

use std::{borrow::Cow, collections::HashMap};

use chrono::NaiveDate;

use super::{
    cells::{Records, separator},
    decode::decode,
    field::Field,
    header::Header,
    mistake::{RowMistake, SheetMistake},
    row::{Defaults, Row, RowReader},
};
use crate::web::locale::Text;

/// The most rows that are read of a sheet; a longer list comes in several.
const MOST_ROWS: usize = 100_000;

/// A sheet whose header is understood.
pub struct Sheet<'a> {
    text: Cow<'a, str>,
    separator: u8,
    header: Header,
}

impl<'a> Sheet<'a> {
    /// Reads the header of a sheet as a spreadsheet saves it: in UTF-8, UTF-16 with its mark, or windows-874; separated
    /// by commas, semicolons or tabs; at most 16 MiB.
    pub fn read(bytes: &'a [u8]) -> Result<Self, SheetMistake> {
        let text = decode(bytes)?;
        let separator = separator(&text);
        let mut records = Records::new(&text, separator);
        let header = Header::read(&records.next().ok_or(SheetMistake::Empty)?)?;
        Ok(Self { separator, header, text })
    }

    /// The columns that are not understood and therefore ignored, as they are written.
    pub fn ignored_columns(&self) -> &[String] {
        self.header.ignored()
    }

    /// Gives the rows as accounts of `domain`; `today` is the day in Bangkok, which no check of identity lies after.
    ///
    /// Where the sheet lacks the two columns of the check, a default for all of it is needed.
    pub fn rows(
        &self,
        domain: &str,
        today: NaiveDate,
        defaults: Defaults,
    ) -> Result<Rows<'_>, SheetMistake> {
        let columns = [Field::IdentityCheckedHow, Field::IdentityCheckedAt];
        let has_check = columns.iter().all(|field| self.header.column(*field).is_some());
        if !has_check && defaults.identity_checked.is_none() {
            return Err(SheetMistake::IdentityMissing);
        }
        let mut records = Records::new(&self.text, self.separator);
        records.next();
        let domain = domain.to_lowercase();
        let reader = RowReader { header: &self.header, domain, today, defaults };
        Ok(Rows { records, reader, seen: HashMap::new(), left: Some(MOST_ROWS) })
    }
}

/// The rows of a sheet, one at a time. Of those before, only the local parts are held.
pub struct Rows<'s> {
    records: Records<'s>,
    reader: RowReader<'s>,
    seen: HashMap<String, u64>,
    /// How many rows may still come; `None` once there were too many.
    left: Option<usize>,
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, Vec<RowMistake>>;

    /// Gives the next row that is not empty, or everything that is wrong with it.
    fn next(&mut self) -> Option<Self::Item> {
        let left = self.left?;
        let cells = self.records.next()?;
        let number = cells.row;
        self.left = left.checked_sub(1);
        if self.left.is_none() {
            return Some(Err(vec![too_many(number)]));
        }
        let read = self.reader.read(&cells);
        let local_part = match &read {
            Ok(row) => Some(&row.local_part),
            Err((local_part, _)) => local_part.as_ref(),
        };
        // A row with other mistakes keeps its local part all the same: the next one of that name is wrong too.
        let earlier = local_part.and_then(|it| self.seen.get(it).copied());
        let Some(earlier) = earlier else {
            if let Some(local_part) = local_part {
                self.seen.insert(local_part.clone(), number);
            }
            return Some(read.map_err(|(_, mistakes)| mistakes));
        };
        let duplicate = duplicate(number, local_part.cloned().unwrap_or_default(), earlier);
        let mut mistakes = read.err().map(|(_, mistakes)| mistakes).unwrap_or_default();
        mistakes.push(duplicate);
        Some(Err(mistakes))
    }
}

fn duplicate(row: u64, name: String, earlier: u64) -> RowMistake {
    // As text: the number of a row is no quantity.
    let text = Text::new("sheet-duplicate").with("name", name).with("row", earlier.to_string());
    RowMistake { row, field: Field::LocalPart.name(), code: "duplicate", text }
}

fn too_many(row: u64) -> RowMistake {
    let text = Text::new("sheet-too-many-rows").with("most", MOST_ROWS);
    RowMistake { row, field: "row", code: "too_many_rows", text }
}
