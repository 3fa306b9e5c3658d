//! One product and one set of engines for every test; each test has domains of its own.

use std::sync::LazyLock;

use rian::{
    jobs::worker,
    mail::transport::Transport,
    server,
    workd::engines::{Contact, files},
};
use sqlx::Connection;
use tokio::{runtime::Runtime, sync::watch};

use crate::{
    data::{Data, PASSWORD, directory_of},
    engines::{
        Engines, Place,
        client::{self, Letter, SmtpAnswer, Tls},
        installed,
    },
    knot::Knot,
    support::TestApp,
};

/// The product, and what runs on its directory.
pub struct World {
    /// The product with its people.
    pub data: Data,
    /// The running engines.
    pub engines: Engines,
    /// The DNS server of the agencies, and of mail.go.th.
    pub knot: Knot,
}

/// An address that no rule knows.
pub const STRANGER: &str = "127.0.0.3";
/// The address of the contact centre.
pub const CONTACT: &str = "contact@dga.rian.test";

/// The world, started by the first test that asks; nothing where the engines are missing.
pub fn world() -> Option<&'static World> {
    // Unlike an OnceLock, this does not try a start that failed again for every other test.
    static WORLD: LazyLock<Option<World>> = LazyLock::new(|| World::own("mail_reader"));
    WORLD.as_ref()
}

fn start(reader: &str) -> World {
    let place = Place::new();
    let file = place.folder.join("directory/mail.db");
    let mut settings = place.settings(directory_of("sqlite:", file.clone(), reader));
    let letters = place.free_port();
    settings.contact = Some(Contact { address: CONTACT.into(), lmtp_port: letters });
    let ours =
        "mx1 IN A 192.0.2.25\nmx2 IN A 192.0.2.26\n_spf IN TXT \"v=spf1 ip4:192.0.2.0/24 -all\"";
    let zones = [
        ("mail.go.th", zone("mail.go.th", 1, ours)),
        ("story.go.th", zone("story.go.th", 1, "")),
        ("browser.go.th", zone("browser.go.th", 1, "")),
    ];
    let key = ("rian-update", "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0");
    let knot = Knot::start_with_key(&zones, Some(key));
    let runtime = Runtime::new().unwrap();
    let app = runtime.block_on(TestApp::with(|config| {
        config.mail_directory = Some(file.clone());
        config.dkim_folder = Some(settings.paths.dkim_keys.clone());
        config.doveadm_url = Some(format!("http://127.0.0.1:{}", settings.ports.doveadm));
        config.doveadm_key = Some(settings.doveadm_key.clone().into());
        config.contact_address = CONTACT.into();
        config.dns_servers = Some(knot.address.to_string());
        config.dns_update_server = Some(knot.address.to_string());
        config.dns_update_key = Some(format!("{}:{}", key.0, key.1).into());
    }));
    settings.directory = directory_of(app.app.db.url(), file, reader);
    let product = app.app.clone();
    runtime.block_on(async {
        server::prepare(&product).await.unwrap();
        if let Some(role) = files(&settings).unwrap().iter().find(|it| it.path == "reader.sql") {
            let mut owner = sqlx::PgConnection::connect(product.db.url()).await.unwrap();
            let role = sqlx::AssertSqlSafe(role.text.clone());
            sqlx::raw_sql(role).execute(&mut owner).await.unwrap();
        }
    });
    // Jobs and letters run as they do in a server, until the process ends.
    let (stop, stopped) = watch::channel(false);
    runtime.spawn(worker::run(product.clone(), Transport::Outbox, stopped.clone()));
    runtime.spawn(server::letters(product, format!("127.0.0.1:{letters}"), stopped));
    std::mem::forget(stop);
    let data = Data::new(runtime, app);
    let start = std::time::Instant::now();
    while !settings.paths.selectors_map.exists() {
        assert!(start.elapsed().as_secs() < 60, "the signer's map was not written");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    let engines = Engines::start(&place, settings);
    World { data, engines, knot }
}

impl World {
    /// A world of a test's own, whose engines read PostgreSQL as `reader`; nothing where the
    /// engines are missing.
    pub fn own(reader: &str) -> Option<Self> {
        (installed() && Knot::is_installed()).then(|| start(reader))
    }

    /// Delivers a small letter with this subject from outside.
    pub fn deliver(&self, to: &str, subject: &str) -> SmtpAnswer {
        let message = letter("citizen@example.com", to, subject);
        let port = self.engines.settings.ports.smtp;
        client::deliver(port, "citizen@example.com", to, &message, STRANGER)
    }

    /// Submits a small letter as `user`, written as `from`.
    pub fn submit(&self, user: &str, from: &str, to: &str, subject: &str) -> SmtpAnswer {
        self.submit_with(PASSWORD, user, from, to, subject)
    }

    /// The same with another password.
    pub fn submit_with(
        &self,
        password: &str,
        user: &str,
        from: &str,
        to: &str,
        subject: &str,
    ) -> SmtpAnswer {
        let place = (self.engines.settings.ports.submission, Tls::Start);
        client::submit(place, (user, password), from, to, &letter(from, to, subject))
    }

    /// Waits for a letter.
    pub fn arrived(&self, user: &str, subject: &str) -> Letter {
        client::imap_await(self.engines.settings.ports.imaps, user, PASSWORD, subject)
    }

    /// Logs in and keeps the session.
    pub fn log_in(&self, user: &str, password: &str) -> Result<client::ImapSession, String> {
        client::imap_log_in(self.engines.settings.ports.imaps, user, password)
    }

    /// The inbox.
    pub fn inbox(&self, user: &str) -> Vec<Letter> {
        client::imap_messages(self.engines.settings.ports.imaps, user, PASSWORD)
    }
}

/// The text of a zone with these lines beside its own.
pub fn zone(name: &str, serial: u32, lines: &str) -> String {
    format!(
        "$ORIGIN {name}.\n$TTL 60\n@ IN SOA ns1 hostmaster {serial} 3600 600 86400 60\n\
         @ IN NS ns1\nns1 IN A 127.0.0.1\n{lines}\n"
    )
}

/// A small letter.
pub fn letter(from: &str, to: &str, subject: &str) -> String {
    format!(
        "From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{subject}@client.test>\r\n\
         Date: Mon, 1 Jun 2026 09:00:00 +0700\r\n\r\nA small letter.\r\n"
    )
}

/// Waits until `found` finds something, 15 seconds at most.
pub fn eventually<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    for _ in 0..150 {
        if let Some(thing) = found() {
            return thing;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("{what} did not happen in 15 seconds");
}
