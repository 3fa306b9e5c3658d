//! Everything one person has learnt: courses, minutes, scores, certificates.

use chrono::{DateTime, Utc};

use crate::{
    app::App,
    db::Tx,
    error::Result,
    id::{EnrolmentId, PersonId},
    learning::{
        certificate::certificate::{self, Certificate},
        content::Bilingual,
        enrolment,
    },
};

/// What a person has learnt.
pub struct History {
    /// Every course taken, the latest first.
    pub courses: Vec<Taken>,
    /// Every certificate, the latest first.
    pub certificates: Vec<Certificate>,
    /// Minutes credited over all courses.
    pub minutes_credited: i64,
}

impl History {
    /// How many certificates were not revoked.
    pub fn certificates_in_force(&self) -> usize {
        self.certificates.iter().filter(|it| it.revoked_at.is_none()).count()
    }
}

/// A course in the history.
pub struct Taken {
    /// The enrolment.
    pub enrolment: EnrolmentId,
    /// Name in addresses.
    pub slug: String,
    /// Title of the version that was taken.
    pub title: Bilingual,
    /// `active`, `completed` or `renewed`.
    pub state: String,
    /// 0 to 100.
    pub percent: i64,
    /// Minutes credited.
    pub minutes_credited: i64,
    /// Best score of the final.
    pub score_percent: Option<i64>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it was completed.
    pub completed_at: Option<DateTime<Utc>>,
}

/// Looks back over what `person` has learnt.
pub async fn of(tx: &mut Tx, app: &App, person: &PersonId) -> Result<History> {
    let mut courses = Vec::new();
    let mut seconds = 0;
    for enrolment in enrolment::taken(tx, person).await? {
        let version = app.shelf.get(tx, &enrolment.version_id).await?;
        seconds += enrolment.credited_seconds;
        courses.push(Taken {
            enrolment: enrolment.id,
            slug: version.content.slug.clone(),
            title: version.content.title.clone(),
            state: enrolment.state,
            percent: enrolment.percent,
            minutes_credited: enrolment.credited_seconds / 60,
            score_percent: enrolment.score_percent,
            started_at: enrolment.started_at,
            completed_at: enrolment.completed_at,
        });
    }
    let mut certificates = certificate::of_person(tx, person).await?;
    // An approval that was taken back at once was never in force.
    certificates.retain(|it| it.revocation_code.as_deref() != Some("undone"));
    Ok(History { courses, certificates, minutes_credited: seconds / 60 })
}
