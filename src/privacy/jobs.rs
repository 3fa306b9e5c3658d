//! The jobs about traces and people's own data.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    app::App,
    audit::{reading, root},
    error::Result,
    identity::{held, traffic},
    jobs::{self, Failure, Job, JobContext},
    keys::{self, Reseal},
    privacy::{erasure, export},
    thai::date,
};

/// Each night: keeps the root of the audit trail, deletes traffic data and copies whose time has
/// come, and seals anew what still stands under an older key.
#[derive(Serialize, Deserialize)]
pub struct NightlyRound {}

impl Job for NightlyRound {
    const NAME: &'static str = "nightly_round";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        let app = context.app;
        jobs::again(app, &self, until_night(app.clock.now())).await?;
        let root = root::take(app).await;
        let pruned = traffic::prune(app).await;
        export::prune(app, None).await?;
        if keys::is_behind(app).await? {
            let mut tx = app.db.write().await?;
            jobs::enqueue(&mut tx, &Reseal::default()).await?;
            tx.save_unrecorded("the queue keeps no record of its own").await?;
        }
        root?;
        pruned?;
        Ok(())
    }
}

/// Five minutes past midnight in Bangkok.
fn until_night(now: DateTime<Utc>) -> Duration {
    let tomorrow = date::bangkok_date(now) + Duration::days(1);
    reading::start_of(tomorrow) + Duration::minutes(5) - now
}

/// Makes a copy of everything held about somebody.
#[derive(Serialize, Deserialize)]
pub struct BuildExport {
    /// Which.
    pub export: String,
}

impl Job for BuildExport {
    const NAME: &'static str = "build_export";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        Ok(export::build(context.app, &self.export).await?)
    }
}

/// Erases an account when its seven days are over.
#[derive(Serialize, Deserialize)]
pub struct Erase {
    /// Which wish.
    pub erasure: String,
}

impl Job for Erase {
    const NAME: &'static str = "erase";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        Ok(erasure::carry_out(context.app, &self.erasure).await?)
    }
}

/// Forgets the letters to somebody who was erased, the last one included.
#[derive(Serialize, Deserialize)]
pub struct ForgetLetters {
    /// The address that was theirs.
    pub address: String,
    /// When it was erased; later letters are somebody else's.
    pub until: DateTime<Utc>,
}

impl Job for ForgetLetters {
    const NAME: &'static str = "forget_letters";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        let mut tx = context.app.db.write().await?;
        held::forget_letters(&mut tx, &self.address, self.until).await?;
        Ok(tx.save_unrecorded("the erasure is on record").await?)
    }
}

/// Makes sure that the nightly round is queued, once.
pub async fn schedule(app: &App) -> Result<()> {
    jobs::again(app, &NightlyRound {}, until_night(app.clock.now())).await
}
