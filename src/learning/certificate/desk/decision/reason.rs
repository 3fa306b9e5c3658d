//! Why a request is returned or rejected: a fixed list of codes, so that the reasons can be counted.

use crate::{
    learning::certificate::desk::decision::Verdict,
    web::locale::{Locale, Text},
};

/// What the learner can mend.
pub static RETURN: [&str; 6] = [
    "name_wrong",
    "identity_unclear",
    "time_short",
    "answers_unclear",
    "evidence_unclear",
    "other",
];

/// What nobody can mend by asking again.
pub static REJECT: [&str; 5] =
    ["not_the_learner", "answers_shared", "not_entitled", "duplicate", "other"];

/// The codes that `verdict` knows; an approval needs none.
pub fn codes(verdict: Verdict) -> &'static [&'static str] {
    match verdict {
        Verdict::Approve => &[],
        Verdict::Return => &RETURN,
        Verdict::Reject => &REJECT,
    }
}

/// The codes to return for, but `other`.
pub fn to_return() -> &'static [&'static str] {
    RETURN.split_last().map_or(&[], |(_, before)| before)
}

/// The codes to reject for, but `other`.
pub fn to_reject() -> &'static [&'static str] {
    REJECT.split_last().map_or(&[], |(_, before)| before)
}

/// The code as the program knows it.
pub fn known(verdict: Verdict, code: &str) -> Option<&'static str> {
    codes(verdict).iter().copied().find(|known| *known == code)
}

/// The code in words; what is no code (any more) has none.
pub fn said(locale: Locale, code: &str) -> Option<String> {
    let key = format!("choice-decide-{}", code.replace('_', "-"));
    locale.has(&key).then(|| locale.t(&key))
}

/// Code and text as one paragraph of a letter. `other` says nothing beside a text.
pub fn in_words(locale: Locale, code: Option<&str>, text: &str) -> String {
    match code.filter(|code| *code != "other").and_then(|code| said(locale, code)) {
        Some(said) if text.is_empty() => said,
        Some(said) => format!("{said}\n\n    {text}"),
        None => text.to_owned(),
    }
}

/// Says that a code does not fit its verdict.
pub fn unknown() -> Text {
    Text::new("decide-reason-unknown")
}
