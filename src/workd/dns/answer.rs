//! What a server answers, reduced to what we judge and bounded: answers are hostile input.

use std::{fmt, net::IpAddr};

use hickory_proto::{
    op::Message,
    rr::{Name, RData, Record, RecordType},
};

/// Records read of one answer; more are left out.
const MOST_RECORDS: usize = 64;
/// Bytes read of one TXT; the rest is left out.
const LONGEST_TXT: usize = 4096;

/// The content of a record. Names are in lower case, without a trailing dot; the root is empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Data {
    Address(IpAddr),
    Cname(String),
    Mx { preference: u16, target: String },
    Ns(String),
    Soa { serial: u32, minimum: u32 },
    Srv { priority: u16, weight: u16, port: u16, target: String },
    Txt(String),
}

/// A record with its owner and its time to live in seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) ttl: u32,
    pub(super) data: Data,
}

impl Data {
    /// What we read of a record, if it is of a type we know.
    pub(super) fn read(data: &RData) -> Option<Self> {
        Some(match data {
            RData::A(address) => Self::Address(address.0.into()),
            RData::AAAA(address) => Self::Address(address.0.into()),
            RData::CNAME(name) => Self::Cname(plain(&name.0)),
            RData::MX(mx) => Self::Mx { preference: mx.preference, target: plain(&mx.exchange) },
            RData::NS(name) => Self::Ns(plain(&name.0)),
            RData::SOA(soa) => Self::Soa { serial: soa.serial, minimum: soa.minimum },
            RData::SRV(srv) => Self::Srv {
                priority: srv.priority,
                weight: srv.weight,
                port: srv.port,
                target: plain(&srv.target),
            },
            RData::TXT(txt) => Self::Txt(text(&txt.txt_data.concat())),
            _ => return None,
        })
    }

    /// The type it is an answer to.
    pub(super) fn record_type(&self) -> RecordType {
        match self {
            Self::Address(IpAddr::V4(_)) => RecordType::A,
            Self::Address(IpAddr::V6(_)) => RecordType::AAAA,
            Self::Cname(_) => RecordType::CNAME,
            Self::Mx { .. } => RecordType::MX,
            Self::Ns(_) => RecordType::NS,
            Self::Soa { .. } => RecordType::SOA,
            Self::Srv { .. } => RecordType::SRV,
            Self::Txt(_) => RecordType::TXT,
        }
    }
}

/// As a zone file holds it, a TXT joined and without quotes.
impl fmt::Display for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => write!(f, "{address}"),
            Self::Cname(name) | Self::Ns(name) => write!(f, "{name}."),
            Self::Mx { preference, target } => write!(f, "{preference} {target}."),
            Self::Soa { serial, .. } => write!(f, "{serial}"),
            Self::Srv { priority, weight, port, target } => {
                write!(f, "{priority} {weight} {port} {target}.")
            }
            Self::Txt(text) => f.write_str(text),
        }
    }
}

/// The records of a section, in bounds.
pub(super) fn entries(section: &[Record]) -> Vec<Entry> {
    let known = section.iter().filter_map(|record| {
        let data = Data::read(&record.data)?;
        Some(Entry { name: plain(&record.name), ttl: record.ttl, data })
    });
    known.take(MOST_RECORDS).collect()
}

/// The SOA record among the authorities of a message: its owner and its data.
pub(super) fn authority(message: &Message) -> Option<Entry> {
    entries(&message.authorities).into_iter().find(|entry| matches!(entry.data, Data::Soa { .. }))
}

/// A name in lower case, without a trailing dot, odd bytes escaped.
fn plain(name: &Name) -> String {
    let mut text = name.to_ascii().to_ascii_lowercase();
    if text.ends_with('.') {
        text.pop();
    }
    text
}

/// Bytes as text: what is no UTF-8 and no printable letter becomes the replacement character.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST_TXT)])
        .chars()
        .map(|c| if c.is_control() && c != '\t' { char::REPLACEMENT_CHARACTER } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_bounded_and_carries_no_control_characters() {
        assert_eq!(text(b"v=spf1\x1b[2J\0"), "v=spf1\u{fffd}[2J\u{fffd}");
        assert_eq!(text(&[b'a'; 9000]).len(), LONGEST_TXT);
    }

    proptest! {
        #[test]
        fn no_message_makes_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(message) = Message::from_vec(&bytes) {
                let _ = (entries(&message.answers), authority(&message));
            }
            let _ = text(&bytes);
        }
    }
}
