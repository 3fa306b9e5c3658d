//! The bytes that are signed: a tag, a zero, and parts with their lengths in front.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    CardField, CardRead, Challenge, Encoded, Enrolment, Hello, Hex, Nonce, PublicKey, Purpose,
    ReadFailure, Secret, Signature,
};
use crate::identity::card::CardFault;

/// The signature is not that of this key over this message; nothing more is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not signed by this agent, or altered")]
pub struct NotSigned;

/// The part of a challenge that an answer is bound to, as either side has kept it.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The nonce of the challenge.
    pub nonce: &'a Nonce,
    /// The case.
    pub case_id: &'a str,
    /// The agent that was asked.
    pub agent_id: &'a str,
    /// The officer who asked.
    pub officer_id: &'a str,
    /// What for.
    pub purpose: Purpose,
}

impl Challenge {
    /// What an answer to this challenge is bound to.
    pub fn asked(&self) -> Asked<'_> {
        Asked {
            nonce: &self.nonce,
            case_id: &self.case_id,
            agent_id: &self.agent_id,
            officer_id: &self.officer_id,
            purpose: self.purpose,
        }
    }
}

impl CardRead {
    /// Signs what a card said in answer to `challenge`.
    pub fn sign(
        key: &SigningKey,
        challenge: &Challenge,
        read_at: DateTime<Utc>,
        atr: &[u8],
        fields: BTreeMap<CardField, Secret>,
    ) -> Self {
        let signature = sign(key, &Self::message(challenge.asked(), read_at, atr, &fields));
        let (case_id, agent_id) = (challenge.case_id.clone(), challenge.agent_id.clone());
        Self { case_id, agent_id, read_at, atr: Hex(atr.to_vec()), fields, signature }
    }

    /// Whether this answers `asked`, unchanged, by the agent with this key.
    pub fn verify(&self, key: &PublicKey, asked: Asked<'_>) -> Result<(), NotSigned> {
        if self.case_id != asked.case_id || self.agent_id != asked.agent_id {
            return Err(NotSigned);
        }
        let message = Self::message(asked, self.read_at, &self.atr.0, &self.fields);
        verify(key, &message, &self.signature)
    }

    /// `"card-read/v1" 0x00`, then nonce, case, agent, officer, purpose, time (RFC 3339), ATR, and
    /// each field as its name and its value, in the order of [`CardField`].
    pub fn message(
        asked: Asked<'_>,
        read_at: DateTime<Utc>,
        atr: &[u8],
        fields: &BTreeMap<CardField, Secret>,
    ) -> Zeroizing<Vec<u8>> {
        let (at, purpose) = (moment(read_at), asked.purpose.code());
        let [case, agent, officer] = [asked.case_id, asked.agent_id, asked.officer_id];
        let head: [&[u8]; 7] = [
            &asked.nonce.0,
            case.as_bytes(),
            agent.as_bytes(),
            officer.as_bytes(),
            purpose.as_bytes(),
            at.as_bytes(),
            atr,
        ];
        let tail = fields.iter().flat_map(|(field, value)| [field.name(), value.reveal()]);
        encode("card-read/v1", head.into_iter().chain(tail.map(str::as_bytes)))
    }

    /// The value of `field`, if it was sent.
    pub fn field(&self, field: CardField) -> Option<&str> {
        self.fields.get(&field).map(Secret::reveal)
    }
}

impl ReadFailure {
    /// Signs that `challenge` was not answered with a card, and why.
    pub fn sign(
        key: &SigningKey,
        challenge: &Challenge,
        fault: CardFault,
        at: DateTime<Utc>,
    ) -> Self {
        let signature = sign(key, &Self::message(challenge.asked(), fault, at));
        let (case_id, agent_id) = (challenge.case_id.clone(), challenge.agent_id.clone());
        Self { case_id, agent_id, fault, at, signature }
    }

    /// Whether this answers `asked`, unchanged, by the agent with this key.
    pub fn verify(&self, key: &PublicKey, asked: Asked<'_>) -> Result<(), NotSigned> {
        if self.case_id != asked.case_id || self.agent_id != asked.agent_id {
            return Err(NotSigned);
        }
        verify(key, &Self::message(asked, self.fault, self.at), &self.signature)
    }

