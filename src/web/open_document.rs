//! A document that other sites may read: the only answers that browsers hand to pages of others.

use poem::{
    Request, Response,
    http::{StatusCode, header},
};
use sha2::{Digest, Sha256};

/// A credential with its proof inside (Open Badges 3.0, section 7.2).
pub const CREDENTIAL: &str = "application/vc+ld+json";
/// Any other JSON-LD.
pub const JSON_LD: &str = "application/ld+json";
/// A DID document.
pub const DID: &str = "application/did+json";

/// Answers with `text`, or says that the reader's copy is still the right one. Copies may be kept,
/// but are asked about each time: what was revoked a second ago is known a second later.
pub fn answer(request: &Request, kind: &'static str, text: &str) -> Response {
    let tag = format!("\"{}\"", &hex::encode(Sha256::digest(text))[..32]);
    let known = request.header(header::IF_NONE_MATCH).unwrap_or_default();
    let same = known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag);
    let response = Response::builder()
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header(header::CACHE_CONTROL, "public, no-cache")
        .header(header::VARY, "accept")
        .header(header::ETAG, &tag);
    if same {
        return response.status(StatusCode::NOT_MODIFIED).finish();
    }
    response.header(header::CONTENT_TYPE, kind).body(text.to_owned())
}

/// Whether a person asks with a browser: browsers name XHTML, programs do not, not even those that
/// ask for "text/html" out of habit as Java's do.
pub fn is_for_a_browser(request: &Request) -> bool {
    let accept = request.header(header::ACCEPT).unwrap_or_default();
    accept.contains("text/html") && accept.contains("application/xhtml+xml")
}
