//! Mail accounts from a sheet, as spreadsheets save it: every row is read by itself, and every mistake names its row and column.

mod cells;
mod check;
mod decode;
mod field;
mod header;
mod mistake;
mod plan;
mod record;
mod row;
pub mod run;
mod sheet;
#[cfg(test)]
mod tests;
mod values;
mod writer;

pub use check::{IdentityCheck, usual_ways, way};
pub use field::Field;
pub use mistake::{RowMistake, SheetMistake};
pub use row::{Defaults, Row};
pub use sheet::{Rows, Sheet};
pub use writer::{Writer, template};
