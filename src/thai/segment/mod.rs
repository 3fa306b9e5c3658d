//! Words, which Thai writes without spaces: found by dictionary, for the search index and for cutting texts.

mod lists;
mod run;
mod short_forms;

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use super::letters::is_letter;
use super::{digits, text};

/// The dictionary. It is not the neural model of `new_auto`, which splits สำนักงาน and องค์การ.
static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Gives the words of `text` in order, without spaces, signs, ๆ and ฯ.
pub fn words(text: &str) -> Vec<&str> {
    let words = pieces(text).into_iter().filter(|piece| piece.is_word);
    words.map(|piece| piece.text).collect()
}

/// Gives every place between words, signs and spaces where `text` may be cut, in bytes; the last is its end.
pub fn boundaries(text: &str) -> Vec<usize> {
    let mut end = 0;
    let lengths = pieces(text).into_iter().map(|piece| piece.text.len());
    lengths
        .map(|length| {
            end += length;
            end
        })
        .collect()
}

/// Gives `text` as the search index keeps it: words in lower case with ASCII digits, one space between them.
///
/// Short forms are written out, so that กทม. and กรุงเทพมหานคร find each other.
pub fn index_words(text: &str) -> String {
    query_words(text).join(" ")
}

/// Gives the words to look for, cut exactly as [`index_words`] cuts them.
pub fn query_words(text: &str) -> Vec<String> {
    let text = digits::to_arabic(&text::normalise(text)).to_lowercase();
    let text = short_forms::write_out(&text);
    words(&text).into_iter().map(str::to_owned).collect()
}

/// A part of a text; the parts of a text joined give it back.
struct Piece<'a> {
    text: &'a str,
    is_word: bool,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_thai = is_letter(first);
        let end = rest.find(|c| is_letter(c) != is_thai);
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        if is_thai {
            let words = run::cut(part).into_iter();
            pieces.extend(words.map(|text| Piece { text, is_word: true }));
        } else {
            other(part, &mut pieces);
        }
        rest = after;
    }
    pieces
}

/// Cuts what is not Thai by the rules of Unicode (UAX #29).
fn other<'a>(text: &'a str, pieces: &mut Vec<Piece<'a>>) {
    let mut start = 0;
    for (end, kind) in SEGMENTER.segment_str(text).iter_with_word_type() {
        if end > start {
            let text = &text[start..end];
            let is_word = kind.is_word_like() && !text.contains(is_no_word);
            pieces.push(Piece { text, is_word });
            start = end;
        }
    }
}

/// Says whether `c` marks its piece as no word, even where Unicode counts it as a letter.
fn is_no_word(c: char) -> bool {
    // The signs of repeating and of leaving out, and a space that bears a mark.
    matches!(c, 'ๆ' | 'ฯ') || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_those_of_the_dictionary() {
        for cut in [
            "สำนักงาน|พัฒนา|รัฐบาล|ดิจิทัล",
            "องค์การ|มหาชน",
            "จังหวัด|นราธิวาส",
            "ใบ|ประกาศนียบัตร",
            "ขอ|มอบ|ใบ|ประกาศนียบัตร",
            "ผล|กระทบ|จาก|การ|กระทำ",
            "เป็น|กรณี|พิเศษ",
            "เด็กชาย",
            "ลงนาม|แล้ว",
            "ที่|มาตรฐาน|การ|ทำงาน",
            "ประวัติ|การ|เรียน",
            "ประวัติศาสตร์",
            "แบบ|เรียลไทม์",
            "ย่อ|มา|จาก|คำ|ว่า",
        ] {
            let expected: Vec<&str> = cut.split('|').collect();
            assert_eq!(words(&cut.replace('|', "")), expected);
        }
    }

    #[test]
    fn signs_and_spaces_are_no_words() {
        assert_eq!(words("ต่างๆ (COVID-19) กรุงเทพฯ!"), ["ต่าง", "COVID", "19", "กรุงเทพ"]);
        assert!(words(" … ๆ 😀").is_empty());
    }

    #[test]
    fn the_index_folds_digits_case_and_spelling() {
        assert_eq!(index_words("มาตรา ๑๐ ของ DGA"), "มาตรา 10 ของ dga");
        assert_eq!(index_words("น\u{e4d}\u{e49}\u{e32}\u{200b}ใจ"), index_words("น้ำใจ"));
    }

    #[test]
    fn short_and_long_forms_find_each_other() {
        assert_eq!(query_words("กทม."), query_words("กรุงเทพมหานคร"));
        assert_eq!(query_words("กทม"), ["กรุงเทพมหานคร"]);
    }

    #[test]
    fn every_word_of_a_text_is_found_in_its_index() {
        let text = "การขออนุมัติใบประกาศนียบัตร เป็นกรณีพิเศษ ณ จ.นราธิวาส";
        let index = format!(" {} ", index_words(text));
        for query in ["ใบประกาศนียบัตร", "ขอ", "กรณี", "จังหวัดนราธิวาส", "อนุมัติ"]
        {
            let query = query_words(query).join(" ");
            assert!(index.contains(&format!(" {query} ")), "{query}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text: String, thai in "[ก-ฮะ-ฺเ-๏๐-๙ a.]{0,40}") {
            for text in [text, thai] {
                let joined: String = pieces(&text).iter().map(|piece| piece.text).collect();
                prop_assert_eq!(&joined, &text);
                prop_assert_eq!(boundaries(&text).last().copied().unwrap_or(0), text.len());
            }
        }

        #[test]
        fn words_of_the_index_have_one_space_between(text: String) {
            let index = index_words(&text);
            prop_assert!(!index.contains("  "));
            prop_assert_eq!(index.trim(), &index);
        }
    }
}
