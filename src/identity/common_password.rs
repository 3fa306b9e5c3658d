//! Passwords of public breaches: a sorted list inside the program, searched where it lies.

use unicode_normalization::UnicodeNormalization;

/// One password a line, in small letters, sorted by bytes; those that are long enough to be
/// allowed at all. The asset build makes it.
static LIST: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/static/dist/passwords/common.txt"));

/// Thai words that people choose, which no list of breaches has; for judging strength.
pub const THAI_WORDS: [&str; 24] = [
    "รหัสผ่าน",
    "รหัส",
    "ประเทศไทย",
    "กรุงเทพ",
    "กรุงเทพมหานคร",
    "เชียงใหม่",
    "สวัสดี",
    "สวัสดีครับ",
    "สวัสดีค่ะ",
    "สบายดี",
    "ขอบคุณ",
    "รักเธอ",
    "รักแม่",
    "รักพ่อ",
    "รักในหลวง",
    "ครอบครัว",
    "ความสุข",
    "โชคดี",
    "เงินล้าน",
    "ราชการ",
    "ข้าราชการ",
    "ทดสอบ",
    "แอดมิน",
    "คอมพิวเตอร์",
];

/// Whether `password` is on the list, however its letters are sized or composed.
pub fn is_common(password: &str) -> bool {
    let plain = password.trim().nfkc().collect::<String>().to_lowercase();
    !plain.contains('\n') && has(LIST, &plain)
}

/// Finds a line by halving: each step looks at the line in the middle of what is left.
fn has(list: &str, wanted: &str) -> bool {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start =
            bytes[low..middle].iter().rposition(|b| *b == b'\n').map_or(low, |at| low + at + 1);
        let end =
            bytes[middle..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |at| middle + at);
        match bytes[start..end].cmp(wanted.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_found_and_nothing_between() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert!(lines.len() > 40_000, "the list has {} lines", lines.len());
        assert!(lines.is_sorted(), "the list is not sorted");
        for line in lines.iter().step_by(97).chain(lines.first()).chain(lines.last()) {
            assert!(has(LIST, line), "{line}");
            assert!(!has(LIST, &format!("{line}\u{1}")), "{line}");
        }
        assert!(!has(LIST, "") && !has("", "a") && has("a\n", "a") && has("a\nb\n", "b"));
    }

    #[test]
    fn letters_of_any_size_and_width_are_the_same_password() {
        assert!(is_common("password1234"));
        assert!(is_common("PassWord1234"));
        assert!(is_common("ｐａｓｓｗｏｒｄ１２３４"));
        assert!(!is_common("correct horse lamp river"));
        assert!(!is_common("password1234\npassword1234"));
    }
}
