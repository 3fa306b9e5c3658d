//! Checks names of people: Thai or Latin letters, one script in a word, and no mark that hangs in the air.

use super::{graphemes, normalise};
use crate::thai::letters;

/// The length of the longest name that is taken, in graphemes.
pub const MOST_IN_NAME: usize = 100;

/// What is wrong with a name, and the character to show beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameMistake {
    /// There is no letter in it.
    Empty,
    /// It is longer than [`MOST_IN_NAME`].
    TooLong {
        /// Its length.
        graphemes: usize,
    },
    /// A vowel or tone mark has no consonant under it.
    StrayMark {
        /// The mark alone.
        mark: char,
    },
    /// A letter is neither Thai nor Latin; some look the same, and a printed letter once carried Tamil ones.
    OtherScript {
        /// The letter.
        letter: char,
    },
    /// Thai and Latin letters are in one word.
    MixedScripts {
        /// The first letter that does not fit those before it.
        letter: char,
    },
    /// A digit or a sign that no name has.
    NotInNames {
        /// The digit or sign.
        found: char,
    },
}

/// Gives the name of a person as it is kept: normalised and on one line, with its dots, hyphens and apostrophes.
pub fn check_name(text: &str) -> Result<String, NameMistake> {
    let name = normalise(text).replace('\n', " ");
    let mut letters = 0;
    for word in name.split_whitespace() {
        letters += check_word(word)?;
    }
    if letters == 0 {
        return Err(NameMistake::Empty);
    }
    match graphemes(&name) {
        length if length > MOST_IN_NAME => Err(NameMistake::TooLong { graphemes: length }),
        _ => Ok(name),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Thai,
    Latin,
    ThaiMark,
    LatinMark,
    Sign,
}

/// Checks one word and gives the number of its letters.
fn check_word(word: &str) -> Result<usize, NameMistake> {
    let mut letters = 0;
    let mut script = None;
    let mut can_bear = None;
    for c in word.chars() {
        let kind = kind(c)?;
        if let Kind::Thai | Kind::Latin = kind {
            letters += 1;
            if *script.get_or_insert(kind) != kind {
                return Err(NameMistake::MixedScripts { letter: c });
            }
        }
        let bearer = match kind {
            Kind::ThaiMark => Some(Kind::Thai),
            Kind::LatinMark => Some(Kind::Latin),
            _ => None,
        };
        if bearer.is_some() && bearer != can_bear {
            return Err(NameMistake::StrayMark { mark: c });
        }
        can_bear = match kind {
            Kind::Thai => letters::is_consonant(c).then_some(Kind::Thai),
            Kind::Latin => Some(Kind::Latin),
            // ำ ends what stands over a consonant.
            Kind::ThaiMark if c == letters::SARA_AM => None,
            Kind::ThaiMark | Kind::LatinMark => bearer,
            Kind::Sign => None,
        };
    }
    Ok(letters)
}

fn kind(c: char) -> Result<Kind, NameMistake> {
    match c {
        c if letters::is_mark(c) || c == letters::SARA_AM => Ok(Kind::ThaiMark),
        c if letters::is_letter(c) || matches!(c, 'ฯ' | 'ๆ') => Ok(Kind::Thai),
        c if is_latin(c) => Ok(Kind::Latin),
        '\u{300}'..='\u{36f}' => Ok(Kind::LatinMark),
        '.' | '-' | '\'' | '\u{2019}' => Ok(Kind::Sign),
        c if c.is_alphabetic() => Err(NameMistake::OtherScript { letter: c }),
        c => Err(NameMistake::NotInNames { found: c }),
    }
}

/// Says whether `c` is a letter of Basic Latin, Latin-1, Latin Extended-A and -B, or Latin Extended Additional.
fn is_latin(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c, 'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thai_and_latin_names_are_taken() {
        for name in [
            "กานดา",
            "ณ อยุธยา",
            "น้ำฝน",
            "พิสิทธิ์",
            "ฤๅชา",
            "ม.ล.ปิ่น",
            "O'Brien",
            "Jean-Luc",
            "José",
            "Nguyễn",
            "กานดา Kanda",
        ] {
            assert_eq!(check_name(name).as_deref(), Ok(name));
        }
    }

    #[test]
    fn a_name_is_kept_in_its_one_spelling() {
        let typed = " น\u{e4d}\u{e49}\u{e32}\u{200b}ฝน \n ใจดี";
        assert_eq!(check_name(typed).as_deref(), Ok("น้ำฝน ใจดี"));
    }

    #[test]
    fn a_name_has_letters() {
        for name in ["", " \u{200b}", "-", "..."] {
            assert_eq!(check_name(name), Err(NameMistake::Empty));
        }
    }

    #[test]
    fn a_mark_needs_its_consonant() {
        for (name, mark) in [
            ("\u{e49}าน", '\u{e49}'),
            ("กา\u{e49}น", '\u{e49}'),
            ("Kan\u{e49}", '\u{e49}'),
            ("\u{e33}ก", '\u{e33}'),
            ("ก\u{301}", '\u{301}'),
            ("ก -\u{e48}", '\u{e48}'),
        ] {
            assert_eq!(check_name(name), Err(NameMistake::StrayMark { mark }));
        }
    }

    #[test]
    fn a_letter_of_a_third_script_is_shown() {
        let letter = 'ம';
        let refused = Err(NameMistake::OtherScript { letter });
        assert_eq!(check_name("สமชาย"), refused);
        let letter = 'а';
        let cyrillic = Err(NameMistake::OtherScript { letter });
        assert_eq!(check_name("Kаnda"), cyrillic);
    }

    #[test]
    fn two_scripts_do_not_share_a_word() {
        let letter = 'K';
        let refused = Err(NameMistake::MixedScripts { letter });
        assert_eq!(check_name("กานดาK"), refused);
    }

    #[test]
    fn digits_and_signs_are_not_in_names() {
        for (name, found) in [("สมชาย2", '2'), ("สมชาย๒", '๒'), ("a@b", '@'), ("😀", '😀')]
        {
            assert_eq!(check_name(name), Err(NameMistake::NotInNames { found }));
        }
    }

    #[test]
    fn length_is_counted_as_people_count() {
        let longest = "ที่".repeat(MOST_IN_NAME);
        assert_eq!(check_name(&longest), Ok(longest.clone()));
        let graphemes = MOST_IN_NAME + 1;
        let refused = Err(NameMistake::TooLong { graphemes });
        assert_eq!(check_name(&(longest + "ก")), refused);
    }

    proptest! {
        #[test]
        fn what_is_taken_is_taken_again_unchanged(text: String, thai in "[กนเะาำ\u{e31}\u{e48}\u{e4c} .a-]{0,8}") {
            for text in [text, thai] {
                if let Ok(name) = check_name(&text) {
                    prop_assert_eq!(check_name(&name), Ok(name));
                }
            }
        }
    }
}
