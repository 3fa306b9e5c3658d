//! Which Thai letter is which: the classes that spelling, names and words are decided by (Unicode block U+0E00–U+0E7F).

/// The ring over a vowel, nikhahit; together with [`SARA_AA`] it is typed for [`SARA_AM`].
pub const NIKHAHIT: char = '\u{e4d}';
/// The vowel า.
pub const SARA_AA: char = '\u{e32}';
/// The vowel ำ, which Unicode keeps as one letter.
pub const SARA_AM: char = '\u{e33}';

/// Says whether `c` is one of ก–ฮ, with ฤ and ฦ.
pub fn is_consonant(c: char) -> bool {
    matches!(c, '\u{e01}'..='\u{e2e}')
}

/// Says whether `c` is a vowel written before its consonant: เ แ โ ใ ไ.
pub fn is_leading_vowel(c: char) -> bool {
    matches!(c, '\u{e40}'..='\u{e44}')
}

/// Says whether `c` is a vowel written after its consonant: ะ า ำ ๅ.
pub fn is_following_vowel(c: char) -> bool {
    matches!(c, '\u{e30}' | SARA_AA | SARA_AM | '\u{e45}')
}

/// Says whether `c` stands above or below a consonant and takes no width of its own.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}

/// Says whether `c` is one of the four tone marks.
pub fn is_tone(c: char) -> bool {
    matches!(c, '\u{e48}'..='\u{e4b}')
}

/// Says whether `c` can be part of a Thai word; ๆ, ฯ, digits and signs cannot.
pub fn is_letter(c: char) -> bool {
    is_consonant(c) || is_leading_vowel(c) || is_following_vowel(c) || is_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_of_one_class() {
        for c in '\u{e00}'..='\u{e7f}' {
            let classes = [is_consonant, is_leading_vowel, is_following_vowel, is_mark];
            let count = classes.iter().filter(|is| is(c)).count();
            assert_eq!(count, usize::from(is_letter(c)), "{c:?}");
        }
    }

    #[test]
    fn repetition_abbreviation_and_digits_are_no_letters() {
        assert!(!['ๆ', 'ฯ', '๑', '฿', '๏'].into_iter().any(is_letter));
    }
}
