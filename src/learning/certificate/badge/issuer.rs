//! Who issues badges, and with which keys, in the words that verifiers read.

use serde_json::{Value, json};
use url::Url;

use crate::{
    app::App,
    learning::certificate::{
        badge::{contexts, key},
        certificate::ISSUER,
    },
};

/// The issuer's identifier, `did:web:` and the host of this site; a port is percent-encoded.
///
/// An `https` address would do for 1EdTech's verifier alone: that of the Digital Credentials
/// Consortium, wallets and most others look keys and registries of issuers up by DID. `did:web`
/// needs no ledger, and what it resolves to is one static file on our own host. Both find the key:
/// it stands in the DID document and in the fragment of every proof (`key::method`). The price is
/// that the host's name must stay ours as long as badges are to be checked.
pub fn did(app: &App) -> String {
    did_of(&app.url(""))
}

/// The same, of an address.
pub fn did_of(base: &str) -> String {
    let url = Url::parse(base);
    let host = url.as_ref().ok().and_then(Url::host_str).unwrap_or("localhost");
    match url.as_ref().ok().and_then(Url::port) {
        Some(port) => format!("did:web:{host}%3A{port}"),
        None => format!("did:web:{host}"),
    }
}

/// The issuer inside a badge.
pub fn profile(app: &App) -> Value {
    profile_of(&did(app), &app.url(""))
}

/// The same, of parts.
pub fn profile_of(did: &str, base: &str) -> Value {
    json!({
        "id": did,
        "type": ["Profile"],
        "name": ISSUER,
        "url": format!("{base}/"),
    })
}

/// What `did` resolves to: every key that ever signed. A retired one stays among those that may
/// assert, or what it signed would be refused.
pub fn did_document(app: &App, keys: &[String]) -> Value {
    let did = did(app);
    let methods: Vec<String> = keys.iter().map(|public| key::method(&did, public)).collect();
    let described: Vec<Value> = methods
        .iter()
        .zip(keys)
        .map(|(method, public)| {
            json!({
                "id": method,
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": public,
            })
        })
        .collect();
    json!({
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "alsoKnownAs": [app.url("/issuer")],
        "verificationMethod": described,
        "assertionMethod": methods,
    })
}

/// The profile alone, with the same keys for who reads them by `https`.
pub fn document(app: &App, keys: &[String]) -> Value {
    let mut document = did_document(app, keys);
    document["@context"] = json!([
        "https://www.w3.org/ns/did/v1",
        "https://w3id.org/security/multikey/v1",
        contexts::OPEN_BADGES
    ]);
    if let Value::Object(profile) = profile(app) {
        for (name, value) in profile {
            document[name] = value;
        }
    }
    document
}
