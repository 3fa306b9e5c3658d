//! A private key in PEM that opens with a pass phrase (RFC 5958 and RFC 8018), as `openssl pkcs8
//! -topk8` writes one.

use der::{AnyRef, Decode, Encode, Sequence, asn1::OctetStringRef};
use pkcs5::EncryptionScheme;
use zeroize::Zeroizing;

const BEGIN: &[u8] = b"-----BEGIN ENCRYPTED PRIVATE KEY-----";
const END: &[u8] = b"-----END ENCRYPTED PRIVATE KEY-----";

/// `EncryptedPrivateKeyInfo`.
#[derive(Sequence)]
struct Locked<'a> {
    algorithm: AnyRef<'a>,
    data: OctetStringRef<'a>,
}

/// The key (PKCS#8) in a file of PEM, which may hold certificates too.
///
/// # Errors
/// In words: there is no such key, it is locked in a way not read here, or the pass phrase is wrong.
pub(super) fn open(pem: &[u8], password: &str) -> Result<Zeroizing<Vec<u8>>, String> {
    let start = memchr::memmem::find(pem, BEGIN).ok_or(
        "the private key is locked in a way of old: turn it into PKCS#8 (openssl pkcs8 -topk8)",
    )?;
    let rest = &pem[start..];
    let end = memchr::memmem::find(rest, END).ok_or("the private key is cut")?;
    let unreadable = |error: &dyn std::fmt::Display| format!("the private key is broken: {error}");
    let (_, der) = der::pem::decode_vec(&rest[..end + END.len()]).map_err(|it| unreadable(&it))?;
    let locked = Locked::from_der(&der).map_err(|error| unreadable(&error))?;
    let algorithm = locked.algorithm.to_der().map_err(|error| unreadable(&error))?;
    let algorithm = EncryptionScheme::try_from(algorithm.as_slice()).map_err(|_| strange())?;
    if password.is_empty() {
        return Err("the private key opens with a pass phrase: see signing_password and \
            signing_password_file"
            .into());
    }
    let wrong = || {
        "the pass phrase of the private key is wrong: see signing_password and \
        signing_password_file"
            .to_owned()
    };
    let opened =
        algorithm.decrypt(password, locked.data.as_bytes()).map_err(|error| match error {
            pkcs5::Error::DecryptFailed => wrong(),
            _ => strange(),
        })?;
    let opened = Zeroizing::new(opened);
    // A wrong one leaves padding that looks right once in 256 times: then this is no key.
    AnyRef::from_der(&opened).map_err(|_| wrong())?;
    Ok(opened)
}

fn strange() -> String {
    "the private key is locked with a cipher that is not read here: lock it with AES \
    (openssl pkcs8 -topk8 -v2 aes-256-cbc)"
        .to_owned()
}
