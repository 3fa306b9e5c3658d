//! One phone number of its many spellings, with its extensions.

mod extensions;
mod mistake;
mod number;

pub use mistake::PhoneMistake;

use super::{digits, text};

/// A number that can be called in Thailand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// E.164, as "+6626126060". A short code such as 1111 or 191 has no such form and stands here as it is dialled.
    pub e164: String,
    /// What is dialled once the line answers, in the order in which it was written: "8810", "8829".
    pub extensions: Vec<String>,
}

impl Phone {
    /// Reads one number as Thais write it, "โทร. ๐ ๒๓๕๖ ๙๙๙๙ ต่อ ๘๘๑๐ หรือ ๘๘๒๙", or as "+66 2 612 6060".
    ///
    /// Fixed lines have nine digits (02–05, 07), mobiles ten (06, 08, 09), short codes three or four that begin with 1.
    pub fn read(text: &str) -> Result<Self, PhoneMistake> {
        let typed = digits::to_arabic(&text::normalise(text)).to_lowercase();
        let typed: String = typed.chars().map(plain_sign).collect();
        let (number, rest) = extensions::split(number::without_label(&typed));
        Ok(Self { e164: number::read(number)?, extensions: extensions::read(rest)? })
    }

    /// Whether it is a mobile phone, which text messages reach.
    pub fn is_mobile(&self) -> bool {
        self.e164.starts_with("+66") && self.dialled().len() == 10
    }

    /// Prints the number as official letters do: "0 2612 6060", "08 1234 5678", "0 2356 9999 ต่อ 8810, 8829, 8992".
    pub fn printed(&self) -> String {
        let number = self.dialled();
        let length = number.chars().count();
        let mut printed = String::with_capacity(length + 2);
        for (index, digit) in number.chars().enumerate() {
            // The last eight digits are two fours; a short code is one word.
            if length > 8 && matches!(length - index, 4 | 8) {
                printed.push(' ');
            }
            printed.push(digit);
        }
        if !self.extensions.is_empty() {
            printed.push_str(" ต่อ ");
            printed.push_str(&self.extensions.join(", "));
        }
        printed
    }

    /// The number as it is dialled within the country.
    fn dialled(&self) -> String {
        self.e164
            .strip_prefix("+66")
            .map_or_else(|| self.e164.clone(), |national| format!("0{national}"))
    }
}

