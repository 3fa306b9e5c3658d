//! The identity source, as `rian check` sees it: its settings, whether it answers, and its breaker.

use std::{sync::Arc, time::Duration};

use crate::{clock::SystemClock, config::Config, identity::verification::source::Source, outbound};

/// How long the running server may take to tell its metrics.
const PATIENCE: Duration = Duration::from_secs(2);

/// A line for each thing that can be said.
pub async fn parts(config: &Config) -> Vec<(&'static str, Result<String, String>)> {
    let source = match Source::of(config, Arc::new(SystemClock)) {
        Err(wrong) => return vec![("identity source", Err(wrong))],
        Ok(None) => {
            let none = "no identity source is set up: people who sign up wait for a desk";
            return vec![("identity source", Err(none.into()))];
        }
        Ok(Some(source)) => source,
    };
    let mut parts = vec![("identity source", source.reach().await)];
    parts.push(("identity source, breaker", breaker(config).await));
    if config.allow_unissued_ids {
        let wrong = "is on: invented citizen ids may sign up; switch it off after the trial";
        parts.push(("allow_unissued_ids", Err(wrong.into())));
    }
    parts
}

/// The breaker lives in the server, so the running server is asked.
async fn breaker(config: &Config) -> Result<String, String> {
    let address = config.metrics_listen.as_deref().unwrap_or(&config.listen);
    let unknown = || Ok(format!("no server answers at {address}, so nothing is known of it"));
    let client = outbound::client(PATIENCE)?;
    let Ok(answer) = client.get(format!("http://{address}/metrics")).send().await else {
        return unknown();
    };
    let text = outbound::read(answer).await.unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let state = text.lines().find_map(|line| line.strip_prefix("rian_identity_source_breaker "));
    match state.map(str::trim) {
        Some("0") => Ok("closed, every question goes to the source".into()),
        Some("1" | "2") => Err("open: the source stayed silent, so the server asks it only every \
            30 seconds; people who sign up meanwhile are checked later by themselves"
            .into()),
        _ => unknown(),
    }
}
