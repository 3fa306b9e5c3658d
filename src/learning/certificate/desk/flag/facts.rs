//! What raised a flag, in figures and in words, with the way to what proves it.

use std::{borrow::Borrow, sync::Arc};

use chrono::{DateTime, Utc};
use serde_json::json;

use super::Raised;
use crate::{
    id::{AttemptId, CertificateRequestId, EnrolmentId, VersionId},
    identity::verification::doubt::NameDoubt,
    learning::{content::Bilingual, course::Version},
    web::locale::{Locale, ToValue, Value},
};

/// What was found.
#[derive(Clone, Debug)]
pub enum Facts {
    /// Credited time beside the length of the course.
    ShortTime {
        /// Credited.
        credited_seconds: i64,
        /// Length of the course.
        minutes: i64,
    },
    /// Quizzes answered faster than they can be read.
    FastAnswers(Vec<Quick>),
    /// Courses taken during this one.
    TwoCourses(Vec<Overlap>),
    /// Why the identity is in doubt: see `identity::verification::doubt`.
    IdentityPending {
        /// A code.
        why: &'static str,
    },
    /// The two names.
    NameDiffers(NameDoubt),
}

/// A quiz answered faster than it can be read.
#[derive(Clone, Debug)]
pub struct Quick {
    /// Which attempt.
    pub attempt: AttemptId,
    /// At which quiz.
    pub lesson: String,
    /// Its title, if this version of the course still has it.
    pub title: Option<Bilingual>,
    /// From 1.
    pub number: i64,
    /// How many questions were answered.
    pub answers: i64,
    /// From opening to handing in.
    pub seconds: i64,
}

/// A course taken during this one.
#[derive(Clone, Debug)]
pub struct Overlap {
    /// The other place.
    pub enrolment: EnrolmentId,
    /// Its latest request for a certificate.
    pub request: Option<CertificateRequestId>,
    /// The other course's version.
    pub version: VersionId,
    /// The same with its title, once it is to be shown.
    pub course: Option<Arc<Version>>,
    /// Time in both at once.
    pub seconds: i64,
    /// When it began, in seconds since 1970.
    pub from: i64,
    /// When it ended.
    pub until: i64,
}

impl Overlap {
    /// When it began.
    pub fn began(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.from, 0).unwrap_or_default()
    }
}

impl Facts {
    /// As JSON, for programs.
    pub fn json(&self) -> serde_json::Value {
        let moment = |seconds: i64| DateTime::<Utc>::from_timestamp(seconds, 0);
        match self {
            Self::ShortTime { credited_seconds, minutes } => {
                json!({"credited_seconds": credited_seconds, "course_minutes": minutes})
            }
            Self::FastAnswers(quick) => json!({"attempts": quick.iter().map(|it| json!({
                "lesson": it.lesson, "number": it.number, "answers": it.answers,
                "seconds": it.seconds}))
                .collect::<Vec<_>>()}),
            Self::TwoCourses(overlaps) => json!({"courses": overlaps.iter().map(|it| json!({
                "course": it.course.as_ref().map(|course| &course.content.slug),
                "request": it.request, "seconds": it.seconds,
                "from": moment(it.from), "until": moment(it.until)}))
                .collect::<Vec<_>>()}),
            Self::IdentityPending { why } => json!({"why": why}),
            Self::NameDiffers(doubt) => json!({"why": doubt.why, "verified": doubt.verified,
                "other": doubt.other, "at": doubt.at}),
        }
    }
}

/// One sentence of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// In the reader's language.
    pub text: String,
    /// Where to look: a part of the evidence page, or another page.
    pub url: Option<String>,
}

impl Raised {
    /// What raised it, in words; one sentence for each thing found.
    pub fn proofs(&self, locale: impl Borrow<Locale>) -> Vec<Proof> {
        let locale = *locale.borrow();
        let say = |key: &str, values: &[(&'static str, Value)], url: Option<String>| Proof {
            text: locale.with(key, values),
            url,
        };
        let here = |place: &str| Some(format!("#{place}"));
        match &self.facts {
            Facts::ShortTime { credited_seconds, minutes } => {
                let values = [("n", (credited_seconds / 60).into()), ("m", (*minutes).into())];
                vec![say("flag-proof-short-time", &values, here("lessons-title"))]
            }
            Facts::FastAnswers(quick) => {
                let one = |it: &Quick| {
                    let title = it.title.as_ref().map_or(it.lesson.as_str(), |it| it.get(locale));
                    let values = [
                        ("lesson", title.into()),
                        ("number", it.number.into()),
                        ("n", it.answers.into()),
                        ("seconds", it.seconds.into()),
                    ];
                    say("flag-proof-fast-answers", &values, here("lessons-title"))
                };
                quick.iter().map(one).collect()
            }
            Facts::TwoCourses(overlaps) => {
                let one = |it: &Overlap| {
                    let course = it.course.as_ref().map(|version| &version.content);
                    let values = [
                        ("course", course.map_or("", |it| it.title.get(locale)).into()),
                        ("n", ((it.seconds + 59) / 60).into()),
                        ("at", locale.moment(it.began()).into()),
                    ];
                    let request = it.request.as_ref().map(|id| format!("/approvals/{id}"));
                    let page = course.map(|it| format!("/courses/{}", it.slug));
                    say("flag-proof-two-courses", &values, request.or(page))
                };
                overlaps.iter().map(one).collect()
            }
            Facts::IdentityPending { why } => {
                let key = format!("flag-identity-{}", why.replace('_', "-"));
                vec![say(&key, &[], here("evidence-title"))]
            }
            Facts::NameDiffers(doubt) => {
                let values = [
                    ("verified", doubt.verified.to_value()),
                    ("other", doubt.other.to_value()),
                    ("at", locale.moment(doubt.at).into()),
                ];
                let key = format!("flag-name-{}", doubt.why);
                vec![say(&key, &values, here("evidence-title"))]
            }
        }
    }
}
