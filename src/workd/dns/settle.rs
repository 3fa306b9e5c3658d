//! One verdict from the verdicts about every server.

use super::{
    answer::Entry,
    asking::{Answer, Seen},
    judge::{Court, Verdict},
    purpose::State,
    record::Expected,
    wire::Silence,
};
use crate::web::locale::Text;

/// Judges what each server gave and takes the worst. Silence never hides a definite answer, and
/// where one server is right and another is behind, the advice is to wait for the transfer.
pub(super) async fn settle(court: &Court<'_>, expected: &Expected, seen: &[Seen]) -> Verdict {
    let mut judged: Vec<(&Seen, Verdict)> = Vec::new();
    for one in seen {
        // Equal answers are judged once: that may take many look-ups.
        let same = judged.iter().find(|(other, _)| alike(&other.answer, &one.answer));
        let verdict = match (&one.answer, same) {
            (Answer::Unknown(silence), _) => silent(&one.server, *silence),
            (_, Some((_, verdict))) => verdict.clone(),
            (Answer::Records(entries), None) => court.judge(expected, entries).await,
            (Answer::Nothing, None) => court.judge(expected, &[]).await,
        };
        judged.push((one, verdict));
    }
    let Some((at, worst)) = judged.iter().rev().max_by_key(|(_, verdict)| verdict.state) else {
        return silent(&expected.name, Silence::NoServer);
    };
    let mut verdict = worst.clone();
    for (_, other) in &judged {
        for notice in &other.notices {
            if !verdict.notices.contains(notice) {
                verdict.notices.push(notice.clone());
            }
        }
    }
    let right = judged.iter().find(|(_, other)| other.state == State::Ok);
    match right {
        Some((right, _)) if worst.state > State::Unreachable => {
            differ(court, &mut verdict, &at.server, &right.server).await;
        }
        Some(_) if worst.state == State::Ok => {
            verdict.notices.extend(remembered(court, seen).await);
        }
        _ => {}
    }
    verdict
}

/// Sets of records, in whatever order and with whatever time they have left.
fn alike(one: &Answer, other: &Answer) -> bool {
    let (Answer::Records(one), Answer::Records(other)) = (one, other) else { return one == other };
    let within = |some: &[Entry], all: &[Entry]| {
        some.iter().all(|entry| all.iter().any(|other| other.data == entry.data))
    };
    within(one, other) && within(other, one)
}

/// Says about `verdict` of server `at` that `right` has it right, and whether to wait.
async fn differ(court: &Court<'_>, verdict: &mut Verdict, at: &str, right: &str) {
    let starts = court.asker.starts(&court.wanted.domain).await;
    let (Some(behind), Some(ahead)) = (starts.get(at), starts.get(right)) else {
        return verdict.notices.push(servers_differ(at, right));
    };
    let (behind, ahead) = (behind.serial, ahead.serial);
    // Serials count in a circle (RFC 1982).
    if ahead != behind && ahead.wrapping_sub(behind) < 1 << 31 {
        let advice = Text::new("dns-out-of-step")
            .with("server", at)
            .with("serial", behind.to_string())
            .with("other", right)
            .with("newer", ahead.to_string());
        verdict.notices.extend(verdict.advice.replace(advice));
    } else {
        verdict.notices.push(servers_differ(at, right));
    }
}

fn servers_differ(at: &str, right: &str) -> Text {
    Text::new("dns-servers-differ").with("server", at).with("other", right)
}

fn silent(server: &str, silence: Silence) -> Verdict {
    let key = match silence {
        Silence::Timeout => "dns-server-silent",
        Silence::Closed | Silence::NoRoute => "dns-server-closed",
        Silence::Refused => "dns-server-refuses",
        Silence::Failed => "dns-server-fails",
        Silence::Lame => "dns-server-lame",
        Silence::NoServer => "dns-no-server",
    };
    Verdict::new(State::Unreachable, Text::new(key).with("server", server))
}

/// How long others may still see what was there before, be it another record or nothing.
async fn remembered(court: &Court<'_>, seen: &[Seen]) -> Option<Text> {
    let ttls = seen.iter().filter_map(|one| match &one.answer {
        Answer::Records(entries) => entries.iter().map(|entry| entry.ttl).max(),
        _ => None,
    });
    let starts = court.asker.starts(&court.wanted.domain).await;
    let nothing = starts.values().map(|start| start.nothing).max().unwrap_or(0);
    let minutes = ttls.max()?.max(nothing).div_ceil(60);
    Some(Text::new("dns-remembered").with("minutes", i64::from(minutes)))
}
