//! Badges through the API: the same credential as at its own address.

use poem_openapi::{ApiResponse, OpenApi, param::Path, payload::Binary};

use crate::{
    error::Result,
    learning::pages::credentials,
    web::visitor::{Address, Visit},
};

/// Badges.
pub struct BadgesApi;

#[derive(ApiResponse)]
enum Credential {
    /// The signed credential, byte for byte as it was issued.
    #[oai(status = 200, content_type = "application/vc+ld+json")]
    Signed(Binary<Vec<u8>>),
}

#[OpenApi]
impl BadgesApi {
    /// A certificate as an Open Badge 3.0; for everyone who holds the number.
    #[oai(path = "/certificates/:number/credential", method = "get")]
    async fn credential(
        &self,
        visit: Visit,
        address: Address,
        number: Path<String>,
    ) -> Result<Credential> {
        let text = credentials::find(&visit, &address.0, &number.0).await?;
        Ok(Credential::Signed(Binary(text.into_bytes())))
    }
}
