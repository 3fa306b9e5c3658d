//! The settings as the templates name them.

use std::{ops::Deref, path::Path};

use super::{Directory, DovecotVersion, Settings};

/// What templates see: the fields of [`Settings`], and these.
pub(super) struct View<'a> {
    settings: &'a Settings,
    pub conf: String,
    pub state: String,
    pub mail: String,
    pub dkim_keys: String,
    pub selectors_map: String,
    /// The folders that Rian writes for the signer, with spaces between.
    pub signer_dirs: String,
    pub tls_cert: String,
    pub tls_key: String,
    pub program: String,
    pub data: String,
    /// As Postfix's map type.
    pub engine: &'static str,
    pub postgres: bool,
    /// The folder of the directory's SQLite file.
    pub directory_dir: Option<String>,
    pub postfix_interfaces: String,
    pub dovecot_interfaces: String,
    /// Binds a listener of Dovecot to loopback.
    pub loopback: &'static str,
}

impl<'a> View<'a> {
    pub fn new(settings: &'a Settings) -> Self {
        let text = |path: &Path| path.display().to_string();
        let folder = |path: &Path| path.parent().map(text);
        let listed: Vec<String> = settings.listen.iter().map(ToString::to_string).collect();
        let paths = &settings.paths;
        let (engine, directory_dir) = match &settings.directory {
            Directory::Sqlite { path } => ("sqlite", folder(path)),
            Directory::Postgres { .. } => ("pgsql", None),
        };
        let mut signer_dirs = vec![text(&paths.dkim_keys)];
        signer_dirs.extend(folder(&paths.selectors_map));
        signer_dirs.dedup();
        let or = |every: &str| if listed.is_empty() { every.to_owned() } else { listed.join(", ") };
        Self {
            settings,
            conf: text(&paths.conf),
            state: text(&paths.state),
            mail: text(&paths.mail),
            dkim_keys: text(&paths.dkim_keys),
            selectors_map: text(&paths.selectors_map),
            signer_dirs: signer_dirs.join(" "),
            tls_cert: text(&paths.tls_cert),
            tls_key: text(&paths.tls_key),
            program: text(&paths.program),
            data: text(&paths.data),
            engine,
            postgres: engine == "pgsql",
            directory_dir,
            postfix_interfaces: or("all"),
            dovecot_interfaces: or("*, ::"),
            loopback: match settings.dovecot {
                DovecotVersion::V2_3 => "address = 127.0.0.1",
                DovecotVersion::V2_4 => "listen = 127.0.0.1",
            },
        }
    }
}

impl Deref for View<'_> {
    type Target = Settings;

    fn deref(&self) -> &Settings {
        self.settings
    }
}

/// Names a template after its file below this folder, filled from a [`View`].
macro_rules! template {
    ($name:ident, $path:literal) => {
        #[derive(askama::Template)]
        #[template(path = $path, config = "src/web/askama.toml", escape = "none", whitespace = "preserve")]
        struct $name<'a>(&'a super::view::View<'a>);

        impl<'a> std::ops::Deref for $name<'a> {
            type Target = super::view::View<'a>;

            fn deref(&self) -> &Self::Target {
                self.0
            }
        }
    };
}
pub(super) use template;
