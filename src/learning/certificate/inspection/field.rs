//! The fields of a certificate as they are compared, and what a file may say about each.

use serde_json::{Value, json};

use crate::learning::certificate::pdf::Sheet;

/// What is printed on a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What the document calls itself.
    DocumentTitle,
    /// Whose it is.
    FullName,
    /// Of which agency, where the design shows it.
    Agency,
    /// For which course.
    CourseTitle,
    /// How long the course is.
    Minutes,
    /// The mark.
    ScorePercent,
    /// The day it was issued.
    IssuedOn,
    /// The last day of validity.
    ValidUntil,
    /// Its number.
    Number,
    /// Where it is verified.
    VerifyUrl,
    /// Who issued it.
    Issuer,
    /// Who signed for the issuer.
    Signer,
    /// All other words.
    Rest,
}

/// What a file says about one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The same as the record.
    Same,
    /// Something else.
    Differs(String),
    /// Nothing.
    Missing,
    /// It cannot be read.
    Unreadable,
    /// The same, and something else lies over it: these words, or paint alone where there are none.
    Covered(String),
    /// There is nothing of the kind to compare.
    Absent,
}

/// One field: the record beside the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which.
    pub field: Field,
    /// As the record prints it.
    pub record: String,
    /// What the page of the file shows.
    pub shown: Outcome,
    /// What the data inside the file says.
    pub data: Outcome,
}

impl Finding {
    /// `same`, `differs`, `missing`, `covered` or `unreadable`.
    pub fn state(&self) -> &'static str {
        match (&self.shown, &self.data) {
            (Outcome::Differs(_), _) | (_, Outcome::Differs(_)) => "differs",
            (Outcome::Missing, _) => "missing",
            (Outcome::Covered(_), _) => "covered",
            (Outcome::Unreadable, _) => "unreadable",
            (Outcome::Absent, Outcome::Missing) => "missing",
            _ => "same",
        }
    }

    /// The words that lie over it; none where it is covered by paint alone or by nothing.
    pub fn over_it(&self) -> Option<&str> {
        match &self.shown {
            Outcome::Covered(words) if !words.is_empty() => Some(words),
            _ => None,
        }
    }

    /// What the file says, where that is something else.
    pub fn in_file(&self) -> Option<&str> {
        match (&self.shown, &self.data) {
            (Outcome::Differs(text), _) | (_, Outcome::Differs(text)) => Some(text),
            _ => None,
        }
    }
}

impl Field {
    /// Every field of the record, in the order of the page.
    pub const ALL: [Self; 12] = [
        Self::FullName,
        Self::Agency,
        Self::CourseTitle,
        Self::DocumentTitle,
        Self::Minutes,
        Self::ScorePercent,
        Self::IssuedOn,
        Self::ValidUntil,
        Self::Number,
        Self::VerifyUrl,
        Self::Issuer,
        Self::Signer,
    ];

    /// Its name in the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::DocumentTitle => "document_title",
            Self::FullName => "full_name",
            Self::Agency => "agency",
            Self::CourseTitle => "course_title",
            Self::Minutes => "minutes",
            Self::ScorePercent => "score_percent",
            Self::IssuedOn => "issued_on",
            Self::ValidUntil => "valid_until",
            Self::Number => "number",
            Self::VerifyUrl => "verify_url",
            Self::Issuer => "issuer",
            Self::Signer => "signer",
            Self::Rest => "rest",
        }
    }

    /// Key of its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::DocumentTitle => "document",
            Self::FullName => "name",
            Self::Agency => "agency",
            Self::CourseTitle => "course",
            Self::Minutes => "course-minutes",
            Self::ScorePercent => "final-score",
            Self::IssuedOn => "issued-on",
            Self::ValidUntil => "valid-until",
            Self::Number => "certificate-number",
            Self::VerifyUrl => "compare-address",
            Self::Issuer => "issuer",
            Self::Signer => "compare-signer",
            Self::Rest => "compare-rest",
        }
    }

    /// What the data of a genuine file holds; none where the field is not in the data.
    pub fn datum(self, sheet: &Sheet) -> Option<Value> {
        Some(match self {
            Self::DocumentTitle => json!(sheet.document_title),
            Self::FullName => json!(sheet.full_name),
            Self::CourseTitle => json!(sheet.course_title),
            Self::Minutes => json!(sheet.minutes),
            Self::ScorePercent => json!(sheet.score_percent),
            Self::IssuedOn => json!(sheet.issued_on),
            Self::ValidUntil => json!(sheet.valid_until),
            Self::Number => json!(sheet.number),
            Self::VerifyUrl => json!(sheet.verify_url),
            Self::Issuer => json!(sheet.issuer),
            Self::Agency | Self::Signer | Self::Rest => return None,
        })
    }
}
