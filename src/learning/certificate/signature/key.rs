//! The key that signs certificates, from the configuration: PKCS#12, or PEM beside its chain.

use std::{path::Path, sync::Arc};

use chrono::{DateTime, Utc};
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use rustls::{
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer, pem::PemObject},
    sign,
};
use zeroize::Zeroizing;

use super::{
    algorithm::{self, Kind},
    chain::{self, Chain},
    cms, demonstration, locked,
};
use crate::config::Config;

/// What is signed to see whether a key and a certificate belong together.
const PROBE: &[u8] = b"rian";

/// A key with its certificates.
#[derive(Debug)]
pub struct SigningKey {
    key: Arc<dyn sign::SigningKey>,
    chain: Chain,
    kind: Kind,
}

impl SigningKey {
    /// The key that is configured, if one is; the demonstration has one of its own.
    ///
    /// # Errors
    /// In words for whoever configured it: which setting, and what is wrong.
    pub fn read(config: &Config) -> Result<Option<Self>, String> {
        let Some(file) = &config.signing_key_file else {
            if config.signing_certificate_file.is_some() {
                return Err("signing_key_file is missing: a certificate alone signs nothing".into());
            }
            let own = demonstration::file(config);
            return match config.demo && own.exists() {
                true => Self::from_pem(&load("demonstration key", &own)?, None).map(Some),
                false => Ok(None),
            };
        };
        let bytes = load("signing_key_file", file)?;
        let is_pem = memchr::memmem::find(&bytes, b"-----BEGIN ").is_some();
        let read = if is_pem {
            let beside = config.signing_certificate_file.as_deref();
            let beside = beside.map(|it| load("signing_certificate_file", it)).transpose()?;
            let beside = beside.as_ref().map(|it| it.as_slice());
            if memchr::memmem::find(&bytes, b"ENCRYPTED").is_some() {
                Self::from_locked_pem(&bytes, &password(config)?, beside)
            } else {
                Self::from_pem(&bytes, beside)
            }
        } else {
            Self::from_pkcs12(&bytes, &password(config)?)
        };
        read.map(Some).map_err(|wrong| format!("signing_key_file: {wrong}"))
    }

    fn from_pem(key: &[u8], beside: Option<&[u8]>) -> Result<Self, String> {
        let der = PrivateKeyDer::from_pem_slice(key)
            .map_err(|error| format!("there is no readable private key: {error}"))?;
        Self::of(&der, &beside_key(beside.unwrap_or(key))?)
    }

    /// A key that opens with a pass phrase (RFC 5958, `EncryptedPrivateKeyInfo`).
    fn from_locked_pem(key: &[u8], password: &str, beside: Option<&[u8]>) -> Result<Self, String> {
        let opened = locked::open(key, password)?;
        let der = PrivatePkcs8KeyDer::from(opened.as_slice()).into();
        Self::of(&der, &beside_key(beside.unwrap_or(key))?)
    }

    fn from_pkcs12(bytes: &[u8], password: &str) -> Result<Self, String> {
        let wrong = |error| match error {
            p12_keystore::error::Error::MacError(_) => "the password is wrong: see \
                signing_password and signing_password_file"
                .to_owned(),
            error => format!("this is neither PEM nor a PKCS#12 file that can be read: {error}"),
        };
        let store = KeyStore::from_pkcs12(bytes, password, Pkcs12ImportPolicy::Relaxed);
        let store = store.map_err(wrong)?;
        let (_, found) = store.private_key_chain().ok_or("there is no private key in the file")?;
        let certificates: Vec<_> = found.certs().iter().map(|it| it.as_der().to_vec()).collect();
        if certificates.is_empty() {
            return Err("there is no certificate of the key in the file".into());
        }
        let key = Zeroizing::new(found.key().as_der().to_vec());
        Self::of(&PrivatePkcs8KeyDer::from(key.as_slice()).into(), &certificates)
    }

