//! Numbers of requests, such as WD-2569-0042, as people write them.

/// What is in the first characters of a text counts; below them quoted letters follow.
const TEXT_CHARS: usize = 2000;
/// More than the longest way to write a number, in characters.
const NUMBER_CHARS: usize = 40;
/// Most digits of the running number.
const MOST_DIGITS: usize = 9;

/// Finds the number of the request that a letter is about, as `WD-2569-0042`: in the tag of a recipient
/// (`contact+wd-2569-0042@…`), else in the subject, else in the first 2000 characters of the text.
/// None when the first place that names any names two.
///
/// Letters may be small, digits Thai, hyphens missing after the letters, or dashes or spaces; the year
/// is one of the Buddhist era, from 2500 to 2699.
pub fn find_number(subject: &str, to: &[String], text: &str) -> Option<String> {
    let mut tags = Vec::new();
    for address in to {
        let local = address.rsplit_once('@').map_or(address.as_str(), |(local, _)| local);
        tags.extend(local.split_once('+').map(|(_, tag)| tag));
    }
    let tagged = tags.into_iter().flat_map(|tag| numbers(tag, usize::MAX)).collect();
    [tagged, numbers(subject, usize::MAX), numbers(text, TEXT_CHARS)]
        .into_iter()
        .find(|found| !found.is_empty())
        .and_then(|found: Vec<String>| {
            let (first, others) = found.split_first()?;
            others.iter().all(|other| other == first).then(|| first.clone())
        })
}

/// The numbers that begin within the first `within` characters.
fn numbers(text: &str, within: usize) -> Vec<String> {
    let most = within.saturating_add(NUMBER_CHARS);
    let chars = text.chars().filter(|&char| !is_ignored(char)).take(most);
    let chars: Vec<char> = chars.map(plain).collect();
    let starts = (0..chars.len().min(within)).filter(|&start| {
        start.checked_sub(1).and_then(|before| chars.get(before)).is_none_or(|&it| !is_word(it))
    });
    starts.filter_map(|start| chars.get(start..).and_then(number)).collect()
}

/// The number that `chars` begin with.
fn number(chars: &[char]) -> Option<String> {
    let rest = chars.strip_prefix(&['W', 'D'])?;
    let (_, rest) = separator(rest);
    let (year, rest) = digits(rest);
    let (gap, rest) = separator(rest);
    let (running, rest) = digits(rest);
    let fits = year.len() == 4
        && (year.starts_with("25") || year.starts_with("26"))
        && gap > 0
        && (4..=MOST_DIGITS).contains(&running.len())
        && !rest.first().copied().is_some_and(is_word);
    fits.then(|| format!("WD-{year}-{running}"))
}

/// How many of the next three characters separate, and what follows.
fn separator(chars: &[char]) -> (usize, &[char]) {
    let length = chars.iter().take(3).take_while(|&&char| char == '-').count();
    (length, chars.get(length..).unwrap_or_default())
}

fn digits(chars: &[char]) -> (String, &[char]) {
    let digits: String =
        chars.iter().take(MOST_DIGITS + 1).take_while(|char| char.is_ascii_digit()).collect();
    let rest = chars.get(digits.len()..).unwrap_or_default();
    (digits, rest)
}

