//! An invented card that answers like a chip; for the tests of the library and of a real daemon.

#![allow(dead_code, reason = "each of the two crates that include this uses its own part")]

use encoding_rs::WINDOWS_874;

const PERSONAL: [u8; 8] = [0xA0, 0x00, 0x00, 0x00, 0x54, 0x48, 0x00, 0x01];
const ADM: [u8; 8] = [0xA0, 0x00, 0x00, 0x00, 0x84, 0x06, 0x00, 0x02];

/// TH NID 6, as the list of pcsc-tools has it.
pub const ATR: [u8; 12] = [0x3B, 0x68, 0x00, 0x00, 0x54, 0x48, 0x20, 0x4E, 0x49, 0x44, 0x20, 0x36];

/// A card of the family that fetches with P2 = 01. The letters after `3B 67` are invented.
pub const ATR_67: [u8; 11] = [0x3B, 0x67, 0x00, 0x00, 0x54, 0x48, 0x20, 0x4E, 0x49, 0x44, 0x20];

/// What stands on a card. Numbers of invented people begin with 9.
#[derive(Clone)]
pub struct Person {
    pub version: &'static str,
    pub citizen_id: &'static str,
    pub thai_name: &'static str,
    pub english_name: &'static str,
    pub birth_date: &'static str,
    pub request_number: &'static str,
    pub issue_date: &'static str,
    pub expiry: &'static str,
    pub address: &'static str,
}

impl Default for Person {
    fn default() -> Self {
        Self {
            version: "0003",
            citizen_id: "9999900000019",
            thai_name: "นาย#สมชาย##ใจตัวอย่าง",
            english_name: "Mr.#Somchai##Jaituayang",
            birth_date: "25330517",
            request_number: "990000000001",
            issue_date: "25650517",
            expiry: "25740516",
            address: "99/9#หมู่ที่ 9#ตรอกตัวอย่างยาว#ซอยตัวอย่างยาวมาก 99#ถนนตัวอย่างยาวมากกว่านั้นอีก\
                      #ตำบลตัวอย่าง#อำเภอตัวอย่างยาว#จังหวัดตัวอย่าง",
        }
    }
}

/// A chip. The public fields are the ways in which chips differ and fail.
#[derive(Clone)]
pub struct Chip {
    pub atr: Vec<u8>,
    /// The personal data, byte by byte; without them it is no Thai identity card.
    pub file: Option<Vec<u8>>,
    /// Whether it gives its own number.
    pub tells_number: bool,
    /// Whether data come at once, as with T=1 or a driver that fetches.
    pub at_once: bool,
    /// After so many commands somebody takes the card away.
    pub removed_after: Option<usize>,
    /// Every command that came.
    pub commands: Vec<Vec<u8>>,
    pub selected: bool,
    pub pending: Vec<u8>,
}

impl Chip {
    /// The card of `person`.
    pub fn of(person: &Person) -> Self {
        Self {
            atr: ATR.to_vec(),
            file: Some(file(person)),
            tells_number: true,
            at_once: false,
            removed_after: None,
            commands: Vec::new(),
            selected: false,
            pending: Vec::new(),
        }
    }

    /// A card of another kind, such as one for trains.
    pub fn foreign() -> Self {
        Self { file: None, ..Self::of(&Person::default()) }
    }

    /// The answer to `command` with its status; `None` once the card is gone.
    pub fn answer(&mut self, command: &[u8]) -> Option<Vec<u8>> {
        if self.removed_after.is_some_and(|after| self.commands.len() >= after) {
            return None;
        }
        self.commands.push(command.to_vec());
        let pending = std::mem::take(&mut self.pending);
        Some(match *command {
            [0x00, 0xA4, 0x04, 0x00, 0x08, ref aid @ ..] => self.select(aid),
            [0x00, 0xC0, 0x00, p2, length] => self.fetch(pending, p2, length),
            [0x80, 0xB0, high, low, 0x02, 0x00, length] => {
                self.read(usize::from(u16::from_be_bytes([high, low])), usize::from(length))
            }
            [0x80, 0xCA, 0x9F, 0x7F, 0x2D] if self.tells_number => self.give(cplc()),
            [0x80, 0xCA, ..] => vec![0x6A, 0x88],
            _ => vec![0x6D, 0x00],
        })
    }

    /// Power off and on again.
    pub fn reset(&mut self) {
        self.selected = false;
        self.pending.clear();
    }

    fn select(&mut self, aid: &[u8]) -> Vec<u8> {
        self.selected = aid.starts_with(&PERSONAL) && self.file.is_some();
        // ADM is refused, as some cards do: nothing here needs the laser number.
        if !self.selected || aid.starts_with(&ADM) { vec![0x6A, 0x82] } else { vec![0x61, 0x0A] }
    }

    fn read(&mut self, offset: usize, length: usize) -> Vec<u8> {
        let file = self.file.as_deref().filter(|_| self.selected);
        match file.map(|file| file.get(offset..offset + length)) {
            Some(Some(data)) => {
                let data = data.to_vec();
                self.give(data)
            }
            Some(None) => vec![0x6B, 0x00],
            None => vec![0x69, 0x85],
        }
    }

    fn give(&mut self, data: Vec<u8>) -> Vec<u8> {
        if self.at_once {
            return [data, vec![0x90, 0x00]].concat();
        }
        let length = u8::try_from(data.len()).unwrap();
        self.pending = data;
        vec![0x61, length]
    }

    fn fetch(&self, pending: Vec<u8>, p2: u8, length: u8) -> Vec<u8> {
        if p2 != u8::from(self.atr.starts_with(&[0x3B, 0x67])) {
            return vec![0x6A, 0x86];
        }
        if pending.is_empty() {
            return vec![0x69, 0x85];
        }
        if pending.len() != usize::from(length) {
            return vec![0x6C, u8::try_from(pending.len()).unwrap()];
        }
        [pending, vec![0x90, 0x00]].concat()
    }
}

/// The chip number in the answer below.
pub const CHIP_NUMBER: &str = "0d0e0f1011121314";

fn cplc() -> Vec<u8> {
    let mut answer: Vec<u8> = (0..0x2D).collect();
    answer[..3].copy_from_slice(&[0x9F, 0x7F, 0x2A]);
    answer
}

/// The personal data of `person`, laid out as on version 0003.
fn file(person: &Person) -> Vec<u8> {
    let mut file = vec![b' '; 0x1627];
    let fields: [(usize, usize, &str); 11] = [
        (0x0000, 4, person.version),
        (0x0004, 13, person.citizen_id),
        (0x0011, 100, person.thai_name),
        (0x0075, 100, person.english_name),
        (0x00D9, 8, person.birth_date),
        (0x00E1, 1, "1"),
        (0x00E2, 20, person.request_number),
        (0x00F6, 100, "ที่ว่าการอำเภอตัวอย่าง"),
        (0x0167, 8, person.issue_date),
        (0x016F, 8, person.expiry),
        (0x1579, 160, person.address),
    ];
    for (offset, length, text) in fields {
        let (bytes, _, wrong) = WINDOWS_874.encode(text);
        assert!(!wrong && bytes.len() <= length, "{text}");
        file[offset..offset + bytes.len()].copy_from_slice(&bytes);
    }
    file
}
