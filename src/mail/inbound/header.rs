//! The header of a letter or a part: its fields as bytes, and where the body begins.

use memchr::memchr;

/// Most bytes of a field's value that are kept.
const VALUE_BYTES: usize = 64 * 1024;
/// Most bytes of all values together.
const ALL_BYTES: usize = 256 * 1024;
/// Most fields that are kept, of those that are wanted.
const MOST_FIELDS: usize = 200;

/// Names of the fields that are read; all others are passed over.
const WANTED: &[&str] = &[
    "auto-submitted",
    "cc",
    "content-disposition",
    "content-id",
    "content-transfer-encoding",
    "content-type",
    "delivered-to",
    "from",
    "in-reply-to",
    "message-id",
    "precedence",
    "references",
    "return-path",
    "sender",
    "subject",
    "to",
    "x-autoreply",
    "x-autorespond",
    "x-original-to",
    "x-spam",
    "x-spam-flag",
    "x-spam-status",
];

/// The fields of a header that are wanted, and the body after it.
#[derive(Debug, Default)]
pub(super) struct Head<'a> {
    fields: Vec<(&'static str, &'a [u8])>,
    kept_bytes: usize,
    /// What follows the header.
    pub body: &'a [u8],
    /// Whether there is no field at all, wanted or not.
    pub is_missing: bool,
    /// Whether fields or parts of them were left out.
    pub is_cut: bool,
}

impl<'a> Head<'a> {
    /// Takes a whole letter apart; blank lines and the "From " line of a mailbox may stand before.
    pub fn of_letter(bytes: &'a [u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let blank = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let bytes = bytes.get(blank..).unwrap_or_default();
        let mailbox = bytes.starts_with(b"From ") || bytes.starts_with(b">From ");
        let start = if mailbox { line_end(bytes, 0) } else { 0 };
        Self::of_part(bytes.get(start..).unwrap_or_default())
    }

    /// Takes a part apart. The body begins after the first blank line, or at the first line that can
    /// be no field, as it does for Postfix.
    pub fn of_part(bytes: &'a [u8]) -> Self {
        let mut head = Self { is_missing: true, ..Self::default() };
        let mut start = 0;
        while let Some(line) = bytes.get(start..line_end(bytes, start)).filter(|it| !it.is_empty())
        {
            if matches!(line, b"\n" | b"\r\n" | b"\r") {
                start += line.len();
                break;
            }
            let Some(colon) = colon(line) else { break };
            let mut end = start + line.len();
            while matches!(bytes.get(end), Some(b' ' | b'\t')) {
                end = line_end(bytes, end);
            }
            let name = line.get(..colon).unwrap_or_default();
            head.keep(name, bytes.get(start + colon + 1..end).unwrap_or_default());
            head.is_missing = false;
            start = end;
        }
        head.body = bytes.get(start..).unwrap_or_default();
        head
    }

    fn keep(&mut self, name: &[u8], value: &'a [u8]) {
        let name = name.trim_ascii_end();
        let Some(name) = WANTED.iter().find(|wanted| name.eq_ignore_ascii_case(wanted.as_bytes()))
        else {
            return;
        };
        self.is_cut |= value.len() > VALUE_BYTES;
        let value = value.get(..VALUE_BYTES).unwrap_or(value);
        self.kept_bytes += value.len();
        if self.fields.len() == MOST_FIELDS || self.kept_bytes > ALL_BYTES {
            self.is_cut = true;
            return;
        }
        self.fields.push((name, value));
    }

    /// Values of the fields called `name` (in lower case), each on one line.
    pub fn all(&self, name: &str) -> impl Iterator<Item = Vec<u8>> {
        self.fields.iter().filter(move |field| field.0 == name).map(|field| on_one_line(field.1))
    }

    /// Value of the first field called `name`, on one line.
    pub fn first(&self, name: &str) -> Option<Vec<u8>> {
        self.all(name).next()
    }

    /// The same in lower-case ASCII, without a comment or a parameter after it.
    pub fn word(&self, name: &str) -> Option<String> {
        let value = self.first(name)?;
        let end = value.iter().position(|byte| matches!(byte, b';' | b'(' | b','));
        let word = value.get(..end.unwrap_or(value.len()))?;
        Some(String::from_utf8_lossy(word.trim_ascii()).to_ascii_lowercase())
    }
}

/// Where the line that begins at `start` ends, its line feed included.
fn line_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    memchr(b'\n', rest).map_or(bytes.len(), |position| start + position + 1)
}

/// Where the colon of a field is: after a name of printable ASCII (RFC 5322, section 2.2), and spaces
/// before it as the obsolete form has them.
fn colon(line: &[u8]) -> Option<usize> {
    let colon = memchr(b':', line.get(..line.len().min(200))?)?;
    let name = line.get(..colon)?.trim_ascii_end();
    (!name.is_empty() && name.iter().all(u8::is_ascii_graphic)).then_some(colon)
}

/// Takes folding away (RFC 5322, section 2.2.3): line ends go, the white space after them stays.
fn on_one_line(value: &[u8]) -> Vec<u8> {
    let kept = value.iter().copied().filter(|byte| !matches!(byte, b'\r' | b'\n' | 0));
    kept.collect::<Vec<u8>>().trim_ascii().to_vec()
}
