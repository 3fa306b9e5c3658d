//! Asking every server of a name, each kept apart, and following aliases to their own servers.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    net::{IpAddr, SocketAddr},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use futures_util::future::{BoxFuture, FutureExt, join_all};
use hickory_proto::{
    op::ResponseCode,
    rr::{Name, RecordType},
};
use tokio::sync::OnceCell;

use super::{
    answer::{Data, Entry, entries},
    network::{Network, Zone},
    servers::{Server, Servers, find},
    wire::{Manner, Silence, ask},
};

/// Aliases followed in a row.
const MOST_ALIASES: usize = 8;
/// Questions of one check; a hostile zone can make it ask no more.
const MOST_QUESTIONS: usize = 1000;

/// What a server says about a name and type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// These records, one at least.
    Records(Vec<Entry>),
    /// With authority: there is nothing.
    Nothing,
    /// The server told us nothing.
    Unknown(Silence),
}

/// One server's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// The server that gave it.
    pub(super) server: String,
    /// Aliases passed on the way, each with the server that gave it.
    pub(super) aliases: Vec<(String, Entry)>,
    pub(super) answer: Answer,
}

/// How a server's copy of a zone begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    /// Grows with every change.
    pub(super) serial: u32,
    /// Seconds that others may remember that there is nothing (RFC 2308 section 5).
    pub(super) nothing: u32,
}

/// What is asked once and then remembered, also by those who wait for it meanwhile.
type Cells<K, V> = Mutex<HashMap<K, Arc<OnceCell<V>>>>;

/// Asks for one check, and remembers within it: one record is judged several times.
pub(super) struct Asker<'a> {
    network: &'a Network,
    servers: Cells<String, Servers>,
    answers: Cells<(String, RecordType), Vec<Seen>>,
    questions: AtomicUsize,
    /// Servers that let every try run out: waiting for them again would use up the time of all.
    deaf: Mutex<HashSet<SocketAddr>>,
}

impl<'a> Asker<'a> {
    pub(super) fn new(network: &'a Network) -> Self {
        Self {
            network,
            servers: Mutex::default(),
            answers: Mutex::default(),
            questions: AtomicUsize::new(0),
            deaf: Mutex::default(),
        }
    }

    /// What every server of `name` says, aliases followed.
    pub(super) async fn all(&self, name: &str, kind: RecordType) -> Vec<Seen> {
        self.follow(name.to_owned(), kind, 0).await
    }

    /// What the first server that knows says; for names that are not judged themselves.
    pub(super) async fn one(&self, name: &str, kind: RecordType) -> Seen {
        let all = self.all(name, kind).await;
        let mut silence = Silence::NoServer;
        for seen in all {
            match seen.answer {
                Answer::Unknown(why) => silence = why,
                _ => return seen,
            }
        }
        let server = String::new();
        Seen { server, aliases: Vec::new(), answer: Answer::Unknown(silence) }
    }

    /// The addresses of a host, IPv4 first; an error when neither kind could be asked.
    pub(super) async fn addresses(&self, host: &str) -> Result<Vec<IpAddr>, Silence> {
        let (v4, v6) =
            tokio::join!(self.one(host, RecordType::A), self.one(host, RecordType::AAAA));
        let mut addresses = Vec::new();
        let mut silence = None;
        for seen in [v4, v6] {
            match seen.answer {
                Answer::Records(entries) => {
                    addresses.extend(entries.into_iter().filter_map(|entry| match entry.data {
                        Data::Address(address) => Some(address),
                        _ => None,
                    }));
                }
                Answer::Nothing => {}
                Answer::Unknown(why) => silence = Some(why),
            }
        }
        match silence {
            Some(silence) if addresses.is_empty() => Err(silence),
            _ => Ok(addresses),
        }
    }

    /// What each server of the zone of `name` says in its SOA.
    pub(super) async fn starts(&self, name: &str) -> HashMap<String, Start> {
        let Servers::Of { zone, .. } = self.servers_of(name).await else { return HashMap::new() };
        let start = |seen: Seen| {
            let Answer::Records(entries) = seen.answer else { return None };
            let first = entries.first()?;
            let Data::Soa { serial, minimum } = first.data else { return None };
            Some((seen.server, Start { serial, nothing: minimum.min(first.ttl) }))
        };
        self.plain(&zone, RecordType::SOA).await.into_iter().filter_map(start).collect()
    }

