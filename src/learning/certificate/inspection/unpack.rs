//! Filters of streams (ISO 32000-1, 7.4), each stopped where its budget ends.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::budget::{Budget, STREAM};

/// Inflates. What is cut gives what it holds; a bomb gives nothing and spends the budget.
pub fn flate(packed: &[u8], budget: &Budget) -> Option<Vec<u8>> {
    let most = STREAM.min(budget.left());
    let mut data = Vec::new();
    // A cut stream is shown as far as it goes, by viewers too.
    let _ = ZlibDecoder::new(packed).take(most as u64 + 1).read_to_end(&mut data);
    if data.len() > most {
        budget.bytes(usize::MAX);
        return None;
    }
    budget.bytes(data.len())?;
    Some(data)
}

/// Reads pairs of digits up to `>`.
pub fn hex(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
}

/// Undoes the predictors of PNG for rows of `columns` bytes, as tables of objects use them.
pub fn rows(data: &[u8], columns: usize) -> Option<Vec<u8>> {
    if columns == 0 || columns > 4096 {
        return None;
    }
    let mut above = vec![0u8; columns];
    let mut plain = Vec::with_capacity(data.len());
    for row in data.chunks_exact(columns + 1) {
        let mut left = 0u8;
        let mut upper_left = 0u8;
        for (column, byte) in row[1..].iter().enumerate() {
            let up = above[column];
            let guess = match row[0] {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, upper_left),
                _ => 0,
            };
            left = byte.wrapping_add(guess);
            upper_left = up;
            above[column] = left;
        }
        plain.extend_from_slice(&above);
    }
    Some(plain)
}

fn paeth(left: u8, up: u8, upper_left: u8) -> u8 {
    let [a, b, c] = [left, up, upper_left].map(i16::from);
    let guess = a + b - c;
    let (near_a, near_b, near_c) = ((guess - a).abs(), (guess - b).abs(), (guess - c).abs());
    if near_a <= near_b && near_a <= near_c {
        left
    } else if near_b <= near_c {
        up
    } else {
        upper_left
    }
}