    /// `"card-fault/v1" 0x00`, then nonce, case, agent, officer, purpose, code of the fault, time.
    pub fn message(asked: Asked<'_>, fault: CardFault, at: DateTime<Utc>) -> Zeroizing<Vec<u8>> {
        let at = moment(at);
        let texts = [
            asked.case_id,
            asked.agent_id,
            asked.officer_id,
            asked.purpose.code(),
            fault.code(),
            &at,
        ];
        let nonce: &[u8] = &asked.nonce.0;
        encode("card-fault/v1", [nonce].into_iter().chain(texts.map(str::as_bytes)))
    }
}

impl Hello {
    /// Signs a hello.
    pub fn sign(key: &SigningKey, agent_id: &str, at: DateTime<Utc>, nonce: Nonce) -> Self {
        let signature = sign(key, &Self::message(agent_id, at, &nonce));
        Self { agent_id: agent_id.to_owned(), at, nonce, signature }
    }

    /// Whether the agent with this key said it.
    pub fn verify(&self, key: &PublicKey) -> Result<(), NotSigned> {
        verify(key, &Self::message(&self.agent_id, self.at, &self.nonce), &self.signature)
    }

    /// `"desk-hello/v1" 0x00`, then agent, time, nonce.
    pub fn message(agent_id: &str, at: DateTime<Utc>, nonce: &Nonce) -> Zeroizing<Vec<u8>> {
        encode("desk-hello/v1", [agent_id.as_bytes(), moment(at).as_bytes(), &nonce.0])
    }
}

impl Enrolment {
    /// Signs an enrolment with the key that it brings.
    pub fn sign(key: &SigningKey, code: Secret, name: &str) -> Self {
        let public_key = Encoded(key.verifying_key().to_bytes());
        let signature = sign(key, &Self::message(&code, &public_key, name));
        Self { code, public_key, name: name.to_owned(), signature }
    }

    /// Whether the sender holds the private key of `public_key`.
    pub fn verify(&self) -> Result<(), NotSigned> {
        let message = Self::message(&self.code, &self.public_key, &self.name);
        verify(&self.public_key, &message, &self.signature)
    }

    /// `"desk-enrolment/v1" 0x00`, then code, public key, name.
    pub fn message(code: &Secret, key: &PublicKey, name: &str) -> Zeroizing<Vec<u8>> {
        encode("desk-enrolment/v1", [code.reveal().as_bytes(), &key.0, name.as_bytes()])
    }
}

/// The first 128 bits of the key's SHA-256, as eight groups that two people can read to each other.
pub fn fingerprint(key: &PublicKey) -> String {
    let hash = Sha256::digest(key.0);
    let groups: Vec<String> = hash.chunks(2).take(8).map(hex::encode).collect();
    groups.join("-")
}

fn sign(key: &SigningKey, message: &[u8]) -> Signature {
    Encoded(key.sign(message).to_bytes())
}

/// `verify_strict`: keys and signatures of small order are refused too.
fn verify(key: &PublicKey, message: &[u8], signature: &Signature) -> Result<(), NotSigned> {
    let key = VerifyingKey::from_bytes(&key.0).map_err(|_| NotSigned)?;
    let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
    key.verify_strict(message, &signature).map_err(|_| NotSigned)
}

/// RFC 3339 in UTC with as many digits as the instant has: equal texts mean equal instants.
fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// The tag, a zero, and each part behind its length in four bytes, most significant first.
fn encode<'a>(tag: &str, parts: impl IntoIterator<Item = &'a [u8]>) -> Zeroizing<Vec<u8>> {
    let mut message = Zeroizing::new([tag.as_bytes(), &[0]].concat());
    for part in parts {
        // What comes over HTTP is bounded far below four gigabytes.
        let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
        message.extend_from_slice(&length.to_be_bytes());
        message.extend_from_slice(part);
    }
    message
}
