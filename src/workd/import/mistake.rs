//! What is wrong with a sheet or with one row of it, in words that say how to mend it.

use super::{
    field::{Field, titles},
    header::MOST_COLUMNS,
};
use crate::web::locale::{Text, Value};

/// Why nothing of a sheet can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetMistake {
    /// It has more than 16 MiB.
    TooLarge,
    /// It is a workbook (xlsx, xls, ods) and no text.
    Workbook,
    /// Its bytes are no text in any encoding that is read.
    Encoding,
    /// There is no row with anything in it.
    Empty,
    /// It has more than 200 columns, or a line that is too long for a table.
    TooWide,
    /// Two columns mean the same.
    ColumnTwice {
        /// What they mean.
        field: Field,
        /// Their names as written.
        columns: [String; 2],
    },
    /// Columns are missing that every account needs.
    ColumnsMissing(Vec<Field>),
    /// It does not say how and when identities were checked, and no check was stated for all of it. Clause 4.1 of the
    /// service guide asks for a check before any grant.
    IdentityMissing,
}

impl SheetMistake {
    /// The code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Workbook => "workbook",
            Self::Encoding => "encoding",
            Self::Empty => "empty",
            Self::TooWide => "too_wide",
            Self::ColumnTwice { .. } => "column_twice",
            Self::ColumnsMissing(_) => "column_missing",
            Self::IdentityMissing => "identity_missing",
        }
    }

    /// The sentence for people.
    pub fn text(&self) -> Text {
        match self {
            Self::TooLarge => Text::new("sheet-too-large"),
            Self::Workbook => Text::new("sheet-workbook"),
            Self::Encoding => Text::new("sheet-encoding"),
            Self::Empty => Text::new("sheet-empty"),
            Self::TooWide => Text::new("sheet-too-wide").with("most", MOST_COLUMNS),
            Self::ColumnTwice { field, columns: [first, second] } => {
                Text::new("sheet-column-twice")
                    .with("column", Value::title(field.title()))
                    .with("first", first.as_str())
                    .with("second", second.as_str())
            }
            Self::ColumnsMissing(fields) => {
                Text::new("sheet-columns-missing").with("columns", titles(fields))
            }
            Self::IdentityMissing => Text::new("sheet-identity-missing")
                .with("columns", titles(&[Field::IdentityCheckedHow, Field::IdentityCheckedAt])),
        }
    }
}

/// What is wrong with one row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowMistake {
    /// The number of the row as a spreadsheet shows it; the header is row 1.
    pub row: u64,
    /// The column by its name in the API, or `row` where the row as a whole is at fault.
    pub field: &'static str,
    /// The code for programs. Of any cell: `required`, `shape`. Of a local part: `other_domain`, `reserved`, `duplicate`.
    /// Of a name: `long`, `mark`, `character`. Of the others: `range`, `own`, `unknown`, `year`, `no_such_day`, `future`.
    /// Of a row as a whole: `quotes`, `long`, `too_many_cells`, `too_many_rows`.
    pub code: &'static str,
    /// The sentence for people.
    pub text: Text,
}
