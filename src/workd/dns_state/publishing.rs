//! Publishes the records of a domain under the government's zone.

use std::net::SocketAddr;

use base64::Engine;
use serde_json::json;

use super::wanted;
use crate::{
    app::App,
    audit,
    error::{Error, Result},
    id::DomainId,
    workd::{
        demo_dns,
        dns::{self, TsigKey},
        domain, domain_name,
    },
};

/// Publishes the records of a domain under the government's zone, by RFC 2136 to the zone's server
/// or into the demonstration's zone; selectors in `gone` are taken away.
pub async fn publish(app: &App, id: &DomainId, gone: &[String]) -> Result<()> {
    let mut tx = app.db.read().await?;
    let domain = domain::get(&mut tx, id).await?;
    if domain.kind() != domain_name::Kind::MailGoTh {
        return Ok(());
    }
    let wanted = wanted(&mut tx, app, &domain).await?;
    drop(tx);
    let records = dns::records(&wanted);
    let owner = |selector: &String| format!("{selector}._domainkey.{}", domain.name);
    let stale: Vec<(String, String)> =
        gone.iter().map(|selector| (owner(selector), "TXT".to_owned())).collect();
    if app.config.demo && app.config.dns_update_server.is_none() {
        return demo_dns::put(app, &records, &stale).await;
    }
    let (Some(server), Some(key)) = (&app.config.dns_update_server, &app.config.dns_update_key)
    else {
        return Ok(());
    };
    let server: SocketAddr = tokio::net::lookup_host(server)
        .await?
        .next()
        .ok_or_else(|| Error::internal("dns_update_server has no address"))?;
    let key: TsigKey =
        key.reveal().parse().map_err(|_| Error::internal("dns_update_key is not name:base64"))?;
    let now = u64::try_from(app.clock.now().timestamp()).unwrap_or(0);
    dns::publish(server, &key, &app.config.mail_zone, &domain.name, &records, &stale, now)
        .await
        .map_err(|error| Error::internal(error.to_string()))?;
    let mut tx = app.db.write().await?;
    let facts = json!({"records": records.len()});
    audit::record(&mut tx, None, "workd.dns.published", id.as_str(), facts).await?;
    tx.save().await
}

/// Whether a key of that text can be read; for `rian check`.
pub fn is_key(text: &str) -> bool {
    text.parse::<TsigKey>().is_ok()
        && text.split_once(':').is_some_and(|(_, secret)| {
            base64::engine::general_purpose::STANDARD.decode(secret.trim()).is_ok()
        })
}
