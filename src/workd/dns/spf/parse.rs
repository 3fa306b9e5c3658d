//! Reads an SPF record into its terms (RFC 7208 sections 4.6 and 5).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What a match of a mechanism means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Qualifier {
    Pass,
    Fail,
    SoftFail,
    Neutral,
}

/// A domain in a term, which may hold macros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Spec(String);

/// The bits compared of an IPv4 and of an IPv6 address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Bits {
    pub(super) v4: u8,
    pub(super) v6: u8,
}

/// What a sender is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Mechanism {
    All,
    Include(Spec),
    A(Option<Spec>, Bits),
    Mx(Option<Spec>, Bits),
    Ptr,
    Ip(IpAddr, u8),
    Exists(Spec),
}

/// A record, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Policy {
    /// Mechanisms up to `all`: what stands behind it is never looked at.
    pub(in super::super) terms: Vec<(Qualifier, Mechanism)>,
    /// The record that decides when nothing matches; only without `all`.
    pub(in super::super) redirect: Option<Spec>,
}

/// The term that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Mistake {
    /// No mechanism has this name.
    Unknown(String),
    /// Its form is wrong.
    Syntax(String),
}

/// Whether a TXT is an SPF record at all: `v=spf1` in any case, then a space or nothing.
pub(in super::super) fn is_spf(text: &str) -> bool {
    let version = text.split(' ').next().unwrap_or_default();
    version.eq_ignore_ascii_case("v=spf1")
}

impl Policy {
    /// Reads a record for which `is_spf` holds.
    pub(in super::super) fn parse(text: &str) -> Result<Self, Mistake> {
        let mut terms = Vec::new();
        let (mut redirect, mut explanation) = (None, None);
        for term in text.split(' ').skip(1).filter(|term| !term.is_empty()) {
            let wrong = || Mistake::Syntax(term.to_owned());
            if let Some((name, value)) = modifier(term) {
                let slot = match name.to_ascii_lowercase().as_str() {
                    "redirect" => &mut redirect,
                    "exp" => &mut explanation,
                    _ => continue,
                };
                let spec = Spec::parse(value).ok_or_else(wrong)?;
                if slot.replace(spec).is_some() {
                    return Err(wrong());
                }
            } else {
                terms.push(directive(term)?);
            }
        }
        if let Some(all) = terms.iter().position(|(_, mechanism)| *mechanism == Mechanism::All) {
            terms.truncate(all + 1);
            redirect = None;
        }
        Ok(Self { terms, redirect })
    }

    /// What `all` says, where it stands.
    pub(in super::super) fn all(&self) -> Option<Qualifier> {
        self.terms.last().filter(|(_, last)| *last == Mechanism::All).map(|(found, _)| *found)
    }
}

impl Spec {
    fn parse(text: &str) -> Option<Self> {
        let printable = text.bytes().all(|byte| byte.is_ascii_graphic());
        let top = text.strip_suffix('.').unwrap_or(text).rsplit_once('.');
        let proper = top.is_some_and(|(_, top)| {
            top.bytes().any(|byte| !byte.is_ascii_digit())
                && !top.starts_with('-')
                && !top.ends_with('-')
                && top.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        });
        (printable && (proper || text.ends_with('}'))).then(|| Self(text.to_owned()))
    }

    /// The name meant, in lower case; none where a macro needs to know more than the domain.
    pub(super) fn name(&self, domain: &str) -> Option<String> {
        let name = self.0.to_ascii_lowercase().replace("%{d}", domain);
        let name = name.strip_suffix('.').unwrap_or(&name);
        (!name.contains('%')).then(|| name.to_owned())
    }
}

/// `name=value`, where the name is one: a directive may hold `=` behind its colon.
fn modifier(term: &str) -> Option<(&str, &str)> {
    let (name, value) = term.split_once('=')?;
    let proper = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    proper.then_some((name, value))
}

fn directive(term: &str) -> Result<(Qualifier, Mechanism), Mistake> {
    let (qualifier, rest) = match term.split_at_checked(1) {
        Some(("+", rest)) => (Qualifier::Pass, rest),
        Some(("-", rest)) => (Qualifier::Fail, rest),
        Some(("~", rest)) => (Qualifier::SoftFail, rest),
        Some(("?", rest)) => (Qualifier::Neutral, rest),
        _ => (Qualifier::Pass, term),
    };
    let end = rest.find([':', '/']).unwrap_or(rest.len());
    let (name, argument) = rest.split_at(end);
    let mechanism = match name.to_ascii_lowercase().as_str() {
        "all" => argument.is_empty().then_some(Mechanism::All),
        "include" => spec(argument).map(Mechanism::Include),
        "exists" => spec(argument).map(Mechanism::Exists),
        "a" => host(argument).map(|(spec, bits)| Mechanism::A(spec, bits)),
        "mx" => host(argument).map(|(spec, bits)| Mechanism::Mx(spec, bits)),
        "ptr" => (argument.is_empty() || spec(argument).is_some()).then_some(Mechanism::Ptr),
        "ip4" => network::<Ipv4Addr>(argument, 32),
        "ip6" => network::<Ipv6Addr>(argument, 128),
        _ => return Err(Mistake::Unknown(term.to_owned())),
    };
    let mechanism = mechanism.ok_or_else(|| Mistake::Syntax(term.to_owned()))?;
    Ok((qualifier, mechanism))
}

