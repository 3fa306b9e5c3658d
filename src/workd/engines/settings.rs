//! What the configuration of the mail engines depends on.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

/// Everything that the files are written from.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the views are.
    pub directory: Directory,
    /// Which form of configuration Dovecot reads.
    pub dovecot: DovecotVersion,
    /// Folders and files.
    pub paths: Paths,
    /// Name of this server, as its certificate and the MX records have it.
    pub hostname: String,
    /// The domain whose `postmaster` signs rejections.
    pub postmaster_domain: String,
    /// Where each service listens.
    pub ports: Ports,
    /// The addresses to listen on for clients; none means every one. What only the engines use
    /// among themselves is always on loopback.
    pub listen: Vec<IpAddr>,
    /// The longest letter, in bytes.
    pub message_size_limit: u64,
    /// What parts an address from its tag, as in `somchai+forms@`.
    pub recipient_delimiter: char,
    /// The key to Dovecot's administration over HTTP.
    pub doveadm_key: String,
    /// The resolver that the signer asks; by default the host's own.
    pub dns: Option<SocketAddr>,
    /// The address whose letters Rian takes itself.
    pub contact: Option<Contact>,
    /// Users and groups of the host.
    pub users: Users,
    /// Lines for tests on loopback: no resolver, quick failures, logs in files. Only `127.0.0.2`
    /// counts as the host itself, every other loopback address as a stranger.
    pub test: bool,
}

/// The database of the views.
#[derive(Clone, Debug)]
pub enum Directory {
    /// A file of tables with the names of the views.
    Sqlite {
        /// The file.
        path: PathBuf,
    },
    /// The views themselves, read through a role that may read nothing else.
    Postgres {
        /// Name or IPv4 address.
        host: String,
        /// Its port.
        port: u16,
        /// The reading role.
        user: String,
        /// Its password.
        password: String,
        /// The database.
        dbname: String,
    },
}

/// The two languages of Dovecot's configuration; a file of one does not load in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DovecotVersion {
    /// Debian 12.
    V2_3,
    /// Debian 13.
    V2_4,
}

impl DovecotVersion {
    /// Reads what `dovecot --version` prints, such as `2.3.19.1 (9b53102964)`; nothing for a
    /// version that neither form fits.
    pub fn read(printed: &str) -> Option<Self> {
        let mut parts = printed.trim().split(['.', '-', ' ']);
        match (parts.next()?, parts.next()?) {
            ("2", "3") => Some(Self::V2_3),
            ("2", "4") => Some(Self::V2_4),
            _ => None,
        }
    }
}

/// Folders and files, all absolute.
#[derive(Clone, Debug)]
pub struct Paths {
    /// Where this configuration lies.
    pub conf: PathBuf,
    /// Queue, sockets and the like.
    pub state: PathBuf,
    /// The mailboxes.
    pub mail: PathBuf,
    /// The signing keys, `DOMAIN.SELECTOR.key`.
    pub dkim_keys: PathBuf,
    /// Lines of a domain and its selector.
    pub selectors_map: PathBuf,
    /// The certificate with its chain.
    pub tls_cert: PathBuf,
    /// Its key.
    pub tls_key: PathBuf,
    /// The program of Rian.
    pub program: PathBuf,
    /// The data folder of Rian.
    pub data: PathBuf,
}

/// Where each service listens.
#[derive(Clone, Copy, Debug)]
pub struct Ports {
    /// Letters from other servers, 25.
    pub smtp: u16,
    /// Letters from people, by STARTTLS, 587.
    pub submission: u16,
    /// Letters from people, by TLS, 465.
    pub submissions: u16,
    /// Mailboxes, by STARTTLS, 143.
    pub imap: u16,
    /// Mailboxes, by TLS, 993.
    pub imaps: u16,
    /// Filters, 4190.
    pub sieve: u16,
    /// Postfix hands letters to Dovecot, on loopback.
    pub lmtp: u16,
    /// Postfix asks Dovecot about log-ins, on loopback.
    pub sasl: u16,
    /// Postfix asks Dovecot about quotas, on loopback.
    pub quota_status: u16,
    /// Postfix has letters signed, on loopback.
    pub milter: u16,
    /// Rian asks Dovecot, on loopback.
    pub doveadm: u16,
}

impl Ports {
    /// The same, each so much higher, to run beside other servers.
    pub fn from(self, first: u16) -> Self {
        let Self { smtp, submission, submissions, imap, imaps, sieve, .. } = self;
        Self {
            smtp: smtp + first,
            submission: submission + first,
            submissions: submissions + first,
            imap: imap + first,
            imaps: imaps + first,
            sieve: sieve + first,
            lmtp: self.lmtp + first,
            sasl: self.sasl + first,
            quota_status: self.quota_status + first,
            milter: self.milter + first,
            doveadm: self.doveadm + first,
        }
    }
}

impl Default for Ports {
    fn default() -> Self {
        Self {
            smtp: 25,
            submission: 587,
            submissions: 465,
            imap: 143,
            imaps: 993,
            sieve: 4190,
            lmtp: 10024,
            sasl: 10012,
            quota_status: 10040,
            milter: 11332,
            doveadm: 10080,
        }
    }
}

/// An address whose letters go to Rian by LMTP. Its domain is one that is hosted, or one that is
/// nowhere else in the directory; never one that is relayed.
#[derive(Clone, Debug)]
pub struct Contact {
    /// In lower case.
    pub address: String,
    /// Where Rian listens, on loopback.
    pub lmtp_port: u16,
}

impl Contact {
    /// What follows the at sign.
    pub fn domain(&self) -> &str {
        self.address.split_once('@').map_or("", |(_, domain)| domain)
    }
}

/// Users and groups of the host, beside those that Debian's packages make.
#[derive(Clone, Debug)]
pub struct Users {
    /// Runs Rian.
    pub rian: String,
    /// Owns the mailboxes.
    pub mail: String,
    /// Their group.
    pub mail_group: String,
    /// The group that may read the directory's SQLite file; Postfix's user is in it.
    pub readers_group: String,
}

impl Default for Users {
    fn default() -> Self {
        Self {
            rian: "rian".into(),
            mail: "vmail".into(),
            mail_group: "vmail".into(),
            readers_group: "mail-readers".into(),
        }
    }
}
