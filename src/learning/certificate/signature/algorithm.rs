//! Which keys may sign, and whether a signature is by a key: RSA and ECDSA, done by `ring`.

use der::{Encode, asn1::ObjectIdentifier};
use rustls::SignatureScheme;
use sha2::{Digest, Sha256, Sha384, Sha512};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

pub(super) const SHA256: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.1");
const SHA384: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.2");
const SHA512: ObjectIdentifier = oid("2.16.840.1.101.3.4.2.3");
const RSA: ObjectIdentifier = oid("1.2.840.113549.1.1.1");
const EC: ObjectIdentifier = oid("1.2.840.10045.2.1");
const P256: ObjectIdentifier = oid("1.2.840.10045.3.1.7");
const ECDSA_WITH_SHA256: ObjectIdentifier = oid("1.2.840.10045.4.3.2");

pub(super) const fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

/// The kinds of key that sign certificates here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// RSA of at least 2048 bits.
    Rsa,
    /// ECDSA on the curve P-256.
    P256,
}

impl Kind {
    /// The kind of a public key.
    ///
    /// # Errors
    /// In words: no such kind, or too weak.
    pub(super) fn of(key: &SubjectPublicKeyInfoOwned) -> Result<Self, String> {
        let curve = |it: &AlgorithmIdentifierOwned| {
            it.parameters.as_ref().and_then(|it| it.decode_as::<ObjectIdentifier>().ok())
        };
        if key.algorithm.oid == RSA {
            let bits = modulus_bits(key.subject_public_key.raw_bytes());
            return match bits {
                Some(bits) if bits < 2048 => {
                    Err(format!("the key is weak: RSA of {bits} bits, at least 2048 are needed"))
                }
                Some(_) => Ok(Self::Rsa),
                None => Err("the RSA key in the certificate cannot be read".to_owned()),
            };
        }
        if key.algorithm.oid == EC && curve(&key.algorithm) == Some(P256) {
            return Ok(Self::P256);
        }
        Err("the kind of key is not supported: RSA of 2048 bits or more, or ECDSA on P-256".into())
    }

    pub(super) fn scheme(self) -> SignatureScheme {
        match self {
            Self::Rsa => SignatureScheme::RSA_PKCS1_SHA256,
            Self::P256 => SignatureScheme::ECDSA_NISTP256_SHA256,
        }
    }

    /// How a signature by such a key is named (RFC 3370, RFC 5754).
    pub(super) fn identifier(self) -> AlgorithmIdentifierOwned {
        match self {
            Self::Rsa => AlgorithmIdentifierOwned { oid: RSA, parameters: Some(der::Any::null()) },
            Self::P256 => AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA256, parameters: None },
        }
    }
}

/// How many bits the modulus of an RSA key has (RFC 8017, A.1.1).
fn modulus_bits(key: &[u8]) -> Option<usize> {
    let numbers = <Vec<der::Any> as der::Decode>::from_der(key).ok()?;
    let modulus = numbers.first()?.value();
    let leading = modulus.iter().take_while(|byte| **byte == 0).count();
    let first = modulus.get(leading)?;
    Some((modulus.len() - leading) * 8 - first.leading_zeros() as usize)
}

/// Whether `signature` over `message`, hashed as `digest` names it, is by `key`.
pub(super) fn is_by(
    key: &SubjectPublicKeyInfoOwned,
    digest: ObjectIdentifier,
    message: &[u8],
    signature: &[u8],
) -> bool {
    let is_rsa = key.algorithm.oid == RSA;
    let scheme = match (is_rsa, digest) {
        (true, SHA256) => SignatureScheme::RSA_PKCS1_SHA256,
        (true, SHA384) => SignatureScheme::RSA_PKCS1_SHA384,
        (true, SHA512) => SignatureScheme::RSA_PKCS1_SHA512,
        (false, SHA256) => SignatureScheme::ECDSA_NISTP256_SHA256,
        (false, SHA384) => SignatureScheme::ECDSA_NISTP384_SHA384,
        _ => return false,
    };
    // `rustls` compares the inside of the sequence that names the key.
    let Ok(name) = key.algorithm.to_der() else { return false };
    let name = name.get(2..).unwrap_or_default();
    let known = rustls::crypto::ring::default_provider().signature_verification_algorithms;
    let (_, ways) = match known.mapping.iter().find(|(it, _)| *it == scheme) {
        Some(found) => found,
        None => return false,
    };
    let key = key.subject_public_key.raw_bytes();
    ways.iter()
        .filter(|way| way.public_key_alg_id().as_ref() == name)
        .any(|way| way.verify_signature(key, message, signature).is_ok())
}

/// The hash of `bytes` by the function of that name.
pub(super) fn hash(function: ObjectIdentifier, bytes: &[u8]) -> Option<Vec<u8>> {
    match function {
        SHA256 => Some(Sha256::digest(bytes).to_vec()),
        SHA384 => Some(Sha384::digest(bytes).to_vec()),
        SHA512 => Some(Sha512::digest(bytes).to_vec()),
        _ => None,
    }
}
