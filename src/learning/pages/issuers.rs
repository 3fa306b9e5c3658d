//! Who issues badges, for programs: the profile, and the DID document with every key.

use poem::{Request, Response, handler};

use crate::{
    error::Result,
    learning::certificate::badge::{issuer, key},
    web::{
        open_document::{self, JSON_LD},
        visitor::Visit,
    },
};

/// The issuer's profile.
#[handler]
pub async fn show(visit: Visit, request: &Request) -> Result<Response> {
    let mut tx = visit.app.db.read().await?;
    let keys = key::published(&mut tx).await?;
    let text = issuer::document(&visit.app, &keys).to_string();
    Ok(open_document::answer(request, JSON_LD, &text))
}

/// What the issuer's `did:web` resolves to.
pub mod did {
    use poem::{Request, Response, handler};

    use crate::{
        error::Result,
        learning::certificate::badge::{issuer, key},
        web::{
            open_document::{self, DID},
            visitor::Visit,
        },
    };

    /// The DID document.
    #[handler]
    pub async fn show(visit: Visit, request: &Request) -> Result<Response> {
        let mut tx = visit.app.db.read().await?;
        let keys = key::published(&mut tx).await?;
        let text = issuer::did_document(&visit.app, &keys).to_string();
        Ok(open_document::answer(request, DID, &text))
    }
}
