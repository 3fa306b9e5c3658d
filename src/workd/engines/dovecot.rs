//! Dovecot, in the language of the version that is installed.

use askama::Template;

use super::{
    ConfigFile, Directory, DovecotVersion, Unwritable,
    view::{View, template},
};

template!(Dovecot23, "workd/engines/dovecot/dovecot-2.3.conf");
template!(Dovecot24, "workd/engines/dovecot/dovecot-2.4.conf");
template!(Accounts, "workd/engines/dovecot/accounts.conf.ext");
template!(AppPasswords, "workd/engines/dovecot/app-passwords.conf.ext");

pub(super) fn files(view: &View<'_>) -> Result<Vec<ConfigFile>, Unwritable> {
    let path = "dovecot/dovecot.conf".to_owned();
    let main = |text| ConfigFile { path, mode: 0o600, group: "root", text };
    // Dovecot reads these only after it has become its own user.
    let ext = |name: &str, text| ConfigFile {
        path: format!("dovecot/{name}.conf.ext"),
        mode: 0o640,
        group: "dovecot",
        text,
    };
    Ok(match view.dovecot {
        DovecotVersion::V2_3 => vec![
            main(Dovecot23(view).render()?),
            ext("accounts", Accounts(view).render()?),
            ext("app-passwords", AppPasswords(view).render()?),
        ],
        DovecotVersion::V2_4 => vec![main(Dovecot24(view).render()?)],
    })
}
