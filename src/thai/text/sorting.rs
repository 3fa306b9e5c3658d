//! The key by which Thai sorts, since neither database engine sorts it as a dictionary does.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

use super::normalise;

#[expect(clippy::expect_used, reason = "the order of Thai is compiled in")]
static THAI: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    let mut preferences = CollatorPreferences::from(locale!("th"));
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    Collator::try_new(preferences, CollatorOptions::default())
        .expect("the order of Thai is compiled in, so it cannot be missing")
});

/// Gives bytes that compare as `text` sorts: CLDR's order for `th`, Thai before Latin, numbers by value in either digits.
///
/// A new version of `icu_collator` may give other bytes: make stored keys again when it changes.
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::new();
    let Ok(()) = THAI.write_sort_key_to(&normalise(text), &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_stand_as_in_the_dictionary() {
        let order = [
            "1",
            "๒",
            "กฎหมาย",
            "กา",
            "ก่า",
            "ก้า",
            "ก๋า",
            "เก",
            "เกษตร",
            "แก",
            "โก",
            "ใกล้",
            "ไก่",
            "ขา",
            "เขา",
            "นาย",
            "ประชาชน",
            "ปรับ",
            "ฤดู",
            "A",
        ];
        for pair in order.windows(2) {
            assert!(sort_key(pair[0]) < sort_key(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn numbers_sort_by_value_in_either_digits() {
        assert!(sort_key("ครั้งที่ ๙") < sort_key("ครั้งที่ 10"));
        assert!(sort_key("บทที่ 9") < sort_key("บทที่ ๑๐"));
    }

    #[test]
    fn spellings_that_look_the_same_sort_the_same() {
        assert_eq!(sort_key("น\u{e4d}\u{e49}\u{e32}"), sort_key("น้ำ"));
    }

    proptest! {
        #[test]
        fn any_text_has_a_key(text: String) {
            sort_key(&text);
        }
    }
}
