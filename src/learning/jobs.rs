//! The jobs of learning.

use serde::{Deserialize, Serialize};

use crate::{
    jobs::{Failure, Job, JobContext},
    learning::certificate::edition,
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
