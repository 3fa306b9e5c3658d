//! What an officer should look at before approving, worked out when somebody asks.

pub mod facts;
mod quick;
mod together;

use sha2::{Digest, Sha256};
use sqlx::types::Json;

pub use self::facts::{Facts, Proof};
use crate::{
    app::App,
    db::Tx,
    error::Result,
    id::CertificateRequestId,
    identity::{person::Person, verification::doubt},
    learning::enrolment::Place,
    sql,
};

/// Something that does not look right. None of them refuses: an officer judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Credited learning time is less than half of the course's length.
    ShortTime,
    /// Answers to a quiz came seconds after it was opened.
    FastAnswers,
    /// Learning time in two courses at once.
    TwoCourses,
    /// The identity is not verified, or only by papers.
    IdentityPending,
    /// The name of the account is not the one that was verified.
    NameDiffers,
}

impl Flag {
    /// Every flag, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::ShortTime,
        Self::FastAnswers,
        Self::TwoCourses,
        Self::IdentityPending,
        Self::NameDiffers,
    ];

    /// The name in API and database.
    pub fn code(self) -> &'static str {
        match self {
            Self::ShortTime => "short_time",
            Self::FastAnswers => "fast_answers",
            Self::TwoCourses => "two_courses",
            Self::IdentityPending => "identity_pending",
            Self::NameDiffers => "name_differs",
        }
    }

    /// Key of its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::ShortTime => "flag-short-time",
            Self::FastAnswers => "flag-fast-answers",
            Self::TwoCourses => "flag-two-courses",
            Self::IdentityPending => "flag-identity-pending",
            Self::NameDiffers => "flag-name-differs",
        }
    }

    /// The flag called `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flag| flag.code() == code)
    }
}

/// A flag with what raised it.
#[derive(Clone, Debug)]
pub struct Raised {
    /// Which.
    pub flag: Flag,
    /// What was found.
    pub facts: Facts,
}

/// Works out every flag of a place on a course as things stand now, in the order in which they are
/// shown; none: nothing to look at.
pub async fn raise(tx: &mut Tx, app: &App, place: &Place, learner: &Person) -> Result<Vec<Raised>> {
    let mut raised = weigh(tx, place, learner).await?;
    for one in &mut raised {
        if let Facts::TwoCourses(overlaps) = &mut one.facts {
            for overlap in overlaps {
                overlap.course = Some(app.shelf.get(tx, &overlap.version).await?);
            }
        }
    }
    Ok(raised)
}

/// The same without the names of other courses.
async fn weigh(tx: &mut Tx, place: &Place, learner: &Person) -> Result<Vec<Raised>> {
    let mut found = Vec::new();
    let (credited_seconds, minutes) =
        (place.standing().credited_seconds, place.version.content.minutes);
    if credited_seconds * 2 < minutes * 60 {
        found.push((Flag::ShortTime, Facts::ShortTime { credited_seconds, minutes }));
    }
    let quick = quick::attempts(tx, place).await?;
    if !quick.is_empty() {
        found.push((Flag::FastAnswers, Facts::FastAnswers(quick)));
    }
    let overlaps = together::overlaps(tx, place).await?;
    if !overlaps.is_empty() {
        found.push((Flag::TwoCourses, Facts::TwoCourses(overlaps)));
    }
    let doubts = doubt::of(tx, learner).await?;
    if let Some(why) = doubts.identity {
        found.push((Flag::IdentityPending, Facts::IdentityPending { why }));
    }
    if let Some(doubt) = doubts.name {
        found.push((Flag::NameDiffers, Facts::NameDiffers(doubt)));
    }
    Ok(found.into_iter().map(|(flag, facts)| Raised { flag, facts }).collect())
}

/// Works the flags of a request out and keeps their codes, for the queue to filter by.
///
/// It is called when somebody asks and when it is decided: what stays with a decided request is what
/// there was to see at the decision. In between, the evidence page works them out anew and writes
/// nothing; the queue may be behind it by what happened since the asking, and the decision never is.
pub async fn keep(
    tx: &mut Tx,
    id: &CertificateRequestId,
    place: &Place,
    learner: &Person,
) -> Result<Vec<Flag>> {
    let flags: Vec<Flag> =
        weigh(tx, place, learner).await?.into_iter().map(|one| one.flag).collect();
    let codes: Vec<&str> = flags.iter().map(|flag| flag.code()).collect();
    sql!(
        tx,
        sqlx::query("update certificate_request set flags = $1, flagged = $2 where id = $3")
            .bind(Json(&codes))
            .bind(!codes.is_empty())
            .bind(id)
            .execute(tx)
            .await
            .map(drop)
    )?;
    Ok(flags)
}

/// A mark of the evidence as an officer is shown it: it changes with the name, the verification, the
/// score and the flags.
pub fn mark(learner: &Person, place: &Place, flags: &[Flag]) -> String {
    let mut hash = Sha256::new();
    let score = place.standing().score_percent.map_or_else(String::new, |it| it.to_string());
    let verification = learner.verification.as_str();
    let codes = flags.iter().map(|flag| flag.code());
    for part in [&*learner.full_name(), verification, &*score].into_iter().chain(codes) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hex::encode(&hash.finalize()[..12])
}
