//! Autoconfig: mail programs such as Thunderbird ask here which servers an address belongs to.

use askama::Template;
use poem::{Response, handler, http::header, web::Query};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    web::visitor::Visit,
    workd::{
        domain,
        mail_settings::{self, Server},
    },
};

#[derive(Template)]
#[template(
    path = "workd/pages/mailbox/autoconfig.xml",
    config = "src/web/askama.toml",
    escape = "html"
)]
struct Autoconfig {
    domain: String,
    name: String,
    imap: Server,
    outgoing: [Server; 2],
    help: String,
}

/// Whose settings are asked for; programs write the name in one word.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    emailaddress: String,
}

/// Gives the settings of an open domain whose mailboxes are here; of any other there are none.
#[handler]
pub async fn show(visit: Visit, Query(Asked { emailaddress }): Query<Asked>) -> Result<Response> {
    let host = emailaddress.rsplit('@').next().unwrap_or_default();
    let name = idna::domain_to_ascii(host).map_err(|_| Error::not_found())?;
    let mut tx = visit.app.db.read().await?;
    let found = domain::find(&mut tx, &name).await?;
    drop(tx);
    let domain = found
        .filter(|domain| domain.state == "open" && domain.hosting == "hosted")
        .ok_or_else(Error::not_found)?;
    let [imap, smtp, submission] = mail_settings::servers(&visit.app.config.mail_zone);
    let answer = Autoconfig {
        domain: domain.name,
        name: domain.agency,
        imap,
        outgoing: [smtp, submission],
        help: visit.app.url("/mailbox/devices"),
    };
    Ok(Response::builder()
        .header(header::CONTENT_TYPE, "text/xml; charset=utf-8")
        .body(answer.render()?))
}
