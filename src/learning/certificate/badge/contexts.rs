//! What the words of a badge mean: JSON-LD contexts inside the program. None is ever fetched, so
//! nobody elsewhere can change what a signature of ours says.

use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::{
    Dataset,
    dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm},
};
use serde_json::Value;

use crate::error::{Error, Result};

/// VC Data Model 2.0, section 4.3: always the first.
pub const CREDENTIALS: &str = "https://www.w3.org/ns/credentials/v2";
/// Open Badges 3.0.
pub const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
/// Names the type of the JSON schema: without it that word would mean nothing, and 1EdTech asks for
/// badges in which every word does (conformance of issuers, "JSON-LD safe mode").
pub const EXTENSIONS: &str = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

macro_rules! embedded {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/static/dist/contexts/", $name, ".json"))
    };
}

fn embedded(url: &str) -> Option<&'static str> {
    match url {
        CREDENTIALS => Some(embedded!("credentials-v2")),
        OPEN_BADGES => Some(embedded!("open-badges-3.0.3")),
        EXTENSIONS => Some(embedded!("open-badges-extensions")),
        _ => None,
    }
}

/// The document as sorted N-Quads with canonical names of its blank nodes (RDFC-1.0 with SHA-256):
/// what is signed.
///
/// # Errors
/// When it is no JSON-LD, or names a context that is not inside the program.
pub fn canonical(document: &Value) -> Result<String> {
    let text = document.to_string();
    let mut dataset = Dataset::new();
    let parser = JsonLdParser::new().for_slice(&text).with_load_document_callback(|url, _| {
        let known = embedded(url).ok_or_else(|| format!("the context {url} is not known"))?;
        let document = known.as_bytes().to_vec();
        Ok(JsonLdRemoteDocument { document, document_url: url.to_owned() })
    });
    for quad in parser {
        dataset.insert(&quad.map_err(|error| Error::internal(error.to_string()))?);
    }
    let hash_algorithm = CanonicalizationHashAlgorithm::Sha256;
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
    let mut lines: Vec<String> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
    lines.sort_unstable();
    Ok(lines.concat())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_context_that_is_not_inside_is_an_error_and_no_fetch() {
        let strange = json!({"@context": ["https://example.org/words"], "id": "urn:x:1"});
        assert!(canonical(&strange).is_err());
    }

    #[test]
    fn the_order_of_members_does_not_matter() {
        let one = r#"{"@context":["https://www.w3.org/ns/credentials/v2"],"id":"urn:x:1",
            "type":["VerifiableCredential"],"name":"ก\n\"ข\"","credentialSubject":{"id":"urn:x:2"}}"#;
        let other = r#"{"type":["VerifiableCredential"],"credentialSubject":{"id":"urn:x:2"},
            "name":"ก\n\"ข\"","id":"urn:x:1","@context":["https://www.w3.org/ns/credentials/v2"]}"#;
        let read = |text: &str| canonical(&serde_json::from_str(text).unwrap()).unwrap();
        assert_eq!(read(one), read(other));
        assert_eq!(
            read(one).lines().nth(2),
            Some("<urn:x:1> <https://www.w3.org/2018/credentials#credentialSubject> <urn:x:2> .")
        );
    }
}
