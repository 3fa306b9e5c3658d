//! The full name of a person, put together as Thai or as Latin writing wants it.

/// Prefixes to suggest beside the field; the field itself is free text, because ranks and titles have no closed list.
pub const PREFIXES: &[&str] = &[
    "นาย",
    "นาง",
    "นางสาว",
    "เด็กชาย",
    "เด็กหญิง",
    "ดร.",
    "ผศ.",
    "ผศ.ดร.",
    "รศ.",
    "รศ.ดร.",
    "ศ.",
    "ศ.ดร.",
    "ม.ล.",
    "ม.ร.ว.",
    "ว่าที่ร้อยตรี",
    "ว่าที่ร้อยตรีหญิง",
    "ร.ต.",
    "ร.ท.",
    "ร.อ.",
    "พ.ต.",
    "พ.ท.",
    "พ.อ.",
    "พล.ต.",
    "พล.ท.",
    "พล.อ.",
    "ร.ต.ต.",
    "ร.ต.ท.",
    "ร.ต.อ.",
    "พ.ต.ต.",
    "พ.ต.ท.",
    "พ.ต.อ.",
    "พล.ต.ต.",
    "พล.ต.ท.",
    "พล.ต.อ.",
    "พระ",
    "พระมหา",
];

/// Prefixes that are usually shortened, and the same prefix in full.
const SHORTENED: [(&str, &str); 3] = [("น.ส.", "นางสาว"), ("ด.ช.", "เด็กชาย"), ("ด.ญ.", "เด็กหญิง")];

/// Gives the name as it is written: "นางสาวกานดา ใจดี", "Ms. Kanda Jaidee".
///
/// Any part may be empty, as a surname is on some cards. A Thai prefix touches the name; where either is Latin there is a space.
pub fn full(prefix: &str, first: &str, last: &str) -> String {
    let (prefix, first, last) = (prefix.trim(), first.trim(), last.trim());
    let mut name = prefix.to_owned();
    if is_latin(prefix) || is_latin(first) {
        push_word(&mut name, first);
    } else {
        name.push_str(first);
    }
    push_word(&mut name, last);
    name
}

/// Gives a shortened prefix in full, "น.ส." as "นางสาว", and any other as it is, so that two spellings compare as one.
pub fn spelled_out(prefix: &str) -> &str {
    let prefix = prefix.trim();
    SHORTENED.iter().find_map(|(short, long)| (*short == prefix).then_some(*long)).unwrap_or(prefix)
}

fn push_word(name: &mut String, word: &str) {
    if !name.is_empty() && !word.is_empty() {
        name.push(' ');
    }
    name.push_str(word);
}

fn is_latin(part: &str) -> bool {
    part.chars().any(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_thai_prefix_touches_the_name() {
        assert_eq!(full("นางสาว", "กานดา", "ใจดี"), "นางสาวกานดา ใจดี");
        assert_eq!(full("ผศ.ดร.", "สมชาย", "ใจดี"), "ผศ.ดร.สมชาย ใจดี");
    }

    #[test]
    fn a_latin_prefix_stands_apart() {
        assert_eq!(full("Ms.", "Kanda", "Jaidee"), "Ms. Kanda Jaidee");
        assert_eq!(full("นาย", "John", "Smith"), "นาย John Smith");
    }

    #[test]
    fn any_part_may_be_missing() {
        assert_eq!(full("นาย", "สมชาย", ""), "นายสมชาย");
        assert_eq!(full("", "สมชาย", "ใจดี"), "สมชาย ใจดี");
        assert_eq!(full("Mr.", "Somchai", ""), "Mr. Somchai");
        assert_eq!(full("", "", ""), "");
    }

    #[test]
    fn a_shortened_prefix_is_spelled_out_and_free_text_is_kept() {
        assert_eq!(spelled_out(" น.ส."), "นางสาว");
        assert_eq!(spelled_out("พระครู"), "พระครู");
    }

    #[test]
    fn no_suggestion_is_made_twice() {
        let mut seen = std::collections::HashSet::new();
        assert!(PREFIXES.iter().all(|prefix| seen.insert(prefix)));
    }

    proptest! {
        #[test]
        fn no_spaces_are_left_at_the_ends(prefix: String, first: String, last: String) {
            let name = full(&prefix, &first, &last);
            prop_assert_eq!(name.trim(), &name);
        }
    }
}
