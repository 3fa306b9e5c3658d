//! What is asked: configured servers, the system's resolvers, or a zone in memory.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    path::Path,
    str::FromStr,
};

use hickory_proto::rr::{Name, RData, Record, RecordType};

use super::answer::{Entry, entries};

/// Where questions go first.
#[derive(Clone, Debug)]
pub enum Network {
    /// Servers from the configuration. Where one answers with authority, all of them are taken as
    /// the servers of the zone; otherwise they are resolvers that show the way.
    Servers(Vec<SocketAddr>),
    /// Resolvers, which only show the way: their own answers are never believed.
    Resolvers(Vec<SocketAddr>),
    /// A zone in memory, which answers as one server named `demo`.
    Simulated(Zone),
}

impl Network {
    /// The resolvers of this machine, from `/etc/resolv.conf`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn system() -> io::Result<Self> {
        let text = std::fs::read_to_string(Path::new("/etc/resolv.conf"))?;
        Ok(Self::Resolvers(resolvers(&text)))
    }
}

/// The addresses of the `nameserver` lines; none means the machine itself (resolv.conf(5)).
fn resolvers(text: &str) -> Vec<SocketAddr> {
    let found: Vec<SocketAddr> = text
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let address = words.next().filter(|word| *word == "nameserver").and(words.next())?;
            Some((address.parse::<IpAddr>().ok()?, 53).into())
        })
        .take(3)
        .collect();
    if found.is_empty() { vec![([127, 0, 0, 1], 53).into()] } else { found }
}

/// Records in memory, for the demonstration.
#[derive(Clone, Debug, Default)]
pub struct Zone(Vec<Entry>);

impl Zone {
    /// The name under which it answers.
    pub(super) const SERVER: &'static str = "demo";

    /// Adds a record in the form of `Expected`; says whether it could be read.
    pub fn add(&mut self, name: &str, kind: &str, value: &str) -> bool {
        let record = read(name, kind, value).map(|data| Record::from_rdata(data.0, 3600, data.1));
        let before = self.0.len();
        self.0.extend(entries(record.as_slice()));
        self.0.len() > before
    }

    /// The records of a name that answer a question of this type; an alias answers every one.
    pub(super) fn answer(&self, name: &str, kind: RecordType) -> Vec<Entry> {
        let answers = |entry: &&Entry| {
            let found = entry.data.record_type();
            entry.name == name && (found == kind || found == RecordType::CNAME)
        };
        self.0.iter().filter(answers).cloned().collect()
    }
}

/// Owner and data of a record written as in `Expected`: a TXT joined and without quotes.
pub(super) fn read(name: &str, kind: &str, value: &str) -> Option<(Name, RData)> {
    let mut name = Name::from_ascii(name).ok()?;
    name.set_fqdn(true);
    let kind = RecordType::from_str(kind).ok()?;
    let data = if kind == RecordType::TXT {
        let strings = super::record::txt_strings(value);
        RData::TXT(hickory_proto::rr::rdata::TXT::from_bytes(strings))
    } else {
        RData::try_from_str(kind, value).ok()?
    };
    Some((name, data))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolvers_are_read_from_the_system_s_file() {
        let text = "# comment\nsearch go.th\nnameserver 192.0.2.1\n nameserver 2001:db8::1 \nnameserver x\n";
        let wanted: Vec<SocketAddr> =
            vec!["192.0.2.1:53".parse().unwrap(), "[2001:db8::1]:53".parse().unwrap()];
        assert_eq!(resolvers(text), wanted);
        assert_eq!(resolvers(""), ["127.0.0.1:53".parse().unwrap()]);
    }

    #[test]
    fn a_zone_in_memory_answers_by_name_and_type() {
        let mut zone = Zone::default();
        assert!(zone.add("a.go.th", "MX", "10 MX1.mail.go.th."));
        assert!(!zone.add("a.go.th", "MX", "mx1"));
        assert_eq!(
            zone.answer("a.go.th", RecordType::MX)[0].data.to_string(),
            "10 mx1.mail.go.th."
        );
        assert!(zone.answer("a.go.th", RecordType::TXT).is_empty());
    }
}