    /// A key and certificates of which one is its own.
    fn of(key: &PrivateKeyDer, certificates: &[Vec<u8>]) -> Result<Self, String> {
        // A weak key is told by its certificate, as `ring` does not say why it takes none.
        let all = Chain::of(certificates, |_| true)?;
        let kinds: Vec<_> = all
            .certificates()
            .iter()
            .take(1)
            .map(|it| Kind::of(&it.tbs_certificate.subject_public_key_info))
            .collect();
        let key = rustls::crypto::ring::sign::any_supported_type(key).map_err(|_| {
            let weak = kinds.into_iter().find_map(Result::err);
            weak.unwrap_or_else(|| {
                "the private key cannot be used: RSA of 2048 bits or more, or \
                ECDSA on P-256, is needed"
                    .to_owned()
            })
        })?;
        let schemes = [Kind::Rsa.scheme(), Kind::P256.scheme()];
        let probe = key.choose_scheme(&schemes).ok_or("the kind of key is not supported")?;
        let probe = probe.sign(PROBE).map_err(|error| format!("the key does not sign: {error}"))?;
        let chain =
            Chain::of(certificates, |it| algorithm::is_by(it, algorithm::SHA256, PROBE, &probe))?;
        if !chain.may_sign() {
            return Err(
                "the certificate is not meant for signatures: its key usage names neither \
                digitalSignature nor nonRepudiation"
                    .into(),
            );
        }
        let kind = Kind::of(chain.key())?;
        Ok(Self { key, chain, kind })
    }

    /// The certificates.
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// Whether its certificate is valid at `now`.
    ///
    /// # Errors
    /// In words: not yet, or no longer.
    pub fn standing(&self, now: DateTime<Utc>) -> Result<(), String> {
        let [from, until] = self.chain.validity();
        let day = |at: DateTime<Utc>| at.format("%Y-%m-%d %H:%M UTC").to_string();
        if now < from {
            return Err(format!("the certificate is not valid before {}", day(from)));
        }
        if now > until {
            return Err(format!("the certificate expired at {}", day(until)));
        }
        Ok(())
    }

    /// The most bytes that a signature without a time stamp takes.
    ///
    /// # Errors
    /// The key does not sign.
    pub fn room(&self) -> Result<usize, String> {
        let (written, signature) = self.sign(&[0; 32])?;
        // A signature by ECDSA is two numbers, whose length changes from one to the next.
        let longest = if self.kind == Kind::P256 { 72 } else { signature.len() };
        Ok(written.len() + longest - signature.len() + 8)
    }

    /// Signs a file with this digest: gives the signature as it goes into the file, and its bare
    /// value, which a time stamp is about. It takes a millisecond.
    ///
    /// # Errors
    /// In words.
    pub fn sign(&self, digest: &[u8; 32]) -> Result<(Vec<u8>, Vec<u8>), String> {
        let words = |error: der::Error| format!("the signature cannot be written: {error}");
        let message = cms::signed(&self.chain, digest).map_err(words)?;
        let signer = self.key.choose_scheme(&[self.kind.scheme()]).ok_or("the key has changed")?;
        let value = signer.sign(&message).map_err(|error| error.to_string())?;
        let written = cms::write(&self.chain, self.kind, digest, &value, None).map_err(words)?;
        Ok((written, value))
    }

    /// The same signature with a time stamp on it.
    ///
    /// # Errors
    /// In words.
    pub fn stamped(
        &self,
        digest: &[u8; 32],
        value: &[u8],
        token: der::Any,
    ) -> Result<Vec<u8>, String> {
        cms::write(&self.chain, self.kind, digest, value, Some(token))
            .map_err(|error| format!("the signature cannot be written: {error}"))
    }
}

/// The certificates of a key, at least one.
fn beside_key(pem: &[u8]) -> Result<Vec<Vec<u8>>, String> {
    let certificates = chain::certificates(pem)?;
    if certificates.is_empty() {
        return Err("there is no certificate: name its file in signing_certificate_file".into());
    }
    Ok(certificates)
}

fn load(setting: &str, file: &Path) -> Result<Zeroizing<Vec<u8>>, String> {
    std::fs::read(file)
        .map(Zeroizing::new)
        .map_err(|error| format!("{setting}: {} cannot be read: {error}", file.display()))
}

/// The password of the file, from the configuration or from a file of its own.
fn password(config: &Config) -> Result<Zeroizing<String>, String> {
    let Some(file) = &config.signing_password_file else {
        let given = config.signing_password.as_ref().map(|it| it.reveal().to_owned());
        return Ok(Zeroizing::new(given.unwrap_or_default()));
    };
    let bytes = load("signing_password_file", file)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| "signing_password_file: it is no text")?;
    Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
}
