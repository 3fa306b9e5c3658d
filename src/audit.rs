//! Who did what to which record, and when; written in the caller's transaction, in one chain.

pub mod chain;
pub mod reading;
pub mod root;
pub mod verify;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::{db::Tx, error::Result, id::PersonId};

/// One entry, before it has its place in the chain.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which; ids sort by time.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; none for the product itself and for strangers.
    pub actor: Option<String>,
    /// What was done.
    pub act: String,
    /// To which record.
    pub subject: String,
    /// Facts, never values of fields.
    pub detail: Value,
}

/// Writes one entry. `actor` is `None` for the product itself and for strangers; `detail` holds
/// facts (a route, a count, a reason code), never what was typed into a field. It is linked to the
/// chain and written when the transaction is kept.
pub async fn record(
    tx: &mut Tx,
    actor: Option<&PersonId>,
    act: &'static str,
    subject: &str,
    detail: Value,
) -> Result<()> {
    let entry = Entry {
        id: tx.fresh_id(),
        at: tx.now(),
        actor: actor.map(|actor| actor.as_str().to_owned()),
        act: act.to_owned(),
        subject: subject.to_owned(),
        detail,
    };
    tx.record(entry);
    Ok(())
}
