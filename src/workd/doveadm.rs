//! Dovecot's HTTP interface for administration: end sessions, read how full mailboxes are.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::{app::App, outbound};

/// How long one call may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The interface, where one is configured.
pub struct Doveadm<'a> {
    url: &'a str,
    key: &'a str,
}

impl<'a> Doveadm<'a> {
    /// As configured; none when no mail server is set up.
    pub fn of(app: &'a App) -> Option<Self> {
        let url = app.config.doveadm_url.as_deref()?;
        let key = app.config.doveadm_key.as_ref()?.reveal();
        Some(Self::at(url, key))
    }

    /// At an address, with its key.
    pub fn at(url: &'a str, key: &'a str) -> Self {
        Self { url, key }
    }

    /// Ends every session of the users that `mask` fits, an address or `*@DOMAIN`. That there was
    /// none to end is no failure.
    ///
    /// # Errors
    /// In words, when Dovecot does not answer or refuses.
    pub async fn kick(&self, mask: &str) -> Result<(), String> {
        match self.call("kick", json!({"mask": [mask]})).await {
            // Exit code 68 (EX_NOHOST) says, before version 2.4, that nobody was logged in.
            Err(Refusal::Code(68)) => Ok(()),
            Err(refusal) => Err(refusal.to_string()),
            Ok(_) => Ok(()),
        }
    }

    /// Bytes in use by every mailbox, by address.
    ///
    /// # Errors
    /// In words.
    pub async fn usage(&self) -> Result<Vec<(String, i64)>, String> {
        let rows = self.call("quotaGet", json!({"allUsers": true})).await;
        let rows = rows.map_err(|refusal| refusal.to_string())?;
        let rows = rows.as_array().cloned().unwrap_or_default();
        let storage = rows.iter().filter(|row| row["type"] == "STORAGE");
        let used = storage.filter_map(|row| {
            let kilobytes: i64 = row["value"].as_str()?.parse().ok()?;
            Some((row["username"].as_str()?.to_owned(), kilobytes * 1024))
        });
        Ok(used.collect())
    }

    async fn call(&self, command: &str, parameters: Value) -> Result<Value, Refusal> {
        let client = outbound::client(PATIENCE).map_err(Refusal::Http)?;
        let key = format!("X-Dovecot-API {}", STANDARD.encode(self.key));
        let answer = client
            .post(format!("{}/doveadm/v1", self.url.trim_end_matches('/')))
            .header("authorization", key)
            .json(&json!([[command, parameters, "rian"]]))
            .send()
            .await
            .map_err(Refusal::http)?;
        if !answer.status().is_success() {
            return Err(Refusal::Status(answer.status().as_u16()));
        }
        let answer: Value = answer.json().await.map_err(Refusal::http)?;
        match answer[0][0].as_str() {
            Some("doveadmResponse") => Ok(answer[0][1].clone()),
            _ => Err(Refusal::Code(answer[0][1]["exitCode"].as_i64().unwrap_or(-1))),
        }
    }
}

/// Why a call had no success.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("Dovecot does not answer: {0}")]
    Http(String),
    #[error("Dovecot answers with status {0}: is doveadm_key the one of its configuration?")]
    Status(u16),
    #[error("Dovecot refuses with exit code {0}")]
    Code(i64),
}

impl Refusal {
    /// Without the address, which belongs to the configuration and not to logs.
    fn http(error: reqwest::Error) -> Self {
        Self::Http(error.without_url().to_string())
    }
}
