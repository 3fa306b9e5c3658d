//! The configuration profile that sets up mail on Apple's telephones; it holds no password.

use askama::Template;
use poem::{Response, handler, http::header};
use sha2::{Digest, Sha256};

use crate::{
    error::Result,
    web::visitor::Visit,
    workd::{
        account::Account,
        domain::Domain,
        mail_settings::{self, Server},
        pages::mailbox::holder::Holder,
    },
};

#[derive(Template)]
#[template(
    path = "workd/pages/mailbox/profile.mobileconfig",
    config = "src/web/askama.toml",
    escape = "html"
)]
struct Profile<'a> {
    description: String,
    account: &'a Account,
    domain: &'a Domain,
    imap: Server,
    smtp: Server,
    identifier: String,
    uuid: String,
    mail_uuid: String,
}

/// Gives the profile to install.
#[handler]
pub fn show(visit: Visit, me: Holder) -> Result<Response> {
    let zone = &visit.app.config.mail_zone;
    let [imap, smtp, _] = mail_settings::servers(zone);
    let reversed: Vec<&str> = zone.rsplit('.').collect();
    let identifier = format!("{}.mailbox.{}", reversed.join("."), me.account.id);
    let (uuid, mail_uuid) = (uuid(&identifier), uuid(&format!("{identifier}.mail")));
    let description = visit.t("mbx-profile-description");
    let (account, domain) = (&me.account, &me.domain);
    let profile = Profile { description, account, domain, imap, smtp, identifier, uuid, mail_uuid };
    let name = format!("attachment; filename=\"{}.mobileconfig\"", account.address);
    Ok(Response::builder()
        .header(header::CONTENT_TYPE, "application/x-apple-aspen-config")
        .header(header::CONTENT_DISPOSITION, name)
        .body(profile.render()?))
}

/// A UUID that is the same for the same name at every time (RFC 9562, section 5.8: version 8), so
/// that a profile installed again takes the place of the one before.
fn uuid(name: &str) -> String {
    let digest = Sha256::digest(name);
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = hex::encode_upper(bytes);
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::uuid;

    #[test]
    fn a_uuid_is_stable_and_has_its_version_and_variant() {
        let one = uuid("account 1");
        assert_eq!(one, uuid("account 1"));
        assert_ne!(one, uuid("account 2"));
        assert_eq!(one.len(), 36);
        assert_eq!(&one[14..15], "8");
        assert!(matches!(&one[19..20], "8" | "9" | "A" | "B"));
    }
}