    fn follow(&self, name: String, kind: RecordType, passed: usize) -> BoxFuture<'_, Vec<Seen>> {
        async move {
            let mut all: Vec<Seen> = Vec::new();
            for seen in self.plain(&name, kind).await {
                let alias = match &seen.answer {
                    Answer::Records(found) if kind != RecordType::CNAME => {
                        found.iter().find_map(|entry| match &entry.data {
                            Data::Cname(target) => Some((entry.clone(), target.clone())),
                            _ => None,
                        })
                    }
                    _ => None,
                };
                let Some((entry, target)) = alias else {
                    all.push(seen);
                    continue;
                };
                let way = (seen.server.clone(), entry);
                let behind = if passed == MOST_ALIASES {
                    vec![Seen { aliases: Vec::new(), answer: Answer::Nothing, ..seen }]
                } else {
                    self.follow(target, kind, passed + 1).await
                };
                for mut end in behind {
                    end.aliases.insert(0, way.clone());
                    // Two servers with the same alias lead to the same answers.
                    match all.iter_mut().find(|other| {
                        other.server == end.server
                            && other.answer == end.answer
                            && !other.aliases.is_empty()
                    }) {
                        Some(other) => other.aliases.extend(end.aliases),
                        None => all.push(end),
                    }
                }
            }
            all
        }
        .boxed()
    }

    /// What every server of `name` says about this very name.
    async fn plain(&self, name: &str, kind: RecordType) -> Vec<Seen> {
        let cell = cell(&self.answers, (name.to_owned(), kind));
        cell.get_or_init(|| self.ask_servers(name, kind)).await.clone()
    }

    async fn servers_of(&self, name: &str) -> Servers {
        let cell = cell(&self.servers, name.to_owned());
        cell.get_or_init(|| find(self.network, name)).await.clone()
    }

    async fn ask_servers(&self, name: &str, kind: RecordType) -> Vec<Seen> {
        let seen = |server: String, answer| Seen { server, aliases: Vec::new(), answer };
        let servers = match self.servers_of(name).await {
            Servers::Of { servers, .. } => servers,
            Servers::Unknown(silences) => {
                let unknown = |(server, silence)| seen(server, Answer::Unknown(silence));
                return silences.into_iter().map(unknown).collect();
            }
            Servers::Demo => {
                let Network::Simulated(zone) = self.network else { return Vec::new() };
                let found = zone.answer(name, kind);
                let answer =
                    if found.is_empty() { Answer::Nothing } else { Answer::Records(found) };
                return vec![seen(Zone::SERVER.to_owned(), answer)];
            }
        };
        let asked = servers.iter().map(|server| self.ask_server(server, name, kind));
        let answers = join_all(asked).await;
        let mut all: Vec<Seen> =
            servers.into_iter().zip(answers).map(|(at, answer)| seen(at.label, answer)).collect();
        // A machine without IPv6 says nothing about the server that it cannot ask over IPv6.
        let no_route = |seen: &Seen| seen.answer == Answer::Unknown(Silence::NoRoute);
        if !all.iter().all(no_route) {
            all.retain(|seen| !no_route(seen));
        }
        all
    }

    async fn ask_server(&self, server: &Server, name: &str, kind: RecordType) -> Answer {
        if self.questions.fetch_add(1, Ordering::Relaxed) >= MOST_QUESTIONS {
            return Answer::Unknown(Silence::Failed);
        }
        // What cannot be a name is nowhere.
        let Ok(question) = Name::from_ascii(format!("{name}.")) else { return Answer::Nothing };
        if self.deaf().contains(&server.address) {
            return Answer::Unknown(Silence::Timeout);
        }
        let message = match ask(server.address, &question, kind, Manner::Direct).await {
            Ok(message) => message,
            Err(silence) => {
                if silence == Silence::Timeout {
                    self.deaf().insert(server.address);
                }
                return Answer::Unknown(silence);
            }
        };
        match message.response_code {
            ResponseCode::NoError | ResponseCode::NXDomain if message.authoritative => {
                let mine = |entry: &Entry| {
                    let found = entry.data.record_type();
                    entry.name == name && (found == kind || found == RecordType::CNAME)
                };
                let found: Vec<_> = entries(&message.answers).into_iter().filter(mine).collect();
                if found.is_empty() { Answer::Nothing } else { Answer::Records(found) }
            }
            ResponseCode::NoError | ResponseCode::NXDomain => Answer::Unknown(Silence::Lame),
            ResponseCode::Refused | ResponseCode::NotAuth => Answer::Unknown(Silence::Refused),
            _ => Answer::Unknown(Silence::Failed),
        }
    }

    fn deaf(&self) -> MutexGuard<'_, HashSet<SocketAddr>> {
        self.deaf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The cell of a key, made where there is none.
fn cell<K: Eq + Hash, V>(cells: &Cells<K, V>, key: K) -> Arc<OnceCell<V>> {
    let mut cells = cells.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(cells.entry(key).or_default())
}
