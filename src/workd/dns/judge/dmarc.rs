//! What receivers do with letters that fail, and whom they tell (RFC 7489 section 6.3).

use super::{Court, Verdict, excerpt};
use crate::{
    web::locale::Text,
    workd::dns::{
        purpose::Kind,
        record::Expected,
        tags::{Tags, is_version},
    },
};

pub(super) async fn judge(court: &Court<'_>, expected: &Expected, texts: &[&str]) -> Verdict {
    let policies: Vec<&str> =
        texts.iter().copied().filter(|text| is_version(text, "DMARC1")).collect();
    let text = match policies[..] {
        [text] => text,
        // Receivers pass over what does not begin with the version.
        [] => match texts.iter().find(|text| text.to_ascii_lowercase().contains("dmarc1")) {
            Some(text) => {
                return Verdict::wrong(Text::new("dns-dmarc-version").with("found", excerpt(text)));
            }
            None => return court.missing(expected).await,
        },
        _ => {
            let count = policies.len();
            return Verdict::conflict(Text::new("dns-dmarc-several").with("count", count));
        }
    };
    match Tags::parse(text).and_then(|tags| proper(&tags).map_or(Ok(tags), Err)) {
        Ok(tags) => weigh(court.wanted.kind, &tags),
        Err(part) => Verdict::wrong(Text::new("dns-dmarc-syntax").with("part", excerpt(part))),
    }
}

/// The value that no receiver can read, if there is one.
fn proper<'a>(tags: &Tags<'a>) -> Option<&'a str> {
    let wrong = |name: &str, right: fn(&str) -> bool| tags.get(name).filter(|value| !right(value));
    if tags.get("p").is_none() {
        return Some("p=");
    }
    ["p", "sp"]
        .into_iter()
        .find_map(|name| wrong(name, |value| strength(value).is_some()))
        .or_else(|| {
            let one_of = |value: &str| matches!(value, "r" | "s");
            ["adkim", "aspf"].into_iter().find_map(|name| wrong(name, one_of))
        })
        .or_else(|| wrong("pct", |value| value.parse().is_ok_and(|percent: u8| percent <= 100)))
        .or_else(|| ["rua", "ruf"].into_iter().find_map(|name| wrong(name, are_addresses)))
}

fn are_addresses(list: &str) -> bool {
    list.split(',').all(|uri| {
        let uri = uri.trim();
        let scheme = uri.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
        scheme
            && uri[7..].split_once('@').is_some_and(|(local, host)| {
                !local.is_empty() && !host.is_empty() && !host.contains(char::is_whitespace)
            })
    })
}

fn strength(policy: &str) -> Option<u8> {
    match policy.to_ascii_lowercase().as_str() {
        "none" => Some(0),
        "quarantine" => Some(1),
        "reject" => Some(2),
        _ => None,
    }
}

/// Weighs a record that can be read.
fn weigh(kind: Kind, tags: &Tags<'_>) -> Verdict {
    let policy = tags.get("p").and_then(strength).unwrap_or(0);
    let below = tags.get("sp").and_then(strength).unwrap_or(policy);
    let all = tags.get("pct").is_none_or(|percent| percent.parse() == Ok(100));
    if kind == Kind::Government {
        // go.th is a public suffix: relaxed, one agency would pass for its neighbour.
        if ["adkim", "aspf"].iter().any(|name| tags.get(name) != Some("s")) {
            return Verdict::wrong(Text::new("dns-dmarc-relaxed"));
        }
        if policy < 2 || below < 2 || !all {
            return Verdict::wrong(Text::new("dns-dmarc-weaker"));
        }
    }
    let watching = policy == 0;
    let partly = !watching && (below < policy || !all);
    Verdict::ok()
        .noting(watching.then(|| Text::new("dns-dmarc-none")))
        .noting(partly.then(|| Text::new("dns-dmarc-partly")))
        .noting(tags.get("rua").is_none().then(|| Text::new("dns-dmarc-no-reports")))
}
