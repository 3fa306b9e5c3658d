//! The part of a mail address before the @: what it may hold, which names are kept back, and what to propose.

use unicode_normalization::UnicodeNormalization;

use crate::{
    thai::{digits, text},
    web::locale::Text,
};

/// The most characters of a local part (RFC 5321, section 4.5.3.1.1).
pub const MOST: usize = 64;

/// Local parts that no person gets: the central mailbox of each agency (ระเบียบงานสารบรรณ ฉบับที่ 4), the roles of
/// RFC 2142, and names that would lend their holder an authority.
pub const RESERVED: [&str; 17] = [
    "saraban",
    "postmaster",
    "abuse",
    "hostmaster",
    "webmaster",
    "admin",
    "administrator",
    "root",
    "security",
    "noc",
    "info",
    "support",
    "noreply",
    "no-reply",
    "mailer-daemon",
    "dmarc",
    "tls-reports",
];

/// How many letters of a given name a proposal takes, so that what follows them always fits.
const MOST_OF_NAME: usize = MOST - 8;

/// Reads a local part as typed and gives it in small letters and ASCII digits; reserved names are read like others.
///
/// It has 1 to 64 of the characters a–z, 0–9, dot, underscore and hyphen; dots stand neither at an end nor side by side.
pub fn read_local_part(typed: &str) -> Result<String, Text> {
    let local_part = digits::to_arabic(&text::normalise(typed)).to_ascii_lowercase();
    if local_part.is_empty() {
        return Err(Text::new("local-part-empty"));
    }
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if let Some(c) = local_part.chars().find(|c| !is_allowed(*c)) {
        return Err(if c == ' ' || c == '\n' {
            Text::new("local-part-space")
        } else {
            Text::new("local-part-character").with("character", c.to_string())
        });
    }
    if local_part.len() > MOST {
        return Err(Text::new("local-part-long").with("most", MOST));
    }
    if local_part.starts_with('.') || local_part.ends_with('.') || local_part.contains("..") {
        return Err(Text::new("local-part-dot"));
    }
    Ok(local_part)
}

/// Whether a local part, as [`read_local_part`] gives it, is kept back.
pub fn is_reserved(local_part: &str) -> bool {
    RESERVED.contains(&local_part)
}

/// Whether every domain has this address and nobody takes it away: the official mailbox, and two of RFC 2142.
pub fn is_official(local_part: &str) -> bool {
    ["saraban", "postmaster", "abuse"].contains(&local_part)
}

/// Proposes local parts for an English name, best first: kanda.j, kanda.ja, kandaj, then kanda.j2 to kanda.j9.
///
/// A name without Latin letters gives none, because Thai is never transliterated by program.
pub fn suggest(first_name_en: &str, last_name_en: &str) -> Vec<String> {
    let (first, last) = (letters(first_name_en), letters(last_name_en));
    if first.is_empty() {
        return Vec::new();
    }
    let (plain, numbered) = match (last.get(..1), last.get(..2).unwrap_or(&last)) {
        (Some(one), two) => {
            let best = format!("{first}.{one}");
            (vec![best.clone(), format!("{first}.{two}"), format!("{first}{one}")], best)
        }
        (None, _) => (vec![first.clone()], first),
    };
    let mut proposals: Vec<String> = Vec::new();
    for proposal in plain.into_iter().chain((2..=9).map(|n| format!("{numbered}{n}"))) {
        if !is_reserved(&proposal) && !proposals.contains(&proposal) {
            proposals.push(proposal);
        }
    }
    proposals
}

/// The Latin letters of a name, small and without their marks: "José" gives "jose".
fn letters(name: &str) -> String {
    let letters = name.nfd().filter(char::is_ascii_alphabetic).take(MOST_OF_NAME);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_spaces_and_thai_digits_are_folded() {
        for (typed, kept) in [
            (" Kanda.J ", "kanda.j"),
            ("nara๐๐๑๗.๒", "nara0017.2"),
            ("kanda\u{200b}_j-2", "kanda_j-2"),
            (&"a".repeat(64), &"a".repeat(64)),
        ] {
            assert_eq!(read_local_part(typed).as_deref(), Ok(kept));
        }
    }

    #[test]
    fn what_no_mailbox_can_be_called_is_refused_with_the_reason() {
        let character = |c: &str| Text::new("local-part-character").with("character", c);
        for (typed, mistake) in [
            (" ", Text::new("local-part-empty")),
            ("กานดา", character("ก")),
            ("kanda@agency.go.th", character("@")),
            ("kanda+news", character("+")),
            ("josé", character("é")),
            ("kanda j", Text::new("local-part-space")),
            (".kanda", Text::new("local-part-dot")),
            ("kanda.", Text::new("local-part-dot")),
            ("kanda..j", Text::new("local-part-dot")),
            (&"a".repeat(65), Text::new("local-part-long").with("most", MOST)),
        ] {
            assert_eq!(read_local_part(typed), Err(mistake), "{typed}");
        }
    }

    #[test]
    fn a_name_is_proposed_short_first_and_then_with_a_number() {
        let proposals = suggest("Kanda", "Jaidee");
        assert_eq!(proposals[..5], ["kanda.j", "kanda.ja", "kandaj", "kanda.j2", "kanda.j3"]);
        assert_eq!(proposals.last().map(String::as_str), Some("kanda.j9"));
        assert_eq!(
            suggest("José María", "O'Brien")[..3],
            ["josemaria.o", "josemaria.ob", "josemariao"]
        );
        assert_eq!(suggest("Info", "")[..2], ["info2", "info3"]);
        assert_eq!(suggest("A", "B")[..3], ["a.b", "ab", "a.b2"]);
        assert!(suggest("กานดา", "ใจดี").is_empty());
    }

    proptest! {
        #[test]
        fn whatever_is_kept_or_proposed_is_a_local_part(text: String, near in "[a-zA-Z๐-๙._ -]{0,70}", last: String) {
            for typed in [text, near] {
                if let Ok(kept) = read_local_part(&typed) {
                    prop_assert_eq!(read_local_part(&kept), Ok(kept));
                }
                for proposal in suggest(&typed, &last) {
                    prop_assert_eq!(read_local_part(&proposal), Ok(proposal));
                }
            }
        }
    }
}
