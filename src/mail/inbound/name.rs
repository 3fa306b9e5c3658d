//! Names of files, as they may be shown and offered for download.

use super::{FileKind, fields::first_graphemes, plain};

/// Longest name, in graphemes.
const GRAPHEMES: usize = 120;
/// Longest ending that a long name keeps, in bytes with its dot.
const ENDING_BYTES: usize = 10;

/// A safe name from the one that was `given`; where nothing is left of it, one by number and kind.
pub(super) fn sanitised(given: &str, number: usize, kind: FileKind) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean = plain::one_line(last);
    let name = clean.trim_matches(['.', ' ']);
    if name.is_empty() {
        return format!("attachment-{number}.{}", kind.ending());
    }
    let whole = first_graphemes(name, GRAPHEMES);
    if whole.len() == name.len() {
        return name.to_owned();
    }
    let ending = name.rfind('.').and_then(|dot| name.get(dot..)).unwrap_or_default();
    let ending = if ending.len() <= ENDING_BYTES { ending } else { "" };
    format!("{}{ending}", first_graphemes(name, GRAPHEMES - ENDING_BYTES))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    #[test]
    fn a_name_leads_nowhere_and_shows_what_it_is() {
        for (given, name) in [
            ("../../etc/แบบคำขอ.pdf", "แบบคำขอ.pdf"),
            ("C:\\Users\\a\\ลงนาม.pdf", "ลงนาม.pdf"),
            ("a\0b\r\n\tc.pdf", "ab c.pdf"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            (".htaccess", "htaccess"),
            ("..", "attachment-3.pdf"),
            ("", "attachment-3.pdf"),
            ("dir/", "attachment-3.pdf"),
        ] {
            assert_eq!(sanitised(given, 3, FileKind::Pdf), name);
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let name = sanitised(&format!("{}.pdf", "ที่".repeat(500)), 1, FileKind::Pdf);
        assert!(name.ends_with("ที่.pdf"));
        assert!(name.graphemes(true).count() <= GRAPHEMES);
    }

    proptest! {
        #[test]
        fn every_name_is_safe(given in "\\PC*|.*|[./\\\\\u{300}a]{0,900}") {
            let name = sanitised(&given, 1, FileKind::Other);
            prop_assert!(!name.is_empty() && name.graphemes(true).count() <= GRAPHEMES);
            prop_assert!(!name.contains(|c: char| c.is_control() || c == '/' || c == '\\'));
            prop_assert!(name != "." && name != "..");
        }
    }
}
