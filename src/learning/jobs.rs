//! The jobs of learning.

use serde::{Deserialize, Serialize};

use crate::{
    jobs::{Failure, Job, JobContext},
    learning::certificate::bundle,
};

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
