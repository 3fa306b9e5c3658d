//! Reads the objects of a PDF one after the other, in files and in pages; never deep, never long.

use super::{
    budget::Budget,
    object::{Dict, Object},
};

/// How deep arrays and dictionaries may stand in each other.
const DEPTH: usize = 24;

/// Reads objects one after the other.
pub struct Lexer<'a> {
    pub(super) bytes: &'a [u8],
    /// Where the next object begins.
    pub at: usize,
    budget: &'a Budget,
}

impl<'a> Lexer<'a> {
    /// Reads `bytes` from `at` on.
    pub fn new(bytes: &'a [u8], at: usize, budget: &'a Budget) -> Self {
        Self { bytes, at, budget }
    }

    /// The next object; none at the end, and where nothing can be read any more.
    pub fn next(&mut self) -> Option<Object> {
        if self.budget.is_spent() {
            return None;
        }
        let start = self.at;
        let object = self.object(DEPTH);
        self.budget.bytes(self.at.saturating_sub(start))?;
        object
    }

    /// Whether `word` comes next; takes it then.
    pub fn takes(&mut self, word: &[u8]) -> bool {
        let start = self.at;
        self.skip_space();
        // A spent budget ends the reading at the next object.
        let _ = self.budget.bytes(self.at.saturating_sub(start));
        let is_next = self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<Object> {
        let depth = depth.checked_sub(1)?;
        self.budget.object()?;
        self.skip_space();
        match self.peek()? {
            b'/' => {
                self.at += 1;
                Some(Object::Name(self.name().into()))
            }
            b'(' => Some(Object::String(self.literal().into())),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                self.dict(depth)
            }
            b'<' => Some(Object::String(self.hex().into())),
            b'[' => {
                self.at += 1;
                self.array(depth)
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => Some(self.number_or_reference()),
            // An end without a beginning, or what no object begins with.
            b')' | b'>' | b']' | b'{' | b'}' => {
                self.at += 1;
                Some(Object::Null)
            }
            _ => Some(self.word()),
        }
    }

    fn array(&mut self, depth: usize) -> Option<Object> {
        let mut items = Vec::new();
        loop {
            if self.takes(b"]") {
                return Some(Object::Array(items.into()));
            }
            items.push(self.object(depth)?);
        }
    }

    fn dict(&mut self, depth: usize) -> Option<Object> {
        let mut dict = Dict::new();
        loop {
            if self.takes(b">>") {
                return Some(Object::Dict(dict.into()));
            }
            let Object::Name(name) = self.object(depth)? else { continue };
            self.skip_space();
            // A name without a value before the end.
            if self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(b">>")) {
                continue;
            }
            let value = self.object(depth)?;
            dict.insert(name.to_vec(), value);
        }
    }

    fn number_or_reference(&mut self) -> Object {
        let number = self.number();
        let whole = Object::Number(number).whole().and_then(|number| u32::try_from(number).ok());
        if let Some(id) = whole {
            let before = self.at;
            self.skip_space();
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                self.number();
                self.skip_space();
                let is_end = self.bytes.get(self.at + 1).is_none_or(|byte| !is_regular(*byte));
                if self.peek() == Some(b'R') && is_end {
                    self.at += 1;
                    return Object::Reference(id);
                }
            }
            self.at = before;
        }
        Object::Number(number)
    }

    fn number(&mut self) -> f64 {
        let start = self.at;
        while self.peek().is_some_and(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.')) {
            self.at += 1;
        }
        let digits = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or_default();
        digits.parse().unwrap_or(0.0)
    }

    fn word(&mut self) -> Object {
        let start = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        // What is neither regular nor anything else is taken alone, so that reading goes on.
        self.at = self.at.max(start + 1);
        match &self.bytes[start..self.at] {
            b"true" => Object::Bool(true),
            b"false" => Object::Bool(false),
            b"null" => Object::Null,
            word => Object::Word(word.into()),
        }
    }
}

/// White space (7.2.2).
pub fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

/// What names and operators are made of.
pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}
