//! Where a log-in comes from: network address, what the browser says of itself, its device cookie.

use poem::{FromRequest, Request, RequestBody};

use crate::{
    identity::{agent, known_device},
    web::visitor::{Visit, address},
};

/// Where a log-in comes from.
pub struct Origin {
    /// Network address; only ever used hashed, in limits.
    pub address: String,
    /// What the browser or program said of itself.
    pub agent: Option<String>,
    /// The device cookie, as it came.
    pub devices: String,
}

impl<'a> FromRequest<'a> for Origin {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        let visit = Visit::from_request_without_body(request).await?;
        // Programs keep no cookies: they count among those whom the account does not know.
        let is_api = request.original_uri().path().starts_with("/api/");
        let devices =
            if is_api { String::new() } else { known_device::in_cookie(&visit.app, request) };
        Ok(Self { address: address(&visit.app, request), agent: agent::of(request), devices })
    }
}
