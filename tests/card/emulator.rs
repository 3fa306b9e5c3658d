//! A card in a slot of the virtual reader: dials the driver and answers as the chip.

use std::{
    ffi::CString,
    io::{Read, Write},
    net::{Shutdown, TcpStream},
    os::linux::net::TcpStreamExt,
    sync::{Arc, Mutex},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use pcsc::{Context, ReaderState, Scope, State};

use super::chip::Chip;

/// The two slots of the virtual reader, each of which appears as a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    First,
    Second,
}

impl Slot {
    /// The name by which PC/SC knows it.
    pub fn reader(self) -> &'static str {
        match self {
            Self::First => "Virtual PCD 00 00",
            Self::Second => "Virtual PCD 00 01",
        }
    }

    fn port(self) -> u16 {
        match self {
            Self::First => 35963,
            Self::Second => 35964,
        }
    }
}

/// A card that is in the reader until this is dropped, or until the chip says that it is gone.
pub struct Inserted {
    slot: Slot,
    chip: Arc<Mutex<Chip>>,
    stream: TcpStream,
    card: Option<JoinHandle<()>>,
}

impl Inserted {
    /// Puts `chip` into `slot`; the daemon has noticed when this returns.
    pub fn new(slot: Slot, chip: Chip) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", slot.port())).unwrap();
        stream.set_nodelay(true).unwrap();
        let chip = Arc::new(Mutex::new(chip));
        let (line, own) = (stream.try_clone().unwrap(), Arc::clone(&chip));
        let card = std::thread::spawn(move || answer(line, &own));
        wait_until(slot, State::PRESENT);
        Self { slot, chip, stream, card: Some(card) }
    }

    /// How many commands have come so far.
    pub fn commands(&self) -> usize {
        self.chip.lock().unwrap().commands.len()
    }
}

impl Drop for Inserted {
    fn drop(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Both);
        let _ = self.card.take().unwrap().join();
        // A test that fails already is not made to abort by a second failure.
        if !std::thread::panicking() {
            wait_until(self.slot, State::EMPTY);
        }
    }
}

/// Speaks the driver's protocol: a length of two bytes and that many bytes; one byte is control.
fn answer(mut line: TcpStream, chip: &Mutex<Chip>) {
    let mut next = || -> Option<Vec<u8>> {
        // Without this, each command waits 40 ms for a delayed acknowledgement.
        line.set_quickack(true).ok()?;
        let mut length = [0; 2];
        line.read_exact(&mut length).ok()?;
        let mut message = vec![0; usize::from(u16::from_be_bytes(length))];
        line.read_exact(&mut message).ok()?;
        let mut chip = chip.lock().unwrap();
        let reply = match message[..] {
            [4] => chip.atr.clone(),
            [_] => {
                chip.reset();
                return Some(Vec::new());
            }
            _ => chip.answer(&message)?,
        };
        let length = u16::try_from(reply.len()).unwrap().to_be_bytes();
        line.write_all(&[&length[..], &reply].concat()).ok()?;
        Some(reply)
    };
    while next().is_some() {}
    // The card is gone, even while the test still holds it.
    let _ = line.shutdown(Shutdown::Both);
}

/// Waits until the daemon sees `slot` so.
fn wait_until(slot: Slot, wanted: State) {
    let context = Context::establish(Scope::User).unwrap();
    let mut state = [ReaderState::new(CString::new(slot.reader()).unwrap(), State::UNAWARE)];
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(20) {
        match context.get_status_change(Duration::from_secs(1), &mut state) {
            Ok(()) if state[0].event_state().contains(wanted) => return,
            Ok(()) => state[0].sync_current_state(),
            Err(pcsc::Error::Timeout) => {}
            Err(other) => panic!("{}: {other}", slot.reader()),
        }
    }
    panic!("{} does not become {wanted:?}", slot.reader());
}
