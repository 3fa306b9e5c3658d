//! Search: what was typed, read as the number of a certificate or as the beginning of a name.

use crate::{
    learning::certificate::number,
    thai::{name, text},
};

/// What a search looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Search {
    /// The certificate of this number.
    Number(String),
    /// Names that sort from the first key and before the second, or this family name.
    Name(Vec<u8>, Vec<u8>, String),
}

impl Search {
    /// Reads what was typed; none: nothing.
    pub fn read(typed: &str) -> Option<Self> {
        if typed.is_empty() {
            return None;
        }
        let number = number::read_number(typed);
        if number.chars().any(|c| c.is_ascii_digit()) {
            return Some(Self::Number(number));
        }
        let name = without_prefix(typed);
        // The letters alone: what follows the first level of a key are marks of tone and case, so
        // that every longer name begins with these bytes.
        let mut from = text::sort_key(name);
        from.truncate(from.iter().position(|byte| *byte == 1).unwrap_or(from.len()));
        let mut until = from.clone();
        // What holds no letter is the beginning of no name, rather than of every one.
        if !from.is_empty() {
            until.extend([0xff; 4]);
        }
        Some(Self::Name(from, until, name.to_owned()))
    }
}

/// A name without the title that was typed before it: names are kept apart from them.
fn without_prefix(typed: &str) -> &str {
    let longest = name::PREFIXES
        .iter()
        .chain(&["น.ส."])
        .filter_map(|prefix| typed.strip_prefix(prefix))
        .map(str::trim_start)
        .min_by_key(|rest| rest.len());
    longest.filter(|rest| !rest.is_empty()).unwrap_or(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(typed: &str) -> Option<(Vec<u8>, Vec<u8>)> {
        match Search::read(typed) {
            Some(Search::Name(from, until, _)) => Some((from, until)),
            _ => None,
        }
    }

    #[test]
    fn a_name_is_found_by_its_beginning_with_or_without_a_title() {
        let key = text::sort_key("สมชาย ใจดี");
        for typed in ["ส", "สม", "สมชาย", "สมชาย ใจ", "นายสมชาย ใจดี", "นาย สมชาย"]
        {
            let (from, until) = range(typed).expect(typed);
            assert!(from <= key && key < until, "{typed}");
        }
        for typed in ["สมหญิง", "ใจดี", "ก"] {
            let (from, until) = range(typed).expect(typed);
            assert!(!(from <= key && key < until), "{typed}");
        }
    }
}
