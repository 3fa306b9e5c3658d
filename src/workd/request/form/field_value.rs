//! The one spelling of what was typed into one field.

use crate::{
    identity::person,
    thai::{date, digits, phone::Phone, text},
    web::locale::Text,
    workd::{
        domain_name,
        request::fields::{self, Field, Kind, Takes},
    },
};

/// The most graphemes in a line, and in a paragraph.
const LINE: usize = 200;
const PARAGRAPH: usize = 2000;
/// The most accounts that one request may ask for.
const ACCOUNTS: i64 = 1_000_000;

type Wrong = (&'static str, Text);

/// The one spelling of what was typed into `field`.
pub(super) fn read(
    field: &Field,
    kind: Kind,
    typed: &str,
    domain_kind: Option<&str>,
    zone: &str,
) -> Result<String, Wrong> {
    let ascii = digits::to_arabic(typed.trim());
    match field.takes {
        Takes::Thai => {
            let text = words(typed, LINE)?;
            let thai = text.chars().any(|c| ('\u{e01}'..='\u{e4e}').contains(&c));
            if thai { Ok(text) } else { Err(("script", Text::new("request-thai-needed"))) }
        }
        Takes::Latin => {
            let text = words(typed, LINE)?;
            let thai = text.chars().any(|c| ('\u{e00}'..='\u{e7f}').contains(&c));
            let latin = text.chars().any(|c| c.is_ascii_alphabetic());
            if latin && !thai {
                Ok(text)
            } else {
                Err(("script", Text::new("request-latin-needed")))
            }
        }
        Takes::Words => words(typed, LINE),
        Takes::Name => {
            text::check_name(typed).map_err(|_| ("name", Text::new("request-name-shape")))
        }
        Takes::Paragraph => words(typed, PARAGRAPH),
        Takes::Choice(codes) => one_of(&ascii, |code| codes.contains(&code)),
        Takes::Ministry => one_of(&ascii, fields::is_ministry),
        Takes::Province => one_of(&ascii, fields::is_province),
        Takes::Yes => one_of(&ascii, |code| code == "true"),
        Takes::CitizenId => Ok(String::new()),
        Takes::Phone => Ok(phone(typed)?.printed()),
        Takes::Mobile => {
            let phone = phone(typed)?;
            if phone.is_mobile() {
                Ok(phone.printed())
            } else {
                Err(("mobile", Text::new("request-mobile-needed")))
            }
        }
        Takes::Extensions => extensions(&ascii),
        Takes::Email => person::read_email(typed).ok_or(("shape", Text::new("email-shape"))),
        Takes::Postcode => {
            let sound = ascii.len() == 5 && ascii.bytes().all(|b| b.is_ascii_digit());
            if sound { Ok(ascii) } else { Err(("shape", Text::new("request-postcode-shape"))) }
        }
        Takes::Count => {
            let number = ascii.replace([',', ' '], "").parse::<i64>();
            match number {
                Ok(number @ 1..=ACCOUNTS) => Ok(number.to_string()),
                _ => Err(("count", Text::new("request-count-shape").with("most", ACCOUNTS))),
            }
        }
        Takes::Domain => {
            let named = domain_kind.and_then(domain_name::Kind::from_code);
            let read = match (kind, named) {
                (_, Some(kind)) => domain_name::read(kind, typed, zone),
                // The name of a domain that is there already says itself which kind it is.
                _ => domain_name::read(domain_name::Kind::Own, typed, zone)
                    .or_else(|_| domain_name::read(domain_name::Kind::MailGoTh, typed, zone)),
            };
            read.map_err(|text| ("shape", text))
        }
        Takes::Day => match date::read(typed) {
            Ok(day) => Ok(day.to_string()),
            Err(mistake) => Err(("date", mistake.text())),
        },
    }
}

fn words(typed: &str, most: usize) -> Result<String, Wrong> {
    let normal = text::normalise(typed);
    if text::graphemes(&normal) > most {
        return Err(("long", Text::new("request-too-long").with("most", most)));
    }
    Ok(normal)
}

fn one_of(code: &str, known: impl Fn(&str) -> bool) -> Result<String, Wrong> {
    if known(code) {
        Ok(code.to_owned())
    } else {
        Err(("unknown", Text::new("request-choice-unknown")))
    }
}

fn phone(typed: &str) -> Result<Phone, Wrong> {
    Phone::read(typed).map_err(|mistake| ("phone", mistake.text()))
}

fn extensions(ascii: &str) -> Result<String, Wrong> {
    let numbers: Vec<&str> =
        ascii.split([',', ' ', ';', '/']).filter(|number| !number.is_empty()).collect();
    let sound = numbers.len() <= 20
        && numbers
            .iter()
            .all(|n| (1..=6).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    if sound {
        Ok(numbers.join(", "))
    } else {
        Err(("shape", Text::new("request-extensions-shape")))
    }
}
