//! Card readers over PC/SC: finds the one that holds the card, and carries commands to it.
//!
//! The card is shared with other programs, held by one transaction for the length of a read, and
//! left as it was. Readers with two slots appear as two readers, so what counts is which of them
//! hold a card.

use std::{collections::BTreeMap, ffi::CStr, thread::sleep, time::Duration};

use pcsc::{
    Context, Disposition, Error, MAX_BUFFER_SIZE, Protocols, ReaderState, Scope, ShareMode, State,
    Transaction,
};
use rian::identity::{
    card::{CardFault, reading, transport::CardTransport},
    desk_protocol::{CardField, Secret},
};
use zeroize::Zeroize;

/// How often a card that another program holds or has reset is asked for again.
const TRIES: usize = 5;

/// The time between two tries.
const PAUSE: Duration = Duration::from_millis(300);

/// What a card gave.
pub struct Read {
    pub atr: Vec<u8>,
    pub fields: BTreeMap<CardField, Secret>,
}

/// Reads `wanted` from the card in the reader called `named`, or in the only one with a card.
pub fn read(named: Option<&str>, wanted: &[CardField]) -> Result<Read, CardFault> {
    let context = Context::establish(Scope::User).map_err(at_start)?;
    let states = states(&context)?;
    let reader = choose(&states, named)?;
    for _ in 1..TRIES {
        match once(&context, reader, wanted) {
            Err(CardFault::Busy) => sleep(PAUSE),
            other => return other,
        }
    }
    once(&context, reader, wanted)
}

/// Every reader by name, and whether it holds a card.
pub fn list() -> Result<Vec<(String, bool)>, CardFault> {
    let context = Context::establish(Scope::User).map_err(at_start)?;
    Ok(states(&context)?.iter().map(|it| (name(it.name()), holds_card(it))).collect())
}

fn once(context: &Context, reader: &CStr, wanted: &[CardField]) -> Result<Read, CardFault> {
    let mut card = context.connect(reader, ShareMode::Shared, Protocols::ANY).map_err(at_start)?;
    let read = card.status2_owned().map_err(at_start).and_then(|status| {
        let atr = status.atr().to_vec();
        let transaction = card.transaction().map_err(at_start)?;
        let mut reader = Reader { context, name: reader, transaction, atr };
        let fields = reading::read(&mut reader, wanted);
        // Whether or not the card is still there to be let go of.
        let _ = reader.transaction.end(Disposition::LeaveCard);
        Ok(Read { atr: reader.atr, fields: fields? })
    });
    let _ = card.disconnect(Disposition::LeaveCard);
    read
}

/// The reader with the card. With several, one has to be named.
fn choose<'a>(states: &'a [ReaderState], named: Option<&str>) -> Result<&'a CStr, CardFault> {
    let candidates: Vec<&ReaderState> = match named {
        None => states.iter().collect(),
        Some(wanted) => {
            let exact = states.iter().find(|it| name(it.name()) == wanted);
            let part = |it: &&ReaderState| name(it.name()).contains(wanted);
            exact.map_or_else(|| states.iter().filter(part).collect(), |it| vec![it])
        }
    };
    if candidates.is_empty() {
        return Err(CardFault::NoReader);
    }
    let holders: Vec<&CStr> =
        candidates.into_iter().filter(|it| holds_card(it)).map(ReaderState::name).collect();
    match holders[..] {
        [] => Err(CardFault::NoCard),
        [one] => Ok(one),
        _ => {
            for holder in holders {
                println!("มีบัตร · card: {}", name(holder));
            }
            Err(CardFault::SeveralCards)
        }
    }
}

fn states(context: &Context) -> Result<Vec<ReaderState>, CardFault> {
    let names = context.list_readers_owned().map_err(at_start)?;
    let mut states: Vec<ReaderState> =
        names.into_iter().map(|name| ReaderState::new(name, State::UNAWARE)).collect();
    if states.is_empty() {
        return Err(CardFault::NoReader);
    }
    context.get_status_change(Duration::ZERO, &mut states).map_err(at_start)?;
    Ok(states)
}

fn holds_card(state: &ReaderState) -> bool {
    state.event_state().contains(State::PRESENT)
}

fn name(name: &CStr) -> String {
    crate::words::plain(&name.to_string_lossy())
}

/// A card that is held by a transaction.
struct Reader<'a> {
    context: &'a Context,
    name: &'a CStr,
    transaction: Transaction<'a>,
    atr: Vec<u8>,
}

impl CardTransport for Reader<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, CardFault> {
        let mut buffer = [0; MAX_BUFFER_SIZE];
        let answer = self.transaction.transmit(command, &mut buffer).map(<[u8]>::to_vec);
        buffer.zeroize();
        let fault = match answer {
            // Some drivers call it a success when the card went away and nothing came.
            Ok(answer) if answer.len() >= 2 => return Ok(answer),
            Ok(_) => CardFault::Unreadable,
            Err(error) => at_start(error),
        };
        Err(match fault {
            CardFault::NoCard | CardFault::NoReader => CardFault::Removed,
            CardFault::Unreadable if self.is_empty_soon() => CardFault::Removed,
            other => other,
        })
    }

    fn atr(&self) -> &[u8] {
        &self.atr
    }
}

impl Reader<'_> {
    /// A card that is pulled out fails the command first, and the reader notices a moment later.
    fn is_empty_soon(&self) -> bool {
        let mut state = [ReaderState::new(self.name, State::PRESENT)];
        for _ in 0..4 {
            match self.context.get_status_change(PAUSE, &mut state) {
                Ok(()) if holds_card(&state[0]) => state[0].sync_current_state(),
                Ok(()) | Err(Error::UnknownReader | Error::ReaderUnavailable) => return true,
                Err(_) => {}
            }
        }
        false
    }
}

/// What an error means before the first command.
fn at_start(error: Error) -> CardFault {
    match error {
        Error::NoSmartcard | Error::RemovedCard => CardFault::NoCard,
        Error::SharingViolation | Error::ResetCard => CardFault::Busy,
        Error::NoService
        | Error::ServiceStopped
        | Error::NoReadersAvailable
        | Error::UnknownReader
        | Error::ReaderUnavailable => CardFault::NoReader,
        _ => CardFault::Unreadable,
    }
}
