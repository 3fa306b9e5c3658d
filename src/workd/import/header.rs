//! The first row of a sheet: which column holds what.

use super::{cells::Cells, field::Field, mistake::SheetMistake};
use crate::thai::text;

/// The most columns of a sheet; those of other products have fewer than forty.
pub const MOST_COLUMNS: usize = 200;

/// Where each field stands.
#[derive(Clone, Debug)]
pub struct Header {
    columns: [Option<usize>; 9],
    width: usize,
    ignored: Vec<String>,
}

impl Header {
    /// Reads the first row. A column given twice, or a missing one that every account needs is a mistake of the whole
    /// sheet. Columns that are not understood, those of passwords among them, are set aside and told.
    pub fn read(cells: &Cells) -> Result<Self, SheetMistake> {
        let is_long = cells.is_long();
        let cells = cells.record();
        if is_long || cells.len() > MOST_COLUMNS {
            return Err(SheetMistake::TooWide);
        }
        let mut header = Self { columns: [None; 9], width: cells.len(), ignored: Vec::new() };
        for (index, cell) in cells.iter().enumerate() {
            let column = text::normalise(cell).replace('\n', " ");
            match Field::of(&column) {
                Some(field) => {
                    if let Some(first) = header.columns[field as usize].replace(index) {
                        let first = cells.get(first).map(text::normalise).unwrap_or_default();
                        return Err(SheetMistake::ColumnTwice { field, columns: [first, column] });
                    }
                }
                None if column.is_empty() => {}
                None => header.ignored.push(column),
            }
        }
        let missing: Vec<Field> = [Field::LocalPart, Field::FirstName, Field::LastName]
            .into_iter()
            .filter(|field| header.column(*field).is_none())
            .collect();
        if missing.is_empty() { Ok(header) } else { Err(SheetMistake::ColumnsMissing(missing)) }
    }

    /// How many cells of a first row are understood, which tells the right separator from wrong ones.
    pub fn understood(cells: &Cells) -> usize {
        if cells.is_long() {
            return 0;
        }
        let cells = cells.record().iter().take(MOST_COLUMNS);
        cells.filter(|cell| Field::of(cell).is_some()).count()
    }

    /// The column of a field, counted from 0.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns[field as usize]
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The columns that are not understood, as they are written.
    pub fn ignored(&self) -> &[String] {
        &self.ignored
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workd::import::cells::Records;
    use Field::{FirstName, LastName, LocalPart};

    fn header(columns: &str) -> Result<Header, SheetMistake> {
        Header::read(&Records::new(columns, b',').next().unwrap())
    }

    #[test]
    fn the_sheets_of_other_products_are_understood() {
        for (columns, understood) in [
            ("recovery_email,last_name,first_name,local_part", [3, 2, 1]),
            (
                "First Name [Required],Last Name [Required],Email Address [Required],Org Unit Path [Required],Recovery Email",
                [2, 0, 1],
            ),
            (
                "User name,First name,Last name,Display name,Alternate email address,Address",
                [0, 1, 2],
            ),
            ("loginname;first name;last name;enabled;quota", [0, 1, 2]),
            ("ลำดับ,ชื่อ,นามสกุล,ชื่อ (อังกฤษ),นามสกุล (อังกฤษ),อีเมล,โควตา (MB),อีเมลสำรอง", [5, 1, 2]),
            ("ที่อยู่อีเมล *,ชื่อจริง,ชื่อสกุล", [0, 1, 2]),
        ] {
            let header = header(&columns.replace(';', ",")).unwrap();
            let found = [LocalPart, FirstName, LastName].map(|it| header.column(it).unwrap());
            assert_eq!(found, understood, "{columns}");
        }
        assert_eq!(
            header("email,name,surname,Display name,,แผนก").unwrap().ignored(),
            ["Display name", "แผนก"]
        );
    }

    #[test]
    fn a_column_of_passwords_is_set_aside() {
        let google = "First Name [Required],Last Name [Required],Email Address [Required],Password [Required]";
        assert_eq!(header(google).unwrap().ignored(), ["Password [Required]"]);
        assert_eq!(header("email,name,surname,รหัสผ่าน").unwrap().ignored(), ["รหัสผ่าน"]);
    }

    #[test]
    fn a_column_given_twice_or_missing_is_named() {
        let twice = header("email,first name,last name,Username").unwrap_err();
        let columns = ["email".to_owned(), "Username".to_owned()];
        assert_eq!(twice, SheetMistake::ColumnTwice { field: LocalPart, columns });
        let missing = header("email,แผนก").unwrap_err();
        assert_eq!(missing, SheetMistake::ColumnsMissing(vec![FirstName, LastName]));
    }
}
