//! Lengths as people count them: one letter with its vowel and tone is one.

use unicode_segmentation::UnicodeSegmentation;

use crate::thai::segment;

/// How far past the cut words are looked at, in graphemes: a word that crosses it must be seen whole.
const AHEAD: usize = 40;

/// Counts the graphemes of `text`, the unit of every length that people are told.
pub fn graphemes(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Gives at most `most` graphemes of `text`, the last of them "…" if anything was left out.
///
/// It cuts between words, or between graphemes where the last word alone would cost more than half.
pub fn truncate(text: &str, most: usize) -> String {
    let Some(room) = most.checked_sub(1) else {
        return String::new();
    };
    let seen = most.saturating_add(AHEAD);
    let starts = text.grapheme_indices(true).map(|(start, _)| start);
    let starts: Vec<usize> = starts.take(seen).collect();
    if starts.len() <= most {
        return text.to_owned();
    }
    let cut = starts[room];
    let seen = starts.last().filter(|_| starts.len() == seen);
    let between = segment::boundaries(&text[..seen.copied().unwrap_or(text.len())])
        .into_iter()
        .take_while(|end| *end <= cut)
        .filter(|end| starts.binary_search(end).is_ok())
        .last();
    let cut = between.filter(|end| end * 2 >= cut).unwrap_or(cut);
    format!("{}…", text[..cut].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_letter_with_its_marks_is_one() {
        assert_eq!(graphemes("ที่"), 1);
        assert_eq!(graphemes("น้ำ"), 1);
        assert_eq!(graphemes("เกี่ยว"), 4);
    }

    #[test]
    fn a_short_text_is_untouched() {
        assert_eq!(truncate("ใบประกาศ", 8), "ใบประกาศ");
        assert_eq!(truncate("ใบประกาศ", usize::MAX), "ใบประกาศ");
        assert_eq!(truncate("", 0), "");
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        let text = "สำนักงานพัฒนารัฐบาลดิจิทัล";
        assert_eq!(truncate(text, 18), "สำนักงานพัฒนารัฐบาล…");
        assert_eq!(truncate(text, 12), "สำนักงานพัฒนา…");
        assert_eq!(truncate("certificate of completion", 15), "certificate of…");
    }

    #[test]
    fn a_long_word_is_cut_between_graphemes() {
        assert_eq!(truncate("อิเล็กทรอนิกส์", 4), "อิเล็…");
        assert_eq!(truncate("ที่ที่", 1), "…");
    }

    proptest! {
        #[test]
        fn it_never_grows_past_its_length(text: String, thai in "[กนมเาำ\u{e35}\u{e48} .a\u{301}]{0,60}", most in 0..50usize) {
            for text in [text, thai] {
                let short = truncate(&text, most);
                prop_assert!(graphemes(&short) <= most);
                prop_assert!(short == text || most == 0 || short.ends_with('…'));
            }
        }
    }
}
