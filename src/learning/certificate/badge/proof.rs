//! The proof of a credential: `eddsa-rdfc-2022` (W3C VC Data Integrity EdDSA Cryptosuites 1.0,
//! section 3.2), the suite that every verifier of Open Badges 3.0 knows.

use chrono::{DateTime, SecondsFormat, Utc};
use ed25519_dalek::{Signature, Signer as _, Verifier as _};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    error::Result,
    learning::certificate::badge::{
        contexts::canonical,
        key::{self, Signer},
        multibase,
    },
};

/// An instant as credentials write it: to the second, in UTC.
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Adds the proof to a credential of `issuer`. Ed25519 draws nothing: the same words give the same
/// proof.
pub fn sign(
    mut document: Value,
    issuer: &str,
    signer: &Signer,
    created: DateTime<Utc>,
) -> Result<Value> {
    let mut proof = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": instant(created),
        "verificationMethod": key::method(issuer, &signer.public),
        "proofPurpose": "assertionMethod",
    });
    let signature = signer.secret.sign(&hashed(&document, &proof)?);
    proof["proofValue"] = multibase::base58(&signature.to_bytes()).into();
    document["proof"] = proof;
    Ok(document)
}

/// Whether the proof of a credential was made over these words with the key of `public`, a
/// Multikey. Who holds that key is for the caller to know.
pub fn verify(document: &Value, public: &str) -> Result<bool> {
    let mut document = document.clone();
    let Some(mut proof) = document.as_object_mut().and_then(|it| it.remove("proof")) else {
        return Ok(false);
    };
    let value = proof.as_object_mut().and_then(|it| it.remove("proofValue"));
    let value = value.as_ref().and_then(Value::as_str).and_then(multibase::from_base58);
    let suite = ["type", "cryptosuite", "proofPurpose"].map(|name| proof[name].as_str());
    let ours = [Some("DataIntegrityProof"), Some("eddsa-rdfc-2022"), Some("assertionMethod")];
    let signature = value.and_then(|bytes| Signature::from_slice(&bytes).ok());
    let (Some(signature), Some(key)) = (signature, key::read_public(public)) else {
        return Ok(false);
    };
    Ok(suite == ours && key.verify(&hashed(&document, &proof)?, &signature).is_ok())
}

/// The hash of the proof's own words, then that of the document (section 3.2.4).
fn hashed(document: &Value, proof: &Value) -> Result<[u8; 64]> {
    let mut options = proof.clone();
    // The words of a proof mean what the document's first context says, which is protected: to read
    // the others for them too gives the same and takes three times as long.
    options["@context"] = json!([document["@context"][0]]);
    let mut hashes = [0; 64];
    hashes[..32].copy_from_slice(&Sha256::digest(canonical(&options)?));
    hashes[32..].copy_from_slice(&Sha256::digest(canonical(document)?));
    Ok(hashes)
}
