//! A zip archive written part by part (APPNOTE 6.3.10): a PDF is compressed inside, so entries are
//! stored as they are, and the list of them comes last.
//!
//! Parts are made in runs of their own, hours apart if need be. A writer that keeps its list in
//! memory until the end, as the crate `zip` has it, cannot be put down between two of them.

use chrono::{Datelike, NaiveDate};
use flate2::Crc;
use serde::{Deserialize, Serialize};

/// The most that fits without the extensions for huge archives.
pub const MOST_ENTRIES: i64 = 60_000;

/// A file of the archive, for the list at its end.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    name: String,
    crc: u32,
    size: u32,
    /// From the beginning of the part that holds it.
    offset: u32,
    day: u16,
}

/// Version 2.0 reads it; names are in UTF-8; stored.
const HEAD: [u8; 6] = [20, 0, 0, 8, 0, 0];

/// Adds a file to a part; gives its entry. None where it would be too large.
pub fn add(part: &mut Vec<u8>, name: &str, bytes: &[u8], day: NaiveDate) -> Option<Entry> {
    let mut crc = Crc::new();
    crc.update(bytes);
    let entry = Entry {
        name: name.to_owned(),
        crc: crc.sum(),
        size: u32::try_from(bytes.len()).ok()?,
        offset: u32::try_from(part.len()).ok()?,
        day: dos_day(day),
    };
    part.extend(b"PK\x03\x04");
    part.extend(entry.common());
    part.extend(name.as_bytes());
    part.extend(bytes);
    Some(entry)
}

impl Entry {
    /// What both places say about the file: how, when, check sum, sizes and length of the name.
    fn common(&self) -> Vec<u8> {
        let mut common = HEAD.to_vec();
        common.extend(0u16.to_le_bytes());
        common.extend(self.day.to_le_bytes());
        common.extend(self.crc.to_le_bytes());
        common.extend(self.size.to_le_bytes());
        common.extend(self.size.to_le_bytes());
        common.extend((self.name.len() as u16).to_le_bytes());
        common.extend(0u16.to_le_bytes());
        common
    }
}

/// The list at the end. Each group of entries comes with the place in the archive where its part
/// begins; `before` is the length of all parts. None where the archive grew too large.
pub fn end(groups: &[(u64, Vec<Entry>)], before: u64) -> Option<Vec<u8>> {
    let mut list = Vec::new();
    let mut count = 0usize;
    for (start, entries) in groups {
        for entry in entries {
            let offset = u32::try_from(start + u64::from(entry.offset)).ok()?;
            list.extend(b"PK\x01\x02");
            // Made by version 2.0.
            list.extend([20, 0]);
            list.extend(entry.common());
            // No comment, first disk, no attributes.
            list.extend([0; 10]);
            list.extend(offset.to_le_bytes());
            list.extend(entry.name.as_bytes());
            count += 1;
        }
    }
    let (length, count) = (u32::try_from(list.len()).ok()?, u16::try_from(count).ok()?);
    list.extend(b"PK\x05\x06\0\0\0\0");
    list.extend(count.to_le_bytes());
    list.extend(count.to_le_bytes());
    list.extend(length.to_le_bytes());
    list.extend(u32::try_from(before).ok()?.to_le_bytes());
    list.extend(0u16.to_le_bytes());
    Some(list)
}

/// A day as MS-DOS wrote it, from 1980 on.
fn dos_day(day: NaiveDate) -> u16 {
    let year = (day.year() - 1980).clamp(0, 127) as u16;
    year << 9 | (day.month() as u16) << 5 | day.day() as u16
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    #[test]
    fn another_program_reads_what_was_written_in_parts() {
        let day = NaiveDate::from_ymd_opt(2026, 4, 7).unwrap();
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let one = add(&mut first, "one.pdf", b"first", day).unwrap();
        let two = add(&mut first, "สอง.pdf", b"", day).unwrap();
        let three = add(&mut second, "index.csv", "\u{feff}a".as_bytes(), day).unwrap();
        let start = first.len() as u64;
        let groups = [(0, vec![one, two]), (start, vec![three])];
        let before = start + second.len() as u64;
        let whole = [first, second, end(&groups, before).unwrap()].concat();
        let mut zip = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
        assert_eq!(zip.len(), 3);
        let mut read = |name: &str| {
            let mut text = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        assert_eq!(read("one.pdf"), "first");
        assert_eq!(read("สอง.pdf"), "");
        assert_eq!(read("index.csv"), "\u{feff}a");
    }
}
