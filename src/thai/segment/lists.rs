//! The short lists that mend the dictionary for the words of certificates, forms and courses.

/// Words that the dictionary does not have, and a few whose first letters it would give to the word before: นโยบาย after ว่า.
pub const WHOLE: &[&str] = &[
    "คลาวด์",
    "ไคลเอนต์",
    "ซอฟต์แวร์",
    "เด็กชาย",
    "แดชบอร์ด",
    "ทราฟฟิก",
    "โทเค็น",
    "นโยบาย",
    "แชตบอต",
    "แชทบอท",
    "ไบโอเมตริก",
    "แพ็กเก็ต",
    "ฟิชชิง",
    "เฟรมเวิร์ก",
    "มาตรฐาน",
    "มัลแวร์",
    "เมทริกซ์",
    "เมทาดาตา",
    "แรนซัมแวร์",
    "เรียลไทม์",
    "ลงนาม",
    "เวิร์กโหลด",
    "สมาร์ต",
    "สมาร์ท",
    "อัลกอริทึม",
];

/// Words of the dictionary that our texts never mean: a common word and the first letter of the next.
pub const ODD: &[&str] = &[
    "การก",
    "ขอม",
    "ขึ้นหา",
    "จะเข้",
    "ตามพ",
    "น้อยห",
    "บนม",
    "ประวัติการ",
    "ปลายข",
    "ปัญญาส",
    "เป็นก",
    "ผลก",
    "ผลง",
    "ผิดก",
    "มาภา",
    "มีหน้า",
    "ลบม",
    "ลาวก",
    "แล้วก",
    "หมายก",
    "หลังค",
    "อ่อนข",
    "อาจม",
    "ไปย",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thai::segment::{SEGMENTER, words};

    fn first_by_dictionary(text: &str) -> &str {
        let end = SEGMENTER.segment_str(text).nth(1).unwrap();
        &text[..end]
    }

    #[test]
    fn every_odd_word_is_in_the_dictionary() {
        for odd in ODD {
            // ฃ goes on with no word, so the dictionary can only stop before it.
            assert_eq!(first_by_dictionary(&format!("{odd}ฃ")), *odd);
        }
    }

    #[test]
    fn every_whole_word_stays_whole_between_others() {
        for whole in WHOLE {
            assert_eq!(words(&format!("การ{whole}และ")), ["การ", whole, "และ"]);
        }
    }

    #[test]
    fn an_odd_word_gives_way_to_the_common_one() {
        for cut in [
            "การ|กระทำ",
            "การ|กลับ",
            "ขอ|มอบ|ให้",
            "จะ|เข้า",
            "ตาม|พฤติกรรม",
            "น้อย|หรือ",
            "ประวัติ|การ|เรียน",
            "เป็น|กรรมการ",
            "ผล|กระทบ",
            "ผิด|กฎหมาย",
            "มี|หน้าที่",
            "แล้ว|กลับ",
            "หลัง|คลอด",
            "อ่อน|ของ",
            "อาจ|มอง",
            "ไป|ยัง",
        ] {
            let expected: Vec<&str> = cut.split('|').collect();
            assert_eq!(words(&cut.replace('|', "")), expected);
        }
    }
}
