//! A certificate with those above it: whose key signs, and until when it may.

use chrono::{DateTime, Utc};
use der::{Decode, Encode, EncodePem, Tagged, asn1::ObjectIdentifier, pem::LineEnding};
use rustls::pki_types::{CertificateDer, pem::PemObject};
use sha2::{Digest, Sha256};
use x509_cert::{Certificate, ext::pkix::KeyUsage, spki::SubjectPublicKeyInfoOwned};

use super::algorithm::oid;

const COMMON_NAME: ObjectIdentifier = oid("2.5.4.3");

/// The certificates, that of the signer first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain(Vec<Certificate>);

impl Chain {
    /// Puts certificates in order: first the one that `is_ours`, then who issued each; those that
    /// do not belong to it are left out.
    ///
    /// # Errors
    /// In words: one cannot be read, or none is ours.
    pub(super) fn of(
        certificates: &[Vec<u8>],
        is_ours: impl Fn(&SubjectPublicKeyInfoOwned) -> bool,
    ) -> Result<Self, String> {
        let mut rest = Vec::with_capacity(certificates.len());
        for der in certificates {
            let certificate = Certificate::from_der(der)
                .map_err(|error| format!("a certificate cannot be read: {error}"))?;
            // It goes into every file as its issuer wrote it.
            if certificate.to_der().ok().as_ref() != Some(der) {
                return Err("a certificate is not written in DER".to_owned());
            }
            rest.push(certificate);
        }
        if rest.is_empty() {
            return Err("there is no certificate".to_owned());
        }
        let ours = rest
            .iter()
            .position(|it| is_ours(&it.tbs_certificate.subject_public_key_info))
            .ok_or("the key does not match the certificate")?;
        let mut chain = vec![rest.swap_remove(ours)];
        while let Some(next) = chain.last().and_then(|last| {
            let issuer = &last.tbs_certificate.issuer;
            rest.iter().position(|it| it.tbs_certificate.subject == *issuer)
        }) {
            chain.push(rest.swap_remove(next));
        }
        Ok(Self(chain))
    }

    /// Reads what [`Chain::to_pem`] wrote; `None` where that is something else.
    pub(super) fn from_pem(text: &str) -> Option<Self> {
        let certificates: Result<Vec<_>, _> = certificates(text.as_bytes())
            .ok()?
            .iter()
            .map(|der| Certificate::from_der(der))
            .collect();
        certificates.ok().filter(|chain| !chain.is_empty()).map(Self)
    }

    /// As text, to be kept.
    ///
    /// # Errors
    /// It cannot be written.
    pub(super) fn to_pem(&self) -> der::Result<String> {
        self.0.iter().map(|certificate| certificate.to_pem(LineEnding::LF)).collect()
    }

    pub(super) fn certificates(&self) -> &[Certificate] {
        &self.0
    }

    /// The signer's.
    pub(super) fn leaf(&self) -> &Certificate {
        &self.0[0]
    }

    pub(super) fn key(&self) -> &SubjectPublicKeyInfoOwned {
        &self.leaf().tbs_certificate.subject_public_key_info
    }

    /// SHA-256 of the signer's certificate.
    ///
    /// # Errors
    /// It cannot be written.
    pub(super) fn hash(&self) -> der::Result<[u8; 32]> {
        Ok(Sha256::digest(self.leaf().to_der()?).into())
    }

    /// The same in hexadecimal, by which a signer is kept.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn fingerprint(&self) -> der::Result<String> {
        Ok(hex::encode(self.hash()?))
    }

    /// What the signer's certificate calls its subject.
    pub fn name(&self) -> String {
        let subject = &self.leaf().tbs_certificate.subject;
        let mut parts = subject.0.iter().rev().flat_map(|part| part.0.iter());
        let common = parts.find(|part| part.oid == COMMON_NAME);
        match common {
            Some(part) if part.value.tag() == der::Tag::BmpString => {
                let (units, _) = part.value.value().as_chunks::<2>();
                String::from_utf16_lossy(
                    &units.iter().map(|unit| u16::from_be_bytes(*unit)).collect::<Vec<_>>(),
                )
            }
            Some(part) => String::from_utf8_lossy(part.value.value()).into_owned(),
            None => subject.to_string(),
        }
    }

    /// Whether the signer's certificate is meant for signatures (RFC 5280, 4.2.1.3).
    pub(super) fn may_sign(&self) -> bool {
        match self.leaf().tbs_certificate.get::<KeyUsage>() {
            Ok(Some((_, usage))) => usage.digital_signature() || usage.non_repudiation(),
            Ok(None) => true,
            Err(_) => false,
        }
    }

    /// From when until when the signer's certificate is valid.
    pub fn validity(&self) -> [DateTime<Utc>; 2] {
        let validity = &self.leaf().tbs_certificate.validity;
        [validity.not_before, validity.not_after].map(|time| {
            let seconds = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
            DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::<Utc>::MAX_UTC)
        })
    }
}

/// Every certificate in a file of PEM; other parts of it are passed over.
pub(super) fn certificates(pem: &[u8]) -> Result<Vec<Vec<u8>>, String> {
    CertificateDer::pem_slice_iter(pem)
        .map(|found| found.map(|der| der.to_vec()))
        .collect::<Result<_, _>>()
        .map_err(|error| format!("a certificate cannot be read: {error}"))
}
