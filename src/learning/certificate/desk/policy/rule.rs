//! The rule of chosen courses: a request without any flag is approved without an officer, and the
//! certificate says so.

use serde::{Deserialize, Serialize};

use crate::{
    app::App,
    db::Tx,
    error::{Error, Result},
    id::{CertificateRequestId, CourseId},
    identity::person,
    jobs::{self, Failure, Job, JobContext},
    learning::{
        certificate::desk::{
            decision::{self, By, Decision},
            flag,
            policy::{self, Mode},
            record::{self, Record},
        },
        enrolment,
    },
    sql,
};

/// After so many looks a request whose flags were never worked out is left to an officer.
const LOOKS: i64 = 5;

/// Approves a request by its course's rule, if the rule still holds and no flag is raised.
#[derive(Serialize, Deserialize)]
pub struct ApproveByRule {
    /// Which request.
    pub request: CertificateRequestId,
}

/// Queues the rule for a request that was just made, where its course has one.
pub async fn consider(
    tx: &mut Tx,
    request: &CertificateRequestId,
    course: &CourseId,
) -> Result<()> {
    if policy::mode(tx, Some(course)).await? == Mode::Rule {
        jobs::enqueue(tx, &ApproveByRule { request: request.clone() }).await?;
    }
    Ok(())
}

impl Job for ApproveByRule {
    const NAME: &'static str = "approve_by_rule";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        match approve(context.app, &self.request).await? {
            Looked::Unknown if context.attempts < LOOKS => {
                Err(Failure::retry("the flags are not worked out yet"))
            }
            _ => Ok(()),
        }
    }
}

/// What came of a look.
enum Looked {
    /// Approved, or for an officer to decide.
    Done,
    /// What an officer should look at is not known yet, so nothing may be taken for granted.
    Unknown,
}

async fn approve(app: &App, id: &CertificateRequestId) -> Result<Looked> {
    let mut tx = app.db.write().await?;
    let record = record::get(&mut tx, id).await?;
    let open = record.state == "pending"
        && record.claimed_by.is_none()
        && record.first_approved_by.is_none();
    if !open
        || policy::mode(&mut tx, record.course_id.as_ref()).await? != Mode::Rule
        || was_refused(&mut tx, &record).await?
    {
        return Ok(Looked::Done);
    }
    match record.flags.as_ref() {
        None => return Ok(Looked::Unknown),
        Some(flags) if record.flagged || !flags.0.is_empty() => return Ok(Looked::Done),
        Some(_) => {}
    }
    // Facts may have changed since it was asked.
    let place = enrolment::get_any(&mut tx, app, &record.enrolment_id).await?;
    let learner = person::get(&mut tx, &record.person_id).await?;
    if !flag::raise(&mut tx, app, &place, &learner).await?.is_empty() {
        return Ok(Looked::Done);
    }
    match decision::settle(&mut tx, app, By::Rule, &record, &Decision::APPROVAL).await {
        Ok(_) => {
            tx.save().await?;
            app.metrics.certificates.inc();
            Ok(Looked::Done)
        }
        // An officer was faster.
        Err(Error::Conflict { .. }) => Ok(Looked::Done),
        Err(error) => Err(error),
    }
}

/// An officer said no to this place, or took an approval back: from then on people decide.
async fn was_refused(tx: &mut Tx, record: &Record) -> Result<bool> {
    let refused: i64 = sql!(
        tx,
        sqlx::query_scalar(
            "select count(*) from certificate_message
             where enrolment_id = $1 and side = 'officer'
                 and kind in ('undone', 'returned', 'rejected')"
        )
        .bind(&record.enrolment_id)
        .fetch_one(tx)
        .await
    )?;
    Ok(refused > 0)
}
