//! The signature itself: CMS beside the file (RFC 5652) with the attributes of PAdES baseline B-B
//! (ETSI EN 319 142-1, 6.3): type, digest, and which certificate signs (RFC 5035).
//!
//! It is written in one way only. Whoever checks writes it again from its parts and compares, so
//! that no byte of it can be another.

use cms::{
    cert::{CertificateChoices, IssuerAndSerialNumber},
    content_info::{CmsVersion, ContentInfo},
    signed_data::{
        CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo,
        SignerInfos,
    },
};
use der::{
    Any, Decode, Encode,
    asn1::{ObjectIdentifier, OctetString, SetOfVec},
};
use x509_cert::{
    attr::{Attribute, Attributes},
    spki::AlgorithmIdentifierOwned,
};

use super::{
    algorithm::{Kind, SHA256, oid},
    chain::Chain,
};

pub(super) const SIGNED_DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.2");
const DATA: ObjectIdentifier = oid("1.2.840.113549.1.7.1");
const CONTENT_TYPE: ObjectIdentifier = oid("1.2.840.113549.1.9.3");
pub(super) const MESSAGE_DIGEST: ObjectIdentifier = oid("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.47");
const TIME_STAMP: ObjectIdentifier = oid("1.2.840.113549.1.9.16.2.14");

/// The parts of a signature that its reader cannot work out.
pub(super) struct Parts {
    /// SHA-256 of the signer's certificate, as it says itself.
    pub(super) signer: Vec<u8>,
    /// The signature over the attributes.
    pub(super) signature: Vec<u8>,
    /// The time stamp on that signature.
    pub(super) token: Option<Any>,
}

/// What is signed: the attributes about a file with this digest.
///
/// # Errors
/// They cannot be written.
pub(super) fn signed(chain: &Chain, digest: &[u8; 32]) -> der::Result<Vec<u8>> {
    attributes(chain, digest)?.to_der()
}

fn attributes(chain: &Chain, digest: &[u8; 32]) -> der::Result<Attributes> {
    // A sequence of one sequence of one hash; SHA-256 is what is meant where no function is named.
    let head = [0x30, 0x26, 0x30, 0x24, 0x30, 0x22, 0x04, 0x20];
    let certificate = [head.as_slice(), &chain.hash()?].concat();
    SetOfVec::try_from(vec![
        attribute(CONTENT_TYPE, Any::encode_from(&DATA)?)?,
        attribute(MESSAGE_DIGEST, Any::encode_from(&OctetString::new(digest.as_slice())?)?)?,
        attribute(SIGNING_CERTIFICATE, Any::from_der(&certificate)?)?,
    ])
}

fn attribute(oid: ObjectIdentifier, value: Any) -> der::Result<Attribute> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
}

/// Writes the whole of it.
///
/// # Errors
/// It cannot be written.
pub(super) fn write(
    chain: &Chain,
    kind: Kind,
    digest: &[u8; 32],
    signature: &[u8],
    token: Option<Any>,
) -> der::Result<Vec<u8>> {
    let sha256 = AlgorithmIdentifierOwned { oid: SHA256, parameters: None };
    let leaf = &chain.leaf().tbs_certificate;
    let stamp = match token {
        Some(token) => Some(SetOfVec::try_from(vec![attribute(TIME_STAMP, token)?])?),
        None => None,
    };
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: leaf.issuer.clone(),
            serial_number: leaf.serial_number.clone(),
        }),
        digest_alg: sha256.clone(),
        signed_attrs: Some(attributes(chain, digest)?),
        signature_algorithm: kind.identifier(),
        signature: OctetString::new(signature)?,
        unsigned_attrs: stamp,
    };
    let certificates = chain.certificates().iter().cloned().map(CertificateChoices::Certificate);
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![sha256])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: DATA, econtent: None },
        certificates: Some(CertificateSet(SetOfVec::try_from(certificates.collect::<Vec<_>>())?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![signer])?),
    };
    ContentInfo { content_type: SIGNED_DATA, content: Any::encode_from(&data)? }.to_der()
}

/// Takes a signature apart; `None` where it is not one of ours.
pub(super) fn read(der: &[u8]) -> Option<Parts> {
    let content = ContentInfo::from_der(der).ok()?;
    let data: SignedData = content.content.decode_as().ok()?;
    let signer = data.signer_infos.0.as_slice().first()?;
    let only = |attributes: &Attributes, wanted: ObjectIdentifier| {
        let found = attributes.iter().find(|it| it.oid == wanted)?;
        found.values.as_slice().first().cloned()
    };
    let certificate = only(signer.signed_attrs.as_ref()?, SIGNING_CERTIFICATE)?.to_der().ok()?;
    let token = signer.unsigned_attrs.as_ref().and_then(|all| only(all, TIME_STAMP));
    Some(Parts {
        signer: certificate.get(8..40)?.to_vec(),
        signature: signer.signature.as_bytes().to_vec(),
        token,
    })
}
