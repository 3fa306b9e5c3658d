//! The time stamp of a server that others trust, on the value of a signature (RFC 3161): with it
//! the signature can be believed after its certificate has expired.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};
use cms::{
    cert::CertificateChoices,
    content_info::ContentInfo,
    signed_data::{SignedData, SignerInfo},
};
use der::{
    Any, Decode, Encode, Sequence, Tag, Tagged,
    asn1::{ObjectIdentifier, OctetString},
};
use sha2::{Digest, Sha256};
use url::Url;
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::{
    algorithm::{self, SHA256, oid},
    cms::{MESSAGE_DIGEST, SIGNED_DATA},
};
use crate::outbound::{self, Silence};

const TIME_STAMP_INFO: ObjectIdentifier = oid("1.2.840.113549.1.9.16.1.4");

/// Bytes kept free in a file for a time stamp; those of public servers take up to seven thousand.
pub(in crate::learning::certificate) const ROOM: usize = 9000;

const PATIENCE: Duration = Duration::from_secs(8);

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct Imprint {
    function: AlgorithmIdentifierOwned,
    hash: OctetString,
}

#[derive(Sequence)]
struct Request {
    version: u8,
    imprint: Imprint,
    nonce: u64,
    with_certificates: bool,
}

#[derive(Sequence)]
struct Status {
    code: u8,
    #[asn1(optional = "true")]
    words: Option<Vec<Any>>,
    #[asn1(optional = "true")]
    failure: Option<der::asn1::BitString>,
}

#[derive(Sequence)]
struct Response {
    status: Status,
    #[asn1(optional = "true")]
    token: Option<ContentInfo>,
}

/// Why there is no time stamp, in words for the log and for `rian check`.
#[derive(Debug, thiserror::Error)]
pub enum NoStamp {
    /// The setting is no address.
    #[error("timestamp_url: {0}")]
    Address(String),
    /// The server cannot be heard.
    #[error("the time-stamp server: {0}")]
    Silent(#[from] Silence),
    /// It answers with something else.
    #[error("the time-stamp server answers {0}")]
    Refused(String),
}

/// Asks the server at `address` to stamp the value of a signature.
///
/// # Errors
/// Why not; another try may go better.
pub async fn ask(address: &str, value: &[u8], nonce: u64) -> Result<Any, NoStamp> {
    // Only a hash is sent, and the answer is signed: plain http is what most of them speak.
    let url = Url::parse(address).map_err(|error| NoStamp::Address(error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(NoStamp::Address("must begin with https:// or http://".to_owned()));
    }
    let refused = |why: String| NoStamp::Refused(why);
    let function = AlgorithmIdentifierOwned { oid: SHA256, parameters: None };
    let hash = OctetString::new(Sha256::digest(value).to_vec());
    let imprint = Imprint { function, hash: hash.map_err(|error| refused(error.to_string()))? };
    // Its top bit would make the number longer than some servers read.
    let nonce = nonce >> 1;
    let request = Request { version: 1, imprint, nonce, with_certificates: true };
    let request = request.to_der().map_err(|error| refused(error.to_string()))?;
    let client = outbound::client(PATIENCE).map_err(NoStamp::Address)?;
    let answer = client
        .post(url)
        .header("content-type", "application/timestamp-query")
        .body(request)
        .send()
        .await
        .map_err(|error| Silence::of(&error))?;
    if !answer.status().is_success() {
        return Err(refused(format!("with status {}", answer.status().as_u16())));
    }
    let answer = outbound::read(answer).await?;
    let answer = Response::from_der(&answer)
        .map_err(|_| refused("with something that is no time stamp".to_owned()))?;
    let token = answer.token.filter(|_| answer.status.code <= 1);
    let token = token.ok_or_else(|| refused(format!("no: status {}", answer.status.code)))?;
    let read = read(&token).ok_or_else(|| refused("with a stamp that is not its own".into()))?;
    if read.hash != Sha256::digest(value).as_slice() || read.nonce != Some(nonce) {
        return Err(refused("with a stamp on something else".to_owned()));
    }
    Any::encode_from(&token).map_err(|error| refused(error.to_string()))
}

/// What a stamp says.
pub(super) struct Stamp {
    hash: Vec<u8>,
    nonce: Option<u64>,
    /// When.
    pub(super) at: DateTime<Utc>,
}

/// What `token` says, if the signature in it is by a certificate in it.
pub(super) fn read(token: &ContentInfo) -> Option<Stamp> {
    if token.content_type != SIGNED_DATA {
        return None;
    }
    let data: SignedData = token.content.decode_as().ok()?;
    if data.encap_content_info.econtent_type != TIME_STAMP_INFO {
        return None;
    }
    let info: OctetString = data.encap_content_info.econtent.as_ref()?.decode_as().ok()?;
    let signer = data.signer_infos.0.as_slice().first()?;
    if !is_signed(signer, &data, info.as_bytes()) {
        return None;
    }
    // version, policy, imprint, serial number, time, then what may be left out.
    let fields = <Vec<Any>>::from_der(info.as_bytes()).ok()?;
    let imprint: Imprint = fields.get(2)?.decode_as().ok()?;
    let time = std::str::from_utf8(fields.get(4)?.value().get(..14)?).ok()?;
    let mut nonces = fields.iter().skip(5).filter(|field| field.tag() == Tag::Integer);
    (imprint.function.oid == SHA256).then_some(())?;
    Some(Stamp {
        hash: imprint.hash.as_bytes().to_vec(),
        nonce: nonces.next().and_then(|field| field.decode_as().ok()),
        at: NaiveDateTime::parse_from_str(time, "%Y%m%d%H%M%S").ok()?.and_utc(),
    })
}

fn is_signed(signer: &SignerInfo, data: &SignedData, info: &[u8]) -> bool {
    let function = signer.digest_alg.oid;
    let Some(attributes) = &signer.signed_attrs else { return false };
    let said = attributes.iter().find(|it| it.oid == MESSAGE_DIGEST);
    let said = said.and_then(|it| it.values.as_slice().first()).map(Any::value);
    let Ok(message) = attributes.to_der() else { return false };
    let value = signer.signature.as_bytes();
    let certificates = data.certificates.iter().flat_map(|all| all.0.iter());
    said.is_some()
        && said == algorithm::hash(function, info).as_deref()
        && certificates
            .filter_map(certificate)
            .any(|key| algorithm::is_by(key, function, &message, value))
}

fn certificate(choice: &CertificateChoices) -> Option<&x509_cert::spki::SubjectPublicKeyInfoOwned> {
    match choice {
        CertificateChoices::Certificate(it) => Some(&it.tbs_certificate.subject_public_key_info),
        CertificateChoices::Other(_) => None,
    }
}
