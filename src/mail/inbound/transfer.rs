//! Transfer encodings undone (RFC 2045, section 6), with rubbish passed over.

use std::borrow::Cow;

use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};

/// Decoded bytes, and whether anything had to be passed over.
pub(super) struct Content<'a> {
    pub bytes: Cow<'a, [u8]>,
    pub broken: bool,
}

/// Undoes the encoding that Content-Transfer-Encoding names; an unknown one is taken as none.
pub(super) fn decode<'a>(body: &'a [u8], encoding: Option<&str>) -> Content<'a> {
    match encoding {
        Some("base64") => base64(body),
        Some("quoted-printable") => quoted_printable(body),
        _ => Content { bytes: body.into(), broken: false },
    }
}

/// Decodes base64; where a tenth or more of it cannot be base64, it is plain and wrongly labelled.
pub(super) fn base64(body: &[u8]) -> Content<'_> {
    if let Some(bytes) = base64_decode(body) {
        return Content { bytes: bytes.into(), broken: false };
    }
    let belongs = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let written = body.iter().filter(|byte| !byte.is_ascii_whitespace()).count();
    let kept: Vec<u8> = body.iter().filter(belongs).copied().collect();
    if kept.len() * 10 <= written * 9 {
        return Content { bytes: body.into(), broken: true };
    }
    Content { bytes: base64_decode(&kept).unwrap_or_default().into(), broken: true }
}

/// Decodes quoted-printable; an "=" that starts no code stands for itself.
pub(super) fn quoted_printable(body: &[u8]) -> Content<'_> {
    if let Some(bytes) = quoted_printable_decode(body) {
        return Content { bytes: bytes.into(), broken: false };
    }
    let mut escaped = Vec::with_capacity(body.len() + 64);
    for (position, &byte) in body.iter().enumerate() {
        escaped.push(byte);
        if byte == b'=' && !starts_code(body.get(position + 1..).unwrap_or_default()) {
            escaped.extend_from_slice(b"3D");
        }
    }
    let decoded = quoted_printable_decode(&escaped).map_or_else(|| body.into(), Cow::Owned);
    Content { bytes: decoded, broken: true }
}

/// Whether "=" and `after` are a code of two digits or a line that goes on.
fn starts_code(after: &[u8]) -> bool {
    match after {
        [high, low, ..] if high.is_ascii_hexdigit() => low.is_ascii_hexdigit(),
        _ => {
            let blank = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r'));
            matches!(after.get(blank.take(80).count()), None | Some(b'\n'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rubbish_in_base64_is_passed_over() {
        let content = base64(b"SGVs!bG8g\r\n*d29ybGQhISEhISEhISEh\0");
        assert!(content.broken);
        assert_eq!(&content.bytes[..11], b"Hello world");
        assert_eq!(&base64(b"SGVsbG8").bytes[..], b"Hello");
    }

    #[test]
    fn text_labelled_as_base64_stays_text() {
        let content = base64("เรียน ผู้อำนวยการ".as_bytes());
        assert_eq!(&content.bytes[..], "เรียน ผู้อำนวยการ".as_bytes());
        assert!(content.broken);
    }

    #[test]
    fn a_stray_equals_sign_stands_for_itself() {
        let content = quoted_printable(b"1+1=2 =E0=B8=81 a=\r\nb x==");
        assert_eq!(&content.bytes[..], "1+1=2 ก ab x=".as_bytes());
        assert!(content.broken);
    }
}
