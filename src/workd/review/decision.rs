//! What an officer decides on a request, as read from a page or the API.

use chrono::{DateTime, Utc};

use crate::{
    error::{Error, Mistake, Result},
    thai::text,
    web::locale::Text,
    workd::request::{fields, request::ToMend},
};

/// What an officer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Granted.
    Approve,
    /// The agency mends something and sends it again.
    Return,
    /// No.
    Reject,
    /// Not now: the budget is used up.
    Wait,
}

impl Verdict {
    fn from_code(code: &str) -> Option<Self> {
        match code {
            "approve" => Some(Self::Approve),
            "return" => Some(Self::Return),
            "reject" => Some(Self::Reject),
            "wait" => Some(Self::Wait),
            _ => None,
        }
    }
}

/// Ways in which a coordinator's identity may have been checked (clause 4.6).
pub const CHECKS: [&str; 5] = ["signed_form", "phone", "in_person", "thaid", "deciding_officer"];

/// A verdict with what belongs to it.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What.
    pub verdict: Verdict,
    /// Mail accounts granted.
    pub mail_accounts: Option<i64>,
    /// Conference accounts granted.
    pub conference_accounts: Option<i64>,
    /// Why; needed unless approved.
    pub reason: Option<String>,
    /// Fields to mend, with the officer's words.
    pub to_mend: Vec<ToMend>,
    /// How the coordinator's identity was checked.
    pub identity_how: String,
    /// When the form that was looked at was sent; without it, the latest.
    pub seen: Option<DateTime<Utc>>,
}

/// A decision as it was typed or sent.
#[derive(Clone, Debug, Default)]
pub struct TypedDecision<'a> {
    /// `approve`, `return`, `reject` or `wait`.
    pub decision: &'a str,
    /// A whole number.
    pub mail_accounts: Option<i64>,
    /// A whole number.
    pub conference_accounts: Option<i64>,
    /// In the officer's words.
    pub reason: &'a str,
    /// Name and words for each field to mend.
    pub to_mend: Vec<(String, String)>,
    /// One of `CHECKS`; without one it is the deciding officer who vouches.
    pub identity_how: &'a str,
    /// When the form that was looked at was sent (RFC 3339).
    pub seen: &'a str,
}

impl Decision {
    /// Reads what an officer typed or sent.
    pub fn read(typed: TypedDecision<'_>) -> Result<Self> {
        let mut mistakes = Vec::new();
        let verdict = Verdict::from_code(typed.decision);
        if verdict.is_none() {
            let text = Text::new("workd-decision-unknown");
            mistakes.push(Mistake::new("decision", "unknown", text));
        }
        let reason = text::normalise(typed.reason);
        let to_mend: Vec<ToMend> = typed
            .to_mend
            .into_iter()
            .filter_map(|(name, words)| {
                let field = name.trim_start_matches('/').replace('/', ".");
                fields::find(&field)?;
                Some(ToMend { field, text: text::normalise(&words) })
            })
            .collect();
        let explained = !reason.is_empty() || !to_mend.is_empty();
        if !explained && verdict.is_some_and(|verdict| verdict != Verdict::Approve) {
            mistakes.push(Mistake::new("reason", "required", Text::new("reason-required")));
        }
        if text::graphemes(&reason) > 1000 {
            mistakes.push(Mistake::new("reason", "long", Text::new("reason-long")));
        }
        for (name, number) in [
            ("granted/mail_accounts", typed.mail_accounts),
            ("granted/conference_accounts", typed.conference_accounts),
        ] {
            if number.is_some_and(|number| !(0..=1_000_000).contains(&number)) {
                let text = Text::new("granted-shape");
                mistakes.push(Mistake::new(name, "range", text));
            }
        }
        let how =
            if typed.identity_how.is_empty() { "deciding_officer" } else { typed.identity_how };
        if !CHECKS.contains(&how) {
            let text = Text::new("identity-how-unknown");
            mistakes.push(Mistake::new("identity_checked/how", "unknown", text));
        }
        match verdict {
            Some(verdict) if mistakes.is_empty() => Ok(Self {
                verdict,
                mail_accounts: typed.mail_accounts,
                conference_accounts: typed.conference_accounts,
                reason: (!reason.is_empty()).then_some(reason),
                to_mend,
                identity_how: how.to_owned(),
                seen: typed.seen.parse().ok(),
            }),
            _ => Err(Error::Mistakes(mistakes)),
        }
    }
}
