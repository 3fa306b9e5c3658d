//! Bytes to text: by the label where it can be true, by the look of the bytes where it cannot.

use encoding_rs::{Encoding, UTF_8, WINDOWS_874, WINDOWS_1252};
use mail_parser::decoders::charsets::map::charset_decoder;

/// Text, and whether its character set had to be guessed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    pub guessed: bool,
}

/// Decodes `bytes` by the `label` of a charset parameter or an encoded word.
///
/// A label is not believed where the bytes contradict it: Thai programs have long sent TIS-620 as
/// "us-ascii" or "iso-8859-1", and UTF-8 under any name.
pub(super) fn decode(bytes: &[u8], label: Option<&str>) -> Decoded {
    let Some(label) = label else { return guess(bytes) };
    match encoding(label) {
        Some(encoding) if encoding == UTF_8 => guess(bytes),
        Some(encoding) if encoding == WINDOWS_1252 => by_latin_label(bytes),
        Some(encoding) if encoding == WINDOWS_874 => match utf8(bytes) {
            // Three letters of UTF-8 in a row do not come about in TIS-620.
            Some(text) if text.chars().filter(|char| !char.is_ascii()).count() >= 3 => {
                Decoded { text: text.to_owned(), guessed: true }
            }
            _ => by(WINDOWS_874, bytes, false),
        },
        Some(encoding) => {
            let (text, broken) = encoding.decode_without_bom_handling(bytes);
            Decoded { text: text.into_owned(), guessed: broken }
        }
        // UTF-7 and the code pages of DOS, which the web does not know.
        None => match charset_decoder(label.as_bytes()) {
            Some(decoder) => Decoded { text: decoder(bytes), guessed: false },
            None => guess(bytes),
        },
    }
}

/// Decodes bytes without a label: UTF-8, else Thai if they look so, else Western European.
/// Only what is neither ASCII nor faultless UTF-8 counts as guessed.
pub(super) fn guess(bytes: &[u8]) -> Decoded {
    if let Some(text) = utf8(bytes) {
        return Decoded { text: text.to_owned(), guessed: false };
    }
    if is_mostly_utf8(bytes) {
        return by(UTF_8, bytes, true);
    }
    by(if looks_thai(bytes) { WINDOWS_874 } else { WINDOWS_1252 }, bytes, true)
}

fn by(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), guessed }
}

fn by_latin_label(bytes: &[u8]) -> Decoded {
    match utf8(bytes) {
        Some(text) => Decoded { text: text.to_owned(), guessed: !text.is_ascii() },
        None if looks_thai(bytes) => by(WINDOWS_874, bytes, true),
        None => by(WINDOWS_1252, bytes, false),
    }
}

/// The encoding of a label, with the Thai names that the Encoding Standard leaves out: "cp874",
/// "ibm874", "x-windows-874", "TIS620", "TIS-620-2533".
fn encoding(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label_no_replacement(label.as_bytes()).or_else(|| {
        let label: String =
            label.chars().filter(char::is_ascii_alphanumeric).take(40).collect::<String>();
        let label = label.to_ascii_lowercase();
        (label.ends_with("874") || label.contains("tis620")).then_some(WINDOWS_874)
    })
}

/// The bytes as UTF-8; a last letter that was cut off is let go.
fn utf8(bytes: &[u8]) -> Option<&str> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Some(text),
        Err(error) => error,
    };
    let good = std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?;
    (error.error_len().is_none() && !good.is_ascii()).then_some(good)
}

/// Whether there are four good letters beyond ASCII for each broken one.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * broken
}

/// Whether bytes beyond ASCII are all letters or marks of windows-874, two of five consonants: in
/// Latin-1 these places hold capitals and signs, while small letters lie where Thai has marks.
fn looks_thai(bytes: &[u8]) -> bool {
    let (mut high, mut consonants) = (0_usize, 0_usize);
    for byte in bytes.iter().filter(|byte| !byte.is_ascii()) {
        high += 1;
        match byte {
            0xA1..=0xCE => consonants += 1,
            0x80 | 0x85 | 0x91..=0x97 | 0xA0 | 0xCF..=0xDA | 0xDF..=0xFB => {}
            _ => return false,
        }
    }
    high > 0 && consonants * 5 >= high * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thai(text: &str) -> Vec<u8> {
        WINDOWS_874.encode(text).0.into_owned()
    }

    #[test]
    fn every_name_of_the_thai_character_set_is_known() {
        for label in [
            "TIS-620",
            "tis620",
            "TIS-620-2533",
            "windows-874",
            "cp874",
            "x-windows-874",
            "ibm874",
            "ISO-8859-11",
            "iso8859-11",
            "dos-874",
        ] {
            let found = decode(&thai("คำขอ"), Some(label));
            assert_eq!(found, Decoded { text: "คำขอ".into(), guessed: false }, "{label}");
        }
    }

    #[test]
    fn a_wrong_label_is_not_believed() {
        for label in ["us-ascii", "iso-8859-1", "utf-8", "x-unknown", ""] {
            let found = decode(&thai("หนังสือขอเปิดใช้บริการ"), Some(label));
            assert_eq!(found.text, "หนังสือขอเปิดใช้บริการ", "{label}");
            assert!(found.guessed);
        }
        for label in ["tis-620", "iso-8859-1", "us-ascii"] {
            let found = decode("หนังสือ".as_bytes(), Some(label));
            assert_eq!(found, Decoded { text: "หนังสือ".into(), guessed: true }, "{label}");
        }
    }

    #[test]
    fn western_letters_stay_western() {
        for text in ["café à la crème", "größer", "Zoë", "naïve “quotes”"] {
            let bytes = WINDOWS_1252.encode(text).0.into_owned();
            assert_eq!(guess(&bytes).text, text);
            assert_eq!(decode(&bytes, Some("iso-8859-1")).text, text);
        }
    }

    #[test]
    fn one_broken_byte_does_not_spoil_a_letter() {
        let mut bytes = "หนังสือขอเปิดใช้บริการ".as_bytes().to_vec();
        bytes[9] = b'?';
        assert!(decode(&bytes, Some("utf-8")).text.ends_with("สือขอเปิดใช้บริการ"));
        let cut = &"หนังสือ".as_bytes()[..10];
        assert_eq!(guess(cut), Decoded { text: "หนั".into(), guessed: false });
    }

    #[test]
    fn seven_bit_character_sets_are_decoded() {
        assert_eq!(decode(b"+DgEOAg-", Some("utf-7")).text, "กข");
        assert_eq!(decode(b"\x1b$B%O%m!<\x1b(B", Some("iso-2022-jp")).text, "ハロー");
    }
}
