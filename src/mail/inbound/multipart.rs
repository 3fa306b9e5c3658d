//! A multipart body cut at its boundary (RFC 2046, section 5.1.1).

use memchr::memmem;

/// The parts between the boundaries.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// Each part with its own header.
    pub parts: Vec<&'a [u8]>,
    /// Whether the closing boundary was found, or as many parts as asked for.
    pub closed: bool,
}

/// Cuts `body` at lines that are `boundary` between hyphens, up to `most` parts.
pub(super) fn cut<'a>(body: &'a [u8], boundary: &[u8], most: usize) -> Parts<'a> {
    let mut found = Parts::default();
    if boundary.is_empty() {
        return found;
    }
    let mark = [b"--", boundary].concat();
    let mut start = None;
    for position in memmem::find_iter(body, &mark) {
        let (before, after) = body.split_at(position);
        if !(before.is_empty() || before.ends_with(b"\n")) {
            continue;
        }
        let Some((closing, line)) = rest_of_line(after.get(mark.len()..).unwrap_or_default())
        else {
            continue;
        };
        found.parts.extend(start.map(|start| without_line_end(body, start, position)));
        start = Some(position + mark.len() + line);
        if closing || found.parts.len() == most {
            found.closed = true;
            return found;
        }
    }
    found.parts.extend(start.and_then(|start| body.get(start..)));
    found
}

/// Whether the boundary closes, and how long the rest of its line is; none when it is longer than the
/// boundary that was looked for.
fn rest_of_line(after: &[u8]) -> Option<(bool, usize)> {
    let hyphens = if after.starts_with(b"--") { 2 } else { 0 };
    let rest = after.get(hyphens..)?;
    let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    match rest.get(blank) {
        None => Some((hyphens == 2, hyphens + blank)),
        Some(b'\n') => Some((hyphens == 2, hyphens + blank + 1)),
        Some(_) => None,
    }
}

/// The line end before a boundary belongs to the boundary.
fn without_line_end(body: &[u8], start: usize, end: usize) -> &[u8] {
    let part = body.get(start..end).unwrap_or_default();
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_line_is_a_boundary() {
        let body = b"pre\r\n--b\r\none\r\n--bb\r\n a--b\r\n--b \t\r\n\r\n--b--\r\nafter\r\n--b\r\n";
        let found = cut(body, b"b", 9);
        assert_eq!(found.parts, [&b"one\r\n--bb\r\n a--b"[..], b""]);
        assert!(found.closed);
    }

    #[test]
    fn a_letter_that_stops_early_keeps_its_last_part() {
        let found = cut(b"--b\none\n--b\ntwo", b"b", 9);
        assert_eq!(found, Parts { parts: vec![b"one", b"two"], closed: false });
        assert_eq!(cut(b"--b\none\n--b\ntwo\n--b\nthree", b"b", 2).parts.len(), 2);
    }

    #[test]
    fn without_a_boundary_there_are_no_parts() {
        assert!(cut(b"----\nx", b"", 9).parts.is_empty());
        assert!(cut(b"nothing", b"b", 9).parts.is_empty());
    }
}
