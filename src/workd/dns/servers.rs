//! Which servers hold a name: the zone cut above it, its name servers and their addresses.

use std::net::{IpAddr, SocketAddr};

use futures_util::{StreamExt, future::join_all, stream::FuturesUnordered};
use hickory_proto::{
    op::{Message, ResponseCode},
    rr::{Name, RecordType},
};

use super::{
    answer::{Data, authority, entries},
    network::Network,
    wire::{Manner, Silence, ask},
};

/// Name servers asked of one zone, and addresses of all of them.
const MOST_NAMES: usize = 13;
const MOST_ADDRESSES: usize = 16;

/// A server that should answer with authority.
#[derive(Clone, Debug)]
pub(super) struct Server {
    /// How a page names it.
    pub(super) label: String,
    pub(super) address: SocketAddr,
}

/// Who holds a name.
#[derive(Clone, Debug)]
pub(super) enum Servers {
    /// The zone in memory.
    Demo,
    /// These servers, for the zone of this name.
    Of { zone: String, servers: Vec<Server> },
    /// Nobody that could be found; what each of those asked did instead.
    Unknown(Vec<(String, Silence)>),
}

/// Finds the servers that hold `name`.
pub(super) async fn find(network: &Network, name: &str) -> Servers {
    let (addresses, believed) = match network {
        Network::Simulated(_) => return Servers::Demo,
        Network::Servers(addresses) => (addresses, true),
        Network::Resolvers(addresses) => (addresses, false),
    };
    if addresses.is_empty() {
        return nobody(name);
    }
    let mut candidate = name;
    loop {
        match cut(addresses, candidate, believed).await {
            Cut::Authority(zone) => {
                let servers = addresses.iter().map(|&address| configured(address)).collect();
                return Servers::Of { zone, servers };
            }
            Cut::At(zone) => return delegated(addresses, zone).await,
            Cut::Above => match candidate.split_once('.') {
                Some((_, parent)) => candidate = parent,
                None => return nobody(name),
            },
            Cut::Silent(silences) => return Servers::Unknown(silences),
        }
    }
}

fn configured(address: SocketAddr) -> Server {
    Server { label: address.to_string(), address }
}

fn nobody(name: &str) -> Servers {
    Servers::Unknown(vec![(name.to_owned(), Silence::NoServer)])
}

/// Where the zone of a name begins.
enum Cut {
    /// The servers asked hold the zone of this name themselves.
    Authority(String),
    /// At this name.
    At(String),
    /// Somewhere above.
    Above,
    /// Nobody told.
    Silent(Vec<(String, Silence)>),
}

/// Asks for the SOA of `name`. Without one there, the answer carries that of the zone it lies in.
async fn cut(addresses: &[SocketAddr], name: &str, believed: bool) -> Cut {
    let Ok(question) = Name::from_ascii(format!("{name}.")) else { return Cut::Above };
    let question = &question;
    let mut replies: FuturesUnordered<_> = addresses
        .iter()
        .map(|&address| async move {
            (address, ask(address, question, RecordType::SOA, Manner::Recursive).await)
        })
        .collect();
    let mut told = None;
    let mut silences = Vec::new();
    while let Some((address, reply)) = replies.next().await {
        let silence = match reply {
            Ok(message) => match message.response_code {
                ResponseCode::NoError | ResponseCode::NXDomain => {
                    let zone = zone_of(&message, name);
                    if believed && message.authoritative {
                        return Cut::Authority(zone.unwrap_or_else(|| name.to_owned()));
                    }
                    told.get_or_insert(zone.map_or(Cut::Above, Cut::At));
                    if believed {
                        continue;
                    }
                    break;
                }
                ResponseCode::Refused | ResponseCode::NotAuth => Silence::Refused,
                _ => Silence::Failed,
            },
            Err(silence) => silence,
        };
        silences.push((address.to_string(), silence));
    }
    told.unwrap_or(Cut::Silent(silences))
}

/// The owner of the SOA in an answer, where it is `name` or lies above it.
fn zone_of(message: &Message, name: &str) -> Option<String> {
    let answers = entries(&message.answers);
    // The SOA behind an alias belongs to the zone of its target.
    if answers.iter().any(|entry| matches!(entry.data, Data::Cname(_))) {
        return None;
    }
    let answered = answers.into_iter().find(|entry| matches!(entry.data, Data::Soa { .. }));
    let owner = answered.or_else(|| authority(message))?.name;
    let above = name == owner || name.ends_with(&format!(".{owner}"));
    (above && !owner.is_empty()).then_some(owner)
}

/// The servers that a zone names, with every address of each.
async fn delegated(resolvers: &[SocketAddr], zone: String) -> Servers {
    let names: Vec<String> = resolve(resolvers, &zone, RecordType::NS)
        .await
        .into_iter()
        .filter_map(|data| if let Data::Ns(name) = data { Some(name) } else { None })
        .take(MOST_NAMES)
        .collect();
    let addresses = join_all(names.iter().map(|name| async move {
        let (v4, v6) = tokio::join!(
            resolve(resolvers, name, RecordType::A),
            resolve(resolvers, name, RecordType::AAAA)
        );
        let addresses = v4.into_iter().chain(v6).filter_map(|data| match data {
            Data::Address(address) if may_be_asked(address) => Some(address),
            _ => None,
        });
        let label = |address| format!("{name} ({address})");
        addresses
            .map(|address| Server { label: label(address), address: (address, 53).into() })
            .collect::<Vec<_>>()
    }));
    let servers: Vec<Server> = addresses.await.into_iter().flatten().take(MOST_ADDRESSES).collect();
    if servers.is_empty() { nobody(&zone) } else { Servers::Of { zone, servers } }
}

