//! Parameters of Content-Type and Content-Disposition (RFC 2045, section 5.1; RFC 2231).
//!
//! mail-parser reads each section of a continued value by itself and forgets the character set after
//! the first; here sections are joined as bytes.

use super::{
    charset::{self, Decoded},
    words,
};

/// Most parameters that are kept.
const MOST: usize = 100;

/// A value such as `application/pdf; name="…"`.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    /// What stands before the first semicolon, in lower case.
    pub main: String,
    list: Vec<(String, Vec<u8>)>,
}

impl Parameters {
    /// Takes a value on one line apart; what cannot be read is passed over.
    pub fn parse(value: &[u8]) -> Self {
        let end = value.iter().position(|&byte| byte == b';').unwrap_or(value.len());
        let (main, mut rest) = value.split_at(end);
        let main = main.split(|&byte| byte == b'(').next().unwrap_or_default();
        let mut parameters =
            Self { main: lower(main).split_whitespace().collect(), list: Vec::new() };
        while let Some(after) = rest.strip_prefix(b";") {
            let name_end = after.iter().position(|byte| matches!(byte, b'=' | b';'));
            let Some(name_end) = name_end else { break };
            let (name, after) = after.split_at(name_end);
            rest = after;
            let Some(after) = after.strip_prefix(b"=") else { continue };
            let (value, after) = value_of(after.trim_ascii_start());
            rest = after;
            if parameters.list.len() < MOST {
                parameters.list.push((lower(name), value));
            }
        }
        parameters
    }

    /// The parameter `name` as ASCII in lower case, for words that programs read.
    pub fn word(&self, name: &str) -> Option<String> {
        self.raw(name).map(lower)
    }

    /// The bytes of the parameter `name` as they are.
    pub fn raw(&self, name: &str) -> Option<&[u8]> {
        self.list.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_slice())
    }

    /// The parameter `name` as text, in any of its forms: `name*`, `name*0*`, `name*0`, then plain,
    /// as raw bytes or with encoded words.
    pub fn text(&self, name: &str) -> Option<Decoded> {
        self.extended(name).or_else(|| self.raw(name).map(words::decode))
    }

    fn extended(&self, name: &str) -> Option<Decoded> {
        let mut sections: Vec<(usize, bool, &[u8])> = Vec::new();
        for (found, value) in &self.list {
            let Some(suffix) = found.strip_prefix(name).and_then(|rest| rest.strip_prefix('*'))
            else {
                continue;
            };
            let (number, encoded) = match suffix.strip_suffix('*') {
                Some(number) => (number, true),
                None => (suffix, suffix.is_empty()),
            };
            let number = if number.is_empty() { Some(0) } else { number.parse().ok() };
            sections.extend(number.map(|number| (number, encoded, value.as_slice())));
        }
        sections.sort_by_key(|section| section.0);
        let (_, encoded, first) = *sections.first()?;
        let (label, first) = if encoded { label(first) } else { (None, first) };
        if let Some(section) = sections.first_mut() {
            section.2 = first;
        }
        let mut bytes = Vec::new();
        for (_, encoded, value) in sections {
            if encoded {
                percent_decode(value, &mut bytes);
            } else {
                bytes.extend_from_slice(value);
            }
        }
        // Some programs continue a value of encoded words.
        Some(if label.is_none() && !encoded {
            words::decode(&bytes)
        } else {
            charset::decode(&bytes, label)
        })
    }
}

/// The character set before `'language'`, and what follows.
fn label(value: &[u8]) -> (Option<&str>, &[u8]) {
    let mut parts = value.splitn(3, |&byte| byte == b'\'');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(label), Some(_), Some(rest)) => {
            (std::str::from_utf8(label).ok().filter(|label| !label.is_empty()), rest)
        }
        _ => (None, value),
    }
}

fn percent_decode(value: &[u8], bytes: &mut Vec<u8>) {
    let mut rest = value;
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.first_chunk::<2>().filter(|_| byte == b'%').and_then(|digits| {
            let digits = std::str::from_utf8(digits).ok()?;
            u8::from_str_radix(digits, 16).ok()
        });
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
}

/// The value that `bytes` begin with, and the rest from the next semicolon. A value without quotes may
/// hold spaces, as many programs write file names.
fn value_of(bytes: &[u8]) -> (Vec<u8>, &[u8]) {
    let semicolon =
        |bytes: &[u8]| bytes.iter().position(|&byte| byte == b';').unwrap_or(bytes.len());
    let Some(quoted) = bytes.strip_prefix(b"\"") else {
        let (value, rest) = bytes.split_at(semicolon(bytes));
        return (value.trim_ascii().to_vec(), rest);
    };
    let mut value = Vec::new();
    let mut letters = quoted.iter().copied().enumerate();
    while let Some((position, byte)) = letters.next() {
        match byte {
            b'"' => {
                let rest = quoted.get(position + 1..).unwrap_or_default();
                return (value, rest.get(semicolon(rest)..).unwrap_or_default());
            }
            b'\\' => match letters.next() {
                // A path of Windows in quotes is not a row of escapes.
                Some((_, next @ (b'"' | b'\\'))) => value.push(next),
                Some((_, next)) => value.extend([b'\\', next]),
                None => value.push(b'\\'),
            },
            byte => value.push(byte),
        }
    }
    (value, b"")
}

fn lower(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.trim_ascii()).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(value: &[u8]) -> Option<String> {
        Parameters::parse(value).text("filename").map(|name| name.text)
    }

    #[test]
    fn thai_file_names_are_read_in_every_form() {
        for value in [
            &b"attachment; filename=\"\xa1\xa2.pdf\""[..],
            b"attachment; filename=\"=?tis-620?B?oaI=?=.pdf\"",
            b"attachment; FILENAME=\"=?utf-8?Q?=E0=B8=81=E0?= =?utf-8?Q?=B8=82.pdf?=\"",
            b"attachment; filename*=TIS-620'th'%A1%A2.pdf",
            b"attachment; filename*0*=windows-874''%A1; filename*1*=%A2; filename*2=.pdf",
            b"attachment; filename*1*=%82.pdf; filename*0*=utf-8''%E0%B8%81%E0%B8",
            b"attachment; filename=x.pdf; filename*=UTF-8''%E0%B8%81%E0%B8%82.pdf",
            "attachment; filename=กข.pdf".as_bytes(),
        ] {
            assert_eq!(name(value).as_deref(), Some("กข.pdf"), "{}", value.escape_ascii());
        }
    }

    #[test]
    fn careless_values_are_read() {
        assert_eq!(
            name(b"attachment; filename=my form 1.pdf; x=y").as_deref(),
            Some("my form 1.pdf")
        );
        assert_eq!(
            name(b"a;;; ;filename = \"a;b\\\"c.pdf\" junk; d").as_deref(),
            Some("a;b\"c.pdf")
        );
        assert_eq!(name(b"a; filename=\"C:\\temp\\a.pdf").as_deref(), Some("C:\\temp\\a.pdf"));
        assert_eq!(name(b"a; filename*=100%.pdf").as_deref(), Some("100%.pdf"));
        assert_eq!(name(b"a; filename*99999999999999999999=x"), None);
        assert_eq!(Parameters::parse(b" Multipart / Mixed (a)").main, "multipart/mixed");
    }
}
