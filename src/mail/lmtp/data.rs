//! The letter after DATA: dots undone, and its end found.

use memchr::memchr;

/// Reads the bytes after DATA as they come.
///
/// Only CR LF "." CR LF ends a letter (RFC 5321, section 4.1.1.4). A bare line feed is a byte of the
/// letter: taken as a line end around the dot, it would let a sender smuggle a second letter past the
/// server before this one.
#[derive(Debug)]
pub(super) struct Data {
    state: State,
    message: Vec<u8>,
    most: usize,
    /// Length of all that came, kept or not.
    length: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    LineStart,
    Dot,
    DotCr,
    Cr,
    Inside,
    Ended,
}

impl Data {
    /// Begins a letter of at most `most` bytes.
    pub fn new(most: usize) -> Self {
        Self { state: State::LineStart, message: Vec::new(), most, length: 0 }
    }

    /// Takes bytes up to the end of the letter, and says how many it took.
    pub fn take(&mut self, bytes: &[u8]) -> usize {
        let mut taken = 0;
        while self.state != State::Ended
            && let Some(rest) = bytes.get(taken..).filter(|rest| !rest.is_empty())
        {
            taken += if self.state == State::Inside { self.inside(rest) } else { self.step(rest) };
        }
        taken
    }

    /// Whether the end has come.
    pub fn is_ended(&self) -> bool {
        self.state == State::Ended
    }

    /// How many bytes of a letter came so far.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The letter, or none if it was too long; then nothing of it was kept.
    pub fn into_message(self) -> Option<Vec<u8>> {
        (self.length <= self.most).then_some(self.message)
    }

    /// Takes all up to the next carriage return: nothing before it can begin an end.
    fn inside(&mut self, rest: &[u8]) -> usize {
        let length = memchr(b'\r', rest).map_or(rest.len(), |position| {
            self.state = State::Cr;
            position + 1
        });
        self.keep(rest.get(..length).unwrap_or_default());
        length
    }

    fn step(&mut self, rest: &[u8]) -> usize {
        let Some(&byte) = rest.first() else { return 0 };
        match (self.state, byte) {
            (State::LineStart, b'.') => {
                self.state = State::Dot;
                return 1;
            }
            (State::Dot, b'\r') => {
                self.state = State::DotCr;
                return 1;
            }
            (State::DotCr, b'\n') => {
                self.state = State::Ended;
                return 1;
            }
            // The dot was stuffed, and the carriage return stood alone.
            (State::DotCr, _) => self.keep(b"\r"),
            _ => {}
        }
        self.state = match (self.state, byte) {
            (_, b'\r') => State::Cr,
            (State::Cr, b'\n') => State::LineStart,
            _ => State::Inside,
        };
        self.keep(&[byte]);
        1
    }

    fn keep(&mut self, bytes: &[u8]) {
        self.length += bytes.len();
        if self.length <= self.most {
            self.message.extend_from_slice(bytes);
        } else {
            self.message = Vec::new();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The letter and what follows it, fed in pieces of `piece` bytes.
    fn read(bytes: &[u8], piece: usize) -> Option<(Vec<u8>, usize)> {
        let mut data = Data::new(1 << 20);
        let mut taken = 0;
        for piece in bytes.chunks(piece) {
            taken += data.take(piece);
        }
        data.is_ended().then(|| (data.into_message().unwrap(), taken))
    }

    #[test]
    fn only_a_dot_between_whole_line_ends_ends_a_letter() {
        for end in
            ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r\n", "\r\n.\r", "\r.\r", "\r\n.\r\r\n", "\0.\r\n"]
        {
            let bytes = format!("a{end}MAIL FROM:<evil@x>\r\n");
            assert_eq!(read(bytes.as_bytes(), 1), None, "{}", end.escape_debug());
            assert_eq!(read(bytes.as_bytes(), 999), None, "{}", end.escape_debug());
        }
        assert_eq!(read(b".\r\nQUIT\r\n", 99), Some((b"".to_vec(), 3)));
        assert_eq!(read(b"a\r\n.\r\nQUIT\r\n", 99), Some((b"a\r\n".to_vec(), 6)));
        assert_eq!(
            read(b"..a\r\n..\r\n.b\n..\r\n.\r\n", 99),
            Some((b".a\r\n.\r\nb\n..\r\n".to_vec(), 19))
        );
    }

    proptest! {
        #[test]
        fn what_a_client_stuffs_comes_out_however_it_is_cut(
            lines in prop::collection::vec("([.\na]|\r[.a]){0,6}", 0..20), piece in 1..9_usize,
        ) {
            let letter: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
            let stuffed: String = lines
                .iter()
                .map(|line| if line.starts_with('.') { format!(".{line}\r\n") } else { format!("{line}\r\n") })
                .collect();
            let sent = stuffed + ".\r\nQUIT\r\n";
            let found = read(sent.as_bytes(), piece);
            prop_assert_eq!(found, Some((letter.into_bytes(), sent.len() - 6)));
        }

        #[test]
        fn a_letter_over_the_bound_is_read_to_its_end_and_not_kept(length in 0..40_usize) {
            let mut data = Data::new(20);
            let sent = format!("{}\r\n.\r\n", "a".repeat(length));
            prop_assert_eq!(data.take(sent.as_bytes()), sent.len());
            prop_assert!(data.is_ended());
            prop_assert_eq!(data.into_message().is_some(), length <= 18);
        }
    }
}
