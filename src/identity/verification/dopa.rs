//! The civil registry asked directly: DOPA's card check, by laser code or by what the chip says.

use std::time::Duration;

use futures_util::future::BoxFuture;
use reqwest::{Client, header};
use url::Url;

use super::{
    Claim, Outcome, Verifier,
    card_status::{CardStatus, ChipNumbers},
    soap::{self, Reply},
};
use crate::outbound::{self, Silence};

/// DOPA's card check.
pub struct Dopa {
    client: Client,
    url: Url,
}

/// Why nothing is known.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("{}", .0.code())]
    Silent(Silence),
    #[error("status-{0}")]
    Status(u16),
    #[error("unreadable")]
    Unreadable,
    #[error("fault")]
    Fault,
    /// Code 5: a value was missing in what we sent.
    #[error("incomplete")]
    Incomplete,
}

impl Dopa {
    /// The service at `url`, which may take as long as `patience`.
    ///
    /// # Errors
    /// In words, when the address cannot be used.
    pub fn new(url: &str, patience: Duration) -> Result<Self, String> {
        let url = outbound::address("dopa_url", url)?;
        Ok(Self { client: outbound::client(patience)?, url })
    }

    /// Whether the service answers, found out without sending anything about anybody.
    ///
    /// # Errors
    /// In words for an administrator.
    pub async fn reach(&self) -> Result<(), String> {
        let answer = self.client.get(self.url.clone()).send().await;
        let answer = answer.map_err(|error| Silence::of(&error).to_string())?;
        match answer.status().as_u16() {
            200 => Ok(()),
            401 | 403 => Err(format!(
                "it answers with status {}: is this machine's address on DOPA's list?",
                answer.status().as_u16()
            )),
            other => Err(format!("it answers with status {other}: is dopa_url the right address?")),
        }
    }

    async fn call_for(&self, operation: &str, elements: &[(&str, &str)]) -> Outcome {
        match self.call(operation, elements).await {
            Ok(outcome) => outcome,
            Err(trouble @ Trouble::Incomplete) => {
                tracing::error!(source = "dopa", code = %trouble, "the identity source misses a value in what we sent");
                Outcome::Unreachable
            }
            Err(trouble) => {
                tracing::warn!(source = "dopa", code = %trouble, "the identity source gives no answer");
                Outcome::Unreachable
            }
        }
    }

    async fn call(&self, operation: &str, elements: &[(&str, &str)]) -> Result<Outcome, Trouble> {
        let silent = |error: reqwest::Error| Trouble::Silent(Silence::of(&error));
        let request = self.client.post(self.url.clone());
        let request = request.header(header::CONTENT_TYPE, soap::MEDIA_TYPE);
        let answer = request.body(soap::envelope(operation, elements)).send().await;
        let answer = answer.map_err(silent)?;
        if answer.status().as_u16() != 200 {
            return Err(Trouble::Status(answer.status().as_u16()));
        }
        let body = outbound::read(answer).await.map_err(Trouble::Silent)?;
        judge(soap::read(operation, &body).ok_or(Trouble::Unreadable)?)
    }
}

/// What an answer means. Only "no error, code 0" confirms.
fn judge(reply: Reply) -> Result<Outcome, Trouble> {
    match reply {
        Reply::Fault => Err(Trouble::Fault),
        Reply::Result { is_error: false, code: 0 } => Ok(Outcome::Confirmed),
        Reply::Result { code: 5, .. } => Err(Trouble::Incomplete),
        Reply::Result { code, is_error } => Ok(Outcome::Refused(match code {
            1 => "dopa-1",
            2 => "dopa-2",
            3 => "dopa-3",
            4 => "dopa-4",
            _ if is_error => "dopa-error",
            _ => "dopa-unknown",
        })),
    }
}

impl CardStatus for Dopa {
    fn source(&self) -> &'static str {
        "dopa"
    }

    fn ask<'a>(&'a self, chip: &'a ChipNumbers) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            // The case of the names differs from the other operation's; this is how they are written.
            let elements = [
                ("ChipNo", chip.chip.reveal()),
                ("pid", chip.citizen_id.digits()),
                ("bp1no", chip.request.reveal()),
            ];
            self.call_for("CheckCardByCID", &elements).await
        })
    }
}

impl Verifier for Dopa {
    fn source(&self) -> &'static str {
        "dopa"
    }

    fn check<'a>(&'a self, claim: &'a Claim) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            let birth_date = claim.birth_date.to_registry();
            let elements = [
                ("PID", claim.citizen_id.digits()),
                ("FirstName", claim.first_name.as_str()),
                ("LastName", claim.printed_last_name()),
                ("BirthDay", birth_date.as_str()),
                ("Laser", claim.laser_code.reveal()),
            ];
            self.call_for("CheckCardByLaser", &elements).await
        })
    }
}
