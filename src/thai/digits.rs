//! Thai digits ๐–๙ (U+0E50–U+0E59) to Arabic digits and back.

/// Gives `text` with Thai and full-width digits as ASCII digits, and everything else untouched.
pub fn to_arabic(text: &str) -> String {
    text.chars().map(arabic).collect()
}

/// Gives `text` with ASCII digits as Thai digits, for certificates and letters; everything else is untouched.
pub fn to_thai(text: &str) -> String {
    text.chars().map(thai).collect()
}

fn arabic(c: char) -> char {
    match c {
        '๐'..='๙' => moved(c, '๐', '0'),
        '０'..='９' => moved(c, '０', '0'),
        _ => c,
    }
}

fn thai(c: char) -> char {
    match c {
        '0'..='9' => moved(c, '0', '๐'),
        _ => c,
    }
}

/// Moves a digit from the row that begins at `from` to the row that begins at `to`.
fn moved(c: char, from: char, to: char) -> char {
    // Every row of digits is unbroken, so the sum is always a character.
    char::from_u32(c as u32 - from as u32 + to as u32).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thai_and_full_width_digits_become_ascii() {
        assert_eq!(to_arabic("๐๑๒๓๔๕๖๗๘๙"), "0123456789");
        assert_eq!(to_arabic("０１２３４５６７８９"), "0123456789");
    }

    #[test]
    fn an_address_printed_with_thai_digits_is_an_address() {
        let printed = "nara๐๐๑๗.๒@moi.go.th";
        assert_eq!(to_arabic(printed), "nara0017.2@moi.go.th");
    }

    #[test]
    fn other_text_and_other_digits_are_untouched() {
        let text = "COVID-19 ไม่ใช่ ٣ หรือ ៣ หรือ Ⅳ";
        assert_eq!(to_arabic(text), text);
    }

    #[test]
    fn letters_are_written_with_thai_digits() {
        assert_eq!(to_thai("ครั้งที่ 2/2565"), "ครั้งที่ ๒/๒๕๖๕");
    }

    proptest! {
        #[test]
        fn what_was_ascii_comes_back(text in "[0-9a-z ./ก-ฮ]*") {
            prop_assert_eq!(to_arabic(&to_thai(&text)), text);
        }

        #[test]
        fn the_number_of_characters_stays(text in any::<String>()) {
            prop_assert_eq!(to_arabic(&text).chars().count(), text.chars().count());
            prop_assert_eq!(to_thai(&text).chars().count(), text.chars().count());
        }
    }
}
