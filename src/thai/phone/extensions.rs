//! The extensions behind a number: in any wording, and with ranges written out.

use super::{PhoneMistake, number};

/// The most extensions of one number; a range of more is a slip of the hand.
const MOST: usize = 20;
/// The most digits of an extension; what is longer is another number, or two that ran together.
const MOST_DIGITS: usize = 6;

/// What stands before an extension.
const SEPARATORS: [&str; 12] =
    ["เบอร์ต่อ", "ต่อ", "ภายใน", "กด", "extension", "ext", "#", "หรือ", "และ", ",", ";", "/"];
/// What stands between the two ends of a range, beside a dash.
const UP_TO: &str = "ถึง";

/// Parts the number from what follows it, if anything does.
pub fn split(typed: &str) -> (&str, &str) {
    let words = SEPARATORS.iter().chain([&UP_TO]);
    let start = words.filter_map(|word| typed.find(word)).min();
    typed.split_at(start.unwrap_or(typed.len()))
}

/// Reads the extensions of `rest`, each once and in the order in which they stand.
pub fn read(rest: &str) -> Result<Vec<String>, PhoneMistake> {
    if rest.starts_with(UP_TO) {
        return Err(PhoneMistake::SeveralNumbers);
    }
    let commas = SEPARATORS.iter().fold(rest.to_owned(), |rest, word| rest.replace(word, ","));
    let dashes = commas.replace(UP_TO, "-");
    let mut extensions: Vec<String> = Vec::new();
    for item in dashes.split(',').map(|item| item.trim_matches([' ', '\n', '.', ':'])) {
        if item.is_empty() {
            continue;
        }
        if number::read(item).is_ok_and(|number| number.starts_with('+')) {
            return Err(PhoneMistake::SeveralNumbers);
        }
        for extension in item_of(item)? {
            if !extensions.contains(&extension) {
                extensions.push(extension);
            }
        }
        if extensions.len() > MOST {
            return Err(PhoneMistake::TooManyExtensions);
        }
    }
    Ok(extensions)
}

/// Reads "8810", or "8810-8812" and its short form "8810-12".
fn item_of(item: &str) -> Result<Vec<String>, PhoneMistake> {
    let Some((low, high)) = item.split_once('-') else {
        return Ok(vec![extension(item)?]);
    };
    if high.contains('-') || low.trim().is_empty() || high.trim().is_empty() {
        return Err(PhoneMistake::Range);
    }
    let (low, high) = (extension(low)?, extension(high)?);
    let same = low.len().checked_sub(high.len()).ok_or(PhoneMistake::Range)?;
    let high = format!("{}{high}", &low[..same]);
    let (Ok(from), Ok(to)) = (low.parse::<usize>(), high.parse::<usize>()) else {
        return Err(PhoneMistake::Range);
    };
    if to < from {
        return Err(PhoneMistake::Range);
    }
    if to - from >= MOST {
        return Err(PhoneMistake::TooManyExtensions);
    }
    Ok((from..=to).map(|number| format!("{number:0width$}", width = low.len())).collect())
}

/// Reads the digits of one extension, however they are spaced.
fn extension(typed: &str) -> Result<String, PhoneMistake> {
    let digits: String = typed.split_whitespace().collect();
    match digits.chars().find(|c| !c.is_ascii_digit()) {
        Some(c) => Err(PhoneMistake::Character(c)),
        None if digits.len() > MOST_DIGITS => Err(PhoneMistake::ExtensionLength),
        None => Ok(digits),
    }
}
