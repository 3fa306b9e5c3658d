//! The commands of the card. Every status word and every length is checked.

use zeroize::Zeroizing;

use super::{CardFault, transport::CardTransport};

/// The application that holds the personal data (MOI).
const PERSONAL: [u8; 8] = [0xA0, 0x00, 0x00, 0x00, 0x54, 0x48, 0x00, 0x01];

/// What GlobalPlatform cards answer about their own making: a tag of two bytes, a length, 42 bytes.
const CPLC: [u8; 3] = [0x9F, 0x7F, 0x2A];

/// A card whose personal data are selected.
pub struct Chip<'a> {
    transport: &'a mut dyn CardTransport,
    /// P2 of "fetch": the family whose ATR begins `3B 67` wants 01.
    fetch: u8,
}

impl<'a> Chip<'a> {
    /// Selects the personal data. The ATR decides nothing but how to fetch.
    ///
    /// # Errors
    /// [`CardFault::NotThaiId`] when the card does not have them or does not know how to select.
    pub fn select(transport: &'a mut dyn CardTransport) -> Result<Self, CardFault> {
        let fetch = u8::from(transport.atr().starts_with(&[0x3B, 0x67]));
        let mut command = vec![0x00, 0xA4, 0x04, 0x00, 0x08];
        command.extend(PERSONAL);
        let answer = Answer::of(transport.transmit(&command)?)?;
        match answer.status {
            // What the card would tell about the application is left with it.
            [0x90, 0x00] | [0x61, _] => Ok(Self { transport, fetch }),
            // No such file; not selectable; no such instruction; no such class.
            [0x6A, 0x82] | [0x69, 0x99] | [0x6D, 0x00] | [0x6E, 0x00] => Err(CardFault::NotThaiId),
            _ => Err(CardFault::Unreadable),
        }
    }

    /// Reads `length` bytes at `offset` of the personal data.
    pub fn read(&mut self, offset: u16, length: u8) -> Result<Zeroizing<Vec<u8>>, CardFault> {
        let [high, low] = offset.to_be_bytes();
        self.ask(&[0x80, 0xB0, high, low, 0x02, 0x00, length], length)
    }

    /// The eight bytes that the registry knows the chip by: date of fabrication, serial and batch.
    pub fn number(&mut self) -> Result<Zeroizing<Vec<u8>>, CardFault> {
        let answer = self.ask(&[0x80, 0xCA, 0x9F, 0x7F, 0x2D], 0x2D)?;
        if !answer.starts_with(&CPLC) {
            return Err(CardFault::Unreadable);
        }
        answer
            .get(13..21)
            .map(|number| Zeroizing::new(number.to_vec()))
            .ok_or(CardFault::Unreadable)
    }

    /// Sends `command` and fetches its `length` bytes, where they do not come at once.
    fn ask(&mut self, command: &[u8], length: u8) -> Result<Zeroizing<Vec<u8>>, CardFault> {
        let mut answer = Answer::of(self.transport.transmit(command)?)?;
        if answer.status == [0x61, length] && answer.data.is_empty() {
            let fetch = [0x00, 0xC0, 0x00, self.fetch, length];
            answer = Answer::of(self.transport.transmit(&fetch)?)?;
        }
        if answer.status != [0x90, 0x00] || answer.data.len() != usize::from(length) {
            return Err(CardFault::Unreadable);
        }
        Ok(answer.data)
    }
}

/// An answer, taken apart.
struct Answer {
    data: Zeroizing<Vec<u8>>,
    status: [u8; 2],
}

impl Answer {
    fn of(bytes: Vec<u8>) -> Result<Self, CardFault> {
        let mut data = Zeroizing::new(bytes);
        let status = *data.last_chunk::<2>().ok_or(CardFault::Unreadable)?;
        let length = data.len() - 2;
        data.truncate(length);
        Ok(Self { data, status })
    }
}