/// Gives the ASCII sign for the dashes and the plus that keyboards and word processors write.
fn plain_sign(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' => '-',
        '\u{ff0b}' => '+',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::thai::digits::to_thai;
    use proptest::prelude::*;

    fn phone(e164: &str, extensions: &[&str]) -> Phone {
        let extensions = extensions.iter().map(ToString::to_string).collect();
        Phone { e164: e164.to_owned(), extensions }
    }

    #[test]
    fn one_number_has_many_spellings() {
        for typed in [
            "๐ ๒๖๑๒ ๖๐๖๐",
            "02 612 6060",
            "02-612-6060",
            "02 612-6060",
            "0 2612 6060",
            "0-2612-6060",
            "0–2612–6060",
            "(02) 612 6060",
            "02.612.6060",
            "026126060",
            "+66 2 612 6060",
            "+66 (0) 2612 6060",
            "0066 2 612 6060",
            "6626126060",
            "โทร. ๐ ๒๖๑๒ ๖๐๖๐",
            "โทร.0 2612 6060",
            "โทรศัพท์/โทรสาร : 0 2612 6060",
            "Tel: 02-612-6060",
            "Telephone 02-612-6060",
            "0 2612 6060 ต่อ",
        ] {
            assert_eq!(Phone::read(typed), Ok(phone("+6626126060", &[])), "{typed}");
        }
        assert_eq!(phone("+6626126060", &[]).printed(), "0 2612 6060");
    }

    #[test]
    fn a_line_outside_bangkok_and_a_mobile_have_their_forms() {
        assert_eq!(Phone::read("๐ ๗๓๖๔ ๒๖๓๘").unwrap().e164, "+6673642638");
        assert_eq!(phone("+6673642638", &[]).printed(), "0 7364 2638");
        let mobile = Phone::read("081-234-5678").unwrap();
        assert_eq!(mobile, phone("+66812345678", &[]));
        assert_eq!(mobile.printed(), "08 1234 5678");
        assert!(mobile.is_mobile() && !phone("+6673642638", &[]).is_mobile());
    }

    #[test]
    fn a_short_code_is_dialled_as_it_is() {
        for code in ["191", "1111"] {
            let short = Phone::read(&format!("สายด่วน {code}")).unwrap();
            assert_eq!((short.printed().as_str(), short.is_mobile()), (code, false));
        }
    }

    #[test]
    fn extensions_are_read_in_every_wording() {
        let three = phone("+6623569999", &["8810", "8829", "8992"]);
        for typed in [
            "โทร. ๐ ๒๓๕๖ ๙๙๙๙ ต่อ ๘๘๑๐ หรือ ๘๘๒๙ หรือ ๘๙๙๒",
            "0 2356 9999 ต่อ 8810, 8829, 8992",
            "0 2356 9999 กด 8810 หรือ 8829 และ 8992",
            "02-356-9999 ext. 8810, ext. 8829, 8992",
            "02 356 9999 #8810 #8829 #8992",
            "02 356 9999, 8810/8829/8992.",
            "02 356 9999 ต่อ 8810, 8810, 8829, 8992",
        ] {
            assert_eq!(Phone::read(typed).as_ref(), Ok(&three), "{typed}");
        }
        assert_eq!(three.printed(), "0 2356 9999 ต่อ 8810, 8829, 8992");
    }

    #[test]
    fn a_range_of_extensions_is_written_out() {
        let read = |typed: &str| Phone::read(typed).map(|phone| phone.extensions.join(" "));
        for typed in ["8810-8812", "8810-12", "๘๘๑๐ ถึง ๘๘๑๒", "8810 – 2"] {
            let read = read(&format!("0 2356 9999 ต่อ {typed}"));
            assert_eq!(read.as_deref(), Ok("8810 8811 8812"), "{typed}");
        }
        assert_eq!(read("0 2356 9999 ต่อ 08-11, 0").as_deref(), Ok("08 09 10 11 0"));
        assert_eq!(read("0 2356 9999 ต่อ 01-20").map(|it| it.len()), Ok(20 * 2 + 19));
        let most = Err(PhoneMistake::TooManyExtensions);
        assert_eq!(read("0 2356 9999 ต่อ 01-21"), most);
        assert_eq!(read("0 2356 9999 ต่อ 01-20, 30"), most);
        for typed in ["8812-8810", "88-8812", "8810-", "-8810", "1-2-3"] {
            let read = read(&format!("0 2356 9999 ต่อ {typed}"));
            assert_eq!(read, Err(PhoneMistake::Range), "{typed}");
        }
    }

    #[test]
    fn what_is_no_single_thai_number_is_refused_with_the_reason() {
        for (typed, mistake) in [
            ("", PhoneMistake::Empty),
            ("โทร.", PhoneMistake::Empty),
            ("ต่อ 8810", PhoneMistake::Empty),
            ("02 612 606", PhoneMistake::Length { has: 8, needed: 9 }),
            ("081 234 567", PhoneMistake::Length { has: 9, needed: 10 }),
            ("02 612 6060 8810", PhoneMistake::Length { has: 13, needed: 9 }),
            ("2612 6060", PhoneMistake::NoSuchNumber),
            ("01 234 5678", PhoneMistake::NoSuchNumber),
            ("12345", PhoneMistake::NoSuchNumber),
            ("+1 202 555 0143", PhoneMistake::Foreign),
            ("02 612 6060-63", PhoneMistake::SeveralNumbers),
            ("02 612 6060 ถึง 63", PhoneMistake::SeveralNumbers),
            ("02 612 6060 หรือ 081-234-5678", PhoneMistake::SeveralNumbers),
            ("02 612 6060 / 02 612 6061", PhoneMistake::SeveralNumbers),
            ("02 612 6060 ต่อ 8810 8829", PhoneMistake::ExtensionLength),
            ("02 612 6O60", PhoneMistake::Character('o')),
            ("02 612 6060 ต่อ คุณกานดา", PhoneMistake::Character('ค')),
            ("02+612+6060", PhoneMistake::Character('+')),
            ("-0066 2 612 6060 1", PhoneMistake::Length { has: 10, needed: 9 }),
        ] {
            assert_eq!(Phone::read(typed), Err(mistake), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(
            text: String,
            typed in "(โทร\\.? ?)?[+0-9๐-๙ ().-]{0,16}( ?(ต่อ|กด|ext|#|หรือ|,|ถึง|-) ?[0-9๐-๙ -]{0,9}){0,4}",
        ) {
            for text in [text, typed] {
                if let Ok(phone) = Phone::read(&text) {
                    prop_assert_eq!(Phone::read(&phone.printed()), Ok(phone.clone()));
                    prop_assert_eq!(Phone::read(&phone.e164).map(|it| it.e164), Ok(phone.e164));
                }
            }
        }

        #[test]
        fn what_is_printed_reads_back(
            number in "0[23457][0-9]{7}|0[689][0-9]{8}|1[0-9]{2,3}",
            extensions in prop::collection::vec("[0-9]{1,6}", 0..=20),
        ) {
            let typed = format!("{number} ต่อ {}", extensions.join(" หรือ "));
            let phone = Phone::read(&typed).unwrap();
            prop_assert_eq!(Phone::read(&phone.printed()), Ok(phone.clone()));
            prop_assert_eq!(Phone::read(&to_thai(&phone.printed())), Ok(phone));
        }
    }
}
