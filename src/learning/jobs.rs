//! The jobs of learning.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::{
    app::App,
    error::Result,
    jobs::{self, Failure, Job, JobContext},
    learning::certificate::{
        bundle,
        desk::officer::claim,
        edition,
        promise::{reminder, tally},
        renewal,
    },
};

/// Makes and signs the file of a certificate.
#[derive(Serialize, Deserialize)]
pub struct SealCertificate {
    /// Which.
    pub number: String,
}

impl Job for SealCertificate {
    const NAME: &'static str = "seal_certificate";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        Ok(edition::seal(context.app, &self.number).await?)
    }
}

/// How often the promise of two days is looked at.
const PROMISE_ROUND: Duration = Duration::minutes(15);

/// Every quarter of an hour: claims that lapsed given back, letters about requests that are due, and the tally added up.
#[derive(Serialize, Deserialize)]
pub struct PromiseRound {}

impl Job for PromiseRound {
    const NAME: &'static str = "promise_round";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        jobs::again(context.app, &self, PROMISE_ROUND).await?;
        claim::lapse(context.app).await?;
        reminder::remind(context.app).await?;
        tally::fold(context.app).await?;
        Ok(())
    }
}

/// Every hour: letters about certificates that end.
#[derive(Serialize, Deserialize)]
pub struct RenewalRound {}

impl Job for RenewalRound {
    const NAME: &'static str = "renewal_round";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        jobs::again(context.app, &self, Duration::hours(1)).await?;
        while renewal::remind(context.app).await? {}
        Ok(())
    }
}

/// Makes sure that the rounds are queued, once.
pub async fn schedule(app: &App) -> Result<()> {
    jobs::again(app, &PromiseRound {}, Duration::minutes(1)).await?;
    jobs::again(app, &RenewalRound {}, Duration::hours(1)).await
}

/// Draws the next part of an archive of certificates; queues itself until all are in it, so that
/// letters do not wait behind thousands of certificates.
#[derive(Serialize, Deserialize)]
pub struct BuildBundle {
    /// Which.
    pub bundle: String,
}

impl Job for BuildBundle {
    const NAME: &'static str = "build_bundle";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        Ok(bundle::build::next_part(context.app, &self.bundle).await?)
    }
}

/// Deletes an archive when its day is over.
#[derive(Serialize, Deserialize)]
pub struct ForgetBundle {
    /// Which.
    pub bundle: String,
}

impl Job for ForgetBundle {
    const NAME: &'static str = "forget_bundle";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        Ok(bundle::forget(context.app, &self.bundle).await?)
    }
}
