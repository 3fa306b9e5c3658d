//! Faults: the ways in which a visitor may break the simulated DNS of a domain, one at a time.

use crate::workd::{demo_dns::Entry, dns_state::Record};

/// What can be broken. Names under the government's zone need no proof of ownership, and an
/// agency's own domain may choose its DMARC policy.
pub const FAULTS: [&str; 6] =
    ["second_spf", "too_many_lookups", "foreign_mx", "old_dkim", "relaxed_dmarc", "wrong_token"];

/// The faults that can befall a domain with these records.
pub fn possible(records: &[Record]) -> Vec<&'static str> {
    let owned = records.iter().any(|one| one.purpose == "ownership");
    let unfit = if owned { "relaxed_dmarc" } else { "wrong_token" };
    FAULTS.into_iter().filter(|fault| *fault != unfit).collect()
}

/// The records that bring the fault about, in the place of the right ones; none for a fault that
/// cannot befall this domain.
pub fn records(fault: &str, domain: &str, right: &[Record]) -> Option<Vec<Entry>> {
    if !possible(right).contains(&fault) {
        return None;
    }
    let of = |purpose: &str| right.iter().find(|one| one.purpose == purpose);
    let entry = |name: &str, kind: &str, value: &str| -> Entry {
        (name.to_owned(), kind.to_owned(), value.to_owned())
    };
    let instead = |record: &Record, value: &str| entry(&record.name, &record.kind, value);
    Some(match fault {
        "second_spf" => {
            let spf = of("spf")?;
            vec![instead(spf, &spf.expected), instead(spf, "v=spf1 ip4:198.51.100.7 ~all")]
        }
        "too_many_lookups" => {
            let spf = of("spf")?;
            let mut all = Vec::new();
            let mut terms = String::new();
            for number in 1..=11 {
                let name = format!("_spf{number}.{domain}");
                all.push(entry(&name, "TXT", "v=spf1 ip4:198.51.100.7 -all"));
                terms.push_str(&format!(" include:{name}"));
            }
            all.push(instead(spf, &spf.expected.replacen("v=spf1", &format!("v=spf1{terms}"), 1)));
            all
        }
        "foreign_mx" => {
            let old = format!("mail.{domain}");
            let value = format!("10 {old}.");
            vec![instead(of("mx")?, &value), entry(&old, "A", "198.51.100.7")]
        }
        "old_dkim" => {
            let key = of("dkim")?;
            let (start, tail) = key.expected.split_at_checked(200)?;
            let other = if tail.starts_with('A') { 'B' } else { 'A' };
            let tail = tail.strip_prefix(|_: char| true)?;
            vec![instead(key, &format!("{start}{other}{tail}"))]
        }
        "relaxed_dmarc" => {
            let dmarc = of("dmarc")?;
            vec![instead(dmarc, &dmarc.expected.replace("=s", "=r"))]
        }
        _ => vec![instead(of("ownership")?, &format!("rian-verify={}", "0".repeat(32)))],
    })
}
