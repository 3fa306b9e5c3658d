//! SPF (RFC 7208): reading a record, walking all it can ask for, and evaluating it for a sender.

mod evaluate;
mod parse;
mod walk;

pub(super) use evaluate::{Outcome, evaluate};
pub(super) use parse::{Mechanism, Mistake, Policy, Qualifier, is_spf};
pub(super) use walk::{Problem, Walk, walk};

use hickory_proto::rr::RecordType;

use super::{
    answer::Data,
    asking::{Answer, Asker},
};

/// The SPF record of another name, as an include finds it.
enum Fetched {
    /// Just one.
    Policy(String),
    /// None; whether the name had no TXT at all, which is a void look-up.
    Nothing { void: bool },
    /// More than one.
    Several,
    /// No server told.
    Unknown,
}

async fn fetch(asker: &Asker<'_>, name: &str) -> Fetched {
    let entries = match asker.one(name, RecordType::TXT).await.answer {
        Answer::Records(entries) => entries,
        Answer::Nothing => return Fetched::Nothing { void: true },
        Answer::Unknown(_) => return Fetched::Unknown,
    };
    let mut policies = entries.into_iter().filter_map(|entry| match entry.data {
        Data::Txt(text) if is_spf(&text) => Some(text),
        _ => None,
    });
    match (policies.next(), policies.next()) {
        (None, _) => Fetched::Nothing { void: false },
        (Some(policy), None) => Fetched::Policy(policy),
        (Some(_), Some(_)) => Fetched::Several,
    }
}
