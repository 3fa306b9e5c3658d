//! The loop that runs jobs while the server runs, and `run_all` for tests.

use chrono::Duration;
use tokio::sync::watch;

use crate::{
    app::App,
    error::Result,
    identity::{
        desk::closing::CloseDeskCase, email_change::SettleEmailChange, jobs::PruneLimits,
        verification::pending::VerifyAgain,
    },
    jobs::{
        Failure, Job, JobContext,
        queue::{self, Claimed},
    },
    keys::Reseal,
    learning::{
        certificate::{badge::backfill::IssueBadges, desk::policy::rule::ApproveByRule},
        jobs::{BuildBundle, ForgetBundle, PromiseRound, RenewalRound, SealCertificate},
    },
    mail::{SendNotice, transport::Transport},
    privacy::jobs::{BuildExport, Erase, ForgetLetters, NightlyRound},
    workd::jobs::{
        DnsRound, EndSessions, ExportDkim, HourlyRound, InviteHolders, LookAtDns, MakeDkimKey,
        PublishDirectory, RunImport,
    },
};

/// How often an idle worker looks for work.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(500);

/// After so many tries a job has failed for good.
const TRIES: i64 = 15;

/// Runs jobs until `stop` says so; the job in hand is finished first.
pub async fn run(app: App, transport: Transport, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match run_one(&app, &transport).await {
            Ok(true) => {}
            Ok(false) => {
                let _ = tokio::time::timeout(LOOK_EVERY, stop.changed()).await;
            }
            Err(error) => {
                tracing::error!(%error, "the job queue does not answer");
                let _ = tokio::time::timeout(LOOK_EVERY * 10, stop.changed()).await;
            }
        }
    }
}

/// Runs every job that is due, and those they queue; gives their number.
pub async fn run_all(app: &App, transport: &Transport) -> Result<usize> {
    let mut done = 0;
    while run_one(app, transport).await? {
        done += 1;
    }
    Ok(done)
}

async fn run_one(app: &App, transport: &Transport) -> Result<bool> {
    let Some(claimed) = queue::claim(app).await? else { return Ok(false) };
    let context = JobContext { app, transport, attempts: claimed.attempts };
    match dispatch(&claimed, &context).await {
        Ok(()) => queue::finish(app, &claimed.id).await?,
        Err(Failure::Retry(reason)) if claimed.attempts < TRIES => {
            tracing::warn!(job.name = claimed.name, attempts = claimed.attempts, %reason, "a job will be tried again");
            queue::put_back(app, &claimed.id, Some(back_off(claimed.attempts)), &reason).await?;
        }
        Err(Failure::Retry(reason) | Failure::GiveUp(reason)) => {
            tracing::error!(job.name = claimed.name, attempts = claimed.attempts, %reason, "a job was given up");
            queue::put_back(app, &claimed.id, None, &reason).await?;
        }
    }
    Ok(true)
}

/// 15 s, 30 s, 1 min, … up to an hour.
fn back_off(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(8);
    Duration::seconds((15 << doublings).min(3600))
}

/// Every kind of job there is.
async fn dispatch(claimed: &Claimed, context: &JobContext<'_>) -> Result<(), Failure> {
    match claimed.name.as_str() {
        SendNotice::NAME => run_as::<SendNotice>(claimed, context).await,
        ApproveByRule::NAME => run_as::<ApproveByRule>(claimed, context).await,
        VerifyAgain::NAME => run_as::<VerifyAgain>(claimed, context).await,
        CloseDeskCase::NAME => run_as::<CloseDeskCase>(claimed, context).await,
        PruneLimits::NAME => run_as::<PruneLimits>(claimed, context).await,
        SettleEmailChange::NAME => run_as::<SettleEmailChange>(claimed, context).await,
        Reseal::NAME => run_as::<Reseal>(claimed, context).await,
        NightlyRound::NAME => run_as::<NightlyRound>(claimed, context).await,
        BuildExport::NAME => run_as::<BuildExport>(claimed, context).await,
        Erase::NAME => run_as::<Erase>(claimed, context).await,
        ForgetLetters::NAME => run_as::<ForgetLetters>(claimed, context).await,
        MakeDkimKey::NAME => run_as::<MakeDkimKey>(claimed, context).await,
        ExportDkim::NAME => run_as::<ExportDkim>(claimed, context).await,
        LookAtDns::NAME => run_as::<LookAtDns>(claimed, context).await,
        PublishDirectory::NAME => run_as::<PublishDirectory>(claimed, context).await,
        EndSessions::NAME => run_as::<EndSessions>(claimed, context).await,
        RunImport::NAME => run_as::<RunImport>(claimed, context).await,
        InviteHolders::NAME => run_as::<InviteHolders>(claimed, context).await,
        PromiseRound::NAME => run_as::<PromiseRound>(claimed, context).await,
        RenewalRound::NAME => run_as::<RenewalRound>(claimed, context).await,
        DnsRound::NAME => run_as::<DnsRound>(claimed, context).await,
        SealCertificate::NAME => run_as::<SealCertificate>(claimed, context).await,
        IssueBadges::NAME => run_as::<IssueBadges>(claimed, context).await,
        HourlyRound::NAME => run_as::<HourlyRound>(claimed, context).await,
        BuildBundle::NAME => run_as::<BuildBundle>(claimed, context).await,
        ForgetBundle::NAME => run_as::<ForgetBundle>(claimed, context).await,
        other => Err(Failure::give_up(format!("there is no job called {other}"))),
    }
}

async fn run_as<J: Job>(claimed: &Claimed, context: &JobContext<'_>) -> Result<(), Failure> {
    let job: J = serde_json::from_value(claimed.payload.0.clone())
        .map_err(|error| Failure::give_up(error.to_string()))?;
    job.run(context).await
}
