//! Where letters go: every target must be ours.

use std::net::IpAddr;

use futures_util::future::join_all;
use hickory_proto::rr::RecordType;

use super::{Court, Verdict};
use crate::{
    web::locale::Text,
    workd::dns::{
        answer::{Data, Entry},
        asking::Answer,
        record::Expected,
    },
};

pub(super) async fn judge(court: &Court<'_>, expected: &Expected, found: &[Entry]) -> Verdict {
    let mut targets: Vec<&str> = found
        .iter()
        .filter_map(|entry| match &entry.data {
            Data::Mx { target, .. } => Some(target.as_str()),
            _ => None,
        })
        .collect();
    targets.sort_unstable();
    targets.dedup();
    let hosts = &court.wanted.service.mx_hosts;
    let about = |key, target: &str| Verdict::wrong(Text::new(key).with("target", target));
    if targets.is_empty() {
        return court.missing(expected).await;
    }
    if targets.contains(&"") {
        return Verdict::wrong(Text::new("dns-mx-null"));
    }
    let (ours, foreign): (Vec<&str>, Vec<&str>) =
        targets.iter().partition(|target| hosts.iter().any(|host| host == *target));
    for target in &foreign {
        // A name without its dot at the end goes on with the name of the zone.
        let lost = |host: &&String| {
            target.strip_prefix(host.as_str()).is_some_and(|rest| rest.starts_with('.'))
        };
        if let Some(host) = hosts.iter().find(lost) {
            let advice = Text::new("dns-mx-dot-lost").with("target", *target);
            return Verdict::wrong(advice.with("host", host.as_str()));
        }
        if target.parse::<IpAddr>().is_ok() {
            return about("dns-mx-address", target);
        }
    }
    if !ours.is_empty() && !foreign.is_empty() {
        let advice = Text::new("dns-mx-mixed").with("foreign", foreign.join(", "));
        return Verdict::conflict(advice);
    }
    let looks = join_all(targets.iter().map(|target| look(court, target))).await;
    for (target, look) in targets.iter().zip(&looks) {
        match look {
            Look::Alias => return about("dns-mx-alias", target),
            Look::Nowhere => return about("dns-mx-no-address", target),
            Look::Fine | Look::Unknown => {}
        }
    }
    if ours.is_empty() {
        return Verdict::wrong(Text::new("dns-mx-foreign").with("found", targets.join(", ")));
    }
    let absent: Vec<&str> =
        hosts.iter().map(String::as_str).filter(|host| !ours.contains(host)).collect();
    let fewer = Text::new("dns-mx-fewer").with("absent", absent.join(", "));
    Verdict::ok().noting((!absent.is_empty()).then_some(fewer))
}

/// What stands behind a target.
enum Look {
    Fine,
    /// An alias, which RFC 2181 section 10.3 forbids here.
    Alias,
    Nowhere,
    Unknown,
}

async fn look(court: &Court<'_>, target: &str) -> Look {
    if let Answer::Records(_) = court.asker.one(target, RecordType::CNAME).await.answer {
        return Look::Alias;
    }
    match court.asker.addresses(target).await {
        Ok(addresses) if addresses.is_empty() => Look::Nowhere,
        Ok(_) => Look::Fine,
        Err(_) => Look::Unknown,
    }
}
