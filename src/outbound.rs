//! What we ask of other servers: one way to build a client, with TLS verified and a time limit.

use std::time::Duration;

/// Chooses the cryptography of TLS for this process; asking twice changes nothing.
pub fn prepare() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// A client that verifies TLS, follows no redirect and gives up after `limit`.
///
/// # Errors
/// In words, when the system's certificates cannot be read.
pub fn client(limit: Duration) -> Result<reqwest::Client, String> {
    prepare();
    reqwest::Client::builder()
        .timeout(limit)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent("rian")
        .build()
        .map_err(|error| error.without_url().to_string())
}
