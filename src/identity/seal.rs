//! The keys of this installation: sealing fields, blind indexes, and the token against forgery.

use std::{collections::BTreeMap, io::Write, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{
    clock::{Random, bytes},
    error::{Error, Result},
};

/// Every key of the installation, by version. The newest seals; older ones only open.
pub struct KeyRing {
    masters: BTreeMap<i64, Zeroizing<[u8; 32]>>,
}

/// A sealed field and the version of the key that sealed it.
pub struct Sealed {
    /// 24 bytes of nonce, then the ciphertext with its tag.
    pub bytes: Vec<u8>,
    /// Key version.
    pub key: i64,
}

impl KeyRing {
    /// Reads the key file: one line for each key, version and 32 bytes in base64.
    ///
    /// # Errors
    /// In words: the file is missing, or a line of it cannot be read.
    pub fn load(file: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(file)
            .map(Zeroizing::new)
            .map_err(|error| format!("key file {}: {error}", file.display()))?;
        let mut masters = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let bad = || format!("key file {}, line {}: not a key", file.display(), index + 1);
            let (version, key) = line.split_once(' ').ok_or_else(bad)?;
            let key = STANDARD.decode(key.trim()).map(Zeroizing::new).map_err(|_| bad())?;
            let key: [u8; 32] = key.as_slice().try_into().map_err(|_| bad())?;
            masters.insert(version.parse().map_err(|_| bad())?, Zeroizing::new(key));
        }
        if masters.is_empty() {
            return Err(format!("key file {} holds no key", file.display()));
        }
        Ok(Self { masters })
    }

    /// Writes a new key file that only its owner can read.
    pub fn create(file: &Path, random: &dyn Random) -> std::io::Result<()> {
        let key = Zeroizing::new(bytes::<32>(random));
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut out = options.open(file)?;
        writeln!(out, "# Keys of this installation. Without them, sealed fields cannot be read.")?;
        writeln!(out, "1 {}", STANDARD.encode(*key))?;
        out.sync_all()
    }

    /// Seals `plain` so that it opens only for the same `place` (table, column and row).
    pub fn seal(&self, place: &str, plain: &[u8], random: &dyn Random) -> Result<Sealed> {
        let (version, master) =
            self.masters.last_key_value().ok_or_else(|| Error::internal("no key"))?;
        let nonce = bytes::<24>(random);
        let cipher = cipher(master);
        let place = format!("{place}\0{version}");
        let payload = Payload { msg: plain, aad: place.as_bytes() };
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Error::internal("a field could not be sealed"))?;
        Ok(Sealed { bytes: [&nonce[..], &sealed].concat(), key: *version })
    }

    /// Opens what `seal` made for the same `place`.
    pub fn open(&self, place: &str, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>> {
        let fault = || Error::internal("a sealed field does not open: wrong key, or moved");
        let master = self.masters.get(&sealed.key).ok_or_else(fault)?;
        let (nonce, body) = sealed.bytes.split_first_chunk::<24>().ok_or_else(fault)?;
        let place = format!("{place}\0{}", sealed.key);
        let payload = Payload { msg: body, aad: place.as_bytes() };
        let plain = cipher(master).decrypt(&XNonce::from(*nonce), payload).map_err(|_| fault())?;
        Ok(Zeroizing::new(plain))
    }

    /// Seals an answer kept for a repeated key.
    pub fn seal_answer(&self, key: &str, plain: &[u8], random: &dyn Random) -> Result<Vec<u8>> {
        let sealed = self.seal(&format!("idempotency\0{key}"), plain, random)?;
        Ok([&sealed.key.to_be_bytes()[..], &sealed.bytes].concat())
    }

    /// Opens what `seal_answer` made.
    pub fn open_answer(&self, key: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let (version, bytes) =
            sealed.split_first_chunk::<8>().ok_or_else(|| Error::internal("a cut answer"))?;
        let sealed = Sealed { bytes: bytes.to_vec(), key: i64::from_be_bytes(*version) };
        self.open(&format!("idempotency\0{key}"), &sealed)
    }

    /// A keyed fingerprint of `text` for look-up. Uses the oldest key, so that a value keeps its
    /// index while newer keys only seal.
    pub fn index(&self, purpose: &str, text: &str) -> Vec<u8> {
        let key = self.derived(&format!("index/{purpose}"));
        mac(&*key, &[text.as_bytes()]).to_vec()
    }

    /// A key of 32 bytes for one purpose, derived from the oldest key.
    pub fn derived(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        let master = self.masters.first_key_value().map_or([0; 32], |(_, master)| **master);
        Zeroizing::new(mac(&master, &[b"rian/v1\0", purpose.as_bytes()]))
    }
}

fn cipher(master: &[u8; 32]) -> XChaCha20Poly1305 {
    let key = Zeroizing::new(mac(master, &[b"rian/v1\0seal"]));
    XChaCha20Poly1305::new(&(*key).into())
}

#[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
fn mac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).expect("any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRandom;

    fn ring() -> KeyRing {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        KeyRing::create(&file, &SystemRandom).unwrap();
        KeyRing::load(&file).unwrap()
    }

    #[test]
    fn a_sealed_field_opens_in_its_own_place_only() {
        let ring = ring();
        let sealed = ring.seal("person/citizen_id/1", b"9999900000019", &SystemRandom).unwrap();
        assert_eq!(ring.open("person/citizen_id/1", &sealed).unwrap().as_slice(), b"9999900000019");
        assert!(ring.open("person/citizen_id/2", &sealed).is_err());
    }

    #[test]
    fn a_key_file_that_is_cut_is_named_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        std::fs::write(&file, "# keys\n1 c2hvcnQ=\n").unwrap();
        assert!(KeyRing::load(&file).err().unwrap().contains("line 2"));
    }
}
