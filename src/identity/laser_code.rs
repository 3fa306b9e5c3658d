//! LaserCode: the twelve characters on the back of the card; a secret that is used once and dropped.

use zeroize::Zeroizing;

use crate::{identity::citizen_id::is_dash, thai::digits};

/// Two letters and ten digits. Never stored, logged, hashed or shown again; it has no `Debug`.
#[derive(Clone)]
pub struct LaserCode(Zeroizing<String>);

/// What is wrong with a typed code.
#[derive(Debug, PartialEq, Eq)]
pub enum LaserCodeMistake {
    /// Nothing was typed.
    Empty,
    /// Not two letters and ten digits.
    Shape,
    /// A letter O or I stands where a digit belongs; said, never mended in silence.
    LetterForDigit,
}

impl LaserCode {
    /// Reads a code as typed: Thai digits, spaces, dashes and small letters are welcome.
    pub fn read(text: &str) -> Result<Self, LaserCodeMistake> {
        let text = Zeroizing::new(digits::to_arabic(text));
        let kept: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !is_dash(*c))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let kept = Zeroizing::new(kept);
        if kept.is_empty() {
            return Err(LaserCodeMistake::Empty);
        }
        if kept.len() != 12 || !kept.is_ascii() {
            return Err(LaserCodeMistake::Shape);
        }
        let (letters, numbers) = kept.split_at(2);
        if numbers.bytes().any(|b| matches!(b, b'O' | b'I')) {
            return Err(LaserCodeMistake::LetterForDigit);
        }
        let fits = letters.bytes().all(|b| b.is_ascii_uppercase())
            && numbers.bytes().all(|b| b.is_ascii_digit());
        if fits { Ok(Self(kept)) } else { Err(LaserCodeMistake::Shape) }
    }

    /// The code without dashes, for an identity source.
    pub(in crate::identity) fn reveal(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_of_typing_the_code_is_read() {
        for text in
            ["ZZ9-9999999-99", "zz99999 99999", "ZZ๙๙๙๙๙๙๙๙๙๙", "ZZ9\u{2212}9999999\u{2010}99"]
        {
            assert_eq!(LaserCode::read(text).ok().unwrap().reveal(), "ZZ9999999999", "{text}");
        }
    }

    #[test]
    fn a_letter_for_a_digit_is_said_and_not_mended() {
        assert_eq!(LaserCode::read("ZZO999999999").err(), Some(LaserCodeMistake::LetterForDigit));
        assert_eq!(LaserCode::read("Z99999999999").err(), Some(LaserCodeMistake::Shape));
        assert_eq!(LaserCode::read("").err(), Some(LaserCodeMistake::Empty));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,30}") {
            let _ = LaserCode::read(&text);
        }
    }
}
