//! What the colours of a page mean: sRGB (IEC 61966-2-1), as a profile of ICC version 4.2.
//!
//! It is written here, byte by byte, and not by a library: another byte in it would make another
//! file of every certificate.

/// The three primaries and the white of sRGB, adapted to D50, as ICC counts them: 65 536 is one.
const RED: [i32; 3] = [28578, 14580, 913];
const GREEN: [i32; 3] = [25240, 46982, 6360];
const BLUE: [i32; 3] = [9376, 3974, 46804];
const WHITE: [i32; 3] = [63190, 65536, 54061];
/// From D65 to D50 (Bradford).
const ADAPTED: [i32; 9] = [68674, 1503, -3290, 1939, 64912, -1118, -606, 987, 49262];
/// Exponent and pieces of the curve of sRGB: 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045.
const CURVE: [i32; 5] = [157_286, 62_119, 3_417, 5_072, 2_651];

/// The profile, 128 bytes of head, then a list of parts, then the parts.
pub(super) fn profile() -> Vec<u8> {
    let curve = [b"para".as_slice(), &[0, 0, 0, 0, 0, 3, 0, 0], &numbers(&CURVE)].concat();
    let parts: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", sentence("sRGB IEC61966-2.1")),
        (b"cprt", sentence("Public domain")),
        (b"wtpt", point(WHITE)),
        (b"chad", [b"sf32\0\0\0\0".as_slice(), &numbers(&ADAPTED)].concat()),
        (b"rXYZ", point(RED)),
        (b"gXYZ", point(GREEN)),
        (b"bXYZ", point(BLUE)),
        (b"rTRC", curve),
        (b"gTRC", Vec::new()),
    ];
    let count = parts.len() as u32 + 1;
    let mut list = count.to_be_bytes().to_vec();
    let mut body = Vec::new();
    let mut at = 128 + 4 + count * 12;
    let mut entry = [0; 2];
    for (name, part) in &parts {
        if !part.is_empty() {
            entry = [at, part.len() as u32];
            body.extend_from_slice(part);
            body.resize(body.len().next_multiple_of(4), 0);
            at = 128 + 4 + count * 12 + body.len() as u32;
        }
        list.extend_from_slice(*name);
        list.extend(entry.into_iter().flat_map(u32::to_be_bytes));
    }
    // Green and blue have the curve of red.
    list.extend_from_slice(b"bTRC");
    list.extend(entry.into_iter().flat_map(u32::to_be_bytes));
    [head(at), list, body].concat()
}

fn head(size: u32) -> Vec<u8> {
    let mut head = vec![0; 128];
    let mut set = |at: usize, bytes: &[u8]| head[at..at + bytes.len()].copy_from_slice(bytes);
    set(0, &size.to_be_bytes());
    set(8, &[4, 0x20, 0, 0]);
    set(12, b"mntrRGB XYZ ");
    // The day of this profile: 1 April 2026.
    set(24, &[0x07, 0xEA, 0, 4, 0, 1]);
    set(36, b"acsp");
    set(68, &numbers(&WHITE));
    head
}

fn numbers(numbers: &[i32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

fn point(point: [i32; 3]) -> Vec<u8> {
    [b"XYZ \0\0\0\0".as_slice(), &numbers(&point)].concat()
}

/// A text in one language (`mluc`).
fn sentence(text: &str) -> Vec<u8> {
    let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let head = [1, 12, i32::from_be_bytes(*b"enUS"), letters.len() as i32, 28];
    [b"mluc\0\0\0\0".as_slice(), &numbers(&head), &letters].concat()
}

#[cfg(test)]
mod tests {
    use moxcms::{ColorProfile, ToneReprCurve};

    use super::*;

    fn parameters(curve: &Option<ToneReprCurve>) -> Option<&[f32]> {
        match curve {
            Some(ToneReprCurve::Parametric(numbers)) => Some(numbers),
            _ => None,
        }
    }

    #[test]
    fn the_profile_is_srgb_to_a_colour_engine() {
        let ours = ColorProfile::new_from_slice(&profile()).expect("a profile");
        let theirs = ColorProfile::new_srgb();
        for (one, other) in [
            (ours.red_colorant, theirs.red_colorant),
            (ours.green_colorant, theirs.green_colorant),
            (ours.blue_colorant, theirs.blue_colorant),
        ] {
            let away = [one.x - other.x, one.y - other.y, one.z - other.z];
            assert!(away.iter().all(|it| it.abs() < 0.0005), "{away:?}");
        }
        for curve in [&ours.red_trc, &ours.green_trc, &ours.blue_trc] {
            let one = parameters(curve).expect("a curve of parameters");
            let other = parameters(&theirs.red_trc).expect("a curve of parameters");
            assert_eq!(one.len(), other.len());
            assert!(one.iter().zip(other).all(|(one, other)| (one - other).abs() < 0.0001));
        }
        assert!(profile().len() < 700, "{} bytes", profile().len());
    }
}
