//! The signature inside a certificate's file, and what a check of it says.

mod algorithm;
mod chain;
mod cms;
pub mod demonstration;
mod key;
mod locked;
mod place;
mod signer;
pub mod timestamp;

use chrono::{DateTime, Utc};
use der::Decode;
use sha2::{Digest, Sha256};

use crate::{
    app::App,
    error::{Error, Result},
    learning::certificate::edition,
};

pub use self::{chain::Chain, key::SigningKey, signer::keep};

/// Bytes of the largest file that is checked.
pub const LIMIT: usize = 4 * 1024 * 1024;

/// What a check of the signature in a file says (ETSI EN 319 142-1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// There is none.
    Unsigned,
    /// It fits the bytes and was made with a key of this installation, now or earlier.
    Intact {
        /// Whose certificate signed, as the certificate says.
        signer: String,
        /// When, as the signer says.
        at: Option<DateTime<Utc>>,
        /// Whether nothing was added to the file after it.
        covers_whole_file: bool,
    },
    /// It does not fit the bytes, or a key unknown here made it.
    Broken,
}

/// A signature of a file, taken apart.
struct Candidate {
    found: place::Found,
    parts: cms::Parts,
    /// SHA-256 of the file up to where the signature's reach ends.
    sha256: String,
}

/// Checks the last signature in `file` that this installation made.
///
/// # Errors
/// The file is larger than [`LIMIT`].
pub async fn check(app: &App, file: &[u8]) -> Result<Checked> {
    if file.len() > LIMIT {
        return Err(Error::TooLarge);
    }
    let bytes = file.to_vec();
    let (candidates, mentions) =
        tokio::task::spawn_blocking(move || (candidates(&bytes), place::mentions(&bytes))).await?;
    let mut tx = app.db.read().await?;
    for candidate in candidates {
        let signer = signer::find(&mut tx, &hex::encode(&candidate.parts.signer)).await?;
        let Some(chain) = signer else { continue };
        // Nothing signs a time stamp's wrapping: it counts as it was kept with the edition.
        let is_kept = candidate.parts.token.is_none()
            || edition::find(&mut tx, &candidate.sha256).await?.is_some();
        if is_kept && candidate.fits(&chain) {
            return Ok(Checked::Intact {
                signer: chain.name(),
                at: candidate.at(),
                covers_whole_file: candidate.found.end == file.len(),
            });
        }
    }
    Ok(if mentions { Checked::Broken } else { Checked::Unsigned })
}

fn candidates(file: &[u8]) -> Vec<Candidate> {
    place::signatures(file)
        .filter_map(|found| {
            let parts = cms::read(&found.signature)?;
            let sha256 = hex::encode(Sha256::digest(&file[..found.end]));
            Some(Candidate { found, parts, sha256 })
        })
        .collect()
}

impl Candidate {
    /// Whether a key of `chain` signed what the signature covers, and nothing in it is otherwise
    /// than this program writes it.
    fn fits(&self, chain: &Chain) -> bool {
        let digest = &self.found.digest;
        let value = &self.parts.signature;
        let Ok(kind) = algorithm::Kind::of(chain.key()) else { return false };
        let Ok(message) = cms::signed(chain, digest) else { return false };
        let again = cms::write(chain, kind, digest, value, self.parts.token.clone());
        again.is_ok_and(|again| again == self.found.signature)
            && algorithm::is_by(chain.key(), algorithm::SHA256, &message, value)
    }

    /// The time of the stamp, else what the signer says.
    fn at(&self) -> Option<DateTime<Utc>> {
        let stamp = self.parts.token.as_ref().and_then(|token| {
            let token = ::der::Encode::to_der(token).ok()?;
            timestamp::read(&::cms::content_info::ContentInfo::from_der(&token).ok()?)
        });
        stamp.map(|stamp| stamp.at).or(self.found.at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_file_makes_the_reader_panic(
            before in prop::collection::vec(any::<u8>(), 0..300),
            numbers in prop::collection::vec(0usize..400, 0..6),
            hole in "<?[0-9a-f]{0,80}>?",
            after in prop::collection::vec(any::<u8>(), 0..100),
        ) {
            let range = numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            let file = [&before, b"/ByteRange[".as_slice(), range.as_bytes(), b"]/Contents",
                hole.as_bytes(), &after].concat();
            candidates(&file);
        }

        #[test]
        fn no_signature_makes_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(cms::read(&bytes).is_none());
        }
    }
}
