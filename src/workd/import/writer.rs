//! Accounts as a sheet that spreadsheets open well and that is read again as it was.

use std::io;

use super::{cells::guarded, field::Field, row::Row};

/// Spreadsheets take a text for UTF-8 when it begins with this mark.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Writes accounts row by row, under the names of the API, with every cell kept from being a formula.
pub struct Writer<W: io::Write>(csv::Writer<W>);

/// A sheet with a header alone, to be filled in by people; `is_thai` chooses its language.
pub fn template(is_thai: bool) -> io::Result<Vec<u8>> {
    let mut out = BYTE_ORDER_MARK.to_vec();
    let mut builder = csv::WriterBuilder::new();
    let mut rows = builder.terminator(csv::Terminator::CRLF).from_writer(&mut out);
    let title = |field: Field| if is_thai { field.title().0 } else { field.title().1 };
    rows.write_record(Field::ALL.map(title))?;
    rows.flush()?;
    drop(rows);
    Ok(out)
}

impl<W: io::Write> Writer<W> {
    /// Writes the header.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(BYTE_ORDER_MARK)?;
        let mut rows = Self::go_on(out);
        rows.0.write_record(Field::ALL.map(Field::name))?;
        Ok(rows)
    }

    /// Goes on with a sheet whose header is written.
    pub fn go_on(out: W) -> Self {
        let mut builder = csv::WriterBuilder::new();
        Self(builder.terminator(csv::Terminator::CRLF).from_writer(out))
    }

    /// Writes a row; its number is not written.
    pub fn write(&mut self, row: &Row) -> io::Result<()> {
        let or_empty = |name: &Option<String>| name.clone().unwrap_or_default();
        let cells = Field::ALL.map(|field| match field {
            Field::LocalPart => row.local_part.clone(),
            Field::FirstName => row.first_name.clone(),
            Field::LastName if row.last_name.is_empty() => "-".to_owned(),
            Field::LastName => row.last_name.clone(),
            Field::FirstNameEn => or_empty(&row.first_name_en),
            Field::LastNameEn => or_empty(&row.last_name_en),
            Field::QuotaMb => row.quota_mb.map(|mb| mb.to_string()).unwrap_or_default(),
            Field::RecoveryEmail => or_empty(&row.recovery_email),
            Field::IdentityCheckedHow => row.identity_checked.how.clone(),
            Field::IdentityCheckedAt => row.identity_checked.at.to_string(),
        });
        self.0.write_record(cells.iter().map(|cell| guarded(cell).into_owned()))?;
        Ok(())
    }

    /// Writes what is left and gives the sink back.
    pub fn finish(self) -> io::Result<W> {
        self.0.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}
