//! Number: what a certificate is called and found by. It cannot be guessed, and is read as people copy
//! it.

use chrono::{Datelike, NaiveDate};

use crate::{
    clock::{Random, bytes},
    thai::{digits, text},
};

/// `RIAN-`, the year, and 80 random bits in Crockford's base 32, in groups of four.
pub fn fresh_number(day: NaiveDate, random: &dyn Random) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut number = format!("RIAN-{}", day.year() + 543);
    for (index, byte) in bytes::<16>(random).into_iter().enumerate() {
        if index % 4 == 0 {
            number.push('-');
        }
        number.push(char::from(ALPHABET[usize::from(byte % 32)]));
    }
    number
}

/// A number as somebody typed or copied it: Thai digits, small letters, odd dashes and letters that
/// look like digits are welcome.
pub fn read_number(typed: &str) -> String {
    let typed = digits::to_arabic(&text::normalise(typed)).to_uppercase();
    let typed: String = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c })
        .collect();
    // Whoever followed the code on the paper has the address of the page.
    let typed = match typed.rsplit_once("/VERIFY/") {
        Some((_, rest)) => rest.split(['?', '#', '/']).next().unwrap_or_default().to_owned(),
        None => typed,
    };
    let typed = regrouped(&typed).unwrap_or(typed);
    match typed.strip_prefix("RIAN-") {
        // The alphabet has no I, L, O: whoever read one read a digit.
        Some(rest) => format!("RIAN-{}", rest.replace(['I', 'L'], "1").replace('O', "0")),
        None => typed,
    }
}

/// Characters of the longest number, with room for whatever somebody types between them, or for the
/// address printed beside it.
const LONGEST: usize = 200;

/// Whether what was typed may be a number at all: what is much longer than one was pasted by mistake.
pub fn may_be_number(typed: &str) -> bool {
    typed.chars().nth(LONGEST).is_none()
}

/// Puts the dashes back where somebody left them out: `RIAN`, four digits, sixteen characters.
fn regrouped(typed: &str) -> Option<String> {
    let plain = typed.replace('-', "");
    let rest = plain.strip_prefix("RIAN")?;
    if rest.len() != 20 || !rest.is_ascii() {
        return None;
    }
    let groups: Vec<&str> = (0..5).map(|group| &rest[4 * group..4 * group + 4]).collect();
    Some(format!("RIAN-{}", groups.join("-")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::SystemRandom;

    #[test]
    fn a_number_is_read_as_people_copy_it() {
        let read = read_number(" rian-๒๕๖๙\u{2013}ab1o-0000-0000-lixx ");
        assert_eq!(read, "RIAN-2569-AB10-0000-0000-11XX");
        assert_eq!(read_number("rian 2569 ab1o 0000 0000 lixx"), read);
        let address = "https://learning.example.go.th/verify/RIAN-2569-AB10-0000-0000-11XX?lang=en";
        assert_eq!(read_number(address), read);
    }

    proptest! {
        #[test]
        fn every_number_is_read_back_and_no_two_are_alike(days in 0u64..4000) {
            let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(days);
            let number = fresh_number(day, &SystemRandom);
            prop_assert_eq!(read_number(&number), number.clone());
            prop_assert_ne!(fresh_number(day, &SystemRandom), number);
        }
    }
}
