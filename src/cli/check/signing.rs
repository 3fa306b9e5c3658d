//! The key that signs certificates, as `rian check` sees it: whose, until when, and the time stamp.

use std::path::Path;

use chrono::Duration;

use crate::{
    clock::{Clock, SystemClock, SystemRandom, bytes},
    config::Config,
    learning::certificate::signature::{SigningKey, timestamp},
};

/// How long before its end a certificate should be renewed.
const SOON: Duration = Duration::days(30);

/// A line for each thing that can be said.
pub async fn parts(config: &Config) -> Vec<(&'static str, Result<String, String>)> {
    let key = match SigningKey::read(config) {
        Err(wrong) => return vec![("signing key", Err(wrong))],
        Ok(None) => {
            let none = "not set: certificates are not signed, and the verify page says so";
            return vec![("signing key", Ok(none.into()))];
        }
        Ok(Some(key)) => key,
    };
    let open = config.signing_key_file.as_deref().is_some_and(is_open);
    let mut parts = vec![("signing key", standing(&key))];
    if open {
        let wrong = "anybody on this machine can read it: chmod 600";
        parts.push(("signing_key_file", Err(wrong.to_owned())));
    }
    if let Some(address) = &config.timestamp_url {
        let nonce = u64::from_le_bytes(bytes(&SystemRandom));
        let stamp = timestamp::ask(address, b"rian check", nonce).await;
        let said = stamp.map(|_| "the server gives a time stamp".to_owned());
        parts.push(("timestamp_url", said.map_err(|why| why.to_string())));
    }
    parts
}

/// Whether everybody may read a file.
fn is_open(file: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(file).is_ok_and(|it| it.permissions().mode() & 0o007 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        false
    }
}

fn standing(key: &SigningKey) -> Result<String, String> {
    let now = SystemClock.now();
    key.standing(now)?;
    let [_, until] = key.chain().validity();
    let (name, day) = (key.chain().name(), until.format("%Y-%m-%d"));
    if until - now < SOON {
        return Err(format!("{name}: the certificate expires soon, on {day}: renew it"));
    }
    Ok(format!("{name}, valid until {day}"))
}
