//! The twelve months in full and in short, in Thai and English.

/// The names of one month.
pub struct Month {
    /// In full, "กันยายน".
    pub thai: &'static str,
    /// In short, "ก.ย."
    pub short: &'static str,
    /// In full, "September".
    pub english: &'static str,
}

/// The months from มกราคม to ธันวาคม.
pub const MONTHS: [Month; 12] = [
    month("มกราคม", "ม.ค.", "January"),
    month("กุมภาพันธ์", "ก.พ.", "February"),
    month("มีนาคม", "มี.ค.", "March"),
    month("เมษายน", "เม.ย.", "April"),
    month("พฤษภาคม", "พ.ค.", "May"),
    month("มิถุนายน", "มิ.ย.", "June"),
    month("กรกฎาคม", "ก.ค.", "July"),
    month("สิงหาคม", "ส.ค.", "August"),
    month("กันยายน", "ก.ย.", "September"),
    month("ตุลาคม", "ต.ค.", "October"),
    month("พฤศจิกายน", "พ.ย.", "November"),
    month("ธันวาคม", "ธ.ค.", "December"),
];

/// A month that was found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// 1 for January to 12 for December.
    pub number: u32,
    /// Whether the name was Thai, which settles the era of a year in two digits.
    pub thai: bool,
}

/// Finds a month by any of its names, in lower case and without dots or spaces: "กันยายน", "กย", "september", "sep".
pub fn find(name: &str) -> Option<Named> {
    (1..).zip(&MONTHS).find_map(|(number, month)| {
        let thai = name == month.thai || name == month.short.replace('.', "");
        (thai || is_english(name, month)).then_some(Named { number, thai })
    })
}

fn is_english(name: &str, month: &Month) -> bool {
    let full = month.english.to_ascii_lowercase();
    name == full || full.starts_with(name) && (name.len() == 3 || name == "sept")
}

const fn month(thai: &'static str, short: &'static str, english: &'static str) -> Month {
    Month { thai, short, english }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_month() {
        for (number, month) in (1..).zip(&MONTHS) {
            let english = month.english.to_lowercase();
            let short = month.short.replace('.', "");
            assert_eq!(find(month.thai), Some(Named { number, thai: true }));
            assert_eq!(find(&short), Some(Named { number, thai: true }));
            for name in [&english, &english[..3]] {
                let thai = false;
                assert_eq!(find(name), Some(Named { number, thai }));
            }
        }
    }

    #[test]
    fn half_a_name_finds_nothing() {
        for name in ["", "กันยา", "ก", "septem", "ma", "j"] {
            assert_eq!(find(name), None, "{name}");
        }
    }
}
