//! What is particular to DGA Digital ID. Sources: DGA's integration guide and two public clients.

use md5::{Digest, Md5};

use super::{address, metadata::ByHand};
use crate::config::Config;

/// The scopes, each of which gives the claim of its name.
pub const SCOPES: [&str; 5] =
    ["citizen_id", "citizen_id_verified", "given_name", "family_name", "ial_level"];

/// The claim with the citizen id. Its holder may have typed it, so it counts only with `VERIFIED`.
pub const CITIZEN_ID: &str = "citizen_id";

/// The claim that says whether the citizen id was verified.
pub const VERIFIED: &str = "citizen_id_verified";

/// The claim with the level of assurance.
pub const LEVEL: &str = "ial_level";

/// The password by which a client shows itself: the secret, seven times through the MD5 of itself
/// and `EGA` in lowercase hex. It protects nothing; the provider asks for it.
pub fn password(secret: &str) -> String {
    (0..7).fold(secret.to_owned(), |text, _| hex::encode(Md5::digest(text + "EGA")))
}

/// The endpoints as set by hand: all that are needed, or none.
pub fn by_hand(config: &Config) -> Result<Option<ByHand>, String> {
    let of = |name: &str, text: &Option<String>| match text.as_deref().map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => match address(text) {
            Ok(_) => Ok(Some(text.to_owned())),
            Err(error) => Err(format!("{name} {error}")),
        },
    };
    let authorize = of("digital_id_authorize_url", &config.digital_id_authorize_url)?;
    let token = of("digital_id_token_url", &config.digital_id_token_url)?;
    let userinfo = of("digital_id_userinfo_url", &config.digital_id_userinfo_url)?;
    let jwks = of("digital_id_jwks_url", &config.digital_id_jwks_url)?;
    match (authorize, token, jwks) {
        (Some(authorize), Some(token), Some(jwks)) => {
            Ok(Some(ByHand { authorize, token, userinfo, jwks }))
        }
        (None, None, None) if userinfo.is_none() => Ok(None),
        _ => Err("digital_id_authorize_url, digital_id_token_url and digital_id_jwks_url belong \
            together: set all three, or none where the issuer publishes them"
            .into()),
    }
}

#[cfg(test)]
mod tests {
    use super::password;

    #[test]
    fn the_secret_is_transformed_as_dga_asks() {
        assert_eq!(password("s3cret-example"), "0a0b1969b4cef1af03d132168a5c3fda");
    }
}
