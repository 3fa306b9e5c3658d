//! Writes out the short forms that official texts use, so that the short and the long form find each other.

use crate::thai::letters::is_letter;

/// Short forms and what they stand for; of two that begin alike the longer comes first.
const SHORT_FORMS: &[(&str, &str)] = &[
    ("กทม.", "กรุงเทพมหานคร"),
    ("กทม", "กรุงเทพมหานคร"),
    ("สพร.", "สำนักงานพัฒนารัฐบาลดิจิทัล"),
    ("สพร", "สำนักงานพัฒนารัฐบาลดิจิทัล"),
    ("อบต.", "องค์การบริหารส่วนตำบล"),
    ("อบต", "องค์การบริหารส่วนตำบล"),
    ("อบจ.", "องค์การบริหารส่วนจังหวัด"),
    ("อบจ", "องค์การบริหารส่วนจังหวัด"),
    ("ก.พ.ร.", "คณะกรรมการพัฒนาระบบราชการ"),
    ("ก.พ.", "คณะกรรมการข้าราชการพลเรือน"),
    ("จ.", "จังหวัด"),
    ("อ.", "อำเภอ"),
    ("ต.", "ตำบล"),
];

/// Gives `text` with every short form written out and set apart by spaces.
pub fn write_out(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let before = &text[..text.len() - rest.len()];
        match SHORT_FORMS.iter().find(|(short, _)| is_meant(before, short, rest)) {
            Some((short, long)) => {
                out.extend([" ", long, " "]);
                rest = &rest[short.len()..];
            }
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

/// Says whether `rest` begins with `short`, and neither side shows that something else is meant.
fn is_meant(before: &str, short: &str, rest: &str) -> bool {
    let Some(after) = rest.strip_prefix(short) else {
        return false;
    };
    let follows = |c: char| is_letter(c) || c == '.';
    if before.ends_with(follows) || is_initial(after) {
        return false;
    }
    match short {
        // Also February, between the day and the year.
        "ก.พ." => {
            !before.trim_end().ends_with(is_digit) && !after.trim_start().starts_with(is_digit)
        }
        // Also days and months; a place has a name of two letters or more.
        "จ." | "อ." | "ต." => {
            after.trim_start().chars().take(2).filter(|c| is_letter(*c)).count() == 2
        }
        _ => short.ends_with('.') || !after.starts_with(follows),
    }
}

/// Says whether one more letter with a dot follows, as in "ต.ค."
fn is_initial(after: &str) -> bool {
    let mut next = after.chars();
    next.next().is_some_and(is_letter) && next.next() == Some('.')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written_out(text: &str) -> String {
        let words: Vec<String> = write_out(text).split_whitespace().map(str::to_owned).collect();
        words.join(" ")
    }

    #[test]
    fn agencies_are_written_out_with_their_dot_or_without() {
        assert_eq!(written_out("กทม."), "กรุงเทพมหานคร");
        assert_eq!(written_out("(กทม)"), "( กรุงเทพมหานคร )");
        assert_eq!(written_out("อบต.บางพลี"), "องค์การบริหารส่วนตำบล บางพลี");
        assert_eq!(written_out("สำนักงาน ก.พ.ร."), "สำนักงาน คณะกรรมการพัฒนาระบบราชการ");
        assert_eq!(written_out("สำนักงาน ก.พ."), "สำนักงาน คณะกรรมการข้าราชการพลเรือน");
    }

    #[test]
    fn an_address_is_written_out() {
        assert_eq!(
            written_out("ต.บางนาค อ. เมือง จ.นราธิวาส"),
            "ตำบล บางนาค อำเภอ เมือง จังหวัด นราธิวาส"
        );
    }

    #[test]
    fn dates_and_other_initials_stay() {
        for text in
            ["29 ก.พ. 2567", "31 ต.ค. 66", "จ. 22 ก.ย.", "ก.พ.อ.", "ม.จ.กานดา", "กทมา", "อ.ส.ค."]
        {
            assert_eq!(written_out(text), text);
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text: String, thai in "[กทมพจอต. 0-9]{0,12}") {
            write_out(&text);
            write_out(&thai);
        }
    }
}
