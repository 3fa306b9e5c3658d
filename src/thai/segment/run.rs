//! Cuts an unbroken run of Thai letters into words.
//!
//! The segmenter takes the longest word of its dictionary and never looks back: "ย่อมาจาก" becomes ย่อม|า|จาก, and one
//! foreign word can put it out of step to the end of the line. So it is asked for one word at a time, and a shorter
//! word is taken where the longest leaves a rest that cannot be read.

use unicode_segmentation::UnicodeSegmentation;

use super::SEGMENTER;
use super::lists::{ODD, WHOLE};
use crate::thai::letters::{is_consonant, is_following_vowel, is_leading_vowel, is_mark};

/// How much of a run is shown to the segmenter, in letters; the longest word of the dictionary has 20.
const SEEN: usize = 24;

/// A letter that went out of use; no word of the dictionary has it.
const NEVER: char = 'ฃ';

/// Silences the consonant under it, so nothing begins with that consonant.
const THANTHAKHAT: char = '\u{e4c}';

/// Cuts `run`, which is Thai letters only; the words joined give it back.
pub fn cut(run: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, _) in run.char_indices() {
        // What lies before `start` is inside a word that stayed whole.
        if let Some(length) = whole_word(run, at).filter(|_| at >= start) {
            cut_plain(&run[start..at], &mut words);
            words.push(&run[at..at + length]);
            start = at + length;
        }
    }
    cut_plain(&run[start..], &mut words);
    words
}

/// Gives the length of the longest word that stays whole and stands at `at`, apart from the syllables around it.
fn whole_word(run: &str, at: usize) -> Option<usize> {
    let (before, rest) = run.split_at(at);
    let lengths = WHOLE.iter().filter_map(|word| {
        let after = rest.strip_prefix(word)?;
        let is_apart = is_readable(before, rest) && is_readable(word, after);
        is_apart.then_some(word.len())
    });
    lengths.max()
}

fn cut_plain<'a>(run: &'a str, words: &mut Vec<&'a str>) {
    let mut start = 0;
    let mut at = 0;
    while at < run.len() {
        match best_word(&run[at..]) {
            Some(length) => {
                // What the dictionary did not know is one word, up to the next that it knows.
                words.extend((start < at).then(|| &run[start..at]));
                words.push(&run[at..at + length]);
                at += length;
                start = at;
            }
            None => at += unknown_part(&run[at..]),
        }
    }
    words.extend((start < at).then(|| &run[start..at]));
}

/// Gives the length of the longest word at the start of `run` after which one can read on, or else of the longest at all.
fn best_word(run: &str) -> Option<usize> {
    let mut second_best = None;
    let mut length = longest_word(run);
    loop {
        let (word, after) = run.split_at(length);
        if is_readable(word, after) && !is_one_consonant(word) {
            if reads_on(after) && !ODD.contains(&word) {
                return Some(length);
            }
            second_best = second_best.or(Some(length));
        }
        match shorter_word(word) {
            Some(shorter) => length = shorter,
            None => return second_best,
        }
    }
}

fn reads_on(run: &str) -> bool {
    if run.is_empty() {
        return true;
    }
    let (word, after) = run.split_at(longest_word(run));
    !is_one_consonant(word) && (is_readable(word, after) || shorter_word(word).is_some())
}

/// Gives the length of the word with which `run` begins; where the dictionary has none, it gives a few letters.
fn longest_word(run: &str) -> usize {
    let seen = run.char_indices().nth(SEEN).map_or(run.len(), |(end, _)| end);
    first_break(&run[..seen])
}

/// Gives the length of the next shorter word with which `word` begins.
fn shorter_word(word: &str) -> Option<usize> {
    let (end, _) = word.grapheme_indices(true).next_back()?;
    // Had the text ended here, the segmenter would take any beginning of a word for a word.
    let asked = format!("{}{NEVER}", &word[..end]);
    Some(first_break(&asked)).filter(|length| *length <= end)
}

fn first_break(text: &str) -> usize {
    let mut breaks = SEGMENTER.segment_str(text);
    breaks.find(|end| *end > 0).unwrap_or(text.len())
}

/// Gives the length of the fewest letters that can be set apart.
fn unknown_part(run: &str) -> usize {
    let ends = run.grapheme_indices(true).map(|(start, _)| start).skip(1);
    let mut ends = ends.filter(|end| is_readable(&run[..*end], &run[*end..]));
    ends.next().unwrap_or(run.len())
}

/// Says whether Thai spelling lets a word end before `after`: a vowel stays with its consonant.
fn is_readable(word: &str, after: &str) -> bool {
    let mut next = after.chars();
    !word.ends_with(is_leading_vowel)
        && !next.next().is_some_and(|c| is_following_vowel(c) || is_mark(c))
        && !next.take_while(|c| is_mark(*c)).any(|c| c == THANTHAKHAT)
}

/// Says whether `word` is a consonant without a vowel, which nobody can read; ณ alone is a word.
fn is_one_consonant(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|c| is_consonant(c) && c != 'ณ') && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shorter_word_is_taken_where_the_longest_leaves_a_vowel_alone() {
        assert_eq!(cut("ย่อมาจาก"), ["ย่อ", "มา", "จาก"]);
        assert_eq!(cut("ดูและจัดการ"), ["ดู", "และ", "จัดการ"]);
    }

    #[test]
    fn a_foreign_word_does_not_put_the_rest_out_of_step() {
        let words = cut("ฟฟิงเกี่ยวข้อง");
        assert_eq!(words.last(), Some(&"เกี่ยวข้อง"));
    }

    #[test]
    fn a_word_that_stays_whole_is_not_found_inside_a_syllable() {
        assert_eq!(cut("ลงนามะ"), ["ลงนา", "มะ"]);
    }

    #[test]
    fn letters_that_are_no_word_stay_together() {
        assert_eq!(cut("ก"), ["ก"]);
        assert_eq!(cut("เ"), ["เ"]);
        assert_eq!(cut("ะ่"), ["ะ่"]);
    }
}
