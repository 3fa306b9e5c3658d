//! Names of mail domains: a label under the government's zone, or an agency's own name.

use crate::{thai::digits, web::locale::Text};

/// Labels under the zone that the service itself uses or keeps.
const RESERVED: [&str; 28] = [
    "www",
    "mail",
    "webmail",
    "smtp",
    "imap",
    "pop",
    "mx",
    "mx1",
    "mx2",
    "ns",
    "ns1",
    "ns2",
    "autoconfig",
    "autodiscover",
    "mta-sts",
    "dmarc",
    "api",
    "admin",
    "workd",
    "dga",
    "test",
    "localhost",
    "postmaster",
    "abuse",
    "saraban",
    "relay",
    "gateway",
    "example",
];

/// Which of the two forms a name has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `LABEL.mail.go.th`
    MailGoTh,
    /// The agency's own.
    Own,
}

impl Kind {
    /// The name in API and database.
    pub fn code(self) -> &'static str {
        match self {
            Self::MailGoTh => "mail_go_th",
            Self::Own => "own",
        }
    }

    /// The kind with that name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::MailGoTh, Self::Own].into_iter().find(|kind| kind.code() == code)
    }
}

/// Reads a name as typed and gives the whole domain as A-label in lower case; `zone` is the
/// government's, `mail.go.th`.
///
/// # Errors
/// What is wrong with the name, and how it should look.
pub fn read(kind: Kind, typed: &str, zone: &str) -> Result<String, Text> {
    let typed = digits::to_arabic(typed).trim().trim_end_matches('.').to_lowercase();
    let typed = typed.rsplit_once('@').map_or(typed.as_str(), |(_, domain)| domain);
    match kind {
        Kind::MailGoTh => under_the_zone(typed, zone),
        Kind::Own => own(typed, zone),
    }
}

fn under_the_zone(typed: &str, zone: &str) -> Result<String, Text> {
    let label = typed.strip_suffix(zone).map_or(typed, |rest| rest.trim_end_matches('.'));
    if !is_label(label) || label.len() < 2 || label.starts_with("xn--") {
        return Err(Text::new("domain-label-shape").with("zone", zone));
    }
    if RESERVED.contains(&label) {
        return Err(Text::new("domain-label-reserved").with("label", label));
    }
    Ok(format!("{label}.{zone}"))
}

fn own(typed: &str, zone: &str) -> Result<String, Text> {
    let shape = || Text::new("domain-name-shape");
    let name = idna::domain_to_ascii_strict(typed).map_err(|_| shape())?;
    let labels: Vec<&str> = name.split('.').collect();
    let sound = labels.len() >= 2
        && name.len() <= 253
        && labels.iter().all(|label| is_label(label))
        && labels.last().is_some_and(|top| top.chars().any(|c| c.is_ascii_alphabetic()));
    if !sound {
        return Err(shape());
    }
    if name == zone || name.ends_with(&format!(".{zone}")) {
        return Err(Text::new("domain-name-under-zone").with("zone", zone));
    }
    // A public suffix belongs to no agency.
    if ["go.th", "or.th", "ac.th", "co.th", "in.th", "mi.th", "net.th"].contains(&name.as_str()) {
        return Err(Text::new("domain-name-suffix").with("name", name));
    }
    Ok(name)
}

/// Letters, digits and inner hyphens, 63 at most (RFC 1123, section 2.1).
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The name as people read it: the U-label where there is one.
pub fn shown(name: &str) -> String {
    let (unicode, outcome) = idna::domain_to_unicode(name);
    if outcome.is_ok() { unicode } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(outcome: Result<String, Text>) -> String {
        outcome.unwrap_err().key().to_owned()
    }

    #[test]
    fn a_label_under_the_zone_is_read_however_it_is_typed() {
        for typed in ["chiangmai", "ChiangMai.mail.go.th", "xxx@chiangmai.mail.go.th."] {
            let read = read(Kind::MailGoTh, typed, "mail.go.th");
            assert_eq!(read.unwrap(), "chiangmai.mail.go.th", "{typed}");
        }
        for typed in ["", "x", "-a-", "a b", "เชียงใหม่", "a.b", "xn--abc", &"a".repeat(64)]
        {
            assert_eq!(key(read(Kind::MailGoTh, typed, "mail.go.th")), "domain-label-shape");
        }
        assert_eq!(key(read(Kind::MailGoTh, "WWW", "mail.go.th")), "domain-label-reserved");
    }

    #[test]
    fn an_own_name_is_kept_as_its_a_label() {
        let read = |typed| read(Kind::Own, typed, "mail.go.th");
        assert_eq!(read("Chiangmai.GO.TH").unwrap(), "chiangmai.go.th");
        let thai = read("เชียงใหม่.ไทย").unwrap();
        assert!(thai.starts_with("xn--"), "{thai}");
        assert_eq!(shown(&thai), "เชียงใหม่.ไทย");
        assert_eq!(key(read("mail.go.th")), "domain-name-under-zone");
        assert_eq!(key(read("a.mail.go.th")), "domain-name-under-zone");
        assert_eq!(key(read("go.th")), "domain-name-suffix");
        for typed in ["", "chiangmai", "a..th", "10.0.0.1", "a_b.go.th"] {
            assert_eq!(key(read(typed)), "domain-name-shape", "{typed}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_read_reads_again_to_itself(typed in ".{0,40}") {
            for kind in [Kind::MailGoTh, Kind::Own] {
                if let Ok(name) = read(kind, &typed, "mail.go.th") {
                    prop_assert_eq!(read(kind, &name, "mail.go.th").unwrap(), name);
                }
            }
        }
    }
}
