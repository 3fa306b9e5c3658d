//! The two keyboards of a Thai desk: which Kedmanee character shares a key with which QWERTY one.

/// The keys of a US keyboard without shift, row by row, and what each types on the Kedmanee
/// layout (TIS 820-2538).
const PLAIN: (&str, &str) =
    ("`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./", "_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ");

/// The same with shift.
const SHIFTED: (&str, &str) = (
    "~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?",
    "%+๑๒๓๔ู฿๕๖๗๘๙๐\"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ",
);

fn pairs() -> impl Iterator<Item = (char, char)> {
    [PLAIN, SHIFTED].into_iter().flat_map(|(latin, thai)| latin.chars().zip(thai.chars()))
}

/// What the same keys type on QWERTY: "ยฟหหไนพก" is "password". Characters that no key of the
/// Thai layout types stay.
pub fn to_qwerty(text: &str) -> String {
    text.chars().map(|c| pairs().find(|pair| pair.1 == c).map_or(c, |pair| pair.0)).collect()
}

/// What the same keys type on Kedmanee: "isyl" is "รหัส"; characters without a key stay.
pub fn to_kedmanee(text: &str) -> String {
    text.chars().map(|c| pairs().find(|pair| pair.0 == c).map_or(c, |pair| pair.1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_one_character_on_each_layout() {
        for (latin, thai) in [PLAIN, SHIFTED] {
            assert_eq!(latin.chars().count(), 47);
            assert_eq!(thai.chars().count(), 47, "{thai}");
        }
        for text in ["correct horse", "~`!@#$%^&*()_+|", "QWERTYUIOP{}", "zxcvbnm,./ZXCVBNM<>?"] {
            assert_eq!(to_qwerty(&to_kedmanee(text)), text);
        }
    }

    #[test]
    fn a_word_is_read_as_the_other_layout_types_it() {
        assert_eq!(to_qwerty("ยฟหหไนพก"), "password");
        assert_eq!(to_kedmanee("password"), "ยฟหหไนพก");
        assert_eq!(to_qwerty("สวัสดี"), "l;ylfu");
        assert_eq!(to_kedmanee("l;ylfu"), "สวัสดี");
        assert_eq!(to_qwerty("รหัสผ่าน"), "isylzjko");
        assert_eq!(to_qwerty("漢字"), "漢字");
    }
}
