//! The configuration of Postfix, Dovecot and rspamd, which carry the mail of the directory. Rian
//! speaks no SMTP and no IMAP itself: the engines ask its views (`mail_accounts` and the others)
//! by SQL at every recipient and log-in, so that a change in Rian counts at the next command.

mod dovecot;
mod fit;
mod postfix;
mod rspamd;
mod settings;
mod systemd;
mod view;

pub use self::fit::Unwritable;
pub use self::settings::{Contact, Directory, DovecotVersion, Paths, Ports, Settings, Users};
use self::view::View;

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigFile {
    /// Where, below [`Paths::conf`], with `/` between folders.
    pub path: String,
    /// Its rights, such as `0o640`.
    pub mode: u32,
    /// The group of a file that others may not read; its owner is root.
    pub group: &'static str,
    /// What it says.
    pub text: String,
}

/// Every file of the configuration.
///
/// # Errors
/// When a setting has a character that some configuration language would read as its own.
pub fn files(settings: &Settings) -> Result<Vec<ConfigFile>, Unwritable> {
    settings.fit()?;
    let view = View::new(settings);
    let mut files = Vec::new();
    files.extend(postfix::files(&view)?);
    files.extend(dovecot::files(&view)?);
    files.extend(rspamd::files(&view)?);
    files.extend(systemd::files(&view)?);
    // A template loses its last line end.
    files.iter_mut().filter(|file| !file.text.ends_with('\n')).for_each(|f| f.text.push('\n'));
    Ok(files)
}

#[cfg(test)]
mod tests;
