//! Evaluates an SPF record for a sender: check_host of RFC 7208, for walks within the limits.

use std::net::IpAddr;

use futures_util::future::{BoxFuture, FutureExt};
use hickory_proto::rr::RecordType;

use super::{
    Fetched, Mechanism, Policy, Qualifier, fetch,
    parse::{Bits, Spec},
};
use crate::workd::dns::{
    answer::Data,
    asking::{Answer, Asker},
};

/// Hosts of one `mx` that are looked at (RFC 7208 section 4.6.4).
const MOST_HOSTS: usize = 10;

/// The result for a sender (RFC 7208 section 2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Outcome {
    /// A mechanism matched, or nothing did, which is neutral.
    Is(Qualifier),
    /// The record is broken.
    PermError,
    /// Somebody did not answer.
    TempError,
}

/// Evaluates `policy` of `domain` for `sender`. `depth` look-ups may still be nested.
pub(in super::super) fn evaluate<'a>(
    asker: &'a Asker<'_>,
    domain: &'a str,
    policy: &'a Policy,
    sender: IpAddr,
    depth: usize,
) -> BoxFuture<'a, Outcome> {
    async move {
        for (qualifier, mechanism) in &policy.terms {
            match matches(asker, domain, mechanism, sender, depth).await {
                Ok(true) => return Outcome::Is(*qualifier),
                Ok(false) => {}
                Err(outcome) => return outcome,
            }
        }
        match &policy.redirect {
            Some(spec) => match nested(asker, domain, spec, sender, depth).await {
                Some(outcome) => outcome,
                None => Outcome::Is(Qualifier::Neutral),
            },
            None => Outcome::Is(Qualifier::Neutral),
        }
    }
    .boxed()
}

async fn matches(
    asker: &Asker<'_>,
    domain: &str,
    mechanism: &Mechanism,
    sender: IpAddr,
    depth: usize,
) -> Result<bool, Outcome> {
    let name = |spec: &Option<Spec>| match spec {
        Some(spec) => spec.name(domain),
        None => Some(domain.to_owned()),
    };
    match mechanism {
        Mechanism::All => Ok(true),
        // What needs the letter's own names, or the reverse zone, covers none of our servers.
        Mechanism::Ptr => Ok(false),
        Mechanism::Ip(address, bits) => Ok(within(sender, *address, *bits)),
        Mechanism::Include(spec) => match nested(asker, domain, spec, sender, depth).await {
            Some(Outcome::Is(found)) => Ok(found == Qualifier::Pass),
            Some(error) => Err(error),
            None => Ok(false),
        },
        Mechanism::Exists(spec) => match spec.name(domain) {
            Some(name) => match asker.one(&name, RecordType::A).await.answer {
                Answer::Records(_) => Ok(true),
                Answer::Nothing => Ok(false),
                Answer::Unknown(_) => Err(Outcome::TempError),
            },
            None => Ok(false),
        },
        Mechanism::A(spec, bits) => match name(spec) {
            Some(name) => host(asker, &name, *bits, sender).await,
            None => Ok(false),
        },
        Mechanism::Mx(spec, bits) => match name(spec) {
            Some(name) => exchange(asker, &name, *bits, sender).await,
            None => Ok(false),
        },
    }
}

/// The outcome of another record; none where a macro hides its name.
async fn nested(
    asker: &Asker<'_>,
    domain: &str,
    spec: &Spec,
    sender: IpAddr,
    depth: usize,
) -> Option<Outcome> {
    let name = spec.name(domain)?;
    let Some(depth) = depth.checked_sub(1) else { return Some(Outcome::PermError) };
    Some(match fetch(asker, &name).await {
        Fetched::Policy(text) => match Policy::parse(&text) {
            Ok(policy) => evaluate(asker, &name, &policy, sender, depth).await,
            Err(_) => Outcome::PermError,
        },
        Fetched::Nothing { .. } | Fetched::Several => Outcome::PermError,
        Fetched::Unknown => Outcome::TempError,
    })
}

async fn host(asker: &Asker<'_>, name: &str, bits: Bits, sender: IpAddr) -> Result<bool, Outcome> {
    let addresses = asker.addresses(name).await.map_err(|_| Outcome::TempError)?;
    let bits = if sender.is_ipv4() { bits.v4 } else { bits.v6 };
    Ok(addresses.into_iter().any(|address| within(sender, address, bits)))
}

async fn exchange(
    asker: &Asker<'_>,
    name: &str,
    bits: Bits,
    sender: IpAddr,
) -> Result<bool, Outcome> {
    let entries = match asker.one(name, RecordType::MX).await.answer {
        Answer::Records(entries) => entries,
        Answer::Nothing => return Ok(false),
        Answer::Unknown(_) => return Err(Outcome::TempError),
    };
    if entries.len() > MOST_HOSTS {
        return Err(Outcome::PermError);
    }
    for entry in entries {
        if let Data::Mx { target, .. } = entry.data
            && host(asker, &target, bits, sender).await?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the first `bits` of two addresses of one family are the same.
fn within(sender: IpAddr, network: IpAddr, bits: u8) -> bool {
    let same = |difference: u128, width: u32| {
        let cut = width.saturating_sub(bits.into());
        difference.checked_shr(cut).unwrap_or(0) == 0
    };
    match (sender, network) {
        (IpAddr::V4(a), IpAddr::V4(b)) => same((a.to_bits() ^ b.to_bits()).into(), 32),
        (IpAddr::V6(a), IpAddr::V6(b)) => same(a.to_bits() ^ b.to_bits(), 128),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_by_their_first_bits() {
        let is = |a: &str, b: &str, bits| within(a.parse().unwrap(), b.parse().unwrap(), bits);
        assert!(is("192.0.2.77", "192.0.2.0", 24));
        assert!(!is("192.0.3.77", "192.0.2.0", 24));
        assert!(is("192.0.2.77", "1.2.3.4", 0));
        assert!(is("2001:db8::1", "2001:db8::", 64));
        assert!(!is("2001:db8::1", "2001:db8::", 128));
        assert!(is("2001:db8::1", "::", 0));
        assert!(!is("192.0.2.1", "::", 0));
    }
}
