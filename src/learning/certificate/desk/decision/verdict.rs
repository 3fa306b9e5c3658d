//! What is decided, why, and by whom; as an officer chose and typed it.

use crate::{
    error::{Error, Mistake, Result},
    id::PersonId,
    learning::certificate::desk::{decision::reason, thread::Side},
    thai::text,
    web::locale::Text,
};

/// What an officer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The certificate is issued.
    Approve,
    /// The learner mends something and asks again.
    Return,
    /// No.
    Reject,
}

impl Verdict {
    /// The verdict called `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "approve" => Some(Self::Approve),
            "return" => Some(Self::Return),
            "reject" => Some(Self::Reject),
            _ => None,
        }
    }

    /// The state that it leads to.
    pub fn state(self) -> &'static str {
        match self {
            Self::Approve => "approved",
            Self::Return => "returned",
            Self::Reject => "rejected",
        }
    }
}

/// A verdict with its reason.
#[derive(Clone, Debug)]
pub struct Decision {
    /// What.
    pub verdict: Verdict,
    /// Why, of the list; none for an approval.
    pub code: Option<&'static str>,
    /// Why, in the officer's words; needed where the code is `other`.
    pub reason: Option<String>,
    /// Mark of the evidence that the officer was shown; none: not said.
    pub seen: Option<String>,
}

impl Decision {
    /// Approval without a word.
    pub const APPROVAL: Self =
        Self { verdict: Verdict::Approve, code: None, reason: None, seen: None };

    /// The same, to be held against the evidence that was shown; an empty mark says nothing.
    pub fn with_seen(self, mark: &str) -> Self {
        Self { seen: (!mark.is_empty()).then(|| mark.to_owned()), ..self }
    }

    /// Reads what an officer chose and typed. Without a code the reason is `other`.
    pub fn read(verdict: &str, code: &str, reason: &str) -> Result<Self> {
        let mut mistakes = Vec::new();
        let verdict = Verdict::from_code(verdict);
        if verdict.is_none() {
            let text = Text::new("decision-unknown");
            mistakes.push(Mistake::new("decision", "unknown", text));
        }
        let reason = text::normalise(reason);
        let code = match verdict {
            None | Some(Verdict::Approve) => None,
            Some(_) if code.is_empty() => Some("other"),
            Some(verdict) => {
                let known = reason::known(verdict, code);
                if known.is_none() {
                    mistakes.push(Mistake::new("reason_code", "unknown", reason::unknown()));
                }
                known
            }
        };
        if reason.is_empty() && code == Some("other") {
            mistakes.push(Mistake::new("reason", "required", Text::new("decide-reason-needed")));
        }
        if text::graphemes(&reason) > 1000 {
            mistakes.push(Mistake::new("reason", "long", Text::new("reason-long")));
        }
        match verdict {
            Some(verdict) if mistakes.is_empty() => {
                let reason = (!reason.is_empty()).then_some(reason);
                Ok(Self { verdict, code, reason, seen: None })
            }
            _ => Err(Error::Mistakes(mistakes)),
        }
    }
}

/// Who decides.
#[derive(Clone, Copy)]
pub enum By<'a> {
    /// An officer, and for whom they stand in.
    Officer(&'a PersonId, Option<&'a PersonId>),
    /// The course's rule.
    Rule,
}

impl By<'_> {
    /// The officer, if it is one.
    pub fn person(&self) -> Option<&PersonId> {
        match self {
            Self::Officer(id, _) => Some(id),
            Self::Rule => None,
        }
    }

    /// For whom the officer stands in.
    pub fn stood_for(&self) -> Option<&PersonId> {
        match self {
            Self::Officer(_, whom) => *whom,
            Self::Rule => None,
        }
    }

    /// The name in the database.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Officer(..) => "officer",
            Self::Rule => "rule",
        }
    }

    /// Whose entry it is in the thread.
    pub fn side(&self) -> Side {
        match self {
            Self::Officer(..) => Side::Officer,
            Self::Rule => Side::Rule,
        }
    }
}
