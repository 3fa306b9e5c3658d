//! Encoded words of headers (RFC 2047), and headers that are raw bytes.

use base64::{Engine, engine::general_purpose::STANDARD};
use memchr::memmem;

use super::{charset, transfer};

/// What stands in a header, in order.
enum Piece<'a> {
    Raw(&'a [u8]),
    /// Neighbouring encoded words of one character set, as the bytes of all.
    Word {
        charset: &'a str,
        bytes: Vec<u8>,
    },
}

/// A header as text, and whether a character set had to be guessed.
pub(super) fn decode(value: &[u8]) -> charset::Decoded {
    let mut all = charset::Decoded { text: String::new(), guessed: false };
    for piece in pieces(value) {
        let decoded = piece.decode();
        all.text.push_str(&decoded.text);
        all.guessed |= decoded.guessed;
    }
    all
}

/// A header with all its text as UTF-8 and its words encoded once more, for the parser of addresses:
/// a name may hold what would otherwise part addresses.
pub(super) fn recode(value: &[u8]) -> charset::Decoded {
    let mut all = charset::Decoded { text: String::new(), guessed: false };
    for piece in pieces(value) {
        let decoded = piece.decode();
        all.guessed |= decoded.guessed;
        match piece {
            // What looks like the start of a word and is none would only be tried again.
            Piece::Raw(_) => all.text.push_str(&decoded.text.replace("=?", "?")),
            Piece::Word { .. } => {
                all.text.push_str("=?utf-8?B?");
                STANDARD.encode_string(&decoded.text, &mut all.text);
                all.text.push_str("?=");
            }
        }
    }
    all
}

impl Piece<'_> {
    fn decode(&self) -> charset::Decoded {
        match self {
            Self::Raw(bytes) => charset::guess(bytes),
            Self::Word { charset, bytes } => charset::decode(bytes, Some(charset)),
        }
    }
}

fn pieces(value: &[u8]) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut done, mut from) = (0, 0);
    let rest = |start: usize| value.get(start..).unwrap_or_default();
    while let Some(start) = memmem::find(rest(from), b"=?").map(|found| from + found) {
        let Some(word) = word(rest(start)) else {
            from = start + 2;
            continue;
        };
        let between = value.get(done..start).unwrap_or_default();
        let blank = between.iter().all(u8::is_ascii_whitespace);
        match pieces.last_mut() {
            // White space between words is not part of the text, and many programs cut between
            // words in the middle of a letter, so words of one character set are one.
            Some(Piece::Word { charset, bytes }) if blank => {
                if charset.eq_ignore_ascii_case(word.charset) {
                    bytes.extend_from_slice(&word.bytes);
                } else {
                    pieces.push(Piece::Word { charset: word.charset, bytes: word.bytes });
                }
            }
            _ => {
                if !between.is_empty() {
                    pieces.push(Piece::Raw(between));
                }
                pieces.push(Piece::Word { charset: word.charset, bytes: word.bytes });
            }
        }
        done = start + word.length;
        from = done;
    }
    if !rest(done).is_empty() {
        pieces.push(Piece::Raw(rest(done)));
    }
    pieces
}

struct Word<'a> {
    charset: &'a str,
    bytes: Vec<u8>,
    /// How long it is as written.
    length: usize,
}

/// Most bytes of an encoded word: the standard has 75, programs exceed it.
const WORD_BYTES: usize = 4096;

/// The encoded word that `bytes` begin with: `=?charset*language?B?text?=`.
fn word(bytes: &[u8]) -> Option<Word<'_>> {
    let bytes = bytes.get(..bytes.len().min(WORD_BYTES))?;
    let inner = bytes.get(2..)?;
    let end = inner.iter().take(80).position(|&byte| byte == b'?')?;
    let charset = std::str::from_utf8(inner.get(..end)?).ok()?;
    let charset = charset.split('*').next().filter(|name| !name.contains(char::is_whitespace))?;
    let (encoding, text) = inner.get(end + 1..)?.split_first()?;
    let text = text.strip_prefix(b"?")?;
    let text = text.get(..memmem::find(text, b"?=")?)?;
    let bytes = match encoding.to_ascii_uppercase() {
        b'B' => transfer::base64(text).bytes.into_owned(),
        b'Q' => {
            let spaced: Vec<u8> =
                text.iter().map(|&byte| if byte == b'_' { b' ' } else { byte }).collect();
            q_encoded(&spaced)
        }
        _ => return None,
    };
    Some(Word { charset, bytes, length: 2 + end + 3 + text.len() + 2 })
}

/// Decodes Q: as quoted-printable, but spaces at the end count.
fn q_encoded(text: &[u8]) -> Vec<u8> {
    let mut marked = text.to_vec();
    marked.push(b'.');
    let mut bytes = transfer::quoted_printable(&marked).bytes.into_owned();
    bytes.pop();
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &[u8]) -> String {
        decode(value).text
    }

    #[test]
    fn thai_words_are_read_in_every_encoding() {
        assert_eq!(text(b"=?tis-620?B?w8vRyg==?="), "รหัส");
        assert_eq!(text(b"=?TIS-620*th?q?=C3=CB=D1=CA?= 1"), "รหัส 1");
        assert_eq!(text(b"Re: =?cp874?Q?=C3=CB=D1=CA_=A1?="), "Re: รหัส ก");
        assert_eq!(text(b"\xc3\xcb\xd1\xca"), "รหัส");
        assert_eq!(text("ตอบกลับ: รหัส".as_bytes()), "ตอบกลับ: รหัส");
    }

    #[test]
    fn a_letter_cut_between_two_words_is_whole_again() {
        assert_eq!(text(b"=?utf-8?B?4Lg=?=\t =?UTF-8?B?gQ==?="), "ก");
        assert_eq!(text(b"=?utf-8?B?4LiB?= =?tis-620?B?og==?= x"), "กข x");
    }

    #[test]
    fn what_is_no_word_stays() {
        for value in ["=?utf-8?X?abc?=", "=?", "=?a", "=?utf-8?B?abc", "a =?= b", "=?a b?Q?c?="] {
            assert_eq!(text(value.as_bytes()), value);
        }
        assert_eq!(text(b"=?utf-8?Q?=E0=B8=81_=?="), "ก =");
    }

    #[test]
    fn a_recoded_header_says_the_same() {
        let recoded = recode(b"=?tis-620?B?w8vRyg==?= <a@example.go.th>").text;
        assert_eq!(text(recoded.as_bytes()), "รหัส <a@example.go.th>");
        assert!(recoded.is_ascii());
    }
}
