//! What the server and `card-agent` say to each other about a card read at a desk; pure, no I/O.
//!
//! The agent dials out over HTTPS and the server never dials in. Four requests, all JSON:
//!
//! | request | body | answer |
//! |---|---|---|
//! | `POST /api/v1/desk/agents` | [`Enrolment`] | 201 [`Enrolled`] |
//! | `POST /api/v1/desk/challenges` | [`Hello`] | 200 [`Challenge`], or 204 after a while |
//! | `POST /api/v1/desk/reads` | [`CardRead`] | 200 [`Accepted`], or a problem |
//! | `POST /api/v1/desk/failures` | [`ReadFailure`] | 204 |
//!
//! Problems are those of RFC 9457 with the `type` `/problems/…`: `desk-late`, `desk-replayed`,
//! `desk-altered`, `desk-foreign-agent` and `desk-clock` for a read, `desk-unconfirmed` while no
//! administrator has confirmed the fingerprint, and `desk-revoked`, at which the agent ends. Every
//! answer has a `Date`, beside which the agent sets its own clock. A challenge that has not been
//! answered is handed out again to an agent that asks again, such as one that was restarted.
//!
//! What the agent says is signed with the key that was made on its device: each message is a tag,
//! a zero byte, and parts with their lengths in front, so that no two messages share their bytes.
//! A signature shows which enrolled desk said it; it does not show that the card is genuine.

mod encoded;
mod message;
mod names;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use self::{
    encoded::{Encoded, Hex, Secret},
    message::{Asked, NotSigned, fingerprint},
    names::{CardField, Purpose},
};
use crate::identity::card::CardFault;

/// 32 random bytes that a challenge or a hello is told apart by; base64url in JSON.
pub type Nonce = Encoded<32>;

/// An ed25519 public key; base64url in JSON.
pub type PublicKey = Encoded<32>;

/// An ed25519 signature; base64url in JSON.
pub type Signature = Encoded<64>;

/// How far the clocks of agent and server may differ.
pub const SKEW: chrono::TimeDelta = chrono::TimeDelta::seconds(60);

/// How long a challenge lives.
pub const CHALLENGE_LIFE: chrono::TimeDelta = chrono::TimeDelta::seconds(120);

/// The addresses of the four requests, below the address of the server.
pub mod paths {
    /// Takes an `Enrolment`.
    pub const AGENTS: &str = "/api/v1/desk/agents";
    /// Takes a `Hello`.
    pub const CHALLENGES: &str = "/api/v1/desk/challenges";
    /// Takes a `CardRead`.
    pub const READS: &str = "/api/v1/desk/reads";
    /// Takes a `ReadFailure`.
    pub const FAILURES: &str = "/api/v1/desk/failures";
}

/// A device asks to become the agent of the desk that the one-time code was made for.
#[derive(Clone, Serialize, Deserialize)]
pub struct Enrolment {
    /// The one-time code, as the administrator passed it on.
    pub code: Secret,
    /// The key that was made on the device.
    pub public_key: PublicKey,
    /// What the device is called, for lists.
    pub name: String,
    /// Shows that the device holds the private key.
    pub signature: Signature,
}

/// The desk that a device now speaks for, once an administrator has confirmed the fingerprint.
#[derive(Clone, Serialize, Deserialize)]
pub struct Enrolled {
    /// The id of the agent, in every later message.
    pub agent_id: String,
    /// The agency, by name, for the officer's eyes.
    pub agency: String,
    /// The desk, by name.
    pub desk: String,
    /// [`fingerprint`] of the key that the server kept.
    pub fingerprint: String,
}

/// An agent asks whether there is something to read.
#[derive(Clone, Serialize, Deserialize)]
pub struct Hello {
    /// Who asks.
    pub agent_id: String,
    /// The agent's time.
    pub at: DateTime<Utc>,
    /// Fresh for each hello.
    pub nonce: Nonce,
    /// Over all of the above.
    pub signature: Signature,
}

/// One read that an officer asked for: for one case, by one agent, once, for a short time.
#[derive(Clone, Serialize, Deserialize)]
pub struct Challenge {
    /// The case of proofing.
    pub case_id: String,
    /// Fresh for each challenge.
    pub nonce: Nonce,
    /// The agent that may answer.
    pub agent_id: String,
    /// Who asked for it.
    pub officer_id: String,
    /// Who asked for it, for the officer's eyes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer_name: Option<String>,
    /// The agency, by name.
    pub agency: String,
    /// The desk, by name.
    pub desk: String,
    /// What for.
    pub purpose: Purpose,
    /// Four digits, the same as in the officer's browser.
    pub code: String,
    /// What to send, and nothing else; each must be among [`Purpose::fields`].
    pub fields: Vec<CardField>,
    /// After this the server refuses the answer.
    pub expires_at: DateTime<Utc>,
}

/// What a card said, signed by the desk.
#[derive(Clone, Serialize, Deserialize)]
pub struct CardRead {
    /// The case of the challenge.
    pub case_id: String,
    /// The agent that read.
    pub agent_id: String,
    /// The agent's time of the read.
    pub read_at: DateTime<Utc>,
    /// The answer to reset of the card.
    pub atr: Hex,
    /// The fields that were asked for, as [`CardField`] words them. A chip number that the card
    /// would not give is missing.
    pub fields: BTreeMap<CardField, Secret>,
    /// Over all of the above and the challenge.
    pub signature: Signature,
}

/// A read that was taken.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Accepted {
    /// The state of the case, as a slug.
    pub state: String,
}

/// A read that did not come about, signed by the desk. It does not use up the challenge: a card
/// that was missing may still be inserted. Only [`CardFault::Cancelled`] is the agent's last word.
#[derive(Clone, Serialize, Deserialize)]
pub struct ReadFailure {
    /// The case of the challenge.
    pub case_id: String,
    /// The agent that tried.
    pub agent_id: String,
    /// Why.
    pub fault: CardFault,
    /// The agent's time.
    pub at: DateTime<Utc>,
    /// Over all of the above and the challenge.
    pub signature: Signature,
}
