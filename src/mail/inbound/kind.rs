//! What a file is by its content; names and declared types are not asked.

use memchr::memmem::{find, rfind};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// PDF (ISO 32000).
    Pdf,
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// TIFF of either byte order.
    Tiff,
    /// WebP.
    Webp,
    /// ZIP, and the office documents that are made of it.
    Zip,
    /// Anything else.
    Other,
}

/// How far from its beginning or end the marks of a PDF may stand, in bytes, as Acrobat has it.
const PDF_MARGIN: usize = 1024;

/// Why a PDF cannot be read by everyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PdfFault {
    Encrypted,
    Truncated,
}

impl FileKind {
    /// The kind of the content `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', _, _, _, _, header @ ..] => {
                if header.starts_with(b"IHDR") {
                    Self::Png
                } else {
                    Self::Other
                }
            }
            // After the start comes a segment: no reserved and no stuffed marker.
            [0xFF, 0xD8, 0xFF, 0xC0..=0xFE, ..] => Self::Jpeg,
            [b'I', b'I', 42, 0, a, b, c, d, ..] => {
                tiff(bytes, u32::from_le_bytes([*a, *b, *c, *d]))
            }
            [b'M', b'M', 0, 42, a, b, c, d, ..] => {
                tiff(bytes, u32::from_be_bytes([*a, *b, *c, *d]))
            }
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::Webp,
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Self::Zip,
            // Programs and pages that carry the mark of a PDF for those who look only for that.
            [b'M', b'Z', ..] | [0x7F, b'E', b'L', b'F', ..] | [b'#', b'!', ..] | [b'<', ..] => {
                Self::Other
            }
            _ if find(start(bytes), b"%PDF-").is_some() => Self::Pdf,
            _ => Self::Other,
        }
    }

    /// Whether it can be the scan of a signed form.
    pub fn is_scan(self) -> bool {
        matches!(self, Self::Pdf | Self::Png | Self::Jpeg | Self::Tiff)
    }

    /// The media type (RFC 6838).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Tiff => "image/tiff",
            Self::Webp => "image/webp",
            Self::Zip => "application/zip",
            Self::Other => "application/octet-stream",
        }
    }

    /// The usual ending of a file name, without the dot.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Tiff => "tif",
            Self::Webp => "webp",
            Self::Zip => "zip",
            Self::Other => "bin",
        }
    }
}

/// What is wrong with a PDF at first sight: it is cut off, or its trailer names an encryption
/// dictionary (ISO 32000-1, section 7.6.1). A look, not a reading: a PDF without a fault here may still
/// be broken.
pub(super) fn pdf_fault(bytes: &[u8]) -> Option<PdfFault> {
    let padding = bytes.iter().rev().take_while(|byte| **byte == 0 || byte.is_ascii_whitespace());
    let end = bytes.len() - padding.count();
    let tail = bytes.get(end.saturating_sub(PDF_MARGIN)..end).unwrap_or_default();
    if rfind(tail, b"%%EOF").is_none() {
        return Some(PdfFault::Truncated);
    }
    let encrypted = memchr::memmem::find_iter(bytes, b"/Encrypt")
        .filter_map(|position| bytes.get(position + b"/Encrypt".len()..))
        .any(names_dictionary);
    encrypted.then_some(PdfFault::Encrypted)
}

/// Whether a reference ("12 0 R") or a dictionary ("<<") follows.
fn names_dictionary(after: &[u8]) -> bool {
    let after = after.get(..after.len().min(40)).unwrap_or_default().trim_ascii_start();
    let is_number = |word: &[u8]| !word.is_empty() && word.iter().all(u8::is_ascii_digit);
    let mut words = after.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    after.starts_with(b"<<")
        || words.next().is_some_and(is_number)
            && words.next().is_some_and(is_number)
            && words.next().is_some_and(|word| word.starts_with(b"R"))
}

fn tiff(bytes: &[u8], first_directory: u32) -> FileKind {
    let inside = usize::try_from(first_directory).is_ok_and(|at| (8..bytes.len()).contains(&at));
    if inside { FileKind::Tiff } else { FileKind::Other }
}

fn start(bytes: &[u8]) -> &[u8] {
    bytes.get(..PDF_MARGIN).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_kind_is_known_by_its_content() {
        for (bytes, kind) in [
            (&b"%PDF-1.7\n"[..], FileKind::Pdf),
            (b"\r\n\0junk of a scanner %PDF-1.4", FileKind::Pdf),
            (b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", FileKind::Png),
            (b"\x89PNG\r\n\x1a\n\0\0\0\x0dEVIL", FileKind::Other),
            (b"\xff\xd8\xff\xe1Exif", FileKind::Jpeg),
            (b"II*\0\x08\0\0\0\x01", FileKind::Tiff),
            (b"MM\0*\0\0\0\x08\x01", FileKind::Tiff),
            (b"II*\0\xff\xff\xff\xff", FileKind::Other),
            (b"RIFF\0\0\0\0WEBPVP8 ", FileKind::Webp),
            (b"PK\x03\x04word/", FileKind::Zip),
            (b"MZ\x90\0 %PDF-1.4", FileKind::Other),
            (b"<html>%PDF-1.4", FileKind::Other),
            (b"\x78\x9f\x3e\x22winmail", FileKind::Other),
            (b"", FileKind::Other),
        ] {
            assert_eq!(FileKind::of(bytes), kind, "{}", bytes.escape_ascii());
        }
        assert!(FileKind::Tiff.is_scan() && !FileKind::Zip.is_scan());
        let late = [vec![b' '; 1020], b"%PDF-1.4".to_vec()].concat();
        assert_eq!(FileKind::of(&late), FileKind::Other);
    }

    #[test]
    fn a_locked_or_cut_pdf_is_noticed() {
        for (rest, fault) in [
            (&b"trailer <</Root 1 0 R>>\n%%EOF\r\n\0\0"[..], None),
            (b"trailer <</Encrypt 12 0 R/Root 1 0 R>>\n%%EOF", Some(PdfFault::Encrypted)),
            (b"trailer <</Encrypt<</V 2>>>>\n%%EOF", Some(PdfFault::Encrypted)),
            (b"<</EncryptMetadata true>> (/Encrypt it) %%EOF", None),
            (b"trailer", Some(PdfFault::Truncated)),
        ] {
            assert_eq!(pdf_fault(rest), fault, "{}", rest.escape_ascii());
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in any::<Vec<u8>>(), start in 0..4_usize) {
            let marks = [&b"II*\0"[..], b"MM\0*", b"%PDF-", b"/Encrypt 1"];
            let bytes = [marks[start], &bytes].concat();
            FileKind::of(&bytes);
            pdf_fault(&bytes);
        }
    }
}
