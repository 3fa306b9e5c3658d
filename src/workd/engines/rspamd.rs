//! rspamd, which signs what goes out.

use askama::Template;

use super::{
    ConfigFile, Unwritable,
    view::{View, template},
};

template!(Rspamd, "workd/engines/rspamd/rspamd.conf");
template!(OptionsInc, "workd/engines/rspamd/local.d/options.inc");
template!(WorkerProxy, "workd/engines/rspamd/local.d/worker-proxy.inc");
template!(DkimSigning, "workd/engines/rspamd/local.d/dkim_signing.conf");

pub(super) fn files(view: &View<'_>) -> Result<Vec<ConfigFile>, Unwritable> {
    let file = |path: &str, text| ConfigFile {
        path: format!("rspamd/{path}"),
        mode: 0o644,
        group: "root",
        text,
    };
    Ok(vec![
        file("rspamd.conf", Rspamd(view).render()?),
        file("tld.dat", "th\n".into()),
        file("local.d/options.inc", OptionsInc(view).render()?),
        file("local.d/worker-proxy.inc", WorkerProxy(view).render()?),
        file("local.d/dkim_signing.conf", DkimSigning(view).render()?),
    ])
}
