//! Publishing under the government's zone: one signed update (RFC 2136, TSIG after RFC 8945).

use std::{collections::BTreeSet, net::SocketAddr, str::FromStr};

use hickory_proto::{
    op::{Message, OpCode, Query, ResponseCode, UpdateMessage},
    rr::{DNSClass, Name, RData, Record, RecordType, TSigner, rdata::tsig::TsigAlgorithm},
};

use super::{network::read, record::Expected, tsig_key::TsigKey, wire::over_tcp};
use crate::web::locale::Text;

/// Seconds that others may remember what we publish.
const TTL: u32 = 3600;
/// Seconds by which our clock and the server's may differ.
const FUDGE: u16 = 300;
/// The types that we write.
const TYPES: [&str; 4] = ["TXT", "MX", "CNAME", "SRV"];

/// Why records were not published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    /// Nothing was sent: this name and type are not ours to write.
    #[error("{kind} records at {name} are not ours to write")]
    NotOurs {
        /// The name.
        name: String,
        /// The type.
        kind: String,
    },
    /// Nothing was sent: the value is none of its type.
    #[error("the value of {kind} at {name} cannot be read")]
    Unreadable {
        /// The name.
        name: String,
        /// The type.
        kind: String,
    },
    /// The server does not accept the key, or the key may not write this.
    #[error("the server refused the update: the key or its rights ({0})")]
    Refused(String),
    /// The server did not answer. It may have taken the update all the same: look, or send again.
    #[error("the server did not answer")]
    Unreachable,
    /// The server answered something else.
    #[error("the server did not take the update ({0})")]
    Failed(String),
}

impl PublishError {
    /// The same as a sentence for a page.
    pub fn text(&self) -> Text {
        match self {
            Self::NotOurs { name, kind } => Text::new("dns-publish-not-ours")
                .with("name", name.as_str())
                .with("type", kind.as_str()),
            Self::Unreadable { name, kind } => Text::new("dns-publish-unreadable")
                .with("name", name.as_str())
                .with("type", kind.as_str()),
            Self::Refused(code) => Text::new("dns-publish-refused").with("code", code.as_str()),
            Self::Unreachable => Text::new("dns-publish-unreachable"),
            Self::Failed(code) => Text::new("dns-publish-failed").with("code", code.as_str()),
        }
    }
}

/// Makes `records` the records of their names and types, and removes the `stale` (name, type)
/// sets, all or nothing, in one message. `now` is in seconds since 1970. Writes only below the
/// apex of `zone`, within `domain`. Doing it again changes nothing.
///
/// # Errors
/// Those of `PublishError`. Read the records back from every server before believing in success.
pub async fn publish(
    server: SocketAddr,
    key: &TsigKey,
    zone: &str,
    domain: &str,
    records: &[Expected],
    stale: &[(String, String)],
    now: u64,
) -> Result<(), PublishError> {
    let updates = updates(zone, domain, records, stale)?;
    let failed = |error: &dyn ToString| PublishError::Failed(error.to_string());
    let mut message = Message::query();
    message.metadata.op_code = OpCode::Update;
    message.metadata.recursion_desired = false;
    let apex = Name::from_ascii(format!("{zone}.")).map_err(|error| failed(&error))?;
    message.add_zone(Query::query(apex, RecordType::SOA));
    message.add_updates(updates);
    let name = Name::from_ascii(&key.name).map_err(|error| failed(&error))?;
    let signer = TSigner::new(key.secret.clone(), TsigAlgorithm::HmacSha256, name, FUDGE)
        .map_err(|error| failed(&error))?;
    let verifier = message.finalize(&signer, now).map_err(|error| failed(&error))?;
    let bytes = message.to_vec().map_err(|error| failed(&error))?;
    let bytes = over_tcp(server, &bytes).await.map_err(|_| PublishError::Unreachable)?;
    let answer = Message::from_vec(&bytes).map_err(|error| failed(&error))?;
    match answer.response_code {
        ResponseCode::NoError => {}
        // A wrong key comes back as NOTAUTH, which also stands for a zone the server has not.
        code @ (ResponseCode::Refused | ResponseCode::NotAuth | ResponseCode::BADSIG) => {
            return Err(PublishError::Refused(code.to_string()));
        }
        code => return Err(failed(&code)),
    }
    // Success must be signed too, or anyone between could have said it.
    let verified = verifier.and_then(|mut verifier| verifier.verify(&bytes).ok());
    verified.map(drop).ok_or_else(|| failed(&"the answer is not signed"))
}

/// The update section: each (name, type) is emptied, then filled.
fn updates(
    zone: &str,
    domain: &str,
    records: &[Expected],
    stale: &[(String, String)],
) -> Result<Vec<Record>, PublishError> {
    let fresh = records.iter().map(|record| (record.name.as_str(), record.kind));
    let gone = stale.iter().map(|(name, kind)| (name.as_str(), kind.as_str()));
    let sets: BTreeSet<(&str, &str)> = gone.chain(fresh).collect();
    let mut updates = Vec::new();
    for (name, kind) in sets {
        let not_ours = || PublishError::NotOurs { name: name.to_owned(), kind: kind.to_owned() };
        if !may_write(zone, domain, name) || !TYPES.contains(&kind) {
            return Err(not_ours());
        }
        let owner = Name::from_ascii(format!("{name}.")).map_err(|_| not_ours())?;
        let kind = RecordType::from_str(kind).map_err(|_| not_ours())?;
        let mut emptied = Record::from_rdata(owner, 0, RData::Update0(kind));
        emptied.dns_class = DNSClass::ANY;
        updates.push(emptied);
    }
    for Expected { name, kind, value, .. } in records {
        let (owner, data) = read(name, kind, value).ok_or_else(|| PublishError::Unreadable {
            name: name.clone(),
            kind: (*kind).to_owned(),
        })?;
        updates.push(Record::from_rdata(owner, TTL, data));
    }
    Ok(updates)
}

/// Whether `name` lies within `domain`, and that strictly below the apex; no wildcards.
fn may_write(zone: &str, domain: &str, name: &str) -> bool {
    let lower = |text: &str| text.to_ascii_lowercase();
    let (zone, domain, name) = (lower(zone), lower(domain), lower(name));
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let below = |inner: &str, outer: &str| {
        inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.') && rest.len() > 1)
    };
    !zone.is_empty()
        && name.chars().all(plain)
        && below(&domain, &zone)
        && (name == domain || below(&name, &domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_within_the_domain_and_below_the_apex_are_written() {
        let may = |domain, name| may_write("mail.go.th", domain, name);
        assert!(may("dga.mail.go.th", "dga.mail.go.th"));
        assert!(may("dga.mail.go.th", "_dmarc.DGA.mail.go.th"));
        for (domain, name) in [
            ("mail.go.th", "mail.go.th"),
            ("mail.go.th", "mx1.mail.go.th"),
            ("dga.go.th", "dga.go.th"),
            ("dga.mail.go.th", "mail.go.th"),
            ("dga.mail.go.th", "other.mail.go.th"),
            ("dga.mail.go.th", "xdga.mail.go.th"),
            ("dga.mail.go.th", "*.dga.mail.go.th"),
            ("dga.mail.go.th", "a\\.dga.mail.go.th"),
            (".mail.go.th", ".mail.go.th"),
            ("dga.xmail.go.th", "dga.xmail.go.th"),
        ] {
            assert!(!may(domain, name), "{name} for {domain}");
        }
    }
}
