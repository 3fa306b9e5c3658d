//! Filters of streams (ISO 32000-1, 7.4), each stopped where its budget ends.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::{
    budget::{Budget, STREAM},
    predict,
};

/// Undoes the filter of that name, with the `number`s that it is told; none where it is unknown.
pub fn filter(
    name: &[u8],
    packed: &[u8],
    number: &dyn Fn(&str) -> Option<usize>,
    budget: &Budget,
) -> Option<Vec<u8>> {
    match name {
        b"FlateDecode" | b"Fl" => predict::undo(flate(packed, budget)?, number),
        b"LZWDecode" | b"LZW" => {
            let early = number("EarlyChange") != Some(0);
            predict::undo(lzw(packed, early, budget)?, number)
        }
        b"ASCIIHexDecode" | b"AHx" => Some(hex(packed)),
        b"ASCII85Decode" | b"A85" => ascii85(packed, budget),
        b"RunLengthDecode" | b"RL" => run_length(packed, budget),
        _ => None,
    }
}

/// Bytes as they are unpacked, up to what one stream and the budget allow.
struct Plain<'a> {
    bytes: Vec<u8>,
    most: usize,
    budget: &'a Budget,
}

impl<'a> Plain<'a> {
    fn new(budget: &'a Budget) -> Self {
        Self { bytes: Vec::new(), most: STREAM.min(budget.left()), budget }
    }

    /// Adds; none where that is too much, which spends the budget.
    fn add(&mut self, more: &[u8]) -> Option<()> {
        if more.len() > self.most - self.bytes.len() {
            return self.budget.bytes(usize::MAX);
        }
        self.bytes.extend_from_slice(more);
        Some(())
    }

    fn done(self) -> Option<Vec<u8>> {
        self.budget.bytes(self.bytes.len())?;
        Some(self.bytes)
    }
}

/// Inflates. What is cut gives what it holds; a bomb gives nothing and spends the budget.
fn flate(packed: &[u8], budget: &Budget) -> Option<Vec<u8>> {
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
fn hex(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
}

/// Reads groups of five signs as four bytes, up to `~`.
fn ascii85(text: &[u8], budget: &Budget) -> Option<Vec<u8>> {
    let mut plain = Plain::new(budget);
    let mut group: Vec<u8> = Vec::with_capacity(5);
    for byte in text.iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'z' if group.is_empty() => plain.add(&[0; 4])?,
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => {}
        }
        if group.len() == 5 {
            plain.add(&four(&group))?;
            group.clear();
        }
    }
    if group.len() > 1 {
        let count = group.len() - 1;
        group.resize(5, 84);
        plain.add(&four(&group)[..count])?;
    }
    plain.done()
}

fn four(group: &[u8]) -> [u8; 4] {
    let value =
        group.iter().fold(0u32, |sum, digit| sum.wrapping_mul(85).wrapping_add(u32::from(*digit)));
    value.to_be_bytes()
}

/// Reads runs: so many bytes as they stand, or one so many times.
fn run_length(packed: &[u8], budget: &Budget) -> Option<Vec<u8>> {
    let mut plain = Plain::new(budget);
    let mut rest = packed;
    while let Some((length, after)) = rest.split_first().filter(|(length, _)| **length != 128) {
        let count = usize::from(*length);
        rest = if count < 128 {
            let (run, after) = after.split_at((count + 1).min(after.len()));
            plain.add(run)?;
            after
        } else {
            let Some((byte, after)) = after.split_first() else { break };
            plain.add(&vec![*byte; 257 - count])?;
            after
        };
    }
    plain.done()
}

/// Reads codes of nine to twelve bits that stand for what was read before.
fn lzw(packed: &[u8], early: bool, budget: &Budget) -> Option<Vec<u8>> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    let mut plain = Plain::new(budget);
    // Where each code from 258 on stands in what was read.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    let (mut bits, mut held, mut width) = (0u32, 0, 9);
    for byte in packed {
        (bits, held) = (bits << 8 | u32::from(*byte), held + 8);
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        bits &= (1 << held) - 1;
        match code {
            CLEAR => {
                table.clear();
                (last, width) = (None, 9);
                continue;
            }
            END => break,
            _ => {}
        }
        let start = plain.bytes.len();
        if let Some((from, length)) = last.filter(|_| table.len() < 4096 - 258) {
            // The sequence before and the letter after it, which is about to be written.
            table.push((from, length + 1));
        }
        match code.checked_sub(258) {
            None => plain.add(&[code as u8])?,
            Some(index) => {
                let (from, length) = *table.get(index)?;
                budget.bytes(1)?;
                for at in from..from + length {
                    let byte = *plain.bytes.get(at)?;
                    plain.add(&[byte])?;
                }
            }
        }
        last = Some((start, plain.bytes.len() - start));
        width = match table.len() + 258 + usize::from(early) {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
    }
    plain.done()
}
