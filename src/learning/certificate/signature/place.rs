//! Where in a file a signature stands and what it covers. The bytes are hostile until shown to be
//! otherwise, so nothing is read as PDF: what is signed is two stretches of bytes around one hole.

use chrono::{DateTime, NaiveDateTime, Utc};
use memchr::memmem;
use sha2::{Digest, Sha256};

/// Signatures looked at in one file.
const MOST: usize = 8;
/// Bytes of the largest signature that is read.
const LARGEST: usize = 64 * 1024;

/// A signature in its place.
pub(super) struct Found {
    /// CMS, exactly.
    pub(super) signature: Vec<u8>,
    /// SHA-256 of what it covers.
    pub(super) digest: [u8; 32],
    /// Where that ends.
    pub(super) end: usize,
    /// When, as the signer says.
    pub(super) at: Option<DateTime<Utc>>,
}

/// Every signature in `file`, the last one first.
pub(super) fn signatures(file: &[u8]) -> impl Iterator<Item = Found> + '_ {
    memmem::rfind_iter(file, b"/ByteRange").take(MOST).filter_map(|at| found(file, at))
}

/// Whether anything in `file` calls itself a signature.
pub(super) fn mentions(file: &[u8]) -> bool {
    let words: [&[u8]; 3] = [b"/ByteRange", b"ETSI.CAdES.detached", b"Adobe.PPKLite"];
    words.iter().any(|word| memmem::find(file, word).is_some())
}

fn found(file: &[u8], at: usize) -> Option<Found> {
    let [start, hole, after, length] = range(&file[at + b"/ByteRange".len()..])?;
    let end = after.checked_add(length)?;
    // From the first byte on, one hole, and nothing twice; the range itself is covered too.
    let is_sane = start == 0 && hole < after && end <= file.len() && !(hole..after).contains(&at);
    if !is_sane || after - hole > 2 * LARGEST + 2 {
        return None;
    }
    let hex = file.get(hole..after)?.strip_prefix(b"<")?.strip_suffix(b">")?;
    let mut hash = Sha256::new();
    hash.update(&file[..hole]);
    hash.update(&file[after..end]);
    Some(Found {
        signature: exact(hex)?,
        digest: hash.finalize().into(),
        end,
        at: moment(file, at),
    })
}

/// The four numbers of a range, in brackets.
fn range(text: &[u8]) -> Option<[usize; 4]> {
    let text = text.get(..text.len().min(64))?;
    let open = text.iter().position(|byte| *byte == b'[')?;
    let close = text.iter().position(|byte| *byte == b']')?;
    let inside = std::str::from_utf8(text.get(open + 1..close)?).ok()?;
    if !text[..open].iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    let numbers: Vec<usize> =
        inside.split_ascii_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
    numbers.try_into().ok()
}

/// The bytes of a signature written in small hexadecimal digits and filled up with zeros.
fn exact(hex: &[u8]) -> Option<Vec<u8>> {
    if !hex.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let mut bytes = hex::decode(hex).ok()?;
    let length = der_length(&bytes)?;
    if bytes.get(length..)?.iter().any(|byte| *byte != 0) {
        return None;
    }
    bytes.truncate(length);
    Some(bytes)
}

/// How long the sequence is that `bytes` begin with, its head included.
fn der_length(bytes: &[u8]) -> Option<usize> {
    let [0x30, first, ..] = bytes else { return None };
    let (head, length) = match first {
        0..=0x7f => (2, usize::from(*first)),
        0x82 => (4, usize::from(u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?))),
        0x81 => (3, usize::from(*bytes.get(2)?)),
        _ => return None,
    };
    Some(head + length).filter(|length| *length <= bytes.len())
}

/// The time in the same dictionary, a few words before the range.
fn moment(file: &[u8], at: usize) -> Option<DateTime<Utc>> {
    let near = &file[at.saturating_sub(64)..at];
    let digits = near.get(memmem::rfind(near, b"/M(D:")? + 5..)?.get(..14)?;
    let there = NaiveDateTime::parse_from_str(std::str::from_utf8(digits).ok()?, "%Y%m%d%H%M%S");
    Some((there.ok()? - chrono::Duration::hours(7)).and_utc())
}
