//! Mail settings: which servers a holder's programs speak to, for people, telephones and programs.

/// A server, as a program must be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// `imap` or `smtp`.
    pub service: &'static str,
    /// Name.
    pub host: String,
    /// Port.
    pub port: u16,
    /// `SSL` for TLS from the first byte (RFC 8314), `STARTTLS` for TLS after the greeting.
    pub security: &'static str,
}

impl Server {
    /// The protection as programs call it on their screens.
    pub fn security_shown(&self) -> &'static str {
        if self.security == "SSL" { "SSL/TLS" } else { self.security }
    }
}

/// The servers of the zone: for reading, for sending, and for sending by programs that know the
/// older way alone (RFC 6409).
pub fn servers(zone: &str) -> [Server; 3] {
    let server = |service, port, security| Server {
        service,
        host: format!("{service}.{zone}"),
        port,
        security,
    };
    [server("imap", 993, "SSL"), server("smtp", 465, "SSL"), server("smtp", 587, "STARTTLS")]
}
