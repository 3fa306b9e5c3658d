//! Postfix: `main.cf`, `master.cf` and a file for each question to the directory.

use askama::Template;

use super::{
    ConfigFile, Directory, Unwritable,
    view::{View, template},
};

template!(MainCf, "workd/engines/postfix/main.cf");
template!(MasterCf, "workd/engines/postfix/master.cf");

/// A question to the directory; `%s` is the key that Postfix looks up, quoted by Postfix.
#[derive(Template)]
#[template(
    path = "workd/engines/postfix/map.cf",
    config = "src/web/askama.toml",
    escape = "none",
    whitespace = "preserve"
)]
struct Map<'a> {
    directory: &'a Directory,
    query: &'static str,
}

const MAPS: [(&str, &str); 12] = [
    ("domains", "SELECT domain FROM mail_domains WHERE domain='%s'"),
    ("pending_domains", "SELECT action FROM mail_pending_domains WHERE domain='%s'"),
    (
        "our_domains",
        "SELECT 'OK' FROM mail_domains WHERE domain='%s' \
         UNION ALL SELECT 'OK' FROM mail_relay_domains WHERE domain='%s'",
    ),
    ("accounts", "SELECT address FROM mail_accounts WHERE address='%s'"),
    ("aliases", "SELECT destination FROM mail_aliases WHERE address='%s'"),
    (
        "rcpt_action",
        "SELECT rcpt_action FROM mail_accounts WHERE address='%s' AND rcpt_action<>'OK'",
    ),
    ("senders", "SELECT login FROM mail_senders WHERE sender='%s'"),
    ("relay_domains", "SELECT domain FROM mail_relay_domains WHERE domain='%s'"),
    ("transport", "SELECT transport FROM mail_relay_domains WHERE domain='%s'"),
    ("relay_clients", "SELECT action FROM mail_relay_clients WHERE client='%s'"),
    ("smarthosts", "SELECT nexthop FROM mail_smarthosts WHERE sender='%s'"),
    (
        "smarthost_logins",
        "SELECT credentials FROM mail_smarthosts WHERE sender='%s' AND credentials<>''",
    ),
];

pub(super) fn files(view: &View<'_>) -> Result<Vec<ConfigFile>, Unwritable> {
    let open =
        |path: &str, text| ConfigFile { path: path.into(), mode: 0o644, group: "root", text };
    let mut files = vec![
        open("postfix/main.cf", MainCf(view).render()?),
        open("postfix/master.cf", MasterCf(view).render()?),
    ];
    for (name, query) in MAPS {
        files.push(ConfigFile {
            path: format!("postfix/sql/{name}.cf"),
            mode: 0o640,
            group: "postfix",
            text: Map { directory: &view.directory, query }.render()?,
        });
    }
    Ok(files)
}
