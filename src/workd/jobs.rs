//! The jobs of workD.

use chrono::Duration;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    app::App,
    db::mail_file::Scope,
    error::Result,
    id::{DomainId, ImportId},
    jobs::{self, Failure, Job, JobContext},
    workd::{
        account_review, cancellation, directory, dkim, dns_state, import, invitation, sessions,
        usage,
    },
};

/// Makes a signing key and publishes its record.
#[derive(Serialize, Deserialize)]
pub struct MakeDkimKey {
    /// For which domain.
    pub domain: DomainId,
    /// Whether one more is wanted beside the one that signs.
    pub rotate: bool,
}

impl Job for MakeDkimKey {
    const NAME: &'static str = "make_dkim_key";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        dkim::make(context.app, &self.domain, self.rotate).await?;
        dns_state::publish(context.app, &self.domain, &[]).await?;
        dns_state::look(context.app, &self.domain, None).await?;
        Ok(())
    }
}

/// Writes the signing keys for the signer.
#[derive(Serialize, Deserialize)]
pub struct ExportDkim {}

impl Job for ExportDkim {
    const NAME: &'static str = "export_dkim";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        dkim::export(context.app).await?;
        Ok(())
    }
}

/// Looks at the DNS of one domain.
#[derive(Serialize, Deserialize)]
pub struct LookAtDns {
    /// Which.
    pub domain: DomainId,
}

impl Job for LookAtDns {
    const NAME: &'static str = "look_at_dns";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        dns_state::look(context.app, &self.domain, None).await?;
        Ok(())
    }
}

/// Copies the directory for the mail servers once more, in case the program died after a commit.
#[derive(Serialize, Deserialize)]
pub struct PublishDirectory {
    /// What to copy.
    pub scope: serde_json::Value,
}

impl Job for PublishDirectory {
    const NAME: &'static str = "publish_directory";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        let scope: Scope = serde_json::from_value(self.scope)
            .map_err(|error| Failure::give_up(error.to_string()))?;
        directory::publish(context.app, &scope).await?;
        Ok(())
    }
}

/// Tells the mail server to end sessions, until it has heard.
#[derive(Serialize, Deserialize)]
pub struct EndSessions {}

impl Job for EndSessions {
    const NAME: &'static str = "end_sessions";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        sessions::tell_the_server(context.app).await.map_err(Failure::retry)
    }
}

/// Runs a bulk import that was accepted.
#[derive(Serialize, Deserialize)]
pub struct RunImport {
    /// Which.
    pub import: ImportId,
}

impl Job for RunImport {
    const NAME: &'static str = "run_import";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        import::run::run(context.app, &self.import).await?;
        Ok(())
    }
}

/// Sends the links of imported accounts to their holders.
#[derive(Serialize, Deserialize)]
pub struct InviteHolders {
    /// Of which domain.
    pub domain: DomainId,
}

impl Job for InviteHolders {
    const NAME: &'static str = "invite_holders";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        while invitation::send_some(context.app, &self.domain).await? {}
        Ok(())
    }
}

/// Once a minute: looks at the DNS of the domains whose turn it is.
#[derive(Serialize, Deserialize)]
pub struct DnsRound {}

impl Job for DnsRound {
    const NAME: &'static str = "dns_round";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        jobs::again(context.app, &self, Duration::minutes(1)).await?;
        dns_state::round(context.app).await?;
        Ok(())
    }
}

/// Once an hour: what time brings to cancelled domains, deleted accounts and reviews, and how full
/// the mailboxes are.
#[derive(Serialize, Deserialize)]
pub struct HourlyRound {}

impl Job for HourlyRound {
    const NAME: &'static str = "workd_hourly_round";

    async fn run(self, context: &JobContext<'_>) -> Result<(), Failure> {
        jobs::again(context.app, &self, Duration::hours(1)).await?;
        cancellation::take_steps(context.app).await?;
        account_review::remind(context.app).await?;
        usage::read(context.app).await.map_err(Failure::retry)
    }
}

/// Makes sure that the rounds are queued, once, and that mail servers read what is true.
pub async fn schedule(app: &App) -> Result<()> {
    jobs::again(app, &DnsRound {}, Duration::minutes(1)).await?;
    jobs::again(app, &HourlyRound {}, Duration::hours(1)).await?;
    let mut tx = app.db.write().await?;
    jobs::enqueue(&mut tx, &PublishDirectory { scope: json!(Scope::Everything) }).await?;
    jobs::enqueue(&mut tx, &ExportDkim {}).await?;
    tx.save_unrecorded("the queue keeps no record of its own").await
}