fn spec(argument: &str) -> Option<Spec> {
    Spec::parse(argument.strip_prefix(':')?)
}

/// `[:domain][/bits][//bits]`
fn host(argument: &str) -> Option<(Option<Spec>, Bits)> {
    let (argument, v6) = match argument.split_once("//") {
        Some((rest, v6)) => (rest, bits(v6, 128)?),
        None => (argument, 128),
    };
    let (argument, v4) = match argument.split_once('/') {
        Some((rest, v4)) => (rest, bits(v4, 32)?),
        None => (argument, 32),
    };
    let spec = if argument.is_empty() { None } else { Some(spec(argument)?) };
    Some((spec, Bits { v4, v6 }))
}

fn network<T: std::str::FromStr + Into<IpAddr>>(argument: &str, most: u8) -> Option<Mechanism> {
    let argument = argument.strip_prefix(':')?;
    let (address, bits) = match argument.split_once('/') {
        Some((address, length)) => (address, bits(length, most)?),
        None => (argument, most),
    };
    Some(Mechanism::Ip(address.parse::<T>().ok()?.into(), bits))
}

/// A number of bits without a leading zero.
fn bits(text: &str, most: u8) -> Option<u8> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = text == "0" || !text.starts_with('0');
    text.parse().ok().filter(|bits| plain && canonical && *bits <= most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_exact_version_makes_an_spf_record() {
        for yes in ["v=spf1", "V=SPF1 -all", "v=spf1  -all"] {
            assert!(is_spf(yes), "{yes}");
        }
        for no in
            ["", " v=spf1 -all", "v=spf10 -all", "v=spf1;-all", "about v=spf1 -all", "\"v=spf1"]
        {
            assert!(!is_spf(no), "{no}");
        }
    }

    #[test]
    fn a_record_is_read_term_by_term() {
        let policy = Policy::parse(
            "v=spf1 ip4:192.0.2.0/24 a/28//64 ?MX:x.go.th include:%{d}.y.th -all ip4:1.2.3.4",
        )
        .unwrap();
        let terms = &policy.terms;
        assert_eq!(terms.len(), 5);
        assert_eq!(terms[0].1, Mechanism::Ip("192.0.2.0".parse().unwrap(), 24));
        assert_eq!(terms[1].1, Mechanism::A(None, Bits { v4: 28, v6: 64 }));
        assert_eq!(terms[2].0, Qualifier::Neutral);
        let spec = Spec("%{d}.y.th".to_owned());
        assert_eq!(spec.name("a.go.th").as_deref(), Some("a.go.th.y.th"));
        assert_eq!(terms[3].1, Mechanism::Include(spec));
        assert_eq!(policy.all(), Some(Qualifier::Fail));
    }

    #[test]
    fn mistakes_name_their_term() {
        let unknown = |term: &str| Err(Mistake::Unknown(term.to_owned()));
        let syntax = |term: &str| Err(Mistake::Syntax(term.to_owned()));
        assert_eq!(Policy::parse("v=spf1 ipv4:1.2.3.4 -all"), unknown("ipv4:1.2.3.4"));
        for term in [
            "ip4:1.2.3",
            "ip4:1.2.3.4/33",
            "ip4:1.2.3.4/08",
            "ip6:1.2.3.4",
            "include:",
            "include",
            "all:x",
            "a:/24",
            "include:x",
            "redirect=",
            "exists:",
            "mx/",
            "-a//129",
            "include:1.2",
        ] {
            assert_eq!(Policy::parse(&format!("v=spf1 {term} -all")), syntax(term), "{term}");
        }
        let twice = "v=spf1 redirect=a.th redirect=b.th";
        assert_eq!(Policy::parse(twice), syntax("redirect=b.th"));
        assert!(Policy::parse("v=spf1 ra=postmaster -all").is_ok());
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,80}") {
            let _ = Policy::parse(&text);
        }

        #[test]
        fn nothing_near_a_record_makes_the_reader_panic(
            terms in prop::collection::vec("[+?~-]?(all|a|mx|ip4|ip6|include|redirect)[:=/.%{}da1]{0,6}", 0..6)
        ) {
            if let Ok(policy) = Policy::parse(&format!("v=spf1 {}", terms.join(" "))) {
                prop_assert!(policy.terms.len() <= terms.len());
            }
        }
    }
}
