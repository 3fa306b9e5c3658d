//! The key of the demonstration: made by itself, signed by itself, and called so in every file.

use std::{io::Write, path::PathBuf, time::Duration};

use chrono::{DateTime, Utc};
use der::{
    Any, Decode, Encode, EncodePem, Tag,
    asn1::{BitString, OctetString, SetOfVec, UtcTime},
    pem::LineEnding,
};
use rsa::{
    RsaPrivateKey,
    pkcs8::{EncodePrivateKey, EncodePublicKey},
};
use rustls::pki_types::PrivateKeyDer;
use x509_cert::{
    Certificate, TbsCertificate, Version,
    attr::AttributeTypeAndValue,
    ext::Extension,
    name::{RdnSequence, RelativeDistinguishedName},
    serial_number::SerialNumber,
    spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned},
    time::{Time, Validity},
};

use super::algorithm::{Kind, oid};
use crate::{
    clock::{Random, bytes},
    config::Config,
};

const NAME: &str = "Rian demonstration, no official signature (ตัวอย่างสำหรับทดลองใช้)";
/// How long its certificate is valid.
const VALID: Duration = Duration::from_secs(20 * 365 * 86_400);

/// Where the key is.
pub fn file(config: &Config) -> PathBuf {
    config.data.join("demonstration-signing-key.pem")
}

/// Makes the key where there is none yet.
///
/// # Errors
/// In words: the key cannot be made or written.
pub fn ensure(config: &Config, random: &dyn Random, now: DateTime<Utc>) -> Result<(), String> {
    let file = file(config);
    if config.signing_key_file.is_some() || file.exists() {
        return Ok(());
    }
    let words = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let key = RsaPrivateKey::new(&mut Chance(random), 2048).map_err(|error| words(&error))?;
    let certificate = certificate(&key, random, now).map_err(|error| words(&error))?;
    let key = key.to_pkcs8_pem(LineEnding::LF).map_err(|error| words(&error))?;
    std::fs::create_dir_all(&config.data).map_err(|error| words(&error))?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(&file).map_err(|error| words(&error))?;
    write!(out, "{}{certificate}", key.as_str()).map_err(|error| words(&error))
}

fn certificate(
    key: &RsaPrivateKey,
    random: &dyn Random,
    now: DateTime<Utc>,
) -> Result<String, Box<dyn std::error::Error>> {
    let public = key.to_public_key().to_public_key_der()?;
    let algorithm = AlgorithmIdentifierOwned {
        oid: oid("1.2.840.113549.1.1.11"),
        parameters: Some(Any::null()),
    };
    let part = AttributeTypeAndValue {
        oid: oid("2.5.4.3"),
        value: Any::new(Tag::Utf8String, NAME.as_bytes())?,
    };
    let name = RdnSequence(vec![RelativeDistinguishedName(SetOfVec::try_from(vec![part])?)]);
    let start = Duration::from_secs(u64::try_from(now.timestamp())?.saturating_sub(86_400));
    let time = |at| UtcTime::from_unix_duration(at).map(Time::UtcTime);
    let mut serial = bytes::<16>(random);
    serial[0] = serial[0] & 0x7f | 1;
    // It may sign documents, and nothing else (RFC 5280, 4.2.1.3).
    let usage = Extension {
        extn_id: oid("2.5.29.15"),
        critical: true,
        extn_value: OctetString::new([3, 2, 6, 0xc0])?,
    };
    let body = TbsCertificate {
        version: Version::V3,
        serial_number: SerialNumber::new(&serial)?,
        signature: algorithm.clone(),
        issuer: name.clone(),
        validity: Validity { not_before: time(start)?, not_after: time(start + VALID)? },
        subject: name,
        subject_public_key_info: SubjectPublicKeyInfoOwned::from_der(public.as_bytes())?,
        issuer_unique_id: None,
        subject_unique_id: None,
        extensions: Some(vec![usage]),
    };
    let secret = key.to_pkcs8_der()?;
    let secret = PrivateKeyDer::Pkcs8(secret.as_bytes().into());
    let signer = rustls::crypto::ring::sign::any_supported_type(&secret)?;
    let signer = signer.choose_scheme(&[Kind::Rsa.scheme()]).ok_or("the key does not sign")?;
    let signature = BitString::from_bytes(&signer.sign(&body.to_der()?)?)?;
    let whole = Certificate { tbs_certificate: body, signature_algorithm: algorithm, signature };
    Ok(whole.to_pem(LineEnding::LF)?)
}

/// The product's randomness, as the key maker wants it.
struct Chance<'a>(&'a dyn Random);

impl rsa::rand_core::RngCore for Chance<'_> {
    fn next_u32(&mut self) -> u32 {
        u32::from_le_bytes(bytes(self.0))
    }

    fn next_u64(&mut self) -> u64 {
        u64::from_le_bytes(bytes(self.0))
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rsa::rand_core::Error> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl rsa::rand_core::CryptoRng for Chance<'_> {}
