//! Devices: what telephones and mail programs must be told, and a code that tells telephones.

use askama::Template;
use poem::{Response, handler};

use crate::{
    error::Result,
    web::{page::page, qr::Qr, visitor::Visit},
    workd::{
        account::Account,
        mail_settings::{self, Server},
        pages::mailbox::holder::Holder,
    },
};

#[derive(Template)]
#[template(path = "workd/pages/mailbox/devices.html", config = "src/web/askama.toml")]
struct Devices<'a> {
    visit: &'a Visit,
    account: &'a Account,
    servers: [Server; 3],
    qr: Qr,
}

/// What a server is for.
fn server_key(server: &Server) -> &'static str {
    match (server.service, server.security) {
        ("imap", _) => "mbx-server-imap",
        (_, "SSL") => "mbx-server-smtp",
        _ => "mbx-server-submission",
    }
}

/// Shows the settings, and the code that leads a telephone to its profile.
#[handler]
pub fn show(visit: Visit, me: Holder) -> Result<Response> {
    let servers = mail_settings::servers(&visit.app.config.mail_zone);
    let qr = Qr::of(&visit.app.url("/mailbox/profile.mobileconfig"))?;
    page(&Devices { visit: &visit, account: &me.account, servers, qr })
}
