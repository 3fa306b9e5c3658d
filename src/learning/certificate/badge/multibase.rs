//! Multibase: bytes as text with a letter in front that says how (W3C Controlled Identifiers 1.0,
//! section 2.4). Keys and signatures stand in base 58, status lists in base 64.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

const BITCOIN: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// `z` and the bytes in base 58, as Bitcoin counts it.
pub fn base58(bytes: &[u8]) -> String {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    // Digits of 58, the lowest first.
    let mut digits: Vec<u32> = Vec::new();
    for byte in bytes {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            carry += *digit << 8;
            *digit = carry % 58;
            carry /= 58;
        }
        while carry > 0 {
            digits.push(carry % 58);
            carry /= 58;
        }
    }
    let letter = |digit: u32| char::from(BITCOIN[digit as usize % 58]);
    let zeros = std::iter::repeat_n('1', zeros);
    std::iter::once('z').chain(zeros).chain(digits.into_iter().rev().map(letter)).collect()
}

/// What `base58` wrote.
pub fn from_base58(text: &str) -> Option<Vec<u8>> {
    let text = text.strip_prefix('z')?;
    let zeros = text.bytes().take_while(|byte| *byte == b'1').count();
    let mut bytes: Vec<u32> = Vec::new();
    for letter in text.bytes() {
        let digit = BITCOIN.iter().position(|known| *known == letter)?;
        let mut carry = u32::try_from(digit).ok()?;
        for byte in &mut bytes {
            carry += *byte * 58;
            *byte = carry & 0xff;
            carry >>= 8;
        }
        while carry > 0 {
            bytes.push(carry & 0xff);
            carry >>= 8;
        }
    }
    let zeros = std::iter::repeat_n(0, zeros);
    zeros.map(Some).chain(bytes.into_iter().rev().map(|byte| u8::try_from(byte).ok())).collect()
}

/// `u` and the bytes in base 64 for addresses, without padding.
pub fn base64url(bytes: &[u8]) -> String {
    format!("u{}", URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_examples_of_the_draft_come_out() {
        // draft-msporny-base58-03, section 5.
        assert_eq!(base58(b"Hello World!"), "z2NEpo7TZRRrLZSi2U");
        assert_eq!(base58(&[0, 0, 0x28, 0x7f, 0xb4, 0xcd]), "z11233QC4");
        assert_eq!(base58(&[]), "z");
        assert_eq!(from_base58("z0"), None);
        assert_eq!(from_base58("uAA"), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            prop_assert_eq!(from_base58(&base58(&bytes)), Some(bytes));
        }
    }
}
