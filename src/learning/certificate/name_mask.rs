//! Names on the public page for whoever only guesses numbers: the first letters, and the way to the rest.

use crate::thai::{name, text};

/// What stands for letters that are not shown; always as many, so that it tells no length.
const HIDDEN: &str = "•••";

/// The name with all but the prefix and the first letters hidden: "นางสาวส••• ก•••".
pub fn masked(full_name: &str) -> String {
    let mut words = full_name.split_whitespace();
    let Some(first) = words.next() else { return HIDDEN.to_owned() };
    let prefixes = name::PREFIXES.iter().filter(|prefix| first.starts_with(**prefix));
    let prefix = prefixes.max_by_key(|prefix| prefix.len()).copied().unwrap_or_default();
    let mut masked = prefix.to_owned();
    masked.push_str(&hidden(&first[prefix.len()..]));
    for word in words {
        masked.push(' ');
        masked.push_str(&hidden(word));
    }
    masked
}

fn hidden(word: &str) -> String {
    // A vowel in front of its letter is part of the first one.
    let count = if word.starts_with(|c| matches!(c, '\u{E40}'..='\u{E44}')) { 2 } else { 1 };
    word.chars().take(count).collect::<String>() + HIDDEN
}

/// Whether `typed` is the family name of `full_name`: what follows the first name, whole. Who has
/// no family name is known by the first.
pub fn is_family_name(full_name: &str, typed: &str) -> bool {
    let plain = |text: &str| text::normalise(text).to_lowercase().replace(char::is_whitespace, "");
    let typed = plain(typed);
    let words: Vec<&str> = full_name.split_whitespace().collect();
    if typed.is_empty() {
        return false;
    }
    match words.as_slice() {
        [only] => {
            let longest = name::PREFIXES.iter().filter(|prefix| only.starts_with(**prefix));
            let prefix = longest.max_by_key(|prefix| prefix.len()).map_or(0, |prefix| prefix.len());
            plain(&only[prefix..]) == typed
        }
        // Where a middle name stands between, the last words count too.
        words => (1..words.len()).any(|first| plain(&words[first..].concat()) == typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_name_tells_the_prefix_and_two_letters() {
        assert_eq!(masked("นางสาวสุดารัตน์ เกื้อกูล"), "นางสาวส••• เก•••");
        assert_eq!(masked("นายก ณ เชียงใหม่"), "นายก••• ณ••• เช•••");
        assert_eq!(masked("Mr. John Smith"), "M••• J••• S•••");
        assert_eq!(masked(""), "•••");
    }

    #[test]
    fn the_family_name_opens_it_and_a_part_of_it_does_not() {
        assert!(is_family_name("นางสาวสุดารัตน์ เกื้อกูล", " เกื้อกูล "));
        assert!(is_family_name("นายก ณ เชียงใหม่", "ณเชียงใหม่"));
        assert!(is_family_name("Mr. John Smith", "smith"));
        assert!(is_family_name("นายสมชาย", "สมชาย"));
        for wrong in ["", " ", "เกื้อ", "สุดารัตน์", "นางสาวสุดารัตน์"]
        {
            assert!(!is_family_name("นางสาวสุดารัตน์ เกื้อกูล", wrong), "{wrong}");
        }
    }
}
