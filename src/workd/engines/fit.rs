//! Whether a setting can stand in every file as it is.

use std::path::Path;

use super::{Directory, Settings};

/// Why no configuration was written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// A setting is empty, or has a character that some configuration language reads as its own.
    #[error("{0} is empty or has characters other than letters, digits and - . _ ~ / : @ +")]
    Setting(&'static str),
    /// A path does not start at the root.
    #[error("{0} is not an absolute path")]
    Relative(&'static str),
    /// The contact address has no one domain.
    #[error("contact is not an address in lower case")]
    Contact,
    /// A template could not be filled.
    #[error(transparent)]
    Template(#[from] askama::Error),
}

impl Settings {
    /// Whether every value can stand in every file without quotes.
    pub(super) fn fit(&self) -> Result<(), Unwritable> {
        let paths = &self.paths;
        path("conf", &paths.conf)?;
        path("state", &paths.state)?;
        path("mail", &paths.mail)?;
        path("dkim_keys", &paths.dkim_keys)?;
        path("selectors_map", &paths.selectors_map)?;
        path("tls_cert", &paths.tls_cert)?;
        path("tls_key", &paths.tls_key)?;
        path("program", &paths.program)?;
        path("data", &paths.data)?;
        plain("hostname", &self.hostname)?;
        plain("postmaster_domain", &self.postmaster_domain)?;
        plain("recipient_delimiter", self.recipient_delimiter.encode_utf8(&mut [0; 4]))?;
        plain("doveadm_key", &self.doveadm_key)?;
        plain("users.rian", &self.users.rian)?;
        plain("users.mail", &self.users.mail)?;
        plain("users.mail_group", &self.users.mail_group)?;
        plain("users.readers_group", &self.users.readers_group)?;
        match &self.directory {
            Directory::Sqlite { path: file } => path("directory.path", file)?,
            Directory::Postgres { host, user, password, dbname, .. } => {
                plain("directory.host", host)?;
                plain("directory.user", user)?;
                plain("directory.password", password)?;
                plain("directory.dbname", dbname)?;
            }
        }
        let Some(contact) = &self.contact else { return Ok(()) };
        plain("contact", &contact.address)?;
        let upper = contact.address.contains(|c: char| c.is_ascii_uppercase());
        let parts: Vec<&str> = contact.address.split('@').collect();
        match parts[..] {
            [local, domain] if !local.is_empty() && !domain.is_empty() && !upper => Ok(()),
            _ => Err(Unwritable::Contact),
        }
    }
}

fn path(name: &'static str, path: &Path) -> Result<(), Unwritable> {
    plain(name, path.to_str().unwrap_or_default())?;
    if path.is_absolute() { Ok(()) } else { Err(Unwritable::Relative(name)) }
}

fn plain(name: &'static str, value: &str) -> Result<(), Unwritable> {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._~/:@+".contains(c);
    if !value.is_empty() && value.chars().all(fits) {
        Ok(())
    } else {
        Err(Unwritable::Setting(name))
    }
}
