//! What the administrator puts around the engines: units, the reading role, and the steps.

use askama::Template;

use super::{
    ConfigFile, Directory, DovecotVersion, Unwritable,
    view::{View, template},
};

template!(Rian, "workd/engines/systemd/rian.service");
template!(Postfix, "workd/engines/systemd/rian-postfix.service");
template!(Dovecot, "workd/engines/systemd/rian-dovecot.service");
template!(Rspamd, "workd/engines/systemd/rian-rspamd.service");
template!(Readme, "workd/engines/README.txt");
template!(SetUp, "workd/engines/set-up.sh");
template!(Start, "workd/engines/start.sh");
template!(Stop, "workd/engines/stop.sh");

/// The role that reads the views.
#[derive(Template)]
#[template(
    path = "workd/engines/reader.sql",
    config = "src/web/askama.toml",
    escape = "none",
    whitespace = "preserve"
)]
struct Reader<'a> {
    user: &'a str,
    password: &'a str,
    dbname: &'a str,
}

pub(super) fn files(view: &View<'_>) -> Result<Vec<ConfigFile>, Unwritable> {
    let file = |path: &str, mode, text| ConfigFile { path: path.into(), mode, group: "root", text };
    let mut files = vec![
        file("systemd/rian.service", 0o644, Rian(view).render()?),
        file("systemd/rian-postfix.service", 0o644, Postfix(view).render()?),
        file("systemd/rian-dovecot.service", 0o644, Dovecot(view).render()?),
        file("systemd/rian-rspamd.service", 0o644, Rspamd(view).render()?),
        file("README.txt", 0o644, Readme(view).render()?),
        file("set-up.sh", 0o755, SetUp(view).render()?),
        file("start.sh", 0o755, Start(view).render()?),
        file("stop.sh", 0o755, Stop(view).render()?),
    ];
    if let Directory::Postgres { user, password, dbname, .. } = &view.directory {
        files.push(file("reader.sql", 0o600, Reader { user, password, dbname }.render()?));
    }
    Ok(files)
}
