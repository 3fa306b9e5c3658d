//! What was found, set beside what was wanted: every record, at every server, side by side.

use std::time::Duration;

use futures_util::future::join_all;
use hickory_proto::rr::RecordType;
use tokio::time::timeout;

use super::{
    answer::Entry,
    asking::{Answer, Asker, Seen},
    judge::{Court, Verdict},
    network::Network,
    purpose::{Purpose, State},
    record::{Expected, Wanted, records},
    settle::settle,
};
use crate::web::locale::Text;

/// How long one record may take. All are looked at side by side, so this bounds them together.
const A_RECORD: Duration = Duration::from_secs(10);

/// A record that a server gave. Texts come from strangers: escape them wherever they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The server that gave it.
    pub server: String,
    /// As in `Expected`; an alias that was followed begins with `CNAME`.
    pub value: String,
    /// Seconds that others may remember it.
    pub ttl: u32,
}

/// A record that should exist, and what is to be said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// What it is for.
    pub purpose: Purpose,
    /// Its owner, without a trailing dot.
    pub name: String,
    /// `TXT`, `MX`, `CNAME` or `SRV`.
    pub kind: &'static str,
    /// The value it should have.
    pub expected: String,
    /// All records of that name and type, from every server.
    pub found: Vec<Found>,
    /// The state of its purpose; DKIM alone has one for each selector.
    pub state: State,
    /// What to do about the purpose; none when it is right.
    pub advice: Option<Text>,
    /// What else is worth knowing about this record, which holds up nothing.
    pub notices: Vec<Text>,
}

/// Looks at every record of a domain, within ten seconds, one entry for each of `records`.
///
/// `foreign_tokens` are ownership tokens of other agencies' claims to the domain. `probe` is a
/// fresh random label, by which a wildcard is told from a record.
pub async fn check(
    network: &Network,
    wanted: &Wanted,
    foreign_tokens: &[String],
    probe: &str,
) -> Vec<Judged> {
    let asker = Asker::new(network);
    let court = Court { asker: &asker, wanted, foreign_tokens, probe };
    let expected = records(wanted);
    let mut sets: Vec<&Expected> = Vec::new();
    for record in &expected {
        if !sets.iter().any(|set| set.name == record.name && set.kind == record.kind) {
            sets.push(record);
        }
    }
    let looks = join_all(sets.iter().map(|set| look(&court, set))).await;
    let parts: Vec<_> = sets.into_iter().zip(looks).collect();
    let judged = expected.iter().filter_map(|record| {
        let alike = |(set, _): &&(&Expected, (Vec<Found>, Verdict))| {
            set.name == record.name && set.kind == record.kind
        };
        let (set, (found, own)) = parts.iter().find(alike)?;
        let verdicts: Vec<&Verdict> = parts
            .iter()
            .filter(|(other, _)| other.purpose == record.purpose)
            .map(|(_, (_, verdict))| verdict)
            .collect();
        let (state, advice) = match record.purpose {
            Purpose::Dkim => (own.state, own.advice.clone()),
            purpose => together(purpose, &verdicts),
        };
        Some(Judged {
            purpose: record.purpose,
            name: set.name.clone(),
            kind: record.kind,
            expected: record.value.clone(),
            found: found.clone(),
            state,
            advice,
            notices: own.notices.clone(),
        })
    });
    judged.collect()
}

/// The state of a purpose: that of its first entry, for the first DKIM key is the one that signs.
pub fn state_of(judged: &[Judged], purpose: Purpose) -> Option<State> {
    judged.iter().find(|record| record.purpose == purpose).map(|record| record.state)
}

/// Asks every server about the set of a name and type, and judges each answer.
async fn look(court: &Court<'_>, set: &Expected) -> (Vec<Found>, Verdict) {
    let Ok(kind) = set.kind.parse::<RecordType>() else { return late() };
    let work = async {
        let seen = court.asker.all(&set.name, kind).await;
        let verdict = settle(court, set, &seen).await;
        (found(&seen, kind), verdict)
    };
    timeout(A_RECORD, work).await.unwrap_or_else(|_| late())
}

fn late() -> (Vec<Found>, Verdict) {
    (Vec::new(), Verdict::new(State::Unreachable, Text::new("dns-too-slow")))
}

/// Everything that the servers gave, once each.
fn found(seen: &[Seen], kind: RecordType) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut add = |server: &str, entry: &Entry| {
        let value = if entry.data.record_type() == kind {
            entry.data.to_string()
        } else {
            format!("{} {}", entry.data.record_type(), entry.data)
        };
        let found = Found { server: server.to_owned(), value, ttl: entry.ttl };
        if !all.contains(&found) {
            all.push(found);
        }
    };
    for one in seen {
        for (server, alias) in &one.aliases {
            add(server, alias);
        }
        if let Answer::Records(entries) = &one.answer {
            for entry in entries {
                add(&one.server, entry);
            }
        }
    }
    all
}

/// One state and one advice from the parts of a purpose.
fn together(purpose: Purpose, parts: &[&Verdict]) -> (State, Option<Text>) {
    let is_ok = |verdict: &&Verdict| verdict.state == State::Ok;
    // Mail programs need one way to us: the alias, or both services.
    let one_way = purpose == Purpose::Autoconfig
        && parts.iter().all(|part| part.state < State::Wrong)
        && parts
            .split_first()
            .is_some_and(|(alias, services)| is_ok(alias) || services.iter().all(is_ok));
    let worst = parts.iter().rev().max_by_key(|part| part.state);
    match worst {
        Some(worst) if !one_way => (worst.state, worst.advice.clone()),
        _ => (State::Ok, None),
    }
}
