//! How an agency made sure who a person is before it gave a mail account.

use chrono::NaiveDate;

use super::field::key;

/// A check of identity, which every account needs (clause 4.1 of the service guide).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityCheck {
    /// In which way: a code of a usual one, or the agency's own words.
    pub how: String,
    /// On which day, in Bangkok.
    pub at: NaiveDate,
}

/// The usual ways, and the words that are taken for each beside its code, as [`key`] leaves them.
const WORDS: [(&str, &[&str]); 4] = [
    (
        "card_seen",
        &[
            "ตรวจบัตรประชาชน",
            "ตรวจบัตรประจำตัวประชาชน",
            "ดูบัตรประชาชน",
            "บัตรประชาชน",
            "บัตรประจำตัวประชาชน",
            "idcard",
        ],
    ),
    ("thaid", &["แอปthaid", "แอปพลิเคชันthaid"]),
    ("hr_record", &["ตรวจทะเบียนบุคลากร", "ทะเบียนบุคลากร", "ทะเบียนประวัติ", "ทะเบียนประวัติบุคลากร", "กพ7"]),
    ("in_person", &["พบตัว", "พบตัวจริง", "แสดงตน", "แสดงตนด้วยตนเอง", "มาแสดงตน", "มาแสดงตนด้วยตนเอง"]),
];

/// The codes of the usual ways, for forms that offer them.
pub fn usual_ways() -> [&'static str; 4] {
    WORDS.map(|(code, _)| code)
}

/// Gives the code for the words of a usual way, and other words as they are.
pub fn way(typed: &str) -> String {
    let asked = key(typed);
    let is_meant =
        |(code, words): &&(&str, &[&str])| key(code) == asked || words.contains(&asked.as_str());
    WORDS.iter().find(is_meant).map_or_else(|| typed.to_owned(), |(code, _)| (*code).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_thai_words_are_read() {
        for (typed, how) in [
            ("card_seen", "card_seen"),
            ("ตรวจบัตรประจ\u{e4d}\u{e32}ตัวประชาชน", "card_seen"),
            ("ThaID", "thaid"),
            ("ทะเบียนบุคลากร", "hr_record"),
            ("ก.พ.7", "hr_record"),
            ("In person", "in_person"),
            ("หัวหน้ารับรอง", "หัวหน้ารับรอง"),
        ] {
            assert_eq!(way(typed), how, "{typed}");
        }
        for (how, words) in WORDS {
            assert!(words.iter().all(|word| key(word) == *word));
            assert_eq!(way(how), how);
        }
    }
}
