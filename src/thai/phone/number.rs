//! The number itself: which signs may part its digits, and how many digits it has.

use super::PhoneMistake;

/// Words that stand before a number and say nothing about it; of two that begin alike the longer stands first.
const LABELS: [&str; 14] = [
    "หมายเลขโทรศัพท์",
    "เบอร์โทรศัพท์",
    "เบอร์โทร",
    "โทรศัพท์เคลื่อนที่",
    "โทรศัพท์มือถือ",
    "โทรศัพท์",
    "โทรสาร",
    "โทร",
    "สายด่วน",
    "มือถือ",
    "telephone",
    "tel",
    "mobile",
    "fax",
];

/// Gives what follows the labels of `typed`: "โทรศัพท์/โทรสาร : 0 2612 6060" has two.
pub fn without_label(typed: &str) -> &str {
    let mut rest = typed;
    loop {
        rest = rest.trim_start_matches([' ', '\n', '.', ':', '/']);
        match LABELS.iter().find_map(|label| rest.strip_prefix(label)) {
            Some(after) => rest = after,
            None => return rest,
        }
    }
}

/// Reads a number of ASCII digits in any grouping, and gives its E.164 form or the short code.
pub fn read(typed: &str) -> Result<String, PhoneMistake> {
    let typed = typed.trim();
    let (plus, typed) = match typed.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, typed),
    };
    let mut digits = String::with_capacity(typed.len());
    for c in typed.chars() {
        match c {
            '0'..='9' => digits.push(c),
            ' ' | '\n' | '-' | '.' | '(' | ')' => {}
            _ => return Err(PhoneMistake::Character(c)),
        }
    }
    if digits.is_empty() {
        return Err(PhoneMistake::Empty);
    }
    let number = within_the_country(digits, plus)?;
    match number.as_bytes() {
        [b'1', ..] if matches!(number.len(), 3 | 4) => Ok(number),
        [b'0', b'2'..=b'5' | b'7', ..] => international(&number, 9, typed),
        [b'0', b'6' | b'8' | b'9', ..] => international(&number, 10, typed),
        _ => Err(PhoneMistake::NoSuchNumber),
    }
}

/// Puts the 0 in the place of the country's code, which is written as +66, as 0066, or as 66 alone.
fn within_the_country(digits: String, plus: bool) -> Result<String, PhoneMistake> {
    let abroad = if plus { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    // Within the country every long number begins with 0, so that ten digits from 66 on are the code and a number.
    let bare = (digits.starts_with("66") && digits.len() > 9).then_some(digits.as_str());
    match abroad.or(bare) {
        None => Ok(digits),
        Some(abroad) => {
            let national = abroad.strip_prefix("66").ok_or(PhoneMistake::Foreign)?;
            Ok(format!("0{}", national.strip_prefix('0').unwrap_or(national)))
        }
    }
}

fn international(number: &str, needed: usize, typed: &str) -> Result<String, PhoneMistake> {
    let has = number.len();
    if has == needed {
        return Ok(format!("+66{}", &number[1..]));
    }
    // "0 2612 6060-63" are four lines: what stands before the last dash is a number already.
    let last = typed.rsplit_once('-').map_or("", |(_, last)| last);
    let after = last.chars().filter(char::is_ascii_digit).count();
    let is_several = after > 0 && has.checked_sub(after) == Some(needed);
    Err(if is_several {
        PhoneMistake::SeveralNumbers
    } else {
        PhoneMistake::Length { has, needed }
    })
}
