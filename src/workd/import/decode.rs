//! From bytes to text: the encodings in which spreadsheets save.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_874};

use super::mistake::SheetMistake;

/// The most bytes of a sheet, 16 MiB: about 100 000 accounts.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// The most bytes of a line, 64 KiB; a row of an account has a few hundred, and what has more is no table.
const MOST_IN_LINE: usize = 64 * 1024;

/// How the files begin that spreadsheets save unless told otherwise: a ZIP archive (xlsx, ods) and an OLE one (xls).
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];

/// Gives the text of a sheet, without its byte-order mark.
///
/// A mark decides; without one it is UTF-8, or windows-874 (TIS-620) where it cannot be UTF-8.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, SheetMistake> {
    if bytes.len() > MOST_BYTES {
        return Err(SheetMistake::TooLarge);
    }
    if WORKBOOKS.iter().any(|start| bytes.starts_with(start)) {
        return Err(SheetMistake::Workbook);
    }
    let encoding = match Encoding::for_bom(bytes) {
        Some((marked, _)) => marked,
        None if str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_874,
    };
    let (text, has_faults) = encoding.decode_with_bom_removal(bytes);
    // UTF-16 without its mark is full of NUL, and UTF-8 with a broken byte, taken for windows-874, of these controls.
    if has_faults || text.contains(is_noise) {
        return Err(SheetMistake::Encoding);
    }
    if text.split(['\r', '\n']).any(|line| line.len() > MOST_IN_LINE) {
        return Err(SheetMistake::TooWide);
    }
    Ok(text)
}

fn is_noise(c: char) -> bool {
    matches!(c, '\0' | '\u{80}'..='\u{9f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn the_same_text_is_read_in_every_encoding() {
        let text = "ชื่อ,อีเมล\r\nกานดา,kanda.j\r\n";
        for bytes in [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}").into_bytes(),
            utf_16(text, u16::to_le_bytes),
            utf_16(text, u16::to_be_bytes),
            WINDOWS_874.encode(text).0.into_owned(),
        ] {
            assert_eq!(decode(&bytes).unwrap(), text);
        }
    }

    #[test]
    fn what_is_no_text_is_refused_with_the_reason() {
        let plain: Vec<u8> = "ชื่อ,".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, mistake) in [
            (b"PK\x03\x04 xl/workbook.xml".to_vec(), SheetMistake::Workbook),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), SheetMistake::Workbook),
            // No letter of windows-874 has this number, and it is not UTF-8 either.
            (b"name\n\xff".to_vec(), SheetMistake::Encoding),
            (b"\xef\xbb\xbfname\n\xa1".to_vec(), SheetMistake::Encoding),
            (plain, SheetMistake::Encoding),
            ([b"\xe0", "กานดา".as_bytes()].concat(), SheetMistake::Encoding),
            (vec![b'a'; MOST_BYTES + 1], SheetMistake::TooLarge),
            (vec![b','; MOST_IN_LINE + 1], SheetMistake::TooWide),
        ] {
            assert_eq!(decode(&bytes).unwrap_err(), mistake);
        }
    }
}