/// The character that stands for all it may be written as: capitals, ASCII digits, and the hyphen.
fn plain(char: char) -> char {
    match char {
        '๐'..='๙' => shifted(char, '๐', '0'),
        '０'..='９' => shifted(char, '０', '0'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '_' => '-',
        _ if char.is_whitespace() => '-',
        _ => char.to_ascii_uppercase(),
    }
}

fn shifted(char: char, from: char, to: char) -> char {
    char::from_u32(u32::from(char) - u32::from(from) + u32::from(to)).unwrap_or(char)
}

/// Soft hyphens and marks of no width, which programs set between Thai words.
fn is_ignored(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Thai letters may touch a number, since Thai sets no spaces; Latin letters and digits may not.
fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn in_subject(subject: &str) -> Option<String> {
        find_number(subject, &[], "")
    }

    #[test]
    fn a_number_is_found_however_it_is_written() {
        for subject in [
            "WD-2569-0042",
            "Re: [wd-2569-0042] แบบคำขอ",
            "ตอบกลับ: คำขอเลขที่WD-2569-0042ลงนามแล้ว",
            "FW: WD–๒๕๖๙–๐๐๔๒",
            "Fwd: (Wd 2569 0042), สแกน",
            "wd_2569_0042.pdf",
            "WD2569-0042",
            "WD - 2569\u{a0}0042",
            "WD-2569-\u{200b}0042 12 มิ.ย. 2569",
            "WD-2569-0042/wd-2569-0042",
        ] {
            assert_eq!(in_subject(subject).as_deref(), Some("WD-2569-0042"), "{subject}");
        }
    }

    #[test]
    fn what_only_resembles_a_number_is_none() {
        for subject in [
            "",
            "WD",
            "WD-2569",
            "WD-2569-042",
            "WD-2026-0042",
            "AWD-2569-0042",
            "WD-2569-0042a",
            "WD-2569-1234567890",
            "WD----2569-0042",
            "WD-25690042",
            "WD-2569-0042 WD-2569-0043",
            "ＷＤ",
            "W D-2569-0042",
        ] {
            assert_eq!(in_subject(subject), None, "{subject}");
        }
    }

    #[test]
    fn the_recipient_counts_before_the_subject_and_the_subject_before_the_text() {
        let to = ["officer@a.go.th".into(), "contact+wd-2569-0001@rian.go.th".into()];
        let find = |to: &[String], subject| find_number(subject, to, "WD-2569-0003");
        assert_eq!(find(&to, "WD-2569-0002").as_deref(), Some("WD-2569-0001"));
        assert_eq!(find(&to[..1], "WD-2569-0002").as_deref(), Some("WD-2569-0002"));
        assert_eq!(find(&[], "x").as_deref(), Some("WD-2569-0003"));
        assert_eq!(find(&["wd-2569-0009@a.go.th".into()], "").as_deref(), Some("WD-2569-0003"));
    }

    #[test]
    fn two_numbers_in_one_place_leave_it_open() {
        let to = ["c+wd-2569-0001@a".to_owned(), "c+wd-2569-0002@a".to_owned()];
        assert_eq!(find_number("WD-2569-0001", &to, ""), None);
        assert_eq!(find_number("WD-2569-0001 WD-2569-0002", &[], "WD-2569-0001"), None);
    }

    #[test]
    fn only_the_beginning_of_a_text_counts() {
        let at = |before: usize| find_number("", &[], &(" ".repeat(before) + "WD-2569-00425"));
        assert_eq!(at(1999).as_deref(), Some("WD-2569-00425"));
        assert_eq!(at(2000), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(
            subject in ".*", text in "([Ww]|[dD]|-|[0-9๐-๙]|2569|\\PC){0,60}", to in prop::collection::vec(".*", 0..3),
        ) {
            let _ = find_number(&subject, &to, &text);
            let _ = find_number(&text, &to, &subject);
        }

        #[test]
        fn what_it_finds_it_finds_again(
            year in 2500..2700_u32, running in 0..999_999_u32,
            separators in "[-–_ ]{1,3}", before in "[ก-ฮ (:,./]{0,9}", after in "[ก-ฮ ):,.]{0,9}",
        ) {
            let canonical = format!("WD-{year}-{running:04}");
            let thai: String = format!("{year}{separators}{running:04}").chars().map(|char| {
                char.to_digit(10).map_or(char, |digit| char::from_u32('๐' as u32 + digit).unwrap())
            }).collect();
            let written = format!("{before}wD{separators}{thai}{after}");
            prop_assert_eq!(in_subject(&written), Some(canonical.clone()));
            prop_assert_eq!(in_subject(&canonical), Some(canonical));
        }
    }
}
