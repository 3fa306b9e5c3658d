//! The shared secret that signs updates (TSIG, RFC 8945), which never prints.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};

/// An HMAC-SHA256 key for updates, known to the server under its name.
#[derive(Clone, PartialEq, Eq)]
pub struct TsigKey {
    /// The key's name at the server.
    pub name: String,
    /// The secret bytes.
    pub secret: Vec<u8>,
}

/// Why a key cannot be read; the text of the key is not repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a TSIG key is written name:base64")]
pub struct NotAKey;

impl FromStr for TsigKey {
    type Err = NotAKey;

    /// Reads `name:base64`.
    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let (name, secret) = text.trim().split_once(':').ok_or(NotAKey)?;
        let secret = STANDARD.decode(secret).map_err(|_| NotAKey)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if name.is_empty() || !name.chars().all(plain) || secret.is_empty() {
            return Err(NotAKey);
        }
        Ok(Self { name: name.to_owned(), secret })
    }
}

impl fmt::Debug for TsigKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TsigKey").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_is_read_and_never_printed() {
        let key: TsigKey = "rian-update:c2VjcmV0LXNlY3JldA==".parse().unwrap();
        assert_eq!(key.secret, b"secret-secret");
        assert_eq!(format!("{key:?}"), "TsigKey { name: \"rian-update\", .. }");
        for wrong in ["", "name", "name:", ":c2Vj", "na me:c2Vj", "name:c2V*"] {
            assert_eq!(wrong.parse::<TsigKey>(), Err(NotAKey), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,60}") {
            let _ = text.parse::<TsigKey>();
        }
    }
}
