//! The keys of this installation: sealing fields, blind indexes, and the token against forgery.

use std::{
    path::{Path, PathBuf},
    sync::{PoisonError, RwLock},
};

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
    identity::key_file::{self, Masters},
};

/// Every key of the installation, by version. The newest seals; older ones only open. The file is
/// read again while the product runs, so that a new key needs no restart.
pub struct KeyRing {
    file: PathBuf,
    masters: RwLock<Masters>,
}

/// Where sealed fields stand: what the change of a key goes through.
#[derive(Clone, Copy)]
pub struct SealedColumn {
    /// Table; its key is the column `id`.
    pub table: &'static str,
    /// Column of the sealed bytes.
    pub sealed: &'static str,
    /// Column of the key's version.
    pub key: &'static str,
    /// The place that a field of the row with that id is bound to.
    pub place: fn(&str) -> String,
}

/// Sealed files in the object store, each with its key's version in front.
#[derive(Clone, Copy)]
pub struct SealedFiles {
    /// Folder.
    pub folder: &'static str,
    /// The place that the file of that name is bound to.
    pub place: fn(&str) -> String,
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
        Ok(Self { file: file.to_owned(), masters: RwLock::new(key_file::read(file)?) })
    }

    /// Reads the file again; gives whether the newest key is another one now.
    ///
    /// # Errors
    /// In words. The keys known so far stay, also when the oldest would change: every look-up of a
    /// citizen id stands on it.
    pub fn refresh(&self) -> Result<bool, String> {
        let fresh = key_file::read(&self.file)?;
        let mut masters = self.masters.write().unwrap_or_else(PoisonError::into_inner);
        if fresh.first_key_value() != masters.first_key_value() {
            return Err(format!(
                "key file {}: the oldest key is not the one that was there; the keys known so far stay in use",
                self.file.display()
            ));
        }
        let is_new = fresh.last_key_value() != masters.last_key_value();
        *masters = fresh;
        Ok(is_new)
    }

    /// The versions, the oldest first.
    pub fn versions(&self) -> Vec<i64> {
        self.masters().keys().copied().collect()
    }

    /// The version that seals.
    pub fn newest(&self) -> i64 {
        self.masters().last_key_value().map_or(0, |(version, _)| *version)
    }

    fn masters(&self) -> std::sync::RwLockReadGuard<'_, Masters> {
        self.masters.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The key of one version. One that is not known may have been added meanwhile, by a process
    /// that sealed with it: the file is read again before it counts as missing.
    fn master(&self, version: i64) -> Result<Zeroizing<[u8; 32]>> {
        if let Some(master) = self.masters().get(&version) {
            return Ok(master.clone());
        }
        let refreshed = self.refresh();
        let known = self.masters().get(&version).cloned();
        known.ok_or_else(|| match refreshed {
            Ok(_) => Error::internal(format!("key {version} is not in the key file")),
            Err(words) => Error::internal(words),
        })
    }

    /// Seals `plain` so that it opens only for the same `place` (table, column and row).
    pub fn seal(&self, place: &str, plain: &[u8], random: &dyn Random) -> Result<Sealed> {
        let newest = self.masters().last_key_value().map(|(version, key)| (*version, key.clone()));
        let (version, master) = newest.ok_or_else(|| Error::internal("no key"))?;
        let nonce = bytes::<24>(random);
        let cipher = cipher(&master);
        let place = format!("{place}\0{version}");
        let payload = Payload { msg: plain, aad: place.as_bytes() };
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Error::internal("a field could not be sealed"))?;
        Ok(Sealed { bytes: [&nonce[..], &sealed].concat(), key: version })
    }

    /// Opens what `seal` made for the same `place`.
    pub fn open(&self, place: &str, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>> {
        let fault = || Error::internal("a sealed field does not open: wrong key, or moved");
        let master = self.master(sealed.key)?;
        let (nonce, body) = sealed.bytes.split_first_chunk::<24>().ok_or_else(fault)?;
        let place = format!("{place}\0{}", sealed.key);
        let payload = Payload { msg: body, aad: place.as_bytes() };
        let plain = cipher(&master).decrypt(&XNonce::from(*nonce), payload).map_err(|_| fault())?;
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
        let oldest = self.masters().first_key_value().map(|(_, master)| master.clone());
        let master = oldest.unwrap_or_default();
        Zeroizing::new(mac(&*master, &[b"rian/v1\0", purpose.as_bytes()]))
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
        key_file::create(&file, &SystemRandom).unwrap();
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

    #[test]
    fn a_new_key_seals_and_the_old_ones_open_without_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        key_file::create(&file, &SystemRandom).unwrap();
        let (early, late) = (KeyRing::load(&file).unwrap(), KeyRing::load(&file).unwrap());
        let old = early.seal("p", b"old", &SystemRandom).unwrap();
        let index = early.index("citizen-id/v1", "x");
        assert_eq!(key_file::add(&file, &SystemRandom).unwrap(), 2);
        assert!(early.refresh().unwrap() && !early.refresh().unwrap());
        let new = early.seal("p", b"new", &SystemRandom).unwrap();
        assert_eq!((old.key, new.key), (1, 2));
        // Another process that has not looked at the file yet meets a field of the new key.
        assert_eq!(late.open("p", &new).unwrap().as_slice(), b"new");
        assert_eq!(late.open("p", &old).unwrap().as_slice(), b"old");
        assert_eq!(late.index("citizen-id/v1", "x"), index);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&file).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert!(key_file::retire(&file, 1).unwrap_err().contains("oldest"));
        assert!(key_file::retire(&file, 2).unwrap_err().contains("seals"));
        key_file::add(&file, &SystemRandom).unwrap();
        key_file::retire(&file, 2).unwrap();
        late.refresh().unwrap();
        assert_eq!(late.versions(), [1, 3]);
        assert!(late.open("p", &new).is_err());
    }

    #[test]
    fn another_oldest_key_is_not_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let (file, other) = (folder.path().join("key"), folder.path().join("other"));
        key_file::create(&file, &SystemRandom).unwrap();
        key_file::create(&other, &SystemRandom).unwrap();
        let ring = KeyRing::load(&file).unwrap();
        let sealed = ring.seal("p", b"x", &SystemRandom).unwrap();
        std::fs::copy(&other, &file).unwrap();
        assert!(ring.refresh().unwrap_err().contains("oldest"));
        assert!(ring.open("p", &sealed).is_ok());
    }
}