/// A stranger's zone must not make us talk to ourselves or to our neighbours on the link.
fn may_be_asked(address: IpAddr) -> bool {
    let local = match address {
        IpAddr::V4(v4) => v4.is_link_local() || v4.is_broadcast(),
        IpAddr::V6(v6) => v6.is_unicast_link_local() || v6.to_ipv4_mapped().is_some(),
    };
    !(local || address.is_loopback() || address.is_unspecified() || address.is_multicast())
}

/// What the first resolver that answers says.
async fn resolve(resolvers: &[SocketAddr], name: &str, kind: RecordType) -> Vec<Data> {
    let Ok(question) = Name::from_ascii(format!("{name}.")) else { return Vec::new() };
    let mut replies: FuturesUnordered<_> = resolvers
        .iter()
        .map(|&resolver| ask(resolver, &question, kind, Manner::Recursive))
        .collect();
    while let Some(reply) = replies.next().await {
        if let Ok(message) = reply
            && message.response_code == ResponseCode::NoError
        {
            let data = entries(&message.answers).into_iter().map(|entry| entry.data);
            return data.filter(|data| data.record_type() == kind).collect();
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use hickory_proto::{op::MessageType, rr::Record};
    use tokio::net::UdpSocket;

    use super::*;
    use crate::workd::dns::network::read;

    const SOA: &str = "ns1.go.th. admin.go.th. 1 3600 600 86400 300";

    /// A resolver that knows these records; it says of other names in which zone they lie.
    async fn resolver(records: &'static [(&str, &str, &str)], authoritative: bool) -> SocketAddr {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        let record = |(name, kind, value): &(&str, &str, &str)| {
            let (name, data) = read(name, kind, value).unwrap();
            Record::from_rdata(name, 60, data)
        };
        tokio::spawn(async move {
            let mut buffer = [0; 1500];
            while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
                let mut message = Message::from_vec(&buffer[..length]).unwrap();
                let question = message.queries[0].clone();
                message.metadata.message_type = MessageType::Response;
                message.metadata.authoritative = authoritative;
                for record in records.iter().map(record) {
                    let same = record.name == question.name;
                    let kind = record.record_type();
                    if same && (kind == question.query_type || kind == RecordType::CNAME) {
                        message.add_answer(record);
                    } else if kind == RecordType::SOA && record.name.zone_of(&question.name) {
                        message.add_authority(record);
                    }
                }
                let _ = socket.send_to(&message.to_vec().unwrap(), from).await;
            }
        });
        address
    }

    const ZONE: &[(&str, &str, &str)] = &[
        ("agency.go.th", "SOA", SOA),
        ("agency.go.th", "NS", "ns1.agency.go.th."),
        ("agency.go.th", "NS", "ns2.agency.go.th."),
        ("agency.go.th", "NS", "inside.agency.go.th."),
        ("ns1.agency.go.th", "A", "192.0.2.1"),
        ("ns1.agency.go.th", "AAAA", "2001:db8::1"),
        ("ns2.agency.go.th", "A", "192.0.2.2"),
        ("inside.agency.go.th", "A", "127.0.0.1"),
        ("alias.agency.go.th", "CNAME", "www.elsewhere.th."),
    ];

    async fn servers_of(network: &Network, name: &str) -> Option<(String, Vec<Server>)> {
        match find(network, name).await {
            Servers::Of { zone, servers } => Some((zone, servers)),
            Servers::Demo | Servers::Unknown(_) => None,
        }
    }

    #[tokio::test]
    async fn the_servers_of_a_name_are_those_that_its_zone_names() {
        let network = Network::Resolvers(vec![resolver(ZONE, true).await]);
        for name in ["agency.go.th", "a._dmarc.agency.go.th", "alias.agency.go.th"] {
            let (zone, servers) = servers_of(&network, name).await.unwrap();
            assert_eq!(zone, "agency.go.th");
            let mut labels: Vec<_> = servers.iter().map(|server| server.label.as_str()).collect();
            labels.sort_unstable();
            // Nobody makes us ask ourselves.
            let addresses = ["ns1.agency.go.th (192.0.2.1)", "ns1.agency.go.th (2001:db8::1)"];
            assert_eq!(labels, [addresses[0], addresses[1], "ns2.agency.go.th (192.0.2.2)"]);
            assert!(servers.iter().all(|server| server.address.port() == 53));
        }
        assert!(servers_of(&network, "agency.example").await.is_none());
    }

    #[tokio::test]
    async fn configured_servers_are_believed_only_with_authority() {
        let address = resolver(ZONE, true).await;
        let network = Network::Servers(vec![address]);
        let (zone, servers) = servers_of(&network, "_dmarc.agency.go.th").await.unwrap();
        assert_eq!((zone.as_str(), servers[0].address), ("agency.go.th", address));
        let network = Network::Servers(vec![resolver(ZONE, false).await]);
        let (_, servers) = servers_of(&network, "_dmarc.agency.go.th").await.unwrap();
        assert_eq!(servers.len(), 3);
    }
}
