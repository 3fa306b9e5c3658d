//! The records that a mail domain must publish.

use std::net::IpAddr;

use super::purpose::{Kind, Purpose};

/// A signing key of a domain, by its public half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DkimKey {
    /// The label before `._domainkey`.
    pub selector: String,
    /// SubjectPublicKeyInfo in base64, without white space.
    pub public_key: String,
}

/// The mail service that domains are pointed at. Names are A-labels without a trailing dot.
#[derive(Clone, Debug)]
pub struct Service {
    /// The operator's zone, such as `mail.go.th`.
    pub zone: String,
    /// Hosts that receive letters, the preferred first.
    pub mx_hosts: Vec<String>,
    /// Addresses that letters leave from; empty where the configuration names none.
    pub senders: Vec<IpAddr>,
    /// The name that other domains include in their SPF.
    pub spf_include: String,
    /// Where mail programs read.
    pub imap_host: String,
    /// Where mail programs send.
    pub smtp_host: String,
    /// The host that serves MTA-STS policies.
    pub mta_sts_host: String,
    /// The address for DMARC reports.
    pub dmarc_report: String,
    /// The address for TLS reports.
    pub tls_report: String,
}

/// A mail domain and what it needs.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The A-label, in lower case, without a trailing dot.
    pub domain: String,
    /// Whose zone it lives in.
    pub kind: Kind,
    /// The whole text that proves ownership, `rian-verify=…`; only for own domains.
    pub ownership_token: Option<String>,
    /// Keys to publish. The first one signs; the others are coming or going.
    pub dkim: Vec<DkimKey>,
    /// The service it is pointed at.
    pub service: Service,
}

/// One record that should exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// What it is for.
    pub purpose: Purpose,
    /// Its owner, without a trailing dot.
    pub name: String,
    /// `TXT`, `MX`, `CNAME` or `SRV`.
    pub kind: &'static str,
    /// As a zone file holds it, names with a trailing dot; a TXT joined and without quotes.
    pub value: String,
}

/// The records of a domain, one entry for each.
pub fn records(wanted: &Wanted) -> Vec<Expected> {
    let Wanted { domain, service, .. } = wanted;
    let mut all = Vec::new();
    let mut add = |purpose, name: String, kind, value| {
        all.push(Expected { purpose, name, kind, value });
    };
    if let (Kind::Own, Some(token)) = (wanted.kind, &wanted.ownership_token) {
        add(Purpose::Ownership, format!("_rian-challenge.{domain}"), "TXT", token.clone());
    }
    for (rank, host) in (1..).zip(&service.mx_hosts) {
        add(Purpose::Mx, domain.clone(), "MX", format!("{} {host}.", rank * 10));
    }
    let spf = format!("v=spf1 include:{} -all", service.spf_include);
    add(Purpose::Spf, domain.clone(), "TXT", spf);
    for DkimKey { selector, public_key } in &wanted.dkim {
        let value = format!("v=DKIM1; k=rsa; p={public_key}");
        add(Purpose::Dkim, format!("{selector}._domainkey.{domain}"), "TXT", value);
    }
    add(Purpose::Dmarc, format!("_dmarc.{domain}"), "TXT", dmarc(wanted));
    // The id only has to change with the policy, which is the operator's one for all domains.
    add(Purpose::MtaSts, format!("_mta-sts.{domain}"), "TXT", "v=STSv1; id=1".to_owned());
    let host = format!("{}.", service.mta_sts_host);
    add(Purpose::MtaSts, format!("mta-sts.{domain}"), "CNAME", host);
    let tls = format!("v=TLSRPTv1; rua=mailto:{}", service.tls_report);
    add(Purpose::TlsRpt, format!("_smtp._tls.{domain}"), "TXT", tls);
    let host = format!("autoconfig.{}.", service.zone);
    add(Purpose::Autoconfig, format!("autoconfig.{domain}"), "CNAME", host);
    let imap = format!("0 1 993 {}.", service.imap_host);
    add(Purpose::Autoconfig, format!("_imaps._tcp.{domain}"), "SRV", imap);
    let smtp = format!("0 1 465 {}.", service.smtp_host);
    add(Purpose::Autoconfig, format!("_submissions._tcp.{domain}"), "SRV", smtp);
    all
}

/// `go.th` is a public suffix, so agencies under one government zone share an organizational
/// domain, and relaxed alignment would let one pass for another. An own domain starts by watching.
fn dmarc(wanted: &Wanted) -> String {
    let policy = match wanted.kind {
        Kind::Government => "p=reject; adkim=s; aspf=s",
        Kind::Own => "p=none",
    };
    format!("v=DMARC1; {policy}; rua=mailto:{}", wanted.service.dmarc_report)
}

/// The record as a line of a zone file. A TXT of more than 255 bytes becomes several strings,
/// which readers join without a space (RFC 7208 section 3.3, RFC 6376 section 3.6.2.2).
pub fn zone_lines(record: &Expected) -> String {
    let value = if record.kind == "TXT" {
        let strings = txt_strings(&record.value);
        strings.iter().map(|part| format!("\"{}\"", escaped(part))).collect::<Vec<_>>().join(" ")
    } else {
        record.value.clone()
    };
    format!("{}. 3600 IN {} {value}", record.name, record.kind)
}

/// A text cut into strings of at most 255 bytes.
pub(super) fn txt_strings(text: &str) -> Vec<&[u8]> {
    if text.is_empty() { vec![b"".as_slice()] } else { text.as_bytes().chunks(255).collect() }
}

fn escaped(part: &[u8]) -> String {
    part.iter()
        .map(|&byte| match byte {
            b'"' | b'\\' => format!("\\{}", char::from(byte)),
            b' '..=b'~' => char::from(byte).to_string(),
            _ => format!("\\{byte:03}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_into_strings_that_join_again() {
        let value = "p=".to_owned() + &"A".repeat(390);
        let record = Expected { purpose: Purpose::Dkim, name: "a.b".into(), kind: "TXT", value };
        let line = zone_lines(&record);
        assert_eq!(
            line,
            format!("a.b. 3600 IN TXT \"p={}\" \"{}\"", "A".repeat(253), "A".repeat(137))
        );
    }

    #[test]
    fn quotes_and_thai_letters_are_escaped_in_a_zone_line() {
        let value = "a\"\\ก".to_owned();
        let record = Expected { purpose: Purpose::Spf, name: "a.b".into(), kind: "TXT", value };
        assert_eq!(zone_lines(&record), "a.b. 3600 IN TXT \"a\\\"\\\\\\224\\184\\129\"");
    }
}
