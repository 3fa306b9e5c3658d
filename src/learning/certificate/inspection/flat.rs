//! Text as it is compared: without spaces, digits in one writing, marks in one order.

use unicode_normalization::UnicodeNormalization;

use crate::thai::digits;

/// Parts that a letter of any script falls into.
const MOST_PARTS: usize = 4;

/// The letters that count, each with the place of the letter that it came from.
pub fn flat(text: &str) -> Vec<(char, usize)> {
    let mut flat = Vec::new();
    for (at, c) in text.char_indices() {
        let c = match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => continue,
            c if c.is_whitespace() || c.is_control() => continue,
            c => c,
        };
        let plain = digits::to_arabic(c.encode_utf8(&mut [0; 4]));
        // ำ may be written as one letter or as two; a sign that stands for a sentence stays a sign.
        if plain.nfkd().nth(MOST_PARTS).is_some() {
            flat.push((c, at));
        } else {
            flat.extend(plain.nfkd().map(|c| (c, at)));
        }
    }
    // Marks over and under one letter are drawn, and so copied, in either order.
    let mut start = 0;
    while start < flat.len() {
        let marks = flat[start..].iter().take_while(|(c, _)| is_mark(*c)).count();
        flat[start..start + marks].sort_unstable_by_key(|(c, _)| *c);
        start += marks.max(1);
    }
    flat
}

/// The same without the places.
pub fn letters(text: &str) -> Vec<char> {
    flat(text).into_iter().map(|(c, _)| c).collect()
}

/// Whether the glyphs that are drawn say what the file says that they are, each mark with its own
/// letter.
pub fn is_drawn(said: &str, drawn: &str) -> bool {
    letters(said) == letters(drawn)
}

/// Whether what is known of the glyphs does not speak against what the file says that they are: some of
/// them may be shapes that nobody gave a letter.
pub fn may_be_drawn(said: &str, drawn: &str) -> bool {
    let (said, known) = (letters(said), letters(&drawn.replace('\u{FFFD}', "")));
    let mut rest = said.iter();
    known.len() < said.len() && known.iter().all(|letter| rest.any(|it| it == letter))
}

/// Thai marks that stand over or under a letter.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_for_a_sentence_stays_one_letter() {
        assert_eq!(letters("\u{FDFA}"), ['\u{FDFA}']);
        assert_eq!(letters("ำ"), letters("\u{E4D}า"));
    }

    #[test]
    fn marks_belong_to_their_letters_in_either_order() {
        assert!(is_drawn("ก้ำกี่", "ก\u{E4D}\u{E49}าก\u{E48}\u{E35}"));
        assert!(!is_drawn("กิกา", "กกิา"));
        assert!(may_be_drawn("ที่กำ", "ท\u{FFFD}\u{E48}กำ") && !may_be_drawn("ที่", "ท\u{FFFD}ก"));
        assert!(!may_be_drawn("ที่", "ที่"), "nothing is left to be unknown");
    }
}
