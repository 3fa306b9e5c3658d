//! Gives one spelling to texts that look the same, before anything is kept or compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::thai::letters::{NIKHAHIT, SARA_AA, SARA_AM, is_consonant, is_mark, is_tone};

/// Gives `text` in the one spelling that is kept; normalising twice changes nothing more.
///
/// - NFC, and not NFKC, which would split ำ.
/// - Invisible characters are dropped, so word-breaking marks are never stored; lines stay, with `\n` between them; other
///   spaces become one, and none is left at the ends of a line.
/// - เเ becomes แ, and ๅ that does not follow ฤ or ฦ becomes า; "น้ำ" has one spelling of its four.
/// - The marks of a consonant stand as vowel, tone, ์, each once.
pub fn normalise(text: &str) -> String {
    let mut spelled: String = lines(text).nfc().collect();
    // Where ำ took a ring away, what stood behind it may compose, so now and then it takes a second round.
    loop {
        let again: String = marks(&letters(&spelled)).nfc().collect();
        if again == spelled {
            return again;
        }
        spelled = again;
    }
}

/// Drops what cannot be seen and makes spaces one.
fn lines(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut gap: Option<usize> = None;
    for c in text.replace("\r\n", "\n").chars() {
        if is_line_end(c) {
            // Spaces at the ends of lines go, and every end stays: an empty line parts two paragraphs.
            gap = Some(gap.unwrap_or(0) + 1);
        } else if c.is_whitespace() {
            gap = gap.or(Some(0));
        } else if !is_invisible(c) {
            match gap.take() {
                Some(_) if kept.is_empty() => {}
                Some(0) => kept.push(' '),
                Some(ends) => kept.extend(std::iter::repeat_n('\n', ends)),
                None => {}
            }
            kept.push(c);
        }
    }
    kept
}

/// Writes แ and า with their own letters.
fn letters(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len() / 2);
    for c in text.chars() {
        match (out.last_mut(), c) {
            (Some(last @ 'เ'), 'เ') => *last = 'แ',
            (Some('ฤ' | 'ฦ'), 'ๅ') => out.push(c),
            (_, 'ๅ') => out.push(SARA_AA),
            _ => out.push(c),
        }
    }
    out
}

/// Orders the marks of each consonant and writes ำ with its own letter.
fn marks(text: &[char]) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    let mut base = None;
    let mut rest = text;
    while !rest.is_empty() {
        let (mut over, after) = split_marks(rest);
        rest = after;
        let vowel = rest.first().copied();
        let is_am = vowel == Some(SARA_AM) || vowel == Some(SARA_AA) && over.contains(&NIKHAHIT);
        if is_am {
            over.retain(|mark| *mark != NIKHAHIT);
            rest = &rest[1..];
            if base.is_some_and(is_consonant) {
                // A tone typed after ำ looks the same as one typed before it.
                let tones = rest.iter().take_while(|c| is_tone(**c)).count();
                over.extend(&rest[..tones]);
                rest = &rest[tones..];
            }
        }
        out.extend(ordered(over));
        if is_am {
            out.push(SARA_AM);
            base = Some(SARA_AM);
        } else if let Some((c, after)) = rest.split_first() {
            out.push(*c);
            base = Some(*c);
            rest = after;
        }
    }
    out
}

fn split_marks(text: &[char]) -> (Vec<char>, &[char]) {
    let combines = |c: char| is_mark(c) || canonical_combining_class(c) != 0;
    let count = text.iter().take_while(|c| combines(**c)).count();
    let (marks, after) = text.split_at(count);
    (marks.to_vec(), after)
}

fn ordered(marks: Vec<char>) -> Vec<char> {
    if !marks.iter().all(|mark| is_mark(*mark)) {
        // Among marks of other scripts only the order of NFC is safe.
        return marks;
    }
    let mut once: Vec<char> = Vec::with_capacity(marks.len());
    for mark in marks {
        if !once.contains(&mark) {
            once.push(mark);
        }
    }
    once.sort_by_key(|mark| match mark {
        '\u{e3a}' => 0,
        mark if is_tone(*mark) => 2,
        '\u{e4c}'..='\u{e4e}' => 3,
        _ => 1,
    });
    once
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_invisible(c: char) -> bool {
    // PostgreSQL refuses NUL in a text, and no other control character means anything in ours.
    c.is_control() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn water_has_one_spelling_of_four() {
        for typed in [
            "น\u{e49}\u{e33}",
            "น\u{e4d}\u{e49}\u{e32}",
            "น\u{e49}\u{e4d}\u{e32}",
            "น\u{e33}\u{e49}",
        ] {
            assert_eq!(normalise(typed), "น\u{e49}\u{e33}", "{typed}");
        }
        assert_eq!(normalise("ท\u{e4d}\u{e32}"), "ท\u{e33}");
    }

    #[test]
    fn marks_stand_in_order_and_once() {
        assert_eq!(normalise("ส\u{e48}\u{e34}ง"), "ส\u{e34}\u{e48}ง");
        assert_eq!(normalise("สิทธ\u{e4c}\u{e34}"), "สิทธ\u{e34}\u{e4c}");
        assert_eq!(normalise("ท\u{e35}\u{e48}\u{e48}"), "ที่");
        assert_eq!(normalise("ท\u{e35}\u{e35}\u{e48}"), "ที่");
    }

    #[test]
    fn letters_typed_in_two_strokes_become_one() {
        assert_eq!(normalise("เเม่"), "แม่");
        assert_eq!(normalise("มๅก"), "มาก");
        assert_eq!(normalise("ฤๅษี"), "ฤๅษี");
    }

    #[test]
    fn what_cannot_be_seen_is_dropped() {
        assert_eq!(normalise("กฎ\u{200b}หมาย\u{feff}"), "กฎหมาย");
        assert_eq!(normalise("co\u{ad}operate\0"), "cooperate");
        assert_eq!(normalise("e\u{200d}\u{301}"), "é");
    }

    #[test]
    fn spaces_are_single_and_lines_stay() {
        assert_eq!(normalise("\u{a0} กานดา \t\u{3000} ใจดี "), "กานดา ใจดี");
        assert_eq!(normalise("หนึ่ง \r\n  สอง\r\n\r\nสาม\n"), "หนึ่ง\nสอง\n\nสาม");
    }

    #[test]
    fn latin_is_composed_and_sara_am_is_not_split() {
        assert_eq!(normalise("Jose\u{301}"), "José");
        assert_eq!(normalise("กำ"), "ก\u{e33}");
    }

    #[test]
    fn a_mark_without_a_consonant_is_kept_in_prose() {
        assert_eq!(normalise("ไม้เอกคือ \u{e48}"), "ไม้เอกคือ \u{e48}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn twice_changes_nothing(text: String, thai in "[กนฤเแะาำๅ\u{e31}-\u{e3a}\u{e47}-\u{e4e}\u{300}\u{323}\u{93c}e \n\r\u{200b}\u{ad}]{0,12}") {
            for text in [text, thai] {
                let once = normalise(&text);
                prop_assert_eq!(normalise(&once), once);
            }
        }
    }
}
