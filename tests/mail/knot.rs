//! A real authoritative server, Knot, on a free port of this machine, for the tests of DNS.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream, UdpSocket},
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use hickory_proto::{
    op::{Message, Query},
    rr::{Name, RData, RecordType},
};
use tempfile::TempDir;

/// A running server; dropping it stops it.
pub struct Knot {
    folder: TempDir,
    server: Child,
    /// Where it answers, over UDP and TCP.
    pub address: SocketAddr,
}

impl Knot {
    /// Whether Knot is installed. Where it is not, a test says so and ends, but never in CI.
    pub fn is_installed() -> bool {
        let found = Command::new("knotd").arg("--version").output().is_ok();
        assert!(found || std::env::var("CI").as_deref() != Ok("true"), "CI needs the package knot");
        if !found {
            eprintln!("skipped: knotd (package knot) is not installed");
        }
        found
    }

    /// Serves these zones, each a name and the text of its file.
    pub fn start(zones: &[(&str, String)]) -> Self {
        Self::start_with_key(zones, None)
    }

    /// The same; whoever holds the key, a name and base64, may change names below each apex, in
    /// the types that a mail domain needs.
    pub fn start_with_key(zones: &[(&str, String)], key: Option<(&str, &str)>) -> Self {
        // Another process may take the port between finding and using it.
        for _ in 0..5 {
            if let Some(server) = Self::try_start(zones, key) {
                return server;
            }
        }
        panic!("knotd does not start");
    }

    fn try_start(zones: &[(&str, String)], key: Option<(&str, &str)>) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let address = free_port();
        let home = folder.path();
        std::fs::create_dir(home.join("zones")).unwrap();
        for (zone, text) in zones {
            std::fs::write(file(home, zone), text).unwrap();
        }
        std::fs::write(home.join("knot.conf"), configuration(home, address, zones, key)).unwrap();
        let server = Command::new("knotd")
            .arg("-c")
            .arg(home.join("knot.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut knot = Self { folder, server, address };
        let patience = Instant::now() + Duration::from_secs(10);
        while Instant::now() < patience {
            if knot.server.try_wait().unwrap().is_some() {
                return None;
            }
            if zones.iter().all(|(zone, _)| knot.serial(zone).is_some()) {
                return Some(knot);
            }
            std::thread::yield_now();
        }
        None
    }

    /// Replaces the text of a zone, and waits until it is served. Its serial must be higher.
    pub fn rewrite(&self, zone: &str, text: &str) {
        std::fs::write(file(self.folder.path(), zone), text).unwrap();
        let answer = self.control(&["-b", "zone-reload", zone]);
        assert!(answer.status.success(), "{answer:?}");
    }

    /// The serial that the server gives for a zone, if it answers with authority.
    pub fn serial(&self, zone: &str) -> Option<u32> {
        let mut question = Message::query();
        let name = Name::from_ascii(format!("{zone}.")).unwrap();
        question.add_query(Query::query(name, RecordType::SOA));
        let answer = self.exchange(&question.to_vec().unwrap())?;
        let answer = Message::from_vec(&answer).ok().filter(|answer| answer.authoritative)?;
        match answer.answers.first()?.data {
            RData::SOA(ref soa) => Some(soa.serial),
            _ => None,
        }
    }

    /// Sends a message over TCP and reads the answer, if there is one.
    pub fn exchange(&self, message: &[u8]) -> Option<Vec<u8>> {
        let patience = Duration::from_millis(500);
        let mut stream = TcpStream::connect_timeout(&self.address, patience).ok()?;
        stream.set_read_timeout(Some(patience)).unwrap();
        let length = u16::try_from(message.len()).unwrap().to_be_bytes();
        stream.write_all(&[&length, message].concat()).ok()?;
        let mut length = [0; 2];
        stream.read_exact(&mut length).ok()?;
        let mut answer = vec![0; u16::from_be_bytes(length).into()];
        stream.read_exact(&mut answer).ok()?;
        Some(answer)
    }

    fn control(&self, words: &[&str]) -> Output {
        let configuration = self.folder.path().join("knot.conf");
        Command::new("knotc").arg("-c").arg(configuration).args(words).output().unwrap()
    }
}

impl Drop for Knot {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A port that is free for UDP and TCP now.
fn free_port() -> SocketAddr {
    loop {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        if UdpSocket::bind(address).is_ok() {
            return address;
        }
    }
}

/// An address of this machine where nothing listens.
pub fn closed_port() -> SocketAddr {
    free_port()
}

fn file(home: &Path, zone: &str) -> std::path::PathBuf {
    home.join("zones").join(format!("{zone}.zone"))
}

fn configuration(
    home: &Path,
    address: SocketAddr,
    zones: &[(&str, String)],
    key: Option<(&str, &str)>,
) -> String {
    let (home, ip, port) = (home.display(), address.ip(), address.port());
    let mut text = format!(
        "server:\n    listen: {ip}@{port}\n    rundir: {home}\n    udp-workers: 1\n    \
         tcp-workers: 1\n    background-workers: 1\ndatabase:\n    storage: {home}\n"
    );
    let mut rights = "";
    if let Some((name, secret)) = key {
        let apexes: Vec<_> = zones.iter().map(|(zone, _)| format!("{zone}.")).collect();
        text += &format!(
            "key:\n  - id: {name}\n    algorithm: hmac-sha256\n    secret: {secret}\n\
             acl:\n  - id: update\n    key: {name}\n    action: update\n    \
             update-type: [MX, TXT, CNAME, SRV]\n    update-owner: name\n    \
             update-owner-match: sub\n    update-owner-name: [{}]\n",
            apexes.join(", ")
        );
        rights = "    acl: update\n";
    }
    text += &format!(
        "template:\n  - id: default\n    storage: {home}/zones\n    file: \"%s.zone\"\nzone:\n"
    );
    for (zone, _) in zones {
        text += &format!("  - domain: {zone}\n{rights}");
    }
    text
}
